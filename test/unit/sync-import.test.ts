import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { conflictsOf } from '../../src-main/ledger/journal/conflicts';
import { ContentStore, sha256Of } from '../../src-main/ledger/sync/content-store';
import { listDevices } from '../../src-main/ledger/sync/device-list';
import { decideDevice } from '../../src-main/ledger/sync/enrolment';
import { listPackages } from '../../src-main/ledger/sync/import-methods';
import { resumeImport } from '../../src-main/ledger/sync/import-packages';
import type { Device } from '../../src-shared/contract/trust-methods';
import {
  Author,
  addProject,
  authorOf,
  digest,
  Ledgers,
  place,
  report,
  revise,
  rewrite,
  take,
  takeOne,
  wholeState,
} from '../support/sync-ledgers';

const ledgers = new Ledgers();

/** A Commission that trusts one author who sits nowhere. */
async function commissionTrusting(author: Author): Promise<LedgerContext> {
  const commission = ledgers.commission();
  const first = place(commission, '先.wubao', author.package(author.lines(1)));
  expect((await takeOne(commission, first, author.id)).outcome).toBe('merged');
  return commission;
}

const projects = (context: LedgerContext) =>
  context.database.prepare('SELECT name FROM project ORDER BY name').pluck().all();
const device = async (context: LedgerContext, id: string) =>
  (await listDevices(context, {})).find((entry: Device) => entry.id === id) as Device;

describe('an ordinary report', () => {
  it('is merged, recognised when it comes again, and lies unchanged in the store', async () => {
    const secretary = ledgers.make();
    const commission = ledgers.commission();
    addProject(secretary, '大口钦现代物流园', { total_investment: 99_990_000 });
    const file = await report(secretary, '昌邑-王-0001.wubao');
    const merged = await takeOne(commission, file, secretary.journal.device);
    expect(merged).toMatchObject({ file, outcome: 'merged', applied: 1, conflicts: 0, review: 0, missing: [] });
    expect(merged.message).toContain('已并入昌邑区重点项目服务中心王秘书的 1 处改动');
    expect(digest(commission)).toBe(digest(secretary));

    const before = wholeState(commission);
    const again = await take(commission, [file, file]);
    expect(again.map(({ outcome, applied }) => [outcome, applied])).toEqual([
      ['duplicate', 0],
      ['duplicate', 0],
    ]);
    expect(wholeState(commission)).toBe(before);
    const bytes = readFileSync(file);
    expect(new ContentStore(commission.folder).get(sha256Of(bytes))?.equals(bytes)).toBe(true);
    expect(await listPackages(commission, {})).toEqual([
      expect.objectContaining({
        name: '昌邑-王-0001.wubao',
        direction: 'in',
        kind: 'report',
        device: secretary.journal.device,
        person: '王秘书',
        changes: 1,
        state: 'merged',
        bytes: bytes.length,
      }),
    ]);
  });

  it('comes twice in one drop and counts once', async () => {
    const secretary = ledgers.make();
    const commission = ledgers.commission();
    addProject(secretary, '甲');
    const file = await report(secretary, 'a.wubao');
    const copy = `${file}.copy.wubao`;
    copyFileSync(file, copy);
    const outcomes = await take(commission, [copy, file], { trust: secretary.journal.device });
    expect(outcomes.map(({ outcome, applied }) => [outcome, applied])).toEqual([
      ['merged', 1],
      ['duplicate', 0],
    ]);
  });

  it('that reaches further than what is here brings only what is new', async () => {
    const author = new Author();
    const commission = await commissionTrusting(author);
    const lines = author.lines(5);
    expect(await takeOne(commission, place(commission, 'b.wubao', author.package(lines.slice(0, 3))))).toMatchObject({
      outcome: 'merged',
      applied: 2,
    });
    expect(await takeOne(commission, place(commission, 'c.wubao', author.package(lines)))).toMatchObject({
      outcome: 'merged',
      applied: 2,
    });
    expect(await takeOne(commission, place(commission, 'd.wubao', author.package(lines.slice(0, 4), 2)))).toMatchObject(
      { outcome: 'duplicate', applied: 0 },
    );
    expect(projects(commission)).toEqual(['项目1', '项目2', '项目3', '项目4', '项目5']);
  });

  it('of this machine itself is recognised', async () => {
    const secretary = ledgers.make();
    addProject(secretary, '甲');
    const file = await report(secretary, 'a.wubao');
    expect(await takeOne(secretary, file)).toMatchObject({ outcome: 'duplicate' });
    const other = rewrite(readFileSync(file), (manifest) => ({ ...manifest, app: '0.0.9' }), authorOf(secretary));
    expect(await takeOne(secretary, place(secretary, 'b.wubao', other))).toMatchObject({ outcome: 'duplicate' });
  });
});

