import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { isErrorCode, Refusal } from '../../../src-shared/terms/errors';
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
import { containerKind, declaredSize } from './excel-container';
import type { TableHead } from './excel-fingerprint';
import { UnpackedRows } from './excel-packed';
import { readWorkbook } from './excel-reader';
import type { Workbook } from './excel-sheet';
import type { ReaderData, ReaderReply, ReaderRequest } from './excel-worker';

/** A thread that has not answered by then is ended; the largest workbook that is let in takes a fifth of it. */
const limitSeconds = 60;
const limitMegabytes = 512;
const nurseryMegabytes = 16;
/** What unpacks to less is read in this process: a thread takes longer to start, and so little cannot hold anybody up. */
const smallBytes = 1024 * 1024;

type SheetChoice = Pick<PlainOptions, 'fileName' | 'sheet'>;

/** One workbook, read and kept for questions. */
export interface WorkbookSession {
  /** The sheet that is asked for, or the one that is most of a ledger. */
  sheet(options: SheetChoice): Promise<ChosenSheet>;
  head(request: HeadRequest): Promise<TableHead | undefined>;
  answer(request: SheetRequest): Promise<Answer>;
  workbook(): Promise<Workbook>;
  /** Ends it, and whatever of it is still going on: that is refused with reading_cancelled. */
  end(): void;
}

/** The reader's own bundle, which stands beside that of the ledger; from sources there is none. */
function bundledWorker(): string | undefined {
  return ['excel-worker.cjs', '../excel-worker.cjs']
    .map((file) => path.join(import.meta.dirname, file))
    .find((file) => existsSync(file));
}

/**
 * Begins to read a workbook; whether it can be read is told with the first answer. Large ones, and those of a kind whose size says
 * little, are read in a thread that is ended when it takes too long or too much memory.
 */
export async function openSession(bytes: Buffer, name: string, worker = bundledWorker()): Promise<WorkbookSession> {
  if (worker === undefined || (await isSmall(bytes, name))) return new SessionHere(bytes, name);
  return new SessionInThread(worker, bytes, name);
}

async function isSmall(bytes: Buffer, name: string): Promise<boolean> {
  const kind = containerKind(bytes, name);
  if (kind === 'zip') {
    // A few lines of an OpenDocument table may stand for a million rows.
    const isOpenDocument = bytes.subarray(0, 100).includes('opendocument');
    return !isOpenDocument && (await declaredSize(bytes, name)) < smallBytes;
  }
  return kind === 'text' && bytes.length < smallBytes / 4 && !bytes.subarray(0, 2048).includes('<');
}

class SessionHere implements WorkbookSession {
  readonly #name: string;
  readonly #read: Promise<Workbook>;
  #ended = false;

  constructor(bytes: Buffer, name: string) {
    this.#name = name;
    this.#read = readWorkbook(bytes, name);
    // Whoever asks is told; nobody may have asked yet.
    this.#read.catch(() => undefined);
  }

