import { Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { demand, failureOf } from '../ledger-client';
import type { FileHandle } from './file-drop';
import { showFailure } from './toast';
import { WrittenFiles } from './written-files';

/**
 * Asks for a folder, writes a document into it and offers to open it. `write` gets the folder's token and answers the paths; a failure
 * is shown by itself. `children` draws the button.
 */
export function DocumentButton({
  what,
  paper,
  write,
  children,
}: {
  /** '材料清单' */
  what: string;
  /** 'A4 竖向' */
  paper: string;
  write: (folder: string) => Promise<{ files: string[] }>;
  children: (start: () => void, busy: boolean) => ReactNode;
}) {
  const [busy, setBusy] = useState(false);
  const [written, setWritten] = useState<{ folder: FileHandle; names: string[] } | null>(null);
  const start = async () => {
    setBusy(true);
    try {
      const folder = await demand('files.chooseFolder', {});
      if (!folder) return;
      const { files } = await write(folder.token);
      setWritten({ folder, names: files.map((file) => file.split(/[\\/]/).at(-1) ?? '') });
    } catch (error) {
      showFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {children(() => void start(), busy)}
      {written && (
        <Modal opened onClose={() => setWritten(null)} title={`${what}已生成`} size={560}>
          <WrittenFiles
            folder={written.folder}
            names={written.names}
            note={`${paper}，打开后可以改、可以打印。`}
            onClose={() => setWritten(null)}
          />
        </Modal>
      )}
    </>
  );
}
