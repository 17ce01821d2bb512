import type { EntityName } from '../../../src-shared/entities/entities';
import type { Outside } from '../../../src-shared/rules/sync-scope';
import { Refusal } from '../../../src-shared/terms/errors';
import { type CellTarget, toSql } from './cells';
import { type DeviceTable, SeenDots } from './device-table';
import type { CellPlace, JournalStatements } from './journal-statements';
import { type Line, splitDot } from './line';
import { applyChange, type Cell, type Dot, type Head, isConflict, type MergeScope, type SqlValue } from './merge';
import { hasBadPrev, type PackedLines, packedText, packedValue } from './packed-lines';
import { type RecordState, RecordStore } from './record-store';

/** Counts what one stream did, for its receipt. */
export interface Tally {
  applied: number;
  /** Cells that this stream left in conflict, `record:cell`. */
  contested: Map<string, Cell>;
}

/** The scope of the cell at hand: one object for all, because a merge asks for hundreds of thousands. */
class CellScope implements MergeScope {
  #state!: RecordState;
  #target!: CellTarget;
  #cell = 0;

  constructor(
    readonly records: RecordStore,
    readonly seen: SeenDots,
  ) {}

  look(state: RecordState, target: CellTarget, cell: number): void {
    this.#state = state;
    this.#target = target;
    this.#cell = cell;
  }

  known(dot: Dot): boolean {
    return this.seen.has(dot);
  }

