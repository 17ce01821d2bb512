import { patronOf } from '../../../src-shared/catalogues/regions';
import type { LeaderOf } from '../../../src-shared/rules/slices';
import type { LedgerContext } from '../context';

/** Who is in charge of each region on a day. */
export function leadersOf(_context: Pick<LedgerContext, 'database'>, _day: string): LeaderOf {
  return patronOf;
}
