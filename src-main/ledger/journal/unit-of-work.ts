import type { Database } from 'better-sqlite3';
import type { EntityName } from '../../../src-shared/entities/entities';
import { type CellTarget, targetOf, toSql } from './cells';
import { type DeviceTable, SeenDots } from './device-table';
import type { JournalStatements } from './journal-statements';
import { type Line, splitDot } from './line';
import { applyChange, type Cell, type Dot, isConflict, type MergeScope, type SqlValue } from './merge';
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

/** Everything that one transaction of the journal holds in memory; written by `flush`. */
export class UnitOfWork {
  readonly records: RecordStore;
  readonly seen: SeenDots;
  readonly touched = new Set<EntityName>();
  readonly #unapplied;
  readonly #scope: CellScope;
  readonly #author = (device: number): string => this.devices.author(device);

  constructor(
    database: Database,
    readonly statements: JournalStatements,
    readonly devices: DeviceTable,
  ) {
    this.records = new RecordStore(statements, devices);
    this.seen = new SeenDots(database);
    this.#scope = new CellScope(this.records, this.seen);
    this.#unapplied = database.prepare(
      'INSERT OR IGNORE INTO unapplied (device, seq, entity, record, field) VALUES (@device, @seq, @entity, @record, @field)',
    );
  }

  /** Applies the cells of one line to its record, which the caller has opened. `resolve` turns a dot of the line into local numbers. */
  apply(state: RecordState, dot: Dot, line: Line, resolve: (dot: string) => Dot, tally?: Tally): void {
    for (const field in line.set) {
      const target = targetOf(state.entity, field);
      const value = target && toSql(target, line.set[field]);
      if (!target || value === undefined) this.putAside(dot, line, field);
      else
        this.#merge(
          state,
          target,
          field,
          { ...dot, clock: line.t, value },
          line.prev?.[field]?.map(resolve) ?? [],
          tally,
        );
    }
    this.touched.add(state.entity);
  }

  /** Keeps a cell that this version cannot place; its line is in the journal and is applied after the upgrade. */
  putAside(dot: Dot, line: Line, field: string): void {
    this.#unapplied.run({ device: dot.device, seq: dot.seq, entity: line.e, record: line.r, field });
  }

  #merge(
    state: RecordState,
    target: CellTarget,
    name: string,
    change: Dot & { clock: number; value: SqlValue },
    prev: readonly Dot[],
    tally?: Tally,
  ): void {
    const number = this.statements.cell(name);
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
