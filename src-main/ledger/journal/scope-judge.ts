import { type EntityName, entityOf } from '../../../src-shared/entities/entities';
import {
  mayChange,
  type Outside,
  personsOf,
  type ScopeDevice,
  type ScopeRecord,
} from '../../../src-shared/rules/sync-scope';
import { columnsOf } from './cells';
import type { DeviceRow } from './device-table';
import type { JournalCore } from './journal';
import type { Line } from './line';
import { type PackedLines, packedValue } from './packed-lines';
import type { RecordState } from './record-store';
import type { UnitOfWork } from './unit-of-work';

type Kind = 'administrative' | 'scoped' | 'project' | 'related' | 'free';

const kinds = new Map<EntityName, Kind>();

function kindOf(entity: EntityName): Kind {
  let kind = kinds.get(entity);
  if (kind === undefined) {
    const { administrative, fields } = entityOf(entity);
    if (administrative) kind = 'administrative';
    else if (fields.scope) kind = 'scoped';
    else if (entity === 'project') kind = 'project';
    else kind = fields.project ? 'related' : 'free';
    kinds.set(entity, kind);
  }
  return kind;
}

/** What the judge must know of a line, whatever shape it comes in. */
export interface JudgedLine {
  readonly n: number;
  readonly e: EntityName;
  readonly r: string;
  /** Whether any of its cells names a change before it. */
  readonly buildsOn: boolean;
  sets(field: string): boolean;
  /** What it sets the field to; undefined where it does not. */
  value(field: string): unknown;
}

/** A line as it was parsed; its entity must be a known one. */
export function judgedLine(line: Line): JudgedLine {
  return {
    n: line.n,
    e: line.e as EntityName,
    r: line.r,
    buildsOn: Object.values(line.prev ?? {}).some((dots) => Array.isArray(dots) && dots.length > 0),
    sets: (field) => Object.hasOwn(line.set, field),
    value: (field) => (Object.hasOwn(line.set, field) ? line.set[field] : undefined),
  };
}

/** One line after the other of packed lines: one object for all of them. */
export class PackedLine implements JudgedLine {
  n = 0;
  e: EntityName = 'project';
  r = '';
  #first = 0;
  #end = 0;
  /** Place of a field's name among those of the stream, −1 where no line sets it. */
  readonly #places = new Map<string, number>();

  constructor(readonly lines: PackedLines) {}

  at(index: number, seq: number, entity: EntityName, record: string): this {
    this.n = seq;
    this.e = entity;
    this.r = record;
    this.#first = this.lines.lineCells[index] as number;
    this.#end = this.lines.lineCells[index + 1] as number;
    return this;
  }

