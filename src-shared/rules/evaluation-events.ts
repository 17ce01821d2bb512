import type { ProjectFacts } from '../contract/bulletin-methods';
import { formatDate, formatDay } from '../terms/format';
import { lastDay, monthEnd } from './dates';
import type { CountChange } from './evaluation-counts';
import type { MissedReport } from './evaluation-window';
import { listingThreshold } from './ledger-views';
import type { Outlook } from './listing-outlook';
import { nextPeriod, type Period } from './period';
import type { PlannedStart } from './planned-start';

/**
 * One thing that can be got done and what it changes among a region's counts. Only counts of things done: an amount of investment is
 * never part of an event.
 */
export interface EvaluationEvent {
  /** `<kind>:<what>`. */
  readonly id: string;
  readonly kind: 'permits' | 'problem' | 'listed' | 'started' | 'report';
  readonly project: string | null;
  readonly name: string;
  /** What is lacking, or why it comes too late. */
  readonly why: string;
  readonly possible: boolean;
  readonly change: CountChange;
}

/** The period and the day on which it is looked at. */
export interface EventFrame {
  readonly period: Period;
  readonly today: string;
  /** Up to this day figures count already. */
  readonly counted: string;
}

const periodWord = ({ kind }: Period) => ({ half: '本期', month: '本月', quarter: '本季', year: '本年' })[kind];

/** '最早 10月24日，本季来不及'; null where the day still lies in the period. */
function tooLate(day: string | null, words: string, { period, today }: EventFrame): string | null {
  if (today > period.end) return `${periodWord(period)}已结束`;
  return day !== null && day > period.end ? `${words}，${periodWord(period)}来不及` : null;
}

type Prepared = Pick<PlannedStart, 'obstacle' | 'earliest' | 'granted' | 'permits'>;

function lackingPermits({ obstacle, granted, permits }: Prepared): string {
  if (permits === 0) return '没有手续清单，推算不出时间';
  const open = permits - granted;
  if (!obstacle) return `缺 ${open} 件手续`;
  return open === 1 ? `缺${obstacle}` : `缺${obstacle}等 ${open} 件`;
}

/** Permits of a project of the planned-start ledger become complete. */
export function permitsEvent(
  facts: ProjectFacts,
  name: string,
  start: Prepared | null,
  frame: EventFrame,
): EvaluationEvent {
  const earliest = start?.earliest ?? null;
  const late = tooLate(earliest, `最早 ${formatDay(earliest)}`, frame);
  const unknown = start === null || start.permits === 0;
  return {
    id: `permits:${facts.id}`,
    kind: 'permits',
    project: facts.id,
    name,
    why: late ?? (start === null ? '没有手续清单，推算不出时间' : lackingPermits(start)),
    possible: late === null && !unknown,
    change: { prepared: 1 },
  };
}

/**
 * A project starts that is planned to by the end of the period; null where it is planned later, as an early start then counts nowhere. It
 * leaves the planned-start ledger and must be listed from then on; investment stays as it is reported.
 */
export function startEvent(
  facts: ProjectFacts,
  name: string,
  start: Prepared | null,
  frame: EventFrame,
): EvaluationEvent | null {
  const { counted, planned_start: planned } = facts;
  if (planned === null || facts.actual_start !== null || counted.started) return null;
  const day = lastDay(planned);
  if (!counted.planned_starts && (day <= frame.counted || day > frame.period.end)) return null;
  const open = start !== null && start.permits > start.granted;
  const earliest = open ? start.earliest : null;
  const late = tooLate(earliest, `手续最早 ${formatDay(earliest)}`, frame);
  const overdue = `计划 ${formatPlanned(planned)}${day < frame.today ? '，已过期' : ''}`;
  return {
    id: `started:${facts.id}`,
    kind: 'started',
    project: facts.id,
    name,
    why: late ?? `${overdue}${open ? `，手续缺 ${start.permits - start.granted} 件` : ''}`,
    possible: late === null,
    change: {
      started: 1,
      ...(counted.planned_starts ? { late_starts: -1 } : { planned_starts: 1 }),
      ...(counted.due || (facts.total ?? 0) < listingThreshold ? {} : { due: 1 }),
      ...(counted.preparing ? { preparing: -1 } : {}),
      ...(counted.prepared ? { prepared: -1 } : {}),
    },
  };
}

