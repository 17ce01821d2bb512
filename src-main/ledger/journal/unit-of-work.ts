import type { EntityName } from '../../../src-shared/entities/entities';
import { Refusal } from '../../../src-shared/terms/errors';
import { type CellTarget, toSql } from './cells';
import { type DeviceTable, SeenDots } from './device-table';
import type { CellPlace, JournalStatements } from './journal-statements';
import { type Line, splitDot } from './line';
import { applyChange, type Cell, type Dot, type Head, isConflict, type MergeScope, type SqlValue } from './merge';
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

/** What a line names for a field, in local numbers. Throws Refusal not_a_package where it is no list of dots; the transaction goes back. */
function prevOf(line: Line, field: string, resolve: (dot: string) => Dot): readonly Dot[] {
  const dots: unknown = line.prev?.[field];
  if (dots === undefined) return none;
  if (!Array.isArray(dots)) throw new Refusal('not_a_package', { name: '', detail: `第 ${line.n} 条改动的前项不对` });
  return dots.map(resolve);
}

/** Everything that one transaction of the journal holds in memory; written by `flush`. */
export class UnitOfWork {
  readonly records: RecordStore;
  readonly seen: SeenDots;
  readonly touched = new Set<EntityName>();
  readonly #scope: CellScope;
  readonly #author = (device: number): string => this.devices.author(device);

  constructor(
    readonly statements: JournalStatements,
    readonly devices: DeviceTable,
  ) {
    this.records = new RecordStore(statements, devices);
    this.seen = new SeenDots(statements);
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

  /** Keeps a cell that this version cannot place; its line is in the journal and is applied after the upgrade. */
  putAside(dot: Dot, line: Line, field: string): void {
    this.statements.putAside.run({ device: dot.device, seq: dot.seq, entity: line.e, record: line.r, field });
  }

  #merge(
    state: RecordState,
    { target, number }: CellPlace,
    change: Head & { value: SqlValue },
    prev: readonly Dot[],
    tally?: Tally,
  ): void {
    let cell = state.cells.get(number);
    if (!cell) {
      cell = { heads: [] };
      state.cells.set(number, cell);
    }
    const severalBefore = cell.heads.length > 1;
    this.#scope.look(state, target, number);
    const value = applyChange(cell, change, prev, this.#scope, this.#author);
    this.records.setValue(state, target, value);
    if (severalBefore || cell.heads.length > 1) {
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
