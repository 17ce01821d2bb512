import type { Failure } from '../../../src-shared/terms/errors';
import { failureOf } from '../../ledger-client';

export interface RowPage<Row, Summary> {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly summary: Summary;
}

export const pageSize = 100;
/** Pages kept before the farthest are dropped: 6,000 rows. */
const mostPages = 60;

/**
 * Rows of one query, fetched by page as they are looked at. A refresh keeps what is shown until the new rows are here.
 * Invariant: a page is requested at most once at a time, and the answer of an older generation never replaces a newer one.
 */
export class PageCache<Row, Summary> {
  readonly #load: (offset: number, limit: number) => Promise<RowPage<Row, Summary>>;
  readonly #pages = new Map<number, { rows: readonly Row[]; generation: number }>();
  readonly #pending = new Map<number, number>();
  readonly #listeners = new Set<() => void>();
  #generation = 0;
  #wanted: [number, number] = [0, 0];
  /** First row that was wanted last: tells the direction of scrolling. */
  #from = 0;
  #version = 0;
  #total: number | null = null;
  #summary: Summary | null = null;
  #failure: Failure | null = null;

  constructor(load: (offset: number, limit: number) => Promise<RowPage<Row, Summary>>) {
    this.#load = load;
  }

  get total(): number | null {
    return this.#total;
  }

  get summary(): Summary | null {
    return this.#summary;
  }

  get failure(): Failure | null {
    return this.#failure;
  }

  row(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / pageSize))?.rows[index % pageSize];
  }

  /** Asks for the pages of rows `from`…`to`; what is fresh already is not asked for again. Settles when they are here. */
  async want(from: number, to: number): Promise<void> {
    const first = Math.max(0, Math.floor(from / pageSize));
    const last = Math.max(first, Math.floor(to / pageSize));
    this.#wanted = [first, last];
    const missing: Promise<void>[] = [];
    for (let page = first; page <= last; page += 1) if (this.#isMissing(page)) missing.push(this.#fetch(page));
    // The page that comes next in the direction of scrolling; nobody waits for it.
    const ahead = from > this.#from ? last + 1 : from < this.#from ? first - 1 : -1;
    this.#from = from;
    if (ahead >= 0 && this.#total !== null && this.#isMissing(ahead)) void this.#fetch(ahead);
    await Promise.all(missing);
  }

  #isMissing(page: number): boolean {
    const here = this.#pages.get(page)?.generation === this.#generation;
    const beyond = this.#total !== null && page > 0 && page * pageSize >= this.#total;
    return !here && !beyond && this.#pending.get(page) !== this.#generation;
  }

  async #fetch(page: number): Promise<void> {
    const generation = this.#generation;
    this.#pending.set(page, generation);
    try {
      const { rows, total, summary } = await this.#load(page * pageSize, pageSize);
      const known = this.#pages.get(page);
      if (known && known.generation > generation) return;
      this.#pages.set(page, { rows, generation });
      if (generation === this.#generation) {
        this.#total = total;
        this.#summary = summary;
        this.#failure = null;
      }
      this.#dropFarthest(page);
    } catch (error) {
      this.#failure = failureOf(error);
    } finally {
      if (this.#pending.get(page) === generation) this.#pending.delete(page);
      this.#announce();
    }
  }

  #dropFarthest(near: number): void {
    while (this.#pages.size > mostPages) {
      const farthest = [...this.#pages.keys()].reduce((worst, page) =>
        Math.abs(page - near) > Math.abs(worst - near) ? page : worst,
      );
      this.#pages.delete(farthest);
    }
  }

  /** The ledger changed: fetches what is in sight again and forgets what is not. */
  refresh(): void {
    this.#generation += 1;
    const [first, last] = this.#wanted;
    for (const page of this.#pages.keys()) if (page < first || page > last) this.#pages.delete(page);
    void this.want(first * pageSize, last * pageSize);
  }

  /** Puts a changed row in the place of the old one until the ledger's own answer comes. */
  patch(id: string, change: (row: Row) => Row, idOf: (row: Row) => string): void {
    for (const [page, { rows, generation }] of this.#pages) {
      const index = rows.findIndex((row) => idOf(row) === id);
      const row = rows[index];
      if (row === undefined) continue;
      this.#pages.set(page, { rows: rows.with(index, change(row)), generation });
    }
    this.#announce();
  }

  #announce(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly version = (): number => this.#version;
}
