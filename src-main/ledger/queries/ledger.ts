import path from 'node:path';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { backupBlobs } from '../attachments/backup-blobs';
import { beijingTimestamp } from '../clock';
import { listBackups, rotateBackups, writeBackup } from '../database/backup';
import { backupsName } from '../database/open';
import type { Handler } from '../handler';
import { digestOf } from '../journal/digest';
import { appVersion } from '../version';

export const ledgerDigest: Handler<'ledger.digest'> = (context) => digestOf(context.journal.core);

export const createBackup: Handler<'backups.create'> = (context, input) => {
  const now = context.clock.now();
  const folder = path.join(context.folder, backupsName);
  const file = input.file ?? path.join(folder, `manual-${now.toISOString().replace(/[:.]/g, '-')}.sqlite`);
  const blobs = backupBlobs(context.folder, file);
  const { manifest, checks } = writeBackup(context.database, file, { now, reason: '手动', app: appVersion });
  rotateBackups(folder);
  const all = [...checks, { name: '附件', ok: true, detail: `${blobs.files} 个` }];
  return { ok: checks.every((check) => check.ok), name: manifest.name, bytes: manifest.bytes, checks: all };
};

/** Backups kept in a ledger's folder; they can be listed where the ledger itself cannot be opened. */
export const backupsOf = (folder: string): OutputOf<'backups.list'> =>
  listBackups(path.join(folder, backupsName)).map(({ name, createdAt, bytes, reason }) => ({
    name,
    createdAt: beijingTimestamp(new Date(createdAt)),
    bytes,
    reason,
  }));

export const listOwnBackups: Handler<'backups.list'> = (context) => backupsOf(context.folder);
