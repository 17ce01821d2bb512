import { Refusal } from '../../../src-shared/terms/errors';
import { chainNext, type Line, parseLine } from './line';

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
}

const chainSize = 32;

export interface Verified {
  readonly stream: Stream;
  readonly parsed: readonly Line[];
  /** Where each line begins in the ndjson; one more for the end. */
  readonly starts: Uint32Array;
  /** h(from), h(from + 1) … one behind the other, 32 bytes each. */
  readonly chains: Buffer;
}

function lie(detail: string): Refusal {
  return new Refusal('not_a_package', { name: '', detail });
}

/** Checks shape and chain of a stream before anything is written. */
export function verifyStream(stream: Stream): Verified {
  const { ndjson, from, to } = stream;
  if (ndjson.length === 0 || ndjson[ndjson.length - 1] !== 10) throw lie('改动文件没有写完');
  const texts = ndjson.toString('utf8', 0, ndjson.length - 1).split('\n');
  const count = to - from + 1;
  if (texts.length !== count) throw lie(`改动条数不对，应为 ${count}，实为 ${texts.length}`);
  const starts = new Uint32Array(count + 1);
  const chains = Buffer.allocUnsafe(count * chainSize);
  let chain = stream.before;
  for (let index = 0, start = 0; index < count; index += 1) {
    const end = ndjson.indexOf(10, start);
    chain = chainNext(chain, ndjson, start, end);
    chain.copy(chains, index * chainSize);
    start = end + 1;
    starts[index + 1] = start;
  }
  if (!chain.equals(stream.after)) throw lie('改动的校验链对不上');
  return { stream, starts, chains, parsed: texts.map((text, index) => parseLine(text, stream.device, from + index)) };
}

/** Bytes of one line, without its end. */
export function lineAt({ stream, starts }: Verified, index: number): Buffer {
  return stream.ndjson.subarray(starts[index], (starts[index + 1] ?? 0) - 1);
}

/** h(seq) as the stream claims it; `seq` from from−1 to `to`. */
export function claimedChain({ stream, chains }: Verified, seq: number): Buffer {
  const offset = (seq - stream.from) * chainSize;
  return offset < 0 ? stream.before : chains.subarray(offset, offset + chainSize);
}
