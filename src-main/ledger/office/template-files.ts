import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../../../src-shared/terms/errors';

const megabyte = 1024 * 1024;

/** Reads a table that somebody chose. Throws Refusal: no_file, file_unreadable, template_too_large, not_a_workbook (a folder). */
export async function readTableFile(file: string, limit: number): Promise<{ name: string; bytes: Buffer }> {
  const name = path.basename(file);
  try {
    const status = await stat(file);
    if (!status.isFile()) throw new Refusal('not_a_workbook', { name });
    if (status.size > limit)
      throw new Refusal('template_too_large', {
        name,
        size: (status.size / megabyte).toFixed(1),
        limit: limit / megabyte,
      });
    return { name, bytes: await readFile(file) };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ENOENT') throw new Refusal('no_file', { name });
    const isTaken = code === 'EBUSY' || code === 'EACCES' || code === 'EPERM';
    throw new Refusal('file_unreadable', { name, detail: isTaken ? '文件正被占用或没有权限' : code || '未知原因' });
  }
}
