import { deflateRawSync } from 'node:zlib';
import { type EntityName, isEntityName } from '../../../src-shared/entities/entities';
import { Refusal } from '../../../src-shared/terms/errors';
import { targetOf } from './cells';
import { branchId, type DeviceRow } from './device-table';
import { adoptClock, isSuspect } from './hybrid-clock';
import type { JournalCore } from './journal';
import { chainNext, type Line, parseLine, splitDot } from './line';
import { type Dot, isConflict } from './merge';
import { chainAt, storedLines } from './stream-reader';
import type { Tally, UnitOfWork } from './unit-of-work';

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

export type Received =
  | { readonly outcome: 'merged'; readonly applied: number; readonly conflicts: number; readonly fork: string | null }
  | { readonly outcome: 'duplicate' }
  | { readonly outcome: 'held'; readonly missing: string };

const chainSize = 32;
const chunkLines = 400;
// A fast level: the package itself lies well compressed in the content store.
const chunkLevel = 1;

interface Verified {
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
function verify(stream: Stream): Verified {
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
function lineAt({ stream, starts }: Verified, index: number): Buffer {
  return stream.ndjson.subarray(starts[index], (starts[index + 1] ?? 0) - 1);
}

/** h(seq) as the stream claims it; `seq` from from−1 to `to`. */
function claimedChain({ stream, chains }: Verified, seq: number): Buffer {
  const offset = (seq - stream.from) * chainSize;
  return offset < 0 ? stream.before : chains.subarray(offset, offset + chainSize);
}

type Place =
  /** The stream goes on where `device` ends, from line `skip` on. */
  { readonly device: DeviceRow; readonly skip: number } | { readonly missing: string };

/** Finds the branch that the stream belongs to: equal chains up to the last common seq, or a new fork where none is equal. */
function place(core: JournalCore, verified: Verified): Place {
  const { stream } = verified;
  const origin = core.devices.row(stream.device);
  if (!origin) throw new Error(`device ${stream.device} is not in the roster`);
  const branches = [origin, ...core.devices.branchesOf(origin.number)];
  for (const device of branches) {
    const common = Math.min(stream.to, device.high_water);
    if (stream.from > device.high_water + 1) continue;
    if (chainAt(core, device, common).equals(claimedChain(verified, common)))
      return { device, skip: common - stream.from + 1 };
  }
  const reachable = branches.filter((device) => stream.from <= device.high_water + 1);
  if (reachable.length === 0) return { missing: `${stream.device}:${origin.high_water + 1}-${stream.from - 1}` };
  // Other bytes with the same numbers. The point where the two part must lie in this stream, or its beginning has to be sent too.
  const parent = reachable.find((device) => chainAt(core, device, stream.from - 1).equals(stream.before));
  if (!parent) return { missing: `${stream.device}:1-${stream.from - 1}` };
  let after = stream.from - 1;
  for (const { seq, line } of storedLines(core, parent, stream.from, stream.to)) {
    if (!lineAt(verified, seq - stream.from).equals(line)) break;
    after = seq;
  }
  return {
    device: makeBranch(core, origin, parent, after, claimedChain(verified, after + 1)),
    skip: after - stream.from + 1,
  };
}

/** A second branch of a copied machine becomes a device of its own, named after its first different link. */
function makeBranch(
  core: JournalCore,
  origin: DeviceRow,
  parent: DeviceRow,
  after: number,
  firstLink: Buffer,
): DeviceRow {
  const id = branchId(origin.id, firstLink);
  const chain = chainAt(core, parent, after);
  // The number may be taken by a stranger row that a `prev` made; its dots are the same device.
  const number = core.devices.number(id);
  core.database
    .prepare(
      `UPDATE device SET person = o.person, unit = o.unit, region = o.region, role = o.role, state = 'fork', branch_of = o.number,
       branch_after = @after, high_water = @after, chain = @chain FROM device o WHERE o.number = @origin AND device.number = @number`,
    )
    .run({ number, origin: origin.number, after, chain });
  return core.devices.byNumber(number);
}

function applyStream(
  core: JournalCore,
  unit: UnitOfWork,
  verified: Verified,
  device: DeviceRow,
  skip: number,
): Received {
  const { stream, starts, parsed } = verified;
  const tally: Tally = { applied: 0, contested: new Map() };
  const isBranch = device.branch_of !== null;
  // On a branch, dots of the stream's own device beyond the parting are dots of the branch.
  const resolve = isBranch
    ? (dot: string): Dot => {
        const { device: id, seq } = splitDot(dot);
        return id === stream.device && seq > (device.branch_after ?? 0)
          ? { device: device.number, seq }
          : unit.resolve(dot);
      }
    : unit.resolve;
  let greatest = device.clock;
  for (let index = skip; index < parsed.length; index += 1) {
    const line = parsed[index] as Line;
    const dot = { device: device.number, seq: line.n };
    if (line.t > greatest) greatest = line.t;
    if (isEntityName(line.e)) {
      const state = unit.records.open(line.e, line.r);
      unit.apply(state, dot, line, resolve, tally);
      const known = state.lines.get(stream.package);
      if (known) known.push(index - skip);
      else state.lines.set(stream.package, [index - skip]);
    } else {
      for (const field in line.set) unit.putAside(dot, line, field);
    }
    unit.seen.add(dot);
    tally.applied += 1;
  }
  const insert = core.database.prepare(
    'INSERT INTO segment (package, device, first_line, line_count, from_seq, chain, lines) VALUES (@package, @device, @firstLine, @count, @fromSeq, @chain, @lines)',
  );
  for (let first = skip; first < parsed.length; first += chunkLines) {
    const last = Math.min(first + chunkLines, parsed.length);
    insert.run({
      package: stream.package,
      device: device.number,
      firstLine: first - skip,
      count: last - first,
      fromSeq: stream.from + first,
      chain: claimedChain(verified, stream.from + last - 1),
      lines: deflateRawSync(stream.ndjson.subarray(starts[first], starts[last]), { level: chunkLevel }),
    });
  }
  const now = core.clock.now();
  core.database
    .prepare(
      'UPDATE device SET high_water = @to, chain = @chain, clock = @clock, clock_suspect = max(clock_suspect, @suspect) WHERE number = @number',
    )
    .run({
      number: device.number,
      to: stream.to,
      chain: stream.after,
      clock: greatest,
      suspect: isSuspect(greatest, now) ? 1 : 0,
    });
  const own = core.devices.byNumber(core.own);
  core.database
    .prepare('UPDATE device SET clock = @clock WHERE number = @own')
    .run({ clock: adoptClock(own.clock, greatest, now), own: core.own });
  const conflicts = [...tally.contested.values()].filter(isConflict).length;
  return { outcome: 'merged', applied: tally.applied, conflicts, fork: isBranch ? device.id : null };
}

/** See `Journal.receive`; runs inside a transaction. */
export function receiveStreams(
  core: JournalCore,
  streams: readonly Stream[],
): { received: Received[]; touched: EntityName[] } {
  const unit = core.unitOfWork();
  const received = streams.map((stream): Received => {
    const verified = verify(stream);
    const found = place(core, verified);
    if ('missing' in found) return { outcome: 'held', missing: found.missing };
    if (found.skip >= verified.parsed.length) return { outcome: 'duplicate' };
    return applyStream(core, unit, verified, found.device, found.skip);
  });
  unit.flush();
  return { received, touched: [...unit.touched] };
}

interface PendingLine {
  readonly device: number;
  readonly seq: number;
  readonly entity: string;
  readonly record: string;
  readonly fields: string;
}

/** See `Journal.applyPending`. */
export function applyPending(core: JournalCore): number {
  const rows = core.database
    .prepare(
      'SELECT device, seq, entity, record, json_group_array(field) AS fields FROM unapplied GROUP BY device, seq ORDER BY device, seq',
    )
    .all() as PendingLine[];
  const known = rows
    .map((row) => ({
      ...row,
      names: (JSON.parse(row.fields) as string[]).filter(
        (field) => isEntityName(row.entity) && targetOf(row.entity, field),
      ),
    }))
    .filter((row) => row.names.length > 0);
  if (known.length === 0) return 0;
  const unit = core.unitOfWork();
  // Until its turn comes such a dot has not arrived, whatever `seen` says.
  for (const row of known) unit.seen.pending.add(`${row.device}:${row.seq}`);
  const done = core.database.prepare('DELETE FROM unapplied WHERE device = @device AND seq = @seq AND field = @field');
  const place = core.database.prepare(
    'SELECT package, first_line + @seq - from_seq AS line FROM segment WHERE device = @device AND from_seq <= @seq AND from_seq + line_count > @seq',
  );
  for (const row of known) {
    const { device, seq } = row;
    const stored = storedLines(core, core.devices.byNumber(device), seq, seq).next();
    if (stored.done) throw new Error(`line ${seq} of device ${device} is missing`);
    const line = JSON.parse(stored.value.line.toString('utf8')) as Line;
    const state = unit.records.open(row.entity as EntityName, row.record);
    const segment = place.get({ device, seq }) as { package: number; line: number } | undefined;
    if (segment) state.lines.set(segment.package, [...(state.lines.get(segment.package) ?? []), segment.line]);
    unit.seen.pending.delete(`${device}:${seq}`);
    for (const field of row.names) done.run({ device, seq, field });
    // What still does not fit goes back into the table.
    unit.apply(
      state,
      { device, seq },
      { ...line, set: Object.fromEntries(row.names.map((field) => [field, line.set[field]])) },
      unit.resolve,
    );
  }
  unit.flush();
  return known.length;
}
