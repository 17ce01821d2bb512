import type { Database, Statement } from 'better-sqlite3';
import { type EntityName, entityNames } from '../../../src-shared/entities/entities';
import { columnsOf } from './cells';
import { SearchIndex } from './search-index';

interface EntityStatements {
  readonly load: Statement;
  readonly insert: Statement;
  readonly update: Statement;
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
  readonly search: SearchIndex;
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
    this.search = new SearchIndex(database);
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
