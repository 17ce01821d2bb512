import type { Database, Statement } from 'better-sqlite3';
import { columnsOf } from './cells';
import type { RecordState } from './record-store';
import { indexWords, initialsOf } from './search-text';

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
      const texts = columns.searched.map((column) => state.values[column]).filter((value) => typeof value === 'string');
      if (texts.length === 0) continue;
      this.#index.run(state.number, texts.map(indexWords).join(' '));
      const named = columns.initials.map((column) => state.values[column]).filter((value) => typeof value === 'string');
      if (state.initialsChanged && named.length > 0)
        this.#listInitials.run(state.number, named.map(initialsOf).join(' '));
    }
  }
}
