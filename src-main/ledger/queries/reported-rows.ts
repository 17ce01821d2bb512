import type { Database } from 'better-sqlite3';
import { beijingDay } from '../clock';
import { unpackCells } from '../journal/heads';
import { momentOf } from '../journal/hybrid-clock';

/** When the progress of some months was last written, and whether words stand in it; by record. */
export function reportedRows(
  database: Database,
  months: readonly string[],
): Map<string, { readonly changedOn: string; readonly hasWords: boolean }> {
  const rows = new Map<string, { changedOn: string; hasWords: boolean }>();
  for (const [id, words, packed] of database
    .prepare(
      `SELECT t.id, t.image_progress IS NOT NULL OR t.next_step IS NOT NULL, f.packed
       FROM progress t JOIN fields f ON f.record = t.record WHERE t.month IN (SELECT value FROM json_each(@months))`,
    )
    .raw()
    .iterate({ months: JSON.stringify(months) }) as Iterable<[string, number, Buffer]>) {
    let latest = 0;
    for (const { heads } of unpackCells(packed).cells.values()) latest = Math.max(latest, heads[0]?.clock ?? 0);
    rows.set(id, { changedOn: beijingDay(new Date(momentOf(latest))), hasWords: words === 1 });
  }
  return rows;
}

/** Day on which the progress of some months was last written, by record. */
export function changedDays(database: Database, months: readonly string[]): Map<string, string> {
  return new Map([...reportedRows(database, months)].map(([id, { changedOn }]) => [id, changedOn]));
}