  get buildsOn(): boolean {
    return this.lines.cellPrevs[this.#first] !== this.lines.cellPrevs[this.#end];
  }

  #cellOf(field: string): number {
    let place = this.#places.get(field);
    if (place === undefined) {
      place = this.lines.names.indexOf(field);
      this.#places.set(field, place);
    }
    if (place >= 0)
      for (let cell = this.#first; cell < this.#end; cell += 1) if (this.lines.cellNames[cell] === place) return cell;
    return -1;
  }

  sets(field: string): boolean {
    return this.#cellOf(field) >= 0;
  }

  value(field: string): unknown {
    const cell = this.#cellOf(field);
    return cell < 0 ? undefined : packedValue(this.lines, cell);
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Value of a field before and after a line; of a record that is not here, what the line says. */
function around(
  state: RecordState | undefined,
  line: JudgedLine,
  field: string,
): [before: string | null, after: string | null] {
  const column = columnsOf(line.e).indexOf.get(field);
  const before = state && column !== undefined ? textOf(state.values[column]) : null;
  return [before, line.sets(field) ? textOf(line.value(field)) : before];
}

/** A line that makes a record carries all that the record must have. */
function isMaking(line: JudgedLine): boolean {
  const { fields } = entityOf(line.e);
  return !line.buildsOn && Object.keys(fields).every((name) => !fields[name]?.required || line.sets(name));
}

const missing = (about: string | null): Outside => ({ code: 'missing', about: about ?? '' });

function idsOf(json: string | null): string[] {
  try {
    const ids: unknown = JSON.parse(json ?? '[]');
    return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

/**
 * Says which lines of one device are outside its scope (src-shared/rules/sync-scope.ts), as the ledger stands when the line comes. Lives for
 * one stream; must be asked for every line of it in order, before the line is applied.
 */
export class ScopeJudge {
  readonly #device: ScopeDevice;
  /** Lines beyond this seq are of a time when the device was revoked. */
  readonly #until: number;
  readonly #persons: ReadonlySet<string>;
  /** Verdict on an ordinary edit of what belongs to a project, by its id. */
  readonly #verdicts = new Map<string, Outside | null>();

  constructor(
    readonly core: JournalCore,
    readonly unit: UnitOfWork,
    device: DeviceRow,
  ) {
    // A branch is as trusted as the device that it left.
    const trusted = device.branch_of === null ? device : core.devices.byNumber(device.branch_of);
    const { id, person, role, region, state, revoked_after } = trusted;
    this.#device = { id, person, role, region: textOf(region), projects: idsOf(trusted.projects) };
    this.#until = state === 'revoked' ? (revoked_after ?? 0) : Number.POSITIVE_INFINITY;
    this.#persons = personsOf(
      core.database.prepare("SELECT person FROM device WHERE state IN ('own', 'approved')").all() as {
        person: string;
      }[],
    );
  }

  /** Whether there is anything that this device may not change. */
  get isNeeded(): boolean {
    return this.#device.role !== 'commission' || this.#device.region !== null || Number.isFinite(this.#until);
  }

  /** Why a line is outside; null where the device may change it. `state` is its record, undefined where that is not here. */
  outside(state: RecordState | undefined, line: JudgedLine): Outside | null {
    if (line.n > this.#until) return { code: 'revoked', about: '' };
    const entity = line.e;
    const kind = kindOf(entity);
    switch (kind) {
      case 'free':
        return null;
      case 'project':
      case 'related':
        return this.#device.region === null ? null : this.#ofProject(state, line, kind);
      case 'scoped': {
        const [before, after] = around(state, line, 'scope');
        // An edit of what is not here may be of what is the city's.
        if (after === null) return this.#device.role === 'commission' ? null : missing(null);
        const record = (scope: string): ScopeRecord => ({ entity, project: null, scope });
        return mayChange(this.#device, before === null ? null : record(before), record(after), this.#persons);
      }
      case 'administrative': {
        const [before, after] = around(state, line, 'region');
        const record = (region: string | null): ScopeRecord => ({
          entity,
          project: null,
          subject: { id: '', role: null, region },
        });
        return mayChange(this.#device, state ? record(before) : null, record(after), this.#persons);
      }
    }
  }

  #ofProject(state: RecordState | undefined, line: JudgedLine, kind: 'project' | 'related'): Outside | null {
    // An edit of a record whose making is not here: whose it is shows when that comes.
    if (!state && !isMaking(line)) return missing(kind === 'project' ? line.r : textOf(line.value('project')));
    if (kind === 'related') {
      const [before, after] = around(state, line, 'project');
      if (!state && !line.sets('project')) return null;
      const now = before === null ? null : this.#plain(before);
      return now !== null || after === null || after === before ? now : this.#plain(after);
    }
    if (state && !line.sets('region') && !line.sets('secretary')) return this.#plain(line.r);
    this.#verdicts.delete(line.r);
    const [regionBefore, region] = around(state, line, 'region');
    const [secretaryBefore, secretary] = around(state, line, 'secretary');
    const record = (of: { region: string | null; secretary: string | null }): ScopeRecord => ({
      entity: 'project',
      project: { id: line.r, ...of },
    });
    return mayChange(
      this.#device,
      state ? record({ region: regionBefore, secretary: secretaryBefore }) : null,
      record({ region, secretary }),
      this.#persons,
    );
  }

  /** Verdict on a change that leaves its project where it is. */
  #plain(id: string): Outside | null {
    let verdict = this.#verdicts.get(id);
    if (verdict === undefined) {
      const project = this.#projectOf(id);
      const record: ScopeRecord = { entity: 'permit', project: project ? { id, ...project } : 'missing' };
      verdict = mayChange(this.#device, null, record, this.#persons);
      if (verdict?.code === 'missing') verdict = missing(id);
      // What is missing may be made by the next line.
      else this.#verdicts.set(id, verdict);
    }
    return verdict;
  }

  #projectOf(id: string): { region: string | null; secretary: string | null } | undefined {
    const held = this.unit.records.held('project', id);
    if (!held)
      return this.core.statements.projectScope.get(id) as
        | { region: string | null; secretary: string | null }
        | undefined;
    const { indexOf } = columnsOf('project');
    const value = (field: string) => textOf(held.values[indexOf.get(field) ?? 0]);
    return { region: value('region'), secretary: value('secretary') };
  }
}

/** The judge of a device's lines, or null where it may change everything. What this machine wrote itself is never judged. */
export function scopeJudge(core: JournalCore, unit: UnitOfWork, device: DeviceRow): ScopeJudge | null {
  if (device.state === 'own') return null;
  const judge = new ScopeJudge(core, unit, device);
  return judge.isNeeded ? judge : null;
}
