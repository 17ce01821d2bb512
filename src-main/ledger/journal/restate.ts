import { type EntityName, isEntityName } from '../../../src-shared/entities/entities';
import { commitRestated, type Restated } from './commit';
import type { JournalCore } from './journal';
import type { Line } from './line';

/**
 * Says again, as this machine's present device, what an earlier device of it wrote after `after` and nobody can sign any more: its key is
 * lost, so those lines will never travel. Of each cell only what stands (a head) is said again. `prev` names what others have of the cell, found
 * through the lost lines; these themselves are named nowhere, so that a record that was made in them is made anew. Here the lost head stays
 * beside its equal until the next edit. Returns the number of records. Runs inside a transaction.
 */
export function restate(
  core: JournalCore,
  device: string,
  after: number,
  source: string,
): { records: number; touched: Set<EntityName> } {
  const number = core.devices.number(device);
  const rows = core.database
    .prepare('SELECT seq, line FROM change WHERE device = @number AND seq > @after ORDER BY seq')
    .all({ number, after }) as { seq: number; line: Buffer }[];
  const lost = new Map(rows.map(({ seq, line }) => [`${device}:${seq}`, JSON.parse(line.toString('utf8')) as Line]));
  const unit = core.unitOfWork();
  const restated = new Map<string, Restated>();
  for (const [dot, line] of lost) {
    const entity = line.e;
    if (!isEntityName(entity)) continue;
    const cells = unit.records.find(entity, line.r)?.cells;
    for (const name of Object.keys(line.set)) {
      const place = core.statements.place(entity, name);
      const heads = place === null ? [] : (cells?.get(place.number)?.heads ?? []);
      if (!heads.some((head) => head.device === number && head.seq === line.n)) continue;
      const record = restated.get(line.r) ?? { entity, id: line.r, set: {}, prev: {} };
      restated.set(line.r, record);
      record.set[name] = line.set[name];
      const known = replaced(lost, dot, name);
      if (known.length > 0) record.prev[name] = [...new Set([...(record.prev[name] ?? []), ...known])];
    }
  }
  return { records: restated.size, touched: commitRestated(core, [...restated.values()], source) };
}

/** What a lost line replaces, through all lost lines before it, of the lines that are not lost. */
function replaced(lost: ReadonlyMap<string, Line>, dot: string, name: string): string[] {
  const found = new Set([dot]);
  for (const known of found) for (const before of lost.get(known)?.prev?.[name] ?? []) found.add(before);
  return [...found].filter((known) => !lost.has(known));
}
