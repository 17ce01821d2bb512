import { open } from 'node:fs/promises';

/** Cameras write their tags into the first segments. */
const searched = 256 * 1024;
const exifMark = Buffer.from('Exif\0\0', 'latin1');
const dateTimeOriginal = 0x9003;
const dateTime = 0x0132;
const exifDirectory = 0x8769;

/** When a JPEG was taken, `YYYY-MM-DDTHH:MM:SS` as its camera wrote it (no zone); null where it says nothing, or nonsense. */
export async function momentOfPhoto(file: string): Promise<string | null> {
  const source = await open(file, 'r');
  try {
    const { bytesRead, buffer } = await source.read(Buffer.alloc(searched), 0, searched, 0);
    return momentIn(buffer.subarray(0, bytesRead));
  } finally {
    await source.close();
  }
}

function momentIn(head: Buffer): string | null {
  const at = head.indexOf(exifMark);
  if (at < 0) return null;
  const tiff = head.subarray(at + exifMark.length);
  try {
    const little = tiff.toString('latin1', 0, 2) === 'II';
    const u16 = (place: number) => (little ? tiff.readUInt16LE(place) : tiff.readUInt16BE(place));
    const u32 = (place: number) => (little ? tiff.readUInt32LE(place) : tiff.readUInt32BE(place));
    /** Value of a tag in a directory: where its text stands, or the number itself. */
    const find = (directory: number, tag: number): number | null => {
      const count = Math.min(u16(directory), 200);
      for (let index = 0; index < count; index += 1) {
        const entry = directory + 2 + index * 12;
        if (u16(entry) === tag) return u32(entry + 8);
      }
      return null;
    };
    const textAt = (place: number | null) => (place === null ? '' : tiff.toString('latin1', place, place + 19));
    const first = u32(4);
    const inner = find(first, exifDirectory);
    const original = inner === null ? null : find(inner, dateTimeOriginal);
    return momentOf(textAt(original)) ?? momentOf(textAt(find(first, dateTime)));
  } catch (error) {
    // A place beyond the end: somebody cut or made up the tags.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function momentOf(text: string): string | null {
  const parts = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(text);
  if (!parts) return null;
  const [, year, month, day, time] = parts;
  const moment = `${year}-${month}-${day}T${time}`;
  return Number.isNaN(Date.parse(`${moment}Z`)) || Number(year) < 1990 ? null : moment;
}
