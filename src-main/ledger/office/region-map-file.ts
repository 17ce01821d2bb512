import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { readRegionMap } from '../../../src-shared/rules/region-map';
import { Refusal } from '../../../src-shared/terms/errors';
import { fileFault } from '../durable-file';
import type { Handler } from '../handler';

/** Larger files are boundaries of a whole country, or no map at all. */
const most = 30_000_000;

/** See `dispatch.readMap`. Throws Refusal region_map_unreadable, file_unreadable. */
export const readRegionMapFile: Handler<'dispatch.readMap'> = (_context, { file, property }) => {
  const name = path.basename(file);
  let text: string;
  try {
    const { size } = statSync(file);
    if (size > most)
      throw new Refusal('region_map_unreadable', {
        name,
        detail: `文件有 ${Math.round(size / 1_000_000)} MB，超过 ${most / 1_000_000} MB。请在制图软件里只留本市各属地，并简化边界`,
      });
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('file_unreadable', { name, detail: fileFault(error) });
  }
  const read = readRegionMap(text, name, property);
  if ('fault' in read) throw new Refusal('region_map_unreadable', { name, detail: read.fault });
  return read;
};
