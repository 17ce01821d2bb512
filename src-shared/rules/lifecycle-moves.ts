import type { View } from '../contract/common';
import { lifecycles, type Project, project as projectEntity } from '../entities/project';
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

/** What must be known before a project can stand at a stage. */
const needs: Partial<Record<Lifecycle, 'signed_on' | 'planned_start' | 'actual_start' | 'actual_finish'>> = {
  signed: 'signed_on',
  preparation: 'planned_start',
  construction: 'actual_start',
  completed: 'actual_finish',
};

export interface LifecycleMove {
  readonly to: Lifecycle;
  /** Fields that the move asks for; those that are known already are shown with their value. */
  readonly needs: readonly ('signed_on' | 'planned_start' | 'actual_start' | 'actual_finish')[];
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

type Living = Pick<Project, 'lifecycle' | 'actual_start' | 'actual_finish'>;

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
        reason: isAside || (at >= 0 && index < at),
        skipped: at >= 0 && index > at + 1 ? wayOfLife.slice(at + 1, index) : [],
      },
    ];
  });
  // Only what is being built can stand still.
  const still = now === 'construction' || now === 'preparation';
  return [
    ...along,
    ...(still ? [{ to: 'suspended', needs: [], reason: true, skipped: [] } as const] : []),
    ...(now === 'terminated' ? [] : [{ to: 'terminated', needs: [], reason: true, skipped: [] } as const]),
  ];
}

/** The sentence that warns of steps that are left out, or null. Promotion is no step that every project takes. */
export function skippedWords(move: LifecycleMove): string | null {
  const passed = move.skipped.filter((step) => step !== 'negotiation' && step !== 'signed');
  return passed.length > 0 ? `跳过了${passed.map(lifecycleLabel).join('、')}，请确认不是漏记` : null;
}

/** Ledgers that a project leaves and enters by a change. `all` and `small` do not depend on the stage. */
export function ledgerChange(before: Placed, after: Placed): { leaves: View[]; enters: View[] } {
  const ledgers: readonly View[] = ['construction', 'not-listed', 'planned-start', 'signed', 'negotiation', 'reserve'];
  return {
    leaves: ledgers.filter((view) => isInView(view, before) && !isInView(view, after)),
    enters: ledgers.filter((view) => !isInView(view, before) && isInView(view, after)),
  };
}

/**
 * What a move writes: the stage, since when, the reason (cleared by a step forward) and the dates that it asks for. A project that is
 * taken back before its start keeps no actual start: it has not begun. Null with the label of the field that is missing.
 */
export function moveEdit(
  project: Project,
  to: string,
  given: Partial<Pick<Project, LifecycleMove['needs'][number]>>,
  reason: string,
  today: string,
): { set: Record<string, string | null> } | { missing: string } | { illegal: true } {
  const move = lifecycleMoves(project).find((candidate) => candidate.to === to);
  if (!move) return { illegal: true };
  const set: Record<string, string | null> = { lifecycle: move.to, lifecycle_since: today };
  for (const field of move.needs) {
    const value = given[field] ?? project[field];
    if (value === null || value === '') return { missing: projectEntity.fields[field].label };
    if (value !== project[field]) set[field] = value;
  }
  if (move.reason && reason.trim() === '') return { missing: '原因' };
  set.lifecycle_reason = move.reason ? reason.trim() : null;
  if (place(move.to) >= 0 && place(move.to) < place('construction') && project.actual_start !== null) {
    set.actual_start = null;
  }
  if (place(move.to) >= 0 && place(move.to) < place('completed') && project.actual_finish !== null) {
    set.actual_finish = null;
  }
  return { set };
}
