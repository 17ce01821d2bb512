import { crc32 } from 'node:zlib';

/** An entry as it stands in the zip: packed by its method, with what a reader checks of the content. */
export interface PackedEntry {
  readonly name: string;
  readonly method: number;
  readonly content: Buffer;
  /** The content by that method; the content itself where it is stored. */
  readonly packed: Buffer;
}

const localSignature = 0x04034b50;
const centralSignature = 0x02014b50;
const endSignature = 0x06054b50;
/** Version 6.3 of the format, the first that knows Zstandard. */
const zstdVersion = 63;
const plainVersion = 20;
const madeOnUnix = 3 << 8;
const namesAreUtf8 = 0x800;
const regularFile = 0o100644;

/** Day and time as a zip keeps them, in the time of the machine like every zip tool: two seconds are its finest. */
function dosTime(at: Date): number {
  const year = Math.min(Math.max(at.getFullYear(), 1980), 2107);
  const date = ((year - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate();
  const time = (at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1);
  return date * 2 ** 16 + time;
}

/**
 * A zip of entries that are packed already, without zip64, comment or data descriptors: the zip library knows no method but its own two.
 * `at` is the time of every entry.
 */
export function zipOf(entries: readonly PackedEntry[], at: Date): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, method, content, packed } of entries) {
    const named = Buffer.from(name, 'utf8');
    // What local header and directory say alike.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(method > 8 ? zstdVersion : plainVersion, 0);
    common.writeUInt16LE(namesAreUtf8, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(dosTime(at), 6);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(named.length, 22);
    const local = Buffer.alloc(4);
    local.writeUInt32LE(localSignature, 0);
    parts.push(local, common, named, packed);
    const head = Buffer.alloc(6);
    head.writeUInt32LE(centralSignature, 0);
    head.writeUInt16LE(madeOnUnix | zstdVersion, 4);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(regularFile * 2 ** 16, 6);
    tail.writeUInt32LE(offset, 10);
    directory.push(head, common, tail, named);
    offset += 30 + named.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endSignature, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}
