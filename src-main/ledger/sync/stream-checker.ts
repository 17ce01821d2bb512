import { existsSync } from 'node:fs';
import path from 'node:path';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { isErrorCode, Refusal } from '../../../src-shared/terms/errors';
import { type CheckedLines, checkLines, type Stream } from '../journal/receive-check';
import { answersAt, type CheckerData, type CheckReply, type CheckRequest, questionsAt } from './stream-messages';

/** So many streams are being checked or lie ready: enough that nobody waits, few enough that memory stays flat. */
const streamsAhead = 3;
/** So many more are checked here, while the ledger would only wait for the thread. */
const checkedMeanwhile = 2;
/** But not at once: the thread is in practice, and the first stream that is checked here takes five times as long as there. */
const waitMilliseconds = 60;
/** Without an answer for so long the thread is given up: a start, and a pace that a busy machine keeps. */
const patienceMilliseconds = (bytes: number) => 3_000 + bytes / 10_000;
/** What is smaller is checked before a thread has started. */
const smallBytes = 256 * 1024;

/** What there is to check of a stream. */
type Expected = Omit<Stream, 'package' | 'checked'>;

interface Job {
  /** Never given twice: an answer may come when nobody wants it any more. */
  readonly number: number;
  readonly stream: Expected;
  state: 'waiting' | 'sent' | 'here' | 'taken';
  /** What is known of it; throws where it lies. */
  result: (() => CheckedLines) | undefined;
}

function resultOf(reply: CheckReply): Job['result'] {
  if ('refusal' in reply) {
    const { code, params } = reply.refusal;
    return () => {
      throw isErrorCode(code) ? new Refusal(code, params) : new Error(code);
    };
  }
  const { checked } = reply;
  return checked && (() => checked);
}

/** The thread's own bundle, which stands beside that of the ledger; from sources there is none. */
function bundledThread(): string | undefined {
  return ['stream-thread.cjs', '../stream-thread.cjs']
    .map((file) => path.join(import.meta.dirname, file))
    .find((file) => existsSync(file));
}

/**
 * Checks streams ahead of the merge in a thread of its own: shape, chain, columns, segments. The merge is one transaction that never
 * returns to the event loop, so it takes the answers by looking for them, and sleeps where one is not there yet. Where there is no thread,
 * or none that answers, every stream is checked here: it is the same work.
 */
export class StreamChecker {
  readonly #file: string | undefined;
  #worker: Worker | undefined;
  #port: MessagePort | undefined;
  readonly #counts = new Int32Array(new SharedArrayBuffer(8));
  readonly #jobs: Job[] = [];
  #numbers = 0;
  /** Of all that is expected. */
  #bytes = 0;

  constructor(file = bundledThread()) {
    this.#file = file;
  }

  #start(): void {
    if (this.#file === undefined || this.#worker) return;
    const { port1, port2 } = new MessageChannel();
    const data: CheckerData = { counts: this.#counts.buffer as SharedArrayBuffer, port: port2 };
    const worker = new Worker(this.#file, { workerData: data, transferList: [port2] });
    // A thread that failed gives no answers, and that is enough.
    worker.on('error', () => undefined);
    worker.unref();
    this.#worker = worker;
    this.#port = port1;
  }

  /** A stream that will probably be asked for soon, after those that were named before. */
  expect(stream: Expected): void {
    if (this.#file === undefined) return;
    this.#numbers += 1;
    this.#jobs.push({ number: this.#numbers, stream, state: 'waiting', result: undefined });
    this.#bytes += stream.ndjson.length;
    if (this.#bytes >= smallBytes && this.#jobs.length > 1) this.#start();
    this.#send();
  }

  /** The same streams, which will be asked for in this order; those that were expected are checked at most once. */
  ahead(streams: readonly Stream[]): Stream[] {
    const expected = new Map(this.#jobs.map((job) => [job.stream.ndjson, job]));
    this.#jobs.length = 0;
    this.#bytes = 0;
    return streams.map((stream) => {
      const job = expected.get(stream.ndjson);
      if (!job) return stream;
      this.#jobs.push(job);
      return { ...stream, checked: () => this.#take(job) };
    });
  }

  /** Ends the thread. */
  end(): void {
    this.#port?.close();
    this.#port = undefined;
    void this.#worker?.terminate();
    this.#worker = undefined;
    this.#jobs.length = 0;
  }

  /** Sends what comes next. */
  #send(): void {
    if (!this.#port) return;
    let open = this.#jobs.filter(({ state }) => state === 'sent').length;
    for (const job of this.#jobs) {
      if (open >= streamsAhead) return;
      if (job.state !== 'waiting') continue;
      const { device, from, to, before, after, ndjson } = job.stream;
      const request: CheckRequest = { job: job.number, device, from, to, before, after, ndjson };
      this.#port.postMessage(request);
      Atomics.add(this.#counts, questionsAt, 1);
      Atomics.notify(this.#counts, questionsAt);
      job.state = 'sent';
      open += 1;
    }
  }

  #take(job: Job): CheckedLines {
    const place = this.#jobs.indexOf(job);
    if (job.state === 'sent') this.#await(job);
    // What was passed over is not asked for any more, and nothing is given twice: memory stays flat.
    for (const gone of this.#jobs.splice(0, place + 1)) gone.state = 'taken';
    this.#send();
    const { result } = job;
    job.result = undefined;
    return result ? result() : checkLines(job.stream);
  }

  /** Until the thread has answered for this one; gives the thread up where it takes too long. */
  #await(job: Job): void {
    while (this.#port && !job.result) {
      const answered = Atomics.load(this.#counts, answersAt);
      const received = receiveMessageOnPort(this.#port) as { message: CheckReply } | undefined;
      if (received) {
        const about = this.#jobs.find(({ number }) => number === received.message.job);
        if (about?.state !== 'sent') continue;
        about.result = resultOf(received.message);
        // The thread could not tell.
        if (!about.result) about.state = 'taken';
        if (about === job && !about.result) return;
      } else if (
        Atomics.wait(this.#counts, answersAt, answered, waitMilliseconds) === 'timed-out' &&
        !this.#checkMeanwhile()
      ) {
        const patience = patienceMilliseconds(job.stream.ndjson.length);
        if (Atomics.wait(this.#counts, answersAt, answered, patience) === 'timed-out') this.end();
      }
    }
  }

  /** Checks a later stream here; false where enough of them lie ready. */
  #checkMeanwhile(): boolean {
    const job = this.#jobs.find(({ state }) => state === 'waiting');
    if (!job || this.#jobs.filter(({ state }) => state === 'here').length >= checkedMeanwhile) return false;
    job.state = 'here';
    try {
      const checked = checkLines(job.stream);
      job.result = () => checked;
    } catch (error) {
      job.result = () => {
        throw error;
      };
    }
    return true;
  }
}
