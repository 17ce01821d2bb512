import type { Database } from 'better-sqlite3';
import type { Role } from '../../../src-shared/contract/common';
import { Refusal } from '../../../src-shared/terms/errors';
import { namesKey } from './device-key';

export type TrustState = 'own' | 'pending' | 'approved' | 'revoked' | 'stranger' | 'fork';

export interface RosterEntry {
  readonly number: number;
  readonly id: string;
  readonly person: string;
  readonly unit: string;
  readonly region: string | null;
  readonly role: Role;
  readonly public_key: Buffer | null;
  readonly state: TrustState;
  readonly branch_of: number | null;
  readonly high_water: number;
  readonly chain: Buffer;
  readonly clock: number;
  readonly clock_suspect: number;
  readonly revoked_after: number | null;
  readonly enrolled_at: string | null;
  /** `age1…`, or null where it is not known. */
  readonly recipient: string | null;
  /** Ids of projects beyond its person and region, a JSON array. */
  readonly projects: string | null;
  /** The greatest seq that a signed receipt covers: of the own device one that came, of others one that was written here. */
  readonly receipt: number;
  readonly receipt_at: string | null;
  /** 1: it has to be enrolled again with a new key. */
  readonly enrol_again: number;
  /** Id of the earlier device of the same machine, by the word of its key, and where its stream ended: last seq, h in hex. */
  readonly replaces: string | null;
  readonly replaces_after: number | null;
  readonly replaces_chain: string | null;
}

/** What a signed manifest says of its device. What it leaves out (a report says no role and region) stays as it is. */
export interface Introduction {
  readonly id: string;
  readonly publicKey: Buffer;
  readonly person: string;
  readonly unit: string;
  readonly role?: Role | undefined;
  readonly region?: string | null | undefined;
  readonly recipient?: string | undefined;
  /** Checked by the caller: `provesReplacement`. */
  readonly replaces?:
    | { readonly device: string; readonly last: { readonly n: number; readonly h: string } }
    | undefined;
}

/** The roster: who each device is and whether this machine trusts it. High-water marks in the same table are the journal's. */
export class Roster {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  list(): RosterEntry[] {
    return this.#database.prepare('SELECT * FROM device ORDER BY number').all() as RosterEntry[];
  }

  find(id: string): RosterEntry | undefined {
    return this.#database.prepare('SELECT * FROM device WHERE id = @id').get({ id }) as RosterEntry | undefined;
  }

  /** The device that a branch has left; a device that is none is its own origin. */
  originOf(id: string): RosterEntry | undefined {
    const entry = this.find(id);
    if (!entry || entry.branch_of === null) return entry;
    return this.list().find(({ number }) => number === entry.branch_of);
  }

  /** Whether `id` is this machine, or was before its key was changed. */
  isOwn(id: string): boolean {
    for (let entry: RosterEntry | undefined = this.own(); entry; entry = this.find(entry.replaces ?? ''))
      if (entry.id === id) return true;
    return false;
  }

  own(): RosterEntry {
    const own = this.#database.prepare("SELECT * FROM device WHERE state = 'own'").get() as RosterEntry | undefined;
    if (!own) throw new Error('the ledger has no device of its own');
    return own;
  }

  /** A device by its id, that of a branch of it, or by its fingerprint as a person writes it. Throws Refusal unknown_device. */
  resolve(text: string): RosterEntry {
    const entries = this.list();
    const named =
      entries.find((entry) => entry.id === text) ??
      entries.find((entry) => entry.state !== 'fork' && entry.public_key && namesKey(text, entry.public_key));
    const found = named?.state === 'fork' ? entries.find((entry) => entry.number === named.branch_of) : named;
    if (!found?.public_key || found.state === 'stranger') throw new Refusal('unknown_device', { device: text });
    return found;
  }

  /**
   * Notes a device that has proved its key, waiting for a person's decision. What is known of an approved or revoked device is not
   * touched: only a decision changes that.
   */
  introduce(device: Introduction): RosterEntry {
    this.#database.prepare('INSERT INTO device (id) VALUES (@id) ON CONFLICT (id) DO NOTHING').run({ id: device.id });
    this.#describe(device, "state = 'pending'", "state IN ('stranger', 'pending')");
    const entry = this.find(device.id);
    if (!entry) throw new Error(`device ${device.id} is not in the roster`);
    return entry;
  }

  /** Takes over what a known device says of itself, because a person has just decided to. */
  describe(device: Introduction): void {
    this.#describe(device, 'state = state', "state NOT IN ('own', 'fork')");
  }

  #describe(device: Introduction, set: string, where: string): void {
    const { replaces } = device;
    this.#database
      .prepare(
        `UPDATE device SET person = @person, unit = @unit, public_key = @publicKey, ${set}, region = iif(@full, @region, region),
         role = iif(@full, @role, role), recipient = coalesce(@recipient, recipient), replaces = coalesce(@replaces, replaces),
         replaces_after = iif(@replaces IS NULL, replaces_after, @after), replaces_chain = iif(@replaces IS NULL, replaces_chain, @chain)
         WHERE id = @id AND ${where}`,
      )
      .run({
        id: device.id,
        person: device.person,
        unit: device.unit,
        region: device.region ?? null,
        role: device.role ?? 'secretary',
        publicKey: device.publicKey,
        recipient: device.recipient ?? null,
        replaces: replaces?.device ?? null,
        after: replaces?.last.n ?? null,
        chain: replaces?.last.h ?? null,
        full: device.role === undefined ? 0 : 1,
      });
  }

  /**
   * A person at a machine that is no commission has compared the fingerprint. What a commission decides goes through `countersign`
   * instead, and reaches this table from there.
   */
  approve(id: string, at: string): void {
    this.#database
      .prepare(
        "UPDATE device SET state = 'approved', enrolled_at = @at, revoked_after = NULL WHERE id = @id AND state NOT IN ('own', 'fork')",
      )
      .run({ id, at });
  }

  /** The same, against a device: what is here stays; nothing newer from it is merged any more. */
  revoke(id: string): void {
    this.#database
      .prepare(
        "UPDATE device SET state = 'revoked', revoked_after = high_water WHERE id = @id AND state NOT IN ('own', 'fork', 'revoked')",
      )
      .run({ id });
  }

  /** The approved device that its earlier key named as its successor, with the end of the stream it said. */
  successorOf(id: string, last: { n: number; h: string }): RosterEntry | undefined {
    return this.#database
      .prepare(
        "SELECT * FROM device WHERE replaces = @id AND replaces_after = @n AND replaces_chain = @h AND state IN ('approved', 'own')",
      )
      .get({ id, ...last }) as RosterEntry | undefined;
  }
}
