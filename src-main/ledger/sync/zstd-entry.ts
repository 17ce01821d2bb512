import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompressSync } from 'node:zlib';

/** Method of a zip entry that is one Zstandard frame (APPNOTE 6.3.7); what is in it is a frame of RFC 8878. */
export const zstdMethod = 93;

const frameMagic = 0xfd2fb528;
/** 8 MiB, which every decoder must support: what a reader has to hold in memory at most besides the result. */
const maximumWindowLog = 23;
const { ZSTD_c_compressionLevel, ZSTD_c_windowLog, ZSTD_d_windowLogMax } = constants;

/**
 * The best level that nobody waits long for: of change lines 19 takes half a second a MB, 17 a third, 12 a tenth of one; 53 bytes an edit
 * are 54 and 60 then. Ordinary packages are far below the first limit, and the work is not done in the ledger's own thread.
 */
function levelFor(bytes: number): number {
  if (bytes <= 2 * 1024 * 1024) return 19;
  return bytes <= 4 * 1024 * 1024 ? 17 : 12;
}

const compress = promisify(zstdCompress);

/** The content as one frame that says how long it is. */
export function zstdPacked(content: Buffer): Promise<Buffer> {
  const params = { [ZSTD_c_compressionLevel]: levelFor(content.length), [ZSTD_c_windowLog]: maximumWindowLog };
  return compress(content, { params, pledgedSrcSize: content.length });
}

/** Wrong in what a frame says of itself, before anything is unpacked. */
export type FrameFault = 'damaged' | 'too_long' | 'too_short';

/** Looks at the header of a frame that is to give `declared` bytes; undefined where nothing speaks against unpacking it. */
function frameFault(data: Buffer, declared: number): FrameFault | undefined {
  // Magic, descriptor, and at least one block's header.
  if (data.length < 9 || data.readUInt32LE(0) !== frameMagic) return 'damaged';
  const descriptor = data[4] as number;
  const isSingleSegment = (descriptor & 0x20) !== 0;
  // A reserved bit, or a dictionary that nobody here has.
  if ((descriptor & 0x0b) !== 0) return 'damaged';
  const lengthBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >>> 6] as number;
  const at = isSingleSegment ? 5 : 6;
  if (data.length < at + lengthBytes + 3) return 'damaged';
  if (lengthBytes > 0) {
    const low = data.readUIntLE(at, Math.min(lengthBytes, 4)) + (lengthBytes === 2 ? 256 : 0);
    const length = lengthBytes === 8 ? low + data.readUInt32LE(at + 4) * 2 ** 32 : low;
    if (length !== declared) return length > declared ? 'too_long' : 'too_short';
  }
  const window = data[5] as number;
  const windowBytes = isSingleSegment ? declared : 2 ** (10 + (window >>> 3)) * (1 + (window & 7) / 8);
  return windowBytes > 2 ** maximumWindowLog ? 'damaged' : undefined;
}

/** The content of an entry that is exactly one frame and gives exactly what the zip declares; otherwise what is wrong with it. */
export function zstdUnpacked(data: Buffer, declared: number): Buffer | FrameFault | 'trailing' {
  const fault = frameFault(data, declared);
  if (fault) return fault;
  try {
    const { buffer, engine } = zstdDecompressSync(data, {
      params: { [ZSTD_d_windowLogMax]: maximumWindowLog },
      maxOutputLength: Math.max(declared, 1),
      chunkSize: Math.min(Math.max(declared + 1, 64), 4 * 1024 * 1024),
      info: true,
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
    return engine.bytesWritten === data.length ? buffer : 'trailing';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too_long' : 'damaged';
  }
}
