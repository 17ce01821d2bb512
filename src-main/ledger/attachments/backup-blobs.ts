import { hash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../../src-shared/terms/errors';
import type { Check } from '../database/backup';
import { blobsBeside } from '../database/backup';
import { fileFault } from '../durable-file';

import { BlobStore } from './blob-store';

/** A second name for the same bytes where the file system can; a copy on the disk where it cannot (a stick). */
function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
    return;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
  }
  copyFileSync(source, target);
  const handle = openSync(target, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Puts every file of the store beside a backup, before the backup itself is written: one that is there has all its files. Throws Refusal
 * disk_full, file_unwritable.
 */
export function backupBlobs(folder: string, backup: string): { files: number; bytes: number } {
  const store = new BlobStore(folder);
  const beside = blobsBeside(backup);
  const blobs = store.list();
  try {
    for (const { sha256, bytes } of blobs) {
      const target = path.join(beside, sha256.slice(0, 2), sha256);
      if (statSync(target, { throwIfNoEntry: false })?.size === bytes) continue;
      mkdirSync(path.dirname(target), { recursive: true });
      linkOrCopy(store.fileOf(sha256), target);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new Refusal('disk_full');
    throw new Refusal('file_unwritable', { name: path.basename(backup), detail: fileFault(error) });
  }
  return { files: blobs.length, bytes: blobs.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** Brings back files that lie beside a backup and not here. What is here stays; a damaged file is left where it is, and told. */
export function restoreBlobs(backup: string, folder: string): Check[] {
  const beside = blobsBeside(backup);
  if (!statSync(beside, { throwIfNoEntry: false })?.isDirectory()) return [];
  const store = new BlobStore(folder);
  let brought = 0;
  const damaged: string[] = [];
  for (const shard of readdirSync(beside).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
    for (const sha256 of readdirSync(path.join(beside, shard)).filter((name) => /^[0-9a-f]{64}$/.test(name))) {
      const file = path.join(beside, shard, sha256);
      if (store.sizeOf(sha256) === statSync(file).size) continue;
      const bytes = readFileSync(file);
      if (hash('sha256', bytes, 'hex') !== sha256) damaged.push(sha256.slice(0, 16));
      else {
        store.put(bytes);
        brought += 1;
      }
    }
  }
  const detail =
    damaged.length === 0 ? `${brought} 个` : `${brought} 个，另有 ${damaged.length} 个已损坏：${damaged.join('、')}`;
  return [{ name: '附件已带回', ok: damaged.length === 0, detail }];
}
