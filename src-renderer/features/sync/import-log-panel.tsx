import { Fragment } from 'react';
import { formatMoment } from '../../../src-shared/terms/format';
import { DocumentButton } from '../../components/document-button';
import { ScrollRegion } from '../../components/scroll-region';
import { Trouble } from '../../components/trouble';
import { demand, useLedgerQuery } from '../../ledger-client';
import styles from './handover.module.css';
import { outcomeSummary, PackageState, stateWord } from './outcomes';

/** Every import with its files and what was said of them. */
export function ImportLogPanel() {
  const log = useLedgerQuery('importLog.list', {}, { keep: true });
  if (log.error) return <Trouble failure={log.error.failure} retry={() => void log.refetch()} />;
  if (!log.data) return null;
  const { runs, earlier } = log.data;
  return (
    <section className={styles.panel} aria-label="收包记录">
      <div className={`bar ${styles.bar}`}>
        <h2>收包记录</h2>
        <span className="sub-fg">{runs.length > 0 ? `共 ${runs.length + earlier} 次` : ''}</span>
        <span className="right" />
        {runs.length > 0 && (
          <DocumentButton what="收包记录" paper="A4 横向" write={(folder) => demand('importLog.export', { folder })}>
            {(start, busy) => (
              <button type="button" className="btn sm" disabled={busy} onClick={start}>
                导出
              </button>
            )}
          </DocumentButton>
        )}
      </div>
      <ScrollRegion label="每次收包">
        <table className={`table ${styles.table}`}>
          <colgroup>
            <col style={{ width: 160 }} />
            <col style={{ width: 84 }} />
            <col />
          </colgroup>
          <thead>
            <tr>
              <th>文件</th>
              <th>结果</th>
              <th>说明</th>
            </tr>
          </thead>
          <tbody>
            {runs.map(({ run, from, person, files }) => (
              <Fragment key={run}>
                <tr className={styles.run}>
                  <td colSpan={3}>
                    {formatMoment(from)}　{person}　{outcomeSummary(files.map(({ outcome }) => outcome))}
                  </td>
                </tr>
                {files.map((entry, index) => (
                  // The same file may stand twice in one import.
                  // biome-ignore lint/suspicious/noArrayIndexKey: rows are only added
                  <tr key={index}>
                    <td className={styles.say} title={entry.name}>
                      {entry.name}
                    </td>
                    <td>
                      <PackageState state={entry.outcome} word={stateWord({ state: entry.outcome, direction: 'in' })} />
                    </td>
                    <td className={`sub-fg ${styles.told}`}>{entry.message}</td>
                  </tr>
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
        {runs.length === 0 && <p className={styles.empty}>还没有收过包。每次收了什么、结果怎样，都一条条记在这里。</p>}
        {earlier > 0 && <p className={styles.empty}>再早的 {earlier} 次在导出的表里。</p>}
      </ScrollRegion>
    </section>
  );
}
