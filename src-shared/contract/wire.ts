import type { LedgerEvent, Result } from './method';

/** 32 bytes in base64 that the system guards for this user of this computer: device keys are wrapped with them. */
export interface KeySecret {
  readonly name: string;
  readonly secret: string;
}

/** What the shell sends to the ledger process. `open` comes first and once; `close` lets the calls in flight end. */
export type ToLedger =
  | { readonly type: 'open'; readonly folder: string; readonly migrations: string; readonly keySecret?: KeySecret }
  | {
      readonly type: 'call';
      readonly id: number;
      readonly method: string;
      readonly input: unknown;
      readonly key?: string;
    }
  | { readonly type: 'close' };

/** What the ledger process sends back. `closed` is its last word: everything acknowledged is on the disk. */
export type FromLedger =
  | { readonly type: 'ready' }
  | { readonly type: 'reply'; readonly id: number; readonly result: Result<unknown> }
  | { readonly type: 'event'; readonly event: LedgerEvent }
  | { readonly type: 'closed' };
