import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { bech32 } from '@scure/base';
import { z } from 'zod';
import { Refusal } from '../../../src-shared/terms/errors';
import { namesFingerprint } from '../../../src-shared/terms/fingerprint';
import { fingerprintWords } from '../../../src-shared/terms/fingerprint-words';
import { writeDurably } from '../durable-file';
import type { KeyProtection } from './key-protection';

/** Name of the key's file in the ledger folder. */
const deviceKeyName = 'device.key';

/** What a person compares by eye or on the telephone: the device id in four groups, and four words for the four bytes that follow it. */
export interface Fingerprint {
  hex: string;
  words: string[];
}

/**
 * What the holder of an earlier key says of this one: the two are the same machine, and the stream of the earlier one ends at `last`.
 * `signature` is by the earlier key, see `replacementBytes`.
 */
export interface Replacement {
  /** Id of the earlier device. */
  readonly device: string;
  /** Its public key, base64, so that the word can be checked by somebody who never met it. */
  readonly public: string;
  /** Last seq of its stream, and h of it in hex. */
  readonly last: { readonly n: number; readonly h: string };
  /** Ed25519, base64. */
  readonly signature: string;
}

export interface DeviceKey {
  /** See `deviceIdOf`. */
  readonly id: string;
  /** Raw Ed25519 key, 32 bytes. */
  readonly publicKey: Buffer;
  readonly fingerprint: Fingerprint;
  /** `age1…`: what is encrypted to it can be read with this machine's key file alone. */
  readonly recipient: string;
  /** `AGE-SECRET-KEY-1…`, that of `recipient` first, then those of earlier keys of this machine: packages to them may still be under way. */
  readonly ageIdentities: readonly string[];
  /** Name of the protection, or 'none'. */
  readonly protection: string;
  readonly replaces: Replacement | null;
  /** Ed25519 signature, 64 bytes. */
  sign(message: Uint8Array): Buffer;
}

/** Whose key: a ledger's folder, and what protects keys in this process. */
export interface KeyHolder {
  readonly folder: string;
  readonly keyProtection?: KeyProtection | undefined;
}

const replacement = z.strictObject({
  device: z.string(),
  public: z.base64(),
  last: z.strictObject({ n: z.int().min(0), h: z.string() }),
  signature: z.base64(),
});

/** Everything but `secret` is public; `secret` is the wrapped JSON of `secrets`. */
const keyFile = z.strictObject({
  format: z.literal('wubao-device-key/2'),
  protection: z.string(),
  public: z.base64(),
  recipient: z.string(),
  replaces: replacement.nullable(),
  secret: z.base64(),
});
const secrets = z.strictObject({ signing: z.base64(), age: z.array(z.string()).min(1) });
/** As written before there was an age identity; given one when it is opened. */
const earlierKeyFile = z.strictObject({
  format: z.literal('wubao-device-key/1'),
  protection: z.string(),
  key: z.base64(),
});

type KeyFile = z.infer<typeof keyFile>;

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
  return namesFingerprint(text, { ...fingerprint(publicKey), keyId: digestOf(publicKey) });
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

/** The bytes that the earlier key signs: a fixed prefix ‖ the new raw public key ‖ last seq as 8 bytes big-endian ‖ h(last seq). */
export function replacementBytes(publicKey: Uint8Array, last: Replacement['last']): Buffer {
  const seq = Buffer.alloc(8);
  seq.writeBigUInt64BE(BigInt(last.n));
  return Buffer.concat([Buffer.from('wubao-replaces-v1\0'), publicKey, seq, Buffer.from(last.h, 'hex')]);
}

/** Whether the earlier key itself says that `publicKey` takes its place. */
export function provesReplacement(replaces: Replacement, publicKey: Uint8Array): boolean {
  const earlier = Buffer.from(replaces.public, 'base64');
  return (
    earlier.length === 32 &&
    deviceIdOf(earlier) === replaces.device &&
    /^[0-9a-f]{64}$/.test(replaces.last.h) &&
    verifySignature(earlier, replacementBytes(publicKey, replaces.last), Buffer.from(replaces.signature, 'base64'))
  );
}

