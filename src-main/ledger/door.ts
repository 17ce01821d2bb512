import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  type InputOf,
  isMethodName,
  type MethodName,
  type MethodOf,
  methodOf,
  type OutputOf,
  type ParsedInputOf,
} from '../../src-shared/contract/contract';
import type { LedgerEvent, Result } from '../../src-shared/contract/method';
import { type Failure, Refusal } from '../../src-shared/terms/errors';
import { clearLent } from './attachments/copies';
import { type Clock, systemClock } from './clock';
import { recallAnswer, rememberAnswer } from './command-answers';
import type { LedgerContext } from './context';
import { atomicCommands, handlers, type OpenMethod } from './handlers';
import { backupsOf } from './queries/ledger';
import { restoreBackup } from './restore';
import { initializeLedger, openReadOnly, openSession, type Session, type SessionOptions } from './session';
import { absentStatus, ledgerStatus } from './status';
import { writeOwnEnrolment } from './sync/enrolment';
import { resumeImport } from './sync/import-packages';
import type { KeyProtection } from './sync/key-protection';
import { appVersion } from './version';

/** Makes the demonstration city in a folder; handed in by the entry, because it works through doors itself. */
export type BuildDemonstration = (options: {
  folder: string;
  migrations: string;
  role: string;
  region: string | null;
  onProgress: (step: string, done: number, total: number) => void;
}) => Promise<{ projects: number; open: string }>;

export interface DoorOptions {
  readonly clock?: Clock;
  readonly onEvent?: (event: LedgerEvent) => void;
  /** Folder of the numbered SQL files. */
  readonly migrations: string;
  /** Wraps the keys of ledgers that are made here, and opens those that it wrapped; the command line has none. */
  readonly keyProtection?: KeyProtection;
  readonly buildDemonstration?: BuildDemonstration;
  /** Marks a ledger that `ledger.initialize` makes as a demonstration that stands still on this day. */
  readonly demonstration?: { readonly today: string };
}

export interface Door {
  /** Validates, does the work, and answers with a value; never throws for an expected failure. */
  call<Name extends MethodOf<'ledger'>>(
    method: Name,
    input: InputOf<Name>,
    options?: { key?: string },
  ): Promise<Result<OutputOf<Name>>>;
  call(method: string, input: unknown, options?: { key?: string }): Promise<Result<unknown>>;
  /** The open ledger, for those that work inside this process; undefined where none is open. */
  readonly context: LedgerContext | undefined;
  close(): void;
}

const demonstrationName = 'demonstration';
const markerName = 'open.json';

/** A failure that was met when the ledger was opened and is answered to every call since. */
class Failed extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

/** What a throw means to the caller; a bug gets a name under which the log has it. */
function failureOf(error: unknown): Failure {
  if (error instanceof Refusal || error instanceof Failed) return error.failure;
  const code = String((error as { code?: unknown }).code ?? '');
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return { code: 'disk_full', params: {} };
  if (code === 'SQLITE_BUSY') return { code: 'ledger_busy', params: {} };
  if (code.startsWith('SQLITE_READONLY')) return { code: 'read_only', params: {} };
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return { code: 'ledger_damaged', params: { detail: String((error as Error).message) } };
  const incident = randomUUID().slice(0, 8);
  process.stderr.write(`incident ${incident}: ${error instanceof Error ? error.stack : String(error)}\n`);
  return { code: 'unexpected', params: {}, incident };
}

/** The demonstration that was open in this folder, if any: its folder. */
function recallDemonstration(home: string): string | null {
  const marker = path.join(home, demonstrationName, markerName);
  if (!existsSync(marker)) return null;
  return path.join(home, demonstrationName, JSON.parse(readFileSync(marker, 'utf8')).open as string);
}

function rememberDemonstration(folder: string, open: string): void {
  writeFileSync(path.join(folder, markerName), JSON.stringify({ open: path.relative(folder, open) }));
}

/** Failures that end without anything being done to the ledger; asking for the status tries again. */
const passing = new Set<Failure['code']>(['ledger_busy', 'disk_full']);

