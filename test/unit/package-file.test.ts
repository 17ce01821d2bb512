import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { constants, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readMigrations } from '../../src-main/ledger/database/migrations';
import { createDeviceKey } from '../../src-main/ledger/sync/device-key';
import { ForgedPackage, readPackage, writePackage } from '../../src-main/ledger/sync/package-file';
import { Refusal } from '../../src-shared/terms/errors';
import { migrations } from '../support/ledger';
import { describePackings } from '../support/packings';
import {
  Author,
  addProject,
  Ledgers,
  ndjson,
  report,
  rewrite,
  unzip,
  type ZipEntry,
  zip,
} from '../support/sync-ledgers';

const ledgers = new Ledgers();
const author = new Author();
const lines = author.lines(3);
const honest = author.package(lines);
const entriesOf = (bytes: Buffer): ZipEntry[] => [...unzip(bytes)].map(([name, content]) => ({ name, content }));

async function refusal(bytes: Buffer): Promise<Refusal> {
  const error: unknown = await readPackage(bytes, '昌邑-王-0001.wubao').then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Refusal);
  const found = error as Refusal;
  expect(found.failure.code).toBe('not_a_package');
  expect(found.failure.params.name).toBe('昌邑-王-0001.wubao');
  return found;
}
const detail = async (bytes: Buffer) => (await refusal(bytes)).failure.params.detail;

describe('a package that the program wrote', () => {
  it('is read by a stranger with unzip, JSON and an Ed25519 check alone', async () => {
    const ledger = ledgers.make();
    addProject(ledger, '大口钦现代物流园', { total_investment: 99_990_000 });
    addProject(ledger, '翼川通航零部件');
    const contents = unzip(readFileSync(await report(ledger, '甲.wubao')));

    expect([...contents.keys()]).toEqual(['manifest.json', 'manifest.sig', 'changes.ndjson']);
    const stored = contents.get('manifest.json') as Buffer;
    const manifest = JSON.parse(stored.toString('utf8'));
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(manifest.key.public, 'base64').toString('base64url') },
      format: 'jwk',
    });
    const signed = Buffer.concat([Buffer.from('wubao-manifest-v1\0'), createHash('sha256').update(stored).digest()]);
    expect(verify(null, signed, key, contents.get('manifest.sig') as Buffer)).toBe(true);
    expect(createHash('sha256').update(Buffer.from(manifest.key.public, 'base64')).digest('hex')).toBe(manifest.key.id);
    expect(manifest.device).toBe(manifest.key.id.slice(0, 16));

    const changes = contents.get('changes.ndjson') as Buffer;
    expect(manifest.entries).toEqual([
      { name: 'changes.ndjson', size: changes.length, sha256: createHash('sha256').update(changes).digest('hex') },
    ]);
    let chain = Buffer.alloc(32);
    const parsed = [];
    for (const line of changes.toString('utf8').split('\n').slice(0, -1)) {
      chain = createHash('sha256').update(chain).update(line).digest();
      parsed.push(JSON.parse(line));
    }
    expect(parsed.map((line) => [line.d, line.n, line.p, line.e])).toEqual([
      [manifest.device, 1, '王秘书', 'project'],
      [manifest.device, 2, '王秘书', 'project'],
    ]);
    expect(parsed[0].set).toMatchObject({ name: '大口钦现代物流园', total_investment: 99_990_000 });
    expect(manifest).toMatchObject({
      format: 'wubao/1',
      reader: 1,
      kind: 'report',
      dataset: null,
      person: '王秘书',
      unit: '昌邑区重点项目服务中心',
      range: { from: 1, to: 2, before: '0'.repeat(64), after: chain.toString('hex') },
      schema: readMigrations(migrations).at(-1)?.version,
      recipients: [],
      have: { [manifest.device]: { n: 2, h: chain.toString('hex') } },
      scope: null,
      inReplyTo: null,
    });
    expect(manifest.clock).toBe(parsed[1].t);
    expect(manifest.createdAt).toMatch(/^2018-09-16T09:00:\d\d\+08:00$/);
  });

  it('is read back by the program, and so is one by another writer', async () => {
    const read = await readPackage(honest, 'x.wubao');
    expect(read.readable && read.changes.equals(ndjson(lines))).toBe(true);
    expect(read.readable && read.manifest.device).toBe(author.id);
  });

  it('waits unread where it needs a newer reader, whatever else stands in it', async () => {
    const newer = author.seal({ format: 'wubao/2', reader: 2, algorithm: 'SM2', shape: ['another'] }, null);
    expect(await readPackage(newer, 'x.wubao')).toEqual({ readable: false, reader: 2 });
  });
});

