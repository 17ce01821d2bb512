import type { ProblemLimits } from '../contract/rule-values';
import type { Problem } from '../entities/problem';
import { formatRate } from '../terms/format';
import { monthEnd } from './dates';
import { monthDeadline, nextPeriod, type Period, periodOf } from './period';
import { levelOf } from './problem-clock';
import { addWorkdays, type WorkCalendar } from './work-calendar';

/** What an evaluation of a period looks at. */
export interface EvaluationWindow {
  /** The half-month whose figures are scored; they run from the first day of the year. */
  readonly half: Period;
  /** The period is not over, so this is a trial (试算). */
  readonly running: boolean;
  /** Problems and reports count from here up to the end of `half`: from the first day of the quarter, of the year for a whole year. */
  readonly start: string;
  readonly end: string;
}

/**
 * A period that is over is scored by the half-month with which it ends (Q3 by September, 75 %; the year by December, 100 %). A running one
 * is scored by its last half-month that is over, in its first half-month by that one as it stands. Null before it has begun.
 */
export function evaluationWindow(period: Period, today: string): EvaluationWindow | null {
  if (today < period.start) return null;
  const running = today < period.end;
  const half = running ? lastOver(period, today) : periodOf(period.end);
  const start = period.kind === 'year' ? period.start : periodOf(half.end, 'quarter').start;
  return { half, running, start, end: half.end };
}

function lastOver(period: Period, today: string): Period {
  let half = periodOf(period.start);
  while (nextPeriod(half).end <= today) half = nextPeriod(half);
  return half;
}

/** '9月上半月 8.5 ÷ 12 ＝ 70.8%'; by another curve than the calendar's the share alone. */
export function timeWords(half: Period, share: number): string {
  const words = `${formatRate(share)}%`;
  const months = half.half === 1 ? half.month - 0.5 : half.month;
  return Math.abs(share - months / 12) < 1e-9
    ? `${half.shortName} ${months} ÷ 12 ＝ ${words}`
    : `${half.shortName} ${words}（按选定的序时曲线）`;
}

export type JudgedProblem = Pick<
  Problem,
  | 'state'
  | 'level'
  | 'level_since'
  | 'reported_on'
  | 'promised_on'
  | 'extension_until'
  | 'extension_approver'
  | 'closed_on'
>;

/**
 * Last day on which a problem counts as closed in time: what was promised, or a later day that was approved; without a promise the limit
 * of the level on which it stands. Null where it has none, as long as it is put aside (挂账).
 */
export function problemDeadline(problem: JudgedProblem, limits: ProblemLimits, calendar: WorkCalendar): string | null {
  if (problem.state === 'shelved') return null;
  const since = problem.level_since ?? problem.reported_on;
  const promised =
    problem.promised_on ?? (since === null ? null : addWorkdays(calendar, since, limits[levelOf(problem.level)]));
  const { extension_until: granted, extension_approver: approver } = problem;
  if (granted === null || approver === null) return promised;
  return promised === null || granted > promised ? granted : promised;
}

/** Whether a problem counts in a window, and whether it was closed in time: on its last day or before. */
export function problemOutcome(
  problem: Pick<JudgedProblem, 'state' | 'closed_on'>,
  deadline: string | null,
  window: Pick<EvaluationWindow, 'start' | 'end'>,
): 'closed' | 'open' | 'outside' {
  const closed = problem.state === 'closed' ? problem.closed_on : null;
  const day = closed !== null && (deadline === null || closed < deadline) ? closed : deadline;
  if (day === null || day < window.start || day > window.end) return 'outside';
  return closed !== null && closed <= (deadline ?? closed) ? 'closed' : 'open';
}

export interface KnownReporter {
  readonly id: string;
  readonly region: string | null;
  /** Day from which it is enrolled. */
  readonly since: string;
}

/** A half-month that somebody did not report, and whether it can still be made up for. */
export interface MissedReport {
  readonly reporter: KnownReporter;
  readonly half: Period;
}

/** Half-months of a window whose reports were due before today. */
export function dueHalves(window: Pick<EvaluationWindow, 'start' | 'end'>, today: string): Period[] {
  const halves: Period[] = [];
  for (let half = periodOf(window.start); half.end <= window.end; half = nextPeriod(half)) {
    if (half.deadline < today) halves.push(half);
  }
  return halves;
}

/**
 * Reports that did not come: for a half-month counts a package that came from its last day on and before the next half-month's last day. A
 * late one still counts as handed in; only who was enrolled by then is expected.
 */
export function missedReports(
  reporters: readonly KnownReporter[],
  reports: readonly { readonly device: string; readonly on: string }[],
  window: Pick<EvaluationWindow, 'start' | 'end'>,
  today: string,
): MissedReport[] {
  const halves = dueHalves(window, today);
  return reporters.flatMap((reporter) => {
    const days = reports.filter(({ device }) => device === reporter.id).map(({ on }) => on);
    return halves
      .filter((half) => half.end >= reporter.since)
      .filter((half) => !days.some((day) => day >= half.end && day < nextPeriod(half).end))
      .map((half) => ({ reporter, half }));
  });
}

/** Months of a window that are closed: their figures are due of every project that was under construction. */
export function closedMonths(window: Pick<EvaluationWindow, 'start' | 'end'>, today: string): string[] {
  const months: string[] = [];
  for (let half = periodOf(window.start); half.end <= window.end; half = nextPeriod(half)) {
    const month = half.end.slice(0, 7);
    if (half.half === 2 && monthEnd(month) <= window.end && monthDeadline(month) < today) months.push(month);
  }
  return months;
}
