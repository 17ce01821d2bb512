import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import { Refusal } from '../../../src-shared/terms/errors';
import { deflateMethod, openArchive, packsPlausibly, storedMethod } from './archive';
import { sha256Of } from './content-store';
import { type DeviceKey, deviceIdOf, keyIdOf, verifySignature } from './device-key';
import { type Manifest, manifestFormat, manifestHead, manifestSchema, readerVersion } from './manifest';
import { type PackedEntry, zipOf } from './zip-writer';
import { zstdMethod, zstdPacked } from './zstd-entry';

const manifestName = 'manifest.json';
const signatureName = 'manifest.sig';
export const changesName = 'changes.ndjson';
const manifestLimit = 4 * 1024 * 1024;
const signaturePrefix = Buffer.from('wubao-manifest-v1\0');
const encryptedStart = 'age-encryption.org/';

/** The package is well-formed, but its signature does not hold: somebody wrote it who is not the device it names. Nothing in it may be believed. */
export class ForgedPackage extends Refusal {
  constructor(name: string, detail: string) {
    super('not_a_package', { name, detail });
    this.name = 'ForgedPackage';
  }
}

/** The file of an attachment inside a package; its name there is its hash. */
export interface PackedFile {
  readonly sha256: string;
  readonly bytes: number;
  /** Takes it out of the package once more: several are never in memory together. */
  read(): Buffer;
}

const fileEntry = /^attachments\/([0-9a-f]{64})$/;

/** What a package holds once structure, signature, sizes and hashes have been checked. */
export type ReadPackage =
  | {
      readonly readable: true;
      readonly manifest: Manifest;
      readonly publicKey: Buffer /** ndjson bytes as stored; empty where there are none. */;
      readonly changes: Buffer;
      /** Files of attachments, checked against the manifest. */
      readonly files: readonly PackedFile[];
    }
  /** Needs a newer reader: nothing is known of it, not even whether it is genuine. */
  | { readonly readable: false; readonly reader: number };

type OptionalMember = 'role' | 'region' | 'recipient' | 'replaces' | 'awaiting';

/** What the writer adds itself: format, key and entries. */
export type ManifestDraft = Omit<Manifest, 'format' | 'reader' | 'key' | 'entries' | 'device' | OptionalMember> &
  Pick<Partial<Manifest>, OptionalMember>;

/** The bytes that are signed: a fixed prefix and the SHA-256 of the manifest as stored. */
export function signedBytes(manifest: Uint8Array): Buffer {
  return Buffer.concat([signaturePrefix, Buffer.from(sha256Of(manifest), 'hex')]);
}

/**
 * Bytes of a `.wubao` file: manifest, signature and, where there are any, change lines and files of attachments, in this order. `at` is
 * the time inside the zip. Files are photos and scans, which packing does not make smaller: they stand as they are.
 */
export async function writePackage(
  draft: ManifestDraft,
  changes: Buffer,
  key: DeviceKey,
  at: Date,
  files: readonly { readonly sha256: string; readonly content: Buffer }[] = [],
): Promise<Buffer> {
  const {
    kind,
    dataset,
    person,
    unit,
    range,
    schema,
    app,
    createdAt,
    clock,
    recipients,
    have,
    scope,
    inReplyTo,
    role,
    region,
    recipient,
    replaces,
    awaiting,
  } = draft;
  const manifest: Manifest = {
    format: manifestFormat,
    reader: readerVersion,
    kind,
    dataset,
    device: key.id,
    person,
    unit,
    ...(role === undefined ? {} : { role }),
    ...(region === undefined ? {} : { region }),
    ...(recipient === undefined ? {} : { recipient }),
    ...(replaces === undefined ? {} : { replaces }),
    ...(awaiting === undefined || awaiting.length === 0 ? {} : { awaiting }),
    key: { id: keyIdOf(key.publicKey), algorithm: 'Ed25519', public: key.publicKey.toString('base64') },
    range,
    schema,
    app,
    createdAt,
    clock,
    recipients,
    entries: [
      ...(changes.length > 0 ? [{ name: changesName, size: changes.length, sha256: sha256Of(changes) }] : []),
      ...files.map(({ sha256, content }) => ({ name: `attachments/${sha256}`, size: content.length, sha256 })),
    ],
    have,
    scope,
    inReplyTo,
  };
  // A manifest that this program could not read back must not leave the house.
  manifestSchema.parse(manifest);
  const stored = Buffer.from(JSON.stringify(manifest), 'utf8');
  const entries = [
    await deflated(manifestName, stored),
    asItIs(signatureName, key.sign(signedBytes(stored))),
    ...(changes.length > 0 ? [await packedChanges(changes)] : []),
    ...files.map(({ sha256, content }) => asItIs(`attachments/${sha256}`, content)),
  ];
  return zipOf(entries, at);
}

const deflate = promisify<Buffer, { level: number }, Buffer>(deflateRaw);

const asItIs = (name: string, content: Buffer): PackedEntry => ({
  name,
  method: storedMethod,
  content,
  packed: content,
});

async function deflated(name: string, content: Buffer): Promise<PackedEntry> {
  return { name, method: deflateMethod, content, packed: await deflate(content, { level: 9 }) };
}

