import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../src-shared/terms/errors';

const reasons: Readonly<Record<string, string>> = {
  EACCES: '没有写入权限，或文件正在别的程序里打开',
  EPERM: '没有写入权限，或文件正在别的程序里打开',
  EROFS: '是只读的',
  EBUSY: '正被别的程序占用',
  ENOENT: '文件夹不在了',
  ENOTDIR: '上一级不是文件夹',
  EISDIR: '同名的是一个文件夹',
  EEXIST: '同名的已经有了，但不是文件夹',
  EIO: '存储设备出错，可能已拔出',
  ENAMETOOLONG: '文件名或路径太长',
};

/** Puts bytes in place of `file`: whoever looks sees the old file or the whole new one. Throws Refusal disk_full or file_unwritable. */
export function writeWhole(file: string, bytes: Uint8Array): void {
  const partial = path.join(path.dirname(file), `~${path.basename(file)}.${process.pid}.partial`);
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const handle = openSync(partial, 'w', 0o644);
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(partial, file);
  } catch (error) {
    try {
      rmSync(partial, { force: true });
    } catch {
      // The medium may be gone, and the file with it.
    }
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOSPC') throw new Refusal('disk_full');
    throw new Refusal('file_unwritable', { name: path.basename(file), detail: reasons[code] ?? (code || '原因不明') });
  }
}