describePackings('the zip around it', () => {
  const [manifest, signature, changes] = entriesOf(honest) as [ZipEntry, ZipEntry, ZipEntry];
  const withEntry = (entry: ZipEntry) => zip([manifest, signature, changes, entry]);
  const evil = Buffer.from('x');

  it.each([
    ['../../evil.txt', '跳出包外'],
    ['a/../../evil.txt', '跳出包外'],
    ['./changes.ndjson', '跳出包外'],
    ['/etc/passwd', '绝对路径'],
    ['C:\\evil.txt', '不许用的字符'],
    ['..\\evil.txt', '不许用的字符'],
    ['CON', '保留名'],
    ['attachments/nul.txt', '保留名'],
    ['lpt1.wubao', '保留名'],
    ['changes.ndjson.', '保留名'],
    ['a\0b', '不许用的字符'],
    ['', '长度不对'],
    ['attachments/', '跳出包外'],
    ['CHANGES.NDJSON', '重名'],
    ['changes.ndjson', '重名'],
    ['Manifest.json', '重名'],
    ['readme.txt', '清单上没有'],
  ])('refuses an entry named %j', async (name, words) => {
    expect(await detail(withEntry({ name, content: evil }))).toContain(words);
  });

  it('refuses links, folders, encryption and foreign methods', async () => {
    expect(await detail(withEntry({ name: 'l', content: evil, attributes: 0o120777 * 65536 }))).toContain('链接');
    expect(await detail(withEntry({ name: 'l', content: evil, attributes: 0x10 }))).toContain('文件夹');
    expect(await detail(withEntry({ name: 'l', content: evil, flags: 0x801 }))).toContain('加密');
    expect(await detail(withEntry({ name: 'l', content: evil, method: 12 }))).toContain('压缩方法');
    expect(await detail(Buffer.from('age-encryption.org/v1\n-> X25519 abc\n'))).toContain('加密的外封');
  });

  it('refuses a bomb by what it declares, and one that lies about its size by what comes out', async () => {
    const zeros = Buffer.alloc(64 * 1024 * 1024);
    expect(await detail(zip([manifest, signature, { name: 'changes.ndjson', content: zeros }]))).toContain(
      '大得不正常',
    );
    expect(await detail(zip([manifest, signature, { name: 'changes.ndjson', content: zeros, size: 1000 }]))).toContain(
      '比登记的大',
    );
    expect(await detail(zip([{ name: 'manifest.json', content: zeros, size: 500 }, signature, changes]))).toContain(
      '比登记的大',
    );
    expect(await detail(zip([manifest, signature, { ...changes, size: changes.content.length + 1 }]))).toContain(
      '比登记的小',
    );
    const half = { content: randomBytes(2 * 1024 * 1024), size: 390 * 1024 * 1024 };
    expect(
      await detail(
        zip([
          { ...half, name: 'a' },
          { ...half, name: 'b' },
        ]),
      ),
    ).toContain('展开后太大');
    const many = Array.from({ length: 5000 }, (_, index) => ({ name: `f${index}`, content: Buffer.alloc(0) }));
    expect(await detail(zip(many))).toContain('太多');
    const big = { content: Buffer.from('x'), size: 2 ** 31 };
    expect(await detail(zip([manifest, signature, { ...big, name: 'a' }]))).toContain('大得不正常');
  });

  it('refuses entries that share bytes, bytes that belong to none, and headers that disagree', async () => {
    const inner = { name: 'b', content: Buffer.from('twice') };
    const record = zip([inner]).subarray(0, zip([inner]).indexOf('PK\x01\x02'));
    expect(
      await detail(
        zip([
          { name: 'a', content: record, method: 0 },
          { ...inner, offset: 31 },
        ]),
      ),
    ).toContain('重叠');
    expect(await detail(zip([manifest, signature, changes, { ...changes, name: 'b', offset: 0 }]))).toContain('不一致');
    expect(await detail(zip([manifest, signature, { ...changes, localName: 'changes.ndjsoo' }]))).toContain('不一致');
    expect(await detail(zip([manifest, signature, changes], { between: Buffer.from('hidden') }))).toContain('来历不明');
    expect(await detail(zip([manifest, signature, changes], { comment: Buffer.from('hidden') }))).toContain(
      '多出了内容',
    );
    expect(await detail(zip([manifest, signature, { ...changes, junk: Buffer.from('hidden') }]))).toContain(
      '后面多出了内容',
    );
    expect(await detail(zip([manifest, signature, changes], { count: 2 }))).toContain('目录');
    expect(await detail(zip([manifest, signature, changes], { count: 4 }))).toBeTruthy();
    expect(await detail(Buffer.concat([Buffer.from('MZ'), honest]))).toContain('目录的位置');
    expect(await detail(Buffer.concat([honest, Buffer.from('\n')]))).toContain('多出了内容');
    expect(await detail(Buffer.alloc(0))).toContain('不完整');
    expect(await detail(Buffer.from('PK'))).toContain('不完整');
  });

  it('refuses a package without manifest or signature', async () => {
    expect(await detail(zip([signature, changes]))).toContain('manifest.json');
    expect(await detail(zip([manifest, changes]))).toContain('manifest.sig');
    expect(await detail(zip([{ name: 'manifest.json', content: Buffer.from('{') }, signature]))).toContain('不是 JSON');
    expect(
      await detail(zip([{ name: 'manifest.json', content: Buffer.from([0x22, 0xff, 0x22]) }, signature])),
    ).toContain('不是 JSON');
    expect(await detail(zip([{ name: 'manifest.json', content: Buffer.from('[]') }, signature]))).toContain('不认识');
  });
});

