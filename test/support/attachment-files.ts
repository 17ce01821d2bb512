import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { zip } from './sync-ledgers';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Writes a file below a folder and answers its path. */
export function writeFile(folder: string, name: string, bytes: Uint8Array | string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  return file;
}

/** A picture of one colour; with `moment` (`2018:09:14 08:30:00`) as a camera would write it. */
export async function photo(
  format: 'jpeg' | 'png' | 'webp' | 'gif' = 'jpeg',
  options: { width?: number; height?: number; color?: string; moment?: string } = {},
): Promise<Buffer> {
  const { width = 640, height = 480, color = '#406080', moment } = options;
  const picture = sharp({ create: { width, height, channels: 3, background: color } });
  const dated = moment
    ? picture.withExif({ IFD0: { DateTime: '2001:01:01 00:00:00' }, IFD2: { DateTimeOriginal: moment } })
    : picture;
  return dated.toFormat(format).toBuffer();
}

const entry = (name: string, content = 'x') => ({ name, content: Buffer.from(content) });

/** As much of an office document as tells what it is. */
export const officeFile = (folder: 'word' | 'xl' | 'ppt', more: readonly string[] = []): Buffer =>
  zip([
    entry('[Content_Types].xml', '<Types/>'),
    entry(`${folder}/${folder === 'word' ? 'document' : folder === 'xl' ? 'workbook' : 'presentation'}.xml`),
    ...more.map((name) => entry(name)),
  ]);
export const plainZip = (): Buffer => zip([entry('说明.txt')]);
export const ofdFile = (): Buffer => zip([entry('OFD.xml'), entry('Doc_0/Document.xml')]);

/** An OLE file whose directory names one stream. */
export function oleFile(stream: string): Buffer {
  const file = Buffer.alloc(512 * 3);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
  file.writeUInt16LE(9, 30);
  file.writeUInt32LE(0, 48);
  for (const [index, name] of ['Root Entry', stream].entries()) {
    const at = 512 + index * 128;
    file.write(name, at, 'utf16le');
    file.writeUInt16LE((name.length + 1) * 2, at + 64);
  }
  return file;
}

/** Bytes that cannot be deflated, as a photo's. */
export const noise = (bytes: number): Buffer => randomBytes(bytes);
/** The same, that a sniffer takes for a PDF. */
export const noisePdf = (bytes: number): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes - 9)]);
