import type { Database } from 'better-sqlite3';
import { regions as catalogue } from '../../../src-shared/catalogues/regions';
import type { DueProject, ShownRoute, SiteVisit, Survey } from '../../../src-shared/contract/survey-methods';
import { daysBetween, lastDay } from '../../../src-shared/rules/dates';
import { reasonsOf } from '../../../src-shared/rules/listing-reasons';
import { type SurveyDue, type SurveyProject, surveyDay, surveyDue } from '../../../src-shared/rules/survey-due';
import { promisedMonths, type SurveyLine, surveyFigures } from '../../../src-shared/rules/survey-figures';
import { surveyDays, surveyWindow } from '../../../src-shared/rules/survey-window';
import { writeBackOf } from '../../../src-shared/rules/survey-write-back';
import type { LedgerContext } from '../context';
import { naturalId } from '../journal/cells';
import { projectSource, type RowOf, rowsByProject, toRow } from './rows';
import { loadRuleBook } from './rules';
import { startedSql } from './view-sql';

/** Id of the step that a visit leaves in the history of the case: one however often it is written back. */
export const eventOfVisit = (visit: string) => naturalId('listing_event', [visit]);

/** How a problem says that it comes from a survey. */
const surveyProblemSource = '踏查发现';

type Raw = Record<string, unknown>;

interface LoadedProject {
  readonly row: RowOf<'project'>;
  readonly survey: SurveyProject;
  readonly listing: RowOf<'listing'> | null;
}

const nameOf = (row: RowOf<'project'>) => row.short_name ?? row.name ?? '未填名称';

/** Projects that a survey may look at, and those that stand on a route of it. Withdrawn ones are left out. */
function loadProjects(database: Database, month: string, onRoutes: ReadonlySet<string>): Map<string, LoadedProject> {
  const rows = database
    .prepare(
      `SELECT * FROM ${projectSource} WHERE deleted <> 1 AND (${startedSql} OR id IN (SELECT value FROM json_each(@ids))) ORDER BY record`,
    )
    .all({ ids: JSON.stringify([...onRoutes]) }) as Raw[];
  const listings = rowsByProject(database, 'listing');
  const visits = new Map(
    (
      database
        .prepare(
          `SELECT project, max(visited_on) AS date, verdict FROM visit
           WHERE deleted <> 1 AND state = 'visited' AND visited_on < @first GROUP BY project`,
        )
        .all({ first: `${month}-01` }) as { project: string; date: string; verdict: string | null }[]
    ).map(({ project, date, verdict }) => [project, { date, verdict }]),
  );
  return new Map(
    rows.map((raw) => {
      const row = toRow('project', raw);
      const listing = listings.get(row.id)?.[0] ?? null;
      const survey: SurveyProject = {
        id: row.id,
        name: nameOf(row),
        region: row.region,
        address: row.address,
        placed: row,
        listedMonth: listing?.listed_month ?? null,
        reasons: reasonsOf(listing),
        promisedMonth: listing?.promised_month ?? null,
        lastVisit: visits.get(row.id) ?? null,
      };
      return [row.id, { row, survey, listing }] as const;
    }),
  );
}

/** Rounds of a month with their visits in the order of the route. */
export function loadRoutes(
  database: Database,
  month: string,
): { inspection: RowOf<'inspection'>; visits: RowOf<'visit'>[] }[] {
  const inspections = (
    database
      .prepare(
        `SELECT * FROM inspection WHERE deleted <> 1 AND kind = 'listing_survey' AND month = @month ORDER BY date, leader, region, record`,
      )
      .all({ month }) as Raw[]
  ).map((raw) => toRow('inspection', raw));
  const visits = (
    database
      .prepare(
        `SELECT * FROM visit WHERE deleted <> 1 AND inspection IN (SELECT value FROM json_each(@ids)) ORDER BY position, record`,
      )
      .all({ ids: JSON.stringify(inspections.map(({ id }) => id)) }) as Raw[]
  ).map((raw) => toRow('visit', raw));
  return inspections.map((inspection) => ({
    inspection,
    visits: visits.filter((visit) => visit.inspection === inspection.id),
  }));
}

function placeOf(row: RowOf<'project'>) {
  return {
    name: nameOf(row),
    region: row.region,
    address: row.address,
    owner: row.owner,
    secretary: row.secretary,
    total: row.total_investment,
  };
}

