import { type EntityName, isEntityName } from '../../../src-shared/entities/entities';
import type { Outside } from '../../../src-shared/rules/sync-scope';
import type { DeviceRow } from './device-table';
import { linesOf, type RecordedLine } from './history';
import { momentOf } from './hybrid-clock';
import type { JournalCore } from './journal';
import { type Line, splitDot } from './line';
import type { Dot } from './merge';
import { judgedLine, scopeJudge } from './scope-judge';
import { storedLine } from './stream-reader';
import type { UnitOfWork } from './unit-of-work';

export interface ReviewRow {
  readonly device: number;
  readonly seq: number;
  readonly entity: EntityName;
  readonly record: string;
  readonly package: number;
  /** JSON of `Outside`. */
  readonly why: string;
  readonly state: 'open' | 'accepted' | 'refused';
  /** Who decided, with what words, when; null while it is open. */
  readonly person: string | null;
  readonly reason: string | null;
  readonly at: string | null;
}

const wordOf = { accepted: '采纳', refused: '不采纳' } as const;

/** What the change of the Commission that decides says in history: 「不采纳王秘书的改动：属地不对」. */
export function decisionWords(state: 'accepted' | 'refused', person: string, reason: string): string {
  return `${wordOf[state]}${person || '未署名设备'}的改动${reason === '' ? '' : `：${reason}`}`;
}

/** The reverse: any change of the Commission that builds on a reviewed one accepts it, unless it says otherwise. */
function readDecision(words: string): Pick<ReviewRow, 'state' | 'reason'> {
  const state = words.startsWith(wordOf.refused) ? 'refused' : 'accepted';
  const colon = words.indexOf('：');
  const isDecision = words.startsWith(wordOf[state]);
  return { state, reason: isDecision ? (colon < 0 ? '' : words.slice(colon + 1)) : words };
}

/** Turns dots of a device's lines into local numbers: on a branch, those beyond the parting are dots of the branch. */
export function resolverOf(core: JournalCore, unit: UnitOfWork, device: DeviceRow): (dot: string) => Dot {
  if (device.branch_of === null) return unit.resolve;
  const author = core.devices.author(device.number);
  return (dot) => {
    const { device: id, seq } = splitDot(dot);
    return id === author && seq > (device.branch_after ?? 0) ? { device: device.number, seq } : unit.resolve(dot);
  };
}

function placeOf(core: JournalCore, { device, seq }: Dot): { package: number; line: number } | undefined {
  return core.database
    .prepare(
      'SELECT package, first_line + @seq - from_seq AS line FROM segment WHERE device = @device AND from_seq <= @seq AND from_seq + line_count > @seq',
    )
    .get({ device, seq }) as { package: number; line: number } | undefined;
}

/** The package that brought a line; null for one that was typed here. */
export function bringerOf(core: JournalCore, dot: Dot): number | null {
  return placeOf(core, dot)?.package ?? null;
}

/** Notes for the record's history where in its package a stored line lies; nothing for one that was typed here. */
export function postStored(core: JournalCore, unit: UnitOfWork, dot: Dot, line: Line): void {
  const place = placeOf(core, dot);
  if (!place || !isEntityName(line.e)) return;
  unit.records.open(line.e, line.r).postings.push({ package: place.package, lines: Uint32Array.of(place.line) });
}

/** Whether a device's change settles what it names: an approved commission, up to where it was revoked. */
function mayDecide(device: DeviceRow, seq: number): boolean {
  if (device.role !== 'commission') return false;
  if (device.state === 'revoked') return seq <= (device.revoked_after ?? 0);
  return device.state === 'own' || device.state === 'approved' || device.state === 'fork';
}

/** The latest change of a commission that is applied here and names the reviewed one. */
function decisionOn(core: JournalCore, row: ReviewRow): RecordedLine | undefined {
  const dot = `${core.devices.id(row.device)}:${row.seq}`;
  const author = core.devices.author(row.device);
  return linesOf(core, row.entity, row.record).findLast(
    ({ device, line }) =>
      mayDecide(device, line.n) &&
      core.devices.author(device.number) !== author &&
      Object.values(line.prev ?? {}).some((dots) => Array.isArray(dots) && dots.includes(dot)),
  );
}

