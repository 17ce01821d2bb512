import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32, deflateRawSync, inflateRawSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { afterAll } from 'vitest';
import { type Clock, shiftedClock } from '../../src-main/ledger/clock';
import type { LedgerContext } from '../../src-main/ledger/context';
import { digestOf } from '../../src-main/ledger/journal/digest';
import { initializeLedger, openSession } from '../../src-main/ledger/session';
import { openDeviceKey } from '../../src-main/ledger/sync/device-key';
import { enrolDevice } from '../../src-main/ledger/sync/enrolment';
import { writeReport } from '../../src-main/ledger/sync/export-package';
import { type ImportStep, PackageImport } from '../../src-main/ledger/sync/import-packages';
import type { PackageOutcome } from '../../src-shared/contract/exchange-methods';
import type { Identity } from '../../src-shared/contract/ledger-methods';
import type { FieldValue } from '../../src-shared/entities/field';
import { packing } from './packings';

/** Ledgers of one test file in folders with Chinese characters and a blank; all are closed and removed at its end. */
export class Ledgers {
  readonly root = mkdtempSync(path.join(tmpdir(), '同步 测试-'));
  readonly #open: LedgerContext[] = [];
  #count = 0;

  constructor() {
    afterAll(() => {
      for (const context of this.#open) if (context.database.open) context.database.close();
      rmSync(this.root, { recursive: true, force: true });
    });
  }

  folder(name = '台账'): string {
    this.#count += 1;
    const folder = path.join(this.root, `${name} ${this.#count}`);
    mkdirSync(folder);
    return folder;
  }

  make(identity: Partial<Identity> = {}, start = '2018-09-16T09:00:00+08:00'): LedgerContext {
    const whole: Identity = {
      role: 'secretary',
      person: '王秘书',
      unit: '昌邑区重点项目服务中心',
      region: '220202',
      phone: '',
      ...identity,
    };
    return this.#keep(initializeLedger(this.folder(), whole, options(shiftedClock(start))));
  }

  commission(start?: string): LedgerContext {
    return this.make({ role: 'commission', person: '周科长', unit: '市发改委', region: null }, start);
  }

  /** Opens a folder again: after a close, or the copy of one. */
  open(folder: string, start = '2018-09-16T10:00:00+08:00'): LedgerContext {
    return this.#keep(openSession(folder, options(shiftedClock(start))));
  }

  #keep(session: ReturnType<typeof openSession>): LedgerContext {
    if (session.state !== 'open') throw new Error(`ledger is ${session.state}`);
    this.#open.push(session.context);
    return session.context;
  }
}

function options(clock: Clock) {
  return {
    clock,
    migrations: path.resolve('migrations'),
    app: '0.1.0',
    onChange: () => undefined,
    progress: () => undefined,
  };
}

export function addProject(context: LedgerContext, name: string, set: Record<string, FieldValue> = {}): string {
  return context.journal.commit([{ entity: 'project', id: null, set: { name, region: '220202', ...set } }])[0]
    ?.id as string;
}

export function revise(context: LedgerContext, id: string, set: Record<string, FieldValue>): void {
  context.journal.commit([{ entity: 'project', id, set }]);
}

/** The report of a ledger in a file of its own. */
export async function report(context: LedgerContext, name: string): Promise<string> {
  const folder = path.join(context.folder, 'test-out');
  mkdirSync(folder, { recursive: true });
  const written = await writeReport(context, path.join(folder, name));
  return written.file;
}

