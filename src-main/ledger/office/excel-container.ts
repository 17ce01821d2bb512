import { inflateRawSync } from 'node:zlib';
import { CFB } from '@e965/xlsx';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { Refusal } from '../../../src-shared/terms/errors';

const megabyte = 1024 * 1024;
/** Largest file that is read at all, and largest sum of what a zip may unpack to. */
const maximumFileBytes = 64 * megabyte;
const maximumUnpackedBytes = 200 * megabyte;
/** Old workbooks and texts are not packed, and a value takes a few bytes of them only. */
const maximumPlainBytes = 32 * megabyte;
const maximumEntries = 4_000;

/** What the bytes are, whatever the file is called. */
export type ContainerKind = 'zip' | 'compound' | 'text';

const zipSignatures = [Buffer.from([0x50, 0x4b, 3, 4]), Buffer.from([0x50, 0x4b, 5, 6])];
const compoundSignature = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/** Tells the kind by the first bytes. Throws Refusal: workbook_empty (no bytes), workbook_too_large. */
export function containerKind(bytes: Buffer, name: string): ContainerKind {
  if (bytes.length === 0) throw new Refusal('workbook_empty', { name });
  const kind = zipSignatures.some((signature) => bytes.subarray(0, 4).equals(signature))
    ? 'zip'
    : bytes.subarray(0, 8).equals(compoundSignature)
      ? 'compound'
      : 'text';
  const limit = kind === 'zip' ? maximumFileBytes : maximumPlainBytes;
  if (bytes.length > limit) throw tooLarge(name, bytes.length, limit);
  return kind;
}

function tooLarge(name: string, bytes: number, limit: number): Refusal {
  return new Refusal('workbook_too_large', { name, size: Math.ceil(bytes / megabyte), limit: limit / megabyte });
}

/** Opens a zip and hands its entries over. Whatever is wrong with it is a Refusal: not_a_workbook. */
async function withZip<Result>(
  bytes: Buffer,
  name: string,
  work: (zip: ZipFile, entries: readonly Entry[]) => Result | Promise<Result>,
): Promise<Result> {
  let zip: ZipFile | undefined;
  try {
    zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false, validateEntrySizes: true });
    if (zip.entryCount > maximumEntries) throw new Refusal('not_a_workbook', { name });
    const entries: Entry[] = [];
    for await (const entry of zip.eachEntry()) entries.push(entry);
    return await work(zip, entries);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // Sizes in the directory that lie, missing bytes, names that point out of the file: nothing of it is read any further.
    throw new Refusal('not_a_workbook', { name });
  } finally {
    zip?.close();
  }
}

const declaredBytes = (entries: readonly Entry[]) => entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0);

/** What a zip says it unpacks to; it may lie, but what it says is held against it when it is unpacked. */
export function declaredSize(bytes: Buffer, name: string): Promise<number> {
  return withZip(bytes, name, (_, entries) => declaredBytes(entries));
}

/**
 * Names of the parts of any zipped document, and what they unpack to. Up to `limit` every part is inflated and let go, so that a
 * directory that lies is found out before another library trusts it. Throws Refusal: not_a_workbook, workbook_password.
 */
export function provenParts(
  bytes: Buffer,
  name: string,
  limit: number,
): Promise<{ names: string[]; declared: number }> {
  return withZip(bytes, name, async (zip, entries) => {
    const declared = declaredBytes(entries);
    if (entries.some((entry) => entry.isEncrypted())) throw new Refusal('workbook_password', { name });
    const files = entries.filter((entry) => !entry.fileName.endsWith('/'));
    if (declared <= limit) for (const entry of files) await drain(zip, entry);
    return { names: files.map((entry) => entry.fileName), declared };
  });
}

/**
 * Unpacks those parts of a workbook that `isWanted` names; the others are inflated all the same and let go, so that a directory that
 * lies about any of them is found out. Throws Refusal: not_a_workbook (another kind of document, noise), workbook_zipped
 * (workbooks inside), workbook_password, workbook_too_large (a bomb, or simply too much).
 */
export function unpackZip(
  bytes: Buffer,
  name: string,
  isWanted: (part: string) => boolean,
): Promise<Map<string, Buffer>> {
  return withZip(bytes, name, async (zip, entries) => {
    // A word processor's file and a presentation are zips as well.
    const names = new Set(entries.map((entry) => entry.fileName.toLowerCase()));
    const isWorkbook =
      names.has('xl/workbook.xml') ||
      names.has('xl/workbook.bin') ||
      (names.has('content.xml') && names.has('mimetype'));
    if (!isWorkbook) {
      const isPacked = entries.some((entry) => /\.(?:xlsx?|xlsm|et|csv|ods)$/i.test(entry.fileName));
      throw new Refusal(isPacked ? 'workbook_zipped' : 'not_a_workbook', { name });
    }
    const declared = declaredBytes(entries);
    if (declared > maximumUnpackedBytes) throw tooLarge(name, declared, maximumUnpackedBytes);
    if (entries.some((entry) => entry.isEncrypted())) throw new Refusal('workbook_password', { name });
    const parts = new Map<string, Buffer>();
    for (const entry of entries) {
      if (entry.fileName.endsWith('/')) continue;
      if (isWanted(entry.fileName)) parts.set(entry.fileName, await inflate(zip, entry));
      else await drain(zip, entry);
    }
    return parts;
  });
}

const deflated = 8;
/** What deflate makes of a byte at most. */
const mostPerByte = 1_032;

/** Inflates one entry at once, into memory of the size that it says; throws where it says another. */
async function inflate(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const isDeflated = entry.compressionMethod === deflated;
  const stream = await zip.openReadStreamPromise(entry, isDeflated ? { decompress: false } : {});
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  const packed = Buffer.concat(chunks);
  if (!isDeflated) return packed;
  // One byte of room is left, by which the end is seen.
  const room = Math.min(entry.uncompressedSize, packed.length * mostPerByte) + 1;
  const content = inflateRawSync(packed, {
    chunkSize: Math.max(room, 64),
    maxOutputLength: Math.max(entry.uncompressedSize, 1),
  });
  if (content.length !== entry.uncompressedSize) throw new Error('another size than the directory says');
  return content;
}

/** Inflates one entry for nothing but its size; yauzl stops at the first byte beyond what it said. */
async function drain(zip: ZipFile, entry: Entry): Promise<void> {
  const stream = await zip.openReadStreamPromise(entry);
  stream.resume();
  await new Promise<void>((resolve, reject) => stream.once('end', resolve).once('error', reject));
}

/**
 * The stream of records of an old workbook. Throws Refusal: workbook_password (also for an encrypted new one, which has the same
 * outside), not_a_workbook (one of the other kinds of document that share it).
 */
export function workbookStream(bytes: Buffer, name: string): Buffer {
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
  return Buffer.from(stream);
}
