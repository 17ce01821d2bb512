/** Lets something happen `most` times within `span` milliseconds, then no more until the oldest is past. */
export class Attempts {
  readonly #most: number;
  readonly #span: number;
  readonly #now: () => number;
  #moments: number[] = [];

  constructor(most: number, span: number, now: () => number = () => performance.now()) {
    this.#most = most;
    this.#span = span;
    this.#now = now;
  }

  /** True where one more is allowed; it is then counted. */
  take(): boolean {
    const now = this.#now();
    this.#moments = this.#moments.filter((moment) => now - moment < this.#span);
    if (this.#moments.length >= this.#most) return false;
    this.#moments.push(now);
    return true;
  }
}