/** Puts bytes into a file beside the ledger. */
export function place(context: LedgerContext, name: string, bytes: Uint8Array): string {
  const folder = path.join(context.folder, 'test-in');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

export function take(
  context: LedgerContext,
  files: string[],
  more: { trust?: string; step?: (step: ImportStep) => void } = {},
): Promise<PackageOutcome[]> {
  return new PackageImport(context, more.trust, more.step).run(files);
}

export async function takeOne(context: LedgerContext, file: string, trust?: string): Promise<PackageOutcome> {
  const [outcome] = await take(context, [file], trust === undefined ? {} : { trust });
  if (!outcome) throw new Error('no outcome');
  return outcome;
}

/** Enrols and approves a machine at the Commission, by the file that its ledger left. */
export async function approve(commission: LedgerContext, other: LedgerContext, enrolment: string): Promise<void> {
  const done = await enrolDevice(commission, { file: enrolment, approve: true });
  if (done.deviceId !== other.journal.device) throw new Error('another device was enrolled');
}

export function digest(context: LedgerContext): string {
  return digestOf(context.journal.core).digest;
}

/** Everything that an import may change, as one text: to compare before and after. */
export function wholeState(context: LedgerContext): string {
  const tables = ['project', 'device', 'change', 'segment', 'posting', 'seen', 'fields', 'head', 'early', 'unapplied'];
  return createHash('sha256')
    .update(
      tables
        .map((table) => JSON.stringify(context.database.prepare(`SELECT * FROM "${table}" ORDER BY 1, 2`).raw().all()))
        .join('\n'),
    )
    .digest('hex');
}

/** An author with a key of its own and no ledger: writes what no honest program writes. */
export class Author {
  readonly #key: KeyObject;
  readonly publicKey: Buffer;
  readonly id: string;

  constructor(key: KeyObject = generateKeyPairSync('ed25519').privateKey) {
    this.#key = key;
    const jwk = key.export({ format: 'jwk' });
    this.publicKey = Buffer.from(jwk.x as string, 'base64url');
    this.id = this.keyId.slice(0, 16);
  }

  get keyId(): string {
    return createHash('sha256').update(this.publicKey).digest('hex');
  }

  /** Change lines 1…count of new projects, or of `records` by turns. */
  lines(
    count: number,
    from = 1,
    set: (n: number) => Record<string, unknown> = (n) => ({ name: `项目${n}`, region: '220202' }),
  ): Buffer[] {
    return Array.from({ length: count }, (_, index) => {
      const n = from + index;
      return Buffer.from(
        JSON.stringify({
          d: this.id,
          n,
          t: 2_418_508_800_000_000 + n,
          p: '王秘书',
          e: 'project',
          r: `0190-${this.id}-${n}`,
          set: set(n),
        }),
      );
    });
  }

  /** h(n) after `lines`, the first of which is line 1. */
  static chain(lines: readonly Buffer[], before: Buffer = Buffer.alloc(32)): Buffer {
    return lines.reduce((chain, line) => createHash('sha256').update(chain).update(line).digest(), before);
  }

  manifest(all: readonly Buffer[], from = 1, change: Record<string, unknown> = {}): Record<string, unknown> {
    const changes = ndjson(all.slice(from - 1));
    return {
      format: 'wubao/1',
      reader: 1,
      kind: 'report',
      dataset: null,
      device: this.id,
      person: '王秘书',
      unit: '昌邑区重点项目服务中心',
      key: { id: this.keyId, algorithm: 'Ed25519', public: this.publicKey.toString('base64') },
      range: {
        from,
        to: all.length,
        before: Author.chain(all.slice(0, from - 1)).toString('hex'),
        after: Author.chain(all).toString('hex'),
      },
      schema: 10,
      app: '0.1.0',
      createdAt: '2018-09-16T09:00:00+08:00',
      clock: 2_418_508_800_000_000,
      recipients: [],
      entries: [
        { name: 'changes.ndjson', size: changes.length, sha256: createHash('sha256').update(changes).digest('hex') },
      ],
      have: {},
      scope: null,
      inReplyTo: null,
      ...change,
    };
  }

  sign(manifest: Buffer): Buffer {
    return sign(
      null,
      Buffer.concat([Buffer.from('wubao-manifest-v1\0'), createHash('sha256').update(manifest).digest()]),
      this.#key,
    );
  }

  /** A whole package of lines `from`… of a stream. */
  package(all: readonly Buffer[], from = 1, change: Record<string, unknown> = {}): Buffer {
    return this.seal(this.manifest(all, from, change), ndjson(all.slice(from - 1)));
  }

  seal(manifest: unknown, changes: Buffer | null): Buffer {
    const stored = Buffer.from(JSON.stringify(manifest));
    const entries = [
      { name: 'manifest.json', content: stored },
      { name: 'manifest.sig', content: this.sign(stored) },
    ];
    return zip(changes ? [...entries, { name: 'changes.ndjson', content: changes }] : entries);
  }
}

export function ndjson(lines: readonly Buffer[]): Buffer {
  return Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
}

export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
  /** Lies: what the headers say instead of the truth. */
  readonly size?: number;
  readonly attributes?: number;
  readonly flags?: number;
  readonly method?: number;
  /** Stands for the content packed by that method. */
  readonly packed?: Buffer;
  readonly localName?: string;
  /** Stands after the data, inside the entry. */
  readonly junk?: Buffer;
  /** Points at the local header of another entry. */
  readonly offset?: number;
}

