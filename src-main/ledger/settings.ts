import type { Database } from 'better-sqlite3';
import type { Identity } from '../../src-shared/contract/ledger-methods';

/** What the table `setting` holds, by key. None of it travels; none of it is in the digest. */
export interface Settings {
  ledger_id: string;
  /** Set when the countersigned enrolment has come back; at the Commission from the first day. */
  dataset: string | null;
  /** By commission: the dataset that it said when it was trusted first. Where commissions stand in a chain each has one of its own. */
  datasets: Readonly<Record<string, string>>;
  /** The newest package of a commission that was merged here. */
  last_return: { readonly sha256: string; readonly createdAt: string };
  identity: Identity;
  /** Id of this machine's device. */
  device: string;
  /** Only in a demonstration ledger: its fixed day. */
  demonstration: { today: string };
}

export function readSetting<Key extends keyof Settings>(database: Database, key: Key): Settings[Key] | undefined {
  const value = database.prepare('SELECT value FROM setting WHERE key = @key').pluck().get({ key }) as
    | string
    | undefined;
  return value === undefined ? undefined : (JSON.parse(value) as Settings[Key]);
}

export function writeSetting<Key extends keyof Settings>(database: Database, key: Key, value: Settings[Key]): void {
  database
    .prepare(
      'INSERT INTO setting (key, value) VALUES (@key, @value) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
    .run({ key, value: JSON.stringify(value) });
}
