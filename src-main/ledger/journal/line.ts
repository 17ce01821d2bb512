import { hash } from 'node:crypto';
import { Refusal } from '../../../src-shared/terms/errors';

/** One line of `changes.ndjson` as sync.md section 2 gives it; `w` says where the author took it from and is left out where empty. */
export interface Line {
  d: string;
  n: number;
  t: number;
  p: string;
  e: string;
  r: string;
  w?: string;
  set: Record<string, unknown>;
  prev?: Record<string, string[]>;
  /** Of a withdrawal: the heads of every field of the record that its author saw. */
  saw?: string[];
}

/** h(0) of every chain. */
export const chainStart: Buffer = Buffer.alloc(32);

/** Seqs are kept in 32 bits. */
const greatestSeq = 0xffffffff;

let scratch: Buffer = Buffer.allocUnsafe(8192);

/** h(n) = SHA-256(h(n−1) ‖ line n without its line end); the line is `bytes` from `start` to `end`. */
export function chainNext(before: Buffer, bytes: Buffer, start = 0, end = bytes.length): Buffer {
  const needed = before.length + end - start;
  // One buffer for all lines: a package has thousands.
  if (needed > scratch.length) scratch = Buffer.allocUnsafe(needed * 2);
  before.copy(scratch);
  bytes.copy(scratch, before.length, start, end);
  return hash('sha256', scratch.subarray(0, needed), 'buffer');
}

/** The bytes that are stored, hashed and forwarded; made once. */
export function writeLine(line: Line): Buffer {
  return Buffer.from(JSON.stringify(line), 'utf8');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Parses one line and checks its shape; what its values and prevs mean is checked
 * later, field by field. Throws Refusal not_a_package, with the
 * place, where the bytes are not a change of `device` with seq `expected`.
 */
export function parseLine(text: string, device: string, expected: number): Line {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    throw lie(`第 ${expected} 条改动不是 JSON`);
  }
  return checkLine(line, device, expected);
}

/** The same for a line of a selection, whose seq it says itself; `place` is where it stands in the file, from 1. */
export function parseSelectedLine(text: string, device: string, place: number): Line {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    throw lie(`第 ${place} 行不是 JSON`);
  }
  const seq = isObject(line) ? line.n : undefined;
  if (typeof seq !== 'number' || !Number.isSafeInteger(seq) || seq < 1 || seq > greatestSeq)
    throw lie(`第 ${place} 行的编号不对`);
  return checkLine(line, device, seq);
}

function checkLine(line: unknown, device: string, expected: number): Line {
  if (!isObject(line)) throw lie(`第 ${expected} 条改动的形状不对`);
  const { d, n, t, p, e, r, w, set, prev } = line;
  if (d !== device || n !== expected) throw lie(`第 ${expected} 条改动的编号不对`);
  if (typeof t !== 'number' || !Number.isSafeInteger(t) || t < 0) throw lie(`第 ${expected} 条改动的时间不对`);
  if (
    typeof p !== 'string' ||
    typeof e !== 'string' ||
    typeof r !== 'string' ||
    r.length === 0 ||
    r.length > 64 ||
    e.length > 64
  ) {
    throw lie(`第 ${expected} 条改动的形状不对`);
  }
  if (!isObject(set) || (prev !== undefined && !isObject(prev)) || (w !== undefined && typeof w !== 'string'))
    throw lie(`第 ${expected} 条改动的形状不对`);
  return line as unknown as Line;
}

function lie(detail: string): Refusal {
  return new Refusal('not_a_package', { name: '', detail });
}

/** Splits a dot; the device id may itself hold colons. Throws Refusal not_a_package for what is no dot. */
export function splitDot(dot: unknown): { device: string; seq: number } {
  const text = typeof dot === 'string' ? dot : '';
  const colon = text.lastIndexOf(':');
  const seq = Number(text.slice(colon + 1));
  if (colon <= 0 || !Number.isSafeInteger(seq) || seq < 1 || seq > greatestSeq)
    throw lie(`改动的前项 ${text.slice(0, 60)} 不对`);
  return { device: text.slice(0, colon), seq };
}