describe('signature and key', () => {
  const other = new Author();
  const forged = async (bytes: Buffer) => {
    const found = await refusal(bytes);
    expect(found).toBeInstanceOf(ForgedPackage);
    return found.failure.params.detail;
  };
  const key = { id: author.keyId, algorithm: 'Ed25519', public: author.publicKey.toString('base64') };

  it('does not hold for an edited manifest, whoever signs it', async () => {
    expect(await forged(rewrite(honest, (manifest) => ({ ...manifest, person: '李秘书' })))).toContain('签名不对');
    expect(await forged(rewrite(honest, (manifest) => ({ ...manifest, person: '李秘书' }), other))).toContain(
      '签名不对',
    );
  });

  it('does not hold for another key under the same device, or a key id of another key', async () => {
    const swapped = { id: other.keyId, algorithm: 'Ed25519', public: other.publicKey.toString('base64') };
    expect(await forged(rewrite(honest, (manifest) => ({ ...manifest, key: swapped }), other))).toContain('设备编号');
    expect(
      await forged(rewrite(honest, (manifest) => ({ ...manifest, key: { ...key, public: swapped.public } }), other)),
    ).toContain('钥匙编号');
    expect(
      await forged(rewrite(honest, (manifest) => ({ ...manifest, key: { ...key, public: `${key.public}=` } }), author)),
    ).toContain('公钥');
  });

  it('does not hold for an algorithm other than Ed25519', async () => {
    for (const algorithm of ['none', 'ed25519', 'SM2', 'HS256', 'Ed25519ph', '']) {
      expect(await forged(author.package(lines, 1, { key: { ...key, algorithm } }))).toContain('算法');
    }
  });

  it('does not hold for two valid packages spliced into one', async () => {
    const second = author.package(author.lines(3, 1, (n) => ({ name: `换${n}` })));
    const [a, b] = [unzip(honest), unzip(second)];
    const splice = (manifest: Map<string, Buffer>, signature: Map<string, Buffer>, changes: Map<string, Buffer>) =>
      zip([
        { name: 'manifest.json', content: manifest.get('manifest.json') as Buffer },
        { name: 'manifest.sig', content: signature.get('manifest.sig') as Buffer },
        { name: 'changes.ndjson', content: changes.get('changes.ndjson') as Buffer },
      ]);
    expect(await forged(splice(a, b, a))).toContain('签名不对');
    expect(await detail(splice(a, a, b))).toContain('清单不一致');
  });
});

