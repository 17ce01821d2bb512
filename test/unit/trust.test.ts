import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { reviseRecord } from '../../src-main/ledger/queries/records';
import { readSetting } from '../../src-main/ledger/settings';
import { ledgerStatus } from '../../src-main/ledger/status';
import { fingerprint } from '../../src-main/ledger/sync/device-key';
import { listDevices } from '../../src-main/ledger/sync/device-list';
import { decideDevice, enrolDevice, reviseDevice, writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import { reviseIdentity } from '../../src-main/ledger/sync/own-identity';
import { readPackage } from '../../src-main/ledger/sync/package-file';
import { Roster } from '../../src-main/ledger/sync/roster';
import { ownDevice } from '../../src-main/ledger/sync/trust-own';
import { projectTrust, trustRowOf } from '../../src-main/ledger/sync/trust-projection';
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
  takeOne,
  wholeState,
} from '../support/sync-ledgers';
import { mutual, returnPackage } from '../support/trust';

const ledgers = new Ledgers();
const find = async (context: LedgerContext, id: string) =>
  (await listDevices(context, {})).find((entry: Device) => entry.id === id) as Device;
const roster = (context: LedgerContext, id: string) => new Roster(context.database).find(id);

describe('what the Commission decides', () => {
  it('is a signed change and stands in the roster, with its own word beside it', async () => {
    const secretary = ledgers.make();
    const commission = ledgers.commission();
    const id = secretary.journal.device;
    await enrolDevice(commission, { file: await writeOwnEnrolment(secretary), approve: false });
    expect(trustRowOf(commission.database, id)).toBeUndefined();
    const project = addProject(commission, '左家 产业园');
    await decideDevice(commission, {
      device: (await find(commission, id)).fingerprint.words.join(' '),
      decision: 'approve',
      person: '王丽',
      unit: '昌邑区发改局',
      region: '220203',
      projects: [project, project],
    });
    expect(trustRowOf(commission.database, id)).toMatchObject({
      device: id,
      person: '王丽',
      unit: '昌邑区发改局',
      region: '220203',
      role: 'secretary',
      state: 'approved',
      projects: JSON.stringify([project]),
      recipient: roster(secretary, id)?.recipient,
    });
    expect(trustRowOf(commission.database, commission.journal.device)).toMatchObject({
      role: 'commission',
      person: '周科长',
    });
    expect(await find(commission, id)).toMatchObject({
      person: '王丽',
      region: '220203',
      projects: [project],
      state: 'approved',
    });
    expect(roster(commission, id)?.recipient).toMatch(/^age1/);

    await reviseDevice(commission, { device: id, region: null, projects: [], reason: '改为全市' });
    expect(await find(commission, id)).toMatchObject({ person: '王丽', region: null, projects: [] });
    await expect(
      (async () => reviseDevice(commission, { device: commission.journal.device, region: null }))(),
    ).rejects.toThrow('还没有批准');
    // Nothing here is a step of a person's work on projects.
    await reviseRecord(commission, { entity: 'project', id: project, set: { owner: '甲' } });
    expect(commission.journal.undo()).toMatchObject({ entity: 'project' });
    expect(commission.journal.undo()).toMatchObject({ entity: 'project', id: project });
    expect(() => commission.journal.undo()).toThrow('没有可以撤销');
    expect(await find(commission, id)).toMatchObject({ state: 'approved' });
  });

  it('reaches the machine concerned, which then knows that both trust each other', async () => {
    const secretary = ledgers.make();
    const commission = ledgers.commission();
    const id = secretary.journal.device;
    addProject(secretary, '甲');
    expect(await ownDevice(secretary, {})).toMatchObject({ trust: 'waiting', commission: null });
    const enrolment = await writeOwnEnrolment(secretary);
    await approve(commission, secretary, enrolment);
    const down = place(secretary, '市-返-0001.wubao', returnPackage(commission, id));

    const before = wholeState(secretary).slice(0, 0) + digest(secretary);
    const waiting = await takeOne(secretary, down);
    expect(waiting.outcome).toBe('quarantined');
    const { words, hex } = fingerprint(new Roster(commission.database).own().public_key as Buffer);
    expect(waiting.message).toContain(`${words.join(' ')}（${hex}）`);
    expect(waiting.message).toContain('打电话给市发改委核对指纹');
    expect(digest(secretary)).toBe(before);
    expect(readSetting(secretary.database, 'dataset')).toBeNull();
    expect(await ownDevice(secretary, {})).toMatchObject({
      trust: 'compare',
      commission: { fingerprint: { words, hex } },
    });
    expect(ledgerStatus(secretary, 'open', null).notices).toEqual([
      expect.objectContaining({ to: '/sync', label: '核对指纹' }),
    ]);

    await expect((async () => decideDevice(secretary, { device: id, decision: 'approve' }))()).rejects.toThrow(
      '只有市发改委',
    );
    await decideDevice(secretary, { device: commission.journal.device, decision: 'approve' });
    expect(readSetting(secretary.database, 'dataset')).toBe(readSetting(commission.database, 'dataset'));
    expect(roster(secretary, commission.journal.device)).toMatchObject({
      state: 'approved',
      role: 'commission',
      region: null,
    });
    expect(await ownDevice(secretary, {})).toMatchObject({ trust: 'waiting' });
    await takeOne(secretary, await report(commission, '市-0001.wubao'));
    expect(await ownDevice(secretary, {})).toMatchObject({ trust: 'mutual', note: '与市发改委已互认' });
    expect(ledgerStatus(secretary, 'open', null).notices).toEqual([]);

    // From now on a package of another city is refused.
    const other = returnPackage(commission, id, { dataset: 'another-city' });
    expect(await takeOne(secretary, place(secretary, 'x.wubao', other))).toMatchObject({ outcome: 'rejected' });
  });

  it('may take effect from an earlier change on; what was merged stays, and a restored device goes on', async () => {
    const secretary = ledgers.make();
    const commission = ledgers.commission();
    const id = secretary.journal.device;
    await mutual(secretary, commission);
    for (const name of ['甲', '乙', '丙']) addProject(secretary, name);
    const early = await report(secretary, 'a.wubao');
    await takeOne(commission, early);
    addProject(secretary, '丁');
    await decideDevice(commission, { device: id, decision: 'revoke', after: 2, reason: '电脑被盗' });
    expect(await find(commission, id)).toMatchObject({ state: 'revoked', revokedAfter: 2, note: '已停用' });
    expect(commission.database.prepare('SELECT count(*) FROM project').pluck().get()).toBe(3);
    const late = await report(secretary, 'b.wubao');
    const refused = await takeOne(commission, late);
    expect(refused.outcome).toBe('quarantined');
    expect(refused.message).toContain('从第 3 处改动起不收');

    await takeOne(secretary, await report(commission, '市-0002.wubao'));
    expect(await ownDevice(secretary, {})).toMatchObject({ trust: 'revoked' });
    expect(ledgerStatus(secretary, 'open', null).notices[0]?.text).toContain('从第 3 处改动起不收');

    await decideDevice(commission, { device: id, decision: 'approve', reason: '找回来了' });
    expect(digest(commission)).toBe(digest(secretary));
    await takeOne(secretary, await report(commission, '市-0003.wubao'));
    expect(await ownDevice(secretary, {})).toMatchObject({ trust: 'mutual' });
  });

  it('a later answer of the same device changes nothing by itself, and says so', async () => {
    const secretary = ledgers.make();
    const commission = ledgers.commission();
    await approve(commission, secretary, await writeOwnEnrolment(secretary));
    await reviseIdentity(secretary, {
      role: 'secretary',
      person: '王秘书',
      unit: '昌邑区工信局',
      region: '220203',
      phone: '',
    });
    const again = path.join(secretary.folder, 'enrolment.wubao');
    const content = await readPackage(readFileSync(again), 'enrolment.wubao');
    expect(content.readable && content.manifest).toMatchObject({ unit: '昌邑区工信局', region: '220203' });
    const told = await takeOne(commission, again);
    expect(told.outcome).toBe('duplicate');
    expect(told.message).toContain('登记信息有变');
    expect(await find(commission, secretary.journal.device)).toMatchObject({ region: '220202' });
  });
});

