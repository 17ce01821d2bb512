import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../src-shared/terms/errors';
import { restoreBlobs } from './attachments/backup-blobs';
import { type Check, checkFile } from './database/backup';
import { backupsName, databaseName } from './database/open';

/**
 * Puts a backup in the ledger's place. The backup is checked first; what was there is kept beside the backups under a name of its own,
 * log included, even where it is damaged. `close` closes the open ledger before its file moves.
 * Throws Refusal no_file, not_a_backup.
 */
export function restoreBackup(
  folder: string,
  from: { file?: string | undefined; name?: string | undefined },
  about: { now: Date; app: string },
  close: () => void,
): Check[] {
  const source = from.file ?? path.join(folder, backupsName, path.basename(from.name ?? ''));
  const name = path.basename(source);
  if (!existsSync(source)) throw new Refusal('no_file', { name });
  const checks = checkFile(source);
  const failed = checks.find((check) => !check.ok);
  if (failed) throw new Refusal('not_a_backup', { name, detail: failed.detail });

  const database = path.join(folder, databaseName);
  const incoming = `${database}.incoming`;
  mkdirSync(folder, { recursive: true });
  copyFileSync(source, incoming);
  close();
  const kept = path.join(folder, backupsName, `before-restore-${about.now.toISOString().replace(/[:.]/g, '-')}.sqlite`);
  mkdirSync(path.dirname(kept), { recursive: true });
  for (const suffix of ['-wal', '-shm', ''])
    if (existsSync(database + suffix)) renameSync(database + suffix, kept + suffix);
  for (const suffix of ['-wal', '-shm']) rmSync(database + suffix, { force: true });
  renameSync(incoming, database);
  const blobs = restoreBlobs(source, folder);
  return [...checks, ...blobs, { name: '原台账已另存', ok: true, detail: path.basename(kept) }];
}
