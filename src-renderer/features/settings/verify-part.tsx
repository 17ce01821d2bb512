import { IconAlertCircle, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { copyText } from '../../components/copy-text';
import { showDone, showFailure } from '../../components/toast';
import { demand, failureOf } from '../../ledger-client';
import { Part } from './part';
import styles from './settings.module.css';

interface Report {
  verified: OutputOf<'ledger.verify'>;
  summary: OutputOf<'ledger.digest'>;
}

/** Checks database, changes and chains on demand, and shows the digest by which two machines are compared. */
export function VerifyPart() {
  const [report, setReport] = useState<Report | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      setReport({ verified: await demand('ledger.verify', {}), summary: await demand('ledger.digest', {}) });
    } catch (error) {
      showFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Part title="核对台账">
      <div className={styles.row}>
        <button type="button" className="btn" disabled={busy} onClick={() => void run()}>
          {busy ? '正在核对' : '核对一遍'}
        </button>
        <span className={styles.saved} style={{ color: 'var(--fg-3)' }} role="status">
          {report && (report.verified.ok ? '台账完好。' : '有没有通过的项，请先备份，再把下表告诉维护人员。')}
        </span>
      </div>
      {report && (
        <>
          <table className={`table ${styles.list}`}>
            <colgroup>
              <col style={{ width: 190 }} />
              <col style={{ width: 96 }} />
              <col />
            </colgroup>
            <thead>
              <tr>
                <th>核对什么</th>
                <th>结果</th>
                <th>说明</th>
              </tr>
            </thead>
            <tbody>
              {report.verified.checks.map((check) => (
                <tr key={check.name}>
                  <td>{check.name}</td>
                  <td className={check.ok ? styles.ok : styles.bad}>
                    {check.ok ? (
                      <IconCheck className="icon" aria-hidden="true" />
                    ) : (
                      <IconAlertCircle className="icon" aria-hidden="true" />
                    )}
                    {check.ok ? '通过' : '没有通过'}
                  </td>
                  <td className="sub-fg" style={{ textAlign: 'left' }} title={check.detail}>
                    {check.detail}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <div className={styles.row} style={{ marginTop: 12 }}>
            <span className={styles.digest}>
              摘要 {report.summary.digest}，改动 {report.summary.changes.toLocaleString('zh-CN')} 处，记录{' '}
              {report.summary.records.toLocaleString('zh-CN')} 条
            </span>
            <button
              type="button"
              className="link nowrap"
              onClick={() => void copyText(report.summary.digest).then((done) => done && showDone('摘要已复制'))}
            >
              复制摘要
            </button>
          </div>
          <p className={styles.hint}>两台电脑的摘要相同，里面的项目数据就完全一样。</p>
        </>
      )}
    </Part>
  );
}
