import type { Role } from '../../../src-shared/contract/common';
import type { FieldValue } from '../../../src-shared/entities/field';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import { naturalId } from '../journal/cells';
import type { Edit } from '../journal/edit';
import { Roster, type RosterEntry } from './roster';
import { projectTrust, trustRowOf } from './trust-projection';

/** What a commission decides about a device; what is left out stays as it is. */
export interface Decision {
  readonly person?: string | undefined;
  readonly unit?: string | undefined;
  readonly region?: string | null | undefined;
  readonly role?: Role | undefined;
  /** Ids of projects beyond those of its person and region. */
  readonly projects?: readonly string[] | undefined;
  readonly state?: 'approved' | 'revoked' | undefined;
  /** With state revoked: the last seq of its stream that counts. */
  readonly revokedAfter?: number | undefined;
  readonly enrolAgain?: boolean | undefined;
  readonly reason?: string | undefined;
}

/**
 * Writes what this commission decides about devices: signed changes of `trusted_device`, and the roster with them, in one transaction
 * (the caller's, where there is one). The first decision also says who this commission is, for its own word has to go along.
 * Returns the ids of devices that are approved now and were not before. Throws Refusal not_commission.
 */
export function countersign(
  context: LedgerContext,
  decisions: ReadonlyMap<string, Decision>,
  source: string,
): string[] {
  requireCommission(context);
  return context.journal.transaction(() => {
    const roster = new Roster(context.database);
    const own = roster.own();
    const edits = [...decisions]
      .filter(([device]) => device !== own.id)
      .map(([device, decision]) => {
        const entry = roster.find(device);
        if (!entry?.public_key) throw new Refusal('unknown_device', { device });
        requireOwnRegion(own, entry, decision);
        return editFor(context, entry, decision);
      });
    const word = editFor(context, own, { ...ownWord(own), ...decisions.get(own.id) });
    context.journal.commit([word, ...edits], { source, final: true });
    return projectTrust(context);
  });
}

/**
 * Countersigns a device and revokes the ones that it stands in for: the earlier key that signed for it, from the end that key named, and those
 * of `revokeToo` as far as they are here. Returns whose packages may go on.
 */
export function approveDevice(
  context: LedgerContext,
  entry: RosterEntry,
  decision: Decision,
  revokeToo: readonly string[],
): string[] {
  const roster = new Roster(context.database);
  const decisions = new Map<string, Decision>();
  const earlier = entry.replaces === null ? undefined : roster.find(entry.replaces);
  const inherited = earlier?.state === 'approved' && entry.state === 'pending' ? projectsOf(earlier) : undefined;
  for (const id of revokeToo) {
    const other = roster.resolve(id);
    if (other.state === 'approved' && other.id !== entry.id)
      decisions.set(other.id, { state: 'revoked', reason: `${entry.person}换了设备` });
  }
  if (earlier?.state === 'approved')
    decisions.set(earlier.id, {
      state: 'revoked',
      ...(entry.replaces_after === null ? {} : { revokedAfter: entry.replaces_after }),
      reason: `${entry.person}换了钥匙`,
    });
  // The other machine of a copied folder: the earlier key ended already with the first one's change, and its branch may be longer.
  if (
    earlier?.state === 'revoked' &&
    (entry.replaces_after ?? 0) > (earlier.revoked_after ?? 0) &&
    hasSuccessor(roster, earlier)
  )
    decisions.set(earlier.id, { state: 'revoked', revokedAfter: entry.replaces_after ?? 0 });
  decisions.set(entry.id, {
    ...(inherited ? { projects: inherited } : {}),
    ...decision,
    state: 'approved',
  });
  const approved = countersign(context, decisions, '批准设备');
  // The last report under the earlier key may wait: its successor has just vouched for its end.
  return earlier ? [...approved, earlier.id] : approved;
}

/** Whether a device was stopped because an approved one took its place; one that a person stopped stays stopped where it was. */
function hasSuccessor(roster: Roster, { id }: RosterEntry): boolean {
  return roster.list().some(({ replaces, state }) => replaces === id && state === 'approved');
}

export function projectsOf(entry: Pick<RosterEntry, 'projects'>): string[] {
  return entry.projects === null ? [] : (JSON.parse(entry.projects) as string[]);
}

export function requireCommission(context: LedgerContext): void {
  if (context.identity.role !== 'commission') throw new Refusal('not_commission');
}

/** A commission with a region vouches within it alone, as every machine that gets its word will hold it to. */
function requireOwnRegion(own: RosterEntry, entry: RosterEntry, decision: Decision): void {
  if (own.region === null) return;
  const region = decision.region === undefined ? entry.region : decision.region;
  const isKnown = entry.state === 'approved' || entry.state === 'revoked';
  if (region !== own.region || (isKnown && entry.region !== own.region))
    throw new Refusal('invalid_input', { detail: '本机只能登记本属地的设备' });
}

function ownWord(own: RosterEntry): Decision {
  const { person, unit, region } = own;
  return { person, unit, region, role: 'commission', state: 'approved', enrolAgain: own.enrol_again === 1 };
}

/**
 * Tells devices whose stream has two branches (a copied folder, a restored backup) to enrol with a new key, where this machine is a
 * commission: both branches merge, but nobody can tell any more which of them a receipt means. Inside the caller's transaction.
 */
export function askToEnrolAgain(context: LedgerContext, branches: readonly string[]): void {
  if (context.identity.role !== 'commission' || branches.length === 0) return;
  const roster = new Roster(context.database);
  const origins = new Set(
    branches.flatMap((branch) => {
      const origin = roster.originOf(branch);
      return origin && origin.enrol_again === 0 && ['approved', 'own'].includes(origin.state) ? [origin.id] : [];
    }),
  );
  if (origins.size === 0) return;
  countersign(context, new Map([...origins].map((id) => [id, { enrolAgain: true }])), '改动分叉，须重新登记');
}

/** The whole word where none stands yet, else what the decision changes; the journal leaves equal values out. */
function editFor({ database }: LedgerContext, entry: RosterEntry, decision: Decision): Edit {
  const standing = trustRowOf(database, entry.id);
  const set: Record<string, FieldValue> = {
    public_key: entry.public_key?.toString('base64') ?? null,
    recipient: entry.recipient,
  };
  const { person, unit, region, role, projects, state, revokedAfter, enrolAgain, reason } = decision;
  if (!standing) {
    Object.assign(set, {
      device: entry.id,
      person: entry.person,
      unit: entry.unit,
      region: entry.region,
      role: entry.role,
    });
  }
  if (person !== undefined) set.person = person;
  if (unit !== undefined) set.unit = unit;
  if (region !== undefined) set.region = region;
  if (role !== undefined) set.role = role;
  if (projects !== undefined) set.projects = projects.length > 0 ? JSON.stringify([...new Set(projects)].sort()) : null;
  if (state !== undefined) {
    set.state = state;
    set.revoked_after = state === 'revoked' ? (revokedAfter ?? entry.high_water) : null;
    // A device that is enrolled anew has done what it was asked to.
    if (state === 'approved' && enrolAgain === undefined) set.enrol_again = null;
  }
  if (enrolAgain !== undefined) set.enrol_again = enrolAgain ? 1 : null;
  if (reason !== undefined) set.reason = reason || null;
  return { entity: 'trusted_device', id: standing ? naturalId('trusted_device', [entry.id]) : null, set };
}
