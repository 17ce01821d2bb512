import type { DeviceRow } from './device-table';
import type { JournalCore } from './journal';
import { chainNext, chainStart, type Line } from './line';
import type { Dot } from './merge';
import { unpackSegment } from './segment-bytes';

export interface OwnStream {
  readonly from: number;
  readonly to: number;
  /** h(from−1) and h(to). */
  readonly before: Buffer;
  readonly after: Buffer;
  readonly ndjson: Buffer;
  /** Greatest clock of these lines. */
  readonly clock: number;
}

const lineEnd = Buffer.from('\n');

/** See `Journal.ownStream`. */
export function ownStream(core: JournalCore, from: number): OwnStream | null {
  const own = core.devices.byNumber(core.own);
  if (from > own.high_water) return null;
  const changes = [...storedLines(core, own, from, own.high_water)];
  return {
    from,
    to: own.high_water,
    before: chainAt(core, own, from - 1),
    after: own.chain,
    ndjson: Buffer.concat(changes.flatMap((change) => [change.line, lineEnd])),
    clock: own.clock,
  };
}

interface SegmentRow {
  readonly number: number;
  readonly first_line: number;
  readonly line_count: number;
  readonly from_seq: number;
  readonly chain: Buffer;
  readonly lines: Buffer;
}

/** Lines of a stored segment, without their ends. */
export function segmentLines(lines: Buffer): Buffer[] {
  return splitLines(unpackSegment(lines));
}

/** Lines of an ndjson buffer whose every line has its end. */
export function splitLines(ndjson: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; start < ndjson.length; ) {
    const found = ndjson.indexOf(10, start);
    const end = found < 0 ? ndjson.length : found;
    lines.push(ndjson.subarray(start, end));
    start = end + 1;
  }
  return lines;
}

/** Stored lines `from`…`to` of one device that are here, with their seq, in order; a fork's shared beginning is its origin's. */
export function* storedLines(
  core: JournalCore,
  device: DeviceRow,
  from: number,
  to: number,
): Generator<{ seq: number; line: Buffer }> {
  if (device.branch_of !== null && device.branch_after !== null && from <= device.branch_after) {
    yield* storedLines(core, core.devices.byNumber(device.branch_of), from, Math.min(to, device.branch_after));
  }
  const segments = core.database
    .prepare(
      'SELECT number, first_line, line_count, from_seq, chain, lines FROM segment WHERE device = @device AND from_seq <= @to AND from_seq + line_count > @from ORDER BY from_seq',
    )
    .all({ device: device.number, from, to }) as SegmentRow[];
  const typed = core.database
    .prepare('SELECT seq, line FROM change WHERE device = @device AND seq BETWEEN @from AND @to ORDER BY seq')
    .all({ device: device.number, from, to }) as { seq: number; line: Buffer }[];
  // Of its own device a machine may have both by turns: after a restored backup its later changes come back in a package.
  let next = 0;
  for (const segment of segments) {
    for (let change = typed[next]; change && change.seq < segment.from_seq; change = typed[next]) {
      yield change;
      next += 1;
    }
    const lines = segmentLines(segment.lines);
    for (let index = 0; index < lines.length; index += 1) {
      const seq = segment.from_seq + index;
      const line = lines[index];
      if (line && seq >= from && seq <= to) yield { seq, line };
    }
  }
  yield* typed.slice(next);
}

/** A line that is here, by its dot, as it was stored. */
export function storedLine(core: JournalCore, { device, seq }: Dot): Line {
  const stored = storedLines(core, core.devices.byNumber(device), seq, seq).next();
  if (stored.done) throw new Error(`line ${seq} of device ${device} is missing`);
  return JSON.parse(stored.value.line.toString('utf8')) as Line;
}

/** h(seq) of a device whose changes 1…seq are here. */
export function chainAt(core: JournalCore, device: DeviceRow, seq: number): Buffer {
  if (seq === 0) return chainStart;
  if (seq === device.high_water) return device.chain;
  if (device.branch_of !== null && device.branch_after !== null && seq <= device.branch_after)
    return chainAt(core, core.devices.byNumber(device.branch_of), seq);
  const own = core.database
    .prepare('SELECT chain FROM change WHERE device = @device AND seq = @seq')
    .pluck()
    .get({ device: device.number, seq }) as Buffer | undefined;
  if (own) return own;
  // The nearest chunk border before, then on from there.
  const border = core.database
    .prepare(
      'SELECT from_seq + line_count - 1 AS seq, chain FROM segment WHERE device = @device AND from_seq + line_count - 1 <= @seq AND length(chain) > 0 ORDER BY from_seq DESC LIMIT 1',
    )
    .get({ device: device.number, seq }) as { seq: number; chain: Buffer } | undefined;
  const parting = device.branch_of === null ? 0 : (device.branch_after ?? 0);
  const start = border ?? { seq: parting, chain: parting > 0 ? chainAt(core, device, parting) : chainStart };
  let chain = start.chain;
  for (const { line } of storedLines(core, device, start.seq + 1, seq)) chain = chainNext(chain, line);
  return chain;
}
