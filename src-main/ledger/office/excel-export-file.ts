import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { Refusal } from '../../../src-shared/terms/errors';
import { dispatchNotice } from './bulletin-letterhead';
import { type ExportTable, writeTable } from './excel-export-sheet';

const faults: Readonly<Record<string, string>> = {
  ENOSPC: '磁盘空间不够',
  EACCES: '没有写入权限，或文件正在 Excel、WPS 里打开',
  EPERM: '没有写入权限，或文件正在 Excel、WPS 里打开',
  EBUSY: '文件正在 Excel、WPS 里打开',
  EROFS: '磁盘是只读的',
  ENOENT: '文件夹不在了',
  EISDIR: '同名的是一个文件夹',
  ENAMETOOLONG: '路径太长',
};

/**
 * Streams a workbook into a file beside its place and moves it there when it is whole; the tables are asked for one after the other.
 * `progress` gets the rows written so far. Throws Refusal file_unwritable, and then leaves nothing behind.
 */
export async function writeWorkbook(
  file: string,
  title: string,
  tables: Iterable<ExportTable>,
  progress: (rows: number) => void,
): Promise<void> {
  const partial = path.join(path.dirname(file), `~${path.basename(file)}.${process.pid}.partial`);
  const stream = createWriteStream(partial);
  // The stream may fail at any moment, also between two rows, when nobody waits for it.
  const failed = new Promise<never>((_, reject) => stream.once('error', reject));
  failed.catch(() => undefined);
  try {
    const closed = new Promise<void>((resolve) => stream.once('close', resolve));
    await Promise.race([writeTables(stream, title, tables, progress, failed), failed]);
    await Promise.race([closed, failed]);
    await rename(partial, file);
  } catch (error) {
    stream.destroy();
    await rm(partial, { force: true }).catch(() => undefined);
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!code || error instanceof Refusal) throw error;
    throw new Refusal('file_unwritable', { name: path.basename(file), detail: faults[code] ?? code });
  }
}

async function writeTables(
  stream: NodeJS.WritableStream,
  title: string,
  tables: Iterable<ExportTable>,
  progress: (rows: number) => void,
  failed: Promise<never>,
): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: stream as never,
    useStyles: true,
    useSharedStrings: false,
  });
  workbook.title = title;
  workbook.description = dispatchNotice;
  let done = 0;
  // Lets the file keep up and other calls have their turn, or stops where it cannot be written.
  const pause = (rows: number) => {
    done += rows;
    progress(done);
    return Promise.race([new Promise((resolve) => setImmediate(resolve)), failed]);
  };
  for (const table of tables) await writeTable(workbook, table, pause);
  await workbook.commit();
}
