import type { View } from '../../../src-shared/contract/common';
import { listingThreshold, smallThreshold } from '../../../src-shared/rules/ledger-views';

/**
 * The ledgers of the plan as SQL conditions over the table `project` under the name `project`; the same rules as
 * `src-shared/rules/ledger-views.ts`, and a test holds both against each other. They need no join and no parameter.
 *
 * `deleted <> 1`: 2 means deleted by one machine and edited by another that had not seen it, and such a record is shown.
 */

/** Stage of life; where nobody wrote one the actual dates speak. */
export const lifecycleSql = `coalesce(project.lifecycle, CASE WHEN project.actual_finish IS NOT NULL THEN 'completed' WHEN project.actual_start IS NOT NULL THEN 'construction' END)`;

export const startedSql = `(${lifecycleSql} IS NOT 'terminated' AND (project.actual_start IS NOT NULL OR coalesce(${lifecycleSql} IN ('construction', 'completed', 'operating'), 0)))`;

export const listingDueSql = `(${startedSql} AND project.total_investment >= ${listingThreshold})`;

export const fromSigningSql = `(project.lifecycle IS 'signed' OR project.signed_on IS NOT NULL OR project.signing_event IS NOT NULL)`;

const conditions: Record<View, string> = {
  all: '1',
  construction: `${lifecycleSql} IS 'construction'`,
  'not-listed': `${listingDueSql} AND NOT EXISTS (SELECT 1 FROM listing WHERE listing.project = project.id AND listing.deleted <> 1 AND listing.state = 'listed')`,
  'planned-start': `project.lifecycle = 'preparation' AND project.planned_start IS NOT NULL`,
  signed: `${fromSigningSql} AND (project.lifecycle IS 'signed' OR (NOT ${startedSql} AND ${lifecycleSql} IS NOT 'terminated'))`,
  negotiation: `project.lifecycle = 'negotiation' AND (project.leader_in_charge IS NOT NULL OR project.patron IS NOT NULL)`,
  reserve: `project.lifecycle = 'reserve'`,
  small: `project.total_investment >= ${smallThreshold} AND project.total_investment < ${listingThreshold}`,
  aside: `coalesce(project.lifecycle IN ('suspended', 'terminated'), 0)`,
};

/** Condition of a ledger view, deleted projects left out, in brackets: `SELECT … FROM project WHERE ${viewSql('construction')}`. */
export function viewSql(view: View): string {
  return `(project.deleted <> 1 AND ${conditions[view]})`;
}
