import type { RegionFigures } from '../contract/exchange-methods';

/** What is counted for one region; everything else in its figures follows from it. Money in whole yuan. */
export type RegionCounts = Pick<
  RegionFigures,
  | 'region'
  | 'projects'
  | 'planned_starts'
  | 'started'
  | 'annual_plan'
  | 'completed'
  | 'due'
  | 'listed'
  | 'signed'
  | 'landed'
  | 'preparing'
  | 'prepared'
  | 'reserve'
>;

const countNames = [
  'projects',
  'planned_starts',
  'started',
  'annual_plan',
  'completed',
  'due',
  'listed',
  'signed',
  'landed',
  'preparing',
  'prepared',
  'reserve',
] as const satisfies (keyof RegionCounts)[];

/** A share 0…1 and more; null where there is nothing to divide by: never 0 % and never 100 % (domain.md rule 3). */
export function rate(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

/** How far a completion rate stands from 序时进度, in percentage points; the noise of binary fractions is rounded away. */
export function percentagePoints(completionRate: number | null, timeProportional: number): number | null {
  return completionRate === null ? null : Math.round((completionRate - timeProportional) * 1e11) / 1e9 + 0;
}

/** Places by value, the greatest first: equal values share a place and the next place is left out (1, 2, 2, 4); null has none. */
export function places(values: readonly (number | null)[]): (number | null)[] {
  const known = values.filter((value) => value !== null).sort((a, b) => b - a);
  const placeOf = new Map<number, number>();
  known.forEach((value, index) => {
    if (!placeOf.has(value)) placeOf.set(value, index + 1);
  });
  return values.map((value) => (value === null ? null : (placeOf.get(value) ?? null)));
}

/** Adds the counts of all regions, under another name. */
export function totalCounts(region: string, counts: readonly RegionCounts[]): RegionCounts {
  const total: RegionCounts = { ...emptyCounts(region) };
  for (const name of countNames) total[name] = counts.reduce((sum, one) => sum + one[name], 0);
  return total;
}

export function emptyCounts(region: string): RegionCounts {
  return {
    region,
    projects: 0,
    planned_starts: 0,
    started: 0,
    annual_plan: 0,
    completed: 0,
    due: 0,
    listed: 0,
    signed: 0,
    landed: 0,
    preparing: 0,
    prepared: 0,
    reserve: 0,
  };
}

/** Rates of one region, without places. */
export function regionFigures(counts: RegionCounts, timeProportional: number): RegionFigures {
  const completionRate = rate(counts.completed, counts.annual_plan);
  return {
    ...counts,
    start_rate: rate(counts.started, counts.planned_starts),
    completion_rate: completionRate,
    gap: percentagePoints(completionRate, timeProportional),
    listing_rate: rate(counts.listed, counts.due),
    not_listed: counts.due - counts.listed,
    landing_rate: rate(counts.landed, counts.signed),
    preparation_rate: rate(counts.prepared, counts.preparing),
    start_rank: null,
    completion_rank: null,
    listing_rank: null,
    reserve_rank: null,
    rank: null,
  };
}

/**
 * The same regions with their places. `rank`, the one that the bulletin is sorted by, is the place by completion rate against
 * 序时进度; all regions share one 序时进度, so it equals `completion_rank` until the score of the evaluation takes its place. Regions
 * are not added up over different measures here: weights are the evaluation's business.
 */
export function withPlaces(regions: readonly RegionFigures[]): RegionFigures[] {
  const start = places(regions.map((region) => region.start_rate));
  const completion = places(regions.map((region) => region.completion_rate));
  const listing = places(regions.map((region) => region.listing_rate));
  const reserve = places(regions.map((region) => region.reserve));
  const rank = places(regions.map((region) => region.gap));
  return regions.map((region, index) => ({
    ...region,
    start_rank: start[index] ?? null,
    completion_rank: completion[index] ?? null,
    listing_rank: listing[index] ?? null,
    reserve_rank: reserve[index] ?? null,
    rank: rank[index] ?? null,
  }));
}
