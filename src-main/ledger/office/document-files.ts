import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { discard, writeFlushed, writeRefusal } from '../durable-file';

export interface DocumentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Text as part of a file name on any system. */
export const fileWords = (text: string, most = 100) =>
  text
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .trim()
    .slice(0, most);

/**
 * Puts documents that belong together into `folder`, which is made where it is missing; a file of the same name is replaced. All are
 * written beside their places first, so that a full disk or a pulled-out stick replaces none of them. Returns their paths. Throws the
 * refusal `file_unwritable` or `disk_full`, and then leaves no half file behind.
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
    for (const { partial } of places) discard(partial);
    throw writeRefusal(error, current);
  }
  return places.map(({ file }) => file);
}
