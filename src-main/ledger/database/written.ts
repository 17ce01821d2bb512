import type { Database } from 'better-sqlite3';

/** Rows that were written where no question looks. */
const beside = new WeakMap<Database, number>();

const total = (database: Database) => database.prepare('SELECT total_changes()').pluck().get() as number;

/** Changes when somebody, in this process or another, has written into the ledger; what `besidesWriting` did does not count. */
export function writtenVersion(database: Database): string {
  const counted = total(database) - (beside.get(database) ?? 0);
  return `${database.pragma('data_version', { simple: true })}:${counted}`;
}

/** Does work that writes only into temporary tables, and into tables that no screen reads. */
export function besidesWriting<Answer>(database: Database, work: () => Answer): Answer {
  const before = total(database);
  try {
    return work();
  } finally {
    beside.set(database, (beside.get(database) ?? 0) + total(database) - before);
  }
}
