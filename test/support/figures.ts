import { regions } from '../../src-shared/catalogues/regions';
import type { BulletinFigures } from '../../src-shared/contract/exchange-methods';
import {
  emptyCounts,
  type RegionCounts,
  regionFigures,
  totalCounts,
  withPlaces,
} from '../../src-shared/rules/indicators';
import { parsePeriod } from '../../src-shared/rules/period';

/** Figures of a period from counts of some regions; the others have nothing at all. */
export function figuresFrom(
  set: Readonly<Record<string, Partial<RegionCounts>>>,
  { period = '2018-09-H1', frozenAt = null }: { period?: string; frozenAt?: string | null } = {},
): BulletinFigures {
  const half = parsePeriod(period);
  if (!half) throw new RangeError(period);
  const counts = regions.map(({ name }): RegionCounts => ({ ...emptyCounts(name), ...set[name] }));
  return {
    period,
    frozenAt,
    asOf: half.end,
    timeProportional: half.timeProportional,
    regions: withPlaces(counts.map((one) => regionFigures(one, half.timeProportional))),
    totals: regionFigures(totalCounts('全市', counts), half.timeProportional),
  };
}
