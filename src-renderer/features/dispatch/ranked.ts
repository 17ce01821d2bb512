import type { RegionFigures } from '../../../src-shared/contract/exchange-methods';

/** By overall rank; what has none stands last, in the order of the catalogue. */
export function ranked(regions: readonly RegionFigures[]): RegionFigures[] {
  return [...regions].sort(
    (one, other) => (one.rank ?? Number.POSITIVE_INFINITY) - (other.rank ?? Number.POSITIVE_INFINITY),
  );
}
