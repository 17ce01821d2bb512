import type { Database } from 'better-sqlite3';

export type PackageState = 'received' | 'held' | 'quarantined' | 'rejected' | 'merged' | 'written';

export interface RegisterEntry {
  readonly number: number;
  readonly sha256: string;
  readonly name: string;
  readonly direction: 'in' | 'out';
  readonly kind: string;
  readonly device: string;
  readonly person: string;
  readonly at: string;
  readonly from_seq: number | null;
  readonly to_seq: number | null;
  readonly changes: number;
  readonly bytes: number;
  readonly state: PackageState;
  readonly message: string;
}

export type NewEntry = Omit<RegisterEntry, 'number'>;

/** What the importer found out about a file. Who and what are empty as long as no signature vouches for them. */
export type Finding = Pick<RegisterEntry, 'state' | 'message' | 'kind' | 'device' | 'person' | 'changes'> & {
  readonly from_seq: number | null;
  readonly to_seq: number | null;
};

/** The register of all files that came or went, by the hash of their bytes. */
export class PackageRegister {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  find(sha256: string): RegisterEntry | undefined {
    return this.#database.prepare('SELECT * FROM package WHERE sha256 = @sha256').get({ sha256 }) as
      | RegisterEntry
      | undefined;
  }

  /** A package by the hash of its bytes, or of the envelope in which it was handed over. */
  findHanded(sha256: string): RegisterEntry | undefined {
    return this.#database
      .prepare(
        `SELECT * FROM package WHERE sha256 = @sha256
         UNION ALL SELECT p.* FROM handover h JOIN package p ON p.number = h.package WHERE h.sha256 = @sha256 LIMIT 1`,
      )
      .get({ sha256 }) as RegisterEntry | undefined;
  }

  /** Newest first. */
  list(): RegisterEntry[] {
    return this.#database.prepare('SELECT * FROM package ORDER BY number DESC').all() as RegisterEntry[];
  }

  /** Enters a file, or enters it anew where it has come before; returns its number. */
  enter(entry: NewEntry): number {
    const { number } = this.#database
      .prepare(
        `INSERT INTO package (sha256, name, direction, kind, device, person, at, from_seq, to_seq, changes, bytes, state, message)
         VALUES (@sha256, @name, @direction, @kind, @device, @person, @at, @from_seq, @to_seq, @changes, @bytes, @state, @message)
         ON CONFLICT (sha256) DO UPDATE SET name = excluded.name, at = excluded.at, state = excluded.state, message = excluded.message RETURNING number`,
      )
      .get(entry) as { number: number };
    return number;
  }

  record(number: number, finding: Finding): void {
    this.#database
      .prepare(
        `UPDATE package SET state = @state, message = @message, kind = @kind, device = @device, person = @person, changes = @changes,
         from_seq = @from_seq, to_seq = @to_seq WHERE number = @number`,
      )
      .run({ number, ...finding });
  }

  /** Held packages whose turn may have come: what is here reaches to where they begin. */
  continuable(): RegisterEntry[] {
    return this.#database
      .prepare(
        `SELECT p.* FROM package p JOIN device d ON d.id = p.device
         WHERE p.direction = 'in' AND p.state = 'held' AND p.from_seq <= d.high_water + 1 ORDER BY p.device, p.from_seq, p.to_seq`,
      )
      .all() as RegisterEntry[];
  }

  /** Packages of one device that wait in quarantine. */
  quarantinedOf(device: string): RegisterEntry[] {
    return this.#database
      .prepare(
        "SELECT * FROM package WHERE direction = 'in' AND state = 'quarantined' AND device = @device ORDER BY from_seq, to_seq",
      )
      .all({ device }) as RegisterEntry[];
  }

  /** Packages that were taken in but not judged (the program stopped between), and held ones that waited for a newer program. */
  unfinished(): RegisterEntry[] {
    return this.#database
      .prepare(
        "SELECT * FROM package WHERE direction = 'in' AND (state = 'received' OR (state = 'held' AND from_seq IS NULL)) ORDER BY number",
      )
      .all() as RegisterEntry[];
  }

  /** The newest report with changes that was written here as this device: after a change of the key an earlier one's are history. */
  lastWritten(device: string): RegisterEntry | undefined {
    return this.#database
      .prepare(
        "SELECT * FROM package WHERE state = 'written' AND kind = 'report' AND device = @device AND to_seq IS NOT NULL ORDER BY number DESC LIMIT 1",
      )
      .get({ device }) as RegisterEntry | undefined;
  }

  /** The newest report of this device of which a receipt up to `seq` covers all. */
  lastReceipted(device: string, seq: number): RegisterEntry | undefined {
    return this.#database
      .prepare(
        "SELECT * FROM package WHERE state = 'written' AND kind = 'report' AND device = @device AND to_seq <= @seq ORDER BY to_seq DESC, number DESC LIMIT 1",
      )
      .get({ device, seq }) as RegisterEntry | undefined;
  }

  /** Names of all reports that were written here. */
  writtenNames(): string[] {
    return this.#database
      .prepare("SELECT name FROM package WHERE state = 'written' AND kind = 'report'")
      .pluck()
      .all() as string[];
  }
}