describe('packages that come too early', () => {
  it('are held, name what is missing, and go on by themselves', async () => {
    const author = new Author();
    const commission = await commissionTrusting(author);
    const lines = author.lines(9);
    const late = place(commission, '昌邑-王-0003.wubao', author.package(lines, 7));
    const held = await takeOne(commission, late);
    expect(held).toMatchObject({ outcome: 'held', applied: 0, missing: [`${author.id}:2-6`] });
    expect(held.message).toContain('第 2至 6 处');
    expect(await takeOne(commission, late)).toMatchObject({ outcome: 'held', missing: [`${author.id}:2-6`] });
    // Still a gap, one further down.
    const middle = place(commission, '昌邑-王-0002.wubao', author.package(lines.slice(0, 6), 4));
    expect(await takeOne(commission, middle)).toMatchObject({ outcome: 'held', missing: [`${author.id}:2-3`] });
    expect((await device(commission, author.id)).note).toMatch(/^缺.*，待接续$/);
    expect(projects(commission)).toEqual(['项目1']);

    const filled = await takeOne(
      commission,
      place(commission, '昌邑-王-0001.wubao', author.package(lines.slice(0, 3), 2)),
    );
    expect(filled).toMatchObject({ outcome: 'merged', applied: 2 });
    expect(filled.message).toContain('先前待接续的 昌邑-王-0002.wubao、昌邑-王-0003.wubao 也已接上');
    expect(projects(commission)).toHaveLength(9);
    expect((await listPackages(commission, {})).map(({ state }) => state)).toEqual([
      'merged',
      'merged',
      'merged',
      'merged',
    ]);
    expect(await takeOne(commission, late)).toMatchObject({ outcome: 'duplicate' });
  });

  it('are put in order when they are dropped together', async () => {
    const author = new Author();
    const commission = await commissionTrusting(author);
    const lines = author.lines(6);
    const files = [
      author.package(lines, 5),
      author.package(lines.slice(0, 4), 3),
      author.package(lines.slice(0, 2)),
    ].map((bytes, index) => place(commission, `${index}.wubao`, bytes));
    expect((await take(commission, files)).map(({ outcome, applied }) => [outcome, applied])).toEqual([
      ['merged', 2],
      ['merged', 2],
      ['merged', 1],
    ]);
  });

  it('name the missing package where the numbers tell', async () => {
    const author = new Author();
    const commission = ledgers.commission();
    const lines = author.lines(6);
    await takeOne(commission, place(commission, '永吉-孟-0031.wubao', author.package(lines.slice(0, 2))), author.id);
    await takeOne(commission, place(commission, '永吉-孟-0033.wubao', author.package(lines, 5)));
    expect(await device(commission, author.id)).toMatchObject({
      note: '缺 0032，待接续',
      severity: 'attention',
      lastPackage: '永吉-孟-0031.wubao',
    });
  });
});

