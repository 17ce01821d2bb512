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
}

/** What a signed manifest says of its device. Without region and role (a report, not an enrolment) these are left as they are. */
export interface Introduction {
  readonly id: string;
  readonly publicKey: Buffer;
  readonly person: string;
  readonly unit: string;
  readonly role?: Role | undefined;
  readonly region?: string | null | undefined;
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

  own(): RosterEntry {
    const own = this.#database.prepare("SELECT * FROM device WHERE state = 'own'").get() as RosterEntry | undefined;
    if (!own) throw new Error('the ledger has no device of its own');
    return own;
  }

  /** A device by its id or by its fingerprint as a person writes it. Throws Refusal unknown_device. */
  resolve(text: string): RosterEntry {
    const found =
      this.find(text) ??
      this.list().find((entry) => entry.state !== 'fork' && entry.public_key && namesKey(text, entry.public_key));
    if (!found?.public_key || found.state === 'stranger' || found.state === 'fork')
      throw new Refusal('unknown_device', { device: text });
    return found;
  }

  /**
   * Notes a device that has proved its key, waiting for a person's decision. What is known of an approved or revoked device is not
   * touched: only a decision changes that.
   */
  introduce(device: Introduction): RosterEntry {
    this.#database
      .prepare(
        `INSERT INTO device (id, person, unit, region, role, public_key, state) VALUES (@id, @person, @unit, @region, @role, @publicKey, 'pending')
         ON CONFLICT (id) DO UPDATE SET person = excluded.person, unit = excluded.unit, public_key = excluded.public_key, state = 'pending',
           region = iif(@full, excluded.region, region), role = iif(@full, excluded.role, role)
         WHERE state IN ('stranger', 'pending')`,
      )
      .run({
        id: device.id,
        person: device.person,
        unit: device.unit,
        region: device.region ?? null,
        role: device.role ?? 'secretary',
        publicKey: device.publicKey,
        full: device.role === undefined ? 0 : 1,
      });
    const entry = this.find(device.id);
    if (!entry) throw new Error(`device ${device.id} is not in the roster`);
    return entry;
  }

  /** A person has compared the fingerprint. Takes over what `described` says of the device, if given. */
  approve(id: string, at: string, described?: Introduction): void {
    this.#database
      .prepare(
        "UPDATE device SET state = 'approved', enrolled_at = @at, revoked_after = NULL WHERE id = @id AND state <> 'own'",
      )
      .run({ id, at });
    if (described?.role === undefined) return;
    this.#database
      .prepare(
        "UPDATE device SET person = @person, unit = @unit, region = @region, role = @role WHERE id = @id AND state <> 'own'",
      )
      .run({
        id,
        person: described.person,
        unit: described.unit,
        region: described.region ?? null,
        role: described.role,
      });
  }

  /** What is here stays; nothing newer from this device is merged any more. */
  revoke(id: string): void {
    this.#database
      .prepare(
        "UPDATE device SET state = 'revoked', revoked_after = high_water WHERE id = @id AND state NOT IN ('own', 'revoked')",
      )
      .run({ id });
  }
}
