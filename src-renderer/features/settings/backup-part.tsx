import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { type Failure, failureMessage } from '../../../src-shared/terms/errors';
import { formatDate } from '../../../src-shared/terms/format';
import { chooseFiles, type FileHandle } from '../../components/file-drop';
import { formatBytes } from '../../components/format-bytes';
import { showDone, showFailure } from '../../components/toast';
import { demand, failureOf, useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import { Part } from './part';
import styles from './settings.module.css';

type Backup = OutputOf<'backups.list'>[number];
/** What is about to take the ledger's place. */
type Source = { kind: 'kept'; backup: Backup } | { kind: 'file'; file: FileHandle };

/** '2018年9月16日 10:05' in China's zone. */
export function formatBackupTime(timestamp: string): string {
  const beijing = new Date(new Date(timestamp).getTime() + 8 * 3_600_000).toISOString();
  return `${formatDate(beijing.slice(0, 10))} ${beijing.slice(11, 16)}`;
}

/** Backups: one now, one to a stick, and the way back, which keeps the present ledger first. */
export function BackupPart({ canWrite }: { canWrite: boolean }) {
  const backups = useLedgerQuery('backups.list', {}, { keep: true });
  const create = useLedgerCommand('backups.create', {
    onDone: ({ name, bytes, checks }) =>
      showDone(`已备份 ${name}，${formatBytes(bytes)}，${checks.length} 项核对都通过`),
    onFailure: showFailure,
  });
  const [source, setSource] = useState<Source | null>(null);
  const guard = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      showFailure(failureOf(error));
    }
  };
  const toFile = () =>
    guard(async () => {
      const target = await demand('files.chooseSave', { purpose: 'backup', name: '五包工作台备份.sqlite' });
      if (target) create.mutate({ file: target.token });
    });
  const fromFile = () =>
    guard(async () => {
      const [file] = await chooseFiles('backup');
      if (file) setSource({ kind: 'file', file });
    });
  const list = [...(backups.data ?? [])].sort((one, other) => other.createdAt.localeCompare(one.createdAt));
  return (
    <Part title="备份与恢复">
      <div className={styles.row}>
        <button type="button" className="btn primary" disabled={create.isPending} onClick={() => create.mutate({})}>
          {create.isPending ? '正在备份' : '立即备份'}
        </button>
        <button type="button" className="btn" disabled={create.isPending} onClick={() => void toFile()}>
          另存到文件
        </button>
        {canWrite && (
          <button type="button" className="btn" onClick={() => void fromFile()}>
            从文件恢复
          </button>
        )}
      </div>
      {list.length > 0 ? (
        <table className={`table ${styles.list}`}>
          <colgroup>
            <col style={{ width: 190 }} />
            <col />
            <col style={{ width: 100 }} />
            <col style={{ width: 90 }} />
          </colgroup>
          <thead>
            <tr>
              <th>时间</th>
              <th>原因</th>
              <th className="num">大小</th>
              <th>
                <span className="visually-hidden">恢复</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.map((backup) => (
              <tr key={backup.name} title={backup.name}>
                <td>{formatBackupTime(backup.createdAt)}</td>
                <td className="sub-fg">{backup.reason}</td>
                <td className="num">{formatBytes(backup.bytes)}</td>
                <td>
                  {canWrite && (
                    <button
                      type="button"
                      className="btn sm"
                      aria-label={`恢复，${formatBackupTime(backup.createdAt)}`}
                      onClick={() => setSource({ kind: 'kept', backup })}
                    >
                      恢复
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className={styles.hint}>还没有备份。备份是台账的完整副本，做完就核对一遍。</p>
      )}
      {source && <RestoreDialog source={source} onClose={() => setSource(null)} />}
    </Part>
  );
}

function RestoreDialog({ source, onClose }: { source: Source; onClose: () => void }) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const restore = useLedgerCommand('backups.restore', {
    onDone: () => {
      showDone('已恢复，恢复前的台账也另存了一份');
      onClose();
    },
    onFailure: setFailure,
  });
  const name =
    source.kind === 'kept' ? `${formatBackupTime(source.backup.createdAt)} 的备份` : `文件“${source.file.name}”`;
  return (
    <Modal opened onClose={onClose} title="恢复台账" size={480}>
      <div className={styles.dialog}>
        <p>
          用{name}
          换下现在的台账。换之前先核对备份，并把现在的台账另存为一份备份，什么都不会丢；换下后，那以后录入的内容要从另存的备份里找回。
        </p>
        {failure && (
          <p className={styles.fault} role="alert">
            {failureMessage(failure)}
          </p>
        )}
        <div className={styles.buttons}>
          <button type="button" className="btn" onClick={onClose}>
            取消
          </button>
          <button
            type="button"
            className="btn primary"
            disabled={restore.isPending}
            onClick={() =>
              restore.mutate(source.kind === 'kept' ? { name: source.backup.name } : { file: source.file.token })
            }
          >
            {restore.isPending ? '正在恢复' : '恢复'}
          </button>
        </div>
      </div>
    </Modal>
  );
}
