import { type Period, type PeriodKind, periodOf, previousPeriod } from '../../../src-shared/rules/period';

/** How many periods of a kind are offered: two years of the short ones. */
const offered: Readonly<Record<PeriodKind, number>> = { half: 48, month: 24, quarter: 12, year: 6 };

/** Periods of a kind that are over or have begun, the present one first. */
export function periodsOffered(kind: PeriodKind, today: string): Period[] {
  const periods = [periodOf(today, kind)];
  while (periods.length < offered[kind]) periods.push(previousPeriod(periods.at(-1) as Period));
  return periods;
}
