import { IconAlertTriangle } from '@tabler/icons-react';
import type { MonthNote } from '../../../src-shared/rules/month-notes';
import type { GridMonth } from './month-rows';
import styles from './progress.module.css';

const linkWords: Partial<Record<MonthNote['column'], string>> = {
  其中: '改其中',
  本月完成: '改本月',
  形象进度: '改文字',
};

/** What looks odd in the month, each with its project, its column and its figures. It reminds, it never holds anything up. */
export function CheckList({
  rows,
  writable,
  onGo,
  onExplain,
}: {
  rows: readonly GridMonth[];
  writable: boolean;
  onGo: (row: GridMonth, note: MonthNote) => void;
  onExplain: (row: GridMonth) => void;
}) {
  const notes = rows.flatMap((row) => row.notes.map((note) => ({ row, note })));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.checks} aria-label="检查提示" tabIndex={0}>
      <div className={`panel-h ${styles.checksHead}`}>
        <h2>检查提示 {notes.length}</h2>
        <span className="muted">{notes.length > 0 ? '只提醒，不拦截；改数或写一句说明后消失' : '没有要核对的'}</span>
      </div>
      {notes.length > 0 && (
        <table className="table">
          <colgroup>
            <col style={{ width: 40 }} />
            <col style={{ width: 148 }} />
            <col style={{ width: 128 }} />
            <col />
            <col style={{ width: 148 }} />
          </colgroup>
          <tbody>
            {notes.map(({ row, note }) => (
              <tr key={`${row.id} ${note.code}`}>
                <td>
                  <IconAlertTriangle className={`icon ${styles.warning}`} aria-label="提示" />
                </td>
                <td title={row.row.full_name}>{row.row.name}</td>
                <td className="sub-fg">{note.column}</td>
                <td title={note.sentence}>{note.sentence}</td>
                <td className="num">
                  <button
                    type="button"
                    className="link"
                    aria-label={`${linkWords[note.column] ?? '去看'}，${row.row.name}`}
                    onClick={() => onGo(row, note)}
                  >
                    {linkWords[note.column] ?? '去看'}
                  </button>
                  {writable && (
                    <button
                      type="button"
                      className={`link ${styles.second}`}
                      aria-label={`写说明，${row.row.name}`}
                      onClick={() => onExplain(row)}
                    >
                      写说明
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