describe('the manifest', () => {
  const listed = (author.manifest(lines).entries as unknown[])[0] as Record<string, unknown>;
  it.each<[string, Record<string, unknown>, string]>([
    ['a huge number', { clock: 2 ** 53 }, 'clock'],
    ['a fraction', { schema: 10.5 }, 'schema'],
    ['a lone surrogate', { person: '\ud800' }, 'person'],
    ['a foreign kind', { kind: 'virus' }, 'kind'],
    ['a missing member', { have: undefined }, 'have'],
    ['a number as device', { device: 5 }, 'device'],
    ['a device id with a path', { device: '../../../etc/pass' }, 'device'],
    ['a range backwards', { range: { from: 3, to: 1, before: '0'.repeat(64), after: '0'.repeat(64) } }, '范围'],
    ['a range from zero', { range: { from: 0, to: 1, before: '0'.repeat(64), after: '0'.repeat(64) } }, 'range.from'],
    ['no range', { range: null }, '范围'],
    [
      'a chain that does not begin at zero',
      { range: { from: 1, to: 3, before: '1'.repeat(64), after: '0'.repeat(64) } },
      '起点',
    ],
    ['entries with a foreign name', { entries: [listed, { ...listed, name: 'evil.exe' }] }, '不认识'],
    ['entries that name one file twice', { entries: [listed, listed] }, '重名'],
    ['entries that are not there', { entries: [listed, { ...listed, name: `attachments/${'0'.repeat(64)}` }] }, '缺少'],
    ['a wrong size', { entries: [{ ...listed, size: 1 }] }, '清单不一致'],
    ['a wrong hash', { entries: [{ ...listed, sha256: '0'.repeat(64) }] }, '清单不一致'],
    ['no entries', { entries: [] }, '清单上没有'],
  ])('is refused with %s, however well it is signed', async (_, change, words) => {
    expect(await detail(author.package(lines, 1, change))).toContain(words);
  });

  it('may hold members of a later writer', async () => {
    expect((await readPackage(author.package(lines, 1, { weather: '雾凇' }), 'x.wubao')).readable).toBe(true);
  });
});

/** A frame by hand: what it says of itself, then one block of zeros or of the content as it is. */
function frameOf(header: readonly number[], content: Buffer, zeros?: number): Buffer {
  const block = Buffer.alloc(3);
  block.writeUIntLE((zeros === undefined ? content.length * 8 : zeros * 8 + 2) + 1, 0, 3);
  const body = zeros === undefined ? content : Buffer.alloc(1);
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, ...header]), block, body]);
}

