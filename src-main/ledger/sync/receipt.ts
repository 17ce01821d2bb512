import type { Database } from 'better-sqlite3';
import type { LedgerContext } from '../context';
import { chainAt } from '../journal/stream-reader';
import type { Manifest, SectionEntry } from './manifest';
import { Roster, type RosterEntry } from './roster';

/**
 * What the Commission says it has of this machine's stream. It counts only where it is this stream: h of that seq must be the same here,
 * else the stream has parted (a copied folder, a restored backup) and the machine has to be enrolled anew. Inside the transaction of the import,
 * for a package of an approved commission.
 */
export function takeReceipt(
  { database, journal }: LedgerContext,
  { have, createdAt }: Pick<Manifest, 'have' | 'createdAt'>,
): void {
  const own = new Roster(database).own();
  const said = Object.entries(have).filter(([id]) => id === own.id || id.startsWith(`${own.id}~`));
  if (said.length === 0) return;
  const { core } = journal;
  const row = core.devices.byNumber(own.number);
  const right = said.filter(
    ([, { n, h }]) => n <= row.high_water && chainAt(core, row, n).toString('hex') === h.toLowerCase(),
  );
  if (right.length === 0) {
    database.prepare('UPDATE device SET enrol_again = 1 WHERE number = @number').run({ number: own.number });
    return;
  }
  const seq = Math.max(...right.map(([, { n }]) => n));
  database
    .prepare('UPDATE device SET receipt = @seq, receipt_at = @at WHERE number = @number AND receipt < @seq')
    .run({ number: own.number, seq, at: createdAt });
  // What went up in a snapshot has arrived with the stream that went with it.
  database
    .prepare(
      `UPDATE delivery SET confirmed = 1 WHERE package IN
         (SELECT number FROM package WHERE direction = 'out' AND kind = 'snapshot' AND to_seq <= @seq AND device = @id)`,
    )
    .run({ seq, id: own.id });
}

/** What this commission has of a device's stream and its branches, for `have` of what it sends down. */
export function receiptFor(roster: Roster, entry: RosterEntry): Manifest['have'] {
  const streams = roster
    .list()
    .filter(({ number, branch_of }) => number === entry.number || branch_of === entry.number);
  return Object.fromEntries(
    streams
      .filter(({ high_water }) => high_water > 0)
      .map(({ id, high_water, chain }) => [id, { n: high_water, h: chain.toString('hex') }]),
  );
}

/** Notes at the Commission that a receipt for a device's stream up to `seq` was written. */
export function noteReceipt({ database }: LedgerContext, { number }: RosterEntry, seq: number, at: string): void {
  database
    .prepare('UPDATE device SET receipt = max(receipt, @seq), receipt_at = @at WHERE number = @number')
    .run({ number, seq, at });
}

/** Who sits at devices of which this machine has never heard, as the Commission says, so that history can name them. */
export function nameAuthors(
  database: Database,
  sections: readonly (Pick<SectionEntry, 'device'> & Partial<SectionEntry>)[],
): void {
  const name = database.prepare(
    "UPDATE device SET person = @person, unit = @unit WHERE id = @device AND person = '' AND state IN ('stranger', 'fork')",
  );
  for (const { device, person = '', unit = '' } of sections) name.run({ device, person, unit });
}

/** What the writer of a report has of others' streams. A restored backup has less than before, so the newest word replaces the earlier one. */
export function noteHave(database: Database, { device, have }: Pick<Manifest, 'device' | 'have'>): void {
  database
    .prepare('UPDATE device SET have = @have WHERE id = @device')
    .run({ device, have: Object.keys(have).length === 0 ? null : JSON.stringify(have) });
}

/** Up to which seq of which device (by local number) a machine has everything, by its own word and where the chain is the same here. */
export function hasUpTo({ database, journal }: LedgerContext, recipient: number): ReadonlyMap<number, number> {
  const { core } = journal;
  const json = database.prepare('SELECT have FROM device WHERE number = @recipient').pluck().get({ recipient });
  const have = typeof json === 'string' ? (JSON.parse(json) as Manifest['have']) : {};
  return new Map(
    Object.entries(have).flatMap(([id, { n, h }]) => {
      const row = core.devices.row(id);
      const isSame = row && n <= row.high_water && chainAt(core, row, n).toString('hex') === h.toLowerCase();
      return isSame ? [[row.number, n] as const] : [];
    }),
  );
}