/** Everything of the survey of a month. `small` looks at the projects of the check for omissions too. */
export function loadSurvey(context: LedgerContext, month: string, small: boolean): Survey {
  const { database, clock } = context;
  const today = clock.today();
  const day = surveyDay(month, today);
  const rounds = loadRoutes(database, month);
  const onRoutes = new Set(rounds.flatMap(({ visits }) => visits.flatMap(({ project }) => (project ? [project] : []))));
  const projects = loadProjects(database, month, onRoutes);
  const surveyed = [...projects.values()].map(({ survey }) => survey);
  const due = surveyDue(surveyed, month, day, small);
  const byId = new Map(due.map((one) => [one.id, one]));
  const written = new Set(
    database.prepare(`SELECT id FROM listing_event WHERE deleted <> 1 AND kind = 'surveyed'`).pluck().all() as string[],
  );
  const problems = problemsOf(database, [...onRoutes]);

  const siteOf = (visit: RowOf<'visit'>): SiteVisit | null => {
    const known = projects.get(visit.project ?? '');
    if (!known) return null;
    const one = byId.get(known.row.id) ?? null;
    const back = writeBackOf(visit, known.listing, known.row);
    const isOpen = back?.changes.some(({ contradicts }) => !contradicts) || !written.has(eventOfVisit(visit.id));
    return {
      record: visit,
      project: {
        id: known.row.id,
        ...placeOf(known.row),
        days: one?.days ?? waitOf(known.row, day),
        why: one?.why ?? (known.row.listing === 'listed' ? '已入库' : ''),
      },
      back: back === null ? 'none' : isOpen ? 'open' : 'written',
      problem: problems.find(({ project, on }) => project === known.row.id && on === visit.visited_on)?.id ?? null,
    };
  };
  const routes: ShownRoute[] = rounds.map(({ inspection, visits }) => ({
    inspection,
    visits: visits.map(siteOf).filter((visit) => visit !== null),
  }));

  // A project that was taken off one route and put on another is counted once, with the visit that came furthest.
  const visitOf = new Map<string, RowOf<'visit'>>();
  for (const { visits } of rounds)
    for (const visit of visits) {
      const before = visitOf.get(visit.project ?? '');
      if (before?.state !== 'visited') visitOf.set(visit.project ?? '', visit);
    }
  const lines = [...projects.values()].flatMap(({ survey }): SurveyLine[] => {
    const one = byId.get(survey.id);
    const visit = visitOf.get(survey.id) ?? null;
    if (!one && !visit) return [];
    return [{ region: survey.region, due: one !== undefined, visit, broken: one?.urgency === 'broken' }];
  });
  const { from, to } = surveyWindow(month);
  return {
    month,
    from,
    to,
    days: surveyDays(month, loadRuleBook(context).calendar).filter((date) => date >= today),
    asOf: day,
    due: due.map((one) => dueProject(one, projects, visitOf)),
    routes,
    regions: [...catalogue.map(({ code }) => code as string | null), null]
      .map((region) => ({ region, lines: lines.filter((line) => placed(line.region) === region) }))
      .filter((group) => group.lines.length > 0)
      .map((group) => ({ region: group.region, figures: surveyFigures(group.lines) })),
    totals: surveyFigures(lines),
    promised: promisedMonths(lines),
  };
}

const known = new Set(catalogue.map(({ code }) => code));
const placed = (region: string | null) => (region !== null && known.has(region) ? region : null);

function waitOf(row: RowOf<'project'>, day: string): number | null {
  return row.actual_start === null ? null : Math.max(0, daysBetween(lastDay(row.actual_start), day));
}

function dueProject(
  { id, urgency, days, why }: SurveyDue,
  projects: ReadonlyMap<string, LoadedProject>,
  visitOf: ReadonlyMap<string, RowOf<'visit'>>,
): DueProject {
  const found = projects.get(id);
  if (!found) throw new Error('a project that is due was not read');
  const { row, survey, listing } = found;
  return {
    id,
    ...placeOf(row),
    urgency,
    days,
    why,
    reasons: [...survey.reasons],
    missing: listing?.missing_materials ?? null,
    promisedMonth: survey.promisedMonth,
    lastVisit: survey.lastVisit,
    listed: row.listing === 'listed',
    visit: visitOf.get(id)?.id ?? null,
  };
}

/** Problems that surveys found at some projects. */
function problemsOf(
  database: Database,
  projects: readonly string[],
): { id: string; project: string; on: string | null }[] {
  return database
    .prepare(
      `SELECT id, project, reported_on AS "on" FROM problem
       WHERE deleted <> 1 AND source LIKE @source AND project IN (SELECT value FROM json_each(@ids)) ORDER BY record`,
    )
    .all({ source: `${surveyProblemSource}%`, ids: JSON.stringify(projects) }) as {
    id: string;
    project: string;
    on: string | null;
  }[];
}
