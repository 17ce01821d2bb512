import path from 'node:path';
import type { PackageEntry, PackageOutcome } from '../../../src-shared/contract/exchange-methods';
import { Refusal } from '../../../src-shared/terms/errors';
import { beijingTimestamp } from '../clock';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { awaitedFiles, keepFiles, sizeWords } from './attachment-volumes';
import { ContentStore, sha256Of } from './content-store';
import { readChosenFile } from './file-intake';
import { anonymous, type Candidate, manifestOf, streamRange, type Tools } from './judge';
import { messages } from './messages';
import { ForgedPackage, readPackage } from './package-file';
import { PackageRegister, type RegisterEntry } from './package-register';
import { Roster } from './roster';
import { type Outcome, type Settled, settle } from './settle';
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
  readonly bytes: Buffer;
  readonly content: Candidate['content'];
}

const idle = (): void => {};

/** See `packages.import`: every file comes to an end of its own; none of them stops the others. */
export const importPackages: Handler<'packages.import'> = (context, input) =>
  new PackageImport(context, input.trust).run(input.files);

/** See `packages.list`: newest first. */
export const listPackages: Handler<'packages.list'> = (context) =>
  new PackageRegister(context.database).list().map(
    ({ sha256, name, direction, kind, device, person, at, changes, bytes, state, message }): PackageEntry => ({
      sha256,
      name,
      direction,
      kind,
      device,
      person,
      at,
      changes,
      bytes,
      state,
      message,
    }),
  );

/** Merges what waited in quarantine for a device that has just been approved, and what is held behind it. */
export async function continueImport(context: LedgerContext, approved: readonly string[]): Promise<void> {
  await new PackageImport(context, undefined).proceed(approved);
}

