import { CFB } from '@e965/xlsx';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { Refusal } from '../../../src-shared/terms/errors';

/** Largest file that is read at all, and largest sum of what it may unpack to. */
const maximumFileBytes = 64 * 1024 * 1024;
const maximumUnpackedBytes = 200 * 1024 * 1024;
const maximumEntries = 4_000;
const megabyte = 1024 * 1024;

/** What the bytes are, whatever the file is called, and how much they unpack to. */
export interface Container {
  readonly kind: 'zip' | 'compound' | 'text';
  readonly unpackedBytes: number;
}

const zipSignatures = [Buffer.from([0x50, 0x4b, 3, 4]), Buffer.from([0x50, 0x4b, 5, 6])];
const compoundSignature = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/**
 * Looks at the outside of a file before any reader touches it. Throws Refusal: workbook_empty (no bytes), not_a_workbook (another
 * kind of document, noise), workbook_password, workbook_too_large (a bomb, or simply too much).
 */
export async function inspectContainer(bytes: Buffer, name: string): Promise<Container> {
  if (bytes.length === 0) throw new Refusal('workbook_empty', { name });
  if (bytes.length > maximumFileBytes) throw tooLarge(name, bytes.length);
  if (zipSignatures.some((signature) => bytes.subarray(0, 4).equals(signature))) {
    return { kind: 'zip', unpackedBytes: await inspectZip(bytes, name) };
  }
  if (bytes.subarray(0, 8).equals(compoundSignature)) {
    inspectCompound(bytes, name);
    return { kind: 'compound', unpackedBytes: bytes.length };
  }
  return { kind: 'text', unpackedBytes: bytes.length };
}

function tooLarge(name: string, bytes: number): Refusal {
  return new Refusal('workbook_too_large', {
    name,
    size: Math.ceil(bytes / megabyte),
    limit: maximumUnpackedBytes / megabyte,
  });
}

async function inspectZip(bytes: Buffer, name: string): Promise<number> {
  let zip: ZipFile | undefined;
  try {
    zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false, validateEntrySizes: true });
    if (zip.entryCount > maximumEntries) throw new Refusal('not_a_workbook', { name });
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    const declared = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
    // A word processor's file and a presentation are zips as well.
    const names = new Set(entries.map((entry) => entry.fileName.toLowerCase()));
    const isWorkbook =
      names.has('xl/workbook.xml') ||
      names.has('xl/workbook.bin') ||
      (names.has('content.xml') && names.has('mimetype'));
    if (!isWorkbook) throw new Refusal('not_a_workbook', { name });
    if (declared > maximumUnpackedBytes) throw tooLarge(name, declared);
    if (entries.some((entry) => entry.isEncrypted())) throw new Refusal('workbook_password', { name });
    await inflateAll(zip, entries);
    return declared;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // Sizes in the directory that lie, missing bytes, names that point out of the file: nothing of it is read any further.
    throw new Refusal('not_a_workbook', { name });
  } finally {
    zip?.close();
  }
}

/** Inflates every entry once and keeps nothing: yauzl stops at the first that is longer than it said. */
async function inflateAll(zip: ZipFile, entries: readonly Entry[]): Promise<void> {
  for (const entry of entries) {
    if (entry.fileName.endsWith('/')) continue;
    const stream = await zip.openReadStreamPromise(entry);
    stream.resume();
    await new Promise<void>((resolve, reject) => stream.once('end', resolve).once('error', reject));
  }
}

/** An old workbook, an encrypted new one, or one of the other kinds of document that share this outside. */
function inspectCompound(bytes: Buffer, name: string): void {
  let parts: string[];
  let stream: Uint8Array | undefined;
  try {
    const file = CFB.read(bytes, { type: 'buffer' });
    parts = (file.FullPaths as string[]).map((path) => path.replace(/^.*\//, '').toLowerCase());
    stream = (CFB.find(file, '/Workbook') ?? CFB.find(file, '/Book'))?.content;
  } catch {
    throw new Refusal('not_a_workbook', { name });
  }
  if (parts.includes('encryptedpackage') || parts.includes('encryptioninfo'))
    throw new Refusal('workbook_password', { name });
  if (!stream) throw new Refusal('not_a_workbook', { name });
  if (isLocked(Buffer.from(stream))) throw new Refusal('workbook_password', { name });
}

/** Whether the first records of an old workbook hold the one that says that the rest is encrypted ([MS-XLS] FilePass). */
function isLocked(stream: Buffer): boolean {
  for (let at = 0, seen = 0; at + 4 <= stream.length && seen < 40; seen++) {
    const kind = stream.readUInt16LE(at);
    if (kind === 0x2f) return true;
    if (kind === 0x0a) return false;
    at += 4 + stream.readUInt16LE(at + 2);
  }
  return false;
}
