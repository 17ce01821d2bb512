import type { z } from 'zod';
import type { Failure } from '../terms/errors';

/** One method of one process. The trusted side validates every input with `input`; nothing else crosses the door. */
export interface Method<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Process extends 'shell' | 'ledger' = 'shell' | 'ledger',
> {
  /** A query changes nothing and may be repeated; a command carries an idempotency key. */
  readonly kind: 'query' | 'command';
  readonly process: Process;
  readonly input: Input;
  readonly output: Output;
  /**
   * Input fields that name files (a string, or an array of strings). In a window they hold tokens that the shell gave out after
   * a native dialog or a drop; the shell puts the path in their place. The command line passes paths.
   */
  readonly files?: readonly string[];
}

/** Declares a method that reads. */
export function query<Input extends z.ZodType, Output extends z.ZodType, Process extends Method['process']>(
  process: Process,
  input: Input,
  output: Output,
  files?: readonly string[],
): Method<Input, Output, Process> {
  return Object.freeze({ kind: 'query', process, input, output, ...(files ? { files } : {}) });
}

/** Declares a method that changes something. */
export function command<Input extends z.ZodType, Output extends z.ZodType, Process extends Method['process']>(
  process: Process,
  input: Input,
  output: Output,
  files?: readonly string[],
): Method<Input, Output, Process> {
  return Object.freeze({ kind: 'command', process, input, output, ...(files ? { files } : {}) });
}

/** What comes back through the door: an expected failure is a value, never an exception. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

/** A message that comes to the window without being asked for, from the ledger process but for the last. */
export type LedgerEvent =
  /** Records changed: cached queries are stale. */
  | { readonly type: 'changed'; readonly entities: readonly string[] }
  /** A long command goes on; `key` is its idempotency key. */
  | {
      readonly type: 'progress';
      readonly key: string;
      readonly step: string;
      readonly done: number;
      readonly total: number;
    }
  /** The ledger process died and was started again, or could not be. */
  | { readonly type: 'ledger'; readonly state: 'restarted' | 'lost' }
  /** From the shell: a notification or the tray asks for the desk or for a new note. */
  | { readonly type: 'asked'; readonly deed: 'desk' | 'note' };
