import { crc32, inflateRawSync } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { Refusal } from '../../../src-shared/terms/errors';
import { zstdMethod, zstdUnpacked } from './zstd-entry';

/** Largest package file that is read at all. */
export const maximumFileBytes = 128 * 1024 * 1024;
const maximumEntries = 4096;
/** All entries together, inflated. */
const maximumInflatedBytes = 384 * 1024 * 1024;
/** Change lines pack about 5:1, very uniform ones 50:1; a bomb reaches 1000:1 and more. Small entries are let alone. */
const maximumRatio = 200;
const ratioApplies = 1024 * 1024;

export const storedMethod = 0;
export const deflateMethod = 8;
const methods: readonly number[] = [storedMethod, deflateMethod, zstdMethod];

const descriptorFlag = 0x8;
// Deflate's own hints, the data descriptor, UTF-8 names; everything else (encryption, patches, masked headers) is refused.
const knownFlags = 0x2 | 0x4 | descriptorFlag | 0x800;
const endLength = 22;
const endSignature = 0x06054b50;
const longLocatorSignature = 0x07064b50;
const centralHeaderLength = 46;
const unicodePathExtra = 0x7075;

/** Whether an entry of so many bytes may come out of so few. */
export function packsPlausibly(bytes: number, packedBytes: number): boolean {
  return bytes <= ratioApplies || bytes <= packedBytes * maximumRatio;
}

/** An open zip whose outside has been checked; its entries are inflated one by one, each no further than it said. */
export interface Archive {
  readonly names: readonly string[];
  /** Inflates one entry. Throws Refusal not_a_package where its bytes are not what the header says. */
  read(name: string): Buffer;
}

