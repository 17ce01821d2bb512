import type { Database, Statement } from 'better-sqlite3';
import { type EntityName, entityNames } from '../../../src-shared/entities/entities';
import { type CellTarget, columnsOf, deletedCell, readKey, writeKey } from './cells';
import type { DeviceTable } from './device-table';
import { packCells, unpackCells } from './heads';
import { type Cell, compareHeads, type Dot, type Head, type SqlValue } from './merge';
import { indexWords, initialsOf } from './search-text';

/** A record in memory while its changes are merged; written once, by `RecordStore.flush`. */
export interface RecordState {
  readonly number: number;
  readonly entity: EntityName;
  readonly id: string;
  readonly isNew: boolean;
  /** By column, `deleted` first. */
  readonly values: SqlValue[];
  readonly cells: Map<number, Cell>;
  /** `cell:device:seq` of dots that were named before they came; loaded only where the ledger has any. */
  readonly early: Set<string>;
  rowChanged: boolean;
  searchChanged: boolean;
  earlyChanged: boolean;
  /** Cells whose rows in `head` must be written again. */
  readonly contested: Set<number>;
  /** Lines by package number, for the posting. */
  readonly lines: Map<number, number[]>;
}

interface EntityStatements {
  readonly load: Statement;
  readonly insert: Statement;
  readonly update: Statement;
}

/** Loads the records that an edit or a package touches, and writes each of them once. Lives for one transaction. */
export class RecordStore {
  readonly #states = new Map<string, RecordState>();
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

  get size(): number {
    return this.#states.size;
  }

