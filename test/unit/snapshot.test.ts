import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { listDevices } from '../../src-main/ledger/sync/device-list';
import { writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import { importPackages, listPackages } from '../../src-main/ledger/sync/import-methods';
import { writeReturns } from '../../src-main/ledger/sync/return-package';
import { snapshotSummary, writeSnapshot } from '../../src-main/ledger/sync/snapshot';
import { addProject, approve, digest, Ledgers, place, report, revise, take, takeOne } from '../support/sync-ledgers';

const ledgers = new Ledgers();

function outFolder(context: LedgerContext): string {
  const folder = path.join(context.folder, '汇总 出');
  mkdirSync(folder, { recursive: true });
  return folder;
}

const drop = (context: LedgerContext, ...files: string[]) => importPackages(context, { files });

describe('a snapshot', () => {
  it('carries the reports as they came from county through city to province, and each is judged by its author', async () => {
    const secretary = ledgers.make();
    const county = ledgers.make({ role: 'commission', person: '钱科长', unit: '昌邑区发改局', region: '220202' });
    const city = ledgers.commission();
    const province = ledgers.make({ role: 'commission', person: '吴处长', unit: '省发改委', region: null });
    await approve(county, secretary, await writeOwnEnrolment(secretary));
    await approve(city, county, await writeOwnEnrolment(county));
    await approve(province, city, await writeOwnEnrolment(city));
    const id = addProject(secretary, '大口钦现代物流园', { owner: '甲公司' });
    const original = await report(secretary, '昌邑-王-0001.wubao');
    await takeOne(county, original);
    revise(county, id, { owner: '乙公司' });
    expect(await snapshotSummary(county, {})).toMatchObject({
      name: '昌邑-汇-0001.wubao',
      packages: 1,
      receipted: false,
    });

    const first = await writeSnapshot(county, { file: outFolder(county), full: false });
    expect(first).toMatchObject({ packages: 2 });
    const came = await drop(city, first.file);
    expect(came.map(({ outcome }) => outcome)).toEqual(['merged', 'merged', 'merged']);
    expect(came.map(({ file }) => path.basename(file))).toEqual([
      '昌邑-汇-0001.wubao',
      expect.stringMatching(/^昌邑-汇-0001\.wubao › 昌邑-钱科长-0001\.wubao$/),
      '昌邑-汇-0001.wubao › 昌邑-王-0001.wubao',
    ]);
    expect(digest(city)).toBe(digest(county));
    // As the secretary signed it, byte for byte.
    expect((await listPackages(city, {})).map(({ sha256 }) => sha256)).toContain(
      (await listPackages(secretary, {}))[0]?.sha256,
    );
    addProject(city, '市里的项目', { region: '220203' });

    const second = await writeSnapshot(city, { file: outFolder(city), full: false });
    expect(second).toMatchObject({ packages: 3 });
    const up = await drop(province, second.file);
    expect(up.map(({ outcome }) => outcome)).toEqual(['merged', 'merged', 'merged', 'merged']);
    expect(digest(province)).toBe(digest(city));
    // The secretary is known at the top by her own key, because each vouched for the next.
    const known = (await listDevices(province, {})).find((device) => device.id === secretary.journal.device);
    expect(known).toMatchObject({ person: '王秘书', state: 'approved', region: '220202' });
    expect((await listPackages(province, {})).every(({ state }) => state === 'merged' || state === 'written')).toBe(
      true,
    );

    // Again: nothing new. A receipt from above, and what was sent is not sent any more.
    expect((await drop(province, second.file)).map(({ outcome }) => outcome)).toEqual(['duplicate']);
    const down = await writeReturns(province, { device: city.journal.device, file: outFolder(province), full: false });
    // What the city has said it has does not come back to it.
    expect(down.written[0]).toMatchObject({ kind: 'return' });
    expect(down.written[0]?.changes).toBeLessThanOrEqual(3);
    await takeOne(city, down.written[0]?.file as string, province.journal.device);
    expect(await snapshotSummary(city, {})).toMatchObject({ packages: 0, receipted: true });
    revise(secretary, id, { note: '补一句' });
    await takeOne(county, await report(secretary, '昌邑-王-0002.wubao'));
    const third = await writeSnapshot(county, { file: outFolder(county), full: false });
    await drop(city, third.file);
    await drop(province, (await writeSnapshot(city, { file: outFolder(city), full: false })).file);
    expect(digest(province)).toBe(digest(city));
  });

  it('the same files side by side come to the same, in any order', async () => {
    const secretary = ledgers.make();
    const county = ledgers.make({ role: 'commission', person: '钱科长', unit: '昌邑区发改局', region: '220202' });
    const city = ledgers.commission();
    const province = ledgers.make({ role: 'commission', person: '吴处长', unit: '省发改委', region: null });
    await approve(county, secretary, await writeOwnEnrolment(secretary));
    await approve(city, county, await writeOwnEnrolment(county));
    await approve(province, city, await writeOwnEnrolment(city));
    addProject(secretary, '大口钦现代物流园');
    const files = [await report(secretary, '昌邑-王-0001.wubao')];
    await takeOne(county, files[0] as string);
    files.push(await report(county, '昌邑-0001.wubao'));
    files.push(await report(city, '市-0001.wubao'));
    expect((await drop(province, ...files)).map(({ outcome }) => outcome)).toEqual(['merged', 'merged', 'merged']);
    expect(digest(province)).toBe(digest(county));
  });

  it('of somebody who is no commission, or is not known, brings nothing', async () => {
    const city = ledgers.commission();
    const county = ledgers.make({ role: 'commission', person: '钱科长', unit: '昌邑区发改局', region: '220202' });
    const secretary = ledgers.make();
    await approve(county, secretary, await writeOwnEnrolment(secretary));
    addProject(secretary, '甲');
    await takeOne(county, await report(secretary, '昌邑-王-0001.wubao'));
    const { file } = await writeSnapshot(county, { file: outFolder(county), full: false });
    expect((await drop(city, file)).map(({ outcome }) => outcome)).toEqual(['quarantined']);
    expect((await listPackages(city, {})).length).toBe(1);
    // Approved later, it goes on by itself.
    await approve(city, county, await writeOwnEnrolment(county));
    expect(digest(city)).toBe(digest(county));
    // A file inside that was tampered with stays out alone.
    const bytes = readFileSync(await report(secretary, 'x.wubao'));
    bytes[bytes.length - 40] = (bytes[bytes.length - 40] as number) ^ 1;
    expect((await take(city, [place(city, 'x.wubao', bytes)]))[0]?.outcome).toBe('rejected');
  });
});