describe('whom to trust', () => {
  it('quarantines a device that nobody approved, and merges what waited once it is', async () => {
    const secretary = ledgers.make();
    const commission = ledgers.commission();
    addProject(secretary, '甲');
    const file = await report(secretary, 'a.wubao');
    const before = digest(commission);
    const outcome = await takeOne(commission, file);
    expect(outcome).toMatchObject({ outcome: 'quarantined', applied: 0 });
    expect(outcome.message).toContain('还没有登记批准');
    expect(digest(commission)).toBe(before);
    expect(await device(commission, secretary.journal.device)).toMatchObject({
      state: 'pending',
      person: '王秘书',
      note: '待批准，来包已隔离',
    });
    // The wrong fingerprint approves nobody.
    expect((await takeOne(commission, file, '0000 1111 2222 3333')).outcome).toBe('quarantined');
    expect(await decideDevice(commission, { device: secretary.journal.device, decision: 'approve' })).toMatchObject({
      state: 'approved',
    });
    expect(digest(commission)).toBe(digest(secretary));
    expect((await takeOne(commission, file)).outcome).toBe('duplicate');
  });

  it.each(['hex', 'words', 'device id'])('takes a fingerprint given as %s', async (form) => {
    const secretary = ledgers.make();
    const commission = ledgers.commission();
    addProject(secretary, '甲');
    const { hex, words } = (await device(secretary, secretary.journal.device)).fingerprint;
    const trust =
      form === 'hex'
        ? hex.toUpperCase().replaceAll(' ', '-')
        : form === 'words'
          ? words.join('、')
          : secretary.journal.device;
    expect((await takeOne(commission, await report(secretary, 'a.wubao'), trust)).outcome).toBe('merged');
  });

  it('takes what a revoked device had given, and nothing after, not even rewritten history', async () => {
    const author = new Author();
    const commission = await commissionTrusting(author);
    const lines = author.lines(6);
    await takeOne(commission, place(commission, 'a.wubao', author.package(lines.slice(0, 4))));
    expect(await decideDevice(commission, { device: author.id, decision: 'revoke' })).toMatchObject({
      state: 'revoked',
    });
    const before = wholeState(commission);
    expect(await takeOne(commission, place(commission, 'b.wubao', author.package(lines.slice(0, 3))))).toMatchObject({
      outcome: 'duplicate',
    });
    const after = await takeOne(commission, place(commission, 'c.wubao', author.package(lines)));
    expect(after).toMatchObject({ outcome: 'quarantined', applied: 0 });
    expect(after.message).toContain('已停用');
    const rewritten = author.lines(4, 1, () => ({ name: '改写' }));
    expect(await takeOne(commission, place(commission, 'd.wubao', author.package(rewritten)))).toMatchObject({
      outcome: 'quarantined',
    });
    // Naming the fingerprint with an import does not undo a revocation.
    expect(await takeOne(commission, place(commission, 'e.wubao', author.package(lines, 5)), author.id)).toMatchObject({
      outcome: 'quarantined',
    });
    expect(wholeState(commission)).toBe(before);
    expect((await device(commission, author.id)).note).toBe('已停用，又来过包，隔离');
    await decideDevice(commission, { device: author.id, decision: 'approve' });
    expect(projects(commission)).toContain('项目6');
  });

  it('quarantines a forged signature in the name of an approved device', async () => {
    const author = new Author();
    const commission = await commissionTrusting(author);
    const before = wholeState(commission);
    const forged = rewrite(author.package(author.lines(3)), (manifest) => manifest, new Author());
    const outcome = await takeOne(commission, place(commission, 'f.wubao', forged));
    expect(outcome).toMatchObject({ outcome: 'quarantined', applied: 0 });
    expect(outcome.message).toContain('签名不对');
    expect(wholeState(commission)).toBe(before);
    // Nobody is named as its sender.
    expect((await listPackages(commission, {}))[0]).toMatchObject({ state: 'quarantined', device: '', person: '' });
  });

  it('rejects a package of another city', async () => {
    const author = new Author();
    const commission = await commissionTrusting(author);
    const before = wholeState(commission);
    const foreign = author.package(author.lines(3), 1, { dataset: '01890000-0000-7000-8000-000000000000' });
    const outcome = await takeOne(commission, place(commission, 'f.wubao', foreign));
    expect(outcome).toMatchObject({ outcome: 'rejected', applied: 0 });
    expect(outcome.message).toContain('另一个城市');
    expect(wholeState(commission)).toBe(before);
    const own = JSON.parse(
      commission.database.prepare("SELECT value FROM setting WHERE key = 'dataset'").pluck().get() as string,
    );
    expect(
      (await takeOne(commission, place(commission, 'g.wubao', author.package(author.lines(3), 1, { dataset: own }))))
        .outcome,
    ).toBe('merged');
  });

  it('holds what needs a newer program and keeps the file; a kind that its writer may not send stays out', async () => {
    const author = new Author();
    const commission = await commissionTrusting(author);
    const newer = author.seal({ ...author.manifest(author.lines(2)), reader: 2 }, null);
    const later = author.package(author.lines(2), 1, { kind: 'snapshot' });
    const outcomes = await take(commission, [place(commission, 'n.wubao', newer), place(commission, 'r.wubao', later)]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['held', 'quarantined']);
    expect(outcomes[0]?.message).toContain('升级');
    expect(outcomes[1]?.message).toContain('汇总包');
    expect(new ContentStore(commission.folder).get(sha256Of(newer))).toBeDefined();
    await resumeImport(commission);
    expect((await listPackages(commission, {})).slice(0, 2).map(({ state }) => state)).toEqual(['quarantined', 'held']);
  });
});

