import { constants } from 'node:fs';
import { chmod, copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { cleanFileName, nameOfCopy } from '../../../src-shared/rules/attachment-names';
import { kindOf } from '../../../src-shared/rules/attachment-types';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import { discard, writeRefusal } from '../durable-file';
import type { Handler } from '../handler';
import { BlobStore } from './blob-store';
import { typeOfFile } from './file-type';
import { type AttachmentRow, isBlobName } from './shown';

/** Folder in the ledger folder for copies that another program looks at. */
const lentName = 'opened';

function rowOf({ database }: LedgerContext, id: string): AttachmentRow {
  const row = database.prepare('SELECT * FROM attachment WHERE id = @id').get({ id }) as AttachmentRow | undefined;
  if (!row) throw new Refusal('no_record', { entity: '附件', id });
  return row;
}

/** Place of the whole, checked file of an attachment. Throws Refusal attachment_awaiting; a damaged one is set aside by that. */
async function wholeFileOf(context: LedgerContext, row: AttachmentRow): Promise<string> {
  const store = new BlobStore(context.folder);
  if (!isBlobName(row.sha256) || (await store.check(row.sha256)) !== 'whole')
    throw new Refusal('attachment_awaiting', { name: row.name ?? '附件' });
  return store.fileOf(row.sha256);
}

/** Copies beside the target, flushes, renames: who looks sees nothing or the whole file. Throws Refusal disk_full, file_unwritable. */
async function copyDurably(source: string, target: string, mode?: number): Promise<void> {
  const partial = `${target}.${process.pid}.partial`;
  try {
    await copyFile(source, partial, constants.COPYFILE_FICLONE);
    const handle = await open(partial, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (mode !== undefined) await chmod(partial, mode);
    await rename(partial, target);
  } catch (error) {
    discard(partial);
    throw writeRefusal(error, path.basename(target));
  }
}

/** See `attachments.save`. */
export const saveAttachment: Handler<'attachments.save'> = async (context, input) => {
  const row = rowOf(context, input.id);
  await copyDurably(await wholeFileOf(context, row), input.file);
  return { name: path.basename(input.file) };
};

/** See `attachments.saveAll`. */
export const saveAttachments: Handler<'attachments.saveAll'> = async (context, input) => {
  const names: string[] = [];
  const missing: string[] = [];
  for (const [index, id] of input.ids.entries()) {
    context.progress('另存', index, input.ids.length);
    const row = rowOf(context, id);
    try {
      const source = await wholeFileOf(context, row);
      const name = await freeName(input.folder, cleanFileName(row.name ?? '附件'));
      await copyDurably(source, path.join(input.folder, name));
      names.push(name);
    } catch (error) {
      if (!(error instanceof Refusal) || error.failure.code !== 'attachment_awaiting') throw error;
      missing.push(row.name ?? '附件');
    }
  }
  return { names, missing };
};

/** The name itself, or with the next number: 现场.jpg, 现场(2).jpg. The free place is taken by an empty file. */
async function freeName(folder: string, name: string): Promise<string> {
  const { name: stem, ext } = path.parse(name);
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${stem}(${number})${ext}`;
    try {
      await (await open(path.join(folder, candidate), 'wx')).close();
      return candidate;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw writeRefusal(error, candidate);
    }
  }
}

/**
 * See `attachments.lend`. The kind is told from the bytes again: the record may come from another machine. The copy is read-only, so that
 * nobody types into it what the ledger would never see.
 */
export const lendAttachment: Handler<'attachments.lend'> = async (context, input) => {
  const row = rowOf(context, input.id);
  const source = await wholeFileOf(context, row);
  const type = await typeOfFile(source);
  const { use, label } = kindOf(type);
  const shown = row.name ?? '附件';
  if (use === 'none') throw new Refusal('attachment_unsafe', { name: shown, detail: `是${label}` });
  const folder = path.join(context.folder, lentName, row.sha256?.slice(0, 16) ?? '');
  const place = path.join(folder, nameOfCopy(shown, type));
  try {
    await mkdir(folder, { recursive: true });
    // Read-only on Windows keeps it from being replaced.
    await chmod(place, 0o644).catch(() => undefined);
  } catch (error) {
    throw writeRefusal(error, shown);
  }
  await copyDurably(source, place, 0o444);
  return { place };
};

/**
 * Takes away copies that were lent more than a day before `now`; one that is still open in another program stays for the next time. Called
 * when a ledger is opened.
 */
export async function clearLent(folder: string, now: Date): Promise<void> {
  const lent = path.join(folder, lentName);
  for (const name of await readdir(lent).catch(() => [])) {
    const place = path.join(lent, name);
    const about = await stat(place).catch(() => undefined);
    if (!about || now.getTime() - about.mtimeMs < 86_400_000) continue;
    await rm(place, { recursive: true, force: true, maxRetries: 1 }).catch(() => undefined);
  }
}
