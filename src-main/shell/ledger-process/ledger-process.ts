import type { LedgerEvent, Result } from '../../../src-shared/contract/method';
import type { FromLedger, KeySecret } from '../../../src-shared/contract/wire';
import { Attempts } from './attempts';
import type { StartTransport, Transport } from './transport';

export interface LedgerProcessOptions {
  readonly start: StartTransport;
  readonly folder: string;
  readonly migrations: string;
  /** What wraps device keys, as soon as the system gives it out; never rejects. */
  keySecret?(): Promise<KeySecret | undefined>;
  onEvent(event: LedgerEvent): void;
  log(message: string): void;
  /** For tests: the clock of the restart policy. */
  readonly now?: () => number;
  /** Milliseconds that a closing ledger has for the calls in flight before it is killed. */
  readonly patience?: number;
}

const stopped: Result<unknown> = { ok: false, error: { code: 'ledger_stopped', params: {} } };
const lost: Result<unknown> = { ok: false, error: { code: 'ledger_lost', params: {} } };

type Call = { readonly settle: (result: Result<unknown>) => void; readonly send: (transport: Transport) => void };

/**
 * The ledger process as the shell sees it: calls that always settle, and a process that is started again when it dies.
 * Invariant: every call is in exactly one of `#waiting` (not yet sent, no process is ready) and `#flying` (sent to the present one).
 */
export class LedgerProcess {
  readonly #options: LedgerProcessOptions;
  readonly #restarts: Attempts;
  #transport: Transport | undefined;
  #state: 'starting' | 'ready' | 'lost' | 'closing' | 'closed' = 'starting';
  #waiting: Call[] = [];
  #flying = new Map<number, Call>();
  #lastId = 0;
  #restarted = false;
  #closing: { readonly promise: Promise<void>; readonly done: () => void } | undefined;

  constructor(options: LedgerProcessOptions) {
    this.#options = options;
    this.#restarts = new Attempts(3, 60_000, options.now);
  }

  get pid(): number | undefined {
    return this.#transport?.pid;
  }

  start(): void {
    this.#state = 'starting';
    const transport = this.#options.start({
      message: (message) => this.#receive(message),
      exit: (status) => this.#onExit(status),
      complaint: (text) => this.#options.log(`ledger: ${text.trimEnd()}`),
    });
    this.#transport = transport;
    const open = (keySecret?: KeySecret) => {
      const { folder, migrations } = this.#options;
      if (this.#transport === transport)
        transport.send({ type: 'open', folder, migrations, ...(keySecret ? { keySecret } : {}) });
    };
    if (this.#options.keySecret) void this.#options.keySecret().then(open);
    else open();
  }

  /** Never rejects. A call that meets a ledger which is just being started waits for it. */
  call(method: string, input: unknown, key?: string): Promise<Result<unknown>> {
    if (this.#state === 'lost') return Promise.resolve(lost);
    if (this.#state !== 'ready' && this.#state !== 'starting') return Promise.resolve(stopped);
    return new Promise((settle) => {
      this.#lastId += 1;
      const id = this.#lastId;
      const call: Call = {
        settle,
        send: (transport) => {
          this.#flying.set(id, call);
          transport.send({ type: 'call', id, method, input, ...(key === undefined ? {} : { key }) });
        },
      };
      if (this.#state === 'ready' && this.#transport) call.send(this.#transport);
      else this.#waiting.push(call);
    });
  }

  /** Lets the calls in flight end, then the process; kills it where it has not ended in time. */
  close(): Promise<void> {
    if (this.#closing) return this.#closing.promise;
    if (!this.#transport) {
      this.#state = 'closed';
      return Promise.resolve();
    }
    const wasReady = this.#state === 'ready';
    this.#state = 'closing';
    this.#settleAll(this.#waiting.splice(0));
    let done = () => {};
    const promise = new Promise<void>((resolve) => {
      done = resolve;
    });
    this.#closing = { promise, done };
    this.#transport.send({ type: 'close' });
    const overdue = setTimeout(
      () => {
        this.#options.log('ledger did not close in time and is killed');
        this.#transport?.kill();
      },
      this.#options.patience ?? (wasReady ? 15_000 : 5_000),
    );
    return promise.finally(() => clearTimeout(overdue));
  }

  #receive(message: FromLedger): void {
    switch (message.type) {
      case 'ready': {
        if (this.#state !== 'starting' || !this.#transport) return;
        this.#state = 'ready';
        for (const call of this.#waiting.splice(0)) call.send(this.#transport);
        if (this.#restarted) this.#options.onEvent({ type: 'ledger', state: 'restarted' });
        return;
      }
      case 'reply': {
        const call = this.#flying.get(message.id);
        this.#flying.delete(message.id);
        call?.settle(message.result);
        return;
      }
      case 'event':
        this.#options.onEvent(message.event);
        return;
      case 'closed':
        this.#options.log('ledger closed');
    }
  }

  #onExit(status: number | null): void {
    this.#transport = undefined;
    const flying = [...this.#flying.values()];
    this.#flying.clear();
    this.#settleAll(flying);
    if (this.#closing) {
      this.#state = 'closed';
      this.#closing.done();
      return;
    }
    this.#options.log(`ledger ended unexpectedly, status ${status}`);
    if (this.#restarts.take()) {
      this.#restarted = true;
      this.start();
      return;
    }
    this.#state = 'lost';
    this.#settleAll(this.#waiting.splice(0), lost);
    this.#options.log('ledger is lost: it died too often');
    this.#options.onEvent({ type: 'ledger', state: 'lost' });
  }

  #settleAll(calls: readonly Call[], result = stopped): void {
    for (const call of calls) call.settle(result);
  }
}
