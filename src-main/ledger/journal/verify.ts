import { entityNames } from '../../../src-shared/entities/entities';
import type { Check } from '../database/backup';
import { columnsOf, targetOf, toSql, writeKey } from './cells';
import { unpackCells } from './heads';
import type { JournalCore } from './journal';
import { chainNext, chainStart } from './line';
import type { SqlValue } from './merge';
import { readLine } from './renamed-fields';
import { storedLines } from './stream-reader';

interface DeviceEnd {
  readonly number: number;
  readonly id: string;
  readonly high_water: number;
  readonly chain: Buffer;
}

/** Computes every device's chain anew from the stored lines and compares it with what the ledger says. */
export function verifyChains(core: JournalCore): Check {
  const broken: string[] = [];
  let count = 0;
  for (const { number, id, high_water, chain } of core.database
    .prepare('SELECT number, id, high_water, chain FROM device')
    .all() as DeviceEnd[]) {
    let link: Buffer = chainStart;
    let seq = 0;
    for (const stored of storedLines(core, core.devices.byNumber(number), 1, high_water)) {
      if (stored.seq !== seq + 1) break;
      seq = stored.seq;
      link = chainNext(link, stored.line);
    }
    count += seq;
    if (seq !== high_water || !link.equals(chain)) broken.push(`${id} 第 ${seq + 1} 条`);
  }
  return {
    name: '改动链完整',
    ok: broken.length === 0,
    detail: broken.length === 0 ? `${count} 条改动` : broken.join('、'),
  };
}

/** Compares every lone head's value in its line with the entity row: the row must be what the journal says. */
export function verifyRows(core: JournalCore): Check {
  const differing: string[] = [];
  const values = new Map<string, Record<string, unknown>>();
  for (const number of core.database.prepare('SELECT number FROM device').pluck().all() as number[]) {
    // Beyond the high-water mark too: lines of a selection stand there.
    for (const { seq, line } of storedLines(core, core.devices.byNumber(number), 1, Number.MAX_SAFE_INTEGER)) {
      values.set(`${number}:${seq}`, readLine(line).set);
    }
  }
  for (const entity of entityNames) {
    const columns = columnsOf(entity);
    const rows = core.database
      .prepare(
        `SELECT t.id, f.packed, ${columns.names.map((name) => `t."${name}"`).join(', ')} FROM "${entity}" t JOIN fields f ON f.record = t.record`,
      )
      .raw();
    for (const [id, packed, ...row] of rows.iterate() as Iterable<[string, Buffer, ...SqlValue[]]>) {
      const expected: SqlValue[] = columns.names.map(() => null);
      expected[0] = 0;
      for (const [cell, { heads }] of unpackCells(packed).cells) {
        const name = core.statements.cellName(cell);
        const target = targetOf(entity, name);
        const winner = heads[0];
        if (!target) continue;
        // A contested cell is not unpacked here; its winner is what the row says, and conflicts list the others.
        if (!winner) {
          expected[target.column] =
            target.key === null ? (row[target.column] ?? null) : (expected[target.column] ?? null);
          continue;
        }
        const value = toSql(target, values.get(`${winner.device}:${winner.seq}`)?.[name]) ?? null;
        expected[target.column] =
          target.key === null ? value : writeKey(expected[target.column] ?? null, target.key, value);
      }
      const wrong = columns.names.findIndex(
        (_, column) =>
          column > 0 &&
          expected[column] !== (row[column] ?? null) &&
          !columns.fields[column]?.kind.startsWith('money_by'),
      );
      if (wrong > 0) differing.push(`${id} ${columns.names[wrong]}`);
    }
  }
  return { name: '台账与改动记录一致', ok: differing.length === 0, detail: differing.slice(0, 5).join('、') };
}
