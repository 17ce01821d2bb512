import { type DragEvent, useState } from 'react';
import type { InputOf } from '../../src-shared/contract/contract';
import { demand } from '../ledger-client';

/** A file that a person gave to the window: the token stands for the path, which only the shell knows. */
export interface FileHandle {
  readonly token: string;
  readonly name: string;
}

export type FilePurpose = InputOf<'files.choose'>['purpose'];

/** Opens the native dialog; empty where the person cancelled. Throws LedgerError. */
export function chooseFiles(purpose: FilePurpose, multiple = false): Promise<FileHandle[]> {
  return demand('files.choose', { purpose, multiple });
}

/**
 * Lets files be dropped on an element: spread `props` on it. `over` is true while files hang above it. Things that are no files
 * of this computer (a text, a picture out of a browser) are left alone, unless `onLoose` takes them.
 */
export function useFileDrop(
  onFiles: (files: FileHandle[]) => void,
  onLoose?: (files: File[]) => void,
): {
  over: boolean;
  props: Required<Pick<React.HTMLAttributes<HTMLElement>, 'onDragEnter' | 'onDragOver' | 'onDragLeave' | 'onDrop'>>;
} {
  const [over, setOver] = useState(false);
  const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  const hang = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(true);
  };
  return {
    over,
    props: {
      onDragEnter: hang,
      onDragOver: hang,
      onDragLeave: (event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop: (event) => {
        setOver(false);
        if (!carriesFiles(event)) return;
        event.preventDefault();
        // The list is emptied when the handler returns, so the files are taken out before anything is awaited.
        const dropped = [...event.dataTransfer.files];
        void sortFiles(dropped).then(({ files, loose }) => {
          if (files.length > 0) onFiles(files);
          if (loose.length > 0) onLoose?.(loose);
        });
      },
    },
  };
}

/** Files of this computer by their tokens, and what has no place on its disk. */
export async function sortFiles(given: readonly File[]): Promise<{ files: FileHandle[]; loose: File[] }> {
  const files: FileHandle[] = [];
  const loose: File[] = [];
  for (const file of given) {
    const token = await window.wubao.tokenOf(file);
    if (token === null) loose.push(file);
    else files.push({ token, name: file.name });
  }
  return { files, loose };
}
