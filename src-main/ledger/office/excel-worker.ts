import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../../src-shared/terms/errors';
import {
  type Answer,
  answerOf,
  type ChosenSheet,
  choose,
  type HeadRequest,
  headOfChosen,
  type PlainOptions,
  type SheetRequest,
} from './excel-answer';
import type { TableHead } from './excel-fingerprint';
import { type PackedRows, packRows } from './excel-packed';
import { readWorkbook } from './excel-reader';
import type { Sheet, Workbook } from './excel-sheet';

/** What the thread is started with: the bytes of one file. */
export interface ReaderData {
  readonly bytes: Uint8Array;
  readonly name: string;
}

/** What the thread is asked, one thing after another, once it has read its file. */
export type ReaderRequest =
  | { readonly what: 'workbook' }
  | { readonly what: 'sheet'; readonly options: Pick<PlainOptions, 'fileName' | 'sheet'> }
  | { readonly what: 'head'; readonly request: HeadRequest }
  | { readonly what: 'answer'; readonly request: SheetRequest };

/** The chosen sheet on its way. */
export type PackedSheet = ChosenSheet<Omit<Sheet, 'rows'> & { readonly rows: PackedRows }>;

/** What it says to that, in the same order; the first word is about the reading itself. */
export type ReaderReply =
  | { readonly what: 'read' }
  | { readonly what: 'workbook'; readonly workbook: Workbook }
  | { readonly what: 'sheet'; readonly chosen: PackedSheet }
  | { readonly what: 'head'; readonly head: TableHead | undefined }
  | { readonly what: 'answer'; readonly answer: Answer }
  | { readonly what: 'refusal'; readonly code: string; readonly params: Record<string, string> };

// The entry of a thread: it keeps one workbook and is ended from outside.
async function serve(): Promise<void> {
  const { bytes, name } = workerData as ReaderData;
  // The thread lives on, and so would the file in it.
  workerData.bytes = undefined;
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
    case 'sheet': {
      const { sheet, ...chosen } = choose(workbook, request.options);
      return { what: 'sheet', chosen: { ...chosen, sheet: { ...sheet, rows: packRows(sheet.rows) } } };
    }
    case 'head':
      return { what: 'head', head: headOfChosen(workbook, request.request) };
    case 'answer':
      return { what: 'answer', answer: answerOf(workbook, request.request) };
  }
}

function say(reply: ReaderReply): void {
  const packs = reply.what === 'sheet' ? reply.chosen.sheet.rows.packs : [];
  parentPort?.postMessage(
    reply,
    packs.map(({ buffer }) => buffer),
  );
}

/** A refusal as it is sent; everything else is a bug and ends the thread. */
function refusal(error: unknown): ReaderReply {
  if (!(error instanceof Refusal)) throw error;
  return { what: 'refusal', code: error.failure.code, params: { ...error.failure.params } };
}

void serve();
