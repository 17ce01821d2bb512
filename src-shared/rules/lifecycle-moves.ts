import type { View } from '../contract/common';
import { lifecycles, type Project, project as projectEntity } from '../entities/project';
import { lastDay } from './dates';
import { isInView, lifecycleOf, type Placed } from './ledger-views';

export type Lifecycle = (typeof lifecycles)[number]['code'];

/** The way of life of a project; `suspended` and `terminated` stand aside of it (domain.md section 2). */
export const wayOfLife = [
  'reserve',
  'negotiation',
  'signed',
  'preparation',
  'construction',
  'completed',
  'operating',
] as const satisfies readonly Lifecycle[];

export type MoveField = 'signed_on' | 'planned_start' | 'actual_start' | 'actual_finish' | 'leader_in_charge';

/** What must be known before a project can stand at a stage. */
const needs: Partial<Record<Lifecycle, MoveField>> = {
  signed: 'signed_on',
  construction: 'actual_start',
  completed: 'actual_finish',
};

/** What a ledger of the stage reads and what may stay open: without it the project stands at the stage, but not in the ledger. */
const offers: Partial<Record<Lifecycle, MoveField>> = {
  negotiation: 'leader_in_charge',
  preparation: 'planned_start',
  completed: 'actual_start',
  operating: 'actual_finish',
};

export interface LifecycleMove {
  readonly to: Lifecycle;
  /** Fields that the move cannot do without; those that are known already are shown with their value. */
  readonly needs: readonly MoveField[];
  /** Fields that are asked for and may stay empty. */
  readonly offers: readonly MoveField[];
  /** A step back or aside is kept with its reason. */
  readonly reason: boolean;
  /** Steps that are left out; the move warns of them and is not stopped. */
  readonly skipped: readonly Lifecycle[];
}

const labels = new Map<string, string>(lifecycles.map(({ code, label }) => [code, label]));

export function lifecycleLabel(code: string): string {
  return labels.get(code) ?? code;
}

const place = (lifecycle: string | null) => wayOfLife.indexOf(lifecycle as (typeof wayOfLife)[number]);

type Living = Pick<Project, 'lifecycle' | MoveField>;

/** A known leader or date is not asked for again; a planned start is, because who goes to preparation plans anew. */
function offersOf(to: Lifecycle, project: Living): MoveField[] {
  const field = offers[to];
  if (!field) return [];
  return field === 'planned_start' || project[field] === null ? [field] : [];
}

/**
 * The legal next stages of a project: forward (steps may be left out, with a warning), back, aside, and from aside back into the way.
 * A terminated project may be taken up again, with a reason. Where no stage is known every stage of the way is open, without a reason.
 */
export function lifecycleMoves(project: Living): LifecycleMove[] {
  const now = lifecycleOf(project);
  const at = place(now);
  const isAside = now === 'suspended' || now === 'terminated';
  const along = wayOfLife.flatMap((to, index): LifecycleMove[] => {
    if (to === now) return [];
    const need = needs[to];
    return [
      {
        to,
        needs: need ? [need] : [],
        offers: offersOf(to, project),
        reason: isAside || (at >= 0 && index < at),
        skipped: at >= 0 && index > at + 1 ? wayOfLife.slice(at + 1, index) : [],
      },
    ];
  });
  // Only what is being built can stand still.
  const still = now === 'construction' || now === 'preparation';
  return [
    ...along,
    ...(still ? [{ to: 'suspended', needs: [], offers: [], reason: true, skipped: [] } as const] : []),
    ...(now === 'terminated' ? [] : [{ to: 'terminated', needs: [], offers: [], reason: true, skipped: [] } as const]),
  ];
}

/** The sentence that warns of steps that are left out, or null. Promotion is no step that every project takes. */
export function skippedWords(move: LifecycleMove): string | null {
  const passed = move.skipped.filter((step) => step !== 'negotiation' && step !== 'signed');
  return passed.length > 0 ? `跳过了${passed.map(lifecycleLabel).join('、')}，请确认不是漏记` : null;
}

/** Ledgers that a project leaves and enters by a change. `all` and `small` do not depend on the stage. */
export function ledgerChange(before: Placed, after: Placed): { leaves: View[]; enters: View[] } {
  const ledgers: readonly View[] = [
    'construction',
    'not-listed',
    'planned-start',
    'signed',
    'negotiation',
    'reserve',
    'aside',
  ];
  return {
    leaves: ledgers.filter((view) => isInView(view, before) && !isInView(view, after)),
    enters: ledgers.filter((view) => !isInView(view, before) && isInView(view, after)),
  };
}

export type MoveValues = Partial<Record<MoveField, string | null | undefined>>;

/**
 * What a move writes: the stage, since when, the reason (cleared by a step forward) and the fields that it asks for. A project that is
 * taken back before its start keeps no actual start, and none that is taken back before its end an actual finish: otherwise it would
 * count as begun. Or the label of the field that is missing; or that there is no such move.
 */
export function moveEdit(
  project: Project,
  to: string,
  given: MoveValues,
  reason: string,
  today: string,
): { set: Record<string, string | null> } | { missing: string } | { illegal: true } {
  const move = lifecycleMoves(project).find((candidate) => candidate.to === to);
  if (!move) return { illegal: true };
  const set: Record<string, string | null> = { lifecycle: move.to, lifecycle_since: today };
  for (const field of [...move.needs, ...move.offers]) {
    const value = given[field] || project[field];
    if (!value && move.needs.includes(field)) return { missing: projectEntity.fields[field].label };
    if (value && value !== project[field]) set[field] = value;
  }
  if (move.reason && reason.trim() === '') return { missing: '原因' };
  set.lifecycle_reason = move.reason ? reason.trim() : null;
  for (const field of clearedBy(project, move.to)) set[field] = null;
  return { set };
}

/** Actual dates that a step back takes out of the record; history keeps them. */
export function clearedBy(project: Living, to: Lifecycle): ('actual_start' | 'actual_finish')[] {
  const at = place(to);
  if (at < 0) return [];
  return [
    ...(at < place('construction') && project.actual_start !== null ? (['actual_start'] as const) : []),
    ...(at < place('completed') && project.actual_finish !== null ? (['actual_finish'] as const) : []),
  ];
}

/** Sentences about a move that looks strange. They warn, they never stop it. */
export function moveWarnings(project: Project, move: LifecycleMove, given: MoveValues, today: string): string[] {
  const start = given.actual_start || project.actual_start;
  const finish = given.actual_finish || project.actual_finish;
  const skipped = skippedWords(move);
  const asks = (field: MoveField) => move.needs.includes(field) || move.offers.includes(field);
  return [
    ...(skipped ? [skipped] : []),
    ...(asks('actual_start') && start && start > today ? ['实际开工晚于今天，请核对'] : []),
    ...(asks('actual_finish') && finish && finish > today ? ['实际竣工晚于今天，请核对'] : []),
    ...(asks('actual_finish') && start && finish && lastDay(finish) < start ? ['实际竣工早于实际开工，请核对'] : []),
    ...(move.to === 'negotiation' && !(given.leader_in_charge || project.leader_in_charge || project.patron)
      ? ['没有招商包保领导，不进重点招商台账']
      : []),
    ...(move.to === 'preparation' && !(given.planned_start || project.planned_start)
      ? ['没有计划开工时间，不进计划开工台账']
      : []),
  ];
}
