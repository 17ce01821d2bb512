import { Refusal } from '../../../src-shared/terms/errors';
import { beijingTimestamp } from '../clock';
import type { LedgerContext } from '../context';
import type { Stream } from '../journal/receive-check';
import { readSetting } from '../settings';
import { fingerprint, namesKey } from './device-key';
import type { Manifest } from './manifest';
import { messages, whoOf } from './messages';
import type { ForgedPackage, ReadPackage } from './package-file';
import type { Finding, PackageRegister } from './package-register';
import type { Introduction, Roster } from './roster';

/** A file that has been taken in and read; what it may do is decided by `judge`. */
export interface Candidate {
  readonly sha256: string;
  readonly name: string;
  readonly content: ReadPackage | ForgedPackage;
  /** Its number in the register. */
  readonly number: number;
}

export interface Tools {
  readonly context: LedgerContext;
  readonly roster: Roster;
  readonly register: PackageRegister;
  /** Fingerprint that a person vouches for with this import. */
  readonly trust: string | undefined;
}

/** The end of a file that has no lines to merge, or the stream that the journal shall have. */
export type Verdict =
  | { readonly outcome: 'merged' | 'duplicate' | 'held' | 'quarantined' | 'rejected'; readonly finding: Finding }
  | { readonly stream: Stream; readonly manifest: Manifest };

/** What the register says of a file of which nothing can be believed, or nothing is known yet. */
export const anonymous = { kind: 'unknown', device: '', person: '', from_seq: null, to_seq: null, changes: 0 };

/** What the register says of a file whose signature holds. */
export function describe(
  manifest: Manifest,
): Pick<Finding, 'kind' | 'device' | 'person' | 'from_seq' | 'to_seq' | 'changes'> {
  const { kind, device, person, range } = manifest;
  return {
    kind,
    device,
    person,
    from_seq: range?.from ?? null,
    to_seq: range?.to ?? null,
    changes: range ? range.to - range.from + 1 : 0,
  };
}

/** The manifest of a package that could be read and whose signature holds, else undefined. */
export function manifestOf({ content }: Candidate): Manifest | undefined {
  return 'readable' in content && content.readable ? content.manifest : undefined;
}

export function introductionOf(manifest: Manifest, publicKey: Buffer): Introduction {
  const enrolment = manifest.kind === 'enrolment';
  return {
    id: manifest.device,
    publicKey,
    person: manifest.person,
    unit: manifest.unit,
    role: enrolment ? (manifest.role ?? 'secretary') : undefined,
    region: enrolment ? (manifest.region ?? null) : undefined,
  };
}

/** The person named a fingerprint: the device that has it is approved, unless it was revoked or the package is not of this city. */
export function approveNamed({ context, roster, trust }: Tools, { content }: Candidate): string | null {
  if (trust === undefined || !('readable' in content) || !content.readable) return null;
  const { manifest, publicKey } = content;
  if (!namesKey(trust, publicKey) || isForeign(context, manifest)) return null;
  const introduction = introductionOf(manifest, publicKey);
  const entry = roster.introduce(introduction);
  if (entry.state !== 'pending') return null;
  roster.approve(entry.id, beijingTimestamp(context.clock.now()), introduction);
  return entry.id;
}

/** Whether a package says that it belongs to another city; one that does not know yet belongs anywhere. */
export function isForeign(context: LedgerContext, manifest: Manifest): boolean {
  const own = readSetting(context.database, 'dataset') ?? null;
  return own !== null && manifest.dataset !== null && manifest.dataset !== own;
}

/**
 * What may happen to a file: decided from its signature, the roster and what is here, never from what it claims alone. `approved` is the
 * device that a person has just approved with it.
 */
export function judge({ context, roster }: Tools, { content, number }: Candidate, approved: string | null): Verdict {
  if (!('readable' in content)) {
    return {
      outcome: 'quarantined',
      finding: { ...anonymous, state: 'quarantined', message: messages.forged(content.failure.params.detail ?? '') },
    };
  }
  if (!content.readable)
    return { outcome: 'held', finding: { ...anonymous, state: 'held', message: messages.newer() } };
  const { manifest, publicKey, changes } = content;
  const about = describe(manifest);
  if (isForeign(context, manifest))
    return { outcome: 'rejected', finding: { ...about, state: 'rejected', message: messages.otherDataset() } };
  const who = whoOf(manifest);
  const entry = roster.introduce(introductionOf(manifest, publicKey));
  const quarantined = (message: string): Verdict => ({
    outcome: 'quarantined',
    finding: { ...about, state: 'quarantined', message },
  });

  if (manifest.kind === 'enrolment') {
    if (entry.state === 'pending') return quarantined(messages.enrolmentPending(who, fingerprint(publicKey)));
    if (entry.state === 'revoked') return quarantined(messages.enrolmentRevoked(who));
    const fresh = approved === entry.id;
    return {
      outcome: fresh ? 'merged' : 'duplicate',
      finding: {
        ...about,
        state: 'merged',
        message: fresh ? messages.enrolmentApproved(who) : messages.enrolmentKnown(who),
      },
    };
  }
  if (entry.state === 'pending') return quarantined(messages.pending(who, fingerprint(publicKey)));
  const { range } = manifest;
  if (manifest.kind !== 'report' || !range) {
    if (entry.state === 'revoked') return quarantined(messages.revoked(who));
    return {
      outcome: 'held',
      finding: { ...about, state: 'held', message: messages.laterKind(manifest.kind), from_seq: null, to_seq: null },
    };
  }
  const stream: Stream = {
    device: manifest.device,
    from: range.from,
    to: range.to,
    before: Buffer.from(range.before, 'hex'),
    after: Buffer.from(range.after, 'hex'),
    ndjson: changes,
    package: number,
  };
  if (entry.state === 'revoked' && !(range.to <= (entry.revoked_after ?? 0) && isAllHere(context, stream)))
    return quarantined(messages.revoked(who));
  return { stream, manifest };
}

class NotHere extends Error {}

/** Whether a stream brings nothing new. Tried out and taken back: what a revoked device rewrote must not come in as a fork. */
function isAllHere(context: LedgerContext, stream: Stream): boolean {
  try {
    context.journal.transaction(() => {
      if (context.journal.receive([stream])[0]?.outcome !== 'duplicate') throw new NotHere();
    });
    return true;
  } catch (error) {
    if (error instanceof NotHere || error instanceof Refusal) return false;
    throw error;
  }
}
