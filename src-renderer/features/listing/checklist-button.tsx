import { Modal } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import type { FileHandle } from '../../components/file-drop';
import { showFailure } from '../../components/toast';
import { call, demand, failureOf, useLedgerCommand } from '../../ledger-client';
import classes from './clinic.module.css';

interface Written {
  readonly folder: FileHandle;
  readonly name: string;
}

/** Writes the list of papers into a chosen folder, and offers to open it for printing. */
export function ChecklistButton({ project, size }: { project: string; size?: 'sm' }) {
  const write = useLedgerCommand('listing.writeChecklist');
  const [written, setWritten] = useState<Written | null>(null);
  const start = async () => {
    try {
      const folder = await demand('files.chooseFolder', {});
      if (!folder) return;
      const { files } = await write.mutateAsync({ project, folder: folder.token });
      setWritten({ folder, name: files[0]?.split(/[\\/]/).at(-1) ?? '' });
    } catch (error) {
      showFailure(failureOf(error));
    }
  };
  return (
    <>
      <button
        type="button"
        className={size ? `btn ${size}` : 'btn'}
        disabled={write.isPending}
        title="生成可打印的材料清单（Word）"
        onClick={() => void start()}
      >
        <IconPrinter className="icon" aria-hidden="true" />
        材料清单
      </button>
      {written && <WrittenDialog written={written} onClose={() => setWritten(null)} />}
    </>
  );
}

function WrittenDialog({ written: { folder, name }, onClose }: { written: Written; onClose: () => void }) {
  const act = async (method: 'files.open' | 'files.reveal') => {
    const result = await call(method, { token: folder.token, name });
    if (!result.ok) showFailure(result.error);
  };
  return (
    <Modal opened onClose={onClose} title="材料清单已生成" size={480}>
      <p className="strong">{name}</p>
      <p className="muted">已写到文件夹“{folder.name}”，A4 竖向，打开后可以改、可以打印。</p>
      <div className={classes.buttons}>
        <span className="grow" />
        <button type="button" className="btn" onClick={() => void act('files.reveal')}>
          打开所在文件夹
        </button>
        <button type="button" className="btn primary" onClick={() => void act('files.open')}>
          打开
        </button>
      </div>
    </Modal>
  );
}
