import { Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { call, demand, failureOf } from '../ledger-client';
import classes from './document-button.module.css';
import type { FileHandle } from './file-drop';
import { showFailure } from './toast';

/** A document that was written into a folder which the person chose. */
export interface WrittenDocument {
  readonly folder: FileHandle;
  readonly name: string;
}

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
  const [written, setWritten] = useState<WrittenDocument | null>(null);
  const start = async () => {
    setBusy(true);
    try {
      const folder = await demand('files.chooseFolder', {});
      if (!folder) return;
      const { files } = await write(folder.token);
      setWritten({ folder, name: files[0]?.split(/[\\/]/).at(-1) ?? '' });
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
        <Modal opened onClose={() => setWritten(null)} title={`${what}已生成`} size={480}>
          <p className="strong">{written.name}</p>
          <p className="muted">
            已写到文件夹“{written.folder.name}”，{paper}，打开后可以改、可以打印。
          </p>
          <div className={classes.buttons}>
            <button type="button" className="btn" onClick={() => void act('files.reveal', written)}>
              打开所在文件夹
            </button>
            <button type="button" className="btn primary" onClick={() => void act('files.open', written)}>
              打开
            </button>
          </div>
        </Modal>
      )}
    </>
  );
}

async function act(method: 'files.open' | 'files.reveal', { folder, name }: WrittenDocument): Promise<void> {
  const result = await call(method, { token: folder.token, name });
  if (!result.ok) showFailure(result.error);
}
