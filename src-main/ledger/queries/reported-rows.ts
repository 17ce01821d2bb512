import type { Database } from 'better-sqlite3';
import { beijingDay } from '../clock';
import { unpackCells } from '../journal/heads';
import { momentOf } from '../journal/hybrid-clock';

/** Day on which a record was last written, from the heads of its cells. */
export function changedOn(packed: Buffer): string {
  let latest = 0;
  for (const { heads } of unpackCells(packed).cells.values()) latest = Math.max(latest, heads[0]?.clock ?? 0);
  return beijingDay(new Date(momentOf(latest)));
}

/** When the progress of some months was last written, and whether words stand in it; by record. Of some projects, or of all. */
export function reportedRows(
  database: Database,
  months: readonly string[],
  projects?: readonly string[],
): Map<string, { readonly changedOn: string; readonly hasWords: boolean }> {
  const rows = new Map<string, { changedOn: string; hasWords: boolean }>();
  for (const [id, words, packed] of database
    .prepare(
      `SELECT t.id, t.image_progress IS NOT NULL OR t.next_step IS NOT NULL, f.packed
       FROM progress t JOIN fields f ON f.record = t.record WHERE t.month IN (SELECT value FROM json_each(@months))
       ${projects ? 'AND t.project IN (SELECT value FROM json_each(@projects))' : ''}`,
    )
    .raw()
    .iterate({
      months: JSON.stringify(months),
      ...(projects ? { projects: JSON.stringify(projects) } : {}),
    }) as Iterable<[string, number, Buffer]>) {
    rows.set(id, { changedOn: changedOn(packed), hasWords: words === 1 });
  }
  return rows;
}

/** Day on which the progress of some months was last written, by record. */
export function changedDays(database: Database, months: readonly string[]): Map<string, string> {
  return new Map([...reportedRows(database, months)].map(([id, { changedOn }]) => [id, changedOn]));
}
