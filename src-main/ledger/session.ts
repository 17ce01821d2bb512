import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import type { Identity } from '../../src-shared/contract/ledger-methods';
import { type Failure, Refusal } from '../../src-shared/terms/errors';
import { type Clock, shiftedClock } from './clock';
import type { LedgerContext } from './context';
import { schemaVersion } from './database/migrations';
import { hasDatabase, openDatabase } from './database/open';
import { Journal } from './journal/journal';
import { fillSearchIndex } from './journal/search-index';
import { readSetting, writeSetting } from './settings';
import { adoptKey } from './sync/adopt-key';
import { createDeviceKey } from './sync/device-key';
import type { KeyProtection } from './sync/key-protection';

export interface SessionOptions {
  readonly clock: Clock;
  readonly migrations: string;
  readonly app: string;
  readonly keyProtection?: KeyProtection | undefined;
  onChange(entities: readonly string[]): void;
  progress(step: string, done: number, total: number): void;
}

/** How a ledger folder stands: nothing there, open, open for reading because of a failure, or not to be opened. */
export type Session =
  | { readonly state: 'absent' }
  | { readonly state: 'open' | 'readonly'; readonly context: LedgerContext; readonly failure: Failure | null }
  | { readonly state: 'broken'; readonly failure: Failure };

function contextOf(folder: string, database: Database, options: SessionOptions): LedgerContext {
  const identity = readSetting(database, 'identity');
  const device = readSetting(database, 'device');
  if (!identity || !device) throw new Refusal('ledger_damaged', { detail: '没有登记本机是谁' });
  const demonstration = readSetting(database, 'demonstration');
  // A demonstration stands still on its day, but time must go on within a run: order is told by the clock.
  const clock = demonstration ? shiftedClock(`${demonstration.today}T09:00:00+08:00`) : options.clock;
  const journal = new Journal(database, clock, device, options.onChange);
  return {
    folder,
    database,
    journal,
    clock,
    identity,
    demonstration: demonstration !== undefined,
    keyProtection: options.keyProtection,
    progress: options.progress,
  };
}

/** Opens what is in the folder; never throws for what a person can meet. */
export function openSession(folder: string, options: SessionOptions): Session {
  if (!hasDatabase(folder)) return { state: 'absent' };
  const now = options.clock.now();
  const { migrations, app } = options;
  try {
    const database = openDatabase(folder, { migrations, now, app });
    try {
      // A first start that was cut off before the person was written down.
      if (readSetting(database, 'identity') === undefined && schemaVersion(database) > 0) {
        database.close();
        return { state: 'absent' };
      }
      adoptKey(database, folder, now.toISOString());
      const context = contextOf(folder, database, options);
      fillSearchIndex(database);
      context.journal.applyPending();
      return { state: 'open', context, failure: null };
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    const failure =
      error instanceof Refusal ? error.failure : new Refusal('ledger_damaged', { detail: String(error) }).failure;
    if (failure.code === 'ledger_newer' || failure.code === 'folder_unwritable')
      return openReadOnly(folder, options, failure);
    return { state: 'broken', failure };
  }
}

/** Opens without writing a byte, so that a person can look at what is there. */
export function openReadOnly(folder: string, options: SessionOptions, failure: Failure): Session {
  try {
    const database = openDatabase(folder, {
      migrations: options.migrations,
      now: options.clock.now(),
      app: options.app,
      readOnly: true,
    });
    return { state: 'readonly', context: contextOf(folder, database, options), failure };
  } catch {
    return { state: 'broken', failure };
  }
}

/** Makes a ledger with its device key. Throws Refusal ledger_exists, folder_unwritable. */
export function initializeLedger(
  folder: string,
  identity: Identity,
  options: SessionOptions,
  demonstration?: { today: string },
): Session {
  if (openSession(folder, options).state !== 'absent') throw new Refusal('ledger_exists');
  const database = openDatabase(folder, {
    migrations: options.migrations,
    now: options.clock.now(),
    app: options.app,
    create: true,
  });
  try {
    const key = createDeviceKey(folder, options.keyProtection);
    const ledgerId = uuidv7();
    database
      .transaction(() => {
        database
          .prepare(
            "INSERT INTO device (id, person, unit, region, role, public_key, recipient, state) VALUES (@id, @person, @unit, @region, @role, @publicKey, @recipient, 'own')",
          )
          .run({
            id: key.id,
            person: identity.person,
            unit: identity.unit,
            region: identity.region,
            role: identity.role,
            publicKey: key.publicKey,
            recipient: key.recipient,
          });
        writeSetting(database, 'ledger_id', ledgerId);
        writeSetting(database, 'device', key.id);
        // The Commission's ledger is the dataset; others learn of it with their countersigned enrolment.
        writeSetting(database, 'dataset', identity.role === 'commission' ? ledgerId : null);
        writeSetting(database, 'identity', identity);
        if (demonstration) writeSetting(database, 'demonstration', demonstration);
      })
      .immediate();
    return { state: 'open', context: contextOf(folder, database, options), failure: null };
  } catch (error) {
    database.close();
    throw error;
  }
}
