import type { Permit } from '../entities/permit';
import type { Project } from '../entities/project';
import { daysBetween, lastDay } from './dates';
import { isBeforeStart } from './permit-nodes';

type Preparing = Pick<Project, 'planned_start' | 'expected_start'>;
type KnownPermit = Pick<
  Permit,
  'catalogue_code' | 'name' | 'state' | 'planned_submit' | 'planned_finish' | 'actual_submit' | 'actual_finish'
>;

export interface PlannedStart {
  /** Month of the planned start, `YYYY-MM`. */
  readonly month: string;
  /** Permits that must be there before the start: granted, and all. */
  readonly granted: number;
  readonly permits: number;
  /** The first permit that is not granted, or null. */
  readonly obstacle: string | null;
  /** Days until the last day that the plan can mean; negative when it has passed. */
  readonly days: number;
  readonly outlook: 'overdue' | 'delayed' | 'on_time';
}

/**
 * Where a project of the planned-start ledger stands: overdue when its planned day has passed, delayed when a later start is expected, else
 * on time. Permits that are not needed do not count.
 */
export function plannedStartOf(
  project: Preparing,
  permits: readonly KnownPermit[],
  today: string,
): PlannedStart | null {
  const planned = project.planned_start;
  if (planned === null) return null;
  const counted = permits.filter((permit) => isBeforeStart(permit) && permit.state !== 'not_needed');
  const isGranted = (permit: KnownPermit) => permit.state === 'granted' || permit.actual_finish !== null;
  const open = counted.filter((permit) => !isGranted(permit));
  const next = [...open].sort((a, b) =>
    (a.planned_finish ?? a.planned_submit ?? '9').localeCompare(b.planned_finish ?? b.planned_submit ?? '9'),
  )[0];
  const due = lastDay(planned);
  const expected = project.expected_start;
  return {
    month: planned.slice(0, 7),
    granted: counted.length - open.length,
    permits: counted.length,
    obstacle: next ? (next.name ?? '手续') : null,
    days: daysBetween(today, due),
    outlook: due < today ? 'overdue' : expected !== null && lastDay(expected) > due ? 'delayed' : 'on_time',
  };
}
