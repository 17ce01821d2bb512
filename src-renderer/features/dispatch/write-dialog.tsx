import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { Period } from '../../../src-shared/rules/period';
import { type Failure, failureMessage } from '../../../src-shared/terms/errors';
import type { FileHandle } from '../../components/file-drop';
import { WrittenFiles } from '../../components/written-files';
import { demand, failureOf, useLedgerCommand } from '../../ledger-client';
import styles from './dispatch.module.css';

/** Writes the bulletin of a period: asks first where its figures are not frozen, then for a folder, then lists what was written. */
export function WriteDialog({ period, frozen, onClose }: { period: Period; frozen: boolean; onClose: () => void }) {
  const [done, setDone] = useState<{ folder: FileHandle; names: string[] } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const write = useLedgerCommand('bulletins.write');
  const start = async (freeze: boolean) => {
    setFailure(null);
    try {
      const folder = await demand('files.chooseFolder', {});
      if (!folder) return;
      const written = await write.mutateAsync({ period: period.code, folder: folder.token, freeze });
      setDone({ folder, names: written.files.map((file) => file.split(/[\\/]/).at(-1) ?? file) });
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <Modal opened onClose={onClose} title={done ? '通报已生成' : `生成${period.name}通报`} size={560}>
      <div className={styles.dialog}>
        {done ? (
          <WrittenFiles folder={done.folder} names={done.names} onClose={onClose} />
        ) : (
          <>
            <p>
              {frozen
                ? '这一期的数字已经冻结，生成的是正式稿：通报（Word）、汇总表（Excel）和同样数字的数据文件。'
                : '这一期还没有冻结。冻结后再生成，以后随时能出一样的数字；先出送审稿，稿上会写“送审稿，数据未冻结”。'}
            </p>
            {failure && (
              <div className="note red" role="alert">
                {failureMessage(failure)}
              </div>
            )}
            <div className={styles.buttons}>
              <button type="button" className="btn" onClick={onClose}>
                取消
              </button>
              {!frozen && (
                <button type="button" className="btn" disabled={write.isPending} onClick={() => void start(false)}>
                  先出送审稿
                </button>
              )}
              <button type="button" className="btn primary" disabled={write.isPending} onClick={() => void start(true)}>
                {write.isPending ? '正在生成' : frozen ? '选择文件夹' : '冻结并生成'}
              </button>
            </div>
          </>
        )}
      </div>
    </Modal>
  );
}
