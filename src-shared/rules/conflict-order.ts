import type { EntityName } from '../entities/entities';

/** Whose value stands first where people disagree. A matter of order on the screen: the merge knows nothing of it, and nothing is chosen by it. */
export const conflictSources = ['newest', 'secretary', 'field', 'commission'] as const;
export type ConflictSource = (typeof conflictSources)[number];

/** Kinds of facts that are known best in one place. */
export const conflictGroups = ['site', 'figures', 'statistics', 'permits', 'other'] as const;
export type ConflictGroup = (typeof conflictGroups)[number];

/** What stands on the ground is seen by those who went there; figures are the secretary's; statistics speaks through the Commission. */
export const defaultConflictOrder: Readonly<Record<ConflictGroup, ConflictSource>> = {
  site: 'field',
  figures: 'secretary',
  statistics: 'commission',
  permits: 'secretary',
  other: 'newest',
};

/** The order of the merge itself: the value that the ledger shows comes first. */
export const newestFirst: Readonly<Record<ConflictGroup, ConflictSource>> = {
  site: 'newest',
  figures: 'newest',
  statistics: 'newest',
  permits: 'newest',
  other: 'newest',
};

const site = new Set(['project.actual_start', 'project.actual_finish', 'project.lifecycle', 'progress.image_progress']);
const statistics = new Set(['project.statistics_name', 'project.statistics_code', 'project.credit_code']);
const groupOfEntity: Partial<Record<EntityName, ConflictGroup>> = {
  progress: 'figures',
  listing: 'statistics',
  listing_event: 'statistics',
  material: 'statistics',
  permit: 'permits',
  clock_stop: 'permits',
  node: 'site',
};

/** `field` as in a line: 'annual_plan.2018' belongs to its field. */
export function conflictGroupOf(entity: EntityName, field: string): ConflictGroup {
  const name = `${entity}.${field.split('.')[0]}`;
  if (site.has(name)) return 'site';
  if (statistics.has(name)) return 'statistics';
  return groupOfEntity[entity] ?? 'other';
}

export interface ConflictSide {
  readonly role: 'secretary' | 'field' | 'commission';
  readonly clock: number;
}

/** The sides in the order in which they are shown: those of `first` before the others, the newest first among equals. */
export function inConflictOrder<Side extends ConflictSide>(sides: readonly Side[], first: ConflictSource): Side[] {
  return sides.toSorted((a, b) => Number(b.role === first) - Number(a.role === first) || b.clock - a.clock);
}
