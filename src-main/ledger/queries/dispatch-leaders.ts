import type { LeaderOf } from '../../../src-shared/rules/slices';
import type { LedgerContext } from '../context';
import { loadLeaders } from './assignments';

/** Who is in charge of each region on a day. */
export function leadersOf({ database }: Pick<LedgerContext, 'database'>, day: string): LeaderOf {
  return loadLeaders(database, day);
}
