import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../../../src-shared/terms/errors';
import { fileFault } from '../durable-file';
import { maximumFileBytes } from './archive';

/**
 * Bytes of a file that a person chose. Throws Refusal no_file, file_unreadable, or not_a_package where it is too large to be one:
 * then not a byte has been read.
 */
export async function readChosenFile(file: string): Promise<Buffer> {
  const name = path.basename(file);
  try {
    const about = await stat(file);
    // A pipe or a device would block or never end.
    if (!about.isFile()) throw new Refusal('file_unreadable', { name, detail: '这不是一个文件' });
    if (about.size > maximumFileBytes)
      throw new Refusal('not_a_package', { name, detail: `文件太大（上限 ${maximumFileBytes / 1024 / 1024} MB）` });
    return await readFile(file);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Refusal('no_file', { name });
    throw new Refusal('file_unreadable', { name, detail: fileFault(error) });
  }
}
