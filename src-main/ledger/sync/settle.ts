import type { PackageOutcome } from '../../../src-shared/contract/exchange-methods';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Received } from '../journal/receive';
import type { Stream } from '../journal/receive-check';
import type { Selection } from '../journal/receive-selection';
import { type KeptFiles, keepFiles, noFiles, noteAwaiting, sizeWords } from './attachment-volumes';
import { confirmDeliveries, noteReturn } from './delivery';
import { approveNamed, type Candidate, describe, judge, manifestOf, type Tools, type Verdict } from './judge';
import { messages, whoOf } from './messages';
import type { Finding } from './package-register';
import { nameAuthors, noteHave, takeReceipt } from './receipt';
import { askToEnrolAgain } from './trust-countersign';
import { projectTrust } from './trust-projection';

export type Outcome = Omit<PackageOutcome, 'file'>;

export interface Settled {
  readonly candidate: Candidate;
  readonly outcome: Outcome;
  /** Devices that became approved with this file: what waited for them may go on. */
  readonly approved: readonly string[];
}

/** What the journal was given of a file. */
type Source = Stream | Selection;

const nothing = { applied: 0, conflicts: 0, review: 0, missing: [] };

/**
 * Decides about files and merges what may be merged: one transaction for all, register and roster included, so that a stop at any
 * point leaves everything as before or everything done. A stream that lies is left out, the others are merged all the same.
 */
export function settle(tools: Tools, candidates: readonly Candidate[], beforeCommit: () => void): Settled[] {
  const { context, register } = tools;
  return context.journal.transaction(() => {
    const judged = inOrder(candidates).map((candidate) => {
      const approved = approveNamed(tools, candidate);
      return { candidate, approved, verdict: judge(tools, candidate, approved) };
    });
    const streams = judged.flatMap(({ verdict }) => ('stream' in verdict ? [verdict.stream] : []));
    const received = new Map<Source, Received | Refusal>(receive(context, streams, tools.checker.ahead(streams)));
    for (const { verdict } of judged)
      if ('selection' in verdict) received.set(verdict.selection, receiveDown(context, verdict.selection));
    let files = 0;
    const settled = judged.map(({ candidate, approved, verdict }): Settled => {
      const kept = takeFiles(context, candidate, verdict, received);
      files += kept.fresh;
      const { finding, outcome } = conclude(tools, verdict, received, kept);
      if (believed(verdict, received)) answer(context, candidate, verdict);
      register.record(candidate.number, finding);
      return { candidate, approved, outcome };
    });
    askToEnrolAgain(context, branchesOf(received));
    // Words about devices may have come with any of the files; whom they let in is told with the first.
    const vouched = projectTrust(context);
    if (settled[0] && vouched.length > 0)
      settled[0] = { ...settled[0], approved: [...settled[0].approved, ...vouched] };
    beforeCommit();
    if (files > 0) context.journal.announce(['attachment']);
    return settled;
  });
}

/**
 * Puts the files of a package that may be believed into the store before the lines that name them are committed, and writes down which
 * files its writer lacks. A stop leaves files that nobody names yet; the next import of the package finds them here.
 */
function takeFiles(
  { folder, database }: LedgerContext,
  { content }: Candidate,
  verdict: Verdict,
  received: ReadonlyMap<Source, Received | Refusal>,
): KeptFiles {
  if (!believed(verdict, received) || !('readable' in content) || !content.readable) return noFiles;
  noteAwaiting(database, content.manifest);
  return keepFiles(folder, content.files);
}

function sourceOf(verdict: Verdict): Source | undefined {
  if ('stream' in verdict) return verdict.stream;
  return 'selection' in verdict ? verdict.selection : undefined;
}

/** Whether what a package says may be acted upon: it is of a device that is trusted, and its lines do not lie. */
function believed(verdict: Verdict, received: ReadonlyMap<Source, Received | Refusal>): boolean {
  if ('volume' in verdict) return true;
  const source = sourceOf(verdict);
  return source !== undefined && !(received.get(source) instanceof Refusal);
}

/** What a package says beside its lines: that something has arrived at its writer. */
function answer(context: LedgerContext, { sha256 }: Candidate, verdict: Verdict): void {
  const { database } = context;
  if ('stream' in verdict) {
    confirmDeliveries(database, verdict.manifest.device, verdict.manifest.inReplyTo);
    noteHave(database, verdict.manifest);
  }
  if ('volume' in verdict && verdict.volume.kind === 'return') takeReceipt(context, verdict.volume);
  if (!('selection' in verdict)) return;
  const { manifest, selection } = verdict;
  takeReceipt(context, manifest);
  noteReturn(database, sha256, manifest.createdAt);
  nameAuthors(database, selection.sections);
}

