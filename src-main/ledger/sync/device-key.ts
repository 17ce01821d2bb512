import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Refusal } from '../../../src-shared/terms/errors';
import { fingerprintWords } from '../../../src-shared/terms/fingerprint-words';
import { writeDurably } from '../durable-file';

/** Name of the key's file in the ledger folder. */
const deviceKeyName = 'device.key';

/** What a person compares by eye or on the telephone: the device id in four groups, and four words for the four bytes that follow it. */
export interface Fingerprint {
  hex: string;
  words: string[];
}

/**
 * Wraps the key with the operating system's protection. The ledger imports no Electron, so whoever starts it hands this in;
 * without it the key lies open in its file and `deviceKeyWarning` says so.
 */
export interface KeyProtection {
  readonly name: string;
  wrap(secret: Buffer): Buffer;
  unwrap(wrapped: Buffer): Buffer;
}

export interface DeviceKey {
  /** See `deviceIdOf`. */
  readonly id: string;
  /** Raw Ed25519 key, 32 bytes. */
  readonly publicKey: Buffer;
  readonly fingerprint: Fingerprint;
  /** Name of the protection, or 'none'. */
  readonly protection: string;
  /** Ed25519 signature, 64 bytes. */
  sign(message: Uint8Array): Buffer;
}

const keyFile = z.strictObject({ format: z.literal('wubao-device-key/1'), protection: z.string(), key: z.base64() });

function digestOf(publicKey: Uint8Array): string {
  return hash('sha256', publicKey, 'hex');
}

/** Key id in a manifest: hex SHA-256 of the raw public key. */
export function keyIdOf(publicKey: Uint8Array): string {
  return digestOf(publicKey);
}

/**
 * Device id: the first 16 hex characters of SHA-256(raw 32-byte public key). It is self-certifying: nobody can sign for a device id
 * without its key, so a device is known by its id alone, on any machine, before anybody has vouched for it.
 */
export function deviceIdOf(publicKey: Uint8Array): string {
  return digestOf(publicKey).slice(0, 16);
}

export function fingerprint(publicKey: Uint8Array): Fingerprint {
  const digest = digestOf(publicKey);
  const words = [16, 18, 20, 22].map((at) => fingerprintWords[Number.parseInt(digest.slice(at, at + 2), 16)] ?? '');
  return { hex: (digest.slice(0, 16).match(/.{4}/g) ?? []).join(' '), words };
}

/** Whether a person who typed or scanned `text` named this key: its hex groups or its four words, however they are separated. */
export function namesKey(text: string, publicKey: Uint8Array): boolean {
  const { hex, words } = fingerprint(publicKey);
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-:·,，、]/g, '');
  const compact = hex.replaceAll(' ', '');
  return (
    plain === compact || plain === words.join('') || plain === compact + words.join('') || plain === digestOf(publicKey)
  );
}

/** Verifies an Ed25519 signature under a raw public key; false for anything that is not one. */
export function verifySignature(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
      format: 'jwk',
    });
    return verify(null, message, key, signature);
  } catch {
    return false;
  }
}

function deviceKeyOf(secret: KeyObject, protection: string): DeviceKey {
  const publicKey = Buffer.from(createPublicKey(secret).export({ format: 'jwk' }).x ?? '', 'base64url');
  return {
    id: deviceIdOf(publicKey),
    publicKey,
    fingerprint: fingerprint(publicKey),
    protection,
    sign: (message) => sign(null, message, secret),
  };
}

/** Makes the key of a new ledger. A key that is already there is opened, never replaced: it is what the device is known by. */
export function createDeviceKey(folder: string, protection?: KeyProtection): DeviceKey {
  const file = path.join(folder, deviceKeyName);
  if (existsSync(file)) return openDeviceKey(folder, protection);
  mkdirSync(folder, { recursive: true });
  const secret = generateKeyPairSync('ed25519').privateKey;
  const bytes = secret.export({ format: 'der', type: 'pkcs8' });
  const stored: z.infer<typeof keyFile> = {
    format: 'wubao-device-key/1',
    protection: protection?.name ?? 'none',
    key: (protection?.wrap(bytes) ?? bytes).toString('base64'),
  };
  writeDurably(file, Buffer.from(`${JSON.stringify(stored)}\n`), 0o600);
  return deviceKeyOf(secret, stored.protection);
}

/** Opens the key of a ledger. Throws Refusal device_key_missing where it is gone, damaged, or wrapped by a protection that is not at hand. */
export function openDeviceKey(folder: string, protection?: KeyProtection): DeviceKey {
  const file = path.join(folder, deviceKeyName);
  try {
    const stored = keyFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    // A copied folder may have lost the mode; on Windows this does nothing.
    chmodSync(file, 0o600);
    const bytes = Buffer.from(stored.key, 'base64');
    if (stored.protection !== 'none' && stored.protection !== protection?.name)
      throw new Error(`protected by ${stored.protection}`);
    const plain = stored.protection === 'none' ? bytes : (protection?.unwrap(bytes) ?? bytes);
    const secret = createPrivateKey({ key: plain, format: 'der', type: 'pkcs8' });
    if (secret.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
    return deviceKeyOf(secret, stored.protection);
  } catch {
    throw new Refusal('device_key_missing');
  }
}

/** A sentence for the person where the key lies open in its file, or is gone; else null. */
export function deviceKeyWarning(folder: string, protection?: KeyProtection): string | null {
  try {
    if (openDeviceKey(folder, protection).protection !== 'none') return null;
    return '本机密钥没有操作系统保护，拿到台账文件夹的人就能冒充本机。请给电脑设开机密码，不要把台账文件夹拷给别人。';
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}
