import { IconEye, IconFileZip, IconHistory, IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { describeFailure, type Failure, failureMessage, isErrorCode } from '../../../src-shared/terms/errors';
import { formatMoment } from '../../../src-shared/terms/format';
import { useStatus } from '../../app/status';
import { copyText } from '../../components/copy-text';
import { chooseFiles } from '../../components/file-drop';
import { call, failureOf, refreshSoon, useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import styles from './recovery.module.css';

/** What may be over by itself, so that opening once more can help. */
const passing = new Set<Failure['code']>(['ledger_busy', 'disk_full']);

/**
 * Stands in place of the frame when the ledger could not be opened: what happened, whether the data is safe, what to do. Every
 * way keeps the damaged file first; nothing here deletes anything.
 */
export function RecoveryPage() {
  const status = useStatus();
  const backups = useLedgerQuery('backups.list', {});
  const restore = useLedgerCommand('backups.restore');
  const [trouble, setTrouble] = useState<Failure | null>(null);
  const [copied, setCopied] = useState(false);

  const failure: Failure =
    status?.failure && isErrorCode(status.failure.code)
      ? { code: status.failure.code, params: status.failure.params }
      : { code: 'ledger_damaged', params: { detail: status?.failure?.code ?? '原因不明' } };
  // The database's own words are for the diagnosis, not for the person.
  const plain = /\p{Script=Han}/u.test(failure.params.detail ?? '')
    ? failure
    : { ...failure, params: { ...failure.params, detail: '文件内容读不出来' } };
  const { what, safe, next } = describeFailure(failure.code === 'ledger_damaged' ? plain : failure);
  const list = [...(backups.data ?? [])].sort((one, other) => other.createdAt.localeCompare(one.createdAt));

  const attempt = async (work: () => Promise<unknown>) => {
    setTrouble(null);
    try {
      await work();
    } catch (error) {
      setTrouble(failureOf(error));
    }
  };
  const fromFile = () =>
    attempt(async () => {
      const [file] = await chooseFiles('backup');
      if (file) await restore.mutateAsync({ file: file.token });
    });
  const readOnly = useLedgerCommand('ledger.openReadOnly');
  const diagnose = async () => {
    const about = await call('app.about', {});
    const version = about.ok ? `五包工作台 ${about.value.version}，Electron ${about.value.electron}` : '五包工作台';
    const lines = [
      version,
      `状态 ${status?.state ?? '不明'}，代码 ${failure.code}`,
      JSON.stringify(failure.params),
      failureMessage(failure),
    ];
    await copyText(lines.join('\n'));
    setCopied(true);
  };

  return (
    <div className={styles.page}>
      <main className={styles.card}>
        <div className={styles.head}>
          <h1>台账这次没有打开</h1>
          <dl>
            <dt>发生了什么</dt>
            <dd>{what}</dd>
            <dt>数据安全吗</dt>
            <dd>{safe}</dd>
            <dt>怎么办</dt>
            <dd>{next}选一种，原文件都会留着。</dd>
          </dl>
          {trouble && (
            <p className="note red" role="alert">
              {failureMessage(trouble)}
            </p>
          )}
        </div>
        <ul className={styles.ways} aria-label="恢复的办法">
          {passing.has(failure.code) && (
            <li>
              <IconRefresh className="icon" aria-hidden="true" />
              <span>再打开一次，原文件不动</span>
              <button type="button" className="btn sm" onClick={refreshSoon}>
                再试一次
              </button>
            </li>
          )}
          {list.map((backup, index) => (
            <li key={backup.name}>
              <IconHistory className="icon" aria-hidden="true" />
              <span className="ell" title={backup.name}>
                用 {formatMoment(backup.createdAt)} 的备份{backup.reason && `（${backup.reason}）`}
              </span>
              <button
                type="button"
                className={`btn sm ${index === 0 ? 'primary' : ''}`}
                disabled={restore.isPending}
                aria-label={`用备份，${formatMoment(backup.createdAt)}`}
                onClick={() => void attempt(() => restore.mutateAsync({ name: backup.name }))}
              >
                用备份
              </button>
            </li>
          ))}
          <li>
            <IconEye className="icon" aria-hidden="true" />
            <span>只读打开，先看能看的</span>
            <button
              type="button"
              className="btn sm"
              disabled={readOnly.isPending}
              onClick={() => void attempt(() => readOnly.mutateAsync({}))}
            >
              只读打开
            </button>
          </li>
          <li>
            <IconHistory className="icon" aria-hidden="true" />
            <span>用另存在别处的备份文件</span>
            <button type="button" className="btn sm" disabled={restore.isPending} onClick={() => void fromFile()}>
              选择文件
            </button>
          </li>
        </ul>
        <div className={styles.foot}>
          <button type="button" className={`btn quiet ${styles.diagnose}`} onClick={() => void diagnose()}>
            <IconFileZip className="icon" aria-hidden="true" />
            {copied ? '已复制，可以粘贴给维护人员' : '复制诊断文字'}
          </button>
          <button type="button" className="btn quiet right" onClick={() => void call('app.quit', {})}>
            退出
          </button>
        </div>
      </main>
    </div>
  );
}
