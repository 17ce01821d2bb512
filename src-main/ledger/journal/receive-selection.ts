import { createHash } from 'node:crypto';
import { type EntityName, isEntityName } from '../../../src-shared/entities/entities';
import { Refusal } from '../../../src-shared/terms/errors';
import { branchId, type DeviceRow } from './device-table';
import type { JournalCore } from './journal';
import { chainNext, type Line, parseSelectedLine } from './line';
import { branchWith, LineTaker, linesHere } from './line-taker';
import { isConflict } from './merge';
import type { Received } from './receive';
import { countOpen, settleReviews } from './review';
import { scopeJudge } from './scope-judge';
import { chainAt, splitLines } from './stream-reader';

/** The lines of one device, or of one branch of it, in a selection. */
export interface Section {
  /** Device id, or `<device id>~<first link>` of what was written on one side of a parting. */
  readonly device: string;
  /** For a branch: the device whose stream parted, and the last seq that both sides share. */
  readonly branch: { readonly of: string; readonly after: number } | null;
  readonly lines: number;
}

/** Lines of many devices, one section behind another, each in the order of their seqs; `sections` as the signed manifest claims. */
export interface Selection {
  readonly sections: readonly Section[];
  readonly ndjson: Buffer;
  /** `package.number` of the file that brought it. */
  readonly package: number;
  /** Id of the device that vouches for them: they are judged as if it had written them. */
  readonly voucher: string;
}

interface Selected {
  readonly section: Section;
  readonly lines: readonly { readonly line: Line; readonly bytes: Buffer }[];
}

function lie(detail: string): Refusal {
  return new Refusal('not_a_package', { name: '', detail });
}

/** Shape of every line and section; nothing is known here of what the ledger holds. */
function parse({ sections, ndjson }: Selection): Selected[] {
  if (ndjson.length > 0 && ndjson.at(-1) !== 10) throw lie('改动文件没有写完');
  const all = splitLines(ndjson);
  const claimed = sections.reduce((sum, { lines }) => sum + lines, 0);
  if (claimed !== all.length) throw lie(`改动条数不对，应为 ${claimed}，实为 ${all.length}`);
  let at = 0;
  return sections.map((section) => {
    const author = section.branch?.of ?? section.device;
    let before = section.branch?.after ?? 0;
    const lines = all.slice(at, at + section.lines).map((bytes, index) => {
      const place = at + index + 1;
      const line = parseSelectedLine(bytes.toString('utf8'), author, place);
      if (line.n <= before) throw lie(`第 ${place} 行的次序不对`);
      before = line.n;
      return { line, bytes };
    });
    at += section.lines;
    return { section, lines };
  });
}

/** The device whose stream has the lines of a section here: for a branch what bears its name, or goes on as its first link says. */
function deviceOf(core: JournalCore, { device, branch }: Section, lines: Selected['lines']): DeviceRow {
  const { devices } = core;
  if (branch === null) return devices.byNumber(devices.number(device));
  const known = devices.row(device) ?? devices.named(device);
  if (known && (known.branch_of !== null || known.branch_name === device)) return known;
  const origin = devices.byNumber(devices.number(branch.of));
  const { after } = branch;
  const linked = [origin, ...devices.branchesOf(origin.number)].find(
    (each) => each.high_water > after && branchId(origin.id, chainAt(core, each, after + 1)) === device,
  );
  if (linked) return linked;
  const here = linesHere(core, origin, after + 1, Number.MAX_SAFE_INTEGER);
  const shared = lines.find(({ line }) => here.has(line.n));
  const isOrigin = here.size === 0 || (shared && here.get(shared.line.n)?.equals(shared.bytes));
  if (origin.branch_name === null && isOrigin) {
    core.database
      .prepare('UPDATE device SET branch_name = @device, branch_after = @after WHERE number = @number')
      .run({ device, after, number: origin.number });
    return devices.byNumber(origin.number);
  }
  return makeBranchAfter(core, origin, after, device);
}

