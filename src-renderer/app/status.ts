import { regionName } from '../../src-shared/catalogues/regions';
import type { LedgerStatus } from '../../src-shared/contract/ledger-methods';
import { useLedgerQuery } from '../ledger-client';

/** Who works here, today by the ledger's clock, counts of the ledgers. Undefined until the first answer. */
export function useStatus(): LedgerStatus | undefined {
  return useLedgerQuery('ledger.status', {}, { keep: true }).data;
}

/** Whether the screens may write: an open ledger that is not read-only. */
export function useCanWrite(): boolean {
  return useStatus()?.state === 'open';
}

/** Where the person belongs: the region's name, or the unit where she works for the whole city. */
export function placeOf(status: LedgerStatus): string {
  const { identity } = status;
  if (!identity) return '';
  return identity.region ? regionName(identity.region) : identity.unit;
}
