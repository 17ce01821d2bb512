import type {
  BandedIndicator,
  CappedIndicator,
  LinearIndicator,
  RankedIndicator,
  RubricIndicator,
} from '../contract/evaluation-values';

/**
 * The four operators that make points of a value. Points are not rounded here. Nothing in them knows a region or an indicator: a value is
 * a share 0…1 and more, or a count.
 */

const clamp = (value: number, least: number, greatest: number) => Math.min(greatest, Math.max(least, value));

/** weight × (value − from) ÷ (to − from), from 0 up to the weight. */
export function linearPoints({ weight, from, to }: LinearIndicator, value: number): number {
  return weight * clamp((value - from) / (to - from), 0, 1);
}

/** Percentage points that a rate has within a band, each of them worth `perPoint`; never negative. */
export interface BandPart {
  readonly points: number;
  readonly perPoint: number;
  readonly sign: '+' | '-';
}

/** How many percentage points of a rate lie in each band that it reaches, in the order of the bands. */
export function bandParts(bands: NonNullable<BandedIndicator['bands']>, rate: number): BandPart[] {
  return bands.flatMap(({ below, from, to, perPoint, sign }) => {
    const width =
      below !== undefined ? below - rate : clamp(rate, from ?? 0, to ?? Number.POSITIVE_INFINITY) - (from ?? 0);
    // The noise of binary fractions is no percentage point.
    const points = Math.round(width * 1e10) / 1e8;
    return points > 0 ? [{ points, perPoint, sign }] : [];
  });
}

/** weight and what the bands of the rate add or take, at most `cap` either way and never below 0. */
export function bandedPoints({ weight, bands = [], cap }: BandedIndicator, rate: number): number {
  const change = bandParts(bands, rate).reduce(
    (sum, { points, perPoint, sign }) => sum + (sign === '+' ? 1 : -1) * points * perPoint,
    0,
  );
  return Math.max(0, weight + (cap === undefined ? change : clamp(change, -cap, cap)));
}

/** Points of a project by its plan of the year, in yuan: those of the highest band that it reaches. */
export function planPoints(bandsYuan: NonNullable<BandedIndicator['bandsYuan']>, plan: number): number {
  return bandsYuan.find(({ from }) => plan >= from)?.points ?? 0;
}

/** base + perUnit × count, kept between min and max. */
export function cappedPoints({ base = 0, perUnit, min, max }: CappedIndicator, count: number): number {
  return clamp(base + perUnit * count, min, max ?? Number.POSITIVE_INFINITY);
}

/** Points of a place, 1 the first; 0 behind the last place that the table knows. */
export function rankedPoints({ points, ranks }: RankedIndicator, place: number): number {
  if (points) return points[place - 1] ?? 0;
  return ranks?.find(({ to }) => place <= to)?.points ?? 0;
}

/** Full marks of an indicator: its weight. What cannot be scored is shared out among the others by it. */
export function fullMarks({ weight }: RubricIndicator): number {
  return weight;
}

/** The most that an indicator can bring: above its weight where bands add to it. */
export function mostPoints(one: RubricIndicator): number {
  if (one.operator === 'banded' && one.bands)
    return one.weight + (one.bands.some(({ sign }) => sign === '+') ? (one.cap ?? 0) : 0);
  return one.weight;
}
