import { isEntityName } from '../../../src-shared/entities/entities';
import type { DeviceRow } from './device-table';
import { adoptClock, isSuspect } from './hybrid-clock';
import type { JournalCore } from './journal';
import type { Line } from './line';
import { chunkLines } from './receive-check';
import type { RecordState } from './record-store';
import { resolverOf } from './review';
import { judgedLine, type ScopeJudge } from './scope-judge';
import { packSegment } from './segment-bytes';
import { storedLines } from './stream-reader';
import type { Tally, UnitOfWork } from './unit-of-work';

/** Where a line was taken from: `chain` is h of it where that is known. */
interface Run {
  readonly device: number;
  readonly from: number;
  readonly firstLine: number;
  readonly lines: Buffer[];
  chain: Buffer;
}

const unknownChain = Buffer.alloc(0);
const lineEnd = Buffer.from('\n');

/**
 * Takes lines of one package one by one, wherever they stand in their devices' streams: a selection of many devices' lines, and a stream of
 * which parts came in a selection before. New lines are numbered through the package in the order in which they are taken, and kept as
 * segments of contiguous runs. Lives inside one transaction; `finish` before the unit of work is flushed.
 */
export class LineTaker {
  readonly tally: Tally = { applied: 0, contested: new Map() };
  /** Lines that were not here before, those under review among them. */
  taken = 0;
  reviewed = 0;
  readonly #postings = new Map<RecordState, number[]>();
  readonly #clocks = new Map<number, number>();
  #run: Run | undefined;
  readonly #insert;

  constructor(
    readonly core: JournalCore,
    readonly unit: UnitOfWork,
    readonly bringer: number,
  ) {
    this.#insert = core.database.prepare(
      'INSERT INTO segment (package, device, first_line, line_count, from_seq, chain, lines) VALUES (@package, @device, @firstLine, @count, @fromSeq, @chain, @lines)',
    );
  }

  /** Takes a line that is not here. `chain`: h of it, where its whole stream up to it was checked. */
  take(device: DeviceRow, line: Line, bytes: Buffer, judge: ScopeJudge | null, chain: Buffer = unknownChain): void {
    const dot = { device: device.number, seq: line.n };
    this.#store(device, line.n, bytes, chain);
    const number = this.taken;
    this.taken += 1;
    this.#clocks.set(device.number, Math.max(this.#clocks.get(device.number) ?? 0, line.t));
    const entity = line.e;
    if (isEntityName(entity)) {
      const outside = judge?.outside(this.unit.records.find(entity, line.r), judgedLine(line));
      if (outside) {
        this.unit.putUnderReview(dot, line, outside, this.bringer);
        this.unit.seen.add(dot);
        this.reviewed += 1;
        return;
      }
      const state = this.unit.records.open(entity, line.r);
      const posting = this.#postings.get(state);
      if (posting) posting.push(number);
      else this.#postings.set(state, [number]);
      this.unit.apply(state, dot, line, resolverOf(this.core, this.unit, device), this.tally);
    } else for (const field of Object.keys(line.set)) this.unit.putAside(dot, line, field);
    this.unit.seen.add(dot);
    this.tally.applied += 1;
  }

  #store(device: DeviceRow, seq: number, bytes: Buffer, chain: Buffer): void {
    const run = this.#run;
    const goesOn =
      run && run.device === device.number && run.from + run.lines.length === seq && run.lines.length < chunkLines;
    if (goesOn) {
      run.lines.push(bytes);
      run.chain = chain;
      return;
    }
    this.#closeRun();
    this.#run = { device: device.number, from: seq, firstLine: this.taken, lines: [bytes], chain };
  }

  #closeRun(): void {
    if (!this.#run) return;
    const { device, from, firstLine, lines, chain } = this.#run;
    const ndjson = Buffer.concat(lines.flatMap((line) => [line, lineEnd]));
    this.#insert.run({
      package: this.bringer,
      device,
      firstLine,
      count: lines.length,
      fromSeq: from,
      chain,
      lines: packSegment(ndjson),
    });
    this.#run = undefined;
  }

  /** Writes what is left: the last run, where the lines of each record lie, and clocks. */
  finish(): void {
    this.#closeRun();
    for (const [state, lines] of this.#postings)
      state.postings.push({ package: this.bringer, lines: Uint32Array.from(lines) });
    this.#postings.clear();
    const { database, own, devices, clock } = this.core;
    const now = clock.now();
    const note = database.prepare(
      'UPDATE device SET clock = max(clock, @clock), clock_suspect = max(clock_suspect, @suspect) WHERE number = @number',
    );
    for (const [number, greatest] of this.#clocks)
      note.run({ number, clock: greatest, suspect: isSuspect(greatest, now) ? 1 : 0 });
    const greatest = Math.max(0, ...this.#clocks.values());
    database
      .prepare('UPDATE device SET clock = @clock WHERE number = @own')
      .run({ clock: adoptClock(devices.byNumber(own).clock, greatest, now), own });
    this.#clocks.clear();
  }
}

/** Lines of a device that are here, by seq, `from`…`to`. */
export function linesHere(core: JournalCore, device: DeviceRow, from: number, to: number): Map<number, Buffer> {
  return new Map([...storedLines(core, device, from, to)].map(({ seq, line }) => [seq, line]));
}

/** The branch of a device's stream, if there is one here, in which line `seq` has these bytes. */
export function branchWith(core: JournalCore, origin: DeviceRow, seq: number, bytes: Buffer): DeviceRow | undefined {
  const number = origin.branch_of ?? origin.number;
  return [core.devices.byNumber(number), ...core.devices.branchesOf(number)].find(
    (branch) => branch.number !== origin.number && linesHere(core, branch, seq, seq).get(seq)?.equals(bytes),
  );
}
