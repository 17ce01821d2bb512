import type { WorkCalendar } from './work-calendar';

/** How long a permit takes: worked days, or natural days where the law says 日. */
export interface Limit {
  readonly count: number;
  readonly unit: 'workday' | 'day';
}

/** Days that do not count towards a limit, as day numbers, both ends inside. */
export interface StopSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * `open`: still to be handed in. `running`: handed in, not granted. `granted`. `dropped`: not needed here; what waited for it waits for
 * what it waited for.
 */
export type PermitPhase = 'open' | 'running' | 'granted' | 'dropped';

/** One permit on the way to the start; days are numbers since 1970-01-01 (`dayNumber`). */
export interface PermitPlan {
  readonly id: string;
  readonly code: string | null;
  /** Codes of what must be granted first; one that no permit of the project has is ignored (of alternatives only one is there). */
  readonly prerequisites: readonly string[];
  readonly limit: Limit;
  readonly phase: PermitPhase;
  /** Day of a submission that has happened. */
  readonly submitted: number | null;
  /** Day of a grant that has happened. */
  readonly granted: number | null;
  readonly stops: readonly StopSpan[];
  /** 'If it were granted on that day': takes the place of the earliest finish. */
  readonly assumedFinish?: number;
}

/** Days of one permit as numbers; null where there is none: no latest day without a target, none for what is granted. */
export interface Deadline {
  readonly earliestSubmit: number | null;
  readonly earliestFinish: number | null;
  readonly latestSubmit: number | null;
  readonly latestFinish: number | null;
  /** Worked days that the grant may slip without moving the target; negative where it comes too late. Null for what is granted. */
  readonly float: number | null;
  /** On a chain that decides the earliest start; a granted one, whether it lay on it. */
  readonly critical: boolean;
}

export interface BackSchedule {
  readonly deadlines: ReadonlyMap<string, Deadline>;
  /** Day on which the last permit can be granted, today where none is open. */
  readonly earliestStart: number;
  /** Worked days between the earliest start and the target; negative where the target cannot be kept. */
  readonly float: number | null;
}

/** Permits that wait for each other in a ring: no order exists. */
export class CycleError extends RangeError {
  constructor(readonly codes: readonly string[]) {
    super(`permits wait for each other: ${codes.join(', ')}`);
    this.name = 'CycleError';
  }
}

const isStopped = (day: number, stops: readonly StopSpan[]) => stops.some(({ from, to }) => day >= from && day <= to);

/**
 * Day on which a limit ends that began with a submission. The day of submission does not count (期间开始的当日不计入), nor does a day on
 * which the clock stands. A limit in natural days that ends on a day off ends on the next worked day (民法典第203条).
 */
export function finishOf(
  { limit, stops }: Pick<PermitPlan, 'limit' | 'stops'>,
  submit: number,
  calendar: WorkCalendar,
) {
  if (limit.count === 0) return submit;
  const inDays = limit.unit === 'day';
  if (stops.length === 0)
    return inDays ? calendar.onOrAfter(submit + limit.count) : calendar.shift(submit, limit.count);
  let day = submit;
  for (let left = limit.count; left > 0; ) {
    day = inDays ? day + 1 : calendar.onOrAfter(day + 1);
    if (!isStopped(day, stops)) left -= 1;
  }
  return inDays ? calendar.onOrAfter(day) : day;
}

/** The last worked day on which a submission still ends on or before `finish`: papers are handed in on worked days. */
export function latestSubmitOf(
  { limit, stops }: Pick<PermitPlan, 'limit' | 'stops'>,
  finish: number,
  calendar: WorkCalendar,
): number {
  const end = calendar.onOrBefore(finish);
  if (limit.count === 0) return end;
  const inDays = limit.unit === 'day';
  if (stops.length === 0) return calendar.onOrBefore(inDays ? end - limit.count : calendar.shift(end, -limit.count));
  let day = end + 1;
  for (let left = limit.count; left > 0; ) {
    day = inDays ? day - 1 : calendar.onOrBefore(day - 1);
    if (!isStopped(day, stops)) left -= 1;
  }
  return calendar.onOrBefore(day - 1);
}

interface Graph {
  /** Everything that is not dropped, prerequisites first. */
  readonly order: readonly number[];
  readonly before: readonly (readonly number[])[];
  readonly after: readonly (readonly number[])[];
}

/** Who waits for whom, dropped ones passed through. Throws CycleError. */
function graphOf(permits: readonly PermitPlan[]): Graph {
  const byCode = new Map<string, number[]>();
  permits.forEach(({ code }, index) => {
    if (code === null) return;
    const same = byCode.get(code);
    if (same) same.push(index);
    else byCode.set(code, [index]);
  });
  const prerequisitesOf = (permit: PermitPlan, found: Set<number>, passed: Set<number>) => {
    for (const code of permit.prerequisites) {
      for (const index of byCode.get(code) ?? []) {
        const other = permits[index] as PermitPlan;
        if (other.phase !== 'dropped') found.add(index);
        else if (!passed.has(index)) {
          passed.add(index);
          prerequisitesOf(other, found, passed);
        }
      }
    }
    return found;
  };
  const before = permits.map((permit) =>
    permit.phase === 'dropped' ? [] : [...prerequisitesOf(permit, new Set(), new Set())],
  );
  const after: number[][] = permits.map(() => []);
  const waiting = before.map((list, index) => {
    for (const other of list) after[other]?.push(index);
    return list.length;
  });
  const order: number[] = [];
  permits.forEach(({ phase }, index) => {
    if (phase !== 'dropped' && waiting[index] === 0) order.push(index);
  });
  for (let at = 0; at < order.length; at += 1) {
    for (const next of after[order[at] as number] ?? []) {
      waiting[next] = (waiting[next] as number) - 1;
      if (waiting[next] === 0) order.push(next);
    }
  }
  const stuck = permits.filter(({ phase }, index) => phase !== 'dropped' && (waiting[index] as number) > 0);
  if (stuck.length > 0) throw new CycleError(stuck.map(({ code, id }) => code ?? id));
  return { order, before, after };
}

