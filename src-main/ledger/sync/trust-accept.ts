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

/**
 * What comes down from a trusted commission says which dataset this machine belongs to: taken over once, the first time. Inside the
 * caller's transaction.
 */
export function joinDataset({ database }: LedgerContext, manifest: Manifest): void {
  if (manifest.dataset !== null && (readSetting(database, 'dataset') ?? null) === null)
    writeSetting(database, 'dataset', manifest.dataset);
}
