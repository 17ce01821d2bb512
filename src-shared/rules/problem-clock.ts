import type { ProblemLimits } from '../contract/rule-values';
import type { ClockStop } from '../entities/clock-stop';
import { type Problem, problem as problemEntity } from '../entities/problem';
import { formatDay } from '../terms/format';
import { dayNumber, dayText, type WorkCalendar } from './work-calendar';

/** Who must solve it, from the secretary up to the joint meeting of the city. */
export const problemLevels = [
  'secretary',
  'unit',
  'county',
  'city',
] as const satisfies readonly (keyof ProblemLimits)[];
export type ProblemLevel = (typeof problemLevels)[number];

/** A level as it is stored; one that is not given is the first. */
export function levelOf(code: string | null): ProblemLevel {
  return problemLevels.find((level) => level === code) ?? 'secretary';
}

export function levelLabel(level: ProblemLevel): string {
  return problemEntity.fields.level.choices?.find(({ code }) => code === level)?.label ?? level;
}

/** The level above, or null at the top. */
export function levelAbove(level: ProblemLevel): ProblemLevel | null {
  return problemLevels[problemLevels.indexOf(level) + 1] ?? null;
}

export type ClockedProblem = Pick<
  Problem,
  'level' | 'level_since' | 'reported_on' | 'state' | 'promised_on' | 'extension_until' | 'extension_approver'
>;
export type ProblemStop = Pick<ClockStop, 'reason' | 'stopped_on' | 'resumed_on'>;

/** What set the last day: the limit of the level, a promise that ends earlier, or a later day that was granted. */
export type DueCause = 'limit' | 'promise' | 'extension';

/** One step up that time itself has made. `due` is the day that passed, `on` the worked day from which the level above has it. */
export interface Escalation {
  readonly from: ProblemLevel;
  readonly to: ProblemLevel;
  readonly due: string;
  readonly on: string;
  readonly cause: DueCause;
}

export interface ProblemClock {
  /** The level on which it stands today, whatever was last written down. */
  readonly level: ProblemLevel;
  /** Since when; null where no day is known, and then no clock runs. */
  readonly since: string | null;
  /** Worked days that the level has. */
  readonly limit: number;
  /** Worked days that counted so far. */
  readonly used: number;
  /** Worked days that are left; 0 on the last day and after it. */
  readonly left: number;
  /** Natural days since the last day passed (剩按工作日，超按自然日). */
  readonly over: number;
  /** It waits for a check, was put aside, or its days do not count for another reason. */
  readonly stopped: boolean;
  /** Nothing goes up now: the clock is stopped, or a longer time was asked for and not yet decided. */
  readonly held: boolean;
  /** The last day, or null while the clock is stopped or has not begun. */
  readonly due: string | null;
  readonly cause: DueCause;
  /** False where the last day lies in a year that the State Council has not arranged yet. */
  readonly known: boolean;
  /** Steps up that nobody has written down yet, oldest first. */
  readonly escalations: readonly Escalation[];
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Days before which and after which the calendar knows nothing. */
const [firstDay, lastDay] = [dayNumber('2000-01-01'), dayNumber('2098-12-31')];

/** Stops as stretches of days in order, those that touch or overlap made one. */
function stretchesOf(stops: readonly ProblemStop[]): Stretch[] {
  const sorted = stops
    .filter((stop) => stop.stopped_on !== null && (stop.resumed_on === null || stop.resumed_on >= stop.stopped_on))
    .map((stop) => ({
      start: dayNumber(stop.stopped_on ?? ''),
      end: stop.resumed_on === null ? Number.POSITIVE_INFINITY : dayNumber(stop.resumed_on),
    }))
    .sort((a, b) => a.start - b.start);
  const merged: { start: number; end: number }[] = [];
  for (const stretch of sorted) {
    const last = merged.at(-1);
    if (last && stretch.start <= last.end + 1) last.end = Math.max(last.end, stretch.end);
    else merged.push({ ...stretch });
  }
  return merged;
}

/** The worked days of a calendar that no stop takes out. */
class CountedDays {
  readonly #stretches: readonly Stretch[];

