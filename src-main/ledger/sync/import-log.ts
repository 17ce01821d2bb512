import type { Database } from 'better-sqlite3';
import type { PackageOutcome } from '../../../src-shared/contract/exchange-methods';

export type LoggedOutcome = Pick<PackageOutcome, 'outcome' | 'applied' | 'conflicts' | 'review' | 'message'>;

/**
 * The log of one import. A row is written in the transaction that decides about its file, so that a stop leaves neither without the
 * other; what is told only at the end of the import (a sentence more) is added to the row.
 */
export class ImportLog {
  readonly #database: Database;
  readonly #person: string;
  #run: number | undefined;

  constructor(database: Database, person: string) {
    this.#database = database;
    this.#person = person;
  }

  /** Writes a row and answers its number. `sha256` is that of the file as it came, null where it could not be read. */
  add(name: string, sha256: string | null, at: string, outcome: LoggedOutcome): number {
    // Given with the first row: an import that told nothing leaves no trace, and two at once never share a number.
    this.#run ??= this.#database.prepare('SELECT coalesce(max(run), 0) + 1 FROM import_log').pluck().get() as number;
    const { lastInsertRowid } = this.#database
      .prepare(
        `INSERT INTO import_log (run, at, person, name, sha256, outcome, applied, conflicts, review, message)
         VALUES (@run, @at, @person, @name, @sha256, @outcome, @applied, @conflicts, @review, @message)`,
      )
      .run({ run: this.#run, at, person: this.#person, name, sha256, ...valuesOf(outcome) });
    return Number(lastInsertRowid);
  }

  /** What became of the file in the end. */
  amend(number: number, outcome: LoggedOutcome): void {
    this.#database
      .prepare(
        `UPDATE import_log SET outcome = @outcome, applied = @applied, conflicts = @conflicts, review = @review, message = @message
         WHERE number = @number`,
      )
      .run({ number, ...valuesOf(outcome) });
  }
}

function valuesOf({ outcome, applied, conflicts, review, message }: LoggedOutcome) {
  return { outcome, applied, conflicts, review, message };
}
