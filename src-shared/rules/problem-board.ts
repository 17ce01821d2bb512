import type { Problem } from '../entities/problem';
import { addDays } from './dates';
import { clockShare, clockTone, levelOf, type ProblemClock, type ProblemLevel, problemLevels } from './problem-clock';
import { type WorkCalendar, workdaysBetween } from './work-calendar';

/** One problem on the board: what the contract carries, with the record known for what it is. */
export interface ProblemLine {
  readonly problem: Problem;
  readonly project: { readonly id: string; readonly name: string; readonly region: string | null };
  readonly clock: ProblemClock;
  readonly measures: { readonly done: number; readonly total: number };
  readonly mine: boolean;
  readonly raisedOn: string | null;
}

const toneRank = { over: 0, near: 1, running: 1, stopped: 3, none: 2 } as const;

/** What is over first, the longest before; then by days left and by the share of time that is used; what stands still last. */
export function compareLines(a: ProblemLine, b: ProblemLine): number {
  const rank = (line: ProblemLine) => toneRank[clockTone(line.clock)];
  return (
    rank(a) - rank(b) ||
    b.clock.over - a.clock.over ||
    a.clock.left - b.clock.left ||
    clockShare(b.clock) - clockShare(a.clock) ||
    (a.problem.id < b.problem.id ? -1 : 1)
  );
}

/** Lines by the level on which they stand now, each in the order of `compareLines`. */
export function boardColumns(lines: readonly ProblemLine[]): Record<ProblemLevel, ProblemLine[]> {
  const columns: Record<ProblemLevel, ProblemLine[]> = { secretary: [], unit: [], county: [], city: [] };
  for (const line of lines) columns[line.clock.level].push(line);
  for (const level of problemLevels) columns[level].sort(compareLines);
  return columns;
}

/** Day of the last step up, or null for one that stands where it was reported. */
export function raisedOn(problem: Problem, clock: ProblemClock): string | null {
  const last = clock.escalations.at(-1);
  if (last) return last.on;
  const { level_since: since, reported_on: reported } = problem;
  return since !== null && reported !== null && since > reported && levelOf(problem.level) !== 'secretary'
    ? since
    : null;
}

/** Monday of the week of a day. */
function weekStart(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

/** Figures over the board: raised since Monday, on the last day or the one before, and over it. */
export function boardSummary(
  lines: readonly ProblemLine[],
  today: string,
): { readonly raised: number; readonly near: number; readonly over: number } {
  const monday = weekStart(today);
  return {
    raised: lines.filter((line) => line.raisedOn !== null && line.raisedOn >= monday && line.raisedOn <= today).length,
    near: lines.filter((line) => clockTone(line.clock) === 'near').length,
    over: lines.filter((line) => clockTone(line.clock) === 'over').length,
  };
}

/** How closed problems went: worked days from report to end on average (null without any day), and how many companies are satisfied. */
export function closingSummary(
  problems: readonly Pick<Problem, 'reported_on' | 'closed_on' | 'satisfaction'>[],
  calendar: WorkCalendar,
): { readonly days: number | null; readonly satisfied: number } {
  const spans = problems.flatMap(({ reported_on, closed_on }) =>
    reported_on !== null && closed_on !== null && closed_on >= reported_on
      ? [workdaysBetween(calendar, reported_on, closed_on)]
      : [],
  );
  return {
    days: spans.length === 0 ? null : Math.round(spans.reduce((sum, days) => sum + days, 0) / spans.length),
    satisfied: problems.filter(({ satisfaction }) => satisfaction === 'satisfied').length,
  };
}
