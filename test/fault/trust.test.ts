import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { listDevices } from '../../src-main/ledger/sync/device-list';
import { decideDevice, writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import { Roster } from '../../src-main/ledger/sync/roster';
import {
  Author,
  addProject,
  approve,
  authorOf,
  Ledgers,
  place,
  report,
  rewrite,
  takeOne,
  wholeState,
} from '../support/sync-ledgers';
import { mutual, returnPackage } from '../support/trust';

const ledgers = new Ledgers();

/** A Commission that has merged one report of an approved secretary, and a report that is on its way. */
async function underWay() {
  const secretary = ledgers.make();
  const commission = ledgers.commission();
  await approve(commission, secretary, await writeOwnEnrolment(secretary));
  addProject(secretary, '甲');
  await takeOne(commission, await report(secretary, 'a.wubao'));
  addProject(secretary, '乙');
  const honest = readFileSync(await report(secretary, 'b.wubao'));
  return { secretary, commission, honest };
}

describe('a package that is not what it says', () => {
  it.each([
    [
      'with another person in the manifest',
      (honest: Buffer) => rewrite(honest, (manifest) => ({ ...manifest, person: '周科长' })),
      '签名不对',
    ],
    [
      'signed by somebody else in the name of an approved device',
      (honest: Buffer) => rewrite(honest, (manifest) => manifest, new Author()),
      '签名不对',
    ],
    [
      'with the key of the forger under the approved device id',
      (honest: Buffer) => {
        const forger = new Author();
        return rewrite(
          honest,
          (manifest) => ({
            ...manifest,
            key: { id: forger.keyId, algorithm: 'Ed25519', public: forger.publicKey.toString('base64') },
          }),
          forger,
        );
      },
      '设备编号不属于签名的钥匙',
    ],
    [
      'that names another algorithm',
      (honest: Buffer) =>
        rewrite(honest, (manifest) => ({ ...manifest, key: { ...(manifest.key as object), algorithm: 'none' } })),
      '签名算法不是 Ed25519',
    ],
  ])('%s is put aside with its reason, and the honest one still comes in', async (_, forge, reason) => {
    const { commission, honest } = await underWay();
    const before = wholeState(commission);
    const outcome = await takeOne(commission, place(commission, 'f.wubao', forge(honest)));
    expect(outcome.outcome).toBe('quarantined');
    expect(outcome.message).toContain(reason);
    expect(outcome.message).toContain('没有并入任何内容，文件已原样保存。请打电话向对方核实');
    expect(wholeState(commission)).toBe(before);
    expect(await takeOne(commission, place(commission, 'h.wubao', honest))).toMatchObject({
      outcome: 'merged',
      applied: 1,
    });
  });

  it('of an unknown device brings nothing but an application, however often it asks', async () => {
    const { commission } = await underWay();
    const stranger = new Author();
    const projects = () => commission.database.prepare('SELECT count(*) FROM project').pluck().get();
    for (const count of [1, 2]) {
      const outcome = await takeOne(
        commission,
        place(commission, `s${count}.wubao`, stranger.package(stranger.lines(count))),
      );
      expect(outcome).toMatchObject({ outcome: 'quarantined', applied: 0 });
      expect(outcome.message).toContain('还没有登记批准');
    }
    expect(projects()).toBe(1);
    expect((await listDevices(commission, {})).filter(({ state }) => state === 'pending')).toHaveLength(1);
  });

  it('of a revoked device is not taken, nor is history that it wrote anew', async () => {
    const { secretary, commission, honest } = await underWay();
    await decideDevice(commission, { device: secretary.journal.device, decision: 'revoke' });
    const before = wholeState(commission);
    const thief = authorOf(secretary);
    const rewritten = thief.package(thief.lines(1, 1, () => ({ name: '假' })));
    for (const bytes of [honest, rewritten]) {
      const outcome = await takeOne(commission, place(commission, 'r.wubao', bytes));
      expect(outcome.outcome).toBe('quarantined');
      expect(outcome.message).toContain('已停用，从第 2 处改动起不收');
    }
    expect(wholeState(commission)).toBe(before);
  });

  it('that comes down from somebody who only says that he is the Commission is put aside', async () => {
    const secretary = ledgers.make();
    const commission = ledgers.commission();
    const colleague = ledgers.make({ person: '孙秘书' });
    await mutual(secretary, commission);
    // Approved as what she is, a secretary does not become the Commission by writing so.
    addProject(colleague, '同事的');
    await takeOne(secretary, await report(colleague, 'c.wubao'), colleague.journal.device);
    expect(new Roster(secretary.database).find(colleague.journal.device)?.role).toBe('secretary');
    const liar = await takeOne(
      secretary,
      place(secretary, 'l.wubao', returnPackage(colleague, secretary.journal.device, { dataset: null })),
    );
    expect(liar.outcome).toBe('quarantined');
    expect(liar.message).toContain('不是发改委的设备，不能发返还包');
    const unknown = await takeOne(
      secretary,
      place(secretary, 'u.wubao', returnPackage(ledgers.commission(), secretary.journal.device)),
    );
    expect(unknown.outcome).toBe('quarantined');
    expect(unknown.message).toContain('打电话给市发改委核对指纹');
  });
});
