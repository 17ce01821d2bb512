import { regionName } from '../../../src-shared/catalogues/regions';
import { project } from '../../../src-shared/entities/project';
import { derive } from '../../../src-shared/rules/derive';
import { Refusal } from '../../../src-shared/terms/errors';
import type { Handler } from '../handler';
import { countConflicts } from '../journal/conflicts';
import { loadLeaders } from './assignments';
import { loadLightRules } from './light-rules';
import { projectRow, projectSource, rowsOfProject, toRow } from './rows';
import { viewSql } from './view-sql';

/** Plan of a year; without one, of the latest year that has a plan. */
function planOf(plans: Record<string, number> | null, year: number | undefined): number | null {
  if (!plans) return null;
  const key = year === undefined ? Object.keys(plans).sort().at(-1) : String(year);
  return key === undefined ? null : (plans[key] ?? null);
}

/** The complete list, for the command line and for export: names instead of region codes, one plan, one start. */
export const listProjects: Handler<'projects.list'> = (context, input) => {
  const conditions = [viewSql(input.view)];
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(input.where)) {
    if (!(name in project.fields) && name !== 'id')
      throw new Refusal('unknown_field', { entity: project.label, field: name });
    values[name] = value;
    conditions.push(value === '' ? `project."${name}" IS NULL` : `CAST(project."${name}" AS TEXT) = @${name}`);
  }
  const rows = context.database
    .prepare(`SELECT * FROM ${projectSource} WHERE ${conditions.join(' AND ')} ORDER BY record`)
    .all(values) as Record<string, unknown>[];
  const year = Number(context.clock.today().slice(0, 4));
  const completed = new Map(
    context.database
      .prepare(
        'SELECT project, sum(completed) FROM progress WHERE deleted <> 1 AND month BETWEEN @from AND @to GROUP BY project',
      )
      .raw()
      .all({ from: `${year}-01`, to: context.clock.today().slice(0, 7) }) as [string, number | null][],
  );
  return rows.map((raw) => {
    const row = toRow('project', raw);
    return {
      ...row,
      region: row.region === null ? null : regionName(row.region),
      annual_plan: planOf(row.annual_plan, input.year),
      start: row.actual_start ?? row.planned_start,
      completed_this_year: completed.get(row.id) ?? 0,
    };
  });
};

/** One project with everything that belongs to it. */
export const showProject: Handler<'projects.show'> = (context, input) => {
  const { database } = context;
  const today = context.clock.today();
  const found = projectRow(database, input.id);
  if (!found) throw new Refusal('no_record', { entity: project.label, id: input.id });
  const progress = rowsOfProject(database, 'progress', input.id);
  const listing = rowsOfProject(database, 'listing', input.id)[0] ?? null;
  return {
    project: found,
    derived: derive(found, progress, listing, today, loadLightRules(context), loadLeaders(database, today)),
    permits: rowsOfProject(database, 'permit', input.id),
    progress,
    problems: rowsOfProject(database, 'problem', input.id),
    listing,
    nodes: rowsOfProject(database, 'node', input.id),
    clock_stops: rowsOfProject(database, 'clock_stop', input.id),
    materials: rowsOfProject(database, 'material', input.id),
    listing_events: rowsOfProject(database, 'listing_event', input.id),
    work_logs: rowsOfProject(database, 'work_log', input.id),
    contacts: rowsOfProject(database, 'contact', input.id),
    measures: rowsOfProject(database, 'measure', input.id),
    slips: rowsOfProject(database, 'slip', input.id),
    meeting_items: rowsOfProject(database, 'meeting_item', input.id),
    funding_applications: rowsOfProject(database, 'funding_application', input.id),
    funding_materials: rowsOfProject(database, 'funding_material', input.id),
    conflicts: countConflicts(context.journal.core, input.id),
  };
};