/** Zstandard makes change lines a fifth smaller than deflate does. What it packs so well that readers would take it for a bomb, deflate does not. */
async function packedChanges(content: Buffer): Promise<PackedEntry> {
  const packed = await zstdPacked(content);
  if (!packsPlausibly(content.length, packed.length)) return deflated(changesName, content);
  return { name: changesName, method: zstdMethod, content, packed };
}

function parseJson(bytes: Buffer): unknown {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
}

/**
 * Reads a package and checks all that can be checked without knowing anybody: the zip, the manifest, that device id and key id belong to
 * the public key, the signature over the stored manifest, and the hashes of all entries. Whether that key is trusted is for the caller.
 * Throws `ForgedPackage` where the signature or the key does not hold, Refusal not_a_package for every other lie or damage.
 */
export async function readPackage(bytes: Buffer, name: string): Promise<ReadPackage> {
  const lie = (detail: string) => new Refusal('not_a_package', { name, detail });
  if (bytes.subarray(0, encryptedStart.length).toString('latin1') === encryptedStart) throw lie('加密的外封没有打开');
  const archive = await openArchive(bytes, name);
  for (const wanted of [manifestName, signatureName]) if (!archive.names.includes(wanted)) throw lie(`缺少 ${wanted}`);
  const stored = archive.read(manifestName);
  if (stored.length > manifestLimit) throw lie('清单太大');
  const signature = archive.read(signatureName);

  let json: unknown;
  try {
    json = parseJson(stored);
  } catch {
    throw lie('清单不是 JSON');
  }
  const head = manifestHead.safeParse(json);
  if (!head.success) throw lie('清单的格式不认识');
  if (head.data.reader > readerVersion) return { readable: false, reader: head.data.reader };
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) throw lie(`清单的 ${parsed.error.issues[0]?.path.join('.') || '内容'} 不对`);
  const manifest = parsed.data;

  const publicKey = checkSignature(manifest, stored, signature, name);
  const { changes, files } = checkEntries(manifest, archive, lie);
  checkKind(manifest, changes, lie);
  return { readable: true, manifest, publicKey, changes, files };
}

function checkSignature(manifest: Manifest, stored: Buffer, signature: Buffer, name: string): Buffer {
  if (manifest.key.algorithm !== 'Ed25519') throw new ForgedPackage(name, '签名算法不是 Ed25519');
  const publicKey = Buffer.from(manifest.key.public, 'base64');
  if (publicKey.length !== 32 || publicKey.toString('base64') !== manifest.key.public)
    throw new ForgedPackage(name, '公钥的写法不对');
  if (keyIdOf(publicKey) !== manifest.key.id) throw new ForgedPackage(name, '公钥与钥匙编号不符');
  if (deviceIdOf(publicKey) !== manifest.device) throw new ForgedPackage(name, '设备编号不属于签名的钥匙');
  if (signature.length !== 64 || !verifySignature(publicKey, signedBytes(stored), signature))
    throw new ForgedPackage(name, '签名不对');
  return publicKey;
}

function checkEntries(
  manifest: Manifest,
  archive: { names: readonly string[]; read(name: string): Buffer },
  lie: (detail: string) => Refusal,
): { changes: Buffer; files: PackedFile[] } {
  const listed = new Set<string>();
  const files: PackedFile[] = [];
  let changes: Buffer = Buffer.alloc(0);
  for (const entry of manifest.entries) {
    const named = fileEntry.exec(entry.name)?.[1];
    if (entry.name !== changesName && named === undefined)
      throw lie(`里面有不认识的文件（${entry.name.slice(0, 60)}）`);
    if (listed.has(entry.name)) throw lie(`清单里有重名的文件（${entry.name}）`);
    listed.add(entry.name);
    const content = archive.read(entry.name);
    if (content.length !== entry.size || sha256Of(content) !== entry.sha256)
      throw lie(`${entry.name} 与签过名的清单不一致`);
    if (named !== undefined && named !== entry.sha256) throw lie(`${entry.name} 的名字与清单里的校验不一致`);
    if (entry.name === changesName) changes = content;
    else files.push({ sha256: entry.sha256, bytes: entry.size, read: () => archive.read(entry.name) });
  }
  const extra = archive.names.find((entry) => entry !== manifestName && entry !== signatureName && !listed.has(entry));
  if (extra !== undefined) throw lie(`里面有清单上没有的文件（${extra.slice(0, 60)}）`);
  return { changes, files };
}

/** What each kind must and must not hold, as far as this version reads kinds. */
function checkKind(manifest: Manifest, changes: Buffer, lie: (detail: string) => Refusal): void {
  if (manifest.kind === 'enrolment' && (manifest.entries.length > 0 || manifest.range))
    throw lie('登记文件里不该有改动');
  if (manifest.kind !== 'report') return;
  const { range } = manifest;
  const [first] = manifest.entries;
  // A further volume: files of attachments and no changes.
  if (!range && first && first.name !== changesName && changes.length === 0) return;
  if (!range || range.to < range.from) throw lie('清单的改动范围不对');
  if (range.from === 1 && range.before !== '0'.repeat(64)) throw lie('清单的链起点不对');
  if (first?.name !== changesName) throw lie('上报包里没有改动');
  if (changes.at(-1) !== 10) throw lie('改动的最后一行不完整');
}
