import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { KeySecret } from '../../../src-shared/contract/wire';

/**
 * Wraps a secret so that the file which holds it is worth nothing elsewhere. The ledger imports no Electron, so whoever starts it hands
 * this in; without it keys lie open in their file and the person is told.
 */
export interface KeyProtection {
  readonly name: string;
  wrap(secret: Buffer): Buffer;
  /** Throws for bytes that this protection did not wrap. */
  unwrap(wrapped: Buffer): Buffer;
}

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Protection by a secret that the operating system guards (the shell has it from Electron's safeStorage): AES-256-GCM, nonce ‖ tag ‖
 * ciphertext. One secret at the start instead of a question to the shell for each signature keeps signing synchronous.
 */
export function sealedBy({ name, secret }: KeySecret): KeyProtection {
  const key = Buffer.from(secret, 'base64');
  if (key.length !== 32 || name === '' || name === 'none') throw new Error('a protection needs a name and 32 bytes');
  return {
    name,
    wrap(plain) {
      const nonce = randomBytes(nonceBytes);
      const sealing = createCipheriv(cipher, key, nonce);
      const sealed = Buffer.concat([sealing.update(plain), sealing.final()]);
      return Buffer.concat([nonce, sealing.getAuthTag(), sealed]);
    },
    unwrap(wrapped) {
      const opening = createDecipheriv(cipher, key, wrapped.subarray(0, nonceBytes), { authTagLength: tagBytes });
      opening.setAuthTag(wrapped.subarray(nonceBytes, nonceBytes + tagBytes));
      return Buffer.concat([opening.update(wrapped.subarray(nonceBytes + tagBytes)), opening.final()]);
    },
  };
}
