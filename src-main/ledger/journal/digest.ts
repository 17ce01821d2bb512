import { createHash } from 'node:crypto';
import { businessEntityNames } from '../../../src-shared/entities/entities';
import { columnsOf } from './cells';
import type { JournalCore } from './journal';

/**
 * A hash over all records of the business entities: values and open heads, sorted. Local numbers, keys, roster and settings are not in
 * it, and empty fields are not either, so it is equal on two machines that hold the same changes, even where one of them knows fields
 * that the other's older program does not have yet. `changes` counts the lines that are here.
 */
export function digestOf(core: JournalCore): { digest: string; changes: number; records: number } {
  const sum = createHash('sha256');
  let records = 0;
  const heads = new Map<number, string[]>();
  for (const [record, cell, value] of core.database
    .prepare('SELECT record, cell, value FROM head')
    .raw()
    .iterate() as Iterable<[number, number, string]>) {
    heads.set(record, [...(heads.get(record) ?? []), `${core.statements.cellName(cell)}=${value}`]);
  }
  for (const entity of businessEntityNames) {
    const { names } = columnsOf(entity);
    const columns = names.map((name) => `"${name}"`).join(', ');
    for (const row of core.database
      .prepare(`SELECT record, id, ${columns} FROM "${entity}" ORDER BY id`)
      .raw()
      .iterate() as Iterable<unknown[]>) {
      const [record, id, ...values] = row;
      const filled = names.flatMap((name, index) => (values[index] === null ? [] : [[name, values[index]]]));
      const open = heads.get(record as number);
      // Heads with equal values agree by themselves and are no open heads.
      const contested = open?.filter((head) =>
        open.some((other) => other !== head && other.split('=', 1)[0] === head.split('=', 1)[0]),
      );
      sum.update(JSON.stringify([entity, id, filled, [...new Set(contested ?? [])].sort()]));
      records += 1;
    }
  }
  const changes = core.database
    .prepare('SELECT coalesce(sum(to_seq - from_seq + 1), 0) FROM seen')
    .pluck()
    .get() as number;
  return { digest: sum.digest('hex'), changes, records };
}