describe('a word about a device', () => {
  it('of somebody who is no commission moves nothing, wherever it comes from', async () => {
    const secretary = ledgers.make();
    const commission = ledgers.commission();
    const stranger = new Author();
    await approve(commission, secretary, await writeOwnEnrolment(secretary));
    const word = {
      device: stranger.id,
      public_key: stranger.publicKey.toString('base64'),
      person: '自己人',
      role: 'commission',
      state: 'approved',
    };
    secretary.journal.commit([{ entity: 'trusted_device', id: null, set: word }]);
    secretary.journal.transaction(() => projectTrust(secretary));
    expect(roster(secretary, stranger.id)).toBeUndefined();
    await takeOne(commission, await report(secretary, 'a.wubao'));
    expect(roster(commission, stranger.id)?.state).not.toBe('approved');
  });

  it('of a commission with a region counts within it alone, and never for its own promotion', async () => {
    const county = ledgers.make({ role: 'commission', person: '区科长', unit: '昌邑区发改局', region: '220202' });
    const city = ledgers.commission();
    const [mine, other, moved] = [new Author(), new Author(), new Author()];
    const enrolled = (author: Author, region: string | null) =>
      place(
        city,
        `${author.id}.wubao`,
        author.seal(
          author.manifest([], 1, { kind: 'enrolment', range: null, entries: [], role: 'secretary', region }),
          null,
        ),
      );
    await enrolDevice(city, { file: enrolled(moved, '220203'), approve: true });
    const county1 = returnPackage(county, city.journal.device, {
      person: '区科长',
      unit: '昌邑区发改局',
      region: '220202',
    });
    await takeOne(city, place(city, 'county.wubao', county1), county.journal.device);
    expect(roster(city, county.journal.device)).toMatchObject({
      role: 'commission',
      region: '220202',
      state: 'approved',
    });

    const word = (author: Author, region: string | null, set: Record<string, string | null> = {}) => ({
      entity: 'trusted_device' as const,
      id: null,
      set: {
        device: author.id,
        public_key: author.publicKey.toString('base64'),
        person: '某秘书',
        role: 'secretary',
        region,
        state: 'approved',
        ...set,
      },
    });
    county.journal.commit([
      word(mine, '220202'),
      word(other, null),
      word(moved, '220202', { state: 'revoked' }),
      word(authorOf(county), null, { role: 'commission' }),
    ]);
    await takeOne(city, await report(county, 'county-report.wubao'));
    expect(roster(city, mine.id)).toMatchObject({ state: 'approved', region: '220202' });
    expect(roster(city, other.id)?.state).not.toBe('approved');
    expect(roster(city, moved.id)).toMatchObject({ state: 'approved', region: '220203' });
    expect(roster(city, county.journal.device)).toMatchObject({ region: '220202' });

    // The county's own program does not even let a person try.
    await expect(
      (async () => enrolDevice(county, { file: enrolled(new Author(), '220203'), approve: true }))(),
    ).rejects.toThrow('本属地');
  });

  it('about an id that belongs to another key says nothing', () => {
    const commission = ledgers.commission();
    const [one, other] = [new Author(), new Author()];
    commission.journal.commit([
      {
        entity: 'trusted_device',
        id: null,
        set: { device: one.id, public_key: other.publicKey.toString('base64'), role: 'secretary', state: 'approved' },
      },
    ]);
    expect(commission.journal.transaction(() => projectTrust(commission))).toEqual([]);
    expect(roster(commission, one.id)).toBeUndefined();
  });

  it('may come by several hands: one commission vouches for another', async () => {
    const [city, deputy] = [
      ledgers.commission(),
      ledgers.make({ role: 'commission', person: '高科长', unit: '市发改委', region: null }),
    ];
    const secretary = ledgers.make();
    await mutual(secretary, city);
    await enrolDevice(city, { file: await writeOwnEnrolment(deputy), approve: true });
    await takeOne(secretary, await report(city, '市-0002.wubao'));
    expect(roster(secretary, deputy.journal.device)).toMatchObject({ role: 'commission', state: 'approved' });
    const stranger = new Author();
    deputy.journal.commit([
      {
        entity: 'trusted_device',
        id: null,
        set: {
          device: stranger.id,
          public_key: stranger.publicKey.toString('base64'),
          person: '新人',
          role: 'secretary',
          state: 'approved',
        },
      },
    ]);
    await takeOne(secretary, await report(deputy, '副-0001.wubao'));
    expect(roster(secretary, stranger.id)).toMatchObject({ state: 'approved', person: '新人' });
  });
});
