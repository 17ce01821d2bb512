import { z } from 'zod';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Stream } from '../journal/receive-check';
import type { Selection } from '../journal/receive-selection';
import { fingerprint, namesKey, provesReplacement } from './device-key';
import { type Manifest, returnScope } from './manifest';
import { messages, whoOf } from './messages';
import type { ForgedPackage, ReadPackage } from './package-file';
import type { Finding, PackageRegister } from './package-register';
import type { Introduction, Roster, RosterEntry } from './roster';
import type { StreamChecker } from './stream-checker';
import { acceptCommission, isForeign, joinDataset } from './trust-accept';
import { approveDevice } from './trust-countersign';

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
  readonly checker: StreamChecker;
  /** Fingerprint that a person vouches for with this import. */
  readonly trust: string | undefined;
}

/** The range of a manifest as the journal takes it. */
export function streamRange(range: NonNullable<Manifest['range']>): Pick<Stream, 'from' | 'to' | 'before' | 'after'> {
  const { from, to, before, after } = range;
  return { from, to, before: Buffer.from(before, 'hex'), after: Buffer.from(after, 'hex') };
}

/** The end of a file that has no lines to merge, or the stream that the journal shall have. */
export type Verdict =
  | { readonly outcome: 'merged' | 'duplicate' | 'held' | 'quarantined' | 'rejected'; readonly finding: Finding }
  | { readonly stream: Stream; readonly manifest: Manifest }
  /** What comes down: lines of many devices, none where it is a receipt alone. */
  | { readonly selection: Selection; readonly manifest: Manifest }
  /** Files of attachments alone. */
  | { readonly volume: Manifest };

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

/** What a manifest says of its device. Reports say nothing of role and region; a proof that does not hold is left out. */
export function introductionOf(manifest: Manifest, publicKey: Buffer): Introduction {
  const { kind, device, person, unit, role, region, recipient, replaces } = manifest;
  const says = kind === 'enrolment' || (kind !== 'report' && role !== undefined);
  return {
    id: device,
    publicKey,
    person,
    unit,
    role: says ? (role ?? 'secretary') : undefined,
    region: says ? (region ?? null) : undefined,
    recipient,
    replaces: replaces && provesReplacement(replaces, publicKey) ? replaces : undefined,
  };
}

/**
 * The person named a fingerprint: the device that has it is approved, unless it was revoked or the package is not of this city.
 * Returns the devices whose packages may go on.
 */
export function approveNamed({ context, roster, trust }: Tools, { content }: Candidate): string[] {
  if (trust === undefined || !('readable' in content) || !content.readable) return [];
  const { manifest, publicKey } = content;
  if (!namesKey(trust, publicKey) || isForeign(context, manifest)) return [];
  const introduction = introductionOf(manifest, publicKey);
  const entry = roster.introduce(introduction);
  if (entry.state !== 'pending') return [];
  if (context.identity.role === 'commission') return approveDevice(context, entry, {}, []);
  return acceptCommission(context, entry) ? [entry.id] : [];
}

/**
 * What may happen to a file: decided from its signature, the roster and what is here, never from what it claims alone. `approved` are the
 * devices that a person has just approved with it.
 */
