import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../../src-shared/terms/errors';
import { transferable } from '../journal/packed-lines';
import { type CheckedLines, checkLines, type Stream } from '../journal/receive-check';

/** What the thread is started with. */
export interface CheckerData {
  /** One number: how many answers were given. The ledger sleeps on it while it merges and cannot hear messages. */
  readonly answers: SharedArrayBuffer;
}

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

const bufferOf = ({ buffer, byteOffset, byteLength }: Uint8Array) => Buffer.from(buffer, byteOffset, byteLength);

function replyTo({ job, before, after, ndjson, ...about }: CheckRequest): CheckReply {
  const bytes = { before: bufferOf(before), after: bufferOf(after), ndjson: bufferOf(ndjson) };
  try {
    return { job, checked: checkLines({ ...about, ...bytes }) };
  } catch (error) {
    if (!(error instanceof Refusal)) return { job };
    return { job, refusal: { code: error.failure.code, params: { ...error.failure.params } } };
  }
}

// The entry of a thread: it checks streams one after another and is ended from outside.
const answers = new Int32Array((workerData as CheckerData).answers);
parentPort?.on('message', ({ port }: { port: MessagePort }) => {
  port.onmessage = ({ data }: MessageEvent<CheckRequest>) => {
    const reply = replyTo(data);
    const moved =
      'checked' in reply && reply.checked
        ? [...transferable(reply.checked.lines), reply.checked.starts.buffer, reply.checked.chains.buffer]
        : [];
    port.postMessage(reply, moved as ArrayBuffer[]);
    Atomics.add(answers, 0, 1);
    Atomics.notify(answers, 0);
  };
});
