import type { ProjectFacts } from '../../../src-shared/contract/bulletin-methods';
import type { BulletinFigures } from '../../../src-shared/contract/exchange-methods';
import type { Period } from '../../../src-shared/rules/period';
import type { LeaderOf } from '../../../src-shared/rules/slices';
import type { LedgerContext } from '../context';
import { factsOf, figuresOf, requirePeriod } from './bulletin-figures';
import { leadersOf } from './dispatch-leaders';

/** One period as the city picture sees it. */
export interface DispatchScope {
  readonly period: Period;
  readonly figures: BulletinFigures;
  /** Null where the period was frozen on another machine, which alone knows the projects. */
  readonly facts: readonly ProjectFacts[] | null;
  readonly leaderOf: LeaderOf;
}

export function dispatchScope(context: LedgerContext, code: string): DispatchScope {
  const period = requirePeriod(code);
  return {
    period,
    figures: figuresOf(context, period),
    facts: factsOf(context, period),
    leaderOf: leadersOf(context, period.end),
  };
}
