import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { conflictsOf } from '../../src-main/ledger/journal/conflicts';
import { ledgerStatus } from '../../src-main/ledger/status';
import { openDeviceKey, ownKey, renewDeviceKey } from '../../src-main/ledger/sync/device-key';
import { listDevices } from '../../src-main/ledger/sync/device-list';
import { decideDevice, writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import { packagesSummary } from '../../src-main/ledger/sync/export-package';
import { Roster } from '../../src-main/ledger/sync/roster';
import { ownDevice } from '../../src-main/ledger/sync/trust-own';
import { trustRowOf } from '../../src-main/ledger/sync/trust-projection';
import { renewKey } from '../../src-main/ledger/sync/trust-renewal';
import type { Device } from '../../src-shared/contract/trust-methods';
import {
  Author,
  addProject,
  approve,
  authorOf,
  digest,
  Ledgers,
  place,
  report,
  revise,
  takeOne,
} from '../support/sync-ledgers';
import { mutual, returnPackage } from '../support/trust';

const ledgers = new Ledgers();
const find = async (context: LedgerContext, id: string) =>
  (await listDevices(context, {})).find((entry: Device) => entry.id === id) as Device;
const names = (context: LedgerContext) =>
  context.database.prepare('SELECT name FROM project ORDER BY name').pluck().all();

/** A secretary whom the Commission knows, with one project reported and one not. */
async function beforeRenewal() {
  const secretary = ledgers.make();
  const commission = ledgers.commission();
  await mutual(secretary, commission);
  addProject(secretary, '甲');
  await takeOne(commission, await report(secretary, '昌邑-王-0001.wubao'));
  addProject(secretary, '乙');
  return { secretary, commission, earlier: secretary.journal.device };
}

describe('a changed key', () => {
  it('is signed for by the old one, approved in one step, and the old one ends where it said', async () => {
    const { secretary, commission, earlier } = await beforeRenewal();
    const folder = ledgers.folder('U 盘');
    const old = authorOf(secretary);
    const [oldAge] = ownKey(secretary).ageIdentities;
    const renewed = await renewKey(secretary, { folder });
    expect(renewed).toMatchObject({ signed: true, files: ['昌邑-王-0002.wubao', '登记-王秘书.wubao'] });
    for (const file of renewed.files) expect(existsSync(path.join(folder, file))).toBe(true);
    expect(secretary.journal.device).toBe(renewed.deviceId);
    expect(new Roster(secretary.database).find(earlier)?.state).toBe('approved');
    // What was encrypted to the earlier key can still be read.
    expect(ownKey(secretary).ageIdentities).toContain(oldAge);
    expect(await ownDevice(secretary, {})).toMatchObject({ trust: 'waiting', renewed: true });
    expect(await packagesSummary(secretary, {})).toMatchObject({ changes: 0, lastName: null });

    // She works on as if nothing had happened, and the ledger opens again with the new key.
    addProject(secretary, '丙');
    expect((await packagesSummary(secretary, {})).changes).toBe(1);
    secretary.database.close();
    const reopened = ledgers.open(secretary.folder);
    expect(reopened.journal.device).toBe(renewed.deviceId);
    const next = await report(reopened, 'next.wubao');

    const told = await takeOne(commission, path.join(folder, '登记-王秘书.wubao'));
    expect(told.outcome).toBe('quarantined');
    expect(told.message).toContain('王秘书换了钥匙，旧钥匙签过字');
    expect(await find(commission, renewed.deviceId)).toMatchObject({
      state: 'pending',
      replaces: earlier,
      note: '换了钥匙，待批准',
    });
    expect((await takeOne(commission, next)).outcome).toBe('quarantined');
    await decideDevice(commission, { device: renewed.deviceId, decision: 'approve' });
    expect(await find(commission, renewed.deviceId)).toMatchObject({ state: 'approved' });
    expect(await find(commission, earlier)).toMatchObject({ state: 'revoked', revokedAfter: 2 });
    expect(trustRowOf(commission.database, earlier)).toMatchObject({ reason: '王秘书换了钥匙' });
    // What waited for the approval is in; the last report under the earlier key comes late and is still hers.
    expect(names(commission)).toEqual(['丙', '甲']);
    expect(await takeOne(commission, path.join(folder, '昌邑-王-0002.wubao'))).toMatchObject({
      outcome: 'merged',
      applied: 1,
    });
    expect(digest(commission)).toBe(digest(reopened));

    // Whoever holds the earlier key now writes for nobody.
    const stolen = old.lines(3, 1, (n) => ({ name: `假${n}` }));
    const forged = old.package(stolen);
    expect((await takeOne(commission, place(commission, 'f.wubao', forged))).outcome).toBe('quarantined');
    expect(names(commission)).toEqual(['丙', '乙', '甲']);
  });

  it('is nothing but a new device where the signature of the old one does not hold', async () => {
    const { secretary, commission, earlier } = await beforeRenewal();
    const thief = new Author();
    const replaces = {
      device: earlier,
      public: authorOf(secretary).publicKey.toString('base64'),
      last: { n: 1, h: 'ab'.repeat(32) },
      signature: Buffer.alloc(64).toString('base64'),
    };
    const enrolment = thief.seal(
      thief.manifest([], 1, { kind: 'enrolment', range: null, entries: [], role: 'secretary', region: null, replaces }),
      null,
    );
    const told = await takeOne(commission, place(commission, 't.wubao', enrolment));
    expect(told.message).toContain('旧钥匙的签字不对');
    expect(await find(commission, thief.id)).toMatchObject({ replaces: null, note: '待批准，来包已隔离' });
    await decideDevice(commission, { device: thief.id, decision: 'approve' });
    expect(await find(commission, earlier)).toMatchObject({ state: 'approved' });
  });

  it('of the Commission is compared once more by everybody, and decides as before', async () => {
    const { secretary, commission } = await beforeRenewal();
    const before = commission.journal.device;
    const { deviceId } = await renewKey(commission, {});
    expect(await ownDevice(commission, {})).toMatchObject({ trust: 'commission', id: deviceId });
    const down = returnPackage(commission, secretary.journal.device);
    const told = await takeOne(secretary, place(secretary, 'new.wubao', down));
    expect(told.outcome).toBe('quarantined');
    expect(await ownDevice(secretary, {})).toMatchObject({ trust: 'compare', commission: { id: deviceId } });
    // Somebody else's would be turned away for good; this one is right.
    const liar = ledgers.commission();
    await takeOne(secretary, place(secretary, 'liar.wubao', returnPackage(liar, secretary.journal.device)));
    expect((await ownDevice(secretary, {})).commission?.id).toBe(liar.journal.device);
    await decideDevice(secretary, { device: liar.journal.device, decision: 'revoke' });
    expect((await ownDevice(secretary, {})).commission?.id).toBe(deviceId);
    await decideDevice(secretary, { device: deviceId, decision: 'approve' });
    expect(await ownDevice(secretary, {})).toMatchObject({ trust: 'mutual', commission: { id: deviceId } });

    await decideDevice(commission, { device: secretary.journal.device, decision: 'revoke', reason: '试' });
    expect(trustRowOf(commission.database, deviceId)).toMatchObject({ role: 'commission', state: 'approved' });
    await takeOne(secretary, await report(commission, '市-新-0001.wubao'));
    expect(await ownDevice(secretary, {})).toMatchObject({ trust: 'revoked' });
    expect(before).not.toBe(deviceId);
  });

  it('that was cut off after the key file is taken up at the next open', async () => {
    const { secretary, earlier } = await beforeRenewal();
    const own = new Roster(secretary.database).own();
    const key = renewDeviceKey(secretary, ownKey(secretary), { n: own.high_water, h: own.chain.toString('hex') });
    secretary.database.close();
    const reopened = ledgers.open(secretary.folder);
    expect(reopened.journal.device).toBe(key.id);
    expect(new Roster(reopened.database).own()).toMatchObject({ replaces: earlier, replaces_after: 2 });
    addProject(reopened, '丙');
    expect(names(reopened)).toEqual(['丙', '乙', '甲']);
  });

  it('helps a machine that lost its key: unsigned, the old device stopped by hand, and what it had not reported is signed anew', async () => {
    const { secretary, commission, earlier } = await beforeRenewal();
    const [shared] = secretary.database.prepare("SELECT id FROM project WHERE name = '甲'").pluck().all() as string[];
    revise(secretary, shared as string, { owner: '甲公司', total_investment: 1_000_000 });
    revise(secretary, shared as string, { owner: '甲 集团公司', annual_plan: { 2018: 500_000 } });
    const gone = addProject(secretary, '删掉的');
    secretary.journal.commit([{ entity: 'project', id: gone, set: {}, deleted: true }]);
    const before = digest(secretary);
    writeFileSync(path.join(secretary.folder, 'device.key'), '');
    expect(await ownDevice(secretary, {})).toMatchObject({ trust: 'key_lost' });
    expect(ledgerStatus(secretary, 'open', null).notices[0]?.text).toContain('device.key');

    const folder = ledgers.folder('U 盘');
    const renewed = await renewKey(secretary, { folder });
    // The report that was signed in time goes along.
    expect(renewed).toMatchObject({ signed: false, files: ['昌邑-王-0001.wubao', '登记-王秘书.wubao'] });
    expect(digest(secretary)).toBe(before);
    expect(conflictsOf(secretary.journal.core)).toEqual([]);
    expect(() => secretary.journal.undo()).toThrow('没有可以撤销');

    await takeOne(commission, path.join(folder, '登记-王秘书.wubao'));
    await decideDevice(commission, { device: renewed.deviceId, decision: 'approve', revokeToo: [earlier] });
    expect(await find(commission, earlier)).toMatchObject({ state: 'revoked' });
    addProject(secretary, '丙');
    expect((await takeOne(commission, await report(secretary, 'n.wubao'))).outcome).toBe('merged');
    expect(conflictsOf(commission.journal.core)).toEqual([]);
    expect(digest(commission)).toBe(digest(secretary));
    expect(names(commission)).toEqual(names(secretary));
  });

  it('lets what others wrote meanwhile stand beside what is signed anew', async () => {
    const { secretary, commission } = await beforeRenewal();
    const [shared] = secretary.database.prepare("SELECT id FROM project WHERE name = '甲'").pluck().all() as string[];
    revise(secretary, shared as string, { owner: '秘书填的', address: '一街' });
    revise(commission, shared as string, { owner: '市里填的' });
    await takeOne(secretary, await report(commission, '市-9.wubao'));
    expect(conflictsOf(secretary.journal.core)).toHaveLength(1);
    writeFileSync(path.join(secretary.folder, 'device.key'), '');
    const { deviceId } = await renewKey(secretary, {});
    expect(conflictsOf(secretary.journal.core)).toHaveLength(1);
    await takeOne(commission, path.join(secretary.folder, 'enrolment.wubao'));
    await decideDevice(commission, { device: deviceId, decision: 'approve' });
    await takeOne(commission, await report(secretary, 'n.wubao'));
    expect(conflictsOf(commission.journal.core)).toHaveLength(1);
    expect(digest(commission)).toBe(digest(secretary));
  });
});

describe('a copied folder', () => {
  it('is told to both machines, and after both have new keys nothing of either is lost', async () => {
    const { secretary, commission, earlier } = await beforeRenewal();
    secretary.database.close();
    const copy = ledgers.folder('拷贝');
    cpSync(secretary.folder, copy, { recursive: true });
    const [one, other] = [ledgers.open(secretary.folder), ledgers.open(copy)];
    addProject(one, '一');
    addProject(other, '二');
    await takeOne(commission, await report(one, 'one.wubao'));
    const forked = await takeOne(commission, await report(other, 'other.wubao'));
    expect(forked.message).toContain('分成了两支');
    expect(await find(commission, earlier)).toMatchObject({ enrolAgain: true, note: '分叉，请重新登记' });
    expect(trustRowOf(commission.database, earlier)).toMatchObject({ enrol_again: 1 });

    for (const machine of [one, other]) {
      addProject(machine, machine === one ? '一后' : '二后');
      if (machine === other) addProject(machine, '二又');
      await takeOne(machine, await report(commission, `市-${machine === one ? 1 : 2}.wubao`));
      expect(await ownDevice(machine, {})).toMatchObject({ trust: 'enrol_again' });
      expect(ledgerStatus(machine, 'open', null).notices).toEqual([
        expect.objectContaining({ severity: 'attention', to: '/sync', label: '重新登记' }),
      ]);
      const { deviceId } = await renewKey(machine, {});
      expect(await ownDevice(machine, {})).toMatchObject({ trust: 'waiting', renewed: true });
      await takeOne(commission, path.join(machine.folder, 'enrolment.wubao'));
      await decideDevice(commission, { device: deviceId, decision: 'approve' });
      await takeOne(commission, path.join(machine.folder, 'outbox', '昌邑-王-0003.wubao'));
    }
    expect(await find(commission, earlier)).toMatchObject({ state: 'revoked' });
    expect(names(commission)).toEqual(['一', '一后', '乙', '二', '二又', '二后', '甲']);
    const pair = [one.journal.device, other.journal.device];
    expect(new Set([earlier, ...pair]).size).toBe(3);
    for (const id of pair) expect(await find(commission, id)).toMatchObject({ state: 'approved', enrolAgain: false });
  });
});

describe('a restored backup', () => {
  it('goes on as a second branch, is told so, and a new key makes one line of it again', async () => {
    const { secretary, commission, earlier } = await beforeRenewal();
    await takeOne(commission, await report(secretary, 'all.wubao'));
    secretary.database.pragma('wal_checkpoint(TRUNCATE)');
    const backup = readFileSync(path.join(secretary.folder, 'ledger.sqlite'));
    addProject(secretary, '丙');
    await takeOne(commission, await report(secretary, 'more.wubao'));
    secretary.database.close();
    for (const suffix of ['-wal', '-shm']) writeFileSync(path.join(secretary.folder, `ledger.sqlite${suffix}`), '');
    writeFileSync(path.join(secretary.folder, 'ledger.sqlite'), backup);
    const restored = ledgers.open(secretary.folder);
    expect(names(restored)).toEqual(['乙', '甲']);
    addProject(restored, '丁');
    const forked = await takeOne(commission, await report(restored, 'again.wubao'));
    expect(forked.message).toContain('恢复了旧备份');
    await takeOne(restored, await report(commission, '市-2.wubao'));
    expect((await ownDevice(restored, {})).note).toContain('恢复过旧备份');
    const { deviceId } = await renewKey(restored, {});
    await takeOne(commission, path.join(restored.folder, 'enrolment.wubao'));
    await decideDevice(commission, { device: deviceId, decision: 'approve' });
    addProject(restored, '戊');
    expect((await takeOne(commission, await report(restored, 'new.wubao'))).outcome).toBe('merged');
    expect(names(commission)).toEqual(['丁', '丙', '乙', '戊', '甲']);
    expect(await find(commission, earlier)).toMatchObject({ state: 'revoked' });
  });

  it('from before a change of the key belongs to the key that lies there', async () => {
    const { secretary } = await beforeRenewal();
    secretary.database.pragma('wal_checkpoint(TRUNCATE)');
    const backup = readFileSync(path.join(secretary.folder, 'ledger.sqlite'));
    const { deviceId } = await renewKey(secretary, {});
    secretary.database.close();
    for (const suffix of ['-wal', '-shm']) writeFileSync(path.join(secretary.folder, `ledger.sqlite${suffix}`), '');
    writeFileSync(path.join(secretary.folder, 'ledger.sqlite'), backup);
    const restored = ledgers.open(secretary.folder);
    expect(restored.journal.device).toBe(deviceId);
    addProject(restored, '丁');
    expect(openDeviceKey(restored.folder).id).toBe(deviceId);
    expect(await report(restored, 'x.wubao')).toContain('x.wubao');
  });
});

describe('the machines of one person', () => {
  it('that have an approved device get packages for the earlier one too', async () => {
    const { secretary, commission, earlier } = await beforeRenewal();
    const down = returnPackage(commission, earlier);
    await renewKey(secretary, {});
    const taken = await takeOne(secretary, place(secretary, 'd.wubao', down));
    expect(taken.outcome).not.toBe('rejected');
    const elsewhere = returnPackage(commission, new Author().id);
    const refused = await takeOne(secretary, place(secretary, 'e.wubao', elsewhere));
    expect(refused.outcome).toBe('rejected');
    expect(refused.message).toContain('给别的设备');
    await approve(commission, secretary, await writeOwnEnrolment(secretary));
  });
});
