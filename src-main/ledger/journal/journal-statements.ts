import type { Database, Statement } from 'better-sqlite3';
import { type EntityName, entityNames } from '../../../src-shared/entities/entities';
import { type CellTarget, columnsOf, takesText, targetOf } from './cells';
import type { DeviceTable } from './device-table';
import { presentName } from './renamed-fields';
import { SearchIndex } from './search-index';
import { Tombstones } from './tombstones';

interface EntityStatements {
  readonly load: Statement;
  readonly insert: Statement;
  /** By column: its bit in `update`'s choice where an index holds it, else 0. */
  readonly indexed: readonly number[];
  /** Writes all columns that no index holds, and those of the chosen bits that one does: an index is touched only where its column changed. */
  update(bits: number): { readonly columns: readonly number[]; readonly statement: Statement };
}

/** A cell of an entity as the merge needs it: its place in the row and its local number. */
export interface CellPlace {
  readonly target: CellTarget;
  readonly number: number;
  /** Any proper text is a value of it as it stands. */
  readonly takesText: boolean;
}

function entityStatements(database: Database, name: EntityName): EntityStatements {
  const { names } = columnsOf(name);
  const held = new Set(
    database
      .prepare('SELECT i.name FROM pragma_index_list(@name) l JOIN pragma_index_info(l.name) i')
      .pluck()
      .all({ name }) as string[],
  );
  let nextBit = 1;
  const indexed = names.map((column) => {
    if (!held.has(column)) return 0;
    const bit = nextBit;
    nextBit *= 2;
    return bit;
  });
  const updates = new Map<number, ReturnType<EntityStatements['update']>>();
  const prepareUpdate = (bits: number) => {
    const columns = indexed.flatMap((bit, column) => (bit === 0 || (bits & bit) !== 0 ? [column] : []));
    const assignments = columns.map((column) => `"${names[column]}" = ?`).join(', ');
    const update = { columns, statement: database.prepare(`UPDATE "${name}" SET ${assignments} WHERE record = ?`) };
    updates.set(bits, update);
    return update;
  };
  return {
    load: database
      .prepare(`SELECT record, ${names.map((column) => `"${column}"`).join(', ')} FROM "${name}" WHERE id = ?`)
      .raw(),
    insert: database.prepare(
      `INSERT INTO "${name}" (record, id, ${names.map((column) => `"${column}"`).join(', ')}) VALUES (?, ?${', ?'.repeat(names.length)})`,
    ),
    update: (bits) => updates.get(bits) ?? prepareUpdate(bits),
    indexed,
  };
}

/** Prepared statements of the journal and the numbers of cells; live as long as the database is open. */
export class JournalStatements {
  readonly anyEarly: Statement;
  readonly lastRecord: Statement;
  readonly heads: Statement;
  readonly early: Statement;
  readonly packed: Statement;
  readonly pack: Statement;
  readonly clearHeads: Statement;
  readonly addHead: Statement;
  /** Two at once: the ordinary conflict. */
  readonly addHeads: Statement;
  readonly clearEarly: Statement;
  readonly addEarly: Statement;
  readonly post: Statement;
  readonly seen: Statement;
  readonly clearSeen: Statement;
  readonly addSeen: Statement;
  readonly putAside: Statement;
  readonly openReviews: Statement;
  readonly addReview: Statement;
  readonly projectScope: Statement;
  readonly addStep: Statement;
  readonly undone: Statement;
  readonly addChange: Statement;
  readonly advance: Statement;
  readonly search: SearchIndex;
  readonly tombstones: Tombstones;
  readonly #places = new Map<EntityName, Map<string, CellPlace | null>>();
  readonly #entities: ReadonlyMap<EntityName, EntityStatements>;
  readonly #cells = new Map<string, number>();
  readonly #names = new Map<number, string>();
  readonly #insertCell: Statement;
  readonly #findCell: Statement;
  readonly #nameCell: Statement;

