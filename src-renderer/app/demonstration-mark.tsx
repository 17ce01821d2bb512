import { useLocation } from 'wouter';
import { formatDate } from '../../src-shared/terms/format';
import { showDone, showFailure } from '../components/toast';
import { useLedgerCommand } from '../ledger-client';

/** Says on every screen that this is a demonstration, on which day it stands, and how to leave it. */
export function DemonstrationMark({ today }: { today: string }) {
  const [, navigate] = useLocation();
  const remove = useLedgerCommand('demonstration.remove', {
    onDone: () => {
      navigate('/');
      showDone('已退出演示，演示数据已删除');
    },
    onFailure: showFailure,
  });
  return (
    <div className="demonstration" role="status">
      <span>演示 · {formatDate(today)}</span>
      <button type="button" className="btn sm" disabled={remove.isPending} onClick={() => remove.mutate({})}>
        退出演示
      </button>
    </div>
  );
}
