import { patronOf } from '../catalogues/regions';
import type { Derived } from '../contract/record-methods';
import type { Progress } from '../entities/progress';
import type { Project } from '../entities/project';
import { percentagePoints, rate } from './indicators';
import { isStarted } from './ledger-views';
import { defaultLightRules, type LightRuleSet } from './light-rules';
import { type Judged, type ListingCase, lightOf } from './lights';
import { timeProportionalToday } from './period';

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
 * What follows from a project and its progress as of today; nothing of it is ever stored. `rows` are its progress records, in
 * any order. A project that has not started has no completion rate: its plan is not due yet.
 */
export function derive(
  project: DerivedFrom,
  rows: readonly ProgressRow[],
  listing: ListingCase,
  today: string,
  rules: LightRuleSet = defaultLightRules,
): Derived {
  return deriveFromSums(
    project,
    {
      completedThisYear: completedInYear(rows, today),
      completedThisMonth: rows.find((row) => row.month === today.slice(0, 7))?.completed ?? null,
    },
    listing,
    today,
    rules,
  );
}

/** The same where the sums come from the database already, as in the grid: this year up to this month, and this month alone. */
export function deriveFromSums(
  project: DerivedFrom,
  sums: Pick<Derived, 'completedThisYear' | 'completedThisMonth'>,
  listing: ListingCase,
  today: string,
  rules: LightRuleSet = defaultLightRules,
): Derived {
  const year = Number(today.slice(0, 4));
  const annualPlan = project.annual_plan?.[year] ?? null;
  const timeProportional = timeProportionalToday(today);
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
    patron: project.patron ?? (project.region === null ? null : (patronOf(project.region) ?? null)),
    light: lightOf(project, listing, { completionRate, timeProportional, gap }, today, rules),
  };
}
