import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ContentStore, sha256Of } from '../../src-main/ledger/sync/content-store';
import { exportPackage, packagesSummary, writeReport } from '../../src-main/ledger/sync/export-package';
import { listPackages } from '../../src-main/ledger/sync/import-methods';
import { packageName, packageNumber } from '../../src-main/ledger/sync/package-name';
import { addProject, Ledgers, revise, takeOne, unzip } from '../support/sync-ledgers';

const ledgers = new Ledgers();

describe('export', () => {
  it('has nothing to say for an empty ledger', async () => {
    const ledger = ledgers.make();
    await expect(Promise.resolve(exportPackage(ledger, { file: ledger.folder, full: false }))).rejects.toThrow(
      '还没有任何改动',
    );
    expect(await packagesSummary(ledger, {})).toEqual({
      name: '昌邑-王-0001.wubao',
      changes: 0,
      from: 1,
      to: 0,
      byEntity: [],
      files: 0,
      lastName: null,
      lastAt: null,
      receiptName: null,
      receiptAt: null,
    });
  });

  it('writes the whole stream again until a receipt covers it, under running numbers', async () => {
    const ledger = ledgers.make();
    const folder = ledgers.folder('U 盘');
    const id = addProject(ledger, '甲');
    ledger.journal.commit([
      { entity: 'progress', id: null, set: { project: id, month: '2018-08', completed: 1_000_000 } },
    ]);
    expect(await packagesSummary(ledger, {})).toMatchObject({
      name: '昌邑-王-0001.wubao',
      changes: 2,
      from: 1,
      to: 2,
      byEntity: [
        { entity: 'project', records: 1 },
        { entity: 'progress', records: 1 },
      ],
    });
    const first = await exportPackage(ledger, { file: folder, full: false });
    expect(first).toMatchObject({ file: path.join(folder, '昌邑-王-0001.wubao'), changes: 2, from: 1, to: 2 });
    expect(first.bytes).toBe(readFileSync(first.file).length);
    expect(await packagesSummary(ledger, {})).toMatchObject({
      name: '昌邑-王-0002.wubao',
      changes: 2,
      from: 1,
      to: 2,
      lastName: '昌邑-王-0001.wubao',
      receiptName: null,
    });
    revise(ledger, id, { owner: '江城公司' });
    expect(await packagesSummary(ledger, {})).toMatchObject({
      changes: 3,
      from: 1,
      to: 3,
    });
    const second = await exportPackage(ledger, { file: folder, full: false });
    expect(second).toMatchObject({ file: path.join(folder, '昌邑-王-0002.wubao'), changes: 3, from: 1, to: 3 });
    expect(readdirSync(folder).sort()).toEqual(['昌邑-王-0001.wubao', '昌邑-王-0002.wubao']);
    const lines = (file: string) => String(unzip(readFileSync(file)).get('changes.ndjson'));
    expect(lines(second.file).startsWith(lines(first.file))).toBe(true);
    expect(await listPackages(ledger, {})).toEqual([
      expect.objectContaining({ name: '昌邑-王-0002.wubao', direction: 'out', state: 'written', changes: 3 }),
      expect.objectContaining({ name: '昌邑-王-0001.wubao', direction: 'out', state: 'written', changes: 2 }),
    ]);
    expect(new ContentStore(ledger.folder).get(sha256Of(readFileSync(first.file)))).toBeDefined();
  });

  it('never overwrites what it did not write itself', async () => {
    const ledger = ledgers.make();
    const folder = ledgers.folder();
    addProject(ledger, '甲');
    const foreign = path.join(folder, '昌邑-王-0001.wubao');
    writeFileSync(foreign, '别人的');
    expect((await exportPackage(ledger, { file: folder, full: false })).file).toBe(
      path.join(folder, '昌邑-王-0002.wubao'),
    );
    expect((await exportPackage(ledger, { file: foreign, full: false })).file).toBe(
      path.join(folder, '昌邑-王-0003.wubao'),
    );
    const named = path.join(folder, '上报.wubao');
    writeFileSync(named, '别人的');
    expect((await exportPackage(ledger, { file: named, full: false })).file).toBe(path.join(folder, '上报-2.wubao'));
    expect([readFileSync(foreign, 'utf8'), readFileSync(named, 'utf8')]).toEqual(['别人的', '别人的']);
    // A file of its own lies in the store as well: naming it again replaces it.
    const own = path.join(folder, '上报-2.wubao');
    revise(ledger, addProject(ledger, '乙'), { owner: '江城公司' });
    expect(await exportPackage(ledger, { file: own, full: true })).toMatchObject({ file: own, changes: 3 });
    expect(await takeOne(ledgers.commission(), own, ledger.journal.device)).toMatchObject({
      outcome: 'merged',
      applied: 3,
    });
  });

  it('says what is wrong with the place, and leaves nothing behind', async () => {
    const ledger = ledgers.make();
    const folder = ledgers.folder();
    addProject(ledger, '甲');
    await expect(
      Promise.resolve(exportPackage(ledger, { file: path.join(folder, '没有', 'a.wubao'), full: false })),
    ).rejects.toThrow('文件夹不在了');
    writeFileSync(path.join(folder, '文件'), '');
    await expect(
      Promise.resolve(exportPackage(ledger, { file: path.join(folder, '文件', 'a.wubao'), full: false })),
    ).rejects.toThrow(/写不了文件/);
    expect(readdirSync(folder)).toEqual(['文件']);
    expect(await listPackages(ledger, {})).toEqual([]);
    expect((await exportPackage(ledger, { full: false })).file).toBe(
      path.join(ledger.folder, 'outbox', '昌邑-王-0001.wubao'),
    );
  });

  it('stopped anywhere leaves whole files and a ledger that goes on', async () => {
    const ledger = ledgers.make();
    const commission = ledgers.commission();
    const folder = ledgers.folder();
    addProject(ledger, '甲');
    for (const stop of ['built', 'stored', 'placed']) {
      const halt = (step: string) => {
        if (step === stop) throw new Error('power cut');
      };
      await expect(writeReport(ledger, folder, halt)).rejects.toThrow('power cut');
      expect(readdirSync(folder).filter((name) => !/^昌邑-王-\d{4}\.wubao$/.test(name))).toEqual([]);
    }
    const written = await writeReport(ledger, folder);
    for (const name of readdirSync(folder))
      expect((await takeOne(commission, path.join(folder, name), ledger.journal.device)).outcome).toMatch(
        /merged|duplicate/,
      );
    expect(existsSync(written.file)).toBe(true);
  });
});