describe('changes packed by Zstandard', () => {
  const [manifest, signature, changes] = entriesOf(honest) as [ZipEntry, ZipEntry, ZipEntry];
  const { content } = changes;
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  const withFrame = (packed: Buffer, size = content.length) =>
    zip([manifest, signature, { ...changes, method: 93, packed, size }]);
  const whole = zstdCompressSync(content, { pledgedSrcSize: content.length });

  it('are read whatever a frame leaves unsaid', async () => {
    const sum = { [constants.ZSTD_c_checksumFlag]: 1, [constants.ZSTD_c_compressionLevel]: 22 };
    for (const packed of [
      whole,
      zstdCompressSync(content),
      zstdCompressSync(content, { params: sum }),
      frameOf([0xa0, ...length], content),
      frameOf([0x80, 0x68, ...length], content),
      frameOf([0x00, 0x68], content),
    ]) {
      const read = await readPackage(withFrame(packed), 'x.wubao');
      expect(read.readable && read.changes.equals(content)).toBe(true);
    }
  });

  it('are refused where the entry is not exactly one frame', async () => {
    const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 1, 0, 0, 0, 0]);
    const empty = zstdCompressSync(Buffer.alloc(0));
    for (const behind of [skippable, empty, whole, Buffer.from('x')])
      expect(await detail(withFrame(Buffer.concat([whole, behind])))).toContain('后面多出了内容');
    for (const before of [skippable, empty, Buffer.from('x')])
      expect(await detail(withFrame(Buffer.concat([before, whole])))).toMatch(/已经损坏|比登记的小/);
    for (let cut = 0; cut < whole.length; cut += 1)
      expect(await detail(withFrame(whole.subarray(0, cut)))).toContain('已经损坏');
  });

  it('are refused where a frame wants a dictionary, a bit that nobody knows, or more memory than 8 MiB', async () => {
    expect(await detail(withFrame(frameOf([0xa1, 7, ...length], content)))).toContain('已经损坏');
    expect(await detail(withFrame(frameOf([0xa8, ...length], content)))).toContain('已经损坏');
    expect(await detail(withFrame(frameOf([0x80, 0x69, ...length], content)))).toContain('已经损坏');
    expect(await detail(withFrame(frameOf([0x80, 0xff, ...length], content)))).toContain('已经损坏');
    const nine = Buffer.alloc(4);
    nine.writeUInt32LE(9 * 1024 * 1024);
    const much = Buffer.concat([frameOf([0xa0, ...nine], content), randomBytes(64 * 1024)]);
    expect(await detail(withFrame(much, 9 * 1024 * 1024))).toContain('已经损坏');
  });

  it('are refused where a frame and the zip disagree, or what comes out and what either says', async () => {
    const zeros = 100_000;
    const said = (bytes: number) => {
      const four = Buffer.alloc(4);
      four.writeUInt32LE(bytes);
      return [0xa0, ...four];
    };
    expect(await detail(withFrame(frameOf(said(content.length + 1), content)))).toContain('比登记的大');
    expect(await detail(withFrame(frameOf(said(content.length - 1), content)))).toContain('比登记的小');
    expect(await detail(withFrame(frameOf(said(content.length), content, zeros)))).toContain('已经损坏');
    expect(await detail(withFrame(frameOf([0x00, 0x68], content, zeros)))).toContain('比登记的大');
    expect(await detail(withFrame(frameOf([0x00, 0x68], content.subarray(1))))).toContain('比登记的小');
    expect(await detail(withFrame(frameOf([0xe0, ...length, 1, 0, 0, 0], content)))).toContain('比登记的大');
  });

  it('are written so; what packs so well that it would look like a bomb is deflated', async () => {
    const ledger = ledgers.make();
    addProject(ledger, '翼川通航零部件');
    const written = readFileSync(await report(ledger, '甲.wubao'));
    expect(methodOf(written)).toBe(93);
    const read = await readPackage(written, 'x.wubao');
    if (!read.readable) throw new Error('not readable');
    const folder = mkdtempSync(path.join(tmpdir(), '五包 包-'));
    const key = createDeviceKey(folder);
    rmSync(folder, { recursive: true });
    const uniform = Buffer.alloc(10 * 1024 * 1024).fill(randomBytes(48 * 1024));
    const deflated = await writePackage({ ...read.manifest, kind: 'return', range: null }, uniform, key, new Date());
    expect(methodOf(deflated)).toBe(8);
    const back = await readPackage(deflated, 'x.wubao');
    expect(back.readable && back.changes.equals(uniform)).toBe(true);
  });
});

/** Method by which the changes of a package are packed. */
function methodOf(bytes: Buffer): number {
  const name = bytes.lastIndexOf('changes.ndjson');
  return bytes.readUInt16LE(name - 36);
}
