import { usePageTitle } from '../../app/page-title';
import { useStatus } from '../../app/status';
import { CommissionSync } from './commission-sync';
import { SecretarySync } from './secretary-sync';

/** Packages up and in; at the Commission also who has reported, conflicts and what waits. */
export function SyncPage() {
  usePageTitle([{ label: '同步' }]);
  const status = useStatus();
  if (!status?.identity) return null;
  return status.identity.role === 'commission' ? <CommissionSync status={status} /> : <SecretarySync status={status} />;
}
