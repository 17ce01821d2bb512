import { Modal } from '@mantine/core';
import { failureMessage } from '../../../src-shared/terms/errors';
import { formatMoney } from '../../../src-shared/terms/format';
import { showDone } from '../../components/toast';
import { useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import styles from './progress.module.css';

/** The year's end: shows for each project what would be added up, and does it once. */
export function RollOverDialog({ year, onClose }: { year: number; onClose: () => void }) {
  const preview = useLedgerQuery('progress.rollOverPreview', { year }).data;
  const carry = useLedgerCommand('progress.rollOver', {
    onDone: ({ changed }) => {
      showDone(`${year}年度结转 ${changed} 项`, { undo: true });
      onClose();
    },
  });
  const rows = preview?.rows ?? [];
  return (
    <Modal opened onClose={onClose} title={`${year}年度结转`} size={620}>
      <div className={styles.dialog}>
        <p>
          把各月填报的 {year} 年完成数加到“截至上年底累计完成”，每个项目只结转一次；{year + 1}{' '}
          年的年度计划不代填。结转后再更正 {year} 年的数，不会自动改累计。
        </p>
        {preview && rows.length === 0 && (
          <p className={styles.line} role="status">
            {preview.done > 0
              ? `${year}年的 ${preview.done} 项都已结转。`
              : `${year}年没有填报过完成数的项目，没有要结转的。`}
          </p>
        )}
        {rows.length > 0 && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          <section className={styles.preview} aria-label="结转预览" tabIndex={0}>
            <table className="table">
              <thead>
                <tr>
                  <th>项目，万元</th>
                  <th className="num" style={{ width: 120 }}>
                    原累计
                  </th>
                  <th className="num" style={{ width: 120 }}>
                    {year}年完成
                  </th>
                  <th className="num" style={{ width: 120 }}>
                    结转后
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <tr key={row.project}>
                    <td title={row.name}>{row.name}</td>
                    <td className="num">{formatMoney(row.before)}</td>
                    <td className="num">{formatMoney(row.completed)}</td>
                    <td className="num strong">{formatMoney(row.after)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
        {preview && !preview.over && rows.length > 0 && <p>{year}年还没有过完，现在只能看，不能结转。</p>}
        {carry.error && (
          <p className="red-fg" role="alert">
            {failureMessage(carry.error.failure)}
          </p>
        )}
        <div className={styles.buttons}>
          {preview && preview.done > 0 && rows.length > 0 && (
            <span className="muted">另有 {preview.done} 项已结转过</span>
          )}
          <button type="button" className="btn" onClick={onClose}>
            {rows.length > 0 ? '取消' : '关闭'}
          </button>
          {rows.length > 0 && (
            <button
              type="button"
              className="btn primary"
              disabled={!preview?.over || carry.isPending}
              onClick={() => carry.mutate({ year })}
            >
              结转 {rows.length} 项
            </button>
          )}
        </div>
      </div>
    </Modal>
  );
}
