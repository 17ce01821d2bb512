import type { Database } from 'better-sqlite3';
import type { EntityName } from '../../../src-shared/entities/entities';
import type { Clock } from '../clock';
import { commitEdits } from './commit';
import { DeviceTable } from './device-table';
import type { Committed, Edit } from './edit';
import { momentOf } from './hybrid-clock';
import { JournalStatements } from './journal-statements';
import type { Dot } from './merge';
import { applyPending } from './pending';
import { type Received, receiveStreams } from './receive';
import type { Stream } from './receive-check';
import { receiveSelection, type Selection } from './receive-selection';
import { restate } from './restate';
import { decideReviews, type Verdict } from './review-decide';
import { type OwnStream, ownStream } from './stream-reader';
import { type Undone, undoLast } from './undo';
import { UnitOfWork } from './unit-of-work';

/** What the parts of the journal share. */
export interface JournalCore {
  readonly database: Database;
  readonly clock: Clock;
  readonly statements: JournalStatements;
  readonly devices: DeviceTable;
  /** Local number of this machine's device. */
  readonly own: number;
  unitOfWork(): UnitOfWork;
}

/**
 * The one write path. Nothing else writes an entity table: `commit` for what is typed here, `receive` for what came in packages.
 * Both append to history, merge by the rule of sync.md section 1 and bring row, heads and search index up to date in one transaction.
 */
export class Journal {
  #core: JournalCore;
  readonly #onChange: (entities: readonly EntityName[]) => void;

  /** `device` is the id of this machine's row in the table `device` (state own). */
  constructor(
    database: Database,
    clock: Clock,
    device: string,
    onChange: (entities: readonly EntityName[]) => void = () => {},
  ) {
    const devices = new DeviceTable(database);
    const statements = new JournalStatements(database, devices);
    this.#onChange = onChange;
    const own = devices.row(device);
    if (!own) throw new Error(`device ${device} is not in the ledger`);
    this.#core = {
      database,
      clock,
      statements,
      devices,
      own: own.number,
      unitOfWork: () => new UnitOfWork(statements, devices),
    };
  }

  /** From now on this machine writes as `device`, which has a row of its own (state own). Call outside a transaction. */
  become(device: string): void {
    const own = this.#core.devices.row(device);
    if (!own) throw new Error(`device ${device} is not in the ledger`);
    this.#core = { ...this.#core, own: own.number };
  }

  /** Id of this machine's device. */
  get device(): string {
    return this.#core.devices.id(this.#core.own);
  }

  /** Immediate; a nested call joins the outer one. Numbers that were given inside a rolled-back transaction are forgotten. */
  transaction<T>(work: () => T): T {
    try {
      return this.#core.database.transaction(work).immediate();
    } catch (error) {
      this.#core.devices.forget();
      this.#core.statements.forget();
      throw error;
    }
  }

  /**
   * Writes edits, all or none, as one step that can be undone. Values equal to the present ones are left out, but one that settles a
   * conflict is written. With `final` it is no step that undo would take back: what it decides is taken back by another decision.
   * Throws Refusal: unknown_field, invalid_value, missing_value, no_record, record_exists, secret_mark.
   */
  commit(edits: readonly Edit[], options: { source?: string; final?: boolean } = {}): Committed[] {
    const { committed, touched } = this.transaction(() =>
      commitEdits(this.#core, edits, options.source ?? '', null, options.final === true),
    );
    if (touched.length > 0) this.#onChange(touched);
    return committed;
  }

  /** Tells the windows that answers about these entities changed, although no line did: a file came. */
  announce(entities: readonly EntityName[]): void {
    this.#onChange(entities);
  }

  /** Takes back the last step of this machine that has not been taken back. Throws Refusal nothing_to_undo. */
  undo(): Undone {
    const undone = this.transaction(() => undoLast(this.#core));
    this.#onChange([undone.entity]);
    return undone;
  }

  /** Merges streams of other devices in one transaction. Throws Refusal not_a_package for a stream that lies; nothing is applied then. */
  receive(streams: readonly Stream[]): Received[] {
    const { received, touched } = this.transaction(() => receiveStreams(this.#core, streams));
    if (touched.length > 0) this.#onChange(touched);
    return received;
  }

  /** Writes again what an earlier device of this machine wrote after `after` and cannot sign any more. Returns the number of records. */
  restate(device: string, after: number, source: string): number {
    const { records, touched } = this.transaction(() => restate(this.#core, device, after, source));
    if (touched.size > 0) this.#onChange([...touched]);
    return records;
  }

  /**
   * Merges a selection of many devices' lines in one transaction: each line is taken by its dot, once; one that is here with other bytes
   * begins a branch. Throws Refusal not_a_package for a selection that lies; nothing is applied then.
   */
  receiveSelection(selection: Selection): Exclude<Received, { outcome: 'held' }> {
    const { received, touched } = this.transaction(() => receiveSelection(this.#core, selection));
    if (touched.length > 0) this.#onChange(touched);
    return received;
  }

  /** Accepts or refuses changes outside their devices' scope. Throws Refusal: see `decideReviews`. */
  decide(dots: readonly Dot[], verdict: Verdict): void {
    const touched = this.transaction(() => decideReviews(this.#core, dots, verdict));
    if (touched.size > 0) this.#onChange([...touched]);
  }

  /** Applies lines that an older version had to put aside. Called once after a migration. */
  applyPending(): number {
    return this.transaction(() => applyPending(this.#core));
  }

  /** This device's own lines from `from` on, or null where there are none. */
  ownStream(from: number): OwnStream | null {
    return ownStream(this.#core, from);
  }

  /** Whether the wall clock stands before the last change of this machine: a sentence is shown then. */
  clockRunsBehind(): boolean {
    const { clock } = this.#core.devices.byNumber(this.#core.own);
    return clock > 0 && this.#core.clock.now().toISOString() < momentOf(clock).slice(0, 16);
  }

  /** For reading history: see history.ts, conflicts.ts. */
  get core(): JournalCore {
    return this.#core;
  }
}