describe('names of packages', () => {
  const identity = {
    role: 'secretary',
    person: '王秘书',
    unit: '昌邑区重点项目服务中心',
    region: '220202',
    phone: '',
  } as const;
  it.each([
    [identity, 32, '昌邑-王-0032.wubao'],
    [{ ...identity, person: '欧阳建国', region: '2202-beidahu' }, 1, '北大壶-欧阳-0001.wubao'],
    [{ ...identity, person: '孟', region: '2202-zhongxin' }, 10_000, '中新-孟-10000.wubao'],
    [
      { ...identity, role: 'field', person: '踏查二组', unit: '市发改委', region: null },
      7,
      '市发改委-踏查二组-0007.wubao',
    ],
    [{ ...identity, person: 'Li/..\\: "Ming"', region: '220203' }, 1, '龙潭-LiMing-0001.wubao'],
    [{ ...identity, person: '...', unit: '<>', region: null }, 1, '本机-上报-0001.wubao'],
  ] as const)('%j, %i: %s', (who, number, name) => {
    expect(packageName(who, number)).toBe(name);
    expect(packageNumber(name)).toBe(number);
  });

  it('are read though a person renamed the file a little', () => {
    expect(packageNumber('昌邑-王-0032 (1).wubao')).toBe(32);
    expect(packageNumber('昌邑-王-0032（副本）.WUBAO')).toBe(32);
    expect(packageNumber('上报.wubao')).toBeUndefined();
    expect(packageNumber('2018-09.wubao')).toBeUndefined();
  });
});