  async workbook(): Promise<Workbook> {
    const workbook = await this.#read;
    if (this.#ended) throw new Refusal('reading_cancelled', { name: this.#name });
    return workbook;
  }

  async sheet(options: SheetChoice): Promise<ChosenSheet> {
    return choose(await this.workbook(), options);
  }

  async head(request: HeadRequest): Promise<TableHead | undefined> {
    return headOfChosen(await this.workbook(), request);
  }

  async answer(request: SheetRequest): Promise<Answer> {
    return answerOf(await this.workbook(), request);
  }

  end(): void {
    this.#ended = true;
  }
}

interface Waiting {
  resolve(reply: ReaderReply): void;
  reject(error: Error): void;
}

class SessionInThread implements WorkbookSession {
  readonly #name: string;
  readonly #worker: Worker;
  readonly #read: Promise<ReaderReply>;
  /** Replies come in the order of the questions. */
  readonly #waiting: Waiting[] = [];
  readonly #sheets = new Map<string, Promise<ChosenSheet>>();
  #fault: Error | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(file: string, bytes: Buffer, name: string) {
    this.#name = name;
    const data: ReaderData = { bytes, name };
    this.#worker = new Worker(file, {
      workerData: data,
      // A small nursery is as fast here, and the whole takes a hundred megabytes less.
      resourceLimits: { maxOldGenerationSizeMb: limitMegabytes, maxYoungGenerationSizeMb: nurseryMegabytes },
    });
    this.#worker.on('message', (reply: ReaderReply) => {
      const first = this.#waiting.shift();
      this.#watch();
      if (reply.what === 'refusal') {
        first?.reject(isErrorCode(reply.code) ? new Refusal(reply.code, reply.params) : new Error(reply.code));
      } else first?.resolve(reply);
    });
    this.#worker.on('error', (error) => this.#fail(isOutOfMemory(error) ? this.#heavy('内存') : error));
    this.#worker.on('exit', () => this.#fail(this.#heavy('内存')));
    // A thread that only waits for the next question keeps no program alive.
    this.#worker.unref();
    this.#read = this.#next();
    this.#read.catch(() => undefined);
  }

  async workbook(): Promise<Workbook> {
    return (await this.#ask({ what: 'workbook' })).workbook;
  }

  sheet({ fileName, sheet }: SheetChoice): Promise<ChosenSheet> {
    // It is sent once: a preview is asked again with every choice that is made in it.
    const key = sheet ?? '';
    const known = this.#sheets.get(key) ?? this.#choose({ fileName, sheet });
    this.#sheets.set(key, known);
    return known;
  }

  async #choose(options: SheetChoice): Promise<ChosenSheet> {
    const { chosen } = await this.#ask({ what: 'sheet', options });
    return { ...chosen, sheet: { ...chosen.sheet, rows: new UnpackedRows(chosen.sheet.rows) } };
  }

  async head(request: HeadRequest): Promise<TableHead | undefined> {
    return (await this.#ask({ what: 'head', request })).head;
  }

  async answer(request: SheetRequest): Promise<Answer> {
    return (await this.#ask({ what: 'answer', request })).answer;
  }

  end(): void {
    this.#fail(new Refusal('reading_cancelled', { name: this.#name }));
  }

  async #ask<What extends ReaderRequest['what']>(
    request: Extract<ReaderRequest, { what: What }>,
  ): Promise<Extract<ReaderReply, { what: What }>> {
    await this.#read;
    if (this.#fault) throw this.#fault;
    this.#worker.postMessage(request);
    const reply = await this.#next();
    if (reply.what !== request.what) throw new Error(`the reader said ${reply.what} to ${request.what}`);
    return reply as Extract<ReaderReply, { what: What }>;
  }

  #next(): Promise<ReaderReply> {
    const next = new Promise<ReaderReply>((resolve, reject) => this.#waiting.push({ resolve, reject }));
    this.#watch();
    return next;
  }

  /** Gives the question that is being answered its time, and holds the program while there is one. */
  #watch(): void {
    clearTimeout(this.#timer);
    if (this.#waiting.length === 0 || this.#fault) {
      this.#worker.unref();
      return;
    }
    this.#worker.ref();
    this.#timer = setTimeout(() => this.#fail(this.#heavy('时间')), limitSeconds * 1_000);
  }

  #heavy(what: '内存' | '时间'): Refusal {
    const limit = what === '内存' ? `内存超过 ${limitMegabytes} MB` : `${limitSeconds} 秒还没有读完`;
    return new Refusal('workbook_too_heavy', { name: this.#name, what: `读取时${limit}` });
  }

  #fail(error: Error): void {
    this.#fault ??= error;
    clearTimeout(this.#timer);
    for (const { reject } of this.#waiting.splice(0)) reject(this.#fault);
    void this.#worker.terminate();
  }
}

const isOutOfMemory = (error: Error) => 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
