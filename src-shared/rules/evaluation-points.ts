import type { BandedIndicator, RubricIndicator } from '../contract/evaluation-values';
import type { EvaluationCounts } from './evaluation-counts';
import type { Measure } from './evaluation-measures';
import { places } from './indicators';
import { bandedPoints, bandParts, cappedPoints, linearPoints, planPoints, rankedPoints } from './rubric-operators';

/** Points before rounding and before what cannot be scored is shared out, with the arithmetic that leads to them. */
export interface RawPoints {
  readonly points: number;
  /** '25 × 65.9% ÷ 70.8%'. */
  readonly sum: string;
  /** '封顶', '最低 −25': what cut the sum off; '' where nothing did. */
  readonly limit: string;
}

const noise = 1e-9;

/** A number as the arithmetic writes it: '20', '0.5', '−25', at most two decimals. */
export function figure(value: number): string {
  return String(Math.round((value + Number.EPSILON) * 100) / 100).replace('-', '−');
}

const percent = (value: number) => `${(Math.round(value * 1000 + noise) / 10).toFixed(1)}%`;

function yuan(value: number): string {
  if (value >= 100_000_000) return `${figure(value / 100_000_000)}亿元`;
  return value === 0 ? '0' : `${figure(value / 10_000)}万元`;
}

function linear(
  one: Extract<RubricIndicator, { operator: 'linear' }>,
  measure: Measure,
  value: number,
  isRate: boolean,
): RawPoints {
  const { weight, from, to } = one;
  const words = isRate ? percent : figure;
  const plain = from === 0 && to === 1;
  const sum = plain
    ? `${figure(weight)} × ${measure.division}`
    : from === 0
      ? `${figure(weight)} × ${words(value)} ÷ ${words(to)}`
      : `${figure(weight)} ×（${words(value)} − ${words(from)}）÷（${words(to)} − ${words(from)}）`;
  return {
    points: linearPoints(one, value),
    sum,
    limit: value > to + noise ? '封顶' : value < from - noise ? '最低 0' : '',
  };
}

function bands(one: BandedIndicator, value: number): RawPoints {
  const parts = bandParts(one.bands ?? [], value);
  const sum = [
    figure(one.weight),
    ...parts.map(
      ({ points, perPoint, sign }) => `${sign === '+' ? '＋' : '−'} ${figure(perPoint)} × ${figure(points)}`,
    ),
  ].join(' ');
  const change = parts.reduce(
    (all, { points, perPoint, sign }) => all + (sign === '+' ? 1 : -1) * points * perPoint,
    0,
  );
  const cut = one.cap !== undefined && Math.abs(change) > one.cap + noise;
  return { points: bandedPoints(one, value), sum, limit: cut ? `加减最多 ${figure(one.cap ?? 0)}` : '' };
}

/** Points of every project under construction, the mean of them. */
function projects(one: BandedIndicator, counts: EvaluationCounts): RawPoints {
  if (one.values) {
    const { new_projects: fresh, continued_projects: continued } = counts;
    const all = fresh + continued;
    return {
      points: (one.values.new * fresh + one.values.continued * continued) / all,
      sum: `（新开 ${fresh} 项 × ${figure(one.values.new)} ＋ 续建 ${continued} 项 × ${figure(one.values.continued)}）÷ ${all}`,
      limit: '',
    };
  }
  const { plans } = counts;
  const table = one.bandsYuan ?? [];
  const terms = table.flatMap(({ from, points }, index) => {
    const upper = table[index - 1]?.from ?? Number.POSITIVE_INFINITY;
    const within = plans.filter((plan) => plan >= from && plan < upper).length;
    const name = from === 0 && index > 0 ? `不足${yuan(upper)}` : `${yuan(from)}及以上`;
    return within === 0 ? [] : [`${name} ${within} 项 × ${figure(points)}`];
  });
  const sum = plans.reduce((all, plan) => all + planPoints(table, plan), 0);
  return { points: sum / plans.length, sum: `（${terms.join(' ＋ ')}）÷ ${plans.length}`, limit: '' };
}

function capped(one: Extract<RubricIndicator, { operator: 'capped' }>, count: number): RawPoints {
  const { base = 0, perUnit, min, max } = one;
  const free = base + perUnit * count;
  const times = `${figure(Math.abs(perUnit))} × ${count}`;
  const sign = perUnit < 0 ? '−' : '＋';
  return {
    points: cappedPoints(one, count),
    sum: base === 0 ? `${perUnit < 0 ? '−' : ''}${times}` : `${figure(base)} ${sign} ${times}`,
    limit:
      free < min - noise ? `最低 ${figure(min)}` : max !== undefined && free > max + noise ? `最高 ${figure(max)}` : '',
  };
}

/** What a place is: how many share it. */
export interface Standing {
  /** Null where nothing is there to be ranked: a count or rate of 0 earns no place. */
  readonly place: number | null;
  readonly shared: boolean;
}

function ranked(
  one: Extract<RubricIndicator, { operator: 'ranked' }>,
  value: number,
  { place, shared }: Standing,
  isRate: boolean,
): RawPoints {
  const words = isRate ? percent(value) : `${figure(value)} 项`;
  if (place === null) return { points: 0, sum: `${words}，为零不排名`, limit: '' };
  return { points: rankedPoints(one, place), sum: `${words}，${shared ? '并列' : ''}第 ${place} 名`, limit: '' };
}

/** Points of a value that is there. `standing` is its place among the regions, for the operator that asks for it. */
export function rawPoints(
  one: RubricIndicator,
  measure: Measure,
  counts: EvaluationCounts,
  standing: Standing,
  unit: 'rate' | 'count' | 'projects',
): RawPoints | null {
  const { value } = measure;
  if (value === null) return null;
  const isRate = unit === 'rate';
  switch (one.operator) {
    case 'linear':
      return linear(one, measure, value, isRate);
    case 'banded':
      return one.bands ? bands(one, value) : projects(one, counts);
    case 'capped':
      return capped(one, value);
    case 'ranked':
      return ranked(one, value, standing, isRate);
  }
}

/** Points with one decimal, halves away from zero (四舍五入); noise of binary fractions does not tip them. */
export function roundPoints(points: number): number {
  const tenths = Math.round(Math.abs(points) * 10 + 1e-7);
  return (points < 0 ? -tenths : tenths) / 10 + 0;
}

/** Sum of points that have one decimal each, exact. */
export function addPoints(points: readonly number[]): number {
  return points.reduce((sum, one) => sum + Math.round(one * 10), 0) / 10;
}

/** Places by value, the greatest first, ties sharing one; a value of 0 has none. */
export function standings(values: readonly (number | null)[]): Standing[] {
  const placed = places(values.map((value) => (value !== null && value > 0 ? value : null)));
  return placed.map((place) => ({
    place,
    shared: place !== null && placed.filter((other) => other === place).length > 1,
  }));
}
