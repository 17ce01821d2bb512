import type { Database } from 'better-sqlite3';
import type { Period } from '../../../src-shared/rules/period';
import type { LedgerContext } from '../context';
import type { Turns } from '../turns';
import { loadLightRules } from './light-rules';
import { myProjectIds } from './my-projects';
import { refreshFigures } from './project-figures';
import { changedOn } from './reported-rows';
import { lifecycleSql, startedSql, viewSql } from './view-sql';

/** A slip that waits for an answer, or for its number. */
export const isOpenSlip = '(reply_due IS NOT NULL OR number IS NULL) AND replied_on IS NULL';
export const isOpenDecision = 'done_on IS NULL';

/**
 * Ids of the projects that a desk has to look into, in the order of their records. Of a whole city these are the ones on red, by the
 * figures of the grid, and those of which it has sent something out or decided something.
 */
export function deskProjectIds(context: LedgerContext): string[] {
  const { database, clock, identity } = context;
  if (identity.role !== 'commission') return myProjectIds(context);
  refreshFigures(database, clock.today(), loadLightRules(context));
  const asked = (table: string, condition: string) =>
    `project.id IN (SELECT project FROM ${table} WHERE deleted <> 1 AND ${condition})`;
  return database
    .prepare(
      `SELECT project.id FROM project JOIN temp.project_figure AS figure ON figure.record = project.record
       WHERE ${viewSql('all')} AND (figure.light = 'red' OR ${asked('slip', isOpenSlip)} OR ${asked('meeting_item', isOpenDecision)})
       ORDER BY project.record`,
    )
    .pluck()
    .all() as string[];
}

const reportingSql = `${viewSql('all')} AND coalesce(${lifecycleSql} IN ('signed', 'preparation', 'construction'), 0)`;

/** Projects whose rows are looked through at once. */
const portion = 2000;

/**
 * Reports of a half-month that are expected of the whole ledger, and that are in: the rule of `isReporting` and `isReported` as SQL, and a
 * test holds both against each other.
 */
export async function countReports(
  database: Database,
  { code, half, start }: Period,
  turns: Turns,
): Promise<{ filled: number; expected: number }> {
  const expected = database.prepare(`SELECT count(*) FROM project WHERE ${reportingSql}`).pluck().get() as number;
  const isIn = `progress.month = @month AND progress.deleted <> 1
    AND (progress.completed IS NOT NULL OR (NOT ${startedSql} AND (progress.image_progress IS NOT NULL OR progress.next_step IS NOT NULL)))`;
  const month = code.slice(0, 7);
  const next = database.prepare(
    `SELECT max(record) FROM (SELECT record FROM project WHERE record > @after ORDER BY record LIMIT ${portion})`,
  );
  const within = `project.record > @after AND project.record <= @last AND ${reportingSql}`;
  // For the second half it must have been written after the 15th, and only the journal knows when it was.
  const count = database.prepare(
    `SELECT count(DISTINCT project.id) FROM project JOIN progress ON progress.project = project.id WHERE ${within} AND ${isIn}`,
  );
  const written = database.prepare(
    `SELECT fields.packed FROM project JOIN progress ON progress.project = project.id LEFT JOIN fields ON fields.record = progress.record
     WHERE ${within} AND ${isIn}`,
  );
  let filled = 0;
  for (let after = 0; ; ) {
    const last = next.pluck().get({ after }) as number | null;
    if (last === null) return { filled, expected };
    const between = { month, after, last };
    if (half === 1) filled += count.pluck().get(between) as number;
    else
      filled += (written.pluck().all(between) as (Buffer | null)[]).filter(
        (packed) => packed === null || changedOn(packed) >= start,
      ).length;
    after = last;
    await turns.rest();
  }
}
