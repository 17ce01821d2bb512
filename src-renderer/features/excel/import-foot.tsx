import { writtenCount } from './batch-table';
import styles from './import.module.css';
import type { Preview } from './sheet-layout';

/** Counts before writing, and the three ways on. */
export function ImportFoot(props: {
  preview: Preview;
  /** Being written now. */
  busy: boolean;
  percent: number | null;
  /** No other file waits behind this one. */
  last: boolean;
  onRemember: () => void;
  onSkip: () => void;
  onWrite: () => void;
}) {
  const { preview, busy, percent, last, onRemember, onSkip, onWrite } = props;
  const count = writtenCount(preview);
  const groups = [
    ['新建', preview.created],
    ['更新', preview.updated],
    ['不变', preview.unchanged],
  ] as const;
  return (
    <div className={`foot ${styles.sum}`}>
      {groups.map(([label, number]) => (
        <span key={label}>
          {label}
          <b>{number.toLocaleString('zh-CN')}</b>
        </span>
      ))}
      <span>
        跳过<b>{preview.skipped.length}</b>
        <span>行</span>
      </span>
      <span className="sep" />
      <span className="muted">{count > 0 ? '写入后可一次撤销' : '台账里已经是这些内容，没有要写入的'}</span>
      <div className={styles.actions}>
        <button
          type="button"
          className="btn lg"
          disabled={busy}
          title="下次有同样表头的表，照这样读入"
          onClick={onRemember}
        >
          记住这种表头
        </button>
        <button type="button" className="btn lg" onClick={onSkip}>
          {last || busy ? '取消' : '跳过这个文件'}
        </button>
        {count > 0 && (
          <button type="button" className="btn lg primary" disabled={busy} onClick={onWrite}>
            {busy
              ? `正在写入${percent === null ? '' : ` ${Math.round(percent * 100)}%`}`
              : `写入 ${count.toLocaleString('zh-CN')} 项`}
          </button>
        )}
      </div>
    </div>
  );
}
