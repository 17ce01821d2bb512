import type { RegionMap, Setting } from '../../../src-shared/contract/rule-values';
import { cityScope } from '../../../src-shared/rules/rule-book';
import { useLedgerQuery } from '../../ledger-client';

/** The map that the city has loaded, or null. */
export function useRegionMap(): RegionMap | null {
  const settings = useLedgerQuery('rules.show', {}, { keep: true }).data?.settings as Setting[] | undefined;
  const found = settings?.find(({ scope, key, value }) => scope === cityScope && key === 'region_map' && value);
  return (found?.value as RegionMap | undefined) ?? null;
}
