import type { ImportOutcome } from '../../../src-shared/contract/excel-methods';
import { describeFailure, type Failure } from '../../../src-shared/terms/errors';
import type { FileHandle } from '../../components/file-drop';
import styles from './import.module.css';

/** One file of those that were chosen together, and what became of it. */
export interface BatchFile extends FileHandle {
  result:
    | { kind: 'written'; outcome: ImportOutcome; undone: boolean }
    | { kind: 'failed'; failure: Failure }
    | { kind: 'skipped' }
    | null;
}

/** Projects that an import changed. */
export function writtenCount(outcome: Pick<ImportOutcome, 'created' | 'updated'>): number {
  return outcome.created + outcome.updated;
}

function resultText(result: BatchFile['result']): string {
  if (result === null) return '还没有看';
  if (result.kind === 'skipped') return '已跳过，没有写入';
  if (result.kind === 'failed') return describeFailure(result.failure).what;
  return result.undone ? '已撤销' : `已写入 ${writtenCount(result.outcome)} 项`;
}

/** What became of each file that was chosen together. Not drawn for a single file. */
export function BatchTable({ files }: { files: readonly BatchFile[] }) {
  if (files.length < 2) return null;
  return (
    <table className={`table ${styles.batch}`}>
      <colgroup>
        <col style={{ width: 320 }} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th>同批文件 {files.length}</th>
          <th>结果</th>
        </tr>
      </thead>
      <tbody>
        {files.map((file) => (
          <tr key={file.token}>
            <td className={file.result?.kind === 'failed' ? styles.failed : undefined} title={file.name}>
              {file.name}
            </td>
            <td className="sub-fg" title={resultText(file.result)}>
              {resultText(file.result)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