describe('damaged and lying files', () => {
  it('never stop the others', async () => {
    const author = new Author();
    const commission = await commissionTrusting(author);
    const good = author.package(author.lines(3));
    const liar = new Author();
    const lines = liar.lines(3);
    // Rightly signed, but line 2 says that it is line 7, and the chain is right.
    const twisted = [lines[0] as Buffer, Buffer.from(String(lines[1]).replace('"n":2', '"n":7')), lines[2] as Buffer];
    const files = [
      place(commission, '坏.wubao', Buffer.from('not a zip')),
      place(commission, '谎.wubao', liar.package(twisted)),
      place(commission, '好.wubao', good),
      path.join(commission.folder, '没有.wubao'),
      commission.folder,
      place(commission, '空.wubao', Buffer.alloc(0)),
    ];
    const outcomes = await take(commission, files, { trust: liar.id });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      'rejected',
      'quarantined',
      'merged',
      'rejected',
      'rejected',
      'rejected',
    ]);
    expect(outcomes.map(({ file }) => file)).toEqual(files);
    expect(outcomes[1]?.message).toContain('前后矛盾');
    for (const { message, outcome } of outcomes)
      if (outcome !== 'merged') expect(message).toMatch(/没有并入任何内容|台账没有变化/);
    expect(projects(commission)).toEqual(['项目1', '项目2', '项目3']);
    expect(
      (await listPackages(commission, {})).filter(({ state }) => state === 'rejected').map(({ name }) => name),
    ).toEqual(['空.wubao', '坏.wubao']);
  });

  it('with a broken chain bring nothing', async () => {
    const author = new Author();
    const commission = await commissionTrusting(author);
    const before = wholeState(commission);
    const lines = author.lines(4);
    const range = { from: 1, to: 4, before: '0'.repeat(64), after: Author.chain(lines.slice(0, 3)).toString('hex') };
    expect((await takeOne(commission, place(commission, 'c.wubao', author.package(lines, 1, { range })))).outcome).toBe(
      'quarantined',
    );
    const short = { ...range, to: 3, after: Author.chain(lines).toString('hex') };
    expect(
      (await takeOne(commission, place(commission, 'd.wubao', author.package(lines, 1, { range: short })))).outcome,
    ).toBe('quarantined');
    expect(wholeState(commission)).toBe(before);
  });

  it('are taken again when the sender has repaired them', async () => {
    const author = new Author();
    const commission = await commissionTrusting(author);
    const whole = author.package(author.lines(3));
    expect(
      (await takeOne(commission, place(commission, 'x.wubao', whole.subarray(0, whole.length - 40)))).outcome,
    ).toBe('rejected');
    expect((await takeOne(commission, place(commission, 'x.wubao', whole))).outcome).toBe('merged');
  });

  it('are found by a link too, but never read from a device', async () => {
    const author = new Author();
    const commission = await commissionTrusting(author);
    if (!existsSync('/dev/zero')) return;
    const link = path.join(commission.folder, 'z.wubao');
    symlinkSync('/dev/zero', link);
    expect(await takeOne(commission, link)).toMatchObject({ outcome: 'rejected' });
  });
});

