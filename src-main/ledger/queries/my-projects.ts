import type { Database } from 'better-sqlite3';
import type { DeskProject } from '../../../src-shared/rules/desk-item';
import type { LedgerContext } from '../context';
import { viewSql } from './view-sql';

const projectColumns = [
  'id',
  'name',
  'short_name',
  'code',
  'code_state',
  'approval_type',
  'region',
  'industry',
  'sector',
  'total_investment',
  'annual_plan',
  'completed_before_year',
  'planned_start',
  'planned_finish',
  'actual_start',
  'actual_finish',
  'lifecycle',
  'patron',
  'secretary',
  'signed_on',
  'signing_event',
  'credit_code',
  'agreed_amount',
  'paid_in_amount',
  'national_library',
  'nature',
] as const;

export type OwnProject = DeskProject & { readonly secretary: string | null };

function selectOwn(database: Database, condition: string, parameters: Record<string, unknown> = {}): OwnProject[] {
  const columns = projectColumns.map((name) => `project."${name}"`).join(', ');
  const rows = database
    .prepare(
      `SELECT ${columns}, listing.state AS listing FROM project
       LEFT JOIN listing ON listing.project = project.id AND listing.deleted <> 1
       WHERE ${viewSql('all')} AND ${condition} ORDER BY project.record`,
    )
    .all(parameters) as (Record<string, unknown> & { annual_plan: string | null })[];
  return rows.map(
    ({ annual_plan, ...row }): OwnProject =>
      ({ ...row, annual_plan: annual_plan === null ? null : JSON.parse(annual_plan) }) as OwnProject,
  );
}

/** The projects with these ids that are not withdrawn, in the order of their records. */
export function ownProjects(database: Database, ids: readonly string[]): OwnProject[] {
  return selectOwn(database, 'project.id IN (SELECT value FROM json_each(@ids))', { ids: JSON.stringify(ids) });
}

/** Projects of the person at this machine: hers by name where the ledger names secretaries, else all that it holds. */
export function myProjects({ database, identity }: LedgerContext): { mine: OwnProject[]; held: number } {
  const rows = selectOwn(database, '1');
  if (identity.role !== 'secretary') return { mine: rows, held: rows.length };
  const mine = rows.filter((row) => row.secretary === null || row.secretary === identity.person);
  return { mine: mine.length > 0 ? mine : rows, held: rows.length };
}

/** Ids of `myProjects`, without reading them. */
export function myProjectIds({ database, identity }: LedgerContext): string[] {
  const select = (condition: string, parameters: object[] = []) =>
    database
      .prepare(`SELECT id FROM project WHERE ${viewSql('all')} AND ${condition} ORDER BY record`)
      .pluck()
      .all(...parameters) as string[];
  if (identity.role !== 'secretary') return select('1');
  const mine = select('(secretary IS NULL OR secretary = @person)', [{ person: identity.person }]);
  return mine.length > 0 ? mine : select('1');
}