class LedgerDoor implements Door {
  readonly #options: Required<Omit<DoorOptions, 'buildDemonstration' | 'demonstration' | 'keyProtection'>> &
    DoorOptions;
  readonly #home: string;
  /** Where the open ledger is: home, or the demonstration inside it. */
  #folder: string;
  #session: Session;
  #key = '';
  /** Commands go one after another; a query may run while one waits for a file. */
  #commands: Promise<unknown> = Promise.resolve();

  constructor(folder: string, options: DoorOptions) {
    this.#options = {
      clock: systemClock(),
      onEvent: () => undefined,
      ...options,
    };
    this.#home = folder;
    this.#folder = folder;
    const demonstration = recallDemonstration(folder);
    this.#session = demonstration ? openSession(demonstration, this.#sessionOptions()) : { state: 'absent' };
    if (this.#session.state === 'open' && demonstration) this.#folder = demonstration;
    else this.#session = openSession(folder, this.#sessionOptions());
    this.#resume();
  }

  get context(): LedgerContext | undefined {
    return this.#session.state === 'open' || this.#session.state === 'readonly' ? this.#session.context : undefined;
  }

  /** Finishes what an import left undone when the program stopped; commands wait for it, queries do not. */
  #resume(): void {
    const session = this.#session;
    if (session.state !== 'open') return;
    // By the machine's own time, in which files are dated.
    void clearLent(session.context.folder, new Date());
    this.#commands = resumeImport(session.context).catch((error: unknown) => {
      // A ledger that was closed meanwhile takes it up at the next open.
      if (session.context.database.open) failureOf(error);
    });
  }

  #sessionOptions(): SessionOptions {
    return {
      clock: this.#options.clock,
      migrations: this.#options.migrations,
      app: appVersion,
      keyProtection: this.#options.keyProtection,
      onChange: (entities) => this.#options.onEvent({ type: 'changed', entities: [...entities] }),
      progress: (step, done, total) => this.#options.onEvent({ type: 'progress', key: this.#key, step, done, total }),
    };
  }

  async call(method: string, input: unknown, options: { key?: string } = {}): Promise<Result<never>> {
    try {
      return { ok: true, value: (await this.#answer(method, input, options.key)) as never };
    } catch (error) {
      return { ok: false, error: failureOf(error) };
    }
  }

  async #answer(name: string, input: unknown, key?: string): Promise<unknown> {
    if (!isMethodName(name) || methodOf(name).process !== 'ledger')
      throw new Refusal('unknown_method', { method: name });
    const parsed = methodOf(name).input.safeParse(input);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      throw new Refusal('invalid_input', { detail: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim() });
    }
    if (methodOf(name).kind === 'query') return this.#run(name, parsed.data, undefined);
    const turn = this.#commands.then(() => this.#run(name, parsed.data, key));
    this.#commands = turn.catch(() => undefined);
    return turn;
  }

  async #run(name: MethodName, input: unknown, key: string | undefined): Promise<unknown> {
    switch (name) {
      case 'ledger.status':
        return this.#status();
      case 'ledger.initialize':
        return this.#initialize(input as ParsedInputOf<'ledger.initialize'>);
      case 'backups.restore':
        return this.#restore(input as ParsedInputOf<'backups.restore'>);
      case 'demonstration.open':
        return this.#openDemonstration(input as ParsedInputOf<'demonstration.open'>, key);
      case 'demonstration.remove':
        return this.#removeDemonstration();
      case 'ledger.openReadOnly':
        return this.#openReadOnly();
      default:
        return this.#work(name as OpenMethod, input, key);
    }
  }

  async #work(name: OpenMethod, input: unknown, key: string | undefined): Promise<unknown> {
    const session = this.#session;
    if (session.state === 'absent') throw new Refusal('no_ledger');
    if (session.state === 'broken') {
      // The way back must not need the ledger that does not open.
      if (name === 'backups.list') return backupsOf(this.#folder);
      throw new Failed(session.failure);
    }
    const { context } = session;
    const handler = handlers[name] as (context: LedgerContext, input: unknown) => unknown;
    if (methodOf(name).kind === 'query') return handler(context, input);
    if (session.state === 'readonly') throw new Refusal('read_only');
    this.#key = key ?? '';
    const remembered = key === undefined ? undefined : recallAnswer(context.database, key);
    if (remembered !== undefined) return remembered.answer;
    if (key === undefined) return handler(context, input);
    if (atomicCommands.has(name)) {
      // Work and answer are one transaction: a repeat after a crash finds both or neither.
      return context.journal.transaction(() => {
        const answer = handler(context, input);
        rememberAnswer(context.database, key, context.clock.now(), answer);
        return answer;
      });
    }
    // These read or write files and may be repeated: what they bring is recognised and taken once.
    const answer = await handler(context, input);
    rememberAnswer(context.database, key, context.clock.now(), answer);
    return answer;
  }

  #status(): OutputOf<'ledger.status'> {
    if (this.#session.state === 'broken' && passing.has(this.#session.failure.code))
      this.#session = openSession(this.#folder, this.#sessionOptions());
    const session = this.#session;
    if (session.state === 'open' || session.state === 'readonly')
      return ledgerStatus(session.context, session.state, session.failure);
    return absentStatus(
      session.state,
      session.state === 'broken' ? session.failure : null,
      this.#options.clock.today(),
    );
  }

  async #initialize(identity: ParsedInputOf<'ledger.initialize'>): Promise<OutputOf<'ledger.initialize'>> {
    if (this.#session.state !== 'absent') throw new Refusal('ledger_exists');
    this.#session = initializeLedger(this.#home, identity, this.#sessionOptions(), this.#options.demonstration);
    this.#folder = this.#home;
    const context = this.context as LedgerContext;
    if (identity.role !== 'commission') await writeOwnEnrolment(context);
    const status = this.#status();
    return { ledgerId: status.ledgerId, deviceId: status.deviceId, fingerprint: status.fingerprint.hex };
  }

  #close(): void {
    this.context?.database.close();
    this.#session = { state: 'absent' };
  }

  async #restore(input: ParsedInputOf<'backups.restore'>): Promise<OutputOf<'backups.restore'>> {
    const checks = restoreBackup(this.#folder, input, { now: this.#options.clock.now(), app: appVersion }, () =>
      this.#close(),
    );
    this.#session = openSession(this.#folder, this.#sessionOptions());
    this.#options.onEvent({ type: 'changed', entities: [] });
    return { ok: this.#session.state === 'open', checks };
  }

  #openReadOnly(): Record<string, never> {
    if (this.#session.state === 'broken')
      this.#session = openReadOnly(this.#folder, this.#sessionOptions(), this.#session.failure);
    if (this.#session.state === 'broken') throw new Failed(this.#session.failure);
    return {};
  }

  async #openDemonstration(
    input: ParsedInputOf<'demonstration.open'>,
    key: string | undefined,
  ): Promise<OutputOf<'demonstration.open'>> {
    const build = this.#options.buildDemonstration;
    if (!build) throw new Refusal('unknown_method', { method: 'demonstration.open' });
    if (this.context?.demonstration) throw new Refusal('ledger_exists');
    const folder = path.join(this.#home, demonstrationName);
    rmSync(folder, { recursive: true, force: true });
    const onProgress = (step: string, done: number, total: number) =>
      this.#options.onEvent({ type: 'progress', key: key ?? '', step, done, total });
    const built = await build({
      folder,
      migrations: this.#options.migrations,
      role: input.role,
      region: input.region,
      onProgress,
    });
    rememberDemonstration(folder, built.open);
    this.#close();
    this.#folder = built.open;
    this.#session = openSession(built.open, this.#sessionOptions());
    this.#options.onEvent({ type: 'changed', entities: [] });
    return { projects: built.projects };
  }

  #removeDemonstration(): Record<string, never> {
    if (!this.context?.demonstration || this.#folder === this.#home) throw new Refusal('demonstration_only');
    this.#close();
    rmSync(path.join(this.#home, demonstrationName), { recursive: true, force: true });
    this.#folder = this.#home;
    this.#session = openSession(this.#home, this.#sessionOptions());
    this.#options.onEvent({ type: 'changed', entities: [] });
    return {};
  }

  close(): void {
    this.#close();
  }
}

/** Opens the door of a ledger folder, whatever state it is in; `ledger.status` says which. */
export function openDoor(folder: string, options: DoorOptions): Door {
  return new LedgerDoor(folder, options);
}