const formatPlanned = (planned: string) =>
  planned.length === 7 ? formatDate(planned).replace(/^\d+年/, '') : formatDay(planned);

/** A case gets into the statistics ledger. `late`: it counts among those a month overdue. */
export function listingEvent(
  facts: ProjectFacts,
  name: string,
  outlook: Pick<Outlook, 'verdict' | 'why' | 'round'>,
  late: boolean,
  frame: EventFrame,
): EvaluationEvent {
  const over = tooLate(monthEnd(outlook.round), `下一次窗口在 ${Number(outlook.round.slice(5))}月`, frame);
  return {
    id: `listed:${facts.id}`,
    kind: 'listed',
    project: facts.id,
    name,
    why: over ?? outlook.why,
    possible: over === null && outlook.verdict !== 'hopeless',
    change: { listed: 1, ...(late ? { late_listings: -1 } : {}) },
  };
}

export interface OpenProblem {
  readonly id: string;
  readonly project: string;
  readonly name: string;
  readonly description: string;
  readonly state: string | null;
  readonly extension: string | null;
  readonly deadline: string | null;
  readonly counted: boolean;
}

/** An open problem is closed in time. One whose last day has passed cannot be any more, unless a longer time is granted. */
export function problemEvent(problem: OpenProblem, frame: EventFrame): EvaluationEvent | null {
  const { period, today } = frame;
  if (problem.state === 'closed' || problem.state === 'shelved') return null;
  const { deadline, extension } = problem;
  const passed = deadline !== null && deadline < today;
  const asked = passed && problem.state === 'deferred' && extension !== null && extension >= today;
  const why =
    today > period.end
      ? `${periodWord(period)}已结束`
      : asked
        ? `延期到 ${formatDay(extension)}获批后才计`
        : passed
          ? `${formatDay(deadline)}已到期，不计按期`
          : deadline === null
            ? problem.description
            : `${formatDay(deadline)}前，${problem.description}`;
  return {
    id: `problem:${problem.id}`,
    kind: 'problem',
    project: problem.project,
    name: problem.name,
    why,
    possible: today <= period.end && (!passed || asked),
    // What is already counted as due and not closed turns; what is not due yet comes in closed.
    change: passed && !asked ? {} : problem.counted ? { problems_closed: 1 } : { problems_due: 1, problems_closed: 1 },
  };
}

/** Figures of a closed month are handed in afterwards. */
export function monthEvent(month: string, names: readonly string[]): EvaluationEvent {
  const shown = names.slice(0, 3).join('、');
  return {
    id: `report:${month}`,
    kind: 'report',
    project: null,
    name: `${Number(month.slice(5))}月月报 ${names.length} 项`,
    why: `${shown}${names.length > 3 ? ' 等' : ''}，补报要写理由`,
    possible: true,
    change: { months_incomplete: -1 },
  };
}

/** A half-month's report is made up for before the next half-month ends; after that it stays missed. */
export function reportEvent({ reporter, half }: MissedReport, person: string, { today }: EventFrame): EvaluationEvent {
  const last = nextPeriod(half).end;
  const possible = today < last;
  return {
    id: `report:${reporter.id}:${half.code}`,
    kind: 'report',
    project: null,
    name: `${half.shortName}上报包`,
    why: possible ? `${person}没有报，${formatDay(last)}前补报` : `${person}没有报，下一期已到，补报不再算`,
    possible,
    change: possible ? { reports_missed: -1 } : {},
  };
}