/**
 * Latest day on which each permit must be handed in so that building starts on `target`, and the earliest on which it can be granted
 * from `today` on. What waits for a permit may be handed in on the day it is granted; the last one is granted on or before the target.
 * A permit that is running although something before it is not granted (容缺受理) is granted when that is. Linear in permits and
 * prerequisites. Throws CycleError, and RangeError outside the years 2000 to 2099.
 */
export function backSchedule(
  permits: readonly PermitPlan[],
  target: number | null,
  today: number,
  calendar: WorkCalendar,
): BackSchedule {
  const { order, before, after } = graphOf(permits);
  const size = permits.length;
  const firstDay = calendar.onOrAfter(today);
  const earliestSubmit: (number | null)[] = new Array(size).fill(null);
  const earliestFinish: (number | null)[] = new Array(size).fill(null);
  let earliestStart = today;

  for (const index of order) {
    const permit = permits[index] as PermitPlan;
    if (permit.phase === 'granted') {
      earliestSubmit[index] = permit.submitted;
      earliestFinish[index] = permit.granted;
      continue;
    }
    let ready = Number.NEGATIVE_INFINITY;
    for (const other of before[index] ?? []) {
      // Of what a running permit waits for, only what is not granted still holds it.
      if (permit.phase === 'running' && permits[other]?.phase === 'granted') continue;
      ready = Math.max(ready, earliestFinish[other] ?? ready);
    }
    const running = permit.phase === 'running';
    const submit = running ? (permit.submitted ?? firstDay) : calendar.onOrAfter(Math.max(today, ready));
    const finish = finishOf(permit, submit, calendar);
    earliestSubmit[index] = submit;
    earliestFinish[index] = permit.assumedFinish ?? (running ? Math.max(finish, firstDay, ready) : finish);
    earliestStart = Math.max(earliestStart, earliestFinish[index]);
  }

  const latestSubmit: (number | null)[] = new Array(size).fill(null);
  const latestFinish: (number | null)[] = new Array(size).fill(null);
  if (target !== null) {
    const end = calendar.onOrBefore(target);
    for (const index of order.toReversed()) {
      const permit = permits[index] as PermitPlan;
      if (permit.phase === 'granted') continue;
      let finish = end;
      for (const next of after[index] ?? []) {
        const { phase } = permits[next] as PermitPlan;
        if (phase === 'open') finish = Math.min(finish, latestSubmit[next] ?? finish);
        else if (phase === 'running') finish = Math.min(finish, latestFinish[next] ?? finish);
      }
      latestFinish[index] = finish;
      latestSubmit[index] = permit.phase === 'open' ? latestSubmitOf(permit, finish, calendar) : null;
    }
  }

  const critical = criticalOf(permits, order, before, earliestSubmit, earliestFinish, earliestStart, calendar);
  const deadlines = new Map<string, Deadline>();
  for (const index of order) {
    const permit = permits[index] as PermitPlan;
    const [finish, limit] = [earliestFinish[index] ?? null, latestFinish[index] ?? null];
    deadlines.set(permit.id, {
      earliestSubmit: earliestSubmit[index] ?? null,
      earliestFinish: finish,
      latestSubmit: latestSubmit[index] ?? null,
      latestFinish: limit,
      float: finish !== null && limit !== null ? calendar.between(finish, limit) : null,
      critical: critical.has(index),
    });
  }
  return { deadlines, earliestStart, float: target === null ? null : calendar.between(earliestStart, target) };
}

/**
 * Who decides the earliest start: what is granted last, what that waited for, and so on back through the granted ones. With limits in
 * worked days these are the open ones with the least float; with natural days a weekend may leave one of them a day of room.
 */
function criticalOf(
  permits: readonly PermitPlan[],
  order: readonly number[],
  before: readonly (readonly number[])[],
  submit: readonly (number | null)[],
  finish: readonly (number | null)[],
  start: number,
  calendar: WorkCalendar,
): Set<number> {
  const critical = new Set<number>();
  for (const index of order) {
    if (permits[index]?.phase !== 'granted' && finish[index] === start) critical.add(index);
  }
  for (const index of order.toReversed()) {
    if (!critical.has(index)) continue;
    const { phase } = permits[index] as PermitPlan;
    const list = before[index] ?? [];
    const holding = list.filter((other) => {
      const day = finish[other] ?? null;
      if (permits[other]?.phase === 'granted' || day === null) return false;
      return phase === 'running' ? day === finish[index] : calendar.onOrAfter(day) === submit[index];
    });
    for (const other of holding) critical.add(other);
    if (holding.length > 0) continue;
    const granted = list.filter((other) => permits[other]?.phase === 'granted' && finish[other] !== null);
    const last = Math.max(...granted.map((other) => finish[other] as number));
    for (const other of granted) if (finish[other] === last) critical.add(other);
  }
  return critical;
}
