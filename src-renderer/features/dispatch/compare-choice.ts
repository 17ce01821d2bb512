import type { OutputOf } from '../../../src-shared/contract/contract';
import { parsePeriod, periodOf } from '../../../src-shared/rules/period';

export type Frozen = OutputOf<'bulletins.frozen'>[number];

/** The newest frozen period that ended before: of the same kind first, like the corrections. Null where there is none. */
export function defaultFrom(frozen: readonly Frozen[], to: string, today: string): string | null {
  const period = to === 'now' ? periodOf(today) : parsePeriod(to);
  if (!period) return null;
  const earlier = frozen.filter(({ asOf }) => asOf < period.end);
  return (earlier.find((one) => parsePeriod(one.period)?.kind === period.kind) ?? earlier[0])?.period ?? null;
}
