import type { MessagePort } from 'node:worker_threads';
import type { CheckedLines, Stream } from '../journal/receive-check';

/** What the thread is started with. */
export interface CheckerData {
  /**
   * How many questions were asked and how many answers given. Both sides sleep on the other's number: the ledger, which merges, cannot hear
   * messages, and here the machinery of message events alone would take longer to load than a package takes to check.
   */
  readonly counts: SharedArrayBuffer;
  readonly port: MessagePort;
}

export const questionsAt = 0;
export const answersAt = 1;

export type CheckRequest = Pick<Stream, 'device' | 'from' | 'to'> & {
  readonly job: number;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly ndjson: Uint8Array;
};

/** `checked` is missing where something unexpected happened: then the ledger looks itself. */
export type CheckReply = { readonly job: number } & (
  | { readonly checked?: CheckedLines }
  | { readonly refusal: { readonly code: string; readonly params: Record<string, string> } }
);
