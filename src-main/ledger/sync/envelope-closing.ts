import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import { type Closing, closeEnvelope, leastPassphrase } from './envelope';
import { Roster } from './roster';

/** For whom a package shall be closed, as a person or a script says it: KEYs (an age recipient, a device id or fingerprint), or a passphrase. */
export interface ClosingWish {
  readonly for?: readonly string[] | undefined;
  readonly passphrase?: string | undefined;
}

export type EnvelopeKind = 'none' | 'recipients' | 'passphrase';

/** How the packages of one export are closed. */
export interface Sealing {
  readonly kind: EnvelopeKind;
  /** For the signed manifest, so that nobody can pass the package on as if it had been meant for somebody else. */
  readonly recipients: string[];
  /** The file as it is handed over. */
  close(inner: Buffer): Promise<Buffer>;
}

const ageRecipient = /^age1[0-9a-z]{58}$/;

function recipientOf(roster: Roster, key: string): string {
  const text = key.trim();
  if (ageRecipient.test(text)) return text;
  if (text.startsWith('age1'))
    throw new Refusal('invalid_input', { detail: `“${text.slice(0, 80)}”不是 age 公钥，请整段复制` });
  const device = roster.resolve(text);
  const name = `${device.unit}${device.person}` || device.id;
  if (device.state === 'revoked') throw new Refusal('recipient_revoked', { name });
  if (device.recipient === null) throw new Refusal('no_recipient', { name });
  return device.recipient;
}

/**
 * Decides how packages are closed, before anything is written. Throws Refusal unknown_device, no_recipient, recipient_revoked,
 * weak_passphrase, invalid_input.
 */
export function sealingOf({ database }: Pick<LedgerContext, 'database'>, wish: ClosingWish): Sealing {
  const keys = wish.for ?? [];
  const { passphrase } = wish;
  if (passphrase !== undefined && keys.length > 0)
    throw new Refusal('invalid_input', { detail: '收件方和口令只能选一样' });
  if (passphrase !== undefined) {
    if ([...passphrase].length < leastPassphrase) throw new Refusal('weak_passphrase', { least: leastPassphrase });
    return sealed('passphrase', [], { passphrase });
  }
  if (keys.length === 0) return { kind: 'none', recipients: [], close: async (inner) => inner };
  const roster = new Roster(database);
  const recipients = [...new Set(keys.map((key) => recipientOf(roster, key)))];
  return sealed('recipients', recipients, { recipients });
}

function sealed(kind: EnvelopeKind, recipients: string[], closing: Closing): Sealing {
  return { kind, recipients, close: (inner) => closeEnvelope(inner, closing) };
}