export function judge(
  { context, roster }: Tools,
  { content, number }: Candidate,
  approved: readonly string[],
): Verdict {
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
  joinDataset(context, manifest);
  const who = whoOf(manifest);
  const entry = roster.introduce(introductionOf(manifest, publicKey));
  const quarantined = (message: string): Verdict => ({
    outcome: 'quarantined',
    finding: { ...about, state: 'quarantined', message },
  });

  if (manifest.kind === 'enrolment') {
    if (entry.state === 'pending') return quarantined(enrolmentWords(who, manifest, publicKey));
    if (entry.state === 'revoked') return quarantined(messages.enrolmentRevoked(who));
    const fresh = approved.includes(entry.id);
    const differs = entry.state === 'approved' && !fresh && saysOtherwise(entry, manifest);
    return {
      outcome: fresh ? 'merged' : 'duplicate',
      finding: {
        ...about,
        state: 'merged',
        message: fresh
          ? messages.enrolmentApproved(who)
          : differs
            ? messages.enrolmentDiffers(who)
            : messages.enrolmentKnown(who),
      },
    };
  }
  const down = manifest.kind === 'return' || manifest.kind === 'receipt';
  if (down && !isForThisMachine(roster, manifest))
    return {
      outcome: 'rejected',
      finding: { ...about, state: 'rejected', message: messages.otherRecipient(manifest.kind) },
    };
  if (entry.state === 'pending')
    return quarantined(
      down && context.identity.role !== 'commission'
        ? messages.commissionPending(who, manifest.kind, fingerprint(publicKey))
        : messages.pending(who, fingerprint(publicKey)),
    );
  if (down && entry.role !== 'commission') return quarantined(messages.notCommission(who, manifest.kind));
  const { range } = manifest;
  if (entry.state !== 'revoked' && isVolume(content)) return { volume: manifest };
  if (down && entry.state !== 'revoked') {
    const scope = returnScope.safeParse(manifest.scope);
    if (!scope.success) return quarantined(messages.lying('返还范围不对'));
    const { sections } = scope.data;
    return { selection: { sections, ndjson: changes, package: number, voucher: entry.id }, manifest };
  }
  if (manifest.kind === 'snapshot' && entry.state !== 'revoked') {
    if (entry.role !== 'commission') return quarantined(messages.notCommission(who, manifest.kind));
    // What is inside has an end of its own, file by file (snapshot-import.ts); until then it stands as held.
    return {
      outcome: 'merged',
      finding: { ...about, state: 'held', message: messages.snapshot(who, content.files.length) },
    };
  }
  if (manifest.kind !== 'report' || !range) {
    if (entry.state === 'revoked') return quarantined(messages.revoked(who, entry.revoked_after ?? 0));
    return {
      outcome: 'held',
      finding: { ...about, state: 'held', message: messages.laterKind(manifest.kind), from_seq: null, to_seq: null },
    };
  }
  const stream: Stream = {
    device: manifest.device,
    ...streamRange(range),
    ndjson: changes,
    package: number,
  };
  if (entry.state === 'revoked' && !isOfBefore(context, roster, entry, stream))
    return quarantined(messages.revoked(who, entry.revoked_after ?? 0));
  return { stream, manifest };
}

/** A further volume of a report or a return package: nothing but files. */
function isVolume({ manifest, changes, files }: Extract<ReadPackage, { readable: true }>): boolean {
  const { kind, range } = manifest;
  return (kind === 'report' || kind === 'return') && !range && changes.length === 0 && files.length > 0;
}

function enrolmentWords(who: string, manifest: Manifest, publicKey: Buffer): string {
  const { replaces } = manifest;
  if (!replaces) return messages.enrolmentPending(who, fingerprint(publicKey));
  return provesReplacement(replaces, publicKey)
    ? messages.enrolmentRenewed(who, fingerprint(publicKey))
    : messages.enrolmentUnproven(who, fingerprint(publicKey));
}

/** Whether an approved device now says something else of itself than the roster does. */
function saysOtherwise(entry: RosterEntry, { person, unit, region }: Manifest): boolean {
  return entry.person !== person || entry.unit !== unit || entry.region !== (region ?? null);
}

const addressed = z.looseObject({ recipient: z.string() });

/** A package that names its recipient is for nobody else; after a change of the key one for the earlier device is still ours. */
function isForThisMachine(roster: Roster, { scope }: Manifest): boolean {
  const named = addressed.safeParse(scope);
  return !named.success || roster.isOwn(named.data.recipient);
}

/**
 * Whether a revoked device wrote this before its end: up to the seq from which nothing counts any more, without rewriting what it had
 * sent; or it is the very end that the earlier key named when it signed for its successor.
 */
function isOfBefore(context: LedgerContext, roster: Roster, entry: RosterEntry, stream: Stream): boolean {
  const { to, after } = stream;
  if (roster.successorOf(entry.id, { n: to, h: after.toString('hex') })) return true;
  return to <= (entry.revoked_after ?? 0) && bringsNoFork(context, stream);
}

class Taken extends Error {
  constructor(readonly fork: boolean) {
    super();
  }
}

/** Whether a stream goes on where the device's own one is. Tried out and taken back: what a revoked device rewrote must not come in. */
function bringsNoFork(context: LedgerContext, stream: Stream): boolean {
  try {
    return context.journal.transaction(() => {
      const [received] = context.journal.receive([stream]);
      throw new Taken(received?.outcome === 'merged' && received.fork !== null);
    });
  } catch (error) {
    if (error instanceof Taken) return !error.fork;
    if (error instanceof Refusal) return false;
    throw error;
  }
}
