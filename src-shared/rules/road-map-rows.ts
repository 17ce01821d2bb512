import type { PermitItem } from '../contract/rule-values';
import type { ClockStop } from '../entities/clock-stop';
import type { Limit } from './back-schedule';
import { addDays } from './dates';
import { permitCatalogue } from './permit-catalogue';
import {
  itemsByCode,
  limitOf,
  phaseOf,
  plannedFinish,
  type RoadInput,
  type RoadPermit,
  type ScheduledPermit,
} from './road-map';

/** What is drawn of a permit on the time line; days as text, both ends inside. */
export interface Bar {
  readonly from: string;
  readonly to: string;
  /** Where the float ends; null without any. */
  readonly floatTo: string | null;
  readonly stops: readonly { readonly from: string; readonly to: string; readonly reason: ClockStop['reason'] }[];
}

/** A permit as the road map lists it. */
export interface RoadRow<Kind extends RoadPermit = RoadPermit> {
  readonly permit: Kind;
  /** Null for what comes with or after the start. */
  readonly scheduled: ScheduledPermit | null;
  readonly bar: Bar | null;
  readonly limit: Limit;
  /** The limit is experience, not law: 约. */
  readonly approximate: boolean;
  /** The limit is not that of the catalogue that the program brings. */
  readonly changed: boolean;
  /** Planned to be handed in after the latest day that keeps the target. */
  readonly plannedLate: boolean;
  /** Names of what is not granted although this one is handed in, or planned to be, before it (容缺、告知承诺). */
  readonly aheadOf: readonly string[];
}

export interface RoadGroup<Kind extends RoadPermit = RoadPermit> {
  /** '立项用地规划许可'; '其他' for permits outside the catalogue. */
  readonly stage: string;
  readonly granted: number;
  readonly rows: readonly RoadRow<Kind>[];
}

const brought = new Map(permitCatalogue.map((item) => [item.code, item]));
const unitOf = (item: PermitItem): Limit['unit'] => (item.limitUnitInLaw === '日' ? 'day' : 'workday');

/** '约 35 工作日', '60 日'; '未定' where nobody knows. */
export function limitText({ count, unit }: Limit, approximate: boolean): string {
  if (count === 0) return '未定';
  return `${approximate ? '约 ' : ''}${count} ${unit === 'day' ? '日' : '工作日'}`;
}

/** Whether a limit stands otherwise in the catalogue that the program brings; one that is not in it is nobody's change. */
export function isChangedLimit(code: string | null, { count, unit }: Limit): boolean {
  const item = code === null ? undefined : brought.get(code);
  return item !== undefined && (item.workdays !== count || unitOf(item) !== unit);
}

/** Whether a limit is experience: of low confidence, and nobody in this place has set another. */
export function isApproximate(code: string | null, limit: Limit, item: PermitItem | undefined): boolean {
  return item?.confidence === 'low' && !isChangedLimit(code, limit);
}

type StoppedPermit = Pick<ClockStop, 'permit' | 'reason' | 'stopped_on' | 'resumed_on'>;

function barOf(
  permit: RoadPermit,
  scheduled: ScheduledPermit | null,
  input: RoadInput,
  stops: readonly StoppedPermit[],
): Bar | null {
  const span = spanOf(permit, scheduled, input);
  if (!span) return null;
  const latest = scheduled?.latestFinish ?? null;
  return {
    ...span,
    floatTo: latest !== null && latest > span.to ? latest : null,
    stops: stops.flatMap(({ permit: of, reason, stopped_on, resumed_on }) =>
      of === permit.id && stopped_on !== null
        ? [{ from: stopped_on, to: resumed_on ?? (stopped_on > input.today ? stopped_on : input.today), reason }]
        : [],
    ),
  };
}

