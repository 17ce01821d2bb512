import path from 'node:path';
import { identityToRecipient } from 'age-encryption';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import { sha256Of } from './content-store';
import { ownKey, publicHalf } from './device-key';
import { envelopeEnding, isEnvelope, needsPassphrase, openEnvelope } from './envelope';
import type { EnvelopeKind } from './envelope-closing';
import { readChosenFile } from './file-intake';
import type { Manifest } from './manifest';

/** A file that came, out of its envelope where it had one. */
export interface ArrivedFile {
  /** The signed package. */
  readonly inner: Buffer;
  /** File name without the envelope's ending. */
  readonly name: string;
  readonly envelope: EnvelopeKind;
  /** Of the file as it came. */
  readonly outer: { readonly name: string; readonly sha256: string; readonly bytes: number };
}

/** Hash and size of a file as it came, whatever became of opening it. */
export type OuterFile = ArrivedFile['outer'];

/** '昌邑-王-0032.wubao' of '昌邑-王-0032.wubao.age'. */
export function innerName(name: string): string {
  return name.toLowerCase().endsWith(envelopeEnding) ? name.slice(0, -envelopeEnding.length) : name;
}

/** Reads a file that a person chose and tells its hash. Throws as `readChosenFile`. */
export async function readOuterFile(file: string): Promise<{ bytes: Buffer; outer: OuterFile }> {
  const bytes = await readChosenFile(file);
  return { bytes, outer: { name: path.basename(file), sha256: sha256Of(bytes), bytes: bytes.length } };
}

/**
 * Takes a package out of its envelope, whatever the file's name says; a plain package goes as it is. Throws Refusal wrong_recipient,
 * passphrase_needed, wrong_passphrase, device_key_missing, device_key_protected, and not_a_package for a damaged envelope or one inside
 * another: nobody honest writes that, and each layer would need its own reader.
 */
export async function openArrived(
  context: LedgerContext,
  bytes: Buffer,
  outer: OuterFile,
  passphrase: string | undefined,
): Promise<ArrivedFile> {
  const name = innerName(outer.name);
  if (!isEnvelope(bytes)) return { inner: bytes, name, envelope: 'none', outer };
  const byPassphrase = needsPassphrase(bytes);
  const identities = byPassphrase ? [] : ownKey(context).ageIdentities;
  const inner = await openEnvelope(bytes, outer.name, { identities, passphrase });
  if (isEnvelope(inner)) throw new Refusal('not_a_package', { name: outer.name, detail: '加密的外封里还套着一层外封' });
  return { inner, name, envelope: byPassphrase ? 'passphrase' : 'recipients', outer };
}

/** Reads a file and takes it out of its envelope. Throws as `readChosenFile` and `openArrived`. */
export async function readArrived(context: LedgerContext, file: string, passphrase?: string): Promise<ArrivedFile> {
  const { bytes, outer } = await readOuterFile(file);
  return openArrived(context, bytes, outer, passphrase);
}

/** Age recipients of this machine, those of earlier keys among them where the key file can be opened here. */
async function ownRecipients(context: LedgerContext): Promise<Set<string>> {
  const own = new Set([publicHalf(context.folder)?.recipient ?? '']);
  try {
    for (const identity of ownKey(context).ageIdentities) own.add(await identityToRecipient(identity));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  return own;
}

/**
 * Whether a package names recipients, and this machine is none of them: then somebody who could open it has passed it on. What lies open
 * is taken at a commission: originals are forwarded upwards like that (county → city → province), and the author's signature speaks for
 * them. Inside an envelope it is somebody else's letter in a new cover.
 */
export async function isForOthers(
  context: LedgerContext,
  { kind, recipients }: Manifest,
  envelope: EnvelopeKind,
): Promise<boolean> {
  if (recipients.length === 0) return false;
  if (envelope === 'none' && kind === 'report' && context.identity.role === 'commission') return false;
  const own = await ownRecipients(context);
  return !recipients.some((recipient) => own.has(recipient));
}