function publicKeyOf(secret: KeyObject): Buffer {
  return Buffer.from(createPublicKey(secret).export({ format: 'jwk' }).x ?? '', 'base64url');
}

/** An X25519 identity as the age format writes it. */
function newAgeIdentity(): string {
  return bech32.encodeFromBytes('AGE-SECRET-KEY-', randomBytes(32)).toUpperCase();
}

function recipientOf(identity: string): string {
  const scalar = Buffer.from(bech32.decodeToBytes(identity.toLowerCase()).bytes);
  const secret = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), scalar]),
    format: 'der',
    type: 'pkcs8',
  });
  return bech32.encodeFromBytes('age', publicKeyOf(secret));
}

function fileOf({ folder }: KeyHolder): string {
  return path.join(folder, deviceKeyName);
}

function store(holder: KeyHolder, signing: KeyObject, age: readonly string[], replaces: Replacement | null): DeviceKey {
  const { folder, keyProtection } = holder;
  const publicKey = publicKeyOf(signing);
  const plain = Buffer.from(
    JSON.stringify({ signing: signing.export({ format: 'der', type: 'pkcs8' }).toString('base64'), age }),
  );
  const stored: KeyFile = {
    format: 'wubao-device-key/2',
    protection: keyProtection?.name ?? 'none',
    public: publicKey.toString('base64'),
    recipient: recipientOf(age[0] ?? ''),
    replaces,
    secret: (keyProtection?.wrap(plain) ?? plain).toString('base64'),
  };
  mkdirSync(folder, { recursive: true });
  writeDurably(fileOf(holder), Buffer.from(`${JSON.stringify(stored)}\n`), 0o600);
  return deviceKeyOf(signing, age, stored);
}

function deviceKeyOf(signing: KeyObject, age: readonly string[], stored: KeyFile): DeviceKey {
  const publicKey = publicKeyOf(signing);
  return {
    id: deviceIdOf(publicKey),
    publicKey,
    fingerprint: fingerprint(publicKey),
    recipient: stored.recipient,
    ageIdentities: age,
    protection: stored.protection,
    replaces: stored.replaces,
    sign: (message) => sign(null, message, signing),
  };
}

/** Makes the key of a new ledger. A key that is already there is opened, never replaced: it is what the device is known by. */
export function createDeviceKey(folder: string, keyProtection?: KeyProtection): DeviceKey {
  const holder = { folder, keyProtection };
  if (existsSync(fileOf(holder))) return openDeviceKey(folder, keyProtection);
  return store(holder, generateKeyPairSync('ed25519').privateKey, [newAgeIdentity()], null);
}

function unwrapped(bytes: Buffer, protection: string, keyProtection: KeyProtection | undefined): Buffer {
  if (protection === 'none') return bytes;
  if (protection !== keyProtection?.name) throw new Refusal('device_key_protected');
  try {
    return keyProtection.unwrap(bytes);
  } catch {
    // Another computer, or another user of this one: the system keeps another secret there.
    throw new Refusal('device_key_protected');
  }
}

/** A copied folder may have lost the mode; on Windows this does nothing, and on a read-only medium nothing can be done. */
function keepPrivate(file: string): void {
  try {
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  } catch {
    // The key can be read all the same.
  }
}

function signingKey(der: Buffer): KeyObject {
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
  return key;
}

/**
 * Opens the key of a ledger. Throws Refusal device_key_missing where it is gone or damaged, device_key_protected where it is wrapped by a
 * protection that is not at hand (the command line has none; another computer has another).
 */