/** Takes up what an import left undone when the program stopped, and what waited for this version. Called once when a ledger is opened. */
export async function resumeImport(context: LedgerContext): Promise<void> {
  const entries = new PackageRegister(context.database).unfinished();
  const work = new PackageImport(context, undefined);
  await work.retry(entries);
  await work.proceed([]);
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
  }

  async run(files: readonly string[]): Promise<PackageOutcome[]> {
    try {
      return await this.#run(files);
    } finally {
      this.#tools.checker.end();
    }
  }

  async #run(files: readonly string[]): Promise<PackageOutcome[]> {
    const { context } = this.#tools;
    const outcomes = new Map<number, Outcome>();
    const approved = new Set<string>();
    const indexOf = new Map<string, number>();
    const indexOfDevice = new Map<string, number>();
    const twins: [index: number, first: number][] = [];
    let batch: Intake[] = [];
    const flush = () => {
      for (const { settled, index } of this.#settleIntakes(batch)) {
        outcomes.set(index, settled.outcome);
        for (const device of settled.approved) approved.add(device);
        const device = manifestOf(settled.candidate)?.device;
        if (device !== undefined && settled.outcome.outcome === 'merged') indexOfDevice.set(device, index);
      }
      batch = [];
    };
    for (const [index, file] of files.entries()) {
      context.progress('核对', index, files.length);
      const name = path.basename(file);
      const taken = await this.#takeIn(file, name, index);
      if (!('sha256' in taken)) {
        outcomes.set(index, taken);
        continue;
      }
      const first = indexOf.get(taken.sha256);
      if (first !== undefined) {
        twins.push([index, first]);
        continue;
      }
      indexOf.set(taken.sha256, index);
      batch.push(taken);
      if (files.length > 1) this.#expect(taken.content);
      if (isFull(batch)) {
        context.progress('合并', index, files.length);
        flush();
      }
    }
    context.progress('合并', files.length, files.length);
    flush();
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
    return files.map((file, index) => ({ file, ...(outcomes.get(index) as Outcome) }));
  }

  /** Reads one file; the outcome where that is the end of it already. */
  async #takeIn(file: string, name: string, index: number): Promise<Intake | Outcome> {
    const { register } = this.#tools;
    let bytes: Buffer;
    try {
      bytes = await readChosenFile(file);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return end('rejected', error.message);
    }
    const sha256 = sha256Of(bytes);
    const known = register.find(sha256);
    if (known?.state === 'merged') return this.#takeAgain(bytes, name);
    if (known?.state === 'written') return end('duplicate', messages.own());
    this.#step('read');
    try {
      return { index, name, sha256, bytes, content: await readPackage(bytes, name) };
    } catch (error) {
      if (error instanceof ForgedPackage) return { index, name, sha256, bytes, content: error };
      if (!(error instanceof Refusal)) throw error;
      this.#enter({ name, sha256, bytes }, 'rejected', error.message);
      return end('rejected', error.message);
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
    const { context, register } = this.#tools;
    const { name, sha256, bytes } = file;
    const at = beijingTimestamp(context.clock.now());
    return register.enter({ ...anonymous, sha256, name, direction: 'in', at, bytes: bytes.length, state, message });
  }

  #settleIntakes(intakes: readonly Intake[]): { index: number; settled: Settled }[] {
    if (intakes.length === 0) return [];
    for (const { bytes } of intakes) this.#store.put(bytes);
    this.#step('stored');
    const candidates = this.#tools.context.journal.transaction(() =>
      intakes.map((intake): Candidate => {
        const { name, sha256, content } = intake;
        return { sha256, name, content, number: this.#enter(intake, 'received') };
      }),
    );
    this.#step('received');
    const settled = settle(this.#tools, candidates, () => this.#step('merging'));
    this.#step('merged');
    const indexOf = new Map(intakes.map(({ sha256, index }) => [sha256, index]));
    return settled.map((item) => ({ settled: item, index: indexOf.get(item.candidate.sha256) ?? 0 }));
  }

  /**
   * Goes on with what waited: quarantined packages of devices that are `approved` now, then, as long as something is merged, held ones
   * whose turn has come.
   */
  async proceed(approved: readonly string[]): Promise<Settled[]> {
    const { register } = this.#tools;
    const settled = await this.retry(approved.flatMap((device) => register.quarantinedOf(device)));
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
      settled.push(...settle(this.#tools, [{ sha256, name, content, number }], () => this.#step('merging')));
      this.#step('continued');
    }
    return settled;
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

function end(outcome: Outcome['outcome'], message: string): Outcome {
  return { outcome, applied: 0, conflicts: 0, review: 0, missing: [], message };
}

/** Tells with the last file that was merged how many files are still on their way. */
function noteAwaited(context: LedgerContext, outcomes: Map<number, Outcome>): void {
  const last = [...outcomes].filter(([, { outcome }]) => outcome === 'merged').sort(([a], [b]) => b - a)[0];
  const awaited = last ? awaitedFiles(context).length : 0;
  if (last && awaited > 0)
    outcomes.set(last[0], { ...last[1], message: last[1].message + messages.filesAwaited(awaited) });
}

/** The same bytes twice in one drop. */
function twinOf(first: Outcome | undefined): Outcome {
  if (first?.outcome === 'merged' || first?.outcome === 'duplicate') return end('duplicate', messages.duplicate());
  return first ?? end('duplicate', messages.duplicate());
}

/** Tells with the file that filled a gap, or brought the approval, which earlier packages could go on. */
function noteContinued(
  settled: readonly Settled[],
  outcomes: Map<number, Outcome>,
  indexOfDevice: ReadonlyMap<string, number>,
): void {
  const names = new Map<number, string[]>();
  for (const { candidate, outcome } of settled) {
    const index = indexOfDevice.get(manifestOf(candidate)?.device ?? '');
    if (index !== undefined && outcome.outcome === 'merged')
      names.set(index, [...(names.get(index) ?? []), candidate.name]);
  }
  for (const [index, list] of names) {
    const outcome = outcomes.get(index);
    if (outcome) outcomes.set(index, { ...outcome, message: outcome.message + messages.continued(list) });
  }
}
