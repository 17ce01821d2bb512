import type { Database } from 'better-sqlite3';
import { type View, views } from '../../../src-shared/contract/common';
import { remembered } from './project-selection';
import { viewSql } from './view-sql';

const sums = views.map((view) => `coalesce(sum(${viewSql(view)}), 0) AS "${view}"`).join(', ');

/** How many projects each ledger of the plan has. Remembered until something is written: every screen asks for it. */
export function viewCounts(database: Database): Record<View, number> {
  return remembered(
    database,
    'view counts',
    () => database.prepare(`SELECT ${sums} FROM project`).get() as Record<View, number>,
  );
}