export function openDeviceKey(folder: string, keyProtection?: KeyProtection): DeviceKey {
  const holder = { folder, keyProtection };
  try {
    const json: unknown = JSON.parse(readFileSync(fileOf(holder), 'utf8'));
    keepPrivate(fileOf(holder));
    const earlier = earlierKeyFile.safeParse(json);
    if (earlier.success) {
      const { protection, key } = earlier.data;
      const signing = signingKey(unwrapped(Buffer.from(key, 'base64'), protection, keyProtection));
      // As protected as it was: protecting it is the person's choice, see `protectDeviceKey`.
      return store(protection === 'none' ? { folder } : holder, signing, [newAgeIdentity()], null);
    }
    const stored = keyFile.parse(json);
    const plain = unwrapped(Buffer.from(stored.secret, 'base64'), stored.protection, keyProtection);
    const { signing, age } = secrets.parse(JSON.parse(plain.toString('utf8')));
    const key = deviceKeyOf(signingKey(Buffer.from(signing, 'base64')), age, stored);
    if (stored.public !== key.publicKey.toString('base64') || stored.recipient !== recipientOf(age[0] ?? ''))
      throw new Error('the public half belongs to another key');
    return key;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('device_key_missing');
  }
}

/** The key of an open ledger. Throws as `openDeviceKey`. */
export function ownKey({ folder, keyProtection }: KeyHolder): DeviceKey {
  return openDeviceKey(folder, keyProtection);
}

/** What a key file says without being unwrapped, or null where there is none that can be read. */
export function publicHalf(
  folder: string,
): { id: string; publicKey: Buffer; recipient: string; replaces: Replacement | null } | null {
  try {
    const stored = keyFile.parse(JSON.parse(readFileSync(fileOf({ folder }), 'utf8')));
    const publicKey = Buffer.from(stored.public, 'base64');
    return { id: deviceIdOf(publicKey), publicKey, recipient: stored.recipient, replaces: stored.replaces };
  } catch {
    return null;
  }
}

/**
 * Puts a new key in the place of the present one, which (where it can be opened) signs for it that its stream ends at `last`. Earlier
 * age identities stay. The old signing key is gone afterwards.
 */
export function renewDeviceKey(holder: KeyHolder, present: DeviceKey | null, last: Replacement['last']): DeviceKey {
  const signing = generateKeyPairSync('ed25519').privateKey;
  const replaces = present && {
    device: present.id,
    public: present.publicKey.toString('base64'),
    last,
    signature: present.sign(replacementBytes(publicKeyOf(signing), last)).toString('base64'),
  };
  const { folder } = holder;
  // A machine whose key lies open stays so; where nothing could be opened, the best that is at hand.
  const protection = present?.protection === 'none' ? undefined : holder.keyProtection;
  return store(
    { folder, keyProtection: protection },
    signing,
    [newAgeIdentity(), ...(present?.ageIdentities ?? [])],
    replaces,
  );
}

/** Wraps a key that lay open. Throws Refusal device_key_missing, device_key_protected. */
export function protectDeviceKey(holder: KeyHolder): DeviceKey {
  const { folder, keyProtection } = holder;
  if (!keyProtection) throw new Refusal('no_key_protection');
  const key = ownKey(holder);
  if (key.protection !== 'none') return key;
  const stored = keyFile.parse(JSON.parse(readFileSync(fileOf(holder), 'utf8')));
  const { signing, age } = secrets.parse(JSON.parse(Buffer.from(stored.secret, 'base64').toString('utf8')));
  return store({ folder, keyProtection }, signingKey(Buffer.from(signing, 'base64')), age, stored.replaces);
}

/** A sentence for the person where the key lies open in its file, or is gone; else null. */
export function deviceKeyWarning(folder: string, keyProtection?: KeyProtection): string | null {
  try {
    if (openDeviceKey(folder, keyProtection).protection !== 'none') return null;
    const what = '本机密钥没有操作系统保护，拿到台账文件夹的人就能冒充本机。';
    return keyProtection
      ? `${what}可以在“设置”里改为由系统保护。`
      : `${what}这台电脑的系统没有可用的密钥保管；请给电脑设开机密码，不要把台账文件夹拷给别人。`;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}
