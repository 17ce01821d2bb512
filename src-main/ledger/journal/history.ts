import type { HistoryEntry } from '../../../src-shared/contract/record-methods';
import type { ReviewState } from '../../../src-shared/contract/review-methods';
import type { EntityName } from '../../../src-shared/entities/entities';
import type { FieldValue } from '../../../src-shared/entities/field';
import { columnsOf, fromColumn, targetOf, toSql, writeKey } from './cells';
import type { DeviceRow } from './device-table';
import { momentOf } from './hybrid-clock';
import type { JournalCore } from './journal';
import type { Line } from './line';
import { compareHeads, type Head, type SqlValue } from './merge';
import { readLine } from './renamed-fields';
import { segmentLines, storedLine } from './stream-reader';

/** A change of one record, wherever it lies, with the file that brought it (null: typed here). */
export interface RecordedLine {
  readonly dot: string;
  readonly device: DeviceRow;
  readonly line: Line;
  readonly package: string | null;
}

/** Lines of a stored segment, by its number and bytes. */
type Unpack = (segment: { readonly number: number; readonly lines: Buffer }) => Buffer[];

/** Unpacks each segment once while no more than so many others come between: for the histories of many records after each other. */
export function unpackOnce(most: number = 48): Unpack {
  const known = new Map<number, Buffer[]>();
  return ({ number, lines }) => {
    const unpacked = known.get(number) ?? segmentLines(lines);
    known.delete(number);
    known.set(number, unpacked);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return unpacked;
  };
}

/** Every change of a record that is here, oldest first. */
export function linesOf(
  core: JournalCore,
  entity: EntityName,
  id: string,
  unpack: Unpack = ({ lines }) => segmentLines(lines),
): RecordedLine[] {
  const record = core.database.prepare(`SELECT record FROM "${entity}" WHERE id = @id`).pluck().get({ id }) as
    | number
    | undefined;
  if (record === undefined) return [];
  const found = new Map<string, RecordedLine>();
  const keep = (device: number, bytes: Buffer, file: string | null) => {
    const line = readLine(bytes);
    const row = core.devices.byNumber(device);
    const dot = `${row.id}:${line.n}`;
    found.set(dot, { dot, device: row, line, package: file });
  };
  for (const change of core.database
    .prepare('SELECT device, line FROM change WHERE record = @record')
    .all({ record }) as { device: number; line: Buffer }[]) {
    keep(change.device, change.line, null);
  }
  const segments = core.database.prepare(
    'SELECT number, device, first_line, line_count, lines FROM segment WHERE package = @package ORDER BY first_line',
  );
  for (const posting of core.database
    .prepare(
      'SELECT p.package, p.lines, k.name FROM posting p JOIN package k ON k.number = p.package WHERE p.record = @record',
    )
    .all({ record }) as { package: number; lines: Buffer; name: string }[]) {
    const wanted: number[] = [];
    for (let offset = 0; offset + 4 <= posting.lines.length; offset += 4)
      wanted.push(posting.lines.readUInt32LE(offset));
    for (const segment of segments.all({ package: posting.package }) as {
      number: number;
      device: number;
      first_line: number;
      line_count: number;
      lines: Buffer;
    }[]) {
      const inside = wanted.filter(
        (line) => line >= segment.first_line && line < segment.first_line + segment.line_count,
      );
      if (inside.length === 0) continue;
      const lines = unpack(segment);
      for (const line of inside) keep(segment.device, lines[line - segment.first_line] as Buffer, posting.name);
    }
  }
  return [...found.values()].sort(byTime);
}

function byTime(a: RecordedLine, b: RecordedLine): number {
  return a.line.t - b.line.t || (a.dot < b.dot ? -1 : 1);
}

interface Reviewed {
  readonly device: number;
  readonly seq: number;
  readonly state: ReviewState;
  readonly name: string;
}

/** Changes of a record that were outside their device's scope here, by their dots. They counted for nothing by themselves. */
function reviewedOf(core: JournalCore, entity: EntityName, record: string): Map<string, Reviewed> {
  const rows = core.database
    .prepare(
      'SELECT r.device, r.seq, r.state, k.name FROM review r JOIN package k ON k.number = r.package WHERE r.entity = @entity AND r.record = @record',
    )
    .all({ entity, record }) as Reviewed[];
  return new Map(rows.map((row) => [`${core.devices.id(row.device)}:${row.seq}`, row]));
}

