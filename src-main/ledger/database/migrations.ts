import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { Refusal } from '../../../src-shared/terms/errors';

export interface Migration {
  /** Numbered in tens, so that a repair can be put between. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/** Migrations of a folder, `NNNN_name.sql`, in order. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z_]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      // A checkout may have turned the line ends; the sum must not depend on that.
      const sql = readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n');
      return { version: Number(name.slice(0, 4)), name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    });
}

/** Schema version of a database: 0 for an empty file. */
export function schemaVersion(database: Database): number {
  const known = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'migration'").get();
  if (!known) return 0;
  return database.prepare('SELECT coalesce(max(version), 0) FROM migration').pluck().get() as number;
}

/** Throws `ledger_newer` where the file comes from a newer program, `migration_changed` where an applied one is not the one at hand. */
export function checkMigrations(database: Database, migrations: readonly Migration[]): void {
  const version = schemaVersion(database);
  const newest = migrations.at(-1)?.version ?? 0;
  if (version > newest) throw new Refusal('ledger_newer', { found: version, known: newest });
  if (version === 0) return;
  const byVersion = new Map(migrations.map((migration) => [migration.version, migration]));
  for (const applied of database.prepare('SELECT version, name, sha256 FROM migration').all() as Omit<
    Migration,
    'sql'
  >[]) {
    if (byVersion.get(applied.version)?.sha256 !== applied.sha256)
      throw new Refusal('migration_changed', { name: applied.name });
  }
}

/** Applies what is missing, one immediate transaction each. `beforeFirst` makes the verified backup of a database that holds data. */
export function migrate(
  database: Database,
  migrations: readonly Migration[],
  now: Date,
  beforeFirst: () => string,
): void {
  const present = schemaVersion(database);
  const missing = migrations.filter((migration) => migration.version > present);
  if (missing.length === 0) return;
  const backup = present > 0 ? beforeFirst() : '';
  for (const migration of missing) {
    try {
      database
        .transaction(() => {
          database.exec(migration.sql);
          database.exec(
            'CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT',
          );
          database
            .prepare('INSERT INTO migration (version, name, sha256, applied_at) VALUES (@version, @name, @sha256, @at)')
            .run({ version: migration.version, name: migration.name, sha256: migration.sha256, at: now.toISOString() });
          const broken = database.pragma('foreign_key_check') as unknown[];
          if (broken.length > 0) throw new Error(`foreign keys broken in ${broken.length} rows`);
        })
        .immediate();
    } catch (error) {
      throw new Refusal('migration_failed', {
        version: migration.version,
        detail: error instanceof Error ? error.message : String(error),
        backup,
      });
    }
  }
}
