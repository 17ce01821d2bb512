import { open } from 'node:fs/promises';
import { openPromise } from 'yauzl';
import { unknownType } from '../../../src-shared/rules/attachment-types';

/** As many bytes as the table below looks at. */
const headLength = 4100;
/** Entries of a zip that are looked at: an office document names its parts among the first. */
const mostEntries = 400;
const office = 'application/vnd.openxmlformats-officedocument';

type Test = (head: Buffer) => boolean;
const starts =
  (text: string, at = 0): Test =>
  (head) =>
    head.subarray(at, at + text.length).equals(Buffer.from(text, 'latin1'));
const both =
  (...tests: Test[]): Test =>
  (head) =>
    tests.every((test) => test(head));
/** ISO media: a box `ftyp` with one of the brands in front. */
const brand =
  (pattern: RegExp): Test =>
  (head) =>
    starts('ftyp', 4)(head) && pattern.test(head.toString('latin1', 8, 12));

const magic: readonly (readonly [string, Test])[] = [
  ['image/jpeg', starts('\xff\xd8\xff')],
  ['image/png', starts('\x89PNG\r\n\x1a\n')],
  ['image/gif', (head) => /^GIF8[79]a/.test(head.toString('latin1', 0, 6))],
  ['image/webp', both(starts('RIFF'), starts('WEBP', 8))],
  ['image/bmp', both(starts('BM'), (head) => head.length > 14 && head.readUInt32LE(6) === 0)],
  ['image/tiff', (head) => starts('II*\0')(head) || starts('MM\0*')(head)],
  ['image/heic', brand(/^(hei[cmxs]|hev[cmx]|mif1|msf1)/)],
  ['image/vnd.dwg', (head) => /^AC10\d\d/.test(head.toString('latin1', 0, 6))],
  // Writers may put a little before it; readers look through the first kilobyte.
  ['application/pdf', (head) => head.subarray(0, 1024).includes('%PDF-')],
  ['audio/mp4', brand(/^M4[AB] /)],
  ['video/mp4', brand(/^(isom|iso\d|mp4\d|avc1|M4V |MSNV|3gp|3g2|qt {2}|dash|f4v)/)],
  ['video/x-msvideo', both(starts('RIFF'), starts('AVI ', 8))],
  ['audio/wav', both(starts('RIFF'), starts('WAVE', 8))],
  ['audio/mpeg', (head) => starts('ID3')(head) || (head[0] === 0xff && ((head[1] ?? 0) & 0xe6) === 0xe2)],
  ['audio/amr', starts('#!AMR')],
  ['application/vnd.rar', starts('Rar!\x1a\x07')],
  ['application/x-7z-compressed', starts('7z\xbc\xaf\x27\x1c')],
  ['application/x-msdownload', starts('MZ')],
];

/**
 * Media type of a file by its bytes; its name is not asked. A zip is opened as far as its directory, an OLE file is searched for the
 * streams of Word, Excel, PowerPoint. `application/octet-stream` where nothing fits. Throws the system's error.
 */
export async function typeOfFile(file: string): Promise<string> {
  const source = await open(file, 'r');
  let head: Buffer;
  let size: number;
  try {
    size = (await source.stat()).size;
    const { bytesRead, buffer } = await source.read(Buffer.alloc(headLength), 0, headLength, 0);
    head = buffer.subarray(0, bytesRead);
    if (starts('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')(head)) return await typeOfOle(source, head, size);
  } finally {
    await source.close();
  }
  if (starts('PK\x03\x04')(head)) return typeOfZip(file);
  return magic.find(([, test]) => test(head))?.[0] ?? typeOfText(head, size <= head.length);
}

async function typeOfZip(file: string): Promise<string> {
  const names = new Set<string>();
  try {
    const zip = await openPromise(file, { autoClose: true });
    try {
      for await (const entry of zip.eachEntry()) {
        names.add(entry.fileName);
        if (names.size >= mostEntries) break;
      }
    } finally {
      zip.close();
    }
  } catch {
    // Damaged, or not quite a zip: what was read of it decides.
  }
  const has = (start: string) => [...names].some((name) => name.startsWith(start));
  if (has('OFD.xml')) return 'application/ofd';
  if (!names.has('[Content_Types].xml')) return 'application/zip';
  const folder = ['word', 'xl', 'ppt'].find((name) => has(`${name}/`));
  if (folder && names.has(`${folder}/vbaProject.bin`)) return 'application/vnd.ms-office.macro';
  if (folder === 'word') return `${office}.wordprocessingml.document`;
  if (folder === 'xl')
    return names.has('xl/workbook.bin') ? 'application/vnd.ms-office.macro' : `${office}.spreadsheetml.sheet`;
  if (folder === 'ppt') return `${office}.presentationml.presentation`;
  return 'application/zip';
}

const streams: readonly (readonly [string, string])[] = [
  ['WordDocument', 'application/msword'],
  ['Workbook', 'application/vnd.ms-excel'],
  ['Book', 'application/vnd.ms-excel'],
  ['PowerPoint Document', 'application/vnd.ms-powerpoint'],
];

/** The directory of an OLE file: entries of 128 bytes, each with its name in UTF-16. Its first sector stands in the header. */
async function typeOfOle(
  source: { read(buffer: Buffer, offset: number, length: number, position: number): Promise<{ bytesRead: number }> },
  head: Buffer,
  size: number,
): Promise<string> {
  const sector = head.length >= 512 ? 2 ** Math.min(head.readUInt16LE(30), 12) : 512;
  const start = head.length >= 512 ? (head.readUInt32LE(48) + 1) * sector : size;
  if (start >= size) return unknownType;
  const directory = Buffer.alloc(Math.min(16 * 1024, size - start));
  const { bytesRead } = await source.read(directory, 0, directory.length, start);
  const names = new Set<string>();
  for (let at = 0; at + 128 <= bytesRead; at += 128) {
    const length = Math.max(Math.min(directory.readUInt16LE(at + 64), 64) - 2, 0);
    names.add(directory.toString('utf16le', at, at + length));
  }
  return streams.find(([name]) => names.has(name))?.[1] ?? unknownType;
}

/** Text is what has no control characters in its first pages and is UTF-8, UTF-16 with its mark, or looks like GBK. */
function typeOfText(head: Buffer, isWhole: boolean): string {
  const wide =
    head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : '';
  for (const encoding of wide ? [wide] : ['utf-8', 'gb18030']) {
    let text: string;
    try {
      // The head may end inside a character; as a stream that is no fault.
      text = new TextDecoder(encoding, { fatal: true }).decode(head, { stream: !isWhole });
    } catch {
      continue;
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    if (/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/.test(text)) return unknownType;
    return /^\s*(<!doctype html|<html|<\?xml|<svg|<script|mime-version:)/i.test(text) ? 'text/html' : 'text/plain';
  }
  return unknownType;
}
