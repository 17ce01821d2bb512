import type { Derived } from '../../../src-shared/contract/record-methods';
import type { TemplateMapping } from '../../../src-shared/contract/template-values';
import { addMonths, monthEnd } from '../../../src-shared/rules/dates';
import { derive } from '../../../src-shared/rules/derive';
import type { LightRuleSet } from '../../../src-shared/rules/light-rules';
import { reportingPeriod } from '../../../src-shared/rules/period';
import type { LeaderOf } from '../../../src-shared/rules/slices';
import { Refusal } from '../../../src-shared/terms/errors';
import { formatDate } from '../../../src-shared/terms/format';
import type { LedgerContext } from '../context';
import { loadLeaders } from '../queries/assignments';
import { loadLightRules } from '../queries/light-rules';
import { projectIds } from '../queries/projects-page';
import { projectRow, type RowOf, rowsOfProject, toRow } from '../queries/rows';

/** Everything that a row of a table can be filled from. */
export interface ProjectFacts {
  readonly project: RowOf<'project'>;
  readonly listing: RowOf<'listing'> | null;
  /** By month, the earliest first, none later than the month that is reported. */
  readonly progress: readonly RowOf<'progress'>[];
  readonly problems: readonly RowOf<'problem'>[];
  readonly permits: readonly RowOf<'permit'>[];
  readonly workLog: RowOf<'work_log'> | null;
  readonly derived: Derived;
}

/** Month and day for which a table is filled. */
export interface ReportTime {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly lastMonth: string;
  /** Day up to which figures count: the end of the month, or today within it. */
  readonly asOf: string;
  readonly today: string;
}

/** The month that is asked for, else the one whose report is due next. Throws Refusal invalid_input for a month to come. */
export function reportTime(context: LedgerContext, wanted: string | undefined): ReportTime {
  const today = context.clock.today();
  const due = reportingPeriod(today);
  const month = wanted ?? `${due.year}-${String(due.month).padStart(2, '0')}`;
  if (month > today.slice(0, 7))
    throw new Refusal('invalid_input', { detail: `${formatDate(month)}还没有到，不能填这个月的表` });
  const asOf = today.startsWith(month) ? today : monthEnd(month);
  return { month, lastMonth: addMonths(`${month}-01`, -1).slice(0, 7), asOf, today };
}

/** Which projects go into a table, and in what order. */
export type ProjectChoice = Pick<TemplateMapping, 'view' | 'filters' | 'orders'> & { readonly words?: string };

/** Ids of the projects that go into a table, in its order. */
export function templateProjects(context: LedgerContext, choice: ProjectChoice): string[] {
  const { view, filters, orders, words = '' } = choice;
  return projectIds(context, { view, filters, orders, words });
}

/** Reads what is known of single projects; figures are derived by the rules of the grid, as of the day of the table. */
export class FactReader {
  readonly #rules: LightRuleSet;
  readonly #leaderOf: LeaderOf;
  readonly #workLog;

  constructor(
    readonly context: LedgerContext,
    readonly time: ReportTime,
  ) {
    this.#rules = loadLightRules(context);
    this.#leaderOf = loadLeaders(context.database, time.asOf);
    this.#workLog = context.database.prepare(
      'SELECT * FROM work_log WHERE project = @project AND deleted <> 1 AND date <= @asOf ORDER BY date DESC, record DESC LIMIT 1',
    );
  }

  /** Undefined for a project that is not here. */
  read(id: string): ProjectFacts | undefined {
    const { database } = this.context;
    const project = projectRow(database, id);
    if (!project) return undefined;
    const { asOf, month } = this.time;
    const listing = rowsOfProject(database, 'listing', id)[0] ?? null;
    const progress = rowsOfProject(database, 'progress', id).filter((row) => (row.month ?? '9') <= month);
    const workLog = this.#workLog.get({ project: id, asOf }) as Record<string, unknown> | undefined;
    return {
      project,
      listing,
      progress,
      problems: rowsOfProject(database, 'problem', id),
      permits: rowsOfProject(database, 'permit', id),
      workLog: workLog ? toRow('work_log', workLog) : null,
      derived: derive(project, progress, listing, asOf, this.#rules, this.#leaderOf),
    };
  }
}
