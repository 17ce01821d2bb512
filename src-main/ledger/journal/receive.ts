import { deflateRawSync } from 'node:zlib';
import { type EntityName, isEntityName } from '../../../src-shared/entities/entities';
import type { DeviceRow } from './device-table';
import { adoptClock, isSuspect } from './hybrid-clock';
import type { JournalCore } from './journal';
import { type Line, splitDot } from './line';
import { type Dot, isConflict } from './merge';
import { claimedChain, type Stream, type Verified, verifyStream } from './receive-check';
import { placeStream } from './receive-place';
import type { Tally, UnitOfWork } from './unit-of-work';

export type Received =
  | { readonly outcome: 'merged'; readonly applied: number; readonly conflicts: number; readonly fork: string | null }
  | { readonly outcome: 'duplicate' }
  | { readonly outcome: 'held'; readonly missing: string };

const chunkLines = 400;
// A fast level: the package itself lies well compressed in the content store.
const chunkLevel = 1;

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
    const verified = verifyStream(stream);
    const found = placeStream(core, verified);
    if ('missing' in found) return { outcome: 'held', missing: found.missing };
    if (found.skip >= verified.parsed.length) return { outcome: 'duplicate' };
    return applyStream(core, unit, verified, found.device, found.skip);
  });
  unit.flush();
  return { received, touched: [...unit.touched] };
}
