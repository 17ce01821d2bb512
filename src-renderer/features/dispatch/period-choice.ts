import { type Period, type PeriodKind, periodOf, previousPeriod } from '../../../src-shared/rules/period';

/** How many periods of a kind are offered: two years of the short ones. */
const offered: Readonly<Record<PeriodKind, number>> = { half: 48, month: 24, quarter: 12, year: 6 };

/** Periods of a kind that are over or have begun by `until`, the latest first; those before today are as many as `offered` says. */
export function periodsOffered(kind: PeriodKind, today: string, until: string = today): Period[] {
  const present = periodOf(today, kind);
  const periods = [periodOf(until < today ? today : until, kind)];
  const isLast = () => (periods.at(-1) as Period).start <= present.start;
  while (!isLast()) periods.push(previousPeriod(periods.at(-1) as Period));
  const ahead = periods.length - 1;
  while (periods.length < offered[kind] + ahead) periods.push(previousPeriod(periods.at(-1) as Period));
  return periods;
}
