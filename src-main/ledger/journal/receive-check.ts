import { hash } from 'node:crypto';
import { Refusal } from '../../../src-shared/terms/errors';
import type { Line } from './line';
import { type PackedLines, packLines } from './packed-lines';
import { packSegment } from './segment-bytes';

/** Lines of one device's own stream as they came; `before` = h(from−1) and `after` = h(to) as the signed manifest claims. */
export interface Stream {
  readonly device: string;
  readonly from: number;
  readonly to: number;
  readonly before: Buffer;
  readonly after: Buffer;
  readonly ndjson: Buffer;
  /** `package.number` of the file that brought it. */
  readonly package: number;
  /** What `checkLines` says of it, where another thread has done that. */
  readonly checked?: () => CheckedLines;
}

const chainSize = 32;

/** Lines of a chunk of a stored segment. */
export const chunkLines = 400;

/** What can be found out about a stream without looking at the ledger; plain data, so that another thread can do it. */
export interface CheckedLines {
  readonly lines: PackedLines;
  /** Where each line begins in the ndjson; one more for the end. */
  readonly starts: Uint32Array;
  /** h(from), h(from + 1) … one behind the other, 32 bytes each. */
  readonly chains: Uint8Array;
  /** The lines packed, `chunkLines` each, as the table `segment` keeps them. */
  readonly chunks: readonly Uint8Array[];
}

export interface Verified extends CheckedLines {
  readonly stream: Stream;
}

function lie(detail: string): Refusal {
  return new Refusal('not_a_package', { name: '', detail });
}

/** Checks shape and chain of a stream. Throws Refusal not_a_package, with the place. */
export function checkLines({ ndjson, from, to, before, after, device }: Omit<Stream, 'package'>): CheckedLines {
  if (ndjson.length === 0 || ndjson[ndjson.length - 1] !== 10) throw lie('改动文件没有写完');
  const count = to - from + 1;
  const starts = startsOf(ndjson, count);
  const chains = chainsOf(ndjson, starts, before);
  if (!after.equals(chains.subarray(-chainSize))) throw lie('改动的校验链对不上');
  const lines = packLines(ndjson, starts, device, from);
  const chunks: Uint8Array[] = [];
  for (let first = 0; first < count; first += chunkLines)
    chunks.push(packSegment(ndjson.subarray(starts[first], starts[Math.min(first + chunkLines, count)])));
  return { lines, starts, chains, chunks };
}

/** Where each of `count` lines begins; one more for the end. */
function startsOf(ndjson: Buffer, count: number): Uint32Array {
  const starts = [0];
  for (let start = 0; start < ndjson.length; starts.push(start)) start = ndjson.indexOf(10, start) + 1;
  if (starts.length !== count + 1) throw lie(`改动条数不对，应为 ${count}，实为 ${starts.length - 1}`);
  return Uint32Array.from(starts);
}

/** `chainNext` over all lines. A link passes from hash to hash as a text of bytes, which costs half of what a buffer for each does. */
function chainsOf(ndjson: Buffer, starts: Uint32Array, before: Buffer): Uint8Array {
  const count = starts.length - 1;
  const chains = Buffer.alloc(count * chainSize);
  let room = Buffer.allocUnsafe(8192);
  let link = before.toString('latin1');
  for (let index = 0; index < count; index += 1) {
    const start = starts[index] as number;
    const end = (starts[index + 1] as number) - 1;
    const needed = chainSize + end - start;
    if (needed > room.length) room = Buffer.allocUnsafe(needed * 2);
    room.write(link, 0, chainSize, 'latin1');
    ndjson.copy(room, chainSize, start, end);
    link = hash('sha256', room.subarray(0, needed), 'binary');
    chains.write(link, index * chainSize, chainSize, 'latin1');
  }
  return new Uint8Array(chains.buffer, chains.byteOffset, chains.byteLength);
}

/** Everything about a stream that must be known before anything is written. Throws what `checkLines` does. */
export function verifyStream(stream: Stream): Verified {
  return { stream, ...(stream.checked?.() ?? checkLines(stream)) };
}

/** Bytes of one line, without its end. */
export function lineAt({ stream, starts }: Verified, index: number): Buffer {
  return stream.ndjson.subarray(starts[index], (starts[index + 1] ?? 0) - 1);
}

/** One line as its author wrote it. */
export function lineOf(verified: Verified, index: number): Line {
  return JSON.parse(lineAt(verified, index).toString('utf8')) as Line;
}

/** h(seq) as the stream claims it; `seq` from from−1 to `to`. */
export function claimedChain({ stream, chains }: Verified, seq: number): Buffer {
  const offset = (seq - stream.from) * chainSize;
  return offset < 0 ? stream.before : Buffer.from(chains.buffer, chains.byteOffset + offset, chainSize);
}
