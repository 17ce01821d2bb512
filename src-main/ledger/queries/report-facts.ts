import type { Database } from 'better-sqlite3';
import { regionName, regions } from '../../../src-shared/catalogues/regions';
import type { ProjectFacts } from '../../../src-shared/contract/bulletin-methods';
import { permit as permitEntity } from '../../../src-shared/entities/permit';
import { problem as problemEntity } from '../../../src-shared/entities/problem';
import { project as projectEntity } from '../../../src-shared/entities/project';
import { slip as slipEntity } from '../../../src-shared/entities/slip';
import { daysBetween } from '../../../src-shared/rules/dates';
import { derive } from '../../../src-shared/rules/derive';
import { rate } from '../../../src-shared/rules/indicators';
import { reasonName, reasonsOf } from '../../../src-shared/rules/listing-reasons';
import type { Period } from '../../../src-shared/rules/period';
import { isBeforeStart } from '../../../src-shared/rules/permit-nodes';
import type { ProblemLine } from '../../../src-shared/rules/problem-board';
import {
  compareProblems,
  type OverdueSlip,
  type ReportedProblem,
  type ReportProject,
} from '../../../src-shared/rules/report-project';
import type { LedgerContext } from '../context';
import { loadLeaders } from './assignments';
import { elsewhere } from './bulletin-figures';
import { loadCityLightRules } from './light-rules';
import { linesOf, selectProblems } from './problems-board';
import { projectFacts } from './project-facts';
import { projectSource, type RowOf, rowsByProject, toRow } from './rows';

type Raw = Record<string, unknown>;

/** The day that a report of a period speaks of: the period's last one, or today while it still runs. */
export function reportDay(period: Period, today: string): string {
  return today < period.end ? today : period.end;
}

const known = new Set(regions.map(({ code }) => code));
const nameOfRegion = (code: string | null) => (code !== null && known.has(code) ? regionName(code) : elsewhere);

const labelOf = (choices: readonly { code: string; label: string }[] | undefined, code: string | null) =>
  code === null ? null : (choices?.find((choice) => choice.code === code)?.label ?? code);

/** The same ledger seen on another day. */
export function onDay(context: LedgerContext, day: string): LedgerContext {
  return { ...context, clock: { ...context.clock, now: () => context.clock.now(), today: () => day } };
}

/** Days beyond the first last day that was missed, or beyond a promise; 0 for one that waits for a check or was put aside. */
function overBy({ problem, clock }: ProblemLine, day: string): number {
  if (clock.stopped) return 0;
  const missed = clock.escalations[0]?.due ?? null;
  const promised = problem.promised_on !== null && problem.promised_on < day ? problem.promised_on : null;
  return Math.max(
    clock.over,
    missed === null ? 0 : daysBetween(missed, day),
    promised === null ? 0 : daysBetween(promised, day),
  );
}

/** Problems that are open now and were reported by the day, as they stand on it, the longest overdue first. */
export function reportedProblems(context: LedgerContext, day: string): ReportedProblem[] {
  const joined = selectProblems(
    context.database,
    "p.state IS NOT 'closed' AND (p.reported_on IS NULL OR p.reported_on <= @day)",
    { day },
  );
  return linesOf(onDay(context, day), joined)
    .map((line): ReportedProblem => {
      const { problem, project, clock } = line;
      return {
        id: problem.id,
        project: project.id,
        projectName: project.name,
        region: nameOfRegion(project.region),
        number: problem.number,
        description: problem.description ?? '',
        category: labelOf(problemEntity.fields.category.choices, problem.category),
        request: problem.request,
        unit: problem.responsible_unit,
        level: clock.level,
        due: clock.due,
        over: overBy(line, day),
      };
    })
    .sort(compareProblems);
}

/** Slips whose answer was due before the day and has not come, the oldest first. */
export function overdueSlips({ database }: Pick<LedgerContext, 'database'>, day: string): OverdueSlip[] {
  const rows = database
    .prepare(
      `SELECT s.number, s.kind, s.addressee, s.reply_due AS due, j.id AS project, coalesce(j.short_name, j.name) AS name, j.region
       FROM slip s JOIN project j ON j.id = s.project AND j.deleted <> 1 JOIN problem p ON p.id = s.problem AND p.deleted <> 1
       WHERE s.deleted <> 1 AND s.reply_due < @day AND s.replied_on IS NULL AND p.state IS NOT 'closed'
       ORDER BY s.reply_due, s.record`,
    )
    .all({ day }) as {
    number: string | null;
    kind: string | null;
    addressee: string | null;
    due: string;
    project: string;
    name: string | null;
    region: string | null;
  }[];
  return rows.map(({ name, region, kind, ...row }) => ({
    ...row,
    label: labelOf(slipEntity.fields.kind.choices, kind) ?? '督办单',
    projectName: name ?? '',
    region: nameOfRegion(region),
    over: daysBetween(row.due, day),
  }));
}

