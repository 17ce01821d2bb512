import type { Database } from 'better-sqlite3';
import type { EntityName } from '../../../src-shared/entities/entities';
import { type CellTarget, targetOf, toSql } from './cells';
import { type DeviceTable, SeenDots } from './device-table';
import { type Line, splitDot } from './line';
import { applyChange, type Cell, type Dot, isConflict, type MergeScope, type SqlValue } from './merge';
import { type JournalStatements, type RecordState, RecordStore } from './record-store';

/** Counts what one stream did, for its receipt. */
export interface Tally {
  applied: number;
  /** Cells that this stream left in conflict, `record:cell`. */
  contested: Map<string, Cell>;
}

/** Everything that one transaction of the journal holds in memory; written by `flush`. */
export class UnitOfWork {
  readonly records: RecordStore;
  readonly seen: SeenDots;
  readonly touched = new Set<EntityName>();
  readonly #unapplied;

  constructor(
    database: Database,
    readonly statements: JournalStatements,
    readonly devices: DeviceTable,
  ) {
    this.records = new RecordStore(statements, devices);
    this.seen = new SeenDots(database);
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
    const scope: MergeScope = {
      known: (dot) => this.seen.has(dot),
      rowValue: () => this.records.value(state, target),
      early: this.records.earlyOf(state, number),
    };
    const value = applyChange(cell, change, prev, scope, (device) => this.devices.author(device));
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
