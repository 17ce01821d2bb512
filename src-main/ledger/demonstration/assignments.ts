import { regionCode } from '../../../src-shared/catalogues/regions';
import type { DemonstrationLedger } from './ledger';

const place = '磐石市';

/**
 * Everywhere the plan's own assignments hold. 磐石市 came to its leader in the middle of the year: what lies before is told of the one
 * before him.
 */
export async function assignLeaders(commission: DemonstrationLedger): Promise<void> {
  const region = regionCode(place);
  if (region === undefined) throw new RangeError(`no region ${place}`);
  await commission.call('records.create', {
    entity: 'assignment',
    set: { scope: 'city', leader: '罗启明', post: '副市长', region },
    source: '包保分工',
  });
  await commission.call('assignments.take', { regions: [region], leader: '谢义', post: '副市长', since: '2018-07-01' });
}