/** What is wrong with an entry's name, or undefined. Names are looked at as they stand in the file, before anything interprets them. */
function nameFault(name: string): string | undefined {
  if (name === '' || name.length > 255) return '文件名的长度不对';
  if (/[\p{Cc}\\:*?"<>|]/u.test(name)) return '文件名里有不许用的字符';
  if (name.startsWith('/')) return '文件名是绝对路径';
  const parts = name.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return '文件名想跳出包外';
  if (parts.some((part) => /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(part) || /[. ]$/.test(part)))
    return '文件名是系统保留名';
  return undefined;
}

interface Placed {
  readonly entry: Entry;
  readonly data: Buffer;
  readonly start: number;
  readonly end: number;
}

/**
 * Opens a zip and checks everything about it that does not need inflating: counts, declared sizes and ratios, names, kinds of entries,
 * local headers equal to central ones, and that entries and directory fill the file without gap, overlap, head or tail.
 * Throws Refusal not_a_package with a Chinese detail.
 */
export async function openArchive(bytes: Buffer, file: string): Promise<Archive> {
  const lie = (detail: string) => new Refusal('not_a_package', { name: file, detail });
  if (bytes.length > maximumFileBytes) throw lie(`文件太大（上限 ${maximumFileBytes / 1024 / 1024} MB）`);
  const end = bytes.length - endLength;
  if (end < 0 || bytes.readUInt32LE(end) !== endSignature) throw lie('文件不完整，或后面多出了内容');
  const count = bytes.readUInt16LE(end + 10);
  const directoryLength = bytes.readUInt32LE(end + 12);
  const directoryStart = bytes.readUInt32LE(end + 16);
  if (bytes.readUInt32LE(end + 4) !== 0 || bytes.readUInt16LE(end + 8) !== count) throw lie('目录的登记自相矛盾');
  if (directoryStart + directoryLength !== end) throw lie('目录的位置不对');
  if (end >= 20 && bytes.readUInt32LE(end - 20) === longLocatorSignature) throw lie('用了不支持的压缩包格式');
  if (count > maximumEntries) throw lie(`里面的文件太多（上限 ${maximumEntries} 个）`);

  const placed: Placed[] = [];
  let zip: ZipFile;
  try {
    zip = await fromBufferPromise(bytes, { decodeStrings: false });
    let directory = 0;
    for await (const entry of zip.eachEntry()) {
      directory += centralHeaderLength + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
      placed.push(await place(zip, entry, bytes, lie));
    }
    if (directory !== directoryLength) throw lie('目录的长度不对');
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw lie('压缩包结构损坏');
  }

  const byName = new Map<string, Placed>();
  const folded = new Set<string>();
  let inflated = 0;
  for (const item of placed) {
    const name = decodeName(item.entry, lie);
    const fault = nameFault(name);
    if (fault) throw lie(`${fault}（${shown(name)}）`);
    const fold = name.normalize('NFC').toLowerCase();
    if (folded.has(fold)) throw lie(`有重名的文件（${shown(name)}）`);
    folded.add(fold);
    byName.set(name, item);
    inflated += item.entry.uncompressedSize;
    if (!packsPlausibly(item.entry.uncompressedSize, item.entry.compressedSize))
      throw lie(`展开后大得不正常（${shown(name)}）`);
  }
  if (inflated > maximumInflatedBytes) throw lie(`展开后太大（上限 ${maximumInflatedBytes / 1024 / 1024} MB）`);
  checkTiling(placed, directoryStart, lie);

  return {
    names: [...byName.keys()],
    read(name) {
      const item = byName.get(name);
      if (!item) throw lie(`缺少 ${name}`);
      return inflate(item, name, lie);
    },
  };
}

function shown(name: string): string {
  return name.replace(/\p{Cc}/gu, '?').slice(0, 60);
}

function decodeName(entry: Entry, lie: (detail: string) => Refusal): string {
  // Without `decodeStrings` the name comes as bytes, whatever the types say.
  const raw = entry.fileName as unknown as Buffer;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
  } catch {
    throw lie('文件名不是 UTF-8');
  }
}

async function place(zip: ZipFile, entry: Entry, bytes: Buffer, lie: (detail: string) => Refusal): Promise<Placed> {
  if ((entry.generalPurposeBitFlag & ~knownFlags) !== 0) throw lie('里面有加密的或不认识的内容');
  if (!methods.includes(entry.compressionMethod)) throw lie('用了不支持的压缩方法');
  const kind = (entry.externalFileAttributes >>> 16) & 0o170000;
  if (kind !== 0 && kind !== 0o100000) throw lie('里面有链接或文件夹');
  if ((entry.externalFileAttributes & 0x10) !== 0) throw lie('里面有链接或文件夹');
  if (entry.fileCommentLength > 0 || entry.extraFields.some((extra) => extra.id === unicodePathExtra))
    throw lie('目录里有多余的内容');
  const local = await zip.readLocalFileHeaderPromise(entry);
  const described = (local.generalPurposeBitFlag & descriptorFlag) !== 0;
  const sizesAgree =
    (local.crc32 === entry.crc32 &&
      local.compressedSize === entry.compressedSize &&
      local.uncompressedSize === entry.uncompressedSize) ||
    (described && local.crc32 === 0 && local.compressedSize === 0 && local.uncompressedSize === 0);
  if (
    !local.fileName.equals(entry.fileName as unknown as Buffer) ||
    local.compressionMethod !== entry.compressionMethod ||
    local.generalPurposeBitFlag !== entry.generalPurposeBitFlag ||
    local.versionNeededToExtract !== entry.versionNeededToExtract ||
    local.lastModFileTime !== entry.lastModFileTime ||
    local.lastModFileDate !== entry.lastModFileDate ||
    !sizesAgree
  ) {
    throw lie('文件头与目录不一致');
  }
  const dataEnd = local.fileDataStart + entry.compressedSize;
  return {
    entry,
    data: bytes.subarray(local.fileDataStart, dataEnd),
    start: entry.relativeOffsetOfLocalHeader,
    end: dataEnd + (described ? descriptorLength(entry, bytes, dataEnd, lie) : 0),
  };
}

/** The record after the data that repeats crc and sizes, with or without its signature. */
function descriptorLength(entry: Entry, bytes: Buffer, at: number, lie: (detail: string) => Refusal): number {
  for (const skipped of [4, 0]) {
    if (at + skipped + 12 > bytes.length) continue;
    if (skipped === 4 && bytes.readUInt32LE(at) !== 0x08074b50) continue;
    const agrees = [entry.crc32, entry.compressedSize, entry.uncompressedSize].every(
      (value, index) => bytes.readUInt32LE(at + skipped + index * 4) === value,
    );
    if (agrees) return skipped + 12;
  }
  throw lie('文件头与目录不一致');
}

function checkTiling(placed: readonly Placed[], directoryStart: number, lie: (detail: string) => Refusal): void {
  let reached = 0;
  for (const item of placed.toSorted((a, b) => a.start - b.start)) {
    if (item.start < reached) throw lie('里面的文件互相重叠');
    if (item.start > reached) throw lie('文件之间夹着来历不明的内容');
    reached = item.end;
  }
  if (reached !== directoryStart)
    throw lie(reached > directoryStart ? '里面的文件互相重叠' : '文件之间夹着来历不明的内容');
}

function inflate(item: Placed, name: string, lie: (detail: string) => Refusal): Buffer {
  const { entry, data } = item;
  const content = unpacked(entry, data);
  if (typeof content === 'string') throw lie(`${shown(name)} ${faults[content]}`);
  if (content.length !== entry.uncompressedSize) throw lie(`${shown(name)} ${faults.too_short}`);
  if (crc32(content) !== entry.crc32) throw lie(`${shown(name)} 的校验不对，已经损坏`);
  return content;
}

const faults = {
  damaged: '解不开，已经损坏',
  too_long: '展开后比登记的大',
  too_short: '展开后比登记的小',
  trailing: '后面多出了内容',
} as const;

/** The content of an entry, never longer than it declared, or what is wrong with it. */
function unpacked({ compressionMethod, uncompressedSize }: Entry, data: Buffer): Buffer | keyof typeof faults {
  if (compressionMethod === storedMethod) return data;
  if (compressionMethod === zstdMethod) return zstdUnpacked(data, uncompressedSize);
  try {
    const { buffer, engine } = inflateRawSync(data, {
      maxOutputLength: Math.max(uncompressedSize, 1),
      chunkSize: Math.min(Math.max(uncompressedSize + 1, 64), 4 * 1024 * 1024),
      info: true,
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    return engine.bytesWritten === data.length ? buffer : 'trailing';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too_long' : 'damaged';
  }
}
