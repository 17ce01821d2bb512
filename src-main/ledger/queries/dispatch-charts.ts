import { regions } from '../../../src-shared/catalogues/regions';
import type { ProjectFacts } from '../../../src-shared/contract/bulletin-methods';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { addDays, daysBetween } from '../../../src-shared/rules/dates';
import {
  ageClass,
  ageClasses,
  curveSteps,
  funnelCounts,
  funnelSteps,
  weeksBefore,
} from '../../../src-shared/rules/dispatch-charts';
import { isStarted } from '../../../src-shared/rules/ledger-views';
import { lastMonth, type Period, parsePeriod } from '../../../src-shared/rules/period';
import { problemLevels } from '../../../src-shared/rules/problem-clock';
import { sliceLabel, sliceOf } from '../../../src-shared/rules/slices';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { bulletinIn, bulletinScope } from './bulletin-frozen';
import { type DispatchScope, dispatchScope } from './dispatch-scope';
import { loadCityLightRules } from './light-rules';
import { linesOf, selectProblems } from './problems-board';
import { onDay, reportDay } from './report-facts';
import { reportedRows } from './reported-rows';

type Charts = OutputOf<'dispatch.charts'>;

const weeksShown = 12;

/** Order of the catalogue; what has no region stands last. */
const placeOf = (key: string) => {
  const place = regions.findIndex(({ code }) => code === key);
  return place < 0 ? regions.length : place;
};

const idsOf = (facts: readonly ProjectFacts[]) => JSON.stringify(facts.map(({ id }) => id));

/** What the first halves of months of the year had completed when they were frozen, by month. */
function frozenHalves(context: LedgerContext, year: number): Map<number, number> {
  const scope = bulletinScope(context);
  const codes = context.database
    .prepare(
      'SELECT period FROM bulletin WHERE scope = @scope AND deleted <> 1 AND figures IS NOT NULL AND period GLOB @halves',
    )
    .pluck()
    .all({ scope, halves: `${year}-[0-9][0-9]-H1` }) as string[];
  return new Map(
    codes.flatMap((code): [number, number][] => {
      const period = parsePeriod(code);
      const found = period && bulletinIn(context.database, scope, period);
      return found ? [[period.month, found.figures.totals.completed]] : [];
    }),
  );
}

function curveOf(context: LedgerContext, { period, figures, facts }: DispatchScope): Charts['curve'] {
  const counted = (facts ?? []).filter((one) => one.counted.projects);
  const rows = context.database
    .prepare(
      `SELECT month, sum(completed) AS completed, sum(planned) AS planned FROM progress
       WHERE deleted <> 1 AND month BETWEEN @first AND @last AND project IN (SELECT value FROM json_each(@ids)) GROUP BY month`,
    )
    .all({ first: `${period.year}-01`, last: `${period.year}-12`, ids: idsOf(counted) }) as {
    month: string;
    completed: number | null;
    planned: number | null;
  }[];
  const byMonth = new Map(rows.map((row) => [Number(row.month.slice(5)), row]));
  const months = Array.from({ length: 12 }, (_, index) => index + 1);
  const completed = months.map((month) => byMonth.get(month)?.completed ?? 0);
  // The last point is the period's own figure, also where months were corrected after its freeze.
  const upTo = completed.slice(0, period.month - 1).reduce((sum, yuan) => sum + yuan, 0);
  completed[period.month - 1] = Math.max(0, figures.totals.completed - upTo);
  return curveSteps(
    {
      year: period.year,
      month: period.month,
      half: period.half,
      annualPlan: figures.totals.annual_plan,
      completed,
      planned: months.map((month) => byMonth.get(month)?.planned ?? null),
      frozenHalves: frozenHalves(context, period.year),
    },
    loadCityLightRules(context.database).monthShares,
  );
}

