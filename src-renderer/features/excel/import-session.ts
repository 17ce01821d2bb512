import { useSyncExternalStore } from 'react';
import type { InputOf } from '../../../src-shared/contract/contract';
import type { FileHandle } from '../../components/file-drop';
import type { BatchFile } from './batch-table';

/** What a person settled for one file before it is written. */
export type FileOptions = Required<Pick<InputOf<'excel.preview'>, 'mapping' | 'decisions'>> &
  Pick<InputOf<'excel.preview'>, 'sheet' | 'unit'>;

// Tokens die with the window, so the session lives in memory and not in the address: leaving the page and coming back loses nothing.
let files: readonly BatchFile[] = [];
const options = new Map<string, FileOptions>();
const listeners = new Set<() => void>();

function change(next: readonly BatchFile[]): void {
  files = next;
  for (const listener of listeners) listener();
}

/** Begins with other files, which the import page shows one after the other. An empty list changes nothing. */
export function beginImport(chosen: readonly FileHandle[]): void {
  if (chosen.length === 0) return;
  options.clear();
  change(chosen.map((file) => ({ ...file, result: null })));
}

export function endImport(): void {
  options.clear();
  change([]);
}

/** Notes what became of a file. */
export function settleFile(token: string, result: BatchFile['result']): void {
  change(files.map((file) => (file.token === token ? { ...file, result } : file)));
}

export function optionsOf(token: string): FileOptions {
  return options.get(token) ?? { mapping: {}, decisions: {} };
}

export function keepOptions(token: string, settled: FileOptions): void {
  options.set(token, settled);
}

/** Files that were chosen together. */
export function useImportFiles(): readonly BatchFile[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => files,
  );
}
