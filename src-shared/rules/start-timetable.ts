import type { Project } from '../entities/project';
import { lastDay } from './dates';
import { rate } from './indicators';
import type { PlannedStart } from './planned-start';

/**
 * Where a planned start stands on a day. `punctual`, `late`: begun within its limit, after it; `undated`: begun, but nobody wrote on which
 * day; `overdue`: not begun, from the day after its limit; `delayed`: a later start is expected or the permits leave none in time; else `on_time`.
 */
export type StartStanding = 'punctual' | 'late' | 'undated' | 'overdue' | 'delayed' | 'on_time';

export const startLabels: Readonly<Record<StartStanding, string>> = {
  punctual: '按期开工',
  late: '超期开工',
  undated: '开工日期未填',
  overdue: '逾期',
  delayed: '预计推迟',
  on_time: '按期',
};

export interface TimetableStart extends Pick<Project, 'planned_start' | 'actual_start'> {
  /** Building has begun by its stage or its dates (rules/ledger-views.ts). */
  readonly begun: boolean;
  /** By the back-schedule; null where building has begun. */
  readonly outlook: PlannedStart['outlook'] | null;
}

/** Null without a planned start. A month alone is due on its last day. */
export function startStanding(start: TimetableStart, day: string): StartStanding | null {
  const { planned_start: planned, actual_start: actual, begun, outlook } = start;
  if (planned === null) return null;
  const due = lastDay(planned);
  // What will have begun after the day has not begun on it.
  if (begun && (actual === null || actual <= day)) {
    if (actual === null) return 'undated';
    return actual <= due ? 'punctual' : 'late';
  }
  if (due < day) return 'overdue';
  return outlook === 'delayed' ? 'delayed' : 'on_time';
}

/** Planned starts as the plan's timetable counts them. */
export interface StartCounts {
  readonly planned: number;
  /** Begun, whenever. */
  readonly begun: number;
  readonly onTime: number;
  readonly delayed: number;
  readonly overdue: number;
  /** Whose limit has passed, and those of today that have begun: the denominator of the carry-out rate. */
  readonly due: number;
  /** Of them those that began within their limit: its numerator. */
  readonly punctual: number;
  /** 兑现率 0…1; null where nothing was due. */
  readonly rate: number | null;
}

export function startCounts(starts: readonly TimetableStart[], day: string): StartCounts {
  let [planned, begun, onTime, delayed, overdue, due, punctual] = [0, 0, 0, 0, 0, 0, 0];
  for (const start of starts) {
    const standing = startStanding(start, day);
    if (standing === null || start.planned_start === null) continue;
    planned += 1;
    const hasBegun = standing === 'punctual' || standing === 'late' || standing === 'undated';
    if (hasBegun) begun += 1;
    else if (standing === 'overdue') overdue += 1;
    else if (standing === 'delayed') delayed += 1;
    else onTime += 1;
    const limit = lastDay(start.planned_start);
    if (limit > day || (limit === day && !hasBegun)) continue;
    due += 1;
    if (standing === 'punctual') punctual += 1;
  }
  return { planned, begun, onTime, delayed, overdue, due, punctual, rate: rate(punctual, due) };
}