describe('a copied ledger', () => {
  it('becomes two branches that both merge, and both are named', async () => {
    const first = ledgers.make();
    const commission = ledgers.commission();
    const id = addProject(first, '共同');
    first.database.pragma('wal_checkpoint(TRUNCATE)');
    const folder = path.join(ledgers.root, '复制的 台账');
    mkdirSync(folder);
    for (const name of ['ledger.sqlite', 'device.key'])
      copyFileSync(path.join(first.folder, name), path.join(folder, name));
    const second = ledgers.open(folder, '2018-09-16T11:00:00+08:00');
    expect(second.journal.device).toBe(first.journal.device);
    addProject(first, '只在甲');
    revise(first, id, { owner: '甲公司' });
    addProject(second, '只在乙');
    revise(second, id, { owner: '乙公司' });

    const files = [await report(first, '昌邑-王-0001.wubao'), await report(second, '昌邑-王-0002.wubao')];
    const outcomes = await take(commission, files, { trust: first.journal.device });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['merged', 'merged']);
    expect(outcomes.some(({ message }) => message.includes('分成了两支'))).toBe(true);
    expect(projects(commission)).toEqual(['共同', '只在乙', '只在甲']);
    expect(conflictsOf(commission.journal.core).map(({ field }) => field)).toEqual(['owner']);
    const notes = (await listDevices(commission, {}))
      .filter(({ state }: Device) => state !== 'own')
      .map(({ note, conflicts }: Device) => [note, conflicts]);
    expect(notes).toEqual([
      ['分叉，请重新登记', 1],
      ['分叉，请重新登记', 1],
    ]);
    // Each branch goes on as its own.
    addProject(first, '甲后来');
    addProject(second, '乙后来');
    const later = await take(commission, [
      await report(second, '昌邑-王-0004.wubao'),
      await report(first, '昌邑-王-0003.wubao'),
    ]);
    expect(later.map(({ outcome, applied }) => [outcome, applied])).toEqual([
      ['merged', 1],
      ['merged', 1],
    ]);
    expect(projects(commission)).toHaveLength(5);
  });
});

describe('a clock that is wrong', () => {
  it('never costs data: ten years ahead is marked, three years back is not', async () => {
    const fast = ledgers.make({ person: '范秘书' }, '2028-09-16T09:00:00+08:00');
    const slow = ledgers.make({ person: '孙秘书' }, '2015-09-16T09:00:00+08:00');
    const commission = ledgers.commission();
    addProject(fast, '快');
    addProject(slow, '慢');
    const [first] = await take(commission, [await report(fast, 'f.wubao')], { trust: fast.journal.device });
    const [second] = await take(commission, [await report(slow, 's.wubao')], { trust: slow.journal.device });
    expect(first).toMatchObject({ outcome: 'merged', applied: 1 });
    expect(first?.message).toContain('时钟比本机快一天以上');
    expect(second).toMatchObject({ outcome: 'merged', applied: 1 });
    expect(second?.message).not.toContain('时钟');
    expect(await device(commission, fast.journal.device)).toMatchObject({
      note: '时钟快一天以上，请校准',
      severity: 'attention',
    });
    expect(projects(commission)).toEqual(['快', '慢']);
  });
});

describe('the content store', () => {
  it('gives out only what has the hash that was asked for, and heals when the file comes again', () => {
    const folder = ledgers.folder();
    const store = new ContentStore(folder);
    const bytes = Buffer.from('一个包');
    const sha256 = store.put(bytes);
    expect(store.list()).toEqual([sha256]);
    writeFileSync(path.join(folder, 'packages', `${sha256}.wubao`), '一个坏包');
    expect(store.get(sha256)).toBeUndefined();
    store.put(bytes);
    expect(store.get(sha256)?.equals(bytes)).toBe(true);
    expect(() => store.get('../../etc/passwd')).toThrow(RangeError);
  });
});

describe('an import that was cut off', () => {
  it('is taken up when the ledger is opened again', async () => {
    const author = new Author();
    const commission = await commissionTrusting(author);
    const file = place(commission, 'a.wubao', author.package(author.lines(4)));
    const stop = (step: string) => {
      if (step === 'received') throw new Error('power cut');
    };
    await expect(take(commission, [file], { step: stop })).rejects.toThrow('power cut');
    expect((await listPackages(commission, {}))[0]).toMatchObject({ state: 'received' });
    commission.database.close();
    const again = ledgers.open(commission.folder);
    await resumeImport(again);
    expect((await listPackages(again, {}))[0]).toMatchObject({ state: 'merged', changes: 3 });
    expect(projects(again)).toHaveLength(4);
  });
});
