import type { Database } from 'better-sqlite3';
import type { Role } from '../../../src-shared/contract/common';
import { beijingTimestamp } from '../clock';
import type { LedgerContext } from '../context';
import { deviceIdOf } from './device-key';

/** A record of `trusted_device` as its table has it. */
export interface TrustRow {
  readonly id: string;
  readonly device: string;
  readonly public_key: string | null;
  readonly recipient: string | null;
  readonly person: string | null;
  readonly unit: string | null;
  readonly region: string | null;
  readonly role: Role | null;
  readonly projects: string | null;
  readonly state: 'approved' | 'revoked' | null;
  readonly revoked_after: number | null;
  readonly enrol_again: number | null;
  readonly reason: string | null;
}

interface RosterRow {
  readonly number: number;
  readonly state: string;
  readonly role: Role;
  readonly region: string | null;
  readonly branch_of: number | null;
}

/** The standing word about one device. */
export function trustRowOf(database: Database, device: string): TrustRow | undefined {
  return database.prepare('SELECT * FROM trusted_device WHERE deleted <> 1 AND device = @device').get({ device }) as
    | TrustRow
    | undefined;
}

/**
 * Brings the roster (table `device`) up to date with the words about devices (entity `trusted_device`), inside the caller's transaction:
 * called after every merge and every decision. A word counts where each of its present values was written by a commission that is trusted
 * here; one with a region vouches within it alone, for devices that are and stay there. As trust may come by several hands (a commission
 * vouches for another), this goes on until nothing changes. Of this machine's own row only what others decide is taken over, and that it has to be enrolled again stands until it was.
 * Returns the ids of devices that are approved now and were not before: what waited for them can go on.
 */
export function projectTrust(context: LedgerContext): string[] {
  const approved: string[] = [];
  for (;;) {
    let moved = false;
    for (const row of news(context.database).filter((word) => isVouchedFor(context, word))) {
      const before = rosterRow(context.database, row.device)?.state;
      if (!write(context, row)) continue;
      moved = true;
      if (row.state === 'approved' && before !== 'approved' && before !== 'own') approved.push(row.device);
    }
    if (!moved) return approved;
  }
}

function rosterRow(database: Database, id: string): RosterRow | undefined {
  return database.prepare('SELECT number, state, role, region, branch_of FROM device WHERE id = @id').get({ id }) as
    | RosterRow
    | undefined;
}

/** Words with which the roster does not agree. An id belongs to its key: a word that gives another one says nothing. */
function news(database: Database): TrustRow[] {
  const rows = database
    .prepare(
      `SELECT t.* FROM trusted_device t LEFT JOIN device d ON d.id = t.device
       WHERE t.deleted <> 1 AND t.device IS NOT NULL AND t.state IS NOT NULL AND t.public_key IS NOT NULL AND NOT iif(d.state = 'own',
         d.projects IS t.projects AND d.enrol_again >= coalesce(t.enrol_again, 0),
         d.public_key IS NOT NULL AND d.state = t.state AND d.person = coalesce(t.person, '') AND d.unit = coalesce(t.unit, '')
           AND d.region IS t.region AND d.role = coalesce(t.role, 'secretary') AND d.recipient IS t.recipient AND d.projects IS t.projects
           AND d.enrol_again = coalesce(t.enrol_again, 0)
           AND (t.state <> 'revoked' OR t.revoked_after IS NULL OR d.revoked_after IS t.revoked_after))
       ORDER BY t.record`,
    )
    .all() as TrustRow[];
  return rows.filter(({ device, public_key }) => {
    const key = Buffer.from(public_key ?? '', 'base64');
    return key.length === 32 && deviceIdOf(key) === device;
  });
}

function isVouchedFor({ database, journal }: LedgerContext, row: TrustRow): boolean {
  const state = journal.core.unitOfWork().records.find('trusted_device', row.id);
  if (!state) return false;
  const present = rosterRow(database, row.device);
  const byNumber = database.prepare('SELECT number, state, role, region, branch_of FROM device WHERE number = @number');
  const authors = new Set([...state.cells.values()].flatMap(({ heads }) => (heads[0] ? [heads[0].device] : [])));
  return [...authors].every((author) => {
    const written = byNumber.get({ number: author }) as RosterRow | undefined;
    const voucher =
      written && written.branch_of !== null
        ? (byNumber.get({ number: written.branch_of }) as RosterRow | undefined)
        : written;
    // What a commission wrote before it was revoked stands; nothing newer of it is merged.
    if (voucher?.role !== 'commission' || !['own', 'approved', 'revoked'].includes(voucher.state)) return false;
    if (voucher.region === null) return true;
    const wasThere = !present || ['stranger', 'pending'].includes(present.state) || present.region === voucher.region;
    return row.region === voucher.region && wasThere;
  });
}

/** Writes one word into the roster; false where nothing changed by it. */
function write({ database, clock }: LedgerContext, row: TrustRow): boolean {
  const { device, region, recipient, projects, state } = row;
  database.prepare('INSERT INTO device (id) VALUES (@device) ON CONFLICT (id) DO NOTHING').run({ device });
  const again = row.enrol_again ?? 0;
  const own = database
    .prepare(
      "UPDATE device SET projects = @projects, enrol_again = max(enrol_again, @again) WHERE id = @device AND state = 'own'",
    )
    .run({ device, projects, again });
  if (own.changes > 0) return true;
  return (
    database
      .prepare(
        `UPDATE device SET person = @person, unit = @unit, region = @region, role = @role, public_key = @key, recipient = @recipient, projects = @projects,
           enrol_again = @again, enrolled_at = iif(@state = 'approved' AND state <> 'approved', @at, enrolled_at),
           revoked_after = iif(@state = 'revoked', coalesce(@after, revoked_after, high_water), NULL), state = @state
         WHERE id = @device AND state NOT IN ('own', 'fork')`,
      )
      .run({
        device,
        person: row.person ?? '',
        unit: row.unit ?? '',
        region,
        role: row.role ?? 'secretary',
        key: Buffer.from(row.public_key ?? '', 'base64'),
        recipient,
        projects,
        state,
        again,
        after: row.revoked_after,
        at: beijingTimestamp(clock.now()),
      }).changes > 0
  );
}