function funnelOf({ database }: LedgerContext, facts: readonly ProjectFacts[]): Charts['funnel'] {
  const signed = facts.filter((one) => one.counted.signed);
  const companies = new Map(
    (
      database
        .prepare(
          `SELECT id, credit_code IS NOT NULL, coalesce(paid_in_amount, 0) > 0 FROM project
           WHERE id IN (SELECT value FROM json_each(@ids))`,
        )
        .raw()
        .all({ ids: idsOf(signed) }) as [string, number, number][]
    ).map(([id, registered, paidIn]) => [id, { registered: registered === 1, paidIn: paidIn === 1 }]),
  );
  const counts = funnelCounts(
    signed.map(({ id, lifecycle, actual_start }) => ({
      started: isStarted({ lifecycle, actual_start } as Parameters<typeof isStarted>[0]),
      preparing: lifecycle === 'preparation',
      registered: companies.get(id)?.registered ?? false,
      paidIn: companies.get(id)?.paidIn ?? false,
    })),
  );
  return funnelSteps.map(({ key, label }, index) => ({ key, label, count: counts[index] ?? 0 }));
}

/** Which projects had progress written in which week: what nobody reports shows as a pale row, and late haste as a dark last column. */
function heatOf(context: LedgerContext, { period, facts }: DispatchScope, day: string): Charts['heat'] {
  const weeks = weeksBefore(day, weeksShown);
  const months = new Set<string>([lastMonth(period)]);
  for (const week of weeks) months.add(week.slice(0, 7)).add(addDays(week, -31).slice(0, 7));
  const written = reportedRows(context.database, [...months]);
  const projectOf = new Map(
    context.database
      .prepare(
        'SELECT id, project FROM progress WHERE deleted <> 1 AND month IN (SELECT value FROM json_each(@months))',
      )
      .raw()
      .all({ months: JSON.stringify([...months]) }) as [string, string][],
  );
  const weekOf = (changed: string) => weeks.findLastIndex((week) => week <= changed);
  const counted = (facts ?? []).filter((one) => one.counted.projects);
  const regionOf = new Map(counted.map((one) => [one.id, sliceOf('region', one, () => undefined)]));
  const seen = new Map<string, Set<string>[]>();
  for (const [record, { changedOn }] of written) {
    const project = projectOf.get(record) ?? '';
    const region = regionOf.get(project);
    const week = weekOf(changedOn);
    if (region === undefined || week < 0 || changedOn >= addDays(weeks.at(-1) ?? day, 7)) continue;
    const own = seen.get(region) ?? weeks.map(() => new Set<string>());
    own[week]?.add(project);
    seen.set(region, own);
  }
  const expected = new Map<string, number>();
  for (const region of regionOf.values()) expected.set(region, (expected.get(region) ?? 0) + 1);
  return {
    weeks,
    regions: [...expected]
      .map(([key, count]) => ({
        key,
        label: sliceLabel('region', key),
        expected: count,
        projects: weeks.map((_, index) => seen.get(key)?.[index]?.size ?? 0),
      }))
      .sort((a, b) => placeOf(a.key) - placeOf(b.key)),
  };
}

function ageingOf(context: LedgerContext, day: string): Charts['ageing'] {
  const ageing = ageClasses.map(({ label }) => ({ label, levels: problemLevels.map(() => 0), overdue: 0 }));
  const open = selectProblems(
    context.database,
    "p.state IS NOT 'closed' AND p.reported_on IS NOT NULL AND p.reported_on <= @day",
    { day },
  );
  for (const { problem, clock } of linesOf(onDay(context, day), open)) {
    const age = ageing[ageClass(daysBetween(problem.reported_on ?? day, day))];
    const level = problemLevels.indexOf(clock.level);
    if (!age || level < 0) continue;
    age.levels[level] = (age.levels[level] ?? 0) + 1;
    if (clock.over > 0) age.overdue += 1;
  }
  return ageing;
}

export const showCharts: Handler<'dispatch.charts'> = (context, { period: code }) => {
  const scope = dispatchScope(context, code);
  const day = reportDay(scope.period as Period, context.clock.today());
  return {
    curve: curveOf(context, scope),
    annualPlan: scope.figures.totals.annual_plan,
    funnel: funnelOf(context, scope.facts ?? []),
    heat: heatOf(context, scope, day),
    ageing: ageingOf(context, day),
    day,
  };
};
