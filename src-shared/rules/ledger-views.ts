import type { View } from '../contract/common';
import type { Project } from '../entities/project';

/** Yuan from which a started project must be in the statistics ledger, and below which it is a small one. A default, settings may change it. */
export const listingThreshold = 50_000_000;
/** Yuan from which statistics know a project at all (500 万元). */
export const smallThreshold = 5_000_000;

export type Placed = Pick<
  Project,
  | 'deleted'
  | 'lifecycle'
  | 'planned_start'
  | 'actual_start'
  | 'actual_finish'
  | 'total_investment'
  | 'listing'
  | 'signed_on'
  | 'signing_event'
  | 'leader_in_charge'
  | 'patron'
>;

type Dated = Pick<Placed, 'lifecycle' | 'actual_start' | 'actual_finish'>;

/**
 * The stage of life. Where nobody wrote one (many ledgers have no such column) the actual dates speak: finished, else started.
 * Plans never do.
 */
export function lifecycleOf(project: Dated): string | null {
  if (project.lifecycle) return project.lifecycle;
  if (project.actual_finish) return 'completed';
  return project.actual_start ? 'construction' : null;
}

const startedStages = new Set<string | null>(['construction', 'completed', 'operating']);

/** Building has begun: the stage says so, or there is an actual start. A terminated project counts as neither. */
export function isStarted(project: Dated): boolean {
  const lifecycle = lifecycleOf(project);
  if (lifecycle === 'terminated') return false;
  return startedStages.has(lifecycle) || project.actual_start !== null;
}

/** Started and large enough that statistics must have it. */
export function isListingDue(project: Dated & Pick<Placed, 'total_investment'>): boolean {
  return isStarted(project) && (project.total_investment ?? 0) >= listingThreshold;
}

/** Whether it came from a signing: it is signed, or a signing day or event is known. */
export function isFromSigning(project: Pick<Placed, 'lifecycle' | 'signed_on' | 'signing_event'>): boolean {
  return project.lifecycle === 'signed' || project.signed_on !== null || project.signing_event !== null;
}

const belongs: Record<View, (project: Placed) => boolean> = {
  all: () => true,
  construction: (project) => lifecycleOf(project) === 'construction',
  'not-listed': (project) => isListingDue(project) && project.listing !== 'listed',
  'planned-start': (project) => project.lifecycle === 'preparation' && project.planned_start !== null,
  signed: (project) =>
    isFromSigning(project) &&
    (project.lifecycle === 'signed' || (!isStarted(project) && lifecycleOf(project) !== 'terminated')),
  // A leader named for this project: the one that follows from the region is in charge of everything there, so he does not mark it out.
  negotiation: (project) =>
    project.lifecycle === 'negotiation' && (project.leader_in_charge !== null || project.patron !== null),
  reserve: (project) => project.lifecycle === 'reserve',
  small: ({ total_investment: total }) => total !== null && total >= smallThreshold && total < listingThreshold,
  aside: ({ lifecycle }) => lifecycle === 'suspended' || lifecycle === 'terminated',
};

/** Whether a project stands in a ledger of the plan (domain.md section 2). `queries/view-sql.ts` says the same in SQL. */
export function isInView(view: View, project: Placed): boolean {
  return !project.deleted && belongs[view](project);
}
