import { type EntityName, isEntityName } from '../../../src-shared/entities/entities';
import type { DeviceRow } from './device-table';
import { adoptClock, isSuspect } from './hybrid-clock';
import type { JournalCore } from './journal';
import { isConflict } from './merge';
import type { PackedLines } from './packed-lines';
import { chunkLines, claimedChain, type Stream, type Verified, verifyStream } from './receive-check';
import { applyOverHoles } from './receive-holes';
import { placeStream } from './receive-place';
import type { RecordState } from './record-store';
import { countOpen, settleReviews } from './review';
import { PackedLine, scopeJudge } from './scope-judge';
import { packSegment } from './segment-bytes';
import type { PackedDevices, Tally, UnitOfWork } from './unit-of-work';

export type Received =
  | {
      readonly outcome: 'merged';
      readonly applied: number;
      readonly conflicts: number;
      /** Lines outside the scope of their device: they are kept and not applied (review.ts). */
      readonly review: number;
      readonly fork: string | null;
    }
  | { readonly outcome: 'duplicate' }
  | { readonly outcome: 'held'; readonly missing: string };

/** Devices that a stream names, by the numbers they have here, each looked up once. */
class NamedDevices implements PackedDevices {
  readonly #numbers: (number | undefined)[] = [];

  constructor(
    readonly unit: UnitOfWork,
    readonly names: readonly string[],
    readonly author: string,
    readonly device: DeviceRow,
  ) {}

  number(device: number, seq: number): number {
    const { branch_of, branch_after, number } = this.device;
    // On a branch, dots of the stream's own device beyond the parting are dots of the branch.
    if (branch_of !== null && seq > (branch_after ?? 0) && this.names[device] === this.author) return number;
    const known = this.#numbers[device];
    if (known !== undefined) return known;
    const found = this.unit.devices.number(this.names[device] as string);
    this.#numbers[device] = found;
    return found;
  }
}

/** Numbers of the lines that tell of a record, counted from the first that was not here before. */
function postingOf(lines: PackedLines, record: number, skip: number): Uint32Array {
  const numbers = lines.postings.subarray(lines.recordPostings[record], lines.recordPostings[record + 1]);
  return skip === 0 ? numbers : numbers.filter((line) => line >= skip).map((line) => line - skip);
}

/** Lines under review are no part of a record's history yet. */
function leaveOut(state: RecordState, bringer: number, reviewed: ReadonlySet<number>): void {
  const { postings } = state;
  for (const [index, posting] of postings.entries())
    if (posting.package === bringer)
      postings[index] = { package: bringer, lines: posting.lines.filter((line) => !reviewed.has(line)) };
}

function applyStream(
  core: JournalCore,
  unit: UnitOfWork,
  verified: Verified,
  device: DeviceRow,
  skip: number,
): Received {
  const { stream, lines } = verified;
  const tally: Tally = { applied: 0, contested: new Map() };
  const devices = new NamedDevices(unit, lines.devices, stream.device, device);
  // By the record's place in the lines: opened when the first of its lines comes.
  const states: (RecordState | undefined)[] = new Array(lines.records.length);
  const judge = scopeJudge(core, unit, device);
  const judged = new PackedLine(lines);
  const reviewed = new Set<number>();
  let greatest = device.clock;
  for (let index = skip; index < lines.count; index += 1) {
    const dot = { device: device.number, seq: stream.from + index };
    const clock = lines.clocks[index] as number;
    if (clock > greatest) greatest = clock;
    const record = lines.lineRecords[index] as number;
    const entity = lines.entities[lines.recordEntities[record] as number] as string;
    const id = lines.records[record] as string;
    if (isEntityName(entity)) {
      let state = states[record];
      const found = state ?? unit.records.find(entity, id);
      const outside = judge?.outside(found, judged.at(index, dot.seq, entity, id));
      if (outside) {
        unit.putUnderReview(dot, { e: entity, r: id }, outside, stream.package);
        unit.seen.add(dot);
        reviewed.add(index - skip);
        continue;
      }
      if (!state) {
        state = found ?? unit.records.make(entity, id);
        state.postings.push({ package: stream.package, lines: postingOf(lines, record, skip) });
        states[record] = state;
      }
      unit.applyPacked(state, dot, lines, index, devices, tally);
    } else {
      const end = lines.lineCells[index + 1] as number;
      for (let cell = lines.lineCells[index] as number; cell < end; cell += 1)
        unit.putAside(dot, { e: entity, r: id }, lines.names[lines.cellNames[cell] as number] as string);
    }
    unit.seen.add(dot);
    tally.applied += 1;
  }
  if (reviewed.size > 0) for (const state of states) if (state) leaveOut(state, stream.package, reviewed);
  storeLines(core, verified, device, skip);
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
  return {
    outcome: 'merged',
    applied: tally.applied,
    conflicts,
    review: reviewed.size,
    fork: device.branch_of === null ? null : device.id,
  };
}

/** Keeps the lines from `skip` on as segments; `first_line` counts from 0 within what was not here before. */
function storeLines(core: JournalCore, verified: Verified, device: DeviceRow, skip: number): void {
  const { stream, lines, starts, chunks } = verified;
  const insert = core.database.prepare(
    'INSERT INTO segment (package, device, first_line, line_count, from_seq, chain, lines) VALUES (@package, @device, @firstLine, @count, @fromSeq, @chain, @lines)',
  );
  for (let first = skip; first < lines.count; ) {
    const last = Math.min(first + chunkLines - (first % chunkLines), lines.count);
    const ready = first % chunkLines === 0 ? chunks[first / chunkLines] : undefined;
    insert.run({
      package: stream.package,
      device: device.number,
      firstLine: first - skip,
      count: last - first,
      fromSeq: stream.from + first,
      chain: claimedChain(verified, stream.from + last - 1),
      lines: ready ?? packSegment(stream.ndjson.subarray(starts[first], starts[last])),
    });
    first = last;
  }
}

/** See `Journal.receive`; runs inside a transaction. */
export function receiveStreams(
  core: JournalCore,
  streams: readonly Stream[],
): { received: Received[]; touched: EntityName[] } {
  const unit = core.unitOfWork();
  const merged = streams.map((stream): Received => {
    const verified = verifyStream(stream);
    const found = placeStream(core, verified);
    if ('missing' in found) return { outcome: 'held', missing: found.missing };
    if (found.skip >= verified.lines.count) return { outcome: 'duplicate' };
    if (unit.seen.hasBeyond(found.device.number, found.device.high_water))
      return applyOverHoles(core, unit, verified, found.device, found.skip);
    return applyStream(core, unit, verified, found.device, found.skip);
  });
  unit.flush();
  const settled = settleReviews(core);
  // Some of what was put under review may have been settled, or been judged, with what came behind it.
  const received = merged.map((one, index): Received => {
    if (one.outcome !== 'merged' || one.review === 0) return one;
    const review = countOpen(core, (streams[index] as Stream).package);
    return { ...one, applied: one.applied + one.review - review, review };
  });
  return { received, touched: [...new Set([...unit.touched, ...settled])] };
}
