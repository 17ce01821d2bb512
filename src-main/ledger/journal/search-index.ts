import type { Database, Statement } from 'better-sqlite3';
import { entityNames } from '../../../src-shared/entities/entities';
import { columnsOf } from './cells';
import type { SqlValue } from './merge';
import type { RecordState } from './record-store';
import { indexWords, initialsOf } from './search-text';

/** What the index keeps of a record's searched texts; null where it has none. */
function wordsOf(values: readonly (SqlValue | undefined)[]): string | null {
  const texts = values.filter((value) => typeof value === 'string');
  return texts.length === 0 ? null : texts.map(indexWords).join(' ');
}

/** Keeps full-text index and initials in step with the rows. Statements live as long as the database is open. */
export class SearchIndex {
  readonly #index: Statement;
  readonly #unindex: Statement;
  readonly #listInitials: Statement;
  readonly #unlistInitials: Statement;

  constructor(database: Database) {
    this.#index = database.prepare('INSERT INTO search_text (rowid, words) VALUES (?, ?)');
    this.#unindex = database.prepare('DELETE FROM search_text WHERE rowid = ?');
    this.#listInitials = database.prepare('INSERT OR REPLACE INTO search_entry (record, initials) VALUES (?, ?)');
    this.#unlistInitials = database.prepare('DELETE FROM search_entry WHERE record = ?');
  }

  /**
   * Writes the entries of records whose searched texts changed. They must come in ascending record order: FTS5 writes out what it has
   * gathered whenever a row number steps back, which made this a hundred times slower.
   */
  write(states: readonly RecordState[]): void {
    for (const state of states) if (!state.isNew) this.#unindex.run(state.number);
    for (const state of states) {
      const columns = columnsOf(state.entity);
      if (columns.searched.length === 0) continue;
      const withdrawn = state.values[0] === 1;
      if (state.initialsChanged || withdrawn) this.#unlistInitials.run(state.number);
      if (withdrawn) continue;
      const words = wordsOf(columns.searched.map((column) => state.values[column]));
      if (words === null) continue;
      this.#index.run(state.number, words);
      const named = columns.initials.map((column) => state.values[column]).filter((value) => typeof value === 'string');
      if (state.initialsChanged && named.length > 0)
        this.#listInitials.run(state.number, named.map(initialsOf).join(' '));
    }
  }
}

/**
 * Fills a full-text index that a migration left empty from the rows. Also after a stop in between: an index without an entry in a ledger
 * with records is one that was not filled. Initials are no part of it.
 */
export function fillSearchIndex(database: Database): void {
  if (database.prepare('SELECT 1 FROM search_text_docsize LIMIT 1').get() !== undefined) return;
  database
    .transaction(() => {
      const index = database.prepare('INSERT INTO search_text (rowid, words) VALUES (?, ?)');
      for (const entity of entityNames) {
        const { names, searched } = columnsOf(entity);
        if (searched.length === 0) continue;
        const columns = searched.map((column) => `"${names[column]}"`).join(', ');
        const rows = database
          .prepare(`SELECT record, ${columns} FROM "${entity}" WHERE deleted <> 1 ORDER BY record`)
          .raw();
        const entries: [number, string][] = [];
        for (const [record, ...values] of rows.iterate() as IterableIterator<[number, ...SqlValue[]]>) {
          const words = wordsOf(values);
          if (words !== null) entries.push([record, words]);
        }
        for (const entry of entries) index.run(...entry);
      }
    })
    .immediate();
}