  /** The record, or undefined where it is not here. */
  find(entity: EntityName, id: string): RecordState | undefined {
    const key = `${entity}\0${id}`;
    const known = this.#states.get(key);
    if (known) return known;
    const row = this.#statements.entity(entity).load.get({ id }) as SqlValue[] | undefined;
    if (!row) return undefined;
    const [number, packed, ...values] = row as unknown as [number, Buffer | null, ...SqlValue[]];
    const { cells, contested } = packed ? unpackCells(packed) : { cells: new Map<number, Cell>(), contested: false };
    if (contested) {
      for (const [cell, device, seq, clock, value] of this.#statements.heads.all({ record: number }) as [
        number,
        number,
        number,
        number,
        string,
      ][]) {
        cells.get(cell)?.heads.push({ device, seq, clock, value: JSON.parse(value) as SqlValue });
      }
    }
    if (contested)
      for (const { heads } of cells.values())
        heads.sort((a, b) => compareHeads(a, b, (device) => this.devices.author(device)));
    return this.#keep(key, { number, entity, id, isNew: false, values, cells });
  }

  /** The record; made, with nothing in it, where it is not here. */
  open(entity: EntityName, id: string): RecordState {
    const found = this.find(entity, id);
    if (found) return found;
    const values: SqlValue[] = new Array(columnsOf(entity).names.length).fill(null);
    values[0] = 0;
    const number = this.#nextRecord;
    this.#nextRecord += 1;
    return this.#keep(`${entity}\0${id}`, { number, entity, id, isNew: true, values, cells: new Map() });
  }

  #keep(
    key: string,
    record: Pick<RecordState, 'number' | 'entity' | 'id' | 'isNew' | 'values' | 'cells'>,
  ): RecordState {
    const early = new Set<string>();
    if (this.#anyEarly && !record.isNew)
      for (const dot of this.#statements.early.all({ record: record.number }) as string[]) early.add(dot);
    const state: RecordState = {
      ...record,
      early,
      rowChanged: record.isNew,
      searchChanged: record.isNew,
      earlyChanged: false,
      contested: new Set(),
      lines: new Map(),
    };
    this.#states.set(key, state);
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
    if (target.field?.searched) state.searchChanged = true;
  }

  earlyOf(state: RecordState, cell: number): { has(dot: Dot): boolean; add(dot: Dot): void; delete(dot: Dot): void } {
    const key = (dot: Dot) => `${cell}:${dot.device}:${dot.seq}`;
    return {
      has: (dot) => state.early.size > 0 && state.early.has(key(dot)),
      add: (dot) => {
        state.early.add(key(dot));
        state.earlyChanged = true;
        this.#anyEarly = true;
      },
      delete: (dot) => {
        if (state.early.delete(key(dot))) state.earlyChanged = true;
      },
    };
  }

  /** Writes every touched record and forgets them. */
  flush(): void {
    for (const state of this.#states.values()) this.#write(state);
    this.#states.clear();
  }

  #write(state: RecordState): void {
    const { number: record, entity } = state;
    const statements = this.#statements;
    this.#settleDeleted(state);
    if (state.isNew) statements.entity(entity).insert.run(record, state.id, ...state.values);
    else if (state.rowChanged) statements.entity(entity).update.run(...state.values, record);
    statements.pack.run(record, entity, packCells(state.cells));
    for (const cell of state.contested) {
      statements.clearHeads.run(record, cell);
      const heads: Head[] = state.cells.get(cell)?.heads ?? [];
      if (heads.length > 1)
        for (const head of heads)
          statements.addHead.run(record, cell, head.device, head.seq, head.clock, JSON.stringify(head.value ?? null));
    }
    if (state.earlyChanged) {
      statements.clearEarly.run(record);
      for (const dot of state.early) statements.addEarly.run(record, ...dot.split(':').map(Number));
    }
    for (const [number, lines] of state.lines) {
      const bytes = Buffer.allocUnsafe(lines.length * 4);
      for (const [index, line] of lines.entries()) bytes.writeUInt32LE(line, index * 4);
      statements.post.run(record, number, bytes);
    }
    if (state.searchChanged) this.#index(state);
  }

  // A tombstone that was written by somebody who had not seen a later edit does not hide that edit: sync.md section 1.
  #settleDeleted(state: RecordState): void {
    const cell = state.cells.get(this.#statements.cell(deletedCell));
    const tombstone = cell?.heads[0];
    if (!tombstone || state.values[0] === 0) return;
    const edited = [...state.cells].some(
      ([number, other]) =>
        number !== this.#statements.cell(deletedCell) && (other.heads[0]?.clock ?? 0) > tombstone.clock,
    );
    const settled = edited ? 2 : 1;
    if (state.values[0] !== settled) {
      state.values[0] = settled;
      state.rowChanged = true;
      state.searchChanged = true;
    }
  }

  #index(state: RecordState): void {
    const columns = columnsOf(state.entity);
    if (columns.searched.length === 0) return;
    const statements = this.#statements;
    if (!state.isNew) {
      statements.unindex.run(state.number);
      statements.unlistInitials.run(state.number);
    }
    if (state.values[0] === 1) return;
    const texts = columns.searched.map((column) => state.values[column]).filter((value) => typeof value === 'string');
    if (texts.length === 0) return;
    statements.index.run(state.number, texts.map(indexWords).join(' '));
    const title = state.values[columns.title];
    if (typeof title === 'string') statements.listInitials.run(state.number, initialsOf(title));
  }
}

/** Prepared statements of the journal and the numbers of cells; live as long as the database is open. */
export class JournalStatements {
  readonly anyEarly: Statement;
  readonly lastRecord: Statement;
  readonly heads: Statement;
  readonly early: Statement;
  readonly pack: Statement;
  readonly clearHeads: Statement;
  readonly addHead: Statement;
  readonly clearEarly: Statement;
  readonly addEarly: Statement;
  readonly post: Statement;
  readonly index: Statement;
  readonly unindex: Statement;
  readonly listInitials: Statement;
  readonly unlistInitials: Statement;
  readonly #entities: ReadonlyMap<EntityName, EntityStatements>;
  readonly #cells = new Map<string, number>();
  readonly #names = new Map<number, string>();
  readonly #insertCell: Statement;
  readonly #findCell: Statement;
  readonly #nameCell: Statement;

