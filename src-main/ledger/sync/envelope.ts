import { Decrypter, Encrypter } from 'age-encryption';
import { Refusal } from '../../../src-shared/terms/errors';

const firstLine = 'age-encryption.org/v1\n';
const passphraseStanza = '-> scrypt ';
/** A header names at most some hundreds of recipients. */
const headerLimit = 64 * 1024;
/** Fewer characters are guessed within days by whoever has the file. */
export const leastPassphrase = 10;

/** Ending of a package inside an envelope, after `.wubao`. */
export const envelopeEnding = '.age';

/** Whom an envelope is closed for: age recipients (`age1…`), or whoever knows the passphrase. */
export type Closing = { readonly recipients: readonly string[] } | { readonly passphrase: string };

/** What this machine can open an envelope with. */
export interface Opening {
  /** `AGE-SECRET-KEY-1…`, those of earlier keys among them. */
  readonly identities: readonly string[];
  readonly passphrase?: string | undefined;
}

/** Whether a file is an age envelope, whatever its name says. */
export function isEnvelope(bytes: Uint8Array): boolean {
  return (
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, firstLine.length)).toString('latin1') ===
    firstLine
  );
}

/** Puts a signed package into an age envelope (sync.md section 2), which the tool `age` opens too. Throws Refusal weak_passphrase. */
export async function closeEnvelope(bytes: Uint8Array, closing: Closing): Promise<Buffer> {
  const encrypter = new Encrypter();
  if ('passphrase' in closing) {
    if ([...closing.passphrase].length < leastPassphrase)
      throw new Refusal('weak_passphrase', { least: leastPassphrase });
    encrypter.setPassphrase(closing.passphrase.normalize('NFC'));
  } else for (const recipient of new Set(closing.recipients)) encrypter.addRecipient(recipient);
  return Buffer.from(await encrypter.encrypt(bytes));
}

/** Whether an envelope is opened by a passphrase and by nothing else. */
export function needsPassphrase(bytes: Uint8Array): boolean {
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, headerLimit)).toString('latin1');
  return header.startsWith(passphraseStanza, firstLine.length);
}

/**
 * The package inside an envelope. Throws Refusal wrong_recipient, passphrase_needed, wrong_passphrase, and not_a_package where the
 * envelope is damaged or cut off; `name` is the file's.
 */
export async function openEnvelope(bytes: Uint8Array, name: string, opening: Opening): Promise<Buffer> {
  const decrypter = new Decrypter();
  const byPassphrase = needsPassphrase(bytes);
  if (byPassphrase) {
    if (!opening.passphrase) throw new Refusal('passphrase_needed', { name });
    decrypter.addPassphrase(opening.passphrase.normalize('NFC'));
  } else for (const identity of opening.identities) decrypter.addIdentity(identity);
  try {
    return Buffer.from(await decrypter.decrypt(bytes));
  } catch (error) {
    // The library tells these apart by their words only.
    if (error instanceof Error && error.message.startsWith('no identity matched'))
      throw new Refusal(byPassphrase ? 'wrong_passphrase' : 'wrong_recipient', { name });
    throw new Refusal('not_a_package', { name, detail: '加密的外封损坏或不完整，解不开' });
  }
}
