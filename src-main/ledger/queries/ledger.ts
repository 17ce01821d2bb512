import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beijingTimestamp } from '../clock';
import type { LedgerContext } from '../context';
import { type Check, listBackups, rotateBackups, writeBackup } from '../database/backup';
import { backupsName } from '../database/open';
import type { Handler } from '../handler';
import { digestOf } from '../journal/digest';
import { verifyChains, verifyRows } from '../journal/verify';
import { appVersion } from '../version';

export const ledgerDigest: Handler<'ledger.digest'> = (context) => digestOf(context.journal.core);

/** Files that the ledger names and that must lie unchanged in the content store. */
function verifyPackages(context: LedgerContext): Check {
  const damaged = (
    context.database.prepare('SELECT sha256, name FROM package').all() as { sha256: string; name: string }[]
  ).filter(({ sha256 }) => {
    const file = path.join(context.folder, 'packages', sha256);
    return !existsSync(file) || createHash('sha256').update(readFileSync(file)).digest('hex') !== sha256;
  });
  return { name: '收发的包都在且没有变', ok: damaged.length === 0, detail: damaged.map(({ name }) => name).join('、') };
}

export const verifyLedger: Handler<'ledger.verify'> = (context) => {
  const { database } = context;
  const integrity = database.pragma('integrity_check', { simple: true }) as string;
  const broken = database.pragma('foreign_key_check') as unknown[];
  const checks: Check[] = [
    { name: '数据库完整', ok: integrity === 'ok', detail: integrity === 'ok' ? '' : integrity },
    { name: '引用完整', ok: broken.length === 0, detail: broken.length === 0 ? '' : `${broken.length} 处` },
    verifyChains(context.journal.core),
    verifyRows(context.journal.core),
    verifyPackages(context),
  ];
  return { ok: checks.every((check) => check.ok), checks };
};

export const createBackup: Handler<'backups.create'> = (context, input) => {
  const now = context.clock.now();
  const folder = path.join(context.folder, backupsName);
  const file = input.file ?? path.join(folder, `manual-${now.toISOString().replace(/[:.]/g, '-')}.sqlite`);
  const { manifest, checks } = writeBackup(context.database, file, { now, reason: '手动', app: appVersion });
  rotateBackups(folder);
  return { ok: checks.every((check) => check.ok), name: manifest.name, bytes: manifest.bytes, checks };
};

export const listOwnBackups: Handler<'backups.list'> = (context) =>
  listBackups(path.join(context.folder, backupsName)).map(({ name, createdAt, bytes, reason }) => ({
    name,
    createdAt: beijingTimestamp(new Date(createdAt)),
    bytes,
    reason,
  }));
