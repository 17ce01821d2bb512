import { addDays, monthEnd } from './dates';
import { dueShare, linearShares, type MonthShares } from './time-curve';

/** One half-month of reporting (半月一通报, plan section 三(二)). */
export interface Period {
  /** '2018-09-H1'. */
  readonly code: string;
  readonly year: number;
  readonly month: number;
  readonly half: 1 | 2;
  readonly start: string;
  /** The as-of day: the 15th, or the last day of the month. */
  readonly end: string;
  /** '2018年9月上半月'. */
  readonly name: string;
  /** '9月上半月'. */
  readonly shortName: string;
  /** Last day on which its report may be handed in. */
  readonly deadline: string;
  /** 序时进度 at its end by the calendar, 0…1; `timeProportional()` knows other curves. */
  readonly timeProportional: number;
}

/** Last day for the report: of the same month for the first half, of the next month for the second. A default, settings may change it. */
export const reportDeadlines = { firstHalf: 20, secondHalf: 5 } as const;
/** Hour of the last day until which it is taken. */
export const reportHour = '17:00';

/**
 * Time-proportional progress at the end of a half-month, 0…1: month/12, or (month − 0.5)/12, unless another curve was chosen
 * (domain.md rule 3).
 */
export function timeProportional(month: number, half: 1 | 2, shares: MonthShares = linearShares): number {
  return dueShare(shares, month, half);
}

function makePeriod(year: number, month: number, half: 1 | 2): Period {
  const prefix = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
  const end = half === 1 ? `${prefix}-15` : monthEnd(prefix);
  const shortName = `${month}月${half === 1 ? '上' : '下'}半月`;
  return {
    code: `${prefix}-H${half}`,
    year,
    month,
    half,
    start: `${prefix}-${half === 1 ? '01' : '16'}`,
    end,
    name: `${year}年${shortName}`,
    shortName,
    deadline:
      half === 1 ? addDays(`${prefix}-01`, reportDeadlines.firstHalf - 1) : addDays(end, reportDeadlines.secondHalf),
    timeProportional: timeProportional(month, half),
  };
}

/** Reads '2018-09-H1'; undefined for anything else. */
export function parsePeriod(code: string): Period | undefined {
  const match = /^(\d{4})-(0[1-9]|1[0-2])-H([12])$/.exec(code);
  return match ? makePeriod(Number(match[1]), Number(match[2]), match[3] === '1' ? 1 : 2) : undefined;
}

/** The half-month that a day lies in. */
export function periodOf(day: string): Period {
  const [year, month, date] = day.split('-').map(Number);
  return makePeriod(year ?? 0, month ?? 1, (date ?? 1) <= 15 ? 1 : 2);
}

export function previousPeriod(period: Period): Period {
  return periodOf(addDays(period.start, -1));
}

/** The last answer of `latestPeriod`: every project of a ledger asks for the same day. */
let latest: { readonly today: string; readonly period: Period } | null = null;

/** The last half-month that is over at the end of `today`: figures of today are held against its 序时进度. */
export function latestPeriod(today: string): Period {
  if (latest?.today !== today) {
    const period = periodOf(today);
    latest = { today, period: period.end <= today ? period : previousPeriod(period) };
  }
  return latest.period;
}

/** The half-month whose report is due next: the earliest one whose deadline has not passed. */
export function reportingPeriod(today: string): Period {
  const period = periodOf(today);
  const previous = previousPeriod(period);
  return previous.deadline >= today ? previous : period;
}

/** 序时进度 of the year as it stands today: that of the last half-month that is over, 0 before the first one ends. */
export function timeProportionalToday(today: string, shares: MonthShares = linearShares): number {
  const period = latestPeriod(today);
  return period.year === Number(today.slice(0, 4)) ? timeProportional(period.month, period.half, shares) : 0;
}

/** Last day on which the figures of a month may change without a reason: the reporting deadline of its second half. */
export function monthDeadline(month: string): string {
  return addDays(monthEnd(month), reportDeadlines.secondHalf);
}

/** Whether a month ('2018-08') is closed: its reports are in, and who changes its figures says why. */
export function monthClosed(month: string, today: string): boolean {
  return monthDeadline(month) < today;
}
