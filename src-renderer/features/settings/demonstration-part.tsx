import { useLocation } from 'wouter';
import { showDone, showFailure } from '../../components/toast';
import { useLedgerCommand } from '../../ledger-client';
import { Part } from './part';
import styles from './settings.module.css';

/** The way into the demonstration city and out of it. The real ledger lies beside it and is never touched. */
export function DemonstrationPart({ demonstration }: { demonstration: boolean }) {
  const [, navigate] = useLocation();
  const remove = useLedgerCommand('demonstration.remove', {
    onDone: () => {
      navigate('/');
      showDone('已退出演示，演示数据已删除');
    },
    onFailure: showFailure,
  });
  const open = useLedgerCommand('demonstration.open', {
    onDone: ({ projects }) => {
      navigate('/');
      showDone(`已打开演示数据，共 ${projects} 个项目`);
    },
    onFailure: showFailure,
  });
  const progress = open.progress;
  return (
    <Part title="演示数据">
      {demonstration ? (
        <>
          <div className={styles.row}>
            <button type="button" className="btn" disabled={remove.isPending} onClick={() => remove.mutate({})}>
              退出演示并删除演示数据
            </button>
          </div>
          <p className={styles.hint}>现在看到的都是演示数据，企业、人名和数字都是虚构的。退出后回到你自己的台账。</p>
        </>
      ) : (
        <>
          <div className={styles.row}>
            <button
              type="button"
              className="btn"
              disabled={open.isPending}
              onClick={() => open.mutate({ role: 'commission', region: null })}
            >
              以市发改委的身份看
            </button>
            <button
              type="button"
              className="btn"
              disabled={open.isPending}
              onClick={() => open.mutate({ role: 'secretary', region: '220202' })}
            >
              以昌邑区秘书的身份看
            </button>
            {open.isPending && (
              <span className={styles.saved} style={{ color: 'var(--fg-3)' }} role="status">
                {progress && progress.total > 0
                  ? `${progress.step} ${progress.done} / ${progress.total}`
                  : '正在生成演示数据'}
              </span>
            )}
          </div>
          <p className={styles.hint}>吉林市 2018年 9月的虚构数据，另放一处，不碰你的台账，随时可以退出并删除。</p>
        </>
      )}
    </Part>
  );
}
