import type { Database } from 'better-sqlite3';
import type { Identity } from '../../../src-shared/contract/ledger-methods';
import { readSetting, writeSetting } from '../settings';
import { publicHalf } from './device-key';

/**
 * Makes the device of the key file this ledger's own one. They differ after a change of the key that was cut off between file and
 * database, and where a backup from before such a change was put back. The device that was own stays in the roster as approved: what
 * it wrote is history. Does nothing where both agree or where no key can be read. Returns whether anything changed.
 */
export function adoptKey(database: Database, folder: string, now: string): boolean {
  const half = publicHalf(folder);
  const identity = readSetting(database, 'identity');
  if (!half || !identity) return false;
  if (readSetting(database, 'device') === half.id) {
    // A key of before there was a recipient.
    database
      .prepare("UPDATE device SET recipient = @recipient WHERE state = 'own' AND recipient IS NULL")
      .run({ recipient: half.recipient });
    return false;
  }
  database
    .transaction(() => {
      const clock = database.prepare("SELECT clock FROM device WHERE state = 'own'").pluck().get() as
        | number
        | undefined;
      database
        .prepare("UPDATE device SET state = 'approved', enrolled_at = coalesce(enrolled_at, @now) WHERE state = 'own'")
        .run({ now });
      insertOwn(database, identity, half, clock ?? 0);
      writeSetting(database, 'device', half.id);
      // What the earlier device did is history now; there is nothing of this one to take back.
      database.prepare('UPDATE step SET undone_by = number WHERE undone_by IS NULL').run();
    })
    .immediate();
  return true;
}

function insertOwn(
  database: Database,
  { person, unit, region, role }: Identity,
  { id, publicKey, recipient, replaces }: NonNullable<ReturnType<typeof publicHalf>>,
  clock: number,
): void {
  database
    .prepare(
      `INSERT INTO device (id, person, unit, region, role, public_key, recipient, state, clock, replaces, replaces_after, replaces_chain)
       VALUES (@id, @person, @unit, @region, @role, @publicKey, @recipient, 'own', @clock, @replaces, @after, @chain)
       ON CONFLICT (id) DO UPDATE SET person = excluded.person, unit = excluded.unit, region = excluded.region, role = excluded.role,
         public_key = excluded.public_key, recipient = excluded.recipient, state = 'own', clock = max(clock, excluded.clock),
         replaces = excluded.replaces, replaces_after = excluded.replaces_after, replaces_chain = excluded.replaces_chain, enrol_again = 0`,
    )
    .run({
      id,
      person,
      unit,
      region,
      role,
      publicKey,
      recipient,
      clock,
      replaces: replaces?.device ?? null,
      after: replaces?.last.n ?? null,
      chain: replaces?.last.h ?? null,
    });
}
