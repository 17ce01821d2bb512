import type { PermitItem } from '../contract/rule-values';
import type { ClockStop } from '../entities/clock-stop';
import type { Permit } from '../entities/permit';
import {
  type BackSchedule,
  backSchedule,
  CycleError,
  finishOf,
  type Limit,
  type PermitPhase,
  type PermitPlan,
} from './back-schedule';
import { lastDay } from './dates';
import { isBeforeStart } from './permit-nodes';
import { dayNumber, dayText, type WorkCalendar } from './work-calendar';

export type RoadPermit = Pick<
  Permit,
  | 'id'
  | 'catalogue_code'
  | 'name'
  | 'prerequisites'
  | 'workdays'
  | 'days'
  | 'state'
  | 'planned_submit'
  | 'planned_finish'
  | 'actual_submit'
  | 'actual_finish'
>;
export type RoadStop = Pick<ClockStop, 'permit' | 'stopped_on' | 'resumed_on'>;

/** What the schedule of one project is made of. */
export interface RoadInput {
  readonly permits: readonly RoadPermit[];
  readonly stops: readonly RoadStop[];
  /** Day or month on which building is to start (of a month, its last day); null where nobody has set one. */
  readonly target: string | null;
  readonly today: string;
  readonly calendar: WorkCalendar;
  /** The effective catalogue, for the limit of a permit that bears none and for the stage. */
  readonly items?: readonly PermitItem[];
  /** 'If this one were granted on that day.' */
  readonly assumed?: { readonly permit: string; readonly finish: string } | null;
}

/** One permit as the schedule sees it; days as text, null where there is none. */
export interface ScheduledPermit {
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  /** `dropped` never stands here. */
  readonly phase: PermitPhase;
  readonly limit: Limit;
  readonly earliestSubmit: string | null;
  readonly earliestFinish: string | null;
  /** Null for what is handed in already. */
  readonly latestSubmit: string | null;
  readonly latestFinish: string | null;
  /** Worked days; negative where the target cannot be kept; null without a target and for what is granted. */
  readonly float: number | null;
  readonly critical: boolean;
  /** Names of what should be granted before and is not: a warning, never a bar (容缺、告知承诺). */
  readonly waitsFor: readonly string[];
}

/** A hand-in that is still to come. */
export interface HandIn {
  readonly permit: string;
  readonly name: string;
  /** Latest day that keeps the target. */
  readonly latestSubmit: string;
  readonly earliestSubmit: string | null;
  readonly float: number;
  readonly critical: boolean;
  /** Nothing that should be granted before is missing. */
  readonly ready: boolean;
}

export interface ProjectSchedule {
  /** The day that was aimed at. */
  readonly target: string | null;
  readonly earliestStart: string;
  /** Worked days between earliest start and target. */
  readonly float: number | null;
  /** Granted and needed ones, of all permits of the project. */
  readonly granted: number;
  readonly needed: number;
  /** Those that lead to the start, in the order of `permits`. */
  readonly permits: readonly ScheduledPermit[];
  /** Soonest deadline first. */
  readonly handIns: readonly HandIn[];
  /** A day of the schedule lies where no State Council calendar is known. */
  readonly beyondCalendar: boolean;
}

/** With this one building may begin; what waits for it belongs to the time after. */
const startPermit = 'P306';

const separators = /[、,，;；\s]+/;

/** 'P104、P105' → its codes. */
export function prerequisiteCodes(text: string | null): string[] {
  return (text ?? '').split(separators).filter(Boolean);
}

/** Where a permit stands in the schedule; dates without a state count as what they say. */
export function phaseOf(permit: Pick<RoadPermit, 'state' | 'actual_submit' | 'actual_finish'>): PermitPhase {
  switch (permit.state) {
    case 'not_needed':
      return 'dropped';
    case 'granted':
      return 'granted';
    case 'accepted':
    case 'paused':
      return permit.actual_finish === null ? 'running' : 'granted';
    case 'returned':
      return 'open';
    default:
      if (permit.actual_finish !== null) return 'granted';
      return permit.actual_submit === null ? 'open' : 'running';
  }
}

