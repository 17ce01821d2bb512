import { parentPort, workerData } from 'node:worker_threads';
import { Refusal } from '../../../src-shared/terms/errors';
import { readWorkbook } from './excel-reader';
import type { Workbook } from './excel-sheet';

/** What the reading thread says, once, before it ends. */
export type ReaderAnswer =
  | { readonly workbook: Workbook }
  | { readonly code: string; readonly params: Record<string, string> };

// The entry of a thread: it reads one workbook and is gone.
async function answer(): Promise<ReaderAnswer> {
  const { bytes, name } = workerData as { bytes: Uint8Array; name: string };
  try {
    return { workbook: await readWorkbook(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { code: error.failure.code, params: { ...error.failure.params } };
  }
}

void answer().then((message) => parentPort?.postMessage(message));
