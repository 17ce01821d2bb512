import type { LedgerEvent, Result } from './method';

/** What the preload puts on `window.wubao`: frozen, three functions, no event object and no Electron type behind it. */
export interface Bridge {
  /** Calls a method of the contract. `key` makes a command idempotent; without it the shell makes one. */
  call(method: string, input: unknown, key?: string): Promise<Result<unknown>>;
  /** Listens to the ledger; returns the function that stops it. */
  listen(listener: (event: LedgerEvent) => void): () => void;
  /** Token of a file that the person dropped on the window, or null where it is not a file of this computer. */
  tokenOf(file: unknown): Promise<string | null>;
}
