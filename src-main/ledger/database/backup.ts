import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { Refusal } from '../../../src-shared/terms/errors';
import { schemaVersion } from './migrations';

export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface BackupManifest {
  readonly format: 'wubao-backup/1';
  readonly name: string;
  readonly createdAt: string;
  readonly reason: string;
  readonly schema: number;
  readonly app: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Rows by table, counted in the copy and equal to the original's. */
  readonly rows: Record<string, number>;
}

const keptBackups = 30;

/** Folder with the files of attachments that belong to a backup. */
export function blobsBeside(file: string): string {
  return `${file}.attachments`;
}

function tableNames(database: Database): string[] {
  return database
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_text%' ORDER BY name",
    )
    .pluck()
    .all() as string[];
}

export function countRows(database: Database): Record<string, number> {
  return Object.fromEntries(
    tableNames(database).map((name) => [
      name,
      database.prepare(`SELECT count(*) FROM "${name}"`).pluck().get() as number,
    ]),
  );
}

/** Checks a database file that nobody writes to: opens, quick_check passes, is a ledger. */
export function checkFile(file: string): Check[] {
  let copy: Database | undefined;
  try {
    copy = new BetterSqlite(file, { readonly: true, fileMustExist: true });
    const quick = copy.pragma('quick_check', { simple: true }) as string;
    const version = schemaVersion(copy);
    return [
      { name: '文件完整', ok: quick === 'ok', detail: quick === 'ok' ? '' : quick },
      { name: '是五包工作台的台账', ok: version > 0, detail: version > 0 ? `结构 ${version}` : '没有结构登记' },
    ];
  } catch (error) {
    return [{ name: '文件完整', ok: false, detail: error instanceof Error ? error.message : String(error) }];
  } finally {
    copy?.close();
  }
}

function flush(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * A copy by VACUUM INTO (a file copy of a live database may be torn), opened again, checked and counted before it counts as one;
 * beside it `<file>.json` with sums. Throws `file_unwritable`.
 */
export function writeBackup(
  database: Database,
  file: string,
  about: { now: Date; reason: string; app: string },
): { manifest: BackupManifest; checks: Check[] } {
  const partial = `${file}.partial`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    rmSync(partial, { force: true });
    database.prepare('VACUUM INTO @partial').run({ partial });
    flush(partial);
    const copy = new BetterSqlite(partial, { readonly: true });
    let rows: Record<string, number>;
    try {
      rows = countRows(copy);
    } finally {
      copy.close();
    }
    const original = countRows(database);
    const differing = Object.keys(original).filter((name) => original[name] !== rows[name]);
    const checks = [
      ...checkFile(partial),
      { name: '行数一致', ok: differing.length === 0, detail: differing.join('、') },
    ];
    if (!checks.every((check) => check.ok)) throw new Error('copy differs from the original');
    const manifest: BackupManifest = {
      format: 'wubao-backup/1',
      name: path.basename(file),
      createdAt: about.now.toISOString(),
      reason: about.reason,
      schema: schemaVersion(database),
      app: about.app,
      bytes: statSync(partial).size,
      sha256: createHash('sha256').update(readFileSync(partial)).digest('hex'),
      rows,
    };
    renameSync(partial, file);
    writeFileSync(`${file}.json`, JSON.stringify(manifest, null, 2));
    return { manifest, checks };
  } catch (error) {
    rmSync(partial, { force: true });
    throw new Refusal('file_unwritable', {
      name: path.basename(file),
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}

/** Backups of a folder, newest first. A file without its manifest is left out: nobody vouches for it. */
export function listBackups(folder: string): BackupManifest[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sqlite.json') && existsSync(path.join(folder, name.slice(0, -5))))
    .map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as BackupManifest)
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
}

/** Keeps the newest backups of the folder; older automatic ones go, those that a person made stay. */
export function rotateBackups(folder: string): void {
  for (const old of listBackups(folder)
    .filter((backup) => backup.reason !== '手动')
    .slice(keptBackups)) {
    rmSync(path.join(folder, old.name), { force: true });
    rmSync(path.join(folder, `${old.name}.json`), { force: true });
    rmSync(blobsBeside(path.join(folder, old.name)), { recursive: true, force: true });
  }
}
