import { type EntityName, entityNames } from '../../../src-shared/entities/entities';
import { type CellTarget, columnsOf, deletedCell, readKey, writeKey } from './cells';
import type { DeviceTable } from './device-table';
import { RecordCells } from './heads';
import type { JournalStatements } from './journal-statements';
import { type Cell, compareHeads, type Dot, type Head, type SqlValue } from './merge';

/** A record in memory while its changes are merged; written once, by `RecordStore.flush`. */
export interface RecordState {
  readonly number: number;
  readonly entity: EntityName;
  readonly id: string;
  readonly isNew: boolean;
  /** By column, `deleted` first. */
  readonly values: SqlValue[];
  readonly cells: RecordCells;
  /** `cell:device:seq` of dots that were named before they came; loaded only where the ledger has any. */
  early: Set<string>;
  rowChanged: boolean;
  /** Bits of the changed columns that an index holds. */
  indexedChanged: number;
  searchChanged: boolean;
  /** A field whose initials are searched changed. */
  initialsChanged: boolean;
  earlyChanged: boolean;
  /** Cells whose rows in `head` must be written again; undefined where there are none: a merge holds ten thousand records. */
  contested: Set<number> | undefined;
  /** Lines that tell of it, by package number. */
  readonly postings: { readonly package: number; readonly lines: Uint32Array }[];
}

/** Of all records that have none; nothing is ever added to it. */
const noDots: Set<string> = new Set();

