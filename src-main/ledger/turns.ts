import { setImmediate } from 'node:timers/promises';

/** Milliseconds that long work may hold the ledger: whoever asks for a page meanwhile waits no longer. */
const span = 12;

/** Cuts long work into pieces between which the calls that have come in are answered. */
export class Turns {
  readonly #check: () => void;
  #began = performance.now();

  /** `check` is called after every rest, and may throw: other calls, which write and close, have run. */
  constructor(check: () => void) {
    this.#check = check;
  }

  /** Between two steps, with no statement open. */
  async rest(): Promise<void> {
    if (performance.now() - this.#began < span) return;
    await setImmediate();
    this.#check();
    this.#began = performance.now();
  }
}
