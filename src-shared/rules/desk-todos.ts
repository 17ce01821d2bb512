import type { Todo } from '../contract/record-methods';
import type { Listing } from '../entities/listing';
import type { Permit } from '../entities/permit';
import { type Problem, problem as problemEntity } from '../entities/problem';
import type { Project } from '../entities/project';
import { formatDay } from '../terms/format';
import { lastDay, monthEnd } from './dates';
import type { DerivedFrom } from './derive';
import { isStarted, lifecycleOf } from './ledger-views';
import { defaultLightRules } from './light-rules';
import { listingLimits, listingReason, monthName } from './lights';
import { type Period, previousPeriod, reportingPeriod } from './period';
import { isBeforeStart } from './permit-nodes';
import type { StagedProject } from './stages';

/** One project with everything that may ask for something. */
export interface DeskItem {
  readonly project: DerivedFrom & StagedProject & Pick<Project, 'id' | 'name' | 'short_name'>;
  readonly listing: Pick<Listing, 'reason_code' | 'missing_materials' | 'promised_month' | 'listed_month'> | null;
  readonly permits: readonly Pick<
    Permit,
    | 'id'
    | 'catalogue_code'
    | 'name'
    | 'state'
    | 'planned_submit'
    | 'planned_finish'
    | 'actual_submit'
    | 'actual_finish'
    | 'missing_documents'
  >[];
  readonly problems: readonly Pick<Problem, 'id' | 'description' | 'level' | 'state' | 'promised_on'>[];
  /** `changedOn`: day on which the row was last written, or null where nobody knows. */
  readonly progress: readonly { month: string | null; completed: number | null; changedOn: string | null }[];
}

/** Something with a day on it. `node` names it in the line of the project; a to-do without one is no step of the project. */
export interface Demand {
  readonly id: string;
  readonly what: string;
  readonly why: string;
  readonly due: string;
  readonly to: string;
  readonly action: string;
  readonly node: string | null;
}

/** Address of a tab of the project page. */
export function projectPath(id: string, tab: 'permits' | 'progress' | 'listing' | 'problems'): Todo['to'] {
  return `/projects/${encodeURIComponent(id)}/${tab}`;
}

/** Everything that a project asks for, whenever it is due; reports for the half-month apart. */
export function demandsOf(item: DeskItem, today: string): Demand[] {
  if (lifecycleOf(item.project) === 'terminated') return [];
  return [
    ...item.permits.map((permit) => permitDemand(item, permit)),
    startDemand(item, today),
    listingDemand(item, today),
    ...item.problems.map((problem) => problemDemand(item, problem)),
  ].filter((demand) => demand !== null);
}

function permitDemand({ project }: DeskItem, permit: DeskItem['permits'][number]): Demand | null {
  if (permit.state === 'granted' || permit.state === 'not_needed' || permit.actual_finish !== null) return null;
  const submitted = permit.state === 'accepted' || permit.state === 'paused' || permit.actual_submit !== null;
  const handIn = !submitted && permit.planned_submit !== null;
  const due = handIn ? permit.planned_submit : permit.planned_finish;
  if (due === null) return null;
  const what = `${permit.name ?? '手续'}${handIn ? '报件' : '办结'}`;
  const missing = permit.missing_documents?.trim().split(/\r?\n/)[0];
  const state = handIn
    ? permit.state === 'returned'
      ? '，已退件'
      : ''
    : permit.state === 'paused'
      ? '，停表中'
      : submitted
        ? '，已受理'
        : '，尚未报件';
  return {
    id: `permit:${permit.id}`,
    what,
    why: `计划 ${formatDay(due)}${handIn ? '报件' : '办结'}${state}${missing ? `，缺${missing.replace(/^缺/, '')}` : ''}`,
    due,
    to: projectPath(project.id, 'permits'),
    action: '看手续',
    node: what,
  };
}

