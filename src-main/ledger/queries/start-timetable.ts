import { isStarted } from '../../../src-shared/rules/ledger-views';
import type { Handler } from '../handler';
import { plannedStarts, projectsWhere } from './ledgers';
import { lifecycleSql, startedSql } from './view-sql';

export const showStartTimetable: Handler<'starts.timetable'> = (context, { year }) => {
  const { database, clock } = context;
  // The bulletin's denominator of 开工率: planned for the year, not given up. `year` is a whole number by its contract.
  const planned = `(project.deleted <> 1 AND substr(project.planned_start, 1, 4) = '${year}' AND ${lifecycleSql} IS NOT 'terminated')`;
  const projects = projectsWhere(database, planned);
  const open = projects.filter((project) => !isStarted(project));
  const starts = plannedStarts(context, open, `${planned} AND NOT ${startedSql}`);
  return {
    year,
    asOf: clock.today(),
    projects: projects
      .map((project) => ({
        id: project.id,
        name: project.short_name ?? project.name ?? '',
        region: project.region,
        unit: project.responsible_unit,
        planned: project.planned_start ?? '',
        actual: project.actual_start,
        begun: isStarted(project),
        start: starts[project.id] ?? null,
      }))
      .sort((a, b) => a.planned.localeCompare(b.planned)),
  };
};
