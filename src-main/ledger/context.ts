import type { Database } from 'better-sqlite3';
import type { Identity } from '../../src-shared/contract/ledger-methods';
import type { Clock } from './clock';
import type { Journal } from './journal/journal';
import type { KeyProtection } from './sync/key-protection';

/** What every handler, query and report of an open ledger works with. */
export interface LedgerContext {
  /** Folder that holds database, attachments, backups and documents. */
  readonly folder: string;
  /** For reading. Entity tables are written by the journal alone. */
  readonly database: Database;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly identity: Identity;
  readonly demonstration: boolean;
  /** What wraps this machine's key, where the shell handed something in; see `ownKey`. */
  readonly keyProtection?: KeyProtection | undefined;
  /** Tells the window how far a long command is; a no-op for one that nobody watches. */
  progress(step: string, done: number, total: number): void;
}
