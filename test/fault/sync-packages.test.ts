import { createHash, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { storedLines } from '../../src-main/ledger/journal/stream-reader';
import { decideDevice } from '../../src-main/ledger/sync/enrolment';
import { verifyLedger } from '../../src-main/ledger/verification';
import type { PackageOutcome } from '../../src-shared/contract/exchange-methods';
import { describePackings } from '../support/packings';
import {
  Author,
  digest,
  Ledgers,
  place,
  rewrite,
  take,
  takeOne,
  unzip,
  type ZipEntry,
  zip,
} from '../support/sync-ledgers';

const ledgers = new Ledgers();

/** A Commission that has lines 1 and 2 of an approved author, and the package of all five that shall still come in after the fault. */
interface Scene {
  readonly commission: LedgerContext;
  readonly author: Author;
  readonly lines: readonly Buffer[];
  readonly honest: Buffer;
  /** Its three entries, to build a faulty zip around them. */
  readonly entries: readonly [manifest: ZipEntry, signature: ZipEntry, changes: ZipEntry];
}

async function scene(): Promise<Scene> {
  const author = new Author();
  const commission = ledgers.commission();
  const lines = author.lines(5);
  await takeOne(commission, place(commission, 'first.wubao', author.package(lines.slice(0, 2))), author.id);
  const honest = author.package(lines);
  const entries = [...unzip(honest)].map(([name, content]) => ({ name, content }));
  return { commission, author, lines, honest, entries: entries as unknown as Scene['entries'] };
}

/** Rows, heads, history and what is known of devices that somebody approved. Register and waiting list may grow. */
function kept({ database }: LedgerContext): string {
  const tables = ['project', 'change', 'segment', 'posting', 'seen', 'fields', 'head', 'early', 'unapplied'];
  const rows = tables.map((table) => database.prepare(`SELECT * FROM "${table}" ORDER BY 1, 2`).raw().all());
  const devices = database
    .prepare("SELECT id, state, high_water, hex(chain) FROM device WHERE state <> 'pending' ORDER BY id")
    .raw()
    .all();
  return createHash('sha256')
    .update(JSON.stringify([rows, devices]))
    .digest('hex');
}

/** A sentence that says what happened and whether the data is safe, in Chinese, without anything of the machine's own. */
function expectSentence({ message }: PackageOutcome): void {
  expect(message).toMatch(/[\u4e00-\u9fff].*。/);
  expect(message).toMatch(/没有并入任何内容|台账没有变化|已经在台账里|不用再收/);
  expect(message).not.toMatch(/undefined|null|NaN|Error|\[object|ENO/);
}

interface Fault {
  /** The packages that a person drops; each by itself. */
  readonly files: (scene: Scene) => Buffer[] | Promise<Buffer[]>;
  readonly outcome: PackageOutcome['outcome'];
  readonly says: RegExp;
}

const zeros = Buffer.alloc(24 * 1024 * 1024);
const x = Buffer.from('x');
const withEntries = ({ entries }: Scene, ...more: ZipEntry[]) => zip([...entries, ...more]);
const named = (name: string) => (all: Scene) => [withEntries(all, { name, content: x })];

const faults: Readonly<Record<string, Fault>> = {
  'a zip bomb by what it declares': {
    files: ({ entries: [manifest, signature] }) => [
      zip([manifest, signature, { name: 'changes.ndjson', content: x, size: 2 ** 31 }]),
      zip([manifest, signature, { name: 'changes.ndjson', content: randomBytes(1000), size: 0xfffffff0 }]),
    ],
    outcome: 'rejected',
    says: /大得不正常|太大/,
  },
  'a zip bomb by what comes out of it': {
    files: ({ entries: [manifest, signature, changes] }) => [
      zip([manifest, signature, { ...changes, content: zeros, size: 1000 }]),
      zip([{ ...manifest, content: zeros, size: 900 }, signature, changes]),
      zip([manifest, { ...signature, content: zeros, size: 64 }, changes]),
    ],
    outcome: 'rejected',
    says: /展开后比登记的大/,
  },
  'a zip bomb by its ratio': {
    files: ({ entries: [manifest, signature] }) => [
      zip([manifest, signature, { name: 'changes.ndjson', content: zeros }]),
    ],
    outcome: 'rejected',
    says: /大得不正常/,
  },
  'a zip bomb by the number of its entries': {
    files: ({ entries }) => [
      zip([...entries, ...Array.from({ length: 5000 }, (_, n) => ({ name: `f${n}`, content: Buffer.alloc(0) }))]),
    ],
    outcome: 'rejected',
    says: /太多/,
  },
  'a zip bomb of entries that overlap': {
    files: (all) => {
      const inner = { name: 'b', content: Buffer.from('twice') };
      const record = zip([inner]).subarray(0, zip([inner]).indexOf('PK\x01\x02'));
      const before = zip([...all.entries]).indexOf('PK\x01\x02');
      return [
        zip([...all.entries, { name: 'a', content: record, method: 0 }, { ...inner, offset: before + 31 }]),
        withEntries(all, { ...all.entries[2], offset: 0 }),
      ];
    },
    outcome: 'rejected',
    says: /重叠|不一致|重名/,
  },
  'bytes that belong to no entry': {
    files: ({ entries, honest }) => [
      zip(entries, { between: Buffer.from('hidden') }),
      zip(entries, { comment: Buffer.from('hidden') }),
      Buffer.concat([Buffer.from('MZ'), honest]),
      Buffer.concat([honest, x]),
    ],
    outcome: 'rejected',
    says: /来历不明|多出了内容|目录/,
  },
  'a name that leaves the package': { files: named('../../autorun.inf'), outcome: 'rejected', says: /跳出包外/ },
  'an absolute name': { files: named('/etc/cron.d/x'), outcome: 'rejected', says: /绝对路径/ },
  'a name of a drive': { files: named('C:\\Windows\\x.dll'), outcome: 'rejected', says: /不许用的字符/ },
  'a backslash': { files: named('..\\x'), outcome: 'rejected', says: /不许用的字符/ },
  'a name that comes twice': { files: named('changes.ndjson'), outcome: 'rejected', says: /重名/ },
  'a name that differs by case alone': { files: named('Changes.NDJSON'), outcome: 'rejected', says: /重名/ },
  'a name that differs by its composition alone': {
    files: (all) => [
      withEntries(all, { name: 'attachments/é', content: x }, { name: 'attachments/e\u0301', content: x }),
    ],
    outcome: 'rejected',
    says: /重名/,
  },
  'a name that Windows reserves': {
    files: (all) => ['CON', 'nul.txt', 'attachments/COM1', 'x.', 'aux .txt'].flatMap((name) => named(name)(all)),
    outcome: 'rejected',
    says: /保留名|清单上没有/,
  },
  'a NUL in a name': { files: named('changes\0.ndjson'), outcome: 'rejected', says: /不许用的字符/ },
  'a link or a folder': {
    files: (all) => [
      withEntries(all, { name: 'l', content: x, attributes: 0o120777 * 65536 }),
      withEntries(all, { name: 'attachments/', content: Buffer.alloc(0), attributes: 0x10 }),
    ],
    outcome: 'rejected',
    says: /链接或文件夹/,
  },
  'an entry that the signed manifest does not name': {
    files: named(`attachments/${'0'.repeat(64)}`),
    outcome: 'rejected',
    says: /清单上没有/,
  },
  'a replay, under whatever name': {
    files: ({ author, lines }) => [author.package(lines.slice(0, 2)), author.package(lines.slice(0, 1))],
    outcome: 'duplicate',
    says: /已经在台账里/,
  },
  'a gap': {
    files: ({ author, lines }) => [author.package(lines, 5), author.package(lines.slice(0, 4), 4)],
    outcome: 'held',
    says: /缺.*第 3(至 4)? 处改动，前面的包还没到/,
  },
  'an edited manifest under the old signature': {
    files: ({ honest }) => [rewrite(honest, (manifest) => ({ ...manifest, person: '李秘书' }))],
    outcome: 'quarantined',
    says: /签名不对/,
  },
  'an edited manifest signed by somebody else': {
    files: ({ honest }) => [rewrite(honest, (manifest) => ({ ...manifest, person: '李秘书' }), new Author())],
    outcome: 'quarantined',
    says: /签名不对/,
  },
  'the key of another under the name of an approved device': {
    files: ({ honest }) => {
      const thief = new Author();
      const key = { id: thief.keyId, algorithm: 'Ed25519', public: thief.publicKey.toString('base64') };
      return [rewrite(honest, (manifest) => ({ ...manifest, key }), thief)];
    },
    outcome: 'quarantined',
    says: /设备编号不属于签名的钥匙/,
  },
  'the key id of an approved device with the key of another': {
    files: ({ honest }) => {
      const thief = new Author();
      const swap = (manifest: Record<string, unknown>) => ({
        ...manifest,
        key: { ...(manifest.key as object), public: thief.publicKey.toString('base64') },
      });
      return [rewrite(honest, swap, thief)];
    },
    outcome: 'quarantined',
    says: /公钥与钥匙编号不符/,
  },
  'another algorithm in the name of the same key': {
    files: ({ author, honest }) =>
      ['none', 'HS256', 'SM2', 'Ed25519ph', ''].map((algorithm) =>
        rewrite(honest, (manifest) => ({ ...manifest, key: { ...(manifest.key as object), algorithm } }), author),
      ),
    outcome: 'quarantined',
    says: /签名算法不是 Ed25519/,
  },
  'a weak public key that signs everything': {
    // The neutral element of the curve: some verifiers take a signature of zeros for it.
    files: ({ honest }) => {
      const weak = Buffer.concat([Buffer.from([1]), Buffer.alloc(31)]);
      const id = createHash('sha256').update(weak).digest('hex');
      const contents = unzip(
        rewrite(honest, (manifest) => ({
          ...manifest,
          device: id.slice(0, 16),
          key: { id, algorithm: 'Ed25519', public: weak.toString('base64') },
        })),
      );
      contents.set('manifest.sig', Buffer.concat([weak, Buffer.alloc(32)]));
      return [zip([...contents].map(([name, content]) => ({ name, content })))];
    },
    outcome: 'quarantined',
    says: /签名不对|还没有登记批准/,
  },
  'a key that nobody approved': {
    files: () => {
      const stranger = new Author();
      return [stranger.package(stranger.lines(3))];
    },
    outcome: 'quarantined',
    says: /还没有登记批准，指纹/,
  },
  'a package of another city': {
    files: ({ author, lines }) => [author.package(lines, 1, { dataset: '0190f0f0-0000-7000-8000-00000000ffff' })],
    outcome: 'rejected',
    says: /另一个城市/,
  },
  'a kind that nobody knows': {
    files: ({ author, lines }) => [author.package(lines, 1, { kind: 'virus' })],
    outcome: 'rejected',
    says: /清单的 kind 不对/,
  },
  'changes in an enrolment': {
    files: ({ author, lines }) => [author.package(lines, 1, { kind: 'enrolment' })],
    outcome: 'rejected',
    says: /登记文件里不该有改动/,
  },
  'a newer format': {
    files: ({ author, lines }) => [
      author.package(lines, 1, { reader: 2 }),
      author.seal({ format: 'wubao/9', reader: 9, everything: 'else' }, null),
    ],
    outcome: 'held',
    says: /更新版本.*升级后自动并入/,
  },
  'lines that are not those of the chain': {
    files: ({ author, lines }) => {
      const range = { from: 1, to: 5, before: '0'.repeat(64), after: Author.chain(lines.slice(0, 4)).toString('hex') };
      return [author.package(lines, 1, { range })];
    },
    outcome: 'quarantined',
    says: /前后矛盾/,
  },
  'lines in another number than the manifest says': {
    files: ({ author, lines }) => {
      const range = { from: 1, to: 9, before: '0'.repeat(64), after: Author.chain(lines).toString('hex') };
      return [author.package(lines, 1, { range })];
    },
    outcome: 'quarantined',
    says: /条数不对/,
  },
};

describePackings(
  'a package with a fault: nothing comes in, a sentence says so, and the honest one still comes in afterwards',
  () => {
    it.each(Object.entries(faults))('%s', async (_, { files, outcome, says }) => {
      const all = await scene();
      const { commission, author, honest } = all;
      const before = kept(commission);
      for (const [index, bytes] of (await files(all)).entries()) {
        const found = await takeOne(commission, place(commission, `昌邑-王-${index}.wubao`, bytes));
        expect(found).toMatchObject({ outcome, applied: 0, conflicts: 0 });
        expect(found.message).toMatch(says);
        expectSentence(found);
        expect(kept(commission)).toBe(before);
      }
      const [last] = await take(commission, [place(commission, 'honest.wubao', honest)]);
      expect(last).toMatchObject({ outcome: 'merged' });
      const witness = ledgers.commission();
      await takeOne(witness, place(witness, 'whole.wubao', honest), author.id);
      expect(digest(commission)).toBe(digest(witness));
      const row = commission.journal.core.devices.row(author.id);
      if (!row) throw new Error('the device is gone');
      const stored = [...storedLines(commission.journal.core, row, 1, row.high_water)].map(({ line }) => String(line));
      expect(stored).toEqual(all.lines.map(String));
      expect((await verifyLedger(commission, {})).checks.filter(({ ok }) => !ok)).toEqual([]);
      witness.database.close();
      commission.database.close();
    });

    it('a revoked device: what it had given stays, what is new waits, and comes in when it is approved again', async () => {
      const { commission, author, lines, honest } = await scene();
      await decideDevice(commission, { device: author.id, decision: 'revoke', revokeToo: [] });
      const before = kept(commission);
      const found = await takeOne(commission, place(commission, 'late.wubao', honest));
      expect(found).toMatchObject({ outcome: 'quarantined', applied: 0 });
      expect(found.message).toMatch(/已停用.*没有并入任何内容/);
      const rewritten = author.package(author.lines(2, 1, () => ({ name: '改写' })));
      expect(await takeOne(commission, place(commission, 'rewritten.wubao', rewritten))).toMatchObject({
        outcome: 'quarantined',
      });
      expect(
        await takeOne(commission, place(commission, 'old.wubao', author.package(lines.slice(0, 1)))),
      ).toMatchObject({
        outcome: 'duplicate',
      });
      expect(kept(commission)).toBe(before);
      await decideDevice(commission, { device: author.id, decision: 'approve', revokeToo: [] });
      expect(commission.database.prepare('SELECT count(*) FROM project WHERE name LIKE ?').pluck().get('项目%')).toBe(
        5,
      );
    });

    it('an overlap: only what is new comes in', async () => {
      const { commission, author, lines } = await scene();
      const found = await takeOne(commission, place(commission, 'over.wubao', author.package(lines.slice(0, 4), 2)));
      expect(found).toMatchObject({ outcome: 'merged', applied: 2, missing: [] });
      expect(await takeOne(commission, place(commission, 'all.wubao', author.package(lines)))).toMatchObject({
        outcome: 'merged',
        applied: 1,
      });
      expect((await verifyLedger(commission, {})).ok).toBe(true);
    });
  },
);