/** Loads the records that an edit or a package touches, and writes each of them once. Lives for one transaction. */
export class RecordStore {
  readonly #states: ReadonlyMap<EntityName, Map<string, RecordState>> = new Map(
    entityNames.map((name) => [name, new Map()]),
  );
  readonly #statements: JournalStatements;
  #anyEarly: boolean;
  #nextRecord: number;

  constructor(
    statements: JournalStatements,
    readonly devices: DeviceTable,
  ) {
    this.#statements = statements;
    this.#anyEarly = statements.anyEarly.get() !== undefined;
    this.#nextRecord = (statements.lastRecord.get() as number) + 1;
  }

  /** The record, or undefined where it is not here. */
  find(entity: EntityName, id: string): RecordState | undefined {
    const known = this.#states.get(entity)?.get(id);
    if (known) return known;
    // Two reads: row and blob together in one took three times as long as both apart.
    const values = this.#statements.entity(entity).load.get(id) as SqlValue[] | undefined;
    if (!values) return undefined;
    const number = values.shift() as number;
    const cells = new RecordCells(this.#statements.packed.get(number) as Buffer | undefined);
    if (cells.contested) {
      const contested = new Set<Head[]>();
      for (const [cell, device, seq, clock, value] of this.#statements.heads.all({ record: number }) as [
        number,
        number,
        number,
        number,
        string,
      ][]) {
        const heads = cells.get(cell)?.heads;
        if (!heads) continue;
        heads.push({ device, seq, clock, value: JSON.parse(value) as SqlValue });
        contested.add(heads);
      }
      for (const heads of contested) heads.sort((a, b) => compareHeads(a, b, (device) => this.devices.author(device)));
    }
    return this.#keep({ number, entity, id, isNew: false, values, cells });
  }

  /** The record where it is in memory already. */
  held(entity: EntityName, id: string): RecordState | undefined {
    return this.#states.get(entity)?.get(id);
  }

  /** The record; made, with nothing in it, where it is not here. */
  open(entity: EntityName, id: string): RecordState {
    return this.find(entity, id) ?? this.make(entity, id);
  }

  /** A record that is known not to be here, with nothing in it. */
  make(entity: EntityName, id: string): RecordState {
    const values: SqlValue[] = new Array(columnsOf(entity).names.length).fill(null);
    values[0] = 0;
    const number = this.#nextRecord;
    this.#nextRecord += 1;
    return this.#keep({ number, entity, id, isNew: true, values, cells: new RecordCells() });
  }

  #keep(record: Pick<RecordState, 'number' | 'entity' | 'id' | 'isNew' | 'values' | 'cells'>): RecordState {
    const early =
      this.#anyEarly && !record.isNew
        ? new Set(this.#statements.early.all({ record: record.number }) as string[])
        : noDots;
    const state: RecordState = {
      ...record,
      early,
      rowChanged: record.isNew,
      indexedChanged: 0,
      searchChanged: record.isNew,
      initialsChanged: record.isNew,
      earlyChanged: false,
      contested: undefined,
      postings: [],
    };
    this.#states.get(record.entity)?.set(record.id, state);
    return state;
  }

  /** Current value of a cell. */
  value(state: RecordState, target: CellTarget): SqlValue {
    const column = state.values[target.column] ?? null;
    if (target.field === null) return column === 0 ? 0 : 1;
    return target.key === null ? column : readKey(column, target.key);
  }

  /** Puts the winner's value into the row. */
  setValue(state: RecordState, target: CellTarget, value: SqlValue): void {
    const before = state.values[target.column] ?? null;
    const after =
      target.field === null ? (value ?? 0) : target.key === null ? value : writeKey(before, target.key, value);
    if (before === after) return;
    state.values[target.column] = after;
    state.rowChanged = true;
    state.indexedChanged |= this.#statements.entity(state.entity).indexed[target.column] as number;
    // A withdrawn record leaves the index, a restored one comes back.
    if (target.field === null) {
      state.searchChanged = true;
      state.initialsChanged = true;
    }
    if (target.field?.searched) {
      state.searchChanged = true;
      if (target.field.initials) state.initialsChanged = true;
    }
  }

  /** Dots of this cell that were named before they came. */
  hasEarly(state: RecordState, cell: number, dot: Dot): boolean {
    return state.early.size > 0 && state.early.has(`${cell}:${dot.device}:${dot.seq}`);
  }

  addEarly(state: RecordState, cell: number, dot: Dot): void {
    if (state.early === noDots) state.early = new Set();
    state.early.add(`${cell}:${dot.device}:${dot.seq}`);
    state.earlyChanged = true;
    this.#anyEarly = true;
  }

  removeEarly(state: RecordState, cell: number, dot: Dot): void {
    if (state.early.delete(`${cell}:${dot.device}:${dot.seq}`)) state.earlyChanged = true;
  }

  /** Writes every touched record, in the order in which the tables keep them, and forgets them. */
  flush(): void {
    const states = [...this.#states.values()]
      .flatMap((states) => [...states.values()])
      .sort((a, b) => a.number - b.number);
    for (const state of states) this.#write(state);
    this.#statements.search.write(states.filter((state) => state.searchChanged));
    for (const written of this.#states.values()) written.clear();
  }

  #write(state: RecordState): void {
    const { number: record, entity } = state;
    const statements = this.#statements;
    this.#settleDeleted(state);
    const table = statements.entity(entity);
    if (state.isNew) table.insert.run(record, state.id, ...state.values);
    else if (state.rowChanged) {
      const { columns, statement } = table.update(state.indexedChanged);
      const values: SqlValue[] = new Array(columns.length + 1);
      for (let at = 0; at < columns.length; at += 1) values[at] = state.values[columns[at] as number] as SqlValue;
      values[columns.length] = record;
      statement.run(values);
    }
    for (const cell of state.contested ?? []) {
      if (state.cells.wasContested(cell)) statements.clearHeads.run(record, cell);
      const heads: Head[] = state.cells.get(cell)?.heads ?? [];
      const rows = heads.map((head) => headRow(record, cell, head));
      const [one, two] = rows;
      if (one && two && rows.length === 2) statements.addHeads.run(...one, ...two);
      else if (rows.length > 1) for (const row of rows) statements.addHead.run(...row);
    }
    statements.pack.run(record, entity, state.cells.pack());
    if (state.earlyChanged) {
      statements.clearEarly.run(record);
      for (const dot of state.early) statements.addEarly.run(record, ...dot.split(':').map(Number));
    }
    for (const { package: number, lines } of state.postings) statements.post.run(record, number, bytesOf(lines));
  }

  // 2: withdrawn by somebody who had not seen all that stands in it, and therefore in sight.
  #settleDeleted(state: RecordState): void {
    if (state.values[0] === 0) return;
    const deleted = this.#statements.cell(deletedCell);
    const heads = state.cells.get(deleted)?.heads ?? [];
    const tombstones = heads.length === 1 ? heads : heads.filter(({ value }) => value === 1);
    if (tombstones.length === 0) return;
    const settled = this.#statements.tombstones.hide(tombstones, this.#otherCells(state, deleted)) ? 1 : 2;
    if (state.values[0] === settled) return;
    state.rowChanged = true;
    state.indexedChanged |= this.#statements.entity(state.entity).indexed[0] as number;
    state.values[0] = settled;
  }

  *#otherCells(state: RecordState, deleted: number): Generator<Cell> {
    for (const [number, cell] of state.cells) if (number !== deleted) yield cell;
  }
}

/** A head as the table `head` keeps it. */
function headRow(record: number, cell: number, { device, seq, clock, value }: Head): (number | string)[] {
  return [record, cell, device, seq, clock, JSON.stringify(value ?? null)];
}

/** Line numbers as the table `posting` keeps them: uint32, little-endian like every machine that this runs on. */
function bytesOf(lines: Uint32Array): Buffer {
  return Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength);
}
