import { addDays, monthEnd } from './dates';
import { dueShare, linearShares, type MonthShares } from './time-curve';

/** 半月、月、季、年: how long one period of reporting is. */
export const periodKinds = ['half', 'month', 'quarter', 'year'] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** One period of reporting: a half-month (半月一通报, plan section 三(二)), a month, a quarter or a year. */
export interface Period {
  readonly kind: PeriodKind;
  /** '2018-09-H1', '2018-09', '2018-Q3', '2018'. */
  readonly code: string;
  readonly year: number;
  /** Month in which it ends, 1…12. */
  readonly month: number;
  /** Half of that month in which it ends: 1 of the first half-month of a month alone. */
  readonly half: 1 | 2;
  readonly start: string;
  /** The as-of day: the 15th, or the last day of the month. Figures of every kind run from the first day of the year to this day. */
  readonly end: string;
  /** '2018年9月上半月', '2018年9月', '2018年第三季度', '2018年度'. */
  readonly name: string;
  /** '9月上半月', '9月', '第三季度', '全年'. */
  readonly shortName: string;
  /** Last day on which its report may be handed in: that of the half-month with which it ends. */
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

const quarterNames = ['一', '二', '三', '四'];

/** The period of that kind in which the given half of a month lies. */
function makePeriod(kind: PeriodKind, year: number, inMonth: number, inHalf: 1 | 2): Period {
  const half = kind === 'half' ? inHalf : 2;
  const quarter = Math.ceil(inMonth / 3);
  const month = kind === 'quarter' ? quarter * 3 : kind === 'year' ? 12 : inMonth;
  const first = kind === 'quarter' ? month - 2 : kind === 'year' ? 1 : month;
  const years = String(year).padStart(4, '0');
  const monthOf = (number: number) => `${years}-${String(number).padStart(2, '0')}`;
  const last = monthOf(month);
  const end = half === 1 ? `${last}-15` : monthEnd(last);
  const shared = {
    kind,
    year,
    month,
    half,
    start: kind === 'half' && half === 2 ? `${last}-16` : `${monthOf(first)}-01`,
    end,
    deadline:
      half === 1 ? addDays(`${last}-01`, reportDeadlines.firstHalf - 1) : addDays(end, reportDeadlines.secondHalf),
    timeProportional: timeProportional(month, half),
  };
  if (kind === 'quarter') {
    const shortName = `第${quarterNames[quarter - 1]}季度`;
    return { ...shared, code: `${years}-Q${quarter}`, name: `${year}年${shortName}`, shortName };
  }
  if (kind === 'year') return { ...shared, code: years, name: `${year}年度`, shortName: '全年' };
  const shortName = `${month}月${kind === 'month' ? '' : half === 1 ? '上半月' : '下半月'}`;
  return { ...shared, code: kind === 'month' ? last : `${last}-H${half}`, name: `${year}年${shortName}`, shortName };
}

/** Reads '2018-09-H1', '2018-09', '2018-Q3' and '2018'; undefined for anything else. */
export function parsePeriod(code: string): Period | undefined {
  const match = /^((?:19|20|21)\d{2})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])(?:-H([12]))?))?$/.exec(code);
  if (!match) return undefined;
  const year = Number(match[1]);
  if (match[4] !== undefined) return makePeriod('half', year, Number(match[3]), match[4] === '1' ? 1 : 2);
  if (match[3] !== undefined) return makePeriod('month', year, Number(match[3]), 2);
  return match[2] === undefined
    ? makePeriod('year', year, 12, 2)
    : makePeriod('quarter', year, Number(match[2]) * 3, 2);
}

/** Reads '2018-09-H1' alone: what the half-monthly report is addressed by. */
export function parseHalfMonth(code: string): Period | undefined {
  const period = parsePeriod(code);
  return period?.kind === 'half' ? period : undefined;
}

/** The period of a kind that a day lies in; the half-month unless another is asked for. */
export function periodOf(day: string, kind: PeriodKind = 'half'): Period {
  const [year, month, date] = day.split('-').map(Number);
  return makePeriod(kind, year ?? 0, month ?? 1, (date ?? 1) <= 15 ? 1 : 2);
}

/** The one before it, of the same kind. */
export function previousPeriod(period: Period): Period {
  return periodOf(addDays(period.start, -1), period.kind);
}

/** The one after it, of the same kind. */
export function nextPeriod(period: Period): Period {
  return periodOf(addDays(period.end, 1), period.kind);
}

/** 'YYYY-MM' in which a period ends: progress is one record a month, and figures take the months up to this one. */
export function lastMonth(period: Pick<Period, 'end'>): string {
  return period.end.slice(0, 7);
}

/** The last answer of `latestPeriod`: every project of a ledger asks for the same day. */
let latest: { readonly today: string; readonly period: Period } | null = null;

/** The last half-month that is over at the end of `today`: figures of today are held against its 序时进度. Or the last period of a kind. */
export function latestPeriod(today: string, kind: PeriodKind = 'half'): Period {
  if (kind === 'half' && latest?.today === today) return latest.period;
  const present = periodOf(today, kind);
  const period = present.end <= today ? present : previousPeriod(present);
  if (kind === 'half') latest = { today, period };
  return period;
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
