import type { MonthRow } from '../../../src-shared/contract/progress-methods';
import { isReporting } from '../../../src-shared/rules/desk-reports';
import type { Handler } from '../handler';
import { myProjects } from './my-projects';
import { changedDays } from './reported-rows';
import { type RowOf, toRow } from './rows';

type Words = NonNullable<MonthRow['previous']>;

/** The person's projects in one month, in the order of the ledger. */
export const showMonth: Handler<'progress.month'> = (context, { month }) => {
  const { database } = context;
  const { mine } = myProjects(context);
  const years = database
    .prepare(
      `SELECT project, month, completed, land FROM progress
       WHERE deleted <> 1 AND month BETWEEN @first AND @month ORDER BY month`,
    )
    .all({ first: `${month.slice(0, 4)}-01`, month }) as (MonthRow['months'][number] & { project: string })[];
  const months = new Map<string, MonthRow['months']>();
  for (const { project, ...entry } of years) {
    const known = months.get(project);
    if (known) known.push(entry);
    else months.set(project, [entry]);
  }
  const records = new Map<string | null, RowOf<'progress'>>();
  for (const raw of database
    .prepare('SELECT * FROM progress WHERE deleted <> 1 AND month = @month')
    .iterate({ month }) as Iterable<Record<string, unknown>>) {
    const row = toRow('progress', raw);
    records.set(row.project, row);
  }
  const more = new Map(
    (
      database
        .prepare(
          `SELECT project.id, project.statistics_name, project.carried_year, listing.listed_month FROM project
           LEFT JOIN listing ON listing.project = project.id AND listing.deleted <> 1 WHERE project.deleted <> 1`,
        )
        .all() as Pick<RowOf<'project'>, 'id' | 'statistics_name' | 'carried_year'>[] &
        Pick<RowOf<'listing'>, 'listed_month'>[]
    ).map((row) => [row.id, row as typeof row & { listed_month: string | null }]),
  );
  const words = lastWords(context.database, month);
  const days = changedDays(database, [month]);
  const rows = mine.flatMap((project): MonthRow[] => {
    const record = records.get(project.id) ?? null;
    const expected = isReporting({ project });
    if (!expected && record === null) return [];
    const other = more.get(project.id);
    const full = project.name ?? '';
    return [
      {
        project: project.id,
        name: project.short_name ?? full,
        full_name: full,
        other_names: [full, project.short_name, other?.statistics_name, project.code].filter(
          (name) => !!name,
        ) as string[],
        lifecycle: project.lifecycle,
        total_investment: project.total_investment,
        annual_plan: project.annual_plan,
        completed_before_year: project.completed_before_year,
        carried_year: other?.carried_year ?? null,
        actual_start: project.actual_start,
        actual_finish: project.actual_finish,
        listed_month: other?.listed_month ?? null,
        expected,
        months: months.get(project.id) ?? [],
        record,
        changed_on: record ? (days.get(record.id) ?? null) : null,
        previous: words.get(project.id) ?? null,
      },
    ];
  });
  return { rows };
};

/** Words of the last month before `month` that has some, by project. */
function lastWords(database: Parameters<typeof changedDays>[0], month: string): Map<string, Words> {
  const rows = database
    .prepare(
      `SELECT project, month, image_progress, next_step FROM progress
       WHERE deleted <> 1 AND month < @month AND (image_progress IS NOT NULL OR next_step IS NOT NULL) ORDER BY month`,
    )
    .all({ month }) as (Words & { project: string })[];
  return new Map(rows.map(({ project, ...last }) => [project, last]));
}