/** Permits that building must wait for, of projects that are to start: how many are granted, and the names of the open ones. */
function permitsByProject(database: Database): Map<string, { granted: number; open: string[] }> {
  const found = new Map<string, { granted: number; open: string[] }>();
  const rows = database
    .prepare(
      `SELECT permit.project, permit.catalogue_code, permit.name, permit.state FROM permit
       JOIN project ON project.id = permit.project AND project.lifecycle = 'preparation' AND project.deleted <> 1
       WHERE permit.deleted <> 1 ORDER BY coalesce(permit.catalogue_code, permit.name), permit.record`,
    )
    .iterate() as Iterable<Pick<RowOf<'permit'>, 'project' | 'catalogue_code' | 'name' | 'state'>>;
  for (const row of rows) {
    if (!isBeforeStart(row) || row.state === 'not_needed') continue;
    const known = found.get(row.project ?? '') ?? { granted: 0, open: [] };
    if (row.state === 'granted') known.granted += 1;
    else known.open.push(row.name ?? permitEntity.label);
    found.set(row.project ?? '', known);
  }
  return found;
}

/** What each project's latest month up to `month` says is to be settled from above. */
function needsByProject(database: Database, day: string): Map<string, string> {
  const rows = database
    .prepare(
      `SELECT project, needs FROM progress WHERE deleted <> 1 AND month BETWEEN @first AND @last AND trim(coalesce(needs, '')) <> ''
       ORDER BY month`,
    )
    .raw()
    .all({ first: `${day.slice(0, 4)}-01`, last: day.slice(0, 7) }) as [string, string][];
  return new Map(rows);
}

/** What a report of a period says of every project; `facts` are those that its figures count. */
export function reportProjects(
  context: LedgerContext,
  period: Period,
  problems: readonly ReportedProblem[],
  facts: readonly ProjectFacts[] = projectFacts(context.database, period),
): ReportProject[] {
  const { database, clock } = context;
  const day = reportDay(period, clock.today());
  const rules = loadCityLightRules(database);
  const leaderOf = loadLeaders(database, day);
  const rows = new Map(
    (database.prepare(`SELECT * FROM ${projectSource} WHERE deleted <> 1`).all() as Raw[]).map((raw) => {
      const row = toRow('project', raw);
      return [row.id, row] as const;
    }),
  );
  const months = new Map<string, { month: string; completed: number | null }[]>();
  for (const { project, ...month } of database
    .prepare('SELECT project, month, completed FROM progress WHERE deleted <> 1 AND month BETWEEN @first AND @last')
    .iterate({ first: `${day.slice(0, 4)}-01`, last: day.slice(0, 7) }) as Iterable<{
    project: string;
    month: string;
    completed: number | null;
  }>) {
    const own = months.get(project);
    if (own) own.push(month);
    else months.set(project, [month]);
  }
  const listings = rowsByProject(database, 'listing');
  const permits = permitsByProject(database);
  const needs = needsByProject(database, day);
  const problemsOf = new Map<string, ReportedProblem[]>();
  for (const problem of problems) {
    const own = problemsOf.get(problem.project);
    if (own) own.push(problem);
    else problemsOf.set(problem.project, [problem]);
  }

  return facts.flatMap((fact): ReportProject[] => {
    const row = rows.get(fact.id);
    // What was counted and is withdrawn since stays in frozen figures, but has nothing to be told.
    if (!row) return [];
    const listing = listings.get(fact.id)?.[0] ?? null;
    const derived = derive(row, months.get(fact.id) ?? [], listing, day, rules, leaderOf);
    const { counted } = fact;
    return [
      {
        id: fact.id,
        name: row.short_name ?? row.name ?? '',
        region: fact.region ?? '',
        regionName: nameOfRegion(fact.region),
        lifecycle: row.lifecycle,
        total: fact.total,
        plan: fact.plan,
        completed: fact.completed ?? 0,
        completionRate: counted.projects ? rate(fact.completed ?? 0, fact.plan ?? 0) : null,
        gap: counted.projects ? derived.gap : null,
        light: derived.light,
        plannedStart: fact.planned_start,
        actualStart: fact.actual_start,
        isNotListed: counted.due === true && counted.listed !== true,
        reasons: reasonsOf(listing).map(reasonName),
        missing: listing?.missing_materials ?? null,
        promisedMonth: listing?.promised_month ?? null,
        isPreparing: counted.preparing === true,
        isPrepared: counted.prepared === true,
        isStartDue: counted.planned_starts === true && counted.started !== true,
        permits: permits.get(fact.id) ?? { granted: 0, open: [] },
        isUnderConstruction: counted.projects === true,
        isSigned: counted.signed === true,
        isLanded: counted.landed === true,
        signedOn: row.signed_on,
        agreed: row.agreed_amount,
        promotionStage: labelOf(projectEntity.fields.promotion_stage.choices, row.promotion_stage),
        performance: labelOf(projectEntity.fields.performance.choices, row.performance),
        needs: needs.get(fact.id) ?? null,
        secretary: row.secretary,
        problems: problemsOf.get(fact.id) ?? [],
      },
    ];
  });
}