/** Longer than the calendar; whatever somebody types, no schedule counts further. */
const longest = 40_000;
const bounded = (count: number) => Math.min(longest, Math.max(0, count));

/** The permit's own limit, else that of its catalogue item, else none. */
export function limitOf(permit: Pick<RoadPermit, 'workdays' | 'days'>, item: PermitItem | undefined): Limit {
  if (permit.workdays !== null) return { count: bounded(permit.workdays), unit: 'workday' };
  if (permit.days !== null) return { count: bounded(permit.days), unit: 'day' };
  return item
    ? { count: item.workdays, unit: item.limitUnitInLaw === '日' ? 'day' : 'workday' }
    : { count: 0, unit: 'workday' };
}

/** Permits that building must wait for: not those of the completion, and none that waits for the building permit itself. */
export function permitsBeforeStart<Kind extends Pick<RoadPermit, 'catalogue_code' | 'prerequisites'>>(
  permits: readonly Kind[],
  items: ReadonlyMap<string, PermitItem>,
): Kind[] {
  const later = new Set<string>([startPermit]);
  const waits = (permit: Kind) => prerequisiteCodes(permit.prerequisites).some((code) => later.has(code));
  for (let grown = true; grown; ) {
    grown = false;
    for (const permit of permits) {
      const code = permit.catalogue_code;
      if (code === null || later.has(code) || !waits(permit)) continue;
      later.add(code);
      grown = true;
    }
  }
  return permits.filter((permit) => {
    const code = permit.catalogue_code;
    if (code === startPermit) return true;
    const completion = code !== null && (items.get(code)?.stage.startsWith('4') ?? false);
    return isBeforeStart(permit) && !completion && !waits(permit);
  });
}

const none: readonly PermitItem[] = [];
const catalogues = new WeakMap<readonly PermitItem[], ReadonlyMap<string, PermitItem>>();

/** A catalogue by code; one catalogue serves thousands of projects. */
export function itemsByCode(items: readonly PermitItem[]): ReadonlyMap<string, PermitItem> {
  let known = catalogues.get(items);
  if (!known) {
    known = new Map(items.map((item) => [item.code, item]));
    catalogues.set(items, known);
  }
  return known;
}

function planOf(permit: RoadPermit, input: RoadInput, item: PermitItem | undefined): PermitPlan {
  const { stops, today, assumed } = input;
  const day = (text: string | null) => (text === null ? null : dayNumber(text));
  const phase = phaseOf(permit);
  return {
    id: permit.id,
    code: permit.catalogue_code,
    prerequisites: prerequisiteCodes(permit.prerequisites),
    limit: limitOf(permit, item),
    phase,
    submitted: phase === 'open' ? null : day(permit.actual_submit),
    granted: day(permit.actual_finish),
    stops: stops
      .filter((stop) => stop.permit === permit.id && stop.stopped_on !== null)
      .map(({ stopped_on, resumed_on }) => {
        const from = dayNumber(stopped_on as string);
        // One that still stands stands today as well; what comes after is not known, and not guessed.
        return { from, to: resumed_on === null ? Math.max(from, dayNumber(today)) : dayNumber(resumed_on) };
      }),
    ...(assumed?.permit === permit.id && (phase === 'open' || phase === 'running')
      ? { assumedFinish: dayNumber(assumed.finish) }
      : {}),
  };
}

/**
 * The road to the start of one project: for each permit the latest and the earliest days, float and critical path, and the hand-ins
 * that are due next. Warns by `beyondCalendar`, never blocks. Throws CycleError where permits wait for each other, and RangeError for
 * days outside the years 2000 to 2099.
 */