  constructor(database: Database, devices: DeviceTable) {
    const prepare = (sql: string) => database.prepare(sql);
    this.anyEarly = prepare('SELECT 1 FROM early LIMIT 1');
    this.lastRecord = prepare('SELECT coalesce(max(record), 0) FROM fields').pluck();
    this.heads = prepare('SELECT cell, device, seq, clock, value FROM head WHERE record = @record').raw();
    this.early = prepare("SELECT cell || ':' || device || ':' || seq FROM early WHERE record = @record").pluck();
    this.packed = prepare('SELECT packed FROM fields WHERE record = ?').pluck();
    this.pack = prepare(
      'INSERT INTO fields (record, entity, packed) VALUES (?, ?, ?) ON CONFLICT (record) DO UPDATE SET packed = excluded.packed',
    );
    this.clearHeads = prepare('DELETE FROM head WHERE record = ? AND cell = ?');
    this.addHead = prepare('INSERT INTO head (record, cell, device, seq, clock, value) VALUES (?, ?, ?, ?, ?, ?)');
    this.addHeads = prepare(
      'INSERT INTO head (record, cell, device, seq, clock, value) VALUES (?, ?, ?, ?, ?, ?), (?, ?, ?, ?, ?, ?)',
    );
    this.clearEarly = prepare('DELETE FROM early WHERE record = ?');
    this.addEarly = prepare('INSERT INTO early (record, cell, device, seq) VALUES (?, ?, ?, ?)');
    this.post = prepare(
      'INSERT INTO posting (record, package, lines) VALUES (?, ?, ?) ON CONFLICT (record, package) DO UPDATE SET lines = CAST(posting.lines || excluded.lines AS BLOB)',
    );
    this.seen = prepare('SELECT from_seq, to_seq FROM seen WHERE device = ? ORDER BY from_seq').raw();
    this.clearSeen = prepare('DELETE FROM seen WHERE device = ?');
    this.addSeen = prepare('INSERT INTO seen (device, from_seq, to_seq) VALUES (?, ?, ?)');
    this.putAside = prepare(
      'INSERT OR IGNORE INTO unapplied (device, seq, entity, record, field) VALUES (@device, @seq, @entity, @record, @field)',
    );
    this.openReviews = prepare("SELECT device || ':' || seq FROM review WHERE state = 'open'").pluck();
    this.addReview = prepare(
      'INSERT INTO review (device, seq, entity, record, package, why) VALUES (@device, @seq, @entity, @record, @package, @why)',
    );
    this.projectScope = prepare('SELECT region, secretary FROM project WHERE id = ?');
    this.addStep = prepare('INSERT INTO step (at, source, undoes) VALUES (@at, @source, @undoes)');
    this.undone = prepare('UPDATE step SET undone_by = @step WHERE number = @undoes');
    this.addChange = prepare('INSERT INTO change (seq, device, record, line, chain, step) VALUES (?, ?, ?, ?, ?, ?)');
    this.advance = prepare(
      'UPDATE device SET high_water = @seq, chain = @chain, clock = @clock WHERE number = @number',
    );
    this.search = new SearchIndex(database);
    this.tombstones = new Tombstones(database, devices);
    this.#insertCell = prepare('INSERT INTO cell (name) VALUES (?)');
    this.#findCell = prepare('SELECT number FROM cell WHERE name = ?').pluck();
    this.#nameCell = prepare('SELECT name FROM cell WHERE number = ?').pluck();
    this.#entities = new Map(entityNames.map((name) => [name, entityStatements(database, name)]));
  }

  entity(name: EntityName): EntityStatements {
    const statements = this.#entities.get(name);
    if (!statements) throw new Error(`no table for ${name}`);
    return statements;
  }

  /** Place of a cell by its name in a line; null where this version does not know it. Call inside a transaction. */
  place(entity: EntityName, name: string): CellPlace | null {
    let places = this.#places.get(entity);
    if (!places) {
      places = new Map();
      this.#places.set(entity, places);
    }
    let place = places.get(name);
    if (place === undefined) {
      const target = targetOf(entity, name);
      place = target ? { target, number: this.cell(presentName(entity, name)), takesText: takesText(target) } : null;
      places.set(name, place);
    }
    return place;
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
    this.#places.clear();
    this.#names.clear();
  }
}
