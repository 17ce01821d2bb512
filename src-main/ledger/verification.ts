import { verifyBlobs } from './attachments/verify-blobs';
import type { LedgerContext } from './context';
import type { Check } from './database/backup';
import type { Handler } from './handler';
import { verifyChains, verifyRows } from './journal/verify';
import { ContentStore } from './sync/content-store';

/** Files that the register names and that must lie unchanged in the content store; what was rejected was never kept. */
function verifyPackages(context: LedgerContext): Check {
  const store = new ContentStore(context.folder);
  const named = context.database.prepare("SELECT sha256, name FROM package WHERE state <> 'rejected'").all() as {
    sha256: string;
    name: string;
  }[];
  const damaged = named.filter(({ sha256 }) => store.get(sha256) === undefined);
  return { name: '收发的包都在且没有变', ok: damaged.length === 0, detail: damaged.map(({ name }) => name).join('、') };
}

/** Everything that can be checked without anybody's memory: the file, the chains, rows against the journal, packages and attachments against their hashes. */
export const verifyLedger: Handler<'ledger.verify'> = async (context) => {
  const { database } = context;
  const integrity = database.pragma('integrity_check', { simple: true }) as string;
  const broken = database.pragma('foreign_key_check') as unknown[];
  const checks: Check[] = [
    { name: '数据库完整', ok: integrity === 'ok', detail: integrity === 'ok' ? '' : integrity },
    { name: '引用完整', ok: broken.length === 0, detail: broken.length === 0 ? '' : `${broken.length} 处` },
    verifyChains(context.journal.core),
    verifyRows(context.journal.core),
    verifyPackages(context),
    ...(await verifyBlobs(context)),
  ];
  return { ok: checks.every((check) => check.ok), checks };
};
