import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { isErrorCode, Refusal } from '../../../src-shared/terms/errors';
import type { Handler } from '../handler';
import type { Doubts } from './excel-doubts';
import { readWorkbook } from './excel-reader';
import type { Workbook } from './excel-sheet';
import { type Understanding, type UnderstandingOptions, understand } from './excel-understanding';
import type { ReaderAnswer } from './excel-worker';

/** A reader that has not answered by then is ended; the largest file that is let in takes a tenth of it. */
const readerSeconds = 120;
const readerMegabytes = 1_024;
/** Small files are read in this process: a thread takes longer to start. */
const inProcessBytes = 256 * 1024;
const keptForMilliseconds = 5 * 60_000;
/** Above this many bytes of file a workbook is not kept between two calls. */
const keptBelowBytes = 16 * 1024 * 1024;

let kept: { readonly sha256: string; readonly workbook: Workbook; readonly timer: NodeJS.Timeout } | undefined;

/** Tells what is being done, and how much of two steps is behind. */
export type ReadingProgress = (step: string, done: number) => void;

/**
 * Reads a file and says what it says; doubts, problems and notes go into `doubts`. Throws Refusal as `loadWorkbook` and
 * `understand` do, and reading_cancelled where `excel.cancel` ended it.
 */
export async function understandFile(
  file: string,
  options: UnderstandingOptions,
  doubts: Doubts,
  progress: ReadingProgress = () => undefined,
): Promise<Understanding> {
  const reading: Reading = { cancelled: false, end: () => undefined };
  readings.add(reading);
  try {
    progress('读取表格', 0);
    const workbook = await loadWorkbook(file, options.fileName, reading);
    if (reading.cancelled) throw new Refusal('reading_cancelled', { name: options.fileName });
    progress('认表头和数据', 1);
    return understand(workbook, options, doubts);
  } finally {
    readings.delete(reading);
  }
}

interface Reading {
  cancelled: boolean;
  /** Ends the thread that reads, where there is one. */
  end: () => void;
}

const readings = new Set<Reading>();

/** Ends every reading in progress; the preview or import that waits for it is refused with reading_cancelled. */
export const cancelExcel: Handler<'excel.cancel'> = () => {
  const cancelled = readings.size > 0;
  for (const reading of readings) {
    reading.cancelled = true;
    reading.end();
  }
  return { cancelled };
};

/**
 * Reads a workbook from a file. The last one is kept for a few minutes, because a preview is asked again with every choice that is
 * made in it; it is recognised by the hash of its bytes. Throws Refusal as `readWorkbook` does, and file_unreadable.
 */
export async function loadWorkbook(file: string, name: string, reading?: Reading): Promise<Workbook> {
  const bytes = await readBytes(file, name);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (kept?.sha256 === sha256) return kept.workbook;
  forgetWorkbook();
  const workbook =
    bytes.length > inProcessBytes && workerFile()
      ? await readInWorker(bytes, name, reading)
      : await readWorkbook(bytes, name);
  if (bytes.length < keptBelowBytes)
    kept = { sha256, workbook, timer: setTimeout(forgetWorkbook, keptForMilliseconds).unref() };
  return workbook;
}

/** Lets the kept workbook go. */
export function forgetWorkbook(): void {
  if (kept) clearTimeout(kept.timer);
  kept = undefined;
}

async function readBytes(file: string, name: string): Promise<Buffer> {
  try {
    const status = await stat(file);
    if (!status.isFile()) throw new Refusal('not_a_workbook', { name });
    return await readFile(file);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') throw new Refusal('no_file', { name });
    throw new Refusal('file_unreadable', {
      name,
      detail: code === 'EBUSY' || code === 'EACCES' || code === 'EPERM' ? '文件正被占用或没有权限' : code || '未知原因',
    });
  }
}

/** The reader's own bundle, which stands beside that of the ledger; from sources there is none. */
function workerFile(): string | undefined {
  return ['excel-worker.cjs', '../excel-worker.cjs']
    .map((file) => path.join(import.meta.dirname, file))
    .find((file) => existsSync(file));
}

/** Reads in a thread that can be ended: too slow or too hungry is no workbook to keep the ledger waiting for. */
async function readInWorker(bytes: Buffer, name: string, reading?: Reading): Promise<Workbook> {
  const worker = new Worker(workerFile() ?? '', {
    workerData: { bytes, name },
    resourceLimits: { maxOldGenerationSizeMb: readerMegabytes },
  });
  const tooLarge = () =>
    new Refusal('workbook_too_large', { name, size: Math.ceil(bytes.length / 1_048_576), limit: readerMegabytes });
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<ReaderAnswer>((resolve, reject) => {
      if (reading) reading.end = () => reject(new Refusal('reading_cancelled', { name }));
      timer = setTimeout(() => reject(tooLarge()), readerSeconds * 1_000);
      worker.once('message', resolve);
      worker.once('error', (error) =>
        reject('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLarge() : error),
      );
      worker.once('exit', () => reject(tooLarge()));
    });
    if ('workbook' in answer) return answer.workbook;
    throw isErrorCode(answer.code) ? new Refusal(answer.code, answer.params) : new Error(answer.code);
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
