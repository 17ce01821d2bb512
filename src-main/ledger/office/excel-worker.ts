import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../../src-shared/terms/errors';
import { type Answer, answerOf } from './excel-answer';
import { readWorkbook } from './excel-reader';
import type { Workbook } from './excel-sheet';
import type { UnderstandingOptions } from './excel-understanding';

/** What the thread is started with: the bytes of one file. */
export interface ReaderData {
  readonly bytes: Uint8Array;
  readonly name: string;
}

/** What the thread is asked, one thing after another, once it has read its file. */
export type ReaderRequest =
  | { readonly what: 'workbook' }
  | {
      readonly what: 'answer';
      readonly options: UnderstandingOptions;
      readonly decisions: Readonly<Record<string, string>>;
    };

/** What it says to that, in the same order; the first word is about the reading itself. */
export type ReaderReply =
  | { readonly read: true }
  | { readonly workbook: Workbook }
  | { readonly answer: Answer }
  | { readonly code: string; readonly params: Record<string, string> };

// The entry of a thread: it keeps one workbook and is ended from outside.
async function serve(): Promise<void> {
  const { bytes, name } = workerData as ReaderData;
  let workbook: Workbook;
  try {
    workbook = await readWorkbook(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name);
    say({ read: true });
  } catch (error) {
    say(refusal(error));
    return;
  }
  parentPort?.on('message', (request: ReaderRequest) => {
    if (request.what === 'workbook') return say({ workbook });
    try {
      say({ answer: answerOf(workbook, request.options, request.decisions) });
    } catch (error) {
      say(refusal(error));
    }
  });
}

const say = (reply: ReaderReply) => parentPort?.postMessage(reply);

/** A refusal as it is sent; everything else is a bug and ends the thread. */
function refusal(error: unknown): ReaderReply {
  if (!(error instanceof Refusal)) throw error;
  return { code: error.failure.code, params: { ...error.failure.params } };
}

void serve();
