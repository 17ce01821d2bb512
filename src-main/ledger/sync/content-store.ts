import { hash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../../src-shared/terms/errors';
import { DurableFiles, writeDurably } from '../durable-file';

/** Name of the store in the ledger folder. */
const contentStoreName = 'packages';

export function sha256Of(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}

/**
 * Packages by the SHA-256 of their bytes. A file lies there unchanged from the moment it was taken in, so that it can be merged later,
 * forwarded with its author's signature, and audited.
 */
export class ContentStore {
  readonly #folder: string;
  readonly #incoming = new DurableFiles();

  constructor(ledgerFolder: string) {
    this.#folder = path.join(ledgerFolder, contentStoreName);
  }

  #file(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError(`not a SHA-256: ${sha256}`);
    return path.join(this.#folder, `${sha256}.wubao`);
  }

  /** Durable when it returns. A whole copy that is there already is left alone, a damaged one is replaced. Returns the hash. */
  put(bytes: Uint8Array): string {
    const sha256 = sha256Of(bytes);
    if (this.get(sha256)) return sha256;
    this.#makeFolder();
    writeDurably(this.#file(sha256), bytes);
    return sha256;
  }

  /** Begins to put a file whose hash is known: the disk works while others are read. Durable when `finish` returns. */
  begin(sha256: string, bytes: Uint8Array): void {
    if (this.get(sha256)) return;
    this.#makeFolder();
    this.#incoming.add(this.#file(sha256), bytes);
  }

  finish(): Promise<void> {
    return this.#incoming.finish();
  }

  /** Takes away what was begun and not finished. */
  drop(): Promise<void> {
    return this.#incoming.drop();
  }

  #makeFolder(): void {
    try {
      mkdirSync(this.#folder, { recursive: true });
    } catch {
      throw new Refusal('folder_unwritable', { path: this.#folder });
    }
  }

  /** The bytes, or undefined where they are not here or no longer those of the hash. */
  get(sha256: string): Buffer | undefined {
    const file = this.#file(sha256);
    if (!existsSync(file)) return undefined;
    const bytes = readFileSync(file);
    return sha256Of(bytes) === sha256 ? bytes : undefined;
  }

  /** Hashes of all files that lie here. */
  list(): string[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder).flatMap((name) => /^([0-9a-f]{64})\.wubao$/.exec(name)?.[1] ?? []);
  }
}