/** A selection by itself: where it lies, nothing of it is applied, and the others come in all the same. */
function receiveDown(context: LedgerContext, selection: Selection): Received | Refusal {
  try {
    return context.journal.receiveSelection(selection);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/**
 * Enrolments first, for a device's package may lie beside its enrolment; then by device, as they came, and range, so that parts of a stream
 * follow each other.
 */
function inOrder(candidates: readonly Candidate[]): Candidate[] {
  const places = new Map<string, number>();
  for (const candidate of candidates) {
    const device = manifestOf(candidate)?.device;
    if (device !== undefined && !places.has(device)) places.set(device, places.size);
  }
  return candidates.toSorted((a, b) => {
    const [left, right] = [manifestOf(a), manifestOf(b)];
    const enrolments = Number(right?.kind === 'enrolment') - Number(left?.kind === 'enrolment');
    if (enrolments !== 0 || !left?.range || !right?.range)
      return enrolments || Number(Boolean(right?.range)) - Number(Boolean(left?.range));
    if (left.device !== right.device) return (places.get(left.device) ?? 0) - (places.get(right.device) ?? 0);
    return left.range.from - right.range.from || left.range.to - right.range.to;
  });
}

/**
 * All streams at once; where one of them lies, each by itself, so that only the liar stays out. `ready` are the same streams, checked
 * ahead by another thread.
 */
function receive(
  context: LedgerContext,
  streams: readonly Stream[],
  ready: readonly Stream[],
): Map<Stream, Received | Refusal> {
  if (streams.length === 0) return new Map();
  try {
    const received = context.journal.receive(ready);
    return new Map(streams.map((stream, index) => [stream, received[index] as Received]));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (streams.length === 1) return new Map(streams.map((stream) => [stream, error]));
    return new Map(streams.flatMap((stream) => [...receive(context, [stream], [stream])]));
  }
}

function branchesOf(received: ReadonlyMap<Source, Received | Refusal>): string[] {
  return [...received.values()].flatMap((result) =>
    'outcome' in result && result.outcome === 'merged' && result.fork !== null ? [result.fork] : [],
  );
}

function conclude(
  { roster }: Tools,
  verdict: Verdict,
  received: ReadonlyMap<Source, Received | Refusal>,
  kept: KeptFiles,
): { finding: Finding; outcome: Outcome } {
  if ('volume' in verdict) {
    const message =
      kept.fresh > 0 ? messages.volume(whoOf(verdict.volume), kept.fresh, sizeWords(kept.bytes)) : messages.duplicate();
    return {
      finding: { ...describe(verdict.volume), state: 'merged', message },
      outcome: { ...nothing, outcome: kept.fresh > 0 ? 'merged' : 'duplicate', message },
    };
  }
  if (!('stream' in verdict) && !('selection' in verdict))
    return {
      finding: verdict.finding,
      outcome: { ...nothing, outcome: verdict.outcome, message: verdict.finding.message },
    };
  const { manifest } = verdict;
  const about = describe(manifest);
  const who = whoOf(manifest);
  const result = received.get('stream' in verdict ? verdict.stream : verdict.selection);
  if (!result) throw new Error('the journal gave no answer for a stream');
  if (result instanceof Refusal) {
    const message = messages.lying(result.failure.params.detail ?? '');
    return {
      finding: { ...about, state: 'quarantined', message },
      outcome: { ...nothing, outcome: 'quarantined', message },
    };
  }
  const filesWords = kept.fresh > 0 ? messages.files(kept.fresh, sizeWords(kept.bytes)) : '';
  switch (result.outcome) {
    case 'duplicate': {
      const isReceipt = manifest.kind === 'receipt';
      const message = (isReceipt ? messages.receipt(who) : messages.duplicate()) + filesWords;
      return {
        finding: { ...about, state: 'merged', changes: 0, message },
        outcome: { ...nothing, outcome: isReceipt ? 'merged' : 'duplicate', message },
      };
    }
    case 'held': {
      const [from = 0, to = 0] = result.missing
        .slice(result.missing.lastIndexOf(':') + 1)
        .split('-')
        .map(Number);
      const message = messages.held(who, from, to);
      return {
        finding: { ...about, state: 'held', message },
        outcome: { ...nothing, outcome: 'held', missing: [result.missing], message },
      };
    }
    case 'merged': {
      const { applied, conflicts, review, fork } = result;
      const suspect = (roster.find(fork ?? manifest.device)?.clock_suspect ?? 0) !== 0;
      const message = [
        review > 0
          ? messages.review(who, applied + review, review)
          : 'selection' in verdict
            ? messages.returned(who, applied)
            : messages.merged(who, applied),
        conflicts > 0 ? messages.conflicts(conflicts) : '',
        fork ? messages.fork() : '',
        suspect ? messages.clock() : '',
        filesWords,
      ].join('');
      return {
        finding: { ...about, state: 'merged', changes: applied + review, message },
        outcome: { ...nothing, outcome: 'merged', applied, conflicts, review, message },
      };
    }
  }
}
