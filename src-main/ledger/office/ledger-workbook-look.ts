import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { checkHeader } from './ledger-workbook-columns';

/** The header that every sheet of a whole-ledger workbook has, as the parts of the file hold it. */
const wanted = Buffer.from(checkHeader);
/** The row of headers stands at the top of a sheet; texts that a program keeps apart stand in any order. */
const sheetBytes = 256 * 1024;
const textBytes = 64 * 1024 * 1024;
/** Our own have a sheet for each entity, and the first has it already. */
const mostLooks = 60;

/**
 * Whether a file may be a workbook of the whole ledger: a look into its parts, which costs next to nothing beside reading it. Whatever
 * is wrong with the file is told by the reader.
 */
export async function mayBeLedgerWorkbook(file: string): Promise<boolean> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(file, { lazyEntries: true, autoClose: false });
    let looks = 0;
    for await (const entry of zip.eachEntry()) {
      const limit = /^xl\/worksheets\/[^/]+\.xml$/i.test(entry.fileName)
        ? sheetBytes
        : /^xl\/sharedStrings\.xml$/i.test(entry.fileName)
          ? textBytes
          : 0;
      if (limit === 0) continue;
      if (await holds(zip, entry, limit)) return true;
      looks += 1;
      if (looks >= mostLooks) return false;
    }
    return false;
  } catch {
    return false;
  } finally {
    zip?.close();
  }
}

async function holds(zip: ZipFile, entry: Entry, limit: number): Promise<boolean> {
  const stream = await zip.openReadStreamPromise(entry);
  let rest: Buffer = Buffer.alloc(0);
  let read = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const bytes = Buffer.concat([rest, chunk]);
      if (bytes.includes(wanted)) return true;
      // The header may lie across two chunks.
      rest = bytes.subarray(-wanted.length);
      read += chunk.length;
      if (read >= limit) return false;
    }
    return false;
  } finally {
    stream.destroy();
  }
}
