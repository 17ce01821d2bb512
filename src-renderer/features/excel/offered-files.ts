import { useSyncExternalStore } from 'react';
import type { FileHandle } from '../../components/file-drop';

// Tokens die with the window, so the list lives in memory and not in the address.
let offered: readonly FileHandle[] = [];
const listeners = new Set<() => void>();

/** Hands files to the import page, which shows them one after the other. An empty list changes nothing. */
export function offerFiles(files: readonly FileHandle[]): void {
  if (files.length === 0) return;
  offered = files;
  for (const listener of listeners) listener();
}

/** Files that wait for the import page; taken over with `clearOffered`. */
export function useOfferedFiles(): readonly FileHandle[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => offered,
  );
}

export function clearOffered(): void {
  offered = [];
  for (const listener of listeners) listener();
}
