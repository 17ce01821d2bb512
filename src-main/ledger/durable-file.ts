import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../../src-shared/terms/errors';

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: '磁盘空间不够',
  EACCES: '没有写入权限，或文件正在 Word、WPS 里打开',
  EPERM: '没有写入权限，或文件正在 Word、WPS 里打开',
  EROFS: '是只读的',
  EBUSY: '正被别的程序占用',
  ENOENT: '文件夹不在了',
  ENOTDIR: '上一级不是文件夹',
  EISDIR: '同名的是一个文件夹',
  EEXIST: '同名的已经有了，但不是文件夹',
  EIO: '存储设备出错，可能已拔出',
  ENAMETOOLONG: '文件名或路径太长',
};

/** Why the system refused a file, in Chinese; its own code where no words are known. */
export function fileFault(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return reasons[code] ?? (code || '原因不明');
}

/** Makes a rename inside the folder last. */
export function flushFolder(folder: string): void {
  // Windows opens no folders; there the rename is journaled by the file system.
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } catch {
    // Some file systems of removable media know no fsync of folders.
  } finally {
    closeSync(handle);
  }
}

/** Takes a half-written file away. */
export function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // The medium may be gone, and the file with it.
  }
}

/** Writes a new file whose bytes are on the disk when it returns. Throws the system's error. */
export function writeFlushed(file: string, bytes: Uint8Array, mode = 0o644): void {
  const handle = openSync(file, 'w', mode);
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The refusal for what the system said about writing `name`. */
export function writeRefusal(error: unknown, name: string): Refusal {
  if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return new Refusal('disk_full');
  return new Refusal('file_unwritable', { name, detail: fileFault(error) });
}

/**
 * Puts bytes in place of `file`: a temporary file beside it, fsync, rename. Whoever looks sees the old file or the whole new one.
 * Throws Refusal disk_full or file_unwritable, and then leaves nothing behind.
 */
export function writeDurably(file: string, bytes: Uint8Array, mode = 0o644): void {
  const partial = `${file}.${process.pid}.partial`;
  try {
    writeFlushed(partial, bytes, mode);
    renameSync(partial, file);
    flushFolder(path.dirname(file));
  } catch (error) {
    discard(partial);
    throw writeRefusal(error, path.basename(file));
  }
}

interface Writing {
  readonly file: string;
  readonly done: Promise<void>;
}

/** So many files wait for the disk at a time; more would keep others from reading. */
const lanes = 3;

/** `writeDurably` for several files of one folder, side by side, while the caller goes on: they are there when `finish` returns. */
export class DurableFiles {
  readonly #writing: Writing[] = [];

  /** Begins to write a file. */
  add(file: string, bytes: Uint8Array): void {
    const before = this.#writing.at(-lanes)?.done.catch(() => undefined) ?? Promise.resolve();
    const done = before.then(() => writeFile(this.#partialOf(file), bytes, { mode: 0o644, flush: true }));
    // Told by `finish`.
    done.catch(() => undefined);
    this.#writing.push({ file, done });
  }

  /** Throws as `writeDurably` where one cannot be written; some of the others may be there. */
  async finish(): Promise<void> {
    const writing = this.#writing.splice(0);
    const ended = await Promise.allSettled(writing.map(({ done }) => done));
    const failed = ended.findIndex(({ status }) => status === 'rejected');
    try {
      if (failed >= 0) throw (ended[failed] as PromiseRejectedResult).reason;
      for (const { file } of writing) renameSync(this.#partialOf(file), file);
      for (const folder of new Set(writing.map(({ file }) => path.dirname(file)))) flushFolder(folder);
    } catch (error) {
      for (const { file } of writing) discard(this.#partialOf(file));
      throw writeRefusal(error, path.basename(writing[Math.max(failed, 0)]?.file ?? ''));
    }
  }

  /** Takes away what was begun and not finished. */
  async drop(): Promise<void> {
    const writing = this.#writing.splice(0);
    await Promise.allSettled(writing.map(({ done }) => done));
    for (const { file } of writing) discard(this.#partialOf(file));
  }

  #partialOf(file: string): string {
    return `${file}.${process.pid}.partial`;
  }
}
