import type { Database } from 'better-sqlite3';
import { DummyDriver, Kysely, type RawBuilder, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';

// Compiles, and never runs: its asynchronous driver would put every call behind one mutex.
const compiler = new Kysely<Record<string, never>>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (database) => new SqliteIntrospector(database),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

/** Text and parameters of a query that was put together from parts. */
export function compiled(query: RawBuilder<unknown>): { sql: string; parameters: readonly unknown[] } {
  return query.compile(compiler);
}

/** Compiles a query, runs it at once and returns its rows. */
export function all<Row>(database: Database, query: RawBuilder<Row>): Row[] {
  const { sql, parameters } = compiled(query);
  return database.prepare(sql).all(...parameters) as Row[];
}
