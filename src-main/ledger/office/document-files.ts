import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../../src-shared/terms/errors';

export interface DocumentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const faults: Readonly<Record<string, string>> = {
  ENOSPC: '磁盘空间不够',
  EACCES: '没有写入权限，或文件正在 Word、WPS 里打开',
  EPERM: '没有写入权限，或文件正在 Word、WPS 里打开',
  EBUSY: '文件正在别的程序里打开',
  EROFS: '磁盘是只读的',
  ENOENT: '文件夹不在了',
  ENOTDIR: '上一级不是文件夹',
  EEXIST: '同名的已经有了，但不是文件夹',
  EISDIR: '同名的是一个文件夹',
  EIO: '存储设备出错，可能已拔出',
  ENAMETOOLONG: '路径太长',
};

function writeFlushed(file: string, bytes: Uint8Array): void {
  const handle = openSync(file, 'w');
  try {
    for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Puts documents that belong together into `folder`, which is made where it is missing; a file of the same name is replaced. All are
 * written beside their places first, so that a full disk or a pulled-out stick replaces none of them. Returns their paths. Throws the
 * refusal `file_unwritable`, and then leaves no half file behind.
 */
export function writeDocuments(folder: string, documents: readonly DocumentFile[]): string[] {
  const places = documents.map(({ name, bytes }) => ({
    name,
    bytes,
    file: path.join(folder, name),
    partial: path.join(folder, `~${name}.${process.pid}.partial`),
  }));
  let current = path.basename(folder);
  try {
    mkdirSync(folder, { recursive: true });
    for (const { name, bytes, partial } of places) {
      current = name;
      writeFlushed(partial, bytes);
    }
    for (const { name, file, partial } of places) {
      current = name;
      renameSync(partial, file);
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    for (const { partial } of places) {
      try {
        rmSync(partial, { force: true });
      } catch {
        // The medium may be gone, and the file with it.
      }
    }
    throw new Refusal('file_unwritable', { name: current, detail: faults[code] ?? (code || '原因不明') });
  }
  return places.map(({ file }) => file);
}
