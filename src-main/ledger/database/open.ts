import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { Refusal } from '../../../src-shared/terms/errors';
import { rotateBackups, writeBackup } from './backup';
import { checkMigrations, migrate, readMigrations } from './migrations';
import { applyPragmas } from './pragmas';

export const databaseName = 'ledger.sqlite';
export const backupsName = 'backups';

export interface OpenOptions {
  /** Folder of the numbered SQL files. */
  readonly migrations: string;
  readonly now: Date;
  readonly app: string;
  /** Makes the database where there is none; else a missing one is `no_ledger`. */
  readonly create?: boolean;
  readonly readOnly?: boolean;
}

export function hasDatabase(folder: string): boolean {
  return existsSync(path.join(folder, databaseName));
}

function refusalOf(error: unknown, folder: string): Refusal {
  if (error instanceof Refusal) return error;
  const code = (error as { code?: string }).code ?? '';
  const detail = error instanceof Error ? error.message : String(error);
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') return new Refusal('ledger_busy');
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return new Refusal('disk_full');
  if (
    code === 'SQLITE_READONLY' ||
    code === 'SQLITE_CANTOPEN' ||
    code === 'EACCES' ||
    code === 'EPERM' ||
    code === 'EROFS'
  ) {
    return new Refusal('folder_unwritable', { path: folder });
  }
  return new Refusal('ledger_damaged', { detail });
}

/**
 * Opens the ledger's database with all pragmas and brings it to this program's schema. Throws Refusal: no_ledger, folder_unwritable,
 * ledger_busy, ledger_damaged, ledger_newer, migration_changed, migration_failed. Nothing in the folder is changed by a failure.
 */
export function openDatabase(folder: string, options: OpenOptions): Database {
  const file = path.join(folder, databaseName);
  if (!options.create && !existsSync(file)) throw new Refusal('no_ledger');
  let database: Database | undefined;
  try {
    if (options.create) mkdirSync(folder, { recursive: true });
    if (!options.readOnly) accessSync(folder, constants.W_OK);
    database = new BetterSqlite(file, { readonly: options.readOnly ?? false, timeout: 5000 });
    const migrations = readMigrations(options.migrations);
    if (options.readOnly) {
      applyPragmas(database, folder, true);
      return database;
    }
    // A newer file must be refused before a pragma touches it.
    checkMigrations(database, migrations);
    applyPragmas(database, folder, false);
    const opened = database;
    migrate(opened, migrations, options.now, () => {
      const backups = path.join(folder, backupsName);
      const name = `upgrade-${options.now.toISOString().replace(/[:.]/g, '-')}.sqlite`;
      writeBackup(opened, path.join(backups, name), { now: options.now, reason: '升级前', app: options.app });
      rotateBackups(backups);
      return name;
    });
    return opened;
  } catch (error) {
    database?.close();
    throw refusalOf(error, folder);
  }
}
