import { Modal } from '@mantine/core';
import { useState } from 'react';
import { type Failure, failureMessage } from '../../../src-shared/terms/errors';
import type { FileHandle } from '../../components/file-drop';
import { WrittenFiles } from '../../components/written-files';
import { demand, failureOf, useLedgerCommand } from '../../ledger-client';
import styles from './permits.module.css';

/** Writes the road map as a sheet that is made for paper: A4 landscape, as wide as the page. */
export function PrintDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const [done, setDone] = useState<{ folder: FileHandle; name: string } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const write = useLedgerCommand('permits.writeSheet');
  const start = async () => {
    setFailure(null);
    try {
      const folder = await demand('files.chooseFolder', {});
      if (!folder) return;
      const { files } = await write.mutateAsync({ project: id, folder: folder.token });
      setDone({ folder, name: files[0]?.split(/[\\/]/).at(-1) ?? '' });
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <Modal opened onClose={onClose} title={done ? '路线图已生成' : '打印路线图'} size={480}>
      {done ? (
        <WrittenFiles folder={done.folder} names={[done.name]} note="打开后直接打印，A4 横向。" onClose={onClose} />
      ) : (
        <>
          <p>
            生成一张 Excel 表，A4
            横向，一页宽：每项手续的部门、时限、报件和办结日期、浮动，右边按周画出进度，黑白打印也看得清。
          </p>
          {failure && (
            <p className="red-fg" role="alert">
              {failureMessage(failure)}
            </p>
          )}
          <div className={`${styles.buttons} ${styles.above}`}>
            <button type="button" className="btn" onClick={onClose}>
              取消
            </button>
            <button type="button" className="btn primary" disabled={write.isPending} onClick={() => void start()}>
              {write.isPending ? '正在生成' : '选择文件夹'}
            </button>
          </div>
        </>
      )}
    </Modal>
  );
}