/** Lines that still wait for a decision. */
function openLines(core: JournalCore, reviewed: ReadonlyMap<string, Reviewed>): RecordedLine[] {
  return [...reviewed].flatMap(([dot, row]) =>
    row.state === 'open'
      ? [{ dot, device: core.devices.byNumber(row.device), line: storedLine(core, row), package: row.name }]
      : [],
  );
}

/** Value that a field had before a change: the greatest of the heads that its author saw and that counted here. */
function valueBefore(
  byDot: ReadonlyMap<string, RecordedLine>,
  reviewed: ReadonlyMap<string, Reviewed>,
  change: RecordedLine,
  field: string,
): FieldValue {
  const seen = (change.line.prev?.[field] ?? [])
    .filter((dot) => !reviewed.has(dot))
    .map((dot) => byDot.get(dot))
    .filter((line) => line !== undefined);
  const greatest = seen.sort((a, b) => b.line.t - a.line.t || (a.device.id < b.device.id ? 1 : -1))[0];
  return (greatest?.line.set[field] ?? null) as FieldValue;
}

/** Who changed what, newest first; one entry a field, those under review among them. `deleted` stands as 1 or null. */
export function historyOf(
  core: JournalCore,
  entity: EntityName,
  id: string,
  field?: string,
  unpack?: Unpack,
): HistoryEntry[] {
  const lines = linesOf(core, entity, id, unpack);
  const byDot = new Map(lines.map((line) => [line.dot, line]));
  const reviewed = reviewedOf(core, entity, id);
  const all = [...lines, ...openLines(core, reviewed)].sort(byTime);
  const entries: HistoryEntry[] = [];
  for (const change of all.toReversed()) {
    for (const name of Object.keys(change.line.set)) {
      if (field !== undefined && name !== field && !name.startsWith(`${field}.`)) continue;
      const flag = (value: unknown) => (value === true ? 1 : value === false ? null : value) as FieldValue;
      entries.push({
        dot: change.dot,
        clock: change.line.t,
        at: momentOf(change.line.t),
        person: change.line.p,
        device: change.device.id,
        unit: change.device.unit,
        entity,
        record: id,
        field: name,
        from: flag(valueBefore(byDot, reviewed, change, name)),
        to: flag(change.line.set[name]),
        package: change.package,
        source: change.line.w ?? '',
        review: reviewed.get(change.dot)?.state ?? null,
      });
    }
  }
  return entries;
}

/**
 * The record as the merge rule gives it for the changes up to a clock value; null where it was not there yet. What was under review counts
 * from its decision on, which carries its values.
 */
export function recordAsOf(
  core: JournalCore,
  entity: EntityName,
  id: string,
  clock: number,
): Record<string, FieldValue | boolean> | null {
  const reviewed = reviewedOf(core, entity, id);
  const lines = linesOf(core, entity, id).filter((line) => line.line.t <= clock && !reviewed.has(line.dot));
  if (lines.length === 0) return null;
  const columns = columnsOf(entity);
  const values: SqlValue[] = columns.names.map(() => null);
  const fields = new Set(lines.flatMap((line) => Object.keys(line.line.set)));
  for (const field of fields) {
    const target = targetOf(entity, field);
    if (!target) continue;
    const named = new Set(lines.flatMap((line) => line.line.prev?.[field] ?? []));
    const heads: Head[] = lines
      .filter((line) => field in line.line.set && !named.has(line.dot))
      .map((line) => ({
        device: line.device.number,
        seq: line.line.n,
        clock: line.line.t,
        value: toSql(target, line.line.set[field]) ?? null,
      }));
    const winner = heads.sort((a, b) => compareHeads(a, b, (device) => core.devices.author(device)))[0];
    const value = winner?.value ?? null;
    const before = values[target.column] ?? null;
    values[target.column] = target.key === null ? value : writeKey(before, target.key, value);
  }
  const row: Record<string, FieldValue | boolean> = { id, deleted: values[0] === 1 };
  columns.names.forEach((name, index) => {
    if (index > 0) row[name] = fromColumn(columns.fields[index] ?? null, values[index] ?? null);
  });
  return row;
}