function packed({ content }: ZipEntry, method: number): Buffer {
  if (method === 8) return deflateRawSync(content);
  return method === 93 ? zstdCompressSync(content, { pledgedSrcSize: content.length }) : content;
}

/** A zip written by hand, so that it can lie. */
export function zip(
  entries: readonly ZipEntry[],
  more: { comment?: Buffer; count?: number; between?: Buffer } = {},
): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const method = entry.method ?? packing.method;
    const data = Buffer.concat([entry.packed ?? packed(entry, method), entry.junk ?? Buffer.alloc(0)]);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(entry.flags ?? 0x800, 2);
    head.writeUInt16LE(method, 4);
    head.writeUInt32LE(0x4d300000, 6);
    head.writeUInt32LE(crc32(entry.content), 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(entry.size ?? entry.content.length, 18);
    const localName = Buffer.from(entry.localName ?? entry.name);
    const name = Buffer.from(entry.name);
    head.writeUInt16LE(localName.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), head, localName, data]);
    const central = Buffer.alloc(46);
    central.write('PK\x01\x02', 0, 'latin1');
    central.writeUInt16LE(0x0314, 4);
    head.copy(central, 6, 0, 22);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(entry.attributes ?? 0o100644 * 65536, 38);
    central.writeUInt32LE(entry.offset ?? offset, 42);
    directory.push(central, name);
    locals.push(local);
    offset += local.length;
  }
  const between = more.between ?? Buffer.alloc(0);
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(more.count ?? entries.length, 8);
  end.writeUInt16LE(more.count ?? entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset + between.length, 16);
  end.writeUInt16LE(more.comment?.length ?? 0, 20);
  return Buffer.concat([...locals, between, central, end, more.comment ?? Buffer.alloc(0)]);
}

/** The smallest honest unzip: entry name → content, by the local headers alone. */
export function unzip(bytes: Buffer): Map<string, Buffer> {
  const contents = new Map<string, Buffer>();
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50; ) {
    const method = bytes.readUInt16LE(at + 8);
    const packed = bytes.readUInt32LE(at + 18);
    const nameLength = bytes.readUInt16LE(at + 26);
    const start = at + 30 + nameLength + bytes.readUInt16LE(at + 28);
    const data = bytes.subarray(start, start + packed);
    const content = method === 8 ? inflateRawSync(data) : method === 93 ? zstdDecompressSync(data) : data;
    contents.set(bytes.toString('utf8', at + 30, at + 30 + nameLength), content);
    at = start + packed;
  }
  return contents;
}

/** Opens a written package, changes what is asked, and signs it anew with `author` (or leaves the old signature). */
export function rewrite(
  bytes: Buffer,
  change: (manifest: Record<string, unknown>) => unknown,
  author?: Author,
): Buffer {
  const contents = unzip(bytes);
  const stored = Buffer.from(JSON.stringify(change(JSON.parse(String(contents.get('manifest.json'))))));
  contents.set('manifest.json', stored);
  if (author) contents.set('manifest.sig', author.sign(stored));
  return zip([...contents].map(([name, content]) => ({ name, content })));
}

/** The key of a ledger as an author, for packages that a stolen or broken program could write. */
export function authorOf(context: LedgerContext): Author {
  const { id } = openDeviceKey(context.folder);
  const stored = JSON.parse(readFileSync(path.join(context.folder, 'device.key'), 'utf8')) as { secret: string };
  const { signing } = JSON.parse(Buffer.from(stored.secret, 'base64').toString('utf8')) as { signing: string };
  const author = new Author(importKey(Buffer.from(signing, 'base64')));
  if (author.id !== id) throw new Error('key and device id differ');
  return author;
}

function importKey(der: Buffer): KeyObject {
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
}
