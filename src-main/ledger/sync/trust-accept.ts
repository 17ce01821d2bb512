import { beijingTimestamp } from '../clock';
import type { LedgerContext } from '../context';
import { readSetting, writeSetting } from '../settings';
import type { Manifest } from './manifest';
import { Roster, type RosterEntry } from './roster';

/**
 * At a machine that is no commission: the person has compared the Commission's fingerprint (or no longer trusts it). From then on its
 * packages are merged, and this ledger belongs to its dataset. Inside the caller's transaction. True where packages may go on.
 */
export function acceptCommission(
  context: LedgerContext,
  entry: RosterEntry,
  decision: 'approve' | 'revoke' = 'approve',
): boolean {
  const roster = new Roster(context.database);
  if (decision === 'revoke') {
    roster.revoke(entry.id);
    return false;
  }
  if (entry.state !== 'approved') roster.approve(entry.id, beijingTimestamp(context.clock.now()));
  return true;
}

function isCommission(entry: RosterEntry | undefined): boolean {
  return entry?.state === 'approved' && entry.role === 'commission';
}

/**
 * Whether a package is of another city. One that does not know yet belongs anywhere; so does, once, a commission that a person has trusted:
 * a county's and a province's ledgers have datasets of their own. An unknown commission that introduces itself is for a person to judge.
 */
export function isForeign({ database }: LedgerContext, manifest: Manifest): boolean {
  const own = readSetting(database, 'dataset') ?? null;
  const { dataset, device, kind, role } = manifest;
  if (own === null || dataset === null || dataset === own) return false;
  const known = readSetting(database, 'datasets') ?? {};
  if (Object.values(known).includes(dataset)) return false;
  const signer = new Roster(database).find(device);
  if (isCommission(signer)) return known[device] !== undefined;
  const isIntroduction = role === 'commission' && kind !== 'report';
  return !(isIntroduction && (!signer || signer.state === 'stranger' || signer.state === 'pending'));
}

/**
 * What a trusted commission sends says which dataset it keeps: noted the first time. A machine that belongs to none yet belongs to that one
 * from then on. Inside the caller's transaction.
 */
export function joinDataset({ database }: LedgerContext, { dataset, device }: Manifest): void {
  const known = readSetting(database, 'datasets') ?? {};
  if (dataset === null || known[device] !== undefined || !isCommission(new Roster(database).find(device))) return;
  writeSetting(database, 'datasets', { ...known, [device]: dataset });
  if ((readSetting(database, 'dataset') ?? null) === null) writeSetting(database, 'dataset', dataset);
}
