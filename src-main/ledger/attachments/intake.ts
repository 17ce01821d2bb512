import { constants } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import path from 'node:path';
import { cleanFileName, secrecyMarkOfName } from '../../../src-shared/rules/attachment-names';
import { Refusal } from '../../../src-shared/terms/errors';
import { fileFault } from '../durable-file';
import type { BlobStore, StoredBlob, TakeStep } from './blob-store';
import { typeOfFile } from './file-type';
import { momentOfPhoto } from './photo-moment';

const megabyte = 1024 * 1024;
/** Largest file that can be attached: with its manifest it still fits a volume of 50 MB. */
export const maximumBlobBytes = 48 * megabyte;

/** A file in the store, as a record of it begins. */
export interface TakenFile extends StoredBlob {
  readonly name: string;
  readonly type: string;
  readonly takenAt: string | null;
}

/** Refuses a name that bears a mark of secrecy; answers the name as the ledger keeps it. Throws Refusal secret_mark. */
export function nameFor(raw: string): string {
  const mark = secrecyMarkOfName(raw);
  if (mark) throw new Refusal('secret_mark', { mark });
  return cleanFileName(raw);
}

/**
 * Takes a file that a person chose into the store. Throws Refusal no_file, file_unreadable, attachment_refused (not a file, empty, too
 * large), secret_mark, disk_full, file_unwritable, folder_unwritable; nothing is left behind then.
 */
export async function takeFile(store: BlobStore, file: string, step?: (step: TakeStep) => void): Promise<TakenFile> {
  const shown = path.basename(file);
  const name = nameFor(shown);
  const refused = (detail: string) => new Refusal('attachment_refused', { name: shown, detail });
  const tooLarge = () => refused(`文件太大（上限 ${maximumBlobBytes / megabyte} MB）`);
  const fault = (what: unknown): Refusal => {
    if (what === 'too_large') return tooLarge();
    if (what === 'empty') return refused('文件是空的');
    if ((what as NodeJS.ErrnoException).code === 'ENOENT') return new Refusal('no_file', { name: shown });
    return new Refusal('file_unreadable', { name: shown, detail: fileFault(what) });
  };
  let source: FileHandle | undefined;
  try {
    // Asked before it is opened: opening a pipe waits for whoever writes into it. Asked again after: it may have been exchanged.
    const isPlain = (await stat(file)).isFile();
    if (!isPlain) throw refused('这不是一个文件');
    source = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const about = await source.stat();
    if (!about.isFile()) throw refused('这不是一个文件');
    if (about.size === 0) throw refused('文件是空的');
    if (about.size > maximumBlobBytes) throw tooLarge();
    const { sha256, bytes } = await store.take(source, { most: maximumBlobBytes, name: shown, fault }, step);
    return { sha256, bytes, name, ...(await look(store, sha256)) };
  } catch (error) {
    // What the system says of the file; anything else is no fault of the file.
    throw typeof (error as NodeJS.ErrnoException).code === 'string' ? fault(error) : error;
  } finally {
    await source?.close();
  }
}

/** Takes bytes that came without a file: a picture out of the clipboard. Throws Refusal like `takeFile`. */
export async function takeBytes(store: BlobStore, bytes: Buffer, rawName: string): Promise<TakenFile> {
  const name = nameFor(rawName);
  if (bytes.length === 0) throw new Refusal('attachment_refused', { name, detail: '文件是空的' });
  const { sha256 } = store.put(bytes);
  return { sha256, bytes: bytes.length, name, ...(await look(store, sha256)) };
}

async function look(store: BlobStore, sha256: string): Promise<Pick<TakenFile, 'type' | 'takenAt'>> {
  const file = store.fileOf(sha256);
  const type = await typeOfFile(file);
  return { type, takenAt: type === 'image/jpeg' ? await momentOfPhoto(file) : null };
}
