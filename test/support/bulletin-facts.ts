import type { BulletinFigures } from '../../src-shared/contract/exchange-methods';
import type { BulletinFacts } from '../../src-shared/rules/bulletin-prose';
import { type Period, parsePeriod } from '../../src-shared/rules/period';

/** Facts of a bulletin that has nothing but its figures, and whatever a test adds. */
export function factsOfFigures(figures: BulletinFigures, more: Partial<BulletinFacts> = {}): BulletinFacts {
  return {
    figures,
    period: parsePeriod(figures.period) as Period,
    previous: null,
    corrections: [],
    targets: [],
    evaluation: null,
    problems: null,
    cityWindow: 20,
    ...more,
  };
}
