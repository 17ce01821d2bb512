import { useSyncExternalStore } from 'react';
import { closePalette } from './palette-state';

let open = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  open = next;
  for (const listener of listeners) listener();
}

/** Ctrl+J and 记一笔. It stands over whatever is open; only the search box gives way to it. */
export function openQuickLog(): void {
  closePalette();
  set(true);
}

/** Closes it; what was typed stays as a draft. */
export const closeQuickLog = (): void => set(false);

export const isQuickLogOpen = (): boolean => open;

export function useQuickLogOpen(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, isQuickLogOpen);
}