  rowValue(): SqlValue {
    return this.records.value(this.#state, this.#target);
  }

  hasEarly(dot: Dot): boolean {
    return this.records.hasEarly(this.#state, this.#cell, dot);
  }

  addEarly(dot: Dot): void {
    this.records.addEarly(this.#state, this.#cell, dot);
  }

  removeEarly(dot: Dot): void {
    this.records.removeEarly(this.#state, this.#cell, dot);
  }
}

const none: readonly Dot[] = [];

function notDots(seq: number): Refusal {
  return new Refusal('not_a_package', { name: '', detail: `第 ${seq} 条改动的前项不对` });
}

/** Local numbers of the devices that packed lines name. On a branch, dots of its origin beyond the parting are dots of the branch. */
export interface PackedDevices {
  number(device: number, seq: number): number;
}

/** What a line names for a field, in local numbers. Throws Refusal not_a_package where it is no list of dots; the transaction goes back. */
function prevOf(line: Line, field: string, resolve: (dot: string) => Dot): readonly Dot[] {
  const dots: unknown = line.prev?.[field];
  if (dots === undefined) return none;
  if (!Array.isArray(dots)) throw notDots(line.n);
  return dots.map(resolve);
}

/** Everything that one transaction of the journal holds in memory; written by `flush`. */
export class UnitOfWork {
  readonly records: RecordStore;
  readonly seen: SeenDots;
  readonly touched = new Set<EntityName>();
  readonly #scope: CellScope;
  /** Of the lines at hand: see `#placesOf`. */
  #packed: PackedLines | undefined;
  #packedEntity: EntityName | undefined;
  #packedPlaces: (CellPlace | null | undefined)[] = [];
  readonly #author = (device: number): string => this.devices.author(device);

  constructor(
    readonly statements: JournalStatements,
    readonly devices: DeviceTable,
  ) {
    this.records = new RecordStore(statements, devices);
    this.seen = new SeenDots(statements);
    for (const dot of statements.openReviews.all() as string[]) this.seen.pending.add(dot);
    this.#scope = new CellScope(this.records, this.seen);
  }

  /** Applies the cells of one line to its record, which the caller has opened. `resolve` turns a dot of the line into local numbers. */
  apply(state: RecordState, dot: Dot, line: Line, resolve: (dot: string) => Dot, tally?: Tally): void {
    for (const field in line.set) {
      const place = this.statements.place(state.entity, field);
      const value = place === null ? undefined : toSql(place.target, line.set[field]);
      if (place === null || value === undefined) this.putAside(dot, line, field);
      else
        this.#merge(
          state,
          place,
          { device: dot.device, seq: dot.seq, clock: line.t, value },
          prevOf(line, field, resolve),
          tally,
        );
    }
    this.touched.add(state.entity);
  }

  /** The same for line `index` of packed lines, whose dot is `dot`. */
  applyPacked(
    state: RecordState,
    dot: Dot,
    lines: PackedLines,
    index: number,
    devices: PackedDevices,
    tally: Tally,
  ): void {
    const { device, seq } = dot;
    const clock = lines.clocks[index] as number;
    const places = this.#placesOf(lines, state.entity);
    const end = lines.lineCells[index + 1] as number;
    for (let cell = lines.lineCells[index] as number; cell < end; cell += 1) {
      const name = lines.cellNames[cell] as number;
      let place = places[name];
      if (place === undefined) {
        place = this.statements.place(state.entity, lines.names[name] as string);
        places[name] = place;
      }
      const text = place?.takesText ? packedText(lines, cell) : undefined;
      const value = text ?? (place === null ? undefined : toSql(place.target, packedValue(lines, cell)));
      if (place === null || value === undefined) {
        this.putAside(dot, { e: state.entity, r: state.id }, lines.names[name] as string);
        continue;
      }
      if (hasBadPrev(lines, cell)) throw notDots(seq);
      const first = lines.cellPrevs[cell] as number;
      const count = (lines.cellPrevs[cell + 1] as number) - first;
      // The two ordinary cases, a field's first change and an edit on top of what its author saw, by the merge rule's own result.
      if (state.early.size === 0) {
        let done = false;
        if (count === 0) done = state.cells.begin(place.number, device, seq, clock);
        else if (count === 1) {
          const seen = lines.prevSeqs[first] as number;
          const author = devices.number(lines.prevDevices[first] as number, seen);
          done = state.cells.advance(place.number, author, seen, device, seq, clock);
        }
        if (done) {
          this.records.setValue(state, place.target, value);
          continue;
        }
      }
      const prev: Dot[] = [];
      for (let at = first; at < first + count; at += 1) {
        const seen = lines.prevSeqs[at] as number;
        prev.push({ device: devices.number(lines.prevDevices[at] as number, seen), seq: seen });
      }
      this.#merge(state, place, { device, seq, clock, value }, prev, tally);
    }
    this.touched.add(state.entity);
  }

  /** Places of the cells of an entity by the numbers that their names have in these lines; filled as they are met. */
  #placesOf(lines: PackedLines, entity: EntityName): (CellPlace | null | undefined)[] {
    if (this.#packed !== lines || this.#packedEntity !== entity) {
      this.#packed = lines;
      this.#packedEntity = entity;
      this.#packedPlaces = [];
    }
    return this.#packedPlaces;
  }

  /** Keeps a cell that this version cannot place; its line is in the journal and is applied after the upgrade. */
  putAside(dot: Dot, line: Pick<Line, 'e' | 'r'>, field: string): void {
    this.statements.putAside.run({ device: dot.device, seq: dot.seq, entity: line.e, record: line.r, field });
  }

  /** Keeps a line that its device was not entitled to; it is applied when a person has decided (review.ts). `bringer` is its package. */
  putUnderReview(dot: Dot, line: Pick<Line, 'e' | 'r'>, outside: Outside, bringer: number): void {
    const { device, seq } = dot;
    const why = JSON.stringify(outside);
    this.statements.addReview.run({ device, seq, entity: line.e, record: line.r, package: bringer, why });
    this.seen.pending.add(`${device}:${seq}`);
  }

  #merge(
    state: RecordState,
    { target, number }: CellPlace,
    change: Head & { value: SqlValue },
    prev: readonly Dot[],
    tally?: Tally,
  ): void {
    const cell = state.cells.open(number);
    const severalBefore = cell.heads.length > 1;
    this.#scope.look(state, target, number);
    const value = applyChange(cell, change, prev, this.#scope, this.#author);
    this.records.setValue(state, target, value);
    if (severalBefore || cell.heads.length > 1) {
      state.contested ??= new Set();
      state.contested.add(number);
      if (tally && isConflict(cell)) tally.contested.set(`${state.number}:${number}`, cell);
    }
  }

  /** Dots of a line as local numbers. */
  readonly resolve = (dot: string): Dot => {
    const { device, seq } = splitDot(dot);
    return { device: this.devices.number(device), seq };
  };

  flush(): void {
    this.records.flush();
    this.seen.save();
  }
}
