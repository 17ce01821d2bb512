import { useLocation, useSearch } from 'wouter';
import { addMonths } from '../../../src-shared/rules/dates';
import { usePageTitle } from '../../app/page-title';
import { useStatus } from '../../app/status';
import { Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { MonthPicker } from '../surveys/month-picker';
import { commitmentFilters } from './commitment-filters';
import { CommitmentList } from './commitment-list';

/** Month that the address names, else this one. */
export function useMonthOfAddress(today: string): string {
  const asked = new URLSearchParams(useSearch()).get('month') ?? '';
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : today.slice(0, 7);
}

/** Months are planned ahead: to the third one from now. */
export const lastPlanned = (today: string): string => addMonths(`${today.slice(0, 7)}-01`, 3).slice(0, 7);

/** The press-down list at an address of its own: month, region and state stand in it. */
function CommitmentsAt({ address }: { address: string }) {
  const status = useStatus();
  const [, navigate] = useLocation();
  const search = new URLSearchParams(useSearch());
  const today = status?.today ?? '';
  const month = useMonthOfAddress(today);
  const answer = useLedgerQuery('commitments.show', status ? { month } : undefined, { keep: true });
  if (answer.error) return <Trouble failure={answer.error.failure} retry={() => void answer.refetch()} />;
  if (!answer.data || !status) return null;
  const scope = search.get('region');
  const filter = commitmentFilters.find((name) => name === search.get('show')) ?? 'all';
  const go = (next: { month?: string; region?: string | null; show?: string }) => {
    const region = next.region === undefined ? scope : next.region;
    const query = new URLSearchParams({
      month: next.month ?? month,
      ...(region ? { region } : {}),
      ...((next.show ?? filter) === 'all' ? {} : { show: next.show ?? filter }),
    });
    navigate(`${address}?${query}`, { replace: true });
  };
  return (
    <CommitmentList
      key={month}
      lead={<MonthPicker month={month} last={lastPlanned(today)} onChange={(next) => go({ month: next })} />}
      answer={answer.data}
      today={today}
      canWrite={status.state === 'open'}
      scope={scope}
      filter={filter}
      onScope={(region) => go({ region })}
      onFilter={(show) => go({ show })}
    />
  );
}

/** The list that a secretary keeps of her region. */
export function CommitmentsPage() {
  usePageTitle([{ label: '组织推进', to: '/progress' }, { label: '压实清单' }]);
  return <CommitmentsAt address="/progress/commitments" />;
}

export function CommitmentsTab() {
  return <CommitmentsAt address="/dispatch/targets/commitments" />;
}
