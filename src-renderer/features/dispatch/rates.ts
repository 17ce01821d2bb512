import type { RegionFigures } from '../../../src-shared/contract/exchange-methods';
import { formatYi } from '../../../src-shared/terms/format';

export type RateName = 'landing' | 'preparation' | 'completion' | 'listing';

/** One of the four rates, with the two figures behind it; `ramp` are the lower bounds of the map's shades 2 to 5, in per cent. */
export interface Rate {
  name: RateName;
  short: string;
  label: string;
  /** The rate as a fraction, null without a denominator. */
  rate: (figures: RegionFigures) => number | null;
  above: (figures: RegionFigures) => string;
  below: (figures: RegionFigures) => string;
  unit: string;
  aboveLabel: string;
  belowLabel: string;
}

export const rates: readonly Rate[] = [
  {
    name: 'landing',
    short: '落地',
    label: '招商落地率',
    rate: (figures) => figures.landing_rate,
    above: (figures) => String(figures.landed),
    below: (figures) => String(figures.signed),
    unit: '项',
    aboveLabel: '已落地',
    belowLabel: '已签约',
  },
  {
    name: 'preparation',
    short: '成熟',
    label: '前期工作成熟率',
    rate: (figures) => figures.preparation_rate,
    above: (figures) => String(figures.prepared),
    below: (figures) => String(figures.preparing),
    unit: '项',
    aboveLabel: '手续齐备',
    belowLabel: '计划开工',
  },
  {
    name: 'completion',
    short: '投资',
    label: '投资完成率',
    rate: (figures) => figures.completion_rate,
    above: (figures) => formatYi(figures.completed),
    below: (figures) => formatYi(figures.annual_plan),
    unit: '亿元',
    aboveLabel: '本年完成',
    belowLabel: '年度计划',
  },
  {
    name: 'listing',
    short: '入统',
    label: '项目入统率',
    rate: (figures) => figures.listing_rate,
    above: (figures) => String(figures.listed),
    below: (figures) => String(figures.due),
    unit: '项',
    aboveLabel: '已入库',
    belowLabel: '应入统',
  },
];

export function rateOf(name: RateName): Rate {
  const found = rates.find((rate) => rate.name === name);
  if (!found) throw new RangeError(name);
  return found;
}

/**
 * Lower bounds, in per cent, of the shades 2 to 5 of the map: the range of the present figures cut into five equal steps that are
 * easy to read. Without at least two different rates every bound is the same, and every tile has one shade.
 */
export function shadeBounds(values: readonly (number | null)[]): number[] {
  const known = values.filter((value) => value !== null).map((value) => value * 100);
  if (known.length === 0) return [];
  const low = Math.min(...known);
  const high = Math.max(...known);
  const step = [0.5, 1, 2, 2.5, 5, 10, 20, 25].find((size) => size * 5 >= (high - low) * 0.9) ?? 25;
  const first = (Math.floor(low / step) + 1) * step;
  return [0, 1, 2, 3].map((index) => Math.round((first + index * step) * 10) / 10);
}

/** Shade 1 (palest) to 5 of a rate. */
export function shadeOf(rate: number, bounds: readonly number[]): number {
  return 1 + bounds.filter((bound) => rate * 100 >= bound).length;
}
