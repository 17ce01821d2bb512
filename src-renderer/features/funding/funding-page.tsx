import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { usePageTitle } from '../../app/page-title';
import { useCanWrite, useStatus } from '../../app/status';
import { ChoiceGroup } from '../../components/choice-group';
import { Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { ApplicationsView } from './applications-view';
import { knownApplications, knownPolicies } from './funding-data';
import { PoliciesView } from './policies-view';

type View = 'policies' | 'applications';

/** Policy money: what may be applied for and by whom, and what has become of it. */
export function FundingPage({ view, id }: { view: View; id: string | null }) {
  const [, navigate] = useLocation();
  const status = useStatus();
  const writable = useCanWrite();
  const policies = useLedgerQuery('funding.policies', {}, { keep: true });
  const applications = useLedgerQuery('funding.applications', {}, { keep: true });
  usePageTitle([{ label: '政策争取', to: '/funding' }, { label: view === 'policies' ? '政策' : '申报' }]);
  const failed = policies.error ?? applications.error;
  if (failed) {
    const retry = () => void Promise.all([policies.refetch(), applications.refetch()]);
    return <Trouble failure={failed.failure} retry={retry} />;
  }
  if (!policies.data || !applications.data || !status) return null;
  const title = (
    <>
      <h1 className="title">政策争取</h1>
      <ChoiceGroup<View>
        label="看什么"
        options={[
          { value: 'policies', label: `政策 ${policies.data.length}` },
          { value: 'applications', label: `申报 ${applications.data.length}` },
        ]}
        value={view}
        onChange={(next) => navigate(`/funding/${next}`)}
      />
    </>
  ) satisfies ReactNode;
  const common = { title, id, today: status.today, writable };
  return view === 'policies' ? (
    <PoliciesView {...common} lines={knownPolicies(policies.data)} />
  ) : (
    <ApplicationsView {...common} lines={knownApplications(applications.data)} />
  );
}
