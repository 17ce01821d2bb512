import type { Progress } from '../entities/progress';
import { formatMoneyWithUnit } from '../terms/format';

export type PlannedMonth = Pick<Progress, 'month' | 'planned'>;
export type ComparedMonth = Pick<Progress, 'month' | 'completed' | 'statistics_completed'>;

/** '2018-01' … '2018-12'. */
export function monthsOfYear(year: number | string): string[] {
  return Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
}

export interface PlanCurve {
  /** Yuan planned from the beginning of the year to the end of each of its twelve months. */
  readonly cumulative: readonly number[];
  /** Months without a plan of their own; nothing is added for them. */
  readonly missing: number;
  readonly total: number;
}

/** What the monthly plans (当月计划) of a year add up to; null where no month has one, and then 序时 speaks alone. */
export function planCurve(rows: readonly PlannedMonth[], year: number): PlanCurve | null {
  const planned = monthsOfYear(year).map((month) => rows.find((row) => row.month === month)?.planned ?? null);
  if (planned.every((yuan) => yuan === null)) return null;
  let total = 0;
  const cumulative = planned.map((yuan) => {
    total += yuan ?? 0;
    return total;
  });
  return { cumulative, missing: planned.filter((yuan) => yuan === null).length, total };
}

export interface StatisticsComparison {
  /** Months that have both figures. */
  readonly months: readonly string[];
  readonly dispatch: number;
  readonly statistics: number;
  /** |dispatch − statistics| against statistics; null where statistics are 0. */
  readonly difference: number | null;
  /** More than a fifth apart: the two are to be looked at, neither is said to be right. */
  readonly far: boolean;
}

/** Share of statistics from which the two figures are so far apart that it is said. */
export const farApart = 0.2;

/** Dispatch and statistics figures of a year side by side, over the months that have both; null where none has. They are never mixed. */
export function compareStatistics(rows: readonly ComparedMonth[], year: number): StatisticsComparison | null {
  const both = rows.filter(
    (row) => row.month?.startsWith(`${year}-`) && row.completed !== null && row.statistics_completed !== null,
  );
  if (both.length === 0) return null;
  const dispatch = both.reduce((sum, row) => sum + (row.completed ?? 0), 0);
  const statistics = both.reduce((sum, row) => sum + (row.statistics_completed ?? 0), 0);
  const apart = Math.abs(dispatch - statistics);
  return {
    months: both.map(({ month }) => month ?? '').sort(),
    dispatch,
    statistics,
    difference: statistics === 0 ? null : apart / Math.abs(statistics),
    far: apart > Math.abs(statistics) * farApart,
  };
}

/** '6月至8月调度数 11,560万元，统计数 9,000万元，相差 28%，请核对口径差异'; neither is called right. */
export function comparisonWords({ months, dispatch, statistics, difference }: StatisticsComparison): string {
  const [first = '', last = ''] = [months[0], months.at(-1)];
  const name = (month: string) => `${Number(month.slice(5))}月`;
  const span = first === last ? name(first) : `${name(first)}至${name(last)}中两数都有的 ${months.length} 个月，`;
  const apart = difference === null ? '' : `，相差 ${Math.round(difference * 100)}%`;
  return `${span}调度数 ${formatMoneyWithUnit(dispatch)}，统计数 ${formatMoneyWithUnit(statistics)}${apart}，请核对口径差异`;
}
