import path from 'node:path';
import type { PackageOutcome } from '../../../src-shared/contract/exchange-methods';
import { Refusal } from '../../../src-shared/terms/errors';
import { beijingTimestamp } from '../clock';
import type { LedgerContext } from '../context';
import { awaitedFiles, keepFiles, sizeWords } from './attachment-volumes';
import { ContentStore, sha256Of } from './content-store';
import type { EnvelopeKind } from './envelope-closing';
import { innerName, isForOthers, type OuterFile, openArrived, readOuterFile } from './envelope-opening';
import { enterHandover, noteReceipts } from './handover-record';
import { type CancellableImport, whileCancellable } from './import-cancel';
import { ImportLog } from './import-log';
import { end, noteAwaited, noteContinued, twinOf } from './import-outcomes';
import { anonymous, type Candidate, manifestOf, streamRange, type Tools } from './judge';
import { messages, whoOf } from './messages';
import { ForgedPackage, readPackage } from './package-file';
import { PackageRegister, type RegisterEntry } from './package-register';
import { Roster } from './roster';
import { type Outcome, type Settled, settle } from './settle';
import { importInside } from './snapshot-import';
import { StreamChecker } from './stream-checker';

/** Points at which a test stops the import; at every one of them the ledger is as before or complete. */
export type ImportStep = 'read' | 'stored' | 'received' | 'merging' | 'merged' | 'continued';

/** Packages dropped together share a transaction up to these sizes. */
const batchBytes = 64 * 1024 * 1024;
const batchLines = 250_000;

interface Intake {
  readonly index: number;
  readonly name: string;
  readonly sha256: string;
  /** The signed package, out of its envelope. */
  readonly bytes: Buffer;
  readonly content: Candidate['content'];
  readonly outer: OuterFile;
  readonly envelope: EnvelopeKind;
}

/** A file whose end was known before it was staged. */
interface Ended {
  readonly outcome: Outcome;
  /** Of the file as it came; null where it could not be read. */
  readonly sha256: string | null;
}

const idle = (): void => {};

/** Merges what waited in quarantine for a device that has just been approved, and what is held behind it. */
export async function continueImport(context: LedgerContext, approved: readonly string[]): Promise<void> {
  await new PackageImport(context, undefined).proceed(approved);
  await importInside(context, (files) => new PackageImport(context, undefined).run(files));
}

/** Takes up what an import left undone when the program stopped, and what waited for this version. Called once when a ledger is opened. */
export async function resumeImport(context: LedgerContext): Promise<void> {
  const entries = new PackageRegister(context.database).unfinished();
  const work = new PackageImport(context, undefined);
  await work.retry(entries);
  await work.proceed([]);
  await importInside(context, (files) => new PackageImport(context, undefined).run(files));
}

/**
 * One import: received (bytes in the content store, entered in the register) → verified and staged (in memory) → merged, held,
 * quarantined or rejected (one transaction a batch). Files that are no packages at all are entered as rejected, and not kept.
 */
export class PackageImport {
  readonly #tools: Tools;
  readonly #store: ContentStore;
  readonly #step: (step: ImportStep) => void;
  /** Files that attachments name and that were not here when this import began to ask. */
  #awaited: Set<string> | undefined;
  readonly #log: ImportLog;
  /** Packages of this import's own files: what becomes of them stands in their own rows of the log. */
  readonly #ownFiles = new Set<string>();

