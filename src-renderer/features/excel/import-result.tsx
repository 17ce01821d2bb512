import { IconCheck } from '@tabler/icons-react';
import { Link } from 'wouter';
import { showFailure } from '../../components/toast';
import { useLedgerCommand } from '../../ledger-client';
import { type BatchFile, BatchTable, writtenCount } from './batch-table';
import styles from './import.module.css';

/** What was written, what was left out and why, and the way back. */
export function ImportResult(props: {
  files: readonly BatchFile[];
  onUndone: (token: string) => void;
  onChoose: () => void;
}) {
  const { files, onUndone, onChoose } = props;
  const undo = useLedgerCommand('records.undo', { onFailure: showFailure });
  const last = files.findLast((file) => file.result?.kind === 'written');
  const result = last?.result?.kind === 'written' ? last.result : undefined;
  const written = files.reduce(
    (sum, file) =>
      sum + (file.result?.kind === 'written' && !file.result.undone ? writtenCount(file.result.outcome) : 0),
    0,
  );
  return (
    <div className={styles.outcome}>
      <div className="msg" role="status">
        <div className="t">
          {written > 0 && <IconCheck className="icon" aria-hidden="true" style={{ color: 'var(--green)' }} />}
          <span>{result?.undone && written === 0 ? '已撤销，台账回到导入前。' : `已写入 ${written} 项。`}</span>
        </div>
        {result && !result.undone && files.length === 1 && (
          <p>
            新建 {result.outcome.created} 项，更新 {result.outcome.updated} 项，不变 {result.outcome.unchanged} 项，跳过{' '}
            {result.outcome.skipped.length} 行
            {result.outcome.problems.length > 0 && `，读不懂 ${result.outcome.problems.length} 格`}。
          </p>
        )}
        <div className="b">
          <Link to="/projects" className="btn primary">
            看全部项目
          </Link>
          {last && result && !result.undone && writtenCount(result.outcome) > 0 && (
            <button
              type="button"
              className="btn"
              disabled={undo.isPending}
              onClick={() => undo.mutate({}, { onSuccess: () => onUndone(last.token) })}
            >
              {files.length > 1 ? `撤销“${last.name}”的导入` : '撤销这次导入'}
            </button>
          )}
          <button type="button" className="btn" onClick={onChoose}>
            再导一张
          </button>
        </div>
      </div>
      <BatchTable files={files} />
      {result && files.length === 1 && <Remarks outcome={result.outcome} />}
    </div>
  );
}

function Remarks({ outcome }: { outcome: Extract<NonNullable<BatchFile['result']>, { kind: 'written' }>['outcome'] }) {
  const lines = [
    ...outcome.problems.map((problem) => ({
      row: problem.row,
      column: problem.column,
      what: `“${problem.value}”${problem.message}`,
    })),
    ...outcome.skipped.map((skipped) => ({ row: skipped.row, column: '', what: `跳过：${skipped.reason}` })),
  ].sort((one, other) => one.row - other.row);
  if (lines.length === 0) return null;
  return (
    <table className={`table ${styles.batch}`}>
      <colgroup>
        <col style={{ width: 96 }} />
        <col style={{ width: 56 }} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th className="num">行</th>
          <th>列</th>
          <th>没有写入的内容</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={`${line.row}:${line.column}:${line.what}`}>
            <td className="num">{line.row}</td>
            <td>{line.column}</td>
            <td className="sub-fg" title={line.what}>
              {line.what}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