/** What happened, else what is planned where that is possible, else the earliest. */
function spanOf(
  permit: RoadPermit,
  scheduled: ScheduledPermit | null,
  input: RoadInput,
): { from: string; to: string } | null {
  const ordered = (from: string, to: string) => (from <= to ? { from, to } : { from: to, to });
  const phase = phaseOf(permit);
  if (phase === 'granted') {
    const to = permit.actual_finish ?? permit.actual_submit;
    return to === null ? null : ordered(permit.actual_submit ?? to, to);
  }
  const from = permit.actual_submit ?? permit.planned_submit;
  if (!scheduled) {
    const to = permit.planned_finish ?? from;
    return from === null || to === null ? null : ordered(from, to);
  }
  const { earliestSubmit, earliestFinish } = scheduled;
  if (earliestFinish === null) return null;
  if (phase === 'open' && planHolds(permit, scheduled, input)) {
    const submit = permit.planned_submit as string;
    return ordered(submit, plannedFinish(permit, input, submit));
  }
  return ordered(
    (phase === 'running' ? permit.actual_submit : null) ?? earliestSubmit ?? earliestFinish,
    earliestFinish,
  );
}

/** Days ahead after which a plan is a slip of the pen. */
const farthest = 3650;

/**
 * Whether the plan is drawn: it lies ahead and not before what it waits for. One that is meant to go ahead of a prerequisite (容缺) is
 * drawn as well, as long as nothing is assumed that moves the prerequisite.
 */
function planHolds(permit: RoadPermit, { earliestSubmit }: ScheduledPermit, { today, assumed }: RoadInput): boolean {
  const plan = permit.planned_submit;
  if (plan === null || assumed?.permit === permit.id || plan > addDays(today, farthest)) return false;
  return earliestSubmit === null || plan >= earliestSubmit || (!assumed && plan >= today);
}

function isAhead(permit: RoadPermit, { phase, earliestSubmit }: ScheduledPermit, { today }: RoadInput): boolean {
  if (phase === 'running') return true;
  const plan = permit.planned_submit;
  return phase === 'open' && plan !== null && plan >= today && earliestSubmit !== null && plan < earliestSubmit;
}

const phaseOrder = { granted: 0, running: 1, open: 2, dropped: 3 } as const;

/** Every permit that is needed, by stage: granted ones as they came, then what is running, then what is open. */
export function roadGroups<Kind extends RoadPermit>(
  permits: readonly Kind[],
  scheduled: readonly ScheduledPermit[],
  input: RoadInput,
  stops: readonly StoppedPermit[],
): RoadGroup<Kind>[] {
  const items = itemsByCode(input.items ?? []);
  const byId = new Map(scheduled.map((one) => [one.id, one]));
  const groups = new Map<string, RoadRow<Kind>[]>();
  for (const permit of permits) {
    if (phaseOf(permit) === 'dropped') continue;
    const item = permit.catalogue_code === null ? undefined : items.get(permit.catalogue_code);
    const limit = limitOf(permit, item);
    const own = byId.get(permit.id) ?? null;
    const row: RoadRow<Kind> = {
      permit,
      scheduled: own,
      bar: barOf(permit, own, input, stops),
      limit,
      approximate: isApproximate(permit.catalogue_code, limit, item),
      changed: isChangedLimit(permit.catalogue_code, limit),
      plannedLate:
        own !== null &&
        own.phase === 'open' &&
        own.latestSubmit !== null &&
        permit.planned_submit !== null &&
        permit.planned_submit > own.latestSubmit,
      aheadOf: own !== null && isAhead(permit, own, input) ? own.waitsFor : [],
    };
    const stage = item?.stage || '9-其他';
    groups.set(stage, [...(groups.get(stage) ?? []), row]);
  }
  const dayOf = ({ permit }: RoadRow) => permit.actual_submit ?? permit.actual_finish ?? '9999';
  return [...groups.entries()]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([stage, rows]) => ({
      stage: stage.replace(/^\d+-/, ''),
      granted: rows.filter(({ permit }) => phaseOf(permit) === 'granted').length,
      rows: rows.sort(
        (a, b) =>
          phaseOrder[phaseOf(a.permit)] - phaseOrder[phaseOf(b.permit)] ||
          dayOf(a).localeCompare(dayOf(b)) ||
          (a.permit.catalogue_code ?? '~').localeCompare(b.permit.catalogue_code ?? '~'),
      ),
    }));
}