/** Applies a line that was under review: from now on it has arrived. */
function arrive(core: JournalCore, unit: UnitOfWork, row: ReviewRow): void {
  const line = storedLine(core, row);
  const dot = { device: row.device, seq: row.seq };
  postStored(core, unit, dot, line);
  unit.seen.pending.delete(`${row.device}:${row.seq}`);
  unit.apply(
    unit.records.open(row.entity, row.record),
    dot,
    line,
    resolverOf(core, unit, core.devices.byNumber(row.device)),
  );
}

class Settlement {
  readonly touched = new Set<EntityName>();

  /** `decided`: dots (`device:seq`) that are known to be decided. */
  constructor(
    readonly core: JournalCore,
    readonly decided: ReadonlySet<string>,
  ) {}

  /** One pass over what is open. True where something arrived, for that may be what other lines waited for. */
  pass(): boolean {
    const { core } = this;
    const open = core.database
      .prepare("SELECT * FROM review WHERE state = 'open' ORDER BY device, seq")
      .all() as ReviewRow[];
    if (open.length === 0) return false;
    const unit = core.unitOfWork();
    let arrived = false;
    for (const row of open) arrived = this.#settle(unit, row) || arrived;
    unit.flush();
    for (const entity of unit.touched) this.touched.add(entity);
    return arrived;
  }

  #settle(unit: UnitOfWork, row: ReviewRow): boolean {
    const { core } = this;
    const { device, seq } = row;
    // Whatever names a line that has not arrived leaves its dot in `early`, unless this version knows none of its cells.
    const isNamed = this.decided.has(`${device}:${seq}`) || (this.#recordIsHere(row) && this.#isEarly(row));
    const decision = isNamed ? decisionOn(core, row) : undefined;
    if (decision) {
      core.database
        .prepare(
          'UPDATE review SET state = @state, person = @person, reason = @reason, at = @at WHERE device = @device AND seq = @seq',
        )
        .run({
          device,
          seq,
          ...readDecision(decision.line.w ?? ''),
          person: decision.line.p,
          at: momentOf(decision.line.t),
        });
      arrive(core, unit, row);
      return true;
    }
    const { code, about } = JSON.parse(row.why) as Outside;
    if (code !== 'missing' || !(this.#recordIsHere(row) || this.#isHere('project', about))) return false;
    // What it belongs to has come: now it can be judged.
    const line = storedLine(core, row);
    const outside = scopeJudge(core, unit, core.devices.byNumber(device))?.outside(
      unit.records.find(row.entity, row.record),
      judgedLine(line),
    );
    if (outside) {
      core.database
        .prepare('UPDATE review SET why = @why WHERE device = @device AND seq = @seq')
        .run({ device, seq, why: JSON.stringify(outside) });
      return false;
    }
    core.database.prepare('DELETE FROM review WHERE device = @device AND seq = @seq').run({ device, seq });
    arrive(core, unit, row);
    return true;
  }

  #isHere(entity: EntityName, id: string): boolean {
    return this.core.database.prepare(`SELECT 1 FROM "${entity}" WHERE id = @id`).get({ id }) !== undefined;
  }

  #recordIsHere({ entity, record }: ReviewRow): boolean {
    return this.#isHere(entity, record);
  }

  #isEarly({ entity, record, device, seq }: ReviewRow): boolean {
    return (
      this.core.database
        .prepare(
          `SELECT 1 FROM early WHERE record = (SELECT record FROM "${entity}" WHERE id = @record) AND device = @device AND seq = @seq LIMIT 1`,
        )
        .get({ record, device, seq }) !== undefined
    );
  }
}

/**
 * Applies what is open and settled by now: lines that an applied change of an approved commission names in `prev` (their values are
 * superseded on arrival), and lines that could not be judged until what they belong to was here. A function of the changes that are
 * here, so that the order in which a line and its decision came does not matter. Call after the unit of work at hand is flushed, in its transaction.
 */
export function settleReviews(core: JournalCore, decided: ReadonlySet<string> = new Set()): ReadonlySet<EntityName> {
  const settlement = new Settlement(core, decided);
  let goesOn = settlement.pass();
  while (goesOn) goesOn = settlement.pass();
  return settlement.touched;
}

/** Lines that wait for a decision. */
export function countOpenReviews(core: JournalCore): number {
  return core.database.prepare("SELECT count(*) FROM review WHERE state = 'open'").pluck().get() as number;
}

/** Those of them that a package brought. */
export function countOpen(core: JournalCore, bringer: number): number {
  return core.database
    .prepare("SELECT count(*) FROM review WHERE state = 'open' AND package = @bringer")
    .pluck()
    .get({ bringer }) as number;
}
