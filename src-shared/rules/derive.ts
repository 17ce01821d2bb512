import { patronOf } from '../catalogues/regions';
import type { Derived } from '../contract/record-methods';
import type { Progress } from '../entities/progress';
import type { Project } from '../entities/project';
import { lastDay, monthEnd } from './dates';
import { percentagePoints, rate } from './indicators';
import { isStarted } from './ledger-views';
import { defaultLightRules, type LightRuleSet } from './light-rules';
import { type Judged, type ListingCase, lightOf, type ProgressState } from './lights';
import { latestPeriod, timeProportional as timeProportionalAt, timeProportionalToday } from './period';
import type { LeaderOf } from './slices';

export type DerivedFrom = Judged & Pick<Project, 'annual_plan' | 'patron' | 'region'>;
export type ProgressRow = Pick<Progress, 'month' | 'completed'>;

/** Yuan completed in the year of `day`, up to its month; nothing reported is 0. */
export function completedInYear(rows: readonly ProgressRow[], day: string): number {
  const [first, last] = [`${day.slice(0, 4)}-01`, day.slice(0, 7)];
  return rows.reduce(
    (sum, { month, completed }) => (month !== null && month >= first && month <= last ? sum + (completed ?? 0) : sum),
    0,
  );
}

/**
 * The month before the last half-month that is over, '2018-08' in the middle of September; null in January, whose year has none.
 * Its end is the period before, against which 连续升级 looks.
 */
export function monthBefore(today: string): string | null {
  const { year, month } = latestPeriod(today);
  return month === 1 || year !== Number(today.slice(0, 4)) ? null : `${year}-${String(month - 1).padStart(2, '0')}`;
}

/** Sums that the database has made already. `completedEarlier`: of the year up to `monthBefore`. */
export type Sums = Pick<Derived, 'completedThisYear' | 'completedThisMonth'> & { readonly completedEarlier?: number };

/**
 * What follows from a project and its progress as of today; nothing of it is ever stored. `rows` are its progress records, in
 * any order. A project that has not started has no completion rate: its plan is not due yet. `leaderOf` says who is in charge of a region
 * today; the plan's where no ledger is at hand.
 */
export function derive(
  project: DerivedFrom,
  rows: readonly ProgressRow[],
  listing: ListingCase,
  today: string,
  rules: LightRuleSet = defaultLightRules,
  leaderOf: LeaderOf = patronOf,
): Derived {
  const before = rules.repeat ? monthBefore(today) : null;
  return deriveFromSums(
    project,
    {
      ...(before === null ? {} : { completedEarlier: completedInYear(rows, before) }),
      completedThisYear: completedInYear(rows, today),
      completedThisMonth: rows.find((row) => row.month === today.slice(0, 7))?.completed ?? null,
    },
    listing,
    today,
    rules,
    leaderOf,
  );
}

/** The same where the sums come from the database already, as in the grid: this year up to this month, and this month alone. */
export function deriveFromSums(
  project: DerivedFrom,
  sums: Sums,
  listing: ListingCase,
  today: string,
  rules: LightRuleSet = defaultLightRules,
  leaderOf: LeaderOf = patronOf,
): Derived {
  const year = Number(today.slice(0, 4));
  const annualPlan = project.annual_plan?.[year] ?? null;
  const timeProportional = timeProportionalToday(today, rules.monthShares);
  const completionRate = isStarted(project) ? rate(sums.completedThisYear, annualPlan ?? 0) : null;
  const gap = percentagePoints(completionRate, timeProportional);
  return {
    year,
    annualPlan,
    completedThisYear: sums.completedThisYear,
    completionRate,
    timeProportional,
    gap,
    completedThisMonth: sums.completedThisMonth,
    start: project.actual_start ?? project.planned_start,
    patron: project.patron ?? (project.region === null ? null : (leaderOf(project.region) ?? null)),
    light: lightOf(
      project,
      listing,
      { completionRate, timeProportional, gap, before: stateBefore(project, sums, annualPlan, today, rules) },
      today,
      rules,
    ),
  };
}

/** How it stood at the end of the month before; null where it was not under construction yet, or nobody asks. */
function stateBefore(
  project: DerivedFrom,
  { completedEarlier }: Sums,
  annualPlan: number | null,
  today: string,
  rules: LightRuleSet,
): ProgressState | null {
  const month = rules.repeat ? monthBefore(today) : null;
  if (month === null || completedEarlier === undefined || !isStarted(project)) return null;
  if (project.actual_start !== null && lastDay(project.actual_start) > monthEnd(month)) return null;
  const completionRate = rate(completedEarlier, annualPlan ?? 0);
  const timeProportional = timeProportionalAt(Number(month.slice(5)), 2, rules.monthShares);
  return { completionRate, timeProportional, gap: percentagePoints(completionRate, timeProportional) };
}
