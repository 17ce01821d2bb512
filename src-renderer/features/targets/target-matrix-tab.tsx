import { useLocation, useSearch } from 'wouter';
import { parsePeriod, periodOf } from '../../../src-shared/rules/period';
import { useStatus } from '../../app/status';
import { PeriodPicker } from '../dispatch/period-picker';

/** What the city and each region is to reach in a period, with what they have. */
export function TargetMatrixTab() {
  const [, navigate] = useLocation();
  const search = useSearch();
  const status = useStatus();
  if (!status) return null;
  const period = parsePeriod(new URLSearchParams(search).get('period') ?? '') ?? periodOf(status.today, 'month');
  return (
    <div className="bar">
      <PeriodPicker
        period={period}
        today={status.today}
        onChange={(code) => navigate(`/dispatch/targets?period=${code}`)}
      />
    </div>
  );
}