/** A second branch of `origin`, of which no chain need be known; what both share is here as far as `origin` has it without a hole. */
function makeBranchAfter(core: JournalCore, origin: DeviceRow, after: number, id: string): DeviceRow {
  const number = core.devices.number(id);
  const high = Math.min(after, origin.high_water);
  core.database
    .prepare(
      `UPDATE device SET person = o.person, unit = o.unit, region = o.region, role = o.role, state = 'fork', branch_of = o.number,
       branch_after = @after, high_water = @high, chain = @chain FROM device o WHERE o.number = @origin AND device.number = @number`,
    )
    .run({ number, origin: origin.number, after, high, chain: chainAt(core, origin, high) });
  return core.devices.byNumber(number);
}

/** Takes the lines of one section; those from the first on that is here with other bytes go onto a branch. Returns that branch. */
function takeSection(taker: LineTaker, selected: Selected, judge: ReturnType<typeof scopeJudge>): DeviceRow | null {
  const { core, unit } = taker;
  const { section, lines } = selected;
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) return null;
  let device = deviceOf(core, section, lines);
  let here = linesHere(core, device, first.line.n, last.line.n);
  let fork: DeviceRow | null = null;
  for (const { line, bytes } of lines) {
    const known = here.get(line.n);
    if (known && !known.equals(bytes)) {
      const origin = core.devices.byNumber(device.branch_of ?? device.number);
      const name = `${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}`;
      device =
        branchWith(core, device, line.n, bytes) ?? makeBranchAfter(core, origin, line.n - 1, `${origin.id}~${name}`);
      here = linesHere(core, device, line.n, last.line.n);
      fork = device;
    }
    // Two sections may tell of one device; what the first brought is not in `here`.
    if (here.has(line.n) || unit.seen.isHere({ device: device.number, seq: line.n })) continue;
    if (device.number !== core.own) taker.take(device, line, bytes, judge);
    else takeOwn(taker, line, bytes, judge);
  }
  return fork;
}

/**
 * A line of this machine that it lost (a restored backup) comes back. Only the next one is taken: its own numbers must have no hole, for
 * it goes on counting where they end.
 */
function takeOwn(taker: LineTaker, line: Line, bytes: Buffer, judge: ReturnType<typeof scopeJudge>): void {
  const { core } = taker;
  const own = core.devices.byNumber(core.own);
  if (line.n !== own.high_water + 1) return;
  const chain = chainNext(own.chain, bytes);
  taker.take(own, line, bytes, judge, chain);
  core.database
    .prepare('UPDATE device SET high_water = @seq, chain = @chain WHERE number = @own')
    .run({ seq: line.n, chain, own: core.own });
}

/** See `Journal.receiveSelection`; runs inside a transaction. */
export function receiveSelection(
  core: JournalCore,
  selection: Selection,
): { received: Exclude<Received, { outcome: 'held' }>; touched: EntityName[] } {
  const selected = parse(selection);
  const unit = core.unitOfWork();
  const voucher = core.devices.row(selection.voucher);
  if (!voucher) throw new Error(`device ${selection.voucher} is not in the roster`);
  const judge = scopeJudge(core, unit, voucher);
  const taker = new LineTaker(core, unit, selection.package);
  let fork: DeviceRow | null = null;
  for (const one of selected) fork = takeSection(taker, one, judge) ?? fork;
  taker.finish();
  unit.flush();
  const settled = settleReviews(core);
  if (taker.taken === 0) return { received: { outcome: 'duplicate' }, touched: [] };
  const review = taker.reviewed === 0 ? 0 : countOpen(core, selection.package);
  const conflicts = [...taker.tally.contested.values()].filter(isConflict).length;
  return {
    received: {
      outcome: 'merged',
      applied: taker.taken - review,
      conflicts,
      review,
      fork: fork?.id ?? null,
    },
    touched: [...new Set([...unit.touched, ...settled])].filter(isEntityName),
  };
}
