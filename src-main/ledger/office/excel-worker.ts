import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../../src-shared/terms/errors';
import { type Answer, answerOf, type ChosenSheet, choose, type PlainOptions, type SheetRequest } from './excel-answer';
import { readWorkbook } from './excel-reader';
import type { Workbook } from './excel-sheet';

/** What the thread is started with: the bytes of one file. */
export interface ReaderData {
  readonly bytes: Uint8Array;
  readonly name: string;
}

/** What the thread is asked, one thing after another, once it has read its file. */
export type ReaderRequest =
  | { readonly what: 'workbook' }
  | { readonly what: 'sheet'; readonly options: Pick<PlainOptions, 'fileName' | 'sheet'> }
  | { readonly what: 'answer'; readonly request: SheetRequest };

/** What it says to that, in the same order; the first word is about the reading itself. */
export type ReaderReply =
  | { readonly what: 'read' }
  | { readonly what: 'workbook'; readonly workbook: Workbook }
  | { readonly what: 'sheet'; readonly chosen: ChosenSheet }
  | { readonly what: 'answer'; readonly answer: Answer }
  | { readonly what: 'refusal'; readonly code: string; readonly params: Record<string, string> };

// The entry of a thread: it keeps one workbook and is ended from outside.
async function serve(): Promise<void> {
  const { bytes, name } = workerData as ReaderData;
  let workbook: Workbook;
  try {
    workbook = await readWorkbook(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name);
    say({ what: 'read' });
  } catch (error) {
    say(refusal(error));
    return;
  }
  parentPort?.on('message', (request: ReaderRequest) => {
    try {
      say(replyTo(workbook, request));
    } catch (error) {
      say(refusal(error));
    }
  });
}

function replyTo(workbook: Workbook, request: ReaderRequest): ReaderReply {
  switch (request.what) {
    case 'workbook':
      return { what: 'workbook', workbook };
    case 'sheet':
      return { what: 'sheet', chosen: choose(workbook, request.options) };
    case 'answer':
      return { what: 'answer', answer: answerOf(workbook, request.request) };
  }
}

const say = (reply: ReaderReply) => parentPort?.postMessage(reply);

/** A refusal as it is sent; everything else is a bug and ends the thread. */
function refusal(error: unknown): ReaderReply {
  if (!(error instanceof Refusal)) throw error;
  return { what: 'refusal', code: error.failure.code, params: { ...error.failure.params } };
}

void serve();
