import { constants, inflateRawSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

const frameMagic = 0xfd2fb528;
// A fast level: the package itself lies well packed in the content store.
const params = { [constants.ZSTD_c_compressionLevel]: 1 };

/** Lines, each with its end, as the table `segment` keeps them. */
export function packSegment(ndjson: Uint8Array): Buffer {
  return zstdCompressSync(ndjson, { params, pledgedSrcSize: ndjson.length });
}

/** The reverse. Older programs deflated: no deflate stream begins like a Zstandard frame, whose magic would be a stored block of two lengths. */
export function unpackSegment(lines: Buffer): Buffer {
  const isFrame = lines.length >= 4 && lines.readUInt32LE(0) === frameMagic;
  return isFrame ? zstdDecompressSync(lines) : inflateRawSync(lines);
}