  constructor(
    context: LedgerContext,
    trust: string | undefined,
    step: (step: ImportStep) => void = idle,
    checker = new StreamChecker(),
  ) {
    this.#tools = {
      context,
      roster: new Roster(context.database),
      register: new PackageRegister(context.database),
      checker,
      trust,
    };
    this.#store = new ContentStore(context.folder);
    this.#step = step;
    this.#log = new ImportLog(context.database, context.identity.person);
  }

  /** `passphrase` opens those files that are closed with one. */
  async run(files: readonly string[], passphrase?: string): Promise<PackageOutcome[]> {
    try {
      return await whileCancellable((flag) => this.#run(files, passphrase, flag));
    } finally {
      await this.#store.drop();
      this.#tools.checker.end();
    }
  }

  async #run(
    files: readonly string[],
    passphrase: string | undefined,
    flag: CancellableImport,
  ): Promise<PackageOutcome[]> {
    const { context } = this.#tools;
    const outcomes = new Map<number, Outcome>();
    const rows = new Map<number, { row: number; outcome: Outcome }>();
    const approved = new Set<string>();
    const indexOf = new Map<string, number>();
    const indexOfDevice = new Map<string, number>();
    const twins: [index: number, first: number][] = [];
    const known: { index: number; name: string; sha256: string | null; at: string; outcome: Outcome }[] = [];
    let batch: Intake[] = [];
    const flush = async () => {
      for (const { settled, index, row } of await this.#settleIntakes(batch)) {
        outcomes.set(index, settled.outcome);
        rows.set(index, { row, outcome: settled.outcome });
        for (const device of settled.approved) approved.add(device);
        const device = manifestOf(settled.candidate)?.device;
        if (device !== undefined && settled.outcome.outcome === 'merged') indexOfDevice.set(device, index);
      }
      batch = [];
    };
    for (const [index, file] of files.entries()) {
      if (flag.cancelled) break;
      const name = path.basename(file);
      context.progress(`核对 ${name}`, index, files.length);
      const taken = await this.#takeIn(file, index, passphrase);
      if (!('content' in taken)) {
        const { outcome, sha256 } = taken;
        outcomes.set(index, outcome);
        // What is here already changes nothing, so its row may wait for the others: a row by itself is a commit by itself.
        if (outcome.outcome === 'duplicate') known.push({ index, name, sha256, at: this.#now(), outcome });
        else rows.set(index, { row: this.#log.add(name, sha256, this.#now(), outcome), outcome });
        continue;
      }
      const first = indexOf.get(taken.sha256);
      if (first !== undefined) {
        twins.push([index, first]);
        continue;
      }
      indexOf.set(taken.sha256, index);
      this.#ownFiles.add(taken.sha256);
      batch.push(taken);
      this.#store.begin(taken.sha256, taken.bytes);
      if (files.length > 1) this.#expect(taken.content);
      if (isFull(batch)) {
        if (flag.cancelled) break;
        context.progress(`合并 ${batch.length} 个包`, index, files.length);
        await flush();
      }
    }
    if (!flag.cancelled) {
      context.progress(`合并 ${batch.length} 个包`, files.length, files.length);
      await flush();
    }
    // Cancelled: what was read but not merged, and what was not even read.
    for (const index of files.keys())
      if (!outcomes.has(index) && !twins.some(([twin]) => twin === index))
        outcomes.set(index, end('cancelled', messages.cancelled()));
    const continued = await this.proceed([...approved]);
    for (const { candidate, outcome } of continued) {
      const index = indexOf.get(candidate.sha256);
      if (index !== undefined) outcomes.set(index, outcome);
    }
    noteContinued(
      continued.filter(({ candidate }) => !indexOf.has(candidate.sha256)),
      outcomes,
      indexOfDevice,
    );
    noteAwaited(context, outcomes);
    for (const [index, first] of twins) outcomes.set(index, twinOf(outcomes.get(first)));
    context.journal.transaction(() => {
      for (const { index, name, sha256, at, outcome } of known)
        rows.set(index, { row: this.#log.add(name, sha256, at, outcome), outcome });
      for (const [index, file] of files.entries())
        this.#logEnd(path.basename(file), outcomes.get(index) as Outcome, rows.get(index));
      noteReceipts(context.database, this.#now());
    });
    return files.map((file, index) => ({ file, ...(outcomes.get(index) as Outcome) }));
  }

  #now(): string {
    return beijingTimestamp(this.#tools.context.clock.now());
  }

  /** The last word on a file: its row of the log, where that did not say it yet. */
  #logEnd(name: string, outcome: Outcome, written: { row: number; outcome: Outcome } | undefined): void {
    if (!written) this.#log.add(name, null, this.#now(), outcome);
    else if (written.outcome !== outcome) this.#log.amend(written.row, outcome);
  }

  /** Reads one file and takes it out of its envelope; the outcome where that is the end of it already. */
  async #takeIn(file: string, index: number, passphrase: string | undefined): Promise<Intake | Ended> {
    const { context, register } = this.#tools;
    let outer: OuterFile;
    let bytes: Buffer;
    try {
      ({ outer, bytes } = await readOuterFile(file));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { sha256: null, outcome: end('rejected', error.message) };
    }
    const ended = (outcome: Outcome): Ended => ({ outcome, sha256: outer.sha256 });
    let envelope: EnvelopeKind;
    try {
      ({ inner: bytes, envelope } = await openArrived(context, bytes, outer, passphrase));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code } = error.failure;
      const outcome = end('rejected', error.message);
      if (code === 'passphrase_needed') return ended({ ...outcome, passphrase: 'needed' });
      if (code === 'wrong_passphrase') return ended({ ...outcome, passphrase: 'wrong' });
      this.#enter({ name: outer.name, sha256: outer.sha256, bytes }, 'rejected', error.message);
      return ended(outcome);
    }
    const name = innerName(outer.name);
    const sha256 = envelope === 'none' ? outer.sha256 : sha256Of(bytes);
    const known = register.find(sha256);
    if (known?.state === 'merged') return ended(await this.#takeAgain(bytes, name));
    if (known?.state === 'written') return ended(end('duplicate', messages.own()));
    this.#step('read');
    const reject = (message: string): Ended => {
      this.#enter({ name, sha256, bytes }, 'rejected', message);
      return ended(end('rejected', message));
    };
    const intake = { index, name, sha256, bytes, outer, envelope };
    try {
      const content = await readPackage(bytes, name);
      if (content.readable && (await isForOthers(context, content.manifest, envelope)))
        return reject(messages.otherAddressee(whoOf(content.manifest), envelope !== 'none'));
      return { ...intake, content };
    } catch (error) {
      if (error instanceof ForgedPackage) return { ...intake, content: error };
      if (!(error instanceof Refusal)) throw error;
      return reject(error.message);
    }
  }

  /** A package that was merged before brings nothing new but files that went missing since. */
  async #takeAgain(bytes: Buffer, name: string): Promise<Outcome> {
    const { context } = this.#tools;
    this.#awaited ??= new Set(awaitedFiles(context));
    if (this.#awaited.size === 0) return end('duplicate', messages.duplicate());
    const content = await readPackage(bytes, name);
    const files = content.readable ? content.files.filter(({ sha256 }) => this.#awaited?.has(sha256)) : [];
    const kept = keepFiles(context.folder, files);
    if (kept.fresh === 0) return end('duplicate', messages.duplicate());
    context.journal.announce(['attachment']);
    return end('duplicate', messages.duplicate() + messages.files(kept.fresh, sizeWords(kept.bytes)));
  }

  /** Tells the checking thread what will be merged soon, if nothing speaks against it. */
  #expect(content: Candidate['content']): void {
    if (!('readable' in content) || !content.readable || content.manifest.kind !== 'report') return;
    const { device, range } = content.manifest;
    if (!range) return;
    this.#tools.checker.expect({ device, ...streamRange(range), ndjson: content.changes });
  }

  /** Enters a file that came in, before anything of it is believed; answers its number. */
  #enter(file: Pick<Intake, 'name' | 'sha256' | 'bytes'>, state: 'received' | 'rejected', message = ''): number {
    const { register } = this.#tools;
    const { name, sha256, bytes } = file;
    const at = this.#now();
    return register.enter({ ...anonymous, sha256, name, direction: 'in', at, bytes: bytes.length, state, message });
  }

  /** Merges a batch; answers what became of each file, and its row of the log. */
  async #settleIntakes(intakes: readonly Intake[]): Promise<{ index: number; settled: Settled; row: number }[]> {
    const { context } = this.#tools;
    if (intakes.length === 0) return [];
    await this.#store.finish();
    this.#step('stored');
    const candidates = context.journal.transaction(() =>
      intakes.map((intake): Candidate => {
        const { name, sha256, content } = intake;
        const candidate = { sha256, name, content, number: this.#enter(intake, 'received') };
        this.#handOver(candidate, intake);
        return candidate;
      }),
    );
    this.#step('received');
    const intakeOf = new Map(intakes.map((intake) => [intake.sha256, intake]));
    const settled = context.journal.transaction(() =>
      settle(this.#tools, candidates, () => this.#step('merging')).map((item) => {
        const { index, outer } = intakeOf.get(item.candidate.sha256) as Intake;
        return { settled: item, index, row: this.#log.add(outer.name, outer.sha256, this.#now(), item.outcome) };
      }),
    );
    this.#step('merged');
    return settled;
  }

  #handOver(candidate: Candidate, { outer, envelope }: Intake): void {
    const { database, clock } = this.#tools.context;
    const { device = null, kind = 'unknown' } = manifestOf(candidate) ?? {};
    const at = this.#now();
    const today = clock.today();
    enterHandover(database, { package: candidate.number, direction: 'in', kind, device, outer, envelope, at, today });
  }

  /**
   * Goes on with what waited: quarantined packages of devices that are `approved` now, then, as long as something is merged, held ones
   * whose turn has come.
   */
  async proceed(approved: readonly string[]): Promise<Settled[]> {
    const { register } = this.#tools;
    const settled: Settled[] = [];
    const known = new Set<string>();
    // Whoever was let in may vouch for others in turn: a city for its counties, a county for its secretaries.
    for (let fresh = [...approved]; fresh.length > 0; ) {
      for (const device of fresh) known.add(device);
      const done = await this.retry(fresh.flatMap((device) => register.quarantinedOf(device)));
      settled.push(...done);
      fresh = [...new Set(done.flatMap((one) => one.approved))].filter((device) => !known.has(device));
    }
    const tried = new Set<string>();
    for (;;) {
      const turn = register.continuable().filter((entry) => !tried.has(entry.sha256));
      if (turn.length === 0) return settled;
      const done = await this.retry(turn);
      settled.push(...done);
      // What is held still is tried again only after something was merged since, so this ends.
      if (done.some(({ outcome }) => outcome.outcome === 'merged')) tried.clear();
      else for (const entry of turn) tried.add(entry.sha256);
    }
  }

  /** Judges packages of the content store once more. */
  async retry(entries: readonly RegisterEntry[]): Promise<Settled[]> {
    const { register } = this.#tools;
    const settled: Settled[] = [];
    for (const entry of entries) {
      const { number, sha256, name } = entry;
      const content = await this.#readAgain(entry);
      // Another import may have been quicker while this one read.
      if (register.find(sha256)?.state === 'merged') continue;
      if (typeof content === 'string') {
        register.record(number, { ...entry, state: 'rejected', message: content });
        continue;
      }
      settled.push(...this.#settleAgain({ sha256, name, content, number }, entry));
      this.#step('continued');
    }
    return settled;
  }

  /** Something that waited: when that has an end now, the log has a row of it. */
  #settleAgain(candidate: Candidate, { state }: RegisterEntry): Settled[] {
    const { journal } = this.#tools.context;
    return journal.transaction(() => {
      const settled = settle(this.#tools, [candidate], () => this.#step('merging'));
      for (const { outcome } of settled)
        if (outcome.outcome !== state && !this.#ownFiles.has(candidate.sha256))
          this.#log.add(candidate.name, candidate.sha256, this.#now(), outcome);
      return settled;
    });
  }

  /** Content of a file that was kept, or a sentence where it cannot be read any more. */
  async #readAgain({ sha256, name }: RegisterEntry): Promise<Candidate['content'] | string> {
    const bytes = this.#store.get(sha256);
    if (!bytes) return messages.lost();
    try {
      return await readPackage(bytes, name);
    } catch (error) {
      if (error instanceof ForgedPackage) return error;
      if (error instanceof Refusal) return error.message;
      throw error;
    }
  }
}

function isFull(batch: readonly Intake[]): boolean {
  let bytes = 0;
  let lines = 0;
  for (const { content, bytes: file } of batch) {
    bytes += file.length;
    if (!('readable' in content) || !content.readable) continue;
    bytes += content.changes.length;
    const { range } = content.manifest;
    lines += range ? range.to - range.from + 1 : 0;
  }
  return bytes >= batchBytes || lines >= batchLines;
}