function startDemand({ project, permits }: DeskItem, today: string): Demand | null {
  const planned = project.planned_start;
  if (planned === null || isStarted(project) || lifecycleOf(project) === 'suspended') return null;
  const due = lastDay(planned);
  const open = permits.filter(
    (permit) => isBeforeStart(permit) && permit.state !== 'granted' && permit.state !== 'not_needed',
  );
  const holding = open.length === 1 ? `，${open[0]?.name ?? '1 项手续'}未办结` : `，还有 ${open.length} 项手续未办结`;
  return {
    id: `start:${project.id}`,
    what: due < today ? '未按计划开工' : '按计划开工',
    why: `计划 ${planned.length === 7 ? monthName(planned, today) : formatDay(planned)}开工${open.length > 0 ? holding : ''}`,
    due,
    to: projectPath(project.id, open.length > 0 ? 'permits' : 'progress'),
    action: open.length > 0 ? '看手续' : '看进度',
    node: '开工',
  };
}

/** One for a project: the limit of the rule where it has passed, else what was promised or what comes first. */
function listingDemand({ project, listing }: DeskItem, today: string): Demand | null {
  if (!isStarted(project) || project.listing === 'listed') return null;
  const limits = listingLimits(project);
  const promised = listing?.promised_month ? monthEnd(listing.promised_month) : null;
  const reason = listingReason(listing);
  const promise = listing?.promised_month ? `承诺 ${monthName(listing.promised_month, today)}入统` : '';
  const base = { id: `listing:${project.id}`, to: projectPath(project.id, 'listing'), action: '看入统', node: '入统' };
  if (limits && today > limits.yellow) {
    const passed = today > limits.red ? 'red' : 'yellow';
    const months = defaultLightRules.listing?.[passed];
    return {
      ...base,
      what: project.listing === 'missing' ? '入统材料未齐' : '逾期未入统',
      why: `开工满 ${months} 个月未入统${reason}${promise && `，${promise}`}`,
      due: limits[passed],
    };
  }
  if (promised !== null && (!limits || promised < limits.yellow || promised < today)) {
    return {
      ...base,
      what: promised < today ? '未按承诺入统' : '按承诺入统',
      why: `${promise}${reason}`,
      due: promised,
    };
  }
  return limits
    ? {
        ...base,
        what: '办理入统',
        why: `${formatDay(limits.yellow)}开工满 ${defaultLightRules.listing?.yellow} 个月${reason}`,
        due: limits.yellow,
      }
    : null;
}

const settled = new Set<string | null>(['closed', 'shelved']);

function problemDemand({ project }: DeskItem, problem: DeskItem['problems'][number]): Demand | null {
  if (problem.promised_on === null || settled.has(problem.state)) return null;
  const description = problem.description?.trim().split(/\r?\n/)[0] ?? '问题';
  const level = problemEntity.fields.level.choices?.find((choice) => choice.code === problem.level)?.label;
  return {
    id: `problem:${problem.id}`,
    what: description.length > 20 ? `${description.slice(0, 19)}…` : description,
    why: `承诺 ${formatDay(problem.promised_on)}办结${level ? `，在${level}层级` : ''}`,
    due: problem.promised_on,
    to: projectPath(project.id, 'problems'),
    action: '写进展',
    node: null,
  };
}

const reporting = new Set<string | null>(['signed', 'preparation', 'construction']);

/** Whether a half-month report is expected of the project. */
export function isReporting(item: DeskItem): boolean {
  return reporting.has(lifecycleOf(item.project));
}

/**
 * Whether the half-month is reported. Progress is one row a month: for the second half it must have been written after the 15th; where
 * nobody knows when it was written, it counts.
 */
export function isReported(item: DeskItem, period: Period): boolean {
  const row = item.progress.find((candidate) => candidate.month === period.code.slice(0, 7));
  if (!row) return false;
  return period.half === 1 || row.changedOn === null || row.changedOn >= period.start;
}

/**
 * The missing report of a project: that of the half-month before where it is late, else the present one. Late is only who had reported
 * before: a ledger that was imported yesterday has no past to make up for.
 */
export function reportDemand(item: DeskItem, today: string): Demand | null {
  if (!isReporting(item)) return null;
  const present = reportingPeriod(today);
  const before = previousPeriod(present);
  const hadReported = item.progress.some((row) => row.month !== null && row.month <= before.code.slice(0, 7));
  const missing = hadReported && !isReported(item, before) ? before : isReported(item, present) ? null : present;
  if (!missing) return null;
  return {
    id: `report:${item.project.id}:${missing.code}`,
    what: `填报 ${missing.shortName}进度`,
    why: `未报，${formatDay(missing.deadline)}截止`,
    due: missing.deadline,
    to: projectPath(item.project.id, 'progress'),
    action: '填报',
    node: null,
  };
}
