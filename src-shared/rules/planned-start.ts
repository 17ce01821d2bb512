import type { Permit } from '../entities/permit';
import type { Project } from '../entities/project';
import { formatDate } from '../terms/format';
import { CycleError } from './back-schedule';
import { daysBetween, lastDay } from './dates';
import { nodeName } from './nodes';
import { isBeforeStart } from './permit-nodes';
import { type ProjectSchedule, type RoadInput, scheduleOfProject } from './road-map';
import { knowledgeOf, type StagedNode, type StagedProject } from './stages';

export type Preparing = StagedProject & Pick<Project, 'planned_start' | 'expected_start'>;

/** What a planned start is made of; permits and stops as the road map takes them. */
export interface PlannedStartInput extends Pick<RoadInput, 'stops' | 'today' | 'calendar' | 'items'> {
  readonly permits: readonly Permit[];
  readonly nodes: readonly StagedNode[];
}

/** Land, clearing and money: there, still open (with the day for which it is planned), or nobody has said. */
export interface StartMark {
  readonly state: 'done' | 'open' | 'unknown';
  readonly date: string | null;
}

export interface PlannedStart {
  /** Month of the planned start, `YYYY-MM`. */
  readonly month: string;
  /** Permits that must be there before the start: granted, and all that are needed. */
  readonly granted: number;
  readonly permits: number;
  /** The first open permit of the critical path, else another open one, else an open node that is planned; null where nothing holds. */
  readonly obstacle: string | null;
  /** Earliest start that the permits leave, by the back-schedule; null without permits. */
  readonly earliest: string | null;
  /** The hand-in whose latest day comes first, counted back from the plan; null where nothing is left to hand in or no schedule can be made. */
  readonly handIn: { readonly name: string; readonly latest: string } | null;
  readonly land: StartMark;
  readonly clearing: StartMark;
  readonly funds: StartMark;
  /** Days until the last day that the plan can mean; negative when it has passed. */
  readonly days: number;
  readonly outlook: 'overdue' | 'delayed' | 'on_time';
  /** Why it is not on time, in a sentence; null where it is. */
  readonly why: string | null;
}

/** Nodes that can still hold a start whose permits are all granted. */
const holding = ['sited', 'cleared', 'tendered', 'utilities'];

/** The schedule, or null where permits wait for each other or a date is out of reach: the road map itself says so to people. */
function scheduleOf(project: Preparing, input: PlannedStartInput): ProjectSchedule | null {
  if (input.permits.length === 0) return null;
  try {
    return scheduleOfProject({ ...input, target: project.planned_start });
  } catch (error) {
    if (error instanceof CycleError || error instanceof RangeError) return null;
    throw error;
  }
}

/**
 * Where a project of the planned-start ledger stands: overdue when its planned day has passed; delayed when a later start is expected or,
 * where nobody expects one, when the permits leave none in time; else on time. Permits that are not needed do not count.
 */
export function plannedStartOf(project: Preparing, input: PlannedStartInput): PlannedStart | null {
  const { permits, nodes, today } = input;
  const planned = project.planned_start;
  if (planned === null) return null;
  const counted = permits.filter((permit) => isBeforeStart(permit) && permit.state !== 'not_needed');
  const open = counted.filter((permit) => permit.state !== 'granted' && permit.actual_finish === null);
  const schedule = scheduleOf(project, input);
  const earliest = open.length > 0 ? (schedule?.earliestStart ?? null) : null;
  const due = lastDay(planned);
  const known = (code: string) => knowledgeOf(code, project, permits, null, nodes);
  const mark = (code: string): StartMark => {
    const { done, date, planned: day } = known(code);
    return done ? { state: 'done', date } : { state: day === null ? 'unknown' : 'open', date: day };
  };
  return {
    month: planned.slice(0, 7),
    granted: counted.length - open.length,
    permits: counted.length,
    obstacle: obstacleOf(open, schedule) ?? nodeObstacle(known),
    earliest,
    handIn: open.length > 0 ? handInOf(schedule) : null,
    land: mark('sited'),
    clearing: mark('cleared'),
    funds: fundsOf(project, mark('funded')),
    days: daysBetween(today, due),
    ...outlookOf(project, due, earliest, today),
  };
}

function outlookOf(
  { expected_start: expected }: Preparing,
  due: string,
  earliest: string | null,
  today: string,
): Pick<PlannedStart, 'outlook' | 'why'> {
  if (due < today)
    return { outlook: 'overdue', why: `计划 ${formatDate(due)}前开工，已超 ${daysBetween(due, today)} 天` };
  if (expected !== null)
    return lastDay(expected) > due
      ? { outlook: 'delayed', why: `预计 ${formatDate(expected)}可开工，晚于计划` }
      : { outlook: 'on_time', why: null };
  return earliest !== null && earliest > due
    ? { outlook: 'delayed', why: `按手续时限最早 ${formatDate(earliest)}可开工，晚于计划` }
    : { outlook: 'on_time', why: null };
}

function handInOf(schedule: ProjectSchedule | null): PlannedStart['handIn'] {
  const first = schedule?.handIns[0];
  return first ? { name: first.name, latest: first.latestSubmit } : null;
}

function obstacleOf(open: readonly Permit[], schedule: ProjectSchedule | null): string | null {
  const ids = new Set(open.map(({ id }) => id));
  const scheduled = (schedule?.permits ?? []).filter(({ id }) => ids.has(id));
  const soonest = [...scheduled].sort((a, b) => (a.earliestFinish ?? '9').localeCompare(b.earliestFinish ?? '9'));
  const first = soonest.find(({ critical }) => critical) ?? soonest[0] ?? open[0];
  return first ? (first.name ?? '手续') : null;
}

function nodeObstacle(known: (code: string) => { done: boolean; planned: string | null }): string | null {
  const open = holding.flatMap((code) => {
    const { done, planned } = known(code);
    return done || planned === null ? [] : [{ code, planned }];
  });
  const [next] = open.sort((a, b) => a.planned.localeCompare(b.planned));
  return next ? nodeName(next.code) : null;
}

/** Money that has begun to come is known, though not all of it is there. */
function fundsOf({ agreed_amount: agreed, paid_in_amount: paid }: Preparing, mark: StartMark): StartMark {
  return mark.state === 'unknown' && (agreed !== null || paid !== null) ? { state: 'open', date: null } : mark;
}