export function scheduleOfProject(input: RoadInput): ProjectSchedule {
  const { permits, today, calendar } = input;
  const items = itemsByCode(input.items ?? none);
  const target = input.target === null ? null : lastDay(input.target);
  const itemOf = (permit: RoadPermit) =>
    permit.catalogue_code === null ? undefined : items.get(permit.catalogue_code);
  const leading = permitsBeforeStart(permits, items);
  const plans = leading.map((permit) => planOf(permit, input, itemOf(permit)));
  const schedule = backSchedule(plans, target === null ? null : dayNumber(target), dayNumber(today), calendar);
  const text = (day: number | null) => (day === null ? null : dayText(day));
  const missing = missingByCode(plans, leading);
  const scheduled = leading.flatMap((permit, index): ScheduledPermit[] => {
    const plan = plans[index] as PermitPlan;
    const deadline = schedule.deadlines.get(plan.id);
    if (!deadline) return [];
    return [
      {
        id: plan.id,
        code: plan.code,
        name: permit.name ?? plan.code ?? '手续',
        phase: plan.phase,
        limit: plan.limit,
        earliestSubmit: text(deadline.earliestSubmit),
        earliestFinish: text(deadline.earliestFinish),
        latestSubmit: text(deadline.latestSubmit),
        latestFinish: text(deadline.latestFinish),
        float: deadline.float,
        critical: deadline.critical,
        waitsFor: plan.phase === 'granted' ? [] : plan.prerequisites.flatMap((code) => missing.get(code) ?? []),
      },
    ];
  });
  return {
    target,
    earliestStart: dayText(schedule.earliestStart),
    float: schedule.float,
    granted: permits.filter((permit) => phaseOf(permit) === 'granted').length,
    needed: permits.filter((permit) => phaseOf(permit) !== 'dropped').length,
    permits: scheduled,
    handIns: handInsOf(scheduled),
    beyondCalendar: isBeyond(schedule, target, calendar),
  };
}

/** Names of what is neither granted nor dropped, by code. */
function missingByCode(
  plans: readonly PermitPlan[],
  permits: readonly Pick<RoadPermit, 'name'>[],
): ReadonlyMap<string, readonly string[]> {
  const missing = new Map<string, string[]>();
  plans.forEach(({ code, phase }, index) => {
    if (code === null || phase === 'granted' || phase === 'dropped') return;
    missing.set(code, [...(missing.get(code) ?? []), permits[index]?.name ?? code]);
  });
  return missing;
}

function handInsOf(permits: readonly ScheduledPermit[]): HandIn[] {
  return permits
    .flatMap(({ id, name, phase, latestSubmit, earliestSubmit, float, critical, waitsFor }): HandIn[] =>
      phase === 'open' && latestSubmit !== null && float !== null
        ? [{ permit: id, name, latestSubmit, earliestSubmit, float, critical, ready: waitsFor.length === 0 }]
        : [],
    )
    .sort((a, b) => a.latestSubmit.localeCompare(b.latestSubmit) || a.float - b.float);
}

function isBeyond(schedule: BackSchedule, target: string | null, calendar: WorkCalendar): boolean {
  if (target !== null && !calendar.isKnown(target)) return true;
  const known = (day: number | null) => day === null || calendar.isKnown(dayText(day));
  for (const { latestSubmit, earliestFinish, earliestSubmit, float } of schedule.deadlines.values()) {
    if (float !== null && !(known(latestSubmit) && known(earliestFinish) && known(earliestSubmit))) return true;
  }
  return !known(schedule.earliestStart);
}

/** Day on which a permit would be granted if it were handed in on `submit`; for a plan that is drawn by hand. */
export function plannedFinish(permit: RoadPermit, input: RoadInput, submit: string): string {
  const item = input.items?.find(({ code }) => code === permit.catalogue_code);
  return dayText(finishOf(planOf(permit, input, item), dayNumber(submit), input.calendar));
}

/**
 * Why a schedule could not be made, as a sentence without its stop: permits that wait for each other, or days outside the calendar.
 * Null for any other error, which is a fault of the program.
 */
export function scheduleTrouble(
  error: unknown,
  permits: readonly Pick<RoadPermit, 'id' | 'catalogue_code' | 'name'>[],
): string | null {
  if (error instanceof CycleError) {
    const names = error.codes.map((code) => {
      const permit = permits.find(({ id, catalogue_code }) => catalogue_code === code || id === code);
      return `“${permit?.name ?? code}”`;
    });
    return `${names.join('')}互为前置，排不出先后，请改其中一项的前置手续`;
  }
  return error instanceof RangeError ? '有的日期或时限太远，超出 2000 至 2099 年，排不了，请核对' : null;
}