  constructor(database: Database) {
    const prepare = (sql: string) => database.prepare(sql);
    this.anyEarly = prepare('SELECT 1 FROM early LIMIT 1');
    this.lastRecord = prepare('SELECT coalesce(max(record), 0) FROM fields').pluck();
    this.heads = prepare('SELECT cell, device, seq, clock, value FROM head WHERE record = @record').raw();
    this.early = prepare("SELECT cell || ':' || device || ':' || seq FROM early WHERE record = @record").pluck();
    this.pack = prepare(
      'INSERT INTO fields (record, entity, packed) VALUES (?, ?, ?) ON CONFLICT (record) DO UPDATE SET packed = excluded.packed',
    );
    this.clearHeads = prepare('DELETE FROM head WHERE record = ? AND cell = ?');
    this.addHead = prepare('INSERT INTO head (record, cell, device, seq, clock, value) VALUES (?, ?, ?, ?, ?, ?)');
    this.clearEarly = prepare('DELETE FROM early WHERE record = ?');
    this.addEarly = prepare('INSERT INTO early (record, cell, device, seq) VALUES (?, ?, ?, ?)');
    this.post = prepare(
      'INSERT INTO posting (record, package, lines) VALUES (?, ?, ?) ON CONFLICT (record, package) DO UPDATE SET lines = CAST(posting.lines || excluded.lines AS BLOB)',
    );
    this.index = prepare('INSERT INTO search_text (rowid, words) VALUES (?, ?)');
    this.unindex = prepare('DELETE FROM search_text WHERE rowid = ?');
    this.listInitials = prepare('INSERT INTO search_entry (record, initials) VALUES (?, ?)');
    this.unlistInitials = prepare('DELETE FROM search_entry WHERE record = ?');
    this.#insertCell = prepare('INSERT INTO cell (name) VALUES (?)');
    this.#findCell = prepare('SELECT number FROM cell WHERE name = ?').pluck();
    this.#nameCell = prepare('SELECT name FROM cell WHERE number = ?').pluck();
    this.#entities = new Map(
      entityNames.map((name) => {
        const { names } = columnsOf(name);
        return [
          name,
          {
            load: prepare(
              `SELECT t.record, f.packed, ${names.map((column) => `t."${column}"`).join(', ')} FROM "${name}" t LEFT JOIN fields f ON f.record = t.record WHERE t.id = @id`,
            ).raw(),
            insert: prepare(
              `INSERT INTO "${name}" (record, id, ${names.map((column) => `"${column}"`).join(', ')}) VALUES (?, ?${', ?'.repeat(names.length)})`,
            ),
            update: prepare(
              `UPDATE "${name}" SET ${names.map((column) => `"${column}" = ?`).join(', ')} WHERE record = ?`,
            ),
          },
        ];
      }),
    );
  }

  entity(name: EntityName): EntityStatements {
    const statements = this.#entities.get(name);
    if (!statements) throw new Error(`no table for ${name}`);
    return statements;
  }

  /** Number of a cell name; given when first met. Call inside a transaction. */
  cell(name: string): number {
    const known = this.#cells.get(name);
    if (known !== undefined) return known;
    const number =
      (this.#findCell.get(name) as number | undefined) ?? Number(this.#insertCell.run(name).lastInsertRowid);
    this.#cells.set(name, number);
    this.#names.set(number, name);
    return number;
  }

  cellName(number: number): string {
    const name = this.#names.get(number) ?? (this.#nameCell.get(number) as string | undefined);
    if (name === undefined) throw new Error(`cell ${number} is missing`);
    this.#names.set(number, name);
    return name;
  }

  /** After a rollback: numbers that were given inside it are not there. */
  forget(): void {
    this.#cells.clear();
    this.#names.clear();
  }
}