  constructor(
    readonly calendar: WorkCalendar,
    stops: readonly ProblemStop[],
  ) {
    this.#stretches = stretchesOf(stops);
  }

  /** The day on which the `count`th counted day after `from` falls; `from` itself for 0; null where a stop without an end comes first. */
  nth(from: number, count: number): number | null {
    let at = from;
    let rest = count;
    for (const { start, end } of this.#stretches) {
      if (rest === 0) return at;
      const before = start - 1 > at ? this.calendar.between(at, start - 1) : 0;
      if (rest <= before) break;
      rest -= before;
      if (end === Number.POSITIVE_INFINITY) return null;
      at = Math.max(at, end);
    }
    return at > lastDay ? null : this.calendar.shift(at, rest);
  }

  /** Counted days after `from`, up to and with `to`. */
  between(from: number, to: number): number {
    if (to <= from) return 0;
    let counted = this.calendar.between(from, to);
    for (const { start, end } of this.#stretches) {
      const [first, last] = [Math.max(start - 1, from), Math.min(end, to)];
      if (last > first) counted -= this.calendar.between(first, last);
    }
    return counted;
  }
}

interface Deadline {
  readonly due: number | null;
  readonly cause: DueCause;
}

/** The last day of a level that was reached on `since`. A promise and a granted day count where they lie on it, not from a level below. */
function deadlineOf(problem: ClockedProblem, days: CountedDays, limit: number, since: number): Deadline {
  const promised = problem.promised_on === null ? null : dayNumber(problem.promised_on);
  const promisedDays = promised !== null && promised >= since ? days.calendar.between(since, promised) : null;
  const early = promisedDays !== null && promisedDays <= limit;
  const counted = days.nth(since, early ? promisedDays : limit);
  if (counted === null) return { due: null, cause: early ? 'promise' : 'limit' };
  // A promise for a day off is kept on that day.
  const due = early && promised !== null ? Math.max(counted, promised) : counted;
  const granted =
    problem.extension_until !== null && problem.extension_approver !== null && problem.state !== 'deferred'
      ? dayNumber(problem.extension_until)
      : null;
  if (granted !== null && granted >= since && granted > due) return { due: granted, cause: 'extension' };
  return { due, cause: early ? 'promise' : 'limit' };
}

const frozenStates = new Set<string | null>(['checking', 'shelved', 'closed']);

/**
 * The clock of a problem on a day. `stops` are those of this problem alone. It is a function of time: nothing has to run at midnight,
 * and `escalations` says what is to be written down.
 *
 * A limit is worked days after the day on which the level was reached, and passes at the end of the last of them; a promise that ends
 * earlier passes likewise. From the next worked day on it stands with the level above, for which a limit of its own begins. On a day
 * off, within a stop, while it is checked, put aside, or waits for a longer time, nothing goes up; above the city there is nothing.
 */
export function problemClock(
  problem: ClockedProblem,
  stops: readonly ProblemStop[],
  limits: ProblemLimits,
  calendar: WorkCalendar,
  today: string,
): ProblemClock {
  const now = dayNumber(today);
  const open = stops.filter(({ stopped_on, resumed_on }) => resumed_on === null && stopped_on !== null);
  const frozen = frozenStates.has(problem.state);
  const waiting = problem.state === 'deferred';
  const days = new CountedDays(calendar, stops);

  let level = levelOf(problem.level);
  const written = problem.level_since ?? problem.reported_on;
  let since = written === null ? null : dayNumber(written);
  if (since !== null && (since < firstDay || since > lastDay)) since = null;
  const escalations: Escalation[] = [];
  // Without a record of when it was stopped nobody can say what had passed before.
  const mayRise = problem.state !== 'closed' && (open.length > 0 || !(frozen || waiting));
  while (since !== null && mayRise) {
    const above = levelAbove(level);
    const { due, cause } = deadlineOf(problem, days, limits[level], since);
    if (above === null || due === null || due > lastDay) break;
    const on = days.nth(due, 1);
    if (on === null || on > now) break;
    escalations.push({ from: level, to: above, due: dayText(due), on: dayText(on), cause });
    level = above;
    since = on;
  }

  // A request for more time holds the level, but its clock is seen to run on until somebody decides.
  const freezing = stops.filter(({ reason, resumed_on }) => reason !== 'extension' || resumed_on !== null);
  const past = new CountedDays(
    calendar,
    freezing.filter(({ resumed_on }) => resumed_on !== null),
  );
  const stoppedFrom = freezing
    .filter(({ stopped_on, resumed_on }) => resumed_on === null && stopped_on !== null && stopped_on <= today)
    .map(({ stopped_on }) => stopped_on ?? today)
    .sort()[0];
  const inside = stops.some(
    ({ stopped_on, resumed_on }) =>
      stopped_on !== null && resumed_on !== null && stopped_on <= today && today <= resumed_on,
  );
  const stopped = frozen || stoppedFrom !== undefined || inside;
  const held = stopped || waiting;
  const limit = limits[level];
  const empty = { level, limit, stopped, held, over: 0, due: null, known: true, escalations };
  if (since === null) return { ...empty, since: null, used: 0, left: limit, cause: 'limit' };

  const { due, cause } = deadlineOf(problem, past, limit, since);
  const at = Math.max(since, stoppedFrom === undefined ? now : dayNumber(stoppedFrom) - 1);
  const used = past.between(since, at);
  const left = due === null ? 0 : past.between(at, due);
  const begun = { ...empty, since: dayText(since), used, left, cause };
  if (stopped || due === null) return begun;
  return { ...begun, over: Math.max(0, now - due), due: dayText(due), known: calendar.isKnown(dayText(due)) };
}

/** How a clock is to be looked at: over its last day, on it or the day before, running, standing still, or without any day. */
export type ClockTone = 'over' | 'near' | 'running' | 'stopped' | 'none';

export function clockTone(clock: ProblemClock): ClockTone {
  if (clock.stopped) return 'stopped';
  if (clock.since === null) return 'none';
  if (clock.over > 0) return 'over';
  return clock.left <= 1 ? 'near' : 'running';
}

/** '剩 9 天', '今天到期', '超 2 天', '停表', '无起算日'. */
export function clockWords(clock: ProblemClock): string {
  switch (clockTone(clock)) {
    case 'over':
      return `超 ${clock.over} 天`;
    case 'stopped':
      return '停表';
    case 'none':
      return '无起算日';
    default:
      return clock.left === 0 ? '今天到期' : `剩 ${clock.left} 天`;
  }
}

/** Share of its time that is used, 0 to 1. */
export function clockShare({ used, left, over }: ProblemClock): number {
  return over > 0 ? 1 : used + left === 0 ? 0 : used / (used + left);
}

/** The clock in words beside the name of the level: '9月13日由部门提级，剩 9 个工作日，至 9月28日'. */
export function clockSentence(clock: ProblemClock, problem: Pick<Problem, 'reported_on' | 'state'>): string {
  const below = problemLevels[problemLevels.indexOf(clock.level) - 1];
  if (clock.since === null) return '没有提出日期，时限无从起算';
  const rose = below !== undefined && problem.reported_on !== null && clock.since > problem.reported_on;
  const since = `${formatDay(clock.since)}${rose ? `由${levelLabel(below)}提级` : '起算'}`;
  if (problem.state === 'closed') return since;
  if (clock.stopped) return `${since}，停表，已用 ${clock.used} 个工作日`;
  const end = `${clock.cause === 'promise' ? '承诺' : clock.cause === 'extension' ? '延期到' : '至'} ${formatDay(clock.due)}`;
  const standing =
    clock.over > 0
      ? `超 ${clock.over} 天${clock.held ? '，延期待批' : ''}`
      : clock.left === 0
        ? '今天到期'
        : `剩 ${clock.left} 个工作日`;
  return `${since}，${standing}，${end}${clock.known ? '' : '（放假安排未公布，只按周末推算）'}`;
}
