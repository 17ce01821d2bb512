import { createHash, hash, randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../../../src-shared/terms/errors';
import { discard, flushFolder, writeDurably, writeRefusal } from '../durable-file';

/** Name of the store in the ledger folder. */
export const blobStoreName = 'attachments';
const incomingName = 'incoming';
const damagedName = 'damaged';
const piece = 1024 * 1024;
/** A half-written file that is older belongs to nobody any more. */
const staleAfter = 3_600_000;

export interface StoredBlob {
  readonly sha256: string;
  readonly bytes: number;
}

/** Points at which a test stops the taking of a file. */
export type TakeStep = 'opened' | 'written' | 'flushed' | 'placed';

const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text);

/**
 * Files of attachments by the SHA-256 of their bytes, in 256 folders. A file is there whole or not at all: temporary file, fsync, rename.
 * The name says what the bytes must be; bytes that are others are set aside, never served, and their place is free for a whole copy.
 */
export class BlobStore {
  readonly #folder: string;

  constructor(ledgerFolder: string) {
    this.#folder = path.join(ledgerFolder, blobStoreName);
  }

  /** Place of a blob, there or not. Throws RangeError for what is no hash, so that no name can lead elsewhere. */
  fileOf(sha256: string): string {
    if (!isHash(sha256)) throw new RangeError(`not a SHA-256: ${sha256}`);
    return path.join(this.#folder, sha256.slice(0, 2), sha256);
  }

  /** Size of a blob, or undefined where it is not here. Its bytes are not looked at. */
  sizeOf(sha256: string): number | undefined {
    const about = statSync(this.fileOf(sha256), { throwIfNoEntry: false });
    return about?.isFile() ? about.size : undefined;
  }

  /** Reads the whole blob; one whose bytes are others than its name says is set aside, and counts as missing from then on. */
  async check(sha256: string): Promise<'whole' | 'missing' | 'damaged'> {
    const found = await this.look(sha256);
    if (found === 'damaged') this.#setAside(sha256);
    return found;
  }

  /** The same, and leaves everything as it is. */
  async look(sha256: string): Promise<'whole' | 'missing' | 'damaged'> {
    if (this.sizeOf(sha256) === undefined) return 'missing';
    let source: FileHandle | undefined;
    try {
      source = await open(this.fileOf(sha256), 'r');
      const sum = createHash('sha256');
      for await (const part of partsOf(source)) sum.update(part);
      if (sum.digest('hex') === sha256) return 'whole';
    } catch {
      // A page of the disk that cannot be read is damage like any other.
    } finally {
      await source?.close();
    }
    return 'damaged';
  }

  /** The bytes of a whole blob, else undefined. For blobs that go into a package one by one. */
  async read(sha256: string): Promise<Buffer | undefined> {
    if (this.sizeOf(sha256) === undefined) return undefined;
    let bytes: Buffer | undefined;
    let source: FileHandle | undefined;
    try {
      source = await open(this.fileOf(sha256), 'r');
      bytes = await source.readFile();
    } catch {
      bytes = undefined;
    } finally {
      await source?.close();
    }
    if (bytes && hash('sha256', bytes, 'hex') === sha256) return bytes;
    this.#setAside(sha256);
    return undefined;
  }

  #setAside(sha256: string): void {
    const aside = path.join(this.#folder, damagedName);
    try {
      mkdirSync(aside, { recursive: true });
      renameSync(this.fileOf(sha256), path.join(aside, sha256));
    } catch {
      // It stays where it is, and is found damaged again.
    }
  }

  /**
   * Copies what `source` holds into the store, a megabyte at a time; durable when it returns. A whole copy that is here already is left
   * alone. `fault` words what goes wrong on the side of the source. Throws Refusal disk_full, file_unwritable, folder_unwritable, and
   * what `fault` makes.
   */
  async take(
    source: FileHandle,
    limits: { readonly most: number; readonly name: string; fault(what: unknown): Refusal },
    step: (step: TakeStep) => void = () => {},
  ): Promise<StoredBlob & { readonly isNew: boolean }> {
    const partial = this.#partial();
    const { name, most, fault } = limits;
    let target: FileHandle | undefined;
    try {
      target = await open(partial, 'wx').catch((error: unknown) => {
        throw writeRefusal(error, name);
      });
      step('opened');
      const sum = createHash('sha256');
      let bytes = 0;
      const buffer = Buffer.allocUnsafe(piece);
      for (;;) {
        const { bytesRead } = await source.read(buffer, 0, piece, null).catch((error: unknown) => {
          throw fault(error);
        });
        if (bytesRead === 0) break;
        bytes += bytesRead;
        if (bytes > most) throw fault('too_large');
        const part = buffer.subarray(0, bytesRead);
        sum.update(part);
        await target.writeFile(part).catch((error: unknown) => {
          throw writeRefusal(error, name);
        });
      }
      if (bytes === 0) throw fault('empty');
      step('written');
      await target.sync().catch((error: unknown) => {
        throw writeRefusal(error, name);
      });
      await target.close();
      target = undefined;
      step('flushed');
      const sha256 = sum.digest('hex');
      if ((await this.check(sha256)) === 'whole') {
        discard(partial);
        return { sha256, bytes, isNew: false };
      }
      this.#place(partial, sha256, name);
      step('placed');
      return { sha256, bytes, isNew: true };
    } catch (error) {
      await target?.close().catch(() => undefined);
      discard(partial);
      throw error;
    }
  }

  /** Puts bytes that are in memory already into the store; the same promises as `take`, without leaving this turn of the loop. */
  put(bytes: Uint8Array): StoredBlob {
    const sha256 = hash('sha256', bytes, 'hex');
    if (this.sizeOf(sha256) === bytes.length && this.#isWholeNow(sha256)) return { sha256, bytes: bytes.length };
    makeFolder(path.dirname(this.fileOf(sha256)));
    writeDurably(this.fileOf(sha256), bytes);
    return { sha256, bytes: bytes.length };
  }

  #isWholeNow(sha256: string): boolean {
    try {
      const handle = openSync(this.fileOf(sha256), 'r');
      try {
        const sum = createHash('sha256');
        const buffer = Buffer.allocUnsafe(piece);
        for (;;) {
          const count = readSync(handle, buffer, 0, piece, null);
          if (count === 0) break;
          sum.update(buffer.subarray(0, count));
        }
        return sum.digest('hex') === sha256;
      } finally {
        closeSync(handle);
      }
    } catch {
      return false;
    }
  }

  #partial(): string {
    const folder = path.join(this.#folder, incomingName);
    makeFolder(folder);
    const now = Date.now();
    for (const name of readdirSync(folder)) {
      const about = statSync(path.join(folder, name), { throwIfNoEntry: false });
      if (about && now - about.mtimeMs > staleAfter) discard(path.join(folder, name));
    }
    return path.join(folder, `${randomUUID()}.partial`);
  }

  #place(partial: string, sha256: string, name: string): void {
    const file = this.fileOf(sha256);
    makeFolder(path.dirname(file));
    try {
      renameSync(partial, file);
      flushFolder(path.dirname(file));
    } catch (error) {
      throw writeRefusal(error, name);
    }
  }

  /** All blobs that lie here, by their names alone. */
  list(): StoredBlob[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder)
      .filter((name) => /^[0-9a-f]{2}$/.test(name))
      .flatMap((shard) => readdirSync(path.join(this.#folder, shard)))
      .filter(isHash)
      .map((sha256) => ({ sha256, bytes: this.sizeOf(sha256) ?? 0 }));
  }

  /** Takes a blob out of the store for good. Whether anybody still names it is the caller's question. */
  remove(sha256: string): void {
    rmSync(this.fileOf(sha256), { force: true });
  }
}

/** Bytes of an open file from where it stands, in parts that share no memory. */
export async function* partsOf(source: FileHandle): AsyncGenerator<Buffer> {
  for (;;) {
    const { bytesRead, buffer } = await source.read(Buffer.allocUnsafe(piece), 0, piece, null);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new Refusal('disk_full');
    throw new Refusal('folder_unwritable', { path: folder });
  }
}
