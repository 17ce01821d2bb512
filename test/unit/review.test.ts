import { describe, expect, it } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { conflictsOf } from '../../src-main/ledger/journal/conflicts';
import type { DeviceRow } from '../../src-main/ledger/journal/device-table';
import { historyOf, recordAsOf } from '../../src-main/ledger/journal/history';
import { readSetting, writeSetting } from '../../src-main/ledger/settings';
import { writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import { writeReturns } from '../../src-main/ledger/sync/return-package';
import { decideReview, listReviews } from '../../src-main/ledger/sync/review';
import type { ReviewedChange } from '../../src-shared/contract/review-methods';
import type { FieldValue } from '../../src-shared/entities/field';
import { addProject, approve, digest, Ledgers, place, report, revise, take, takeOne } from '../support/sync-ledgers';

const ledgers = new Ledgers();
const [changyi, longtan] = ['220202', '220203'];

let files = 0;
const nextFile = () => {
  files += 1;
  return `包-${String(files).padStart(4, '0')}.wubao`;
};

/** A machine of 昌邑区 that the commissions have enrolled. */
async function enrolled(commissions: LedgerContext[], identity: Parameters<Ledgers['make']>[0] = {}) {
  const machine = ledgers.make(identity);
  for (const commission of commissions) await approve(commission, machine, await writeOwnEnrolment(machine));
  return machine;
}

/** Brings everything that one machine has written to another. Where `trust`, without an enrolment. */
async function bring(from: LedgerContext, to: LedgerContext, trust = false) {
  return takeOne(to, await report(from, nextFile()), trust ? from.journal.device : undefined);
}

function joinCity(machine: LedgerContext, commission: LedgerContext): void {
  writeSetting(machine.database, 'dataset', readSetting(commission.database, 'dataset') as string);
}

/** Another machine of the same Commission, with nothing on it yet. */
function secondOf(commission: LedgerContext): LedgerContext {
  const second = ledgers.commission();
  joinCity(second, commission);
  return second;
}

/** What concerns a device in its return package; the first is trusted by the Commission's fingerprint. */
async function down(commission: LedgerContext, to: LedgerContext, trust = false): Promise<void> {
  const { written } = await writeReturns(commission, {
    device: to.journal.device,
    file: place(commission, nextFile(), Buffer.of()),
    full: false,
  });
  const file = written[0]?.file as string;
  expect(await takeOne(to, file, trust ? commission.journal.device : undefined)).toMatchObject({ outcome: 'merged' });
}

async function open(context: LedgerContext): Promise<ReviewedChange[]> {
  return listReviews(context, { decided: false }) as ReviewedChange[];
}

async function decide(context: LedgerContext, accept: boolean, reason = '', ids?: string[]) {
  return decideReview(context, { ids: ids ?? (await open(context)).map(({ id }) => id), accept, reason });
}

function row(context: LedgerContext, entity: string, id: string) {
  return context.database.prepare(`SELECT * FROM "${entity}" WHERE id = ?`).get(id) as
    | Record<string, FieldValue>
    | undefined;
}

/** A commission that has given a project of 昌邑区 to 龙潭区, and 王秘书 of 昌邑区, who changed it without knowing. */
async function outsideEdit() {
  const commission = ledgers.commission();
  const wang = await enrolled([commission]);
  const project = addProject(commission, '龙潭物流园', { region: changyi, total_investment: 100_000_000 });
  await down(commission, wang, true);
  revise(commission, project, { region: longtan });
  revise(wang, project, { total_investment: 990_000_000, note: '王改的' });
  const outcome = await bring(wang, commission);
  return { commission, wang, project, outcome };
}

describe('a change outside the scope of its device', () => {
  it('is kept, listed and counted, but not applied', async () => {
    const { commission, wang, project, outcome } = await outsideEdit();
    expect(outcome).toMatchObject({ outcome: 'merged', applied: 0, review: 1, conflicts: 0 });
    expect(outcome.message).toContain(
      '其中 1 处超出昌邑区重点项目服务中心王秘书的分管范围，已放进“越权改动”，裁定前不计入任何数字',
    );
    expect(row(commission, 'project', project)).toMatchObject({ total_investment: 100_000_000, note: null });
    expect(await open(commission)).toEqual([
      expect.objectContaining({
        device: wang.journal.device,
        person: '王秘书',
        entity: 'project',
        record: project,
        title: '龙潭物流园',
        project: { id: project, name: '龙潭物流园' },
        region: longtan,
        isNew: false,
        set: { total_investment: 990_000_000, note: '王改的' },
        cells: [
          { field: 'total_investment', present: 100_000_000, wanted: 990_000_000 },
          { field: 'note', present: null, wanted: '王改的' },
        ],
        why: '项目属地是龙潭区，不是它分管的属地。',
        state: 'open',
        decided: null,
      }),
    ]);
    expect(historyOf(commission.journal.core, 'project', project, 'note')).toEqual([
      expect.objectContaining({ review: 'open', to: '王改的' }),
    ]);
    // It is here: nothing comes twice, and nothing of its stream is missing.
    expect(await bring(wang, commission)).toMatchObject({ outcome: 'duplicate', review: 0 });
    // An edit of the Commission meanwhile does not decide it.
    revise(commission, project, { total_investment: 120_000_000 });
    expect(await open(commission)).toHaveLength(1);
    expect((await open(commission))[0]?.cells[0]).toMatchObject({ present: 120_000_000 });
  });

  it('is applied when it is accepted, on every machine', async () => {
    const { commission, wang, project } = await outsideEdit();
    expect(await decide(commission, true)).toEqual({ decided: 1 });
    expect(row(commission, 'project', project)).toMatchObject({ total_investment: 990_000_000, note: '王改的' });
    expect(await open(commission)).toEqual([]);
    expect(listReviews(commission, { decided: true })).toEqual([
      expect.objectContaining({
        state: 'accepted',
        decided: expect.objectContaining({ person: '周科长', reason: '' }),
      }),
    ]);
    await bring(commission, wang);
    expect(digest(wang)).toBe(digest(commission));
    expect(conflictsOf(wang.journal.core)).toEqual([]);
    // What she writes on top of the accepted value is on top of it.
    expect(
      historyOf(commission.journal.core, 'project', project, 'note').map((entry) => [entry.review, entry.source]),
    ).toEqual([
      [null, '采纳王秘书的改动'],
      ['accepted', ''],
    ]);
  });

  it('is superseded with the reason when it is refused; its author sees whose value stands and why', async () => {
    const { commission, wang, project } = await outsideEdit();
    await expect(decide(commission, false, ' ')).rejects.toMatchObject({ failure: { code: 'reason_required' } });
    await decide(commission, false, '龙潭的项目归孙秘书');
    expect(row(commission, 'project', project)).toMatchObject({ total_investment: 100_000_000, note: null });

    expect(row(wang, 'project', project)).toMatchObject({ total_investment: 990_000_000, note: '王改的' });
    await bring(commission, wang);
    expect(row(wang, 'project', project)).toMatchObject({ total_investment: 100_000_000, note: null });
    expect(conflictsOf(wang.journal.core)).toEqual([]);
    expect(historyOf(wang.journal.core, 'project', project, 'total_investment')[0]).toMatchObject({
      person: '周科长',
      source: '不采纳王秘书的改动：龙潭的项目归孙秘书',
      from: 990_000_000,
      to: 100_000_000,
    });
    expect(digest(wang)).toBe(digest(commission));
    // At the Commission her value never counted.
    expect(historyOf(commission.journal.core, 'project', project, 'total_investment')[0]).toMatchObject({
      from: 100_000_000,
      to: 100_000_000,
    });
    const clocks = historyOf(commission.journal.core, 'project', project).map(({ clock }) => clock);
    for (const clock of clocks)
      expect(recordAsOf(commission.journal.core, 'project', project, clock)?.total_investment).toBe(100_000_000);
    expect(() => commission.journal.undo()).not.toThrow();
    // Undo passes the decision over: it takes back what was done before it.
    expect(row(commission, 'project', project)).toMatchObject({ region: changyi, note: null });
  });

  it('comes back to its author in her return package, though the project is no concern of hers any more', async () => {
    const { commission, wang, project } = await outsideEdit();
    await decide(commission, false, '龙潭的项目归孙秘书');
    await down(commission, wang);
    expect(row(wang, 'project', project)).toMatchObject({ total_investment: 100_000_000, note: null });
    expect(conflictsOf(wang.journal.core)).toEqual([]);
    expect(historyOf(wang.journal.core, 'project', project, 'note')[0]).toMatchObject({
      source: '不采纳王秘书的改动：龙潭的项目归孙秘书',
      from: '王改的',
      to: null,
    });
  });

  it('is not what a device wrote after it was revoked, when it comes by another hand', async () => {
    const { commission, wang, project } = await outsideEdit();
    await decide(commission, true);
    const { database, journal } = commission;
    const { number, high_water } = journal.core.devices.row(wang.journal.device) as DeviceRow;
    database.prepare("UPDATE device SET state = 'revoked', revoked_after = ? WHERE number = ?").run(high_water, number);
    revise(wang, project, { note: '停用以后' });
    addProject(wang, '停用以后的项目');
    const own = wang.journal.ownStream(1);
    const bringer = database
      .prepare(
        "INSERT INTO package (sha256, name, direction, kind, at, state) VALUES ('x', 'x', 'in', 'report', '', 'merged')",
      )
      .run().lastInsertRowid as number;
    if (!own) throw new Error('nothing was written');
    expect(journal.receive([{ ...own, device: wang.journal.device, package: bringer }])).toMatchObject([
      { outcome: 'merged', applied: 0, review: 2 },
    ]);
    expect((await open(commission)).map(({ why }) => why)).toEqual([
      '这台设备已停用，这处改动是停用以后的。',
      '这台设备已停用，这处改动是停用以后的。',
    ]);
    expect(row(commission, 'project', project)?.note).toBe('王改的');
  });

  it('that her later edit builds on is decided with it or after it', async () => {
    const { commission, wang, project } = await outsideEdit();
    revise(wang, project, { total_investment: 980_000_000 });
    await bring(wang, commission);
    const [first, second] = await open(commission);
    await decide(commission, true, '', [second?.id as string]);
    expect(row(commission, 'project', project)).toMatchObject({ total_investment: 980_000_000, note: null });
    expect(await open(commission)).toHaveLength(1);
    await decide(commission, false, '金额以第二次为准', [first?.id as string]);
    expect(row(commission, 'project', project)).toMatchObject({ total_investment: 980_000_000, note: null });
    await bring(commission, wang);
    expect(digest(wang)).toBe(digest(commission));
    expect(conflictsOf(wang.journal.core)).toEqual([]);
  });
});

describe('a project that a device may not make', () => {
  async function outsideProject(more: Record<string, FieldValue> = {}) {
    const commission = ledgers.commission();
    const wang = await enrolled([commission]);
    const project = addProject(wang, '龙潭新项目', { region: longtan, ...more });
    const [permit] = wang.journal.commit([{ entity: 'permit', id: null, set: { project, name: '施工许可' } }]);
    const outcome = await bring(wang, commission);
    return { commission, wang, project, permit: permit?.id as string, outcome };
  }

  it('stands in no ledger until it is accepted, nor what belongs to it', async () => {
    const { commission, wang, project, permit, outcome } = await outsideProject();
    expect(outcome).toMatchObject({ applied: 0, review: 2 });
    expect(row(commission, 'project', project)).toBeUndefined();
    expect(commission.database.prepare('SELECT count(*) FROM project').pluck().get()).toBe(0);
    const [first, second] = await open(commission);
    expect([first?.isNew, first?.title, first?.project?.name]).toEqual([true, '龙潭新项目', '龙潭新项目']);
    expect(second).toMatchObject({
      entity: 'permit',
      title: '施工许可',
      project: { name: '龙潭新项目' },
      region: longtan,
    });
    expect(second?.why).toBe('所属项目不在本机台账里，分不清归谁管。');
    await expect(decide(commission, true, '', [second?.id as string])).rejects.toMatchObject({
      failure: { code: 'review_project' },
    });
    await decide(commission, true, '', [first?.id as string]);
    expect((await open(commission)).map(({ why }) => why)).toEqual(['项目属地是龙潭区，不是它分管的属地。']);
    await decide(commission, true, '一并采纳');
    expect(row(commission, 'permit', permit)).toMatchObject({ project, deleted: 0 });
    await bring(commission, wang, true);
    expect(digest(wang)).toBe(digest(commission));
  });

  it('is withdrawn on her machine when it is refused, with what belongs to it', async () => {
    const { commission, wang, project, permit } = await outsideProject();
    await decide(commission, false, '请由龙潭区登记');
    for (const context of [commission, wang]) {
      if (context === wang) await bring(commission, wang, true);
      expect(row(context, 'project', project)).toMatchObject({ deleted: 1, name: '龙潭新项目' });
      expect(row(context, 'permit', permit)).toMatchObject({ deleted: 1 });
    }
    expect(digest(wang)).toBe(digest(commission));
    expect(historyOf(wang.journal.core, 'project', project)[0]?.source).toBe('不采纳王秘书的改动：请由龙潭区登记');
  });

  it('stays withdrawn when a later edit of it is refused too', async () => {
    const { commission, wang, project } = await outsideProject();
    revise(wang, project, { note: '补充' });
    await bring(wang, commission);
    const making = (await open(commission)).find(({ set }) => 'region' in set);
    await decide(commission, false, '请由龙潭区登记', [making?.id as string]);
    await decide(commission, false, '同上');
    expect(row(commission, 'project', project)?.deleted).toBe(1);
    await bring(commission, wang, true);
    expect(row(wang, 'project', project)?.deleted).toBe(1);
    expect(digest(wang)).toBe(digest(commission));
  });
});

describe('what cannot be judged yet', () => {
  it('is applied by itself when the project comes, in whatever order and in one drop too', async () => {
    const other = ledgers.commission();
    const project = addProject(other, '昌邑项目', { region: changyi });
    const foreign = addProject(other, '龙潭项目', { region: longtan });
    const [later, together] = [ledgers.commission(), ledgers.commission()];
    const wang = await enrolled([later, together]);
    await bring(other, wang, true);
    revise(wang, project, { note: '在管' });
    wang.journal.commit([{ entity: 'permit', id: null, set: { project, name: '施工许可' } }]);
    revise(wang, foreign, { note: '不在管' });
    const hers = await report(wang, nextFile());
    const theirs = await report(other, nextFile());
    expect(await takeOne(later, hers)).toMatchObject({ applied: 0, review: 3 });
    for (const machine of [later, together]) await approve(machine, other, await writeOwnEnrolment(other));
    await takeOne(later, theirs);
    const outcomes = await take(together, [hers, theirs]);
    expect(outcomes.map(({ applied, review }) => [applied, review])).toEqual([
      [2, 1],
      [2, 0],
    ]);
    for (const context of [later, together]) {
      expect(row(context, 'project', project)?.note).toBe('在管');
      expect(row(context, 'project', foreign)?.note).toBeNull();
      expect((await open(context)).map(({ record }) => record)).toEqual([foreign]);
      expect(historyOf(context.journal.core, 'project', project, 'note')).toHaveLength(1);
    }
    expect(digest(later)).toBe(digest(together));
  });
});

describe('decisions of others', () => {
  it('settle the change on a machine that gets both, whichever comes first', async () => {
    const { commission, wang, project } = await outsideEdit();
    await decide(commission, false, '归孙秘书');
    const [hers, theirs] = [await report(wang, nextFile()), await report(commission, nextFile())];
    const orders = [
      [hers, theirs],
      [theirs, hers],
    ];
    for (const order of orders) {
      const second = secondOf(commission);
      for (const machine of [wang, commission]) await approve(second, machine, await writeOwnEnrolment(machine));
      for (const file of order) await takeOne(second, file);
      expect(digest(second)).toBe(digest(commission));
      expect(row(second, 'project', project)).toMatchObject({ total_investment: 100_000_000 });
      expect(await open(second)).toEqual([]);
      expect(listReviews(second, { decided: true })).toEqual([
        expect.objectContaining({
          state: 'refused',
          decided: expect.objectContaining({ person: '周科长', reason: '归孙秘书' }),
        }),
      ]);
    }
    // A secretary's change that names it settles nothing.
    const second = secondOf(commission);
    await approve(second, wang, await writeOwnEnrolment(wang));
    await takeOne(second, theirs, commission.journal.device);
    expect(await takeOne(second, hers)).toMatchObject({ review: 1 });
  });

  it('are for the commission whose region it is', async () => {
    const { commission, wang } = await outsideEdit();
    const county = ledgers.make({ role: 'commission', person: '区科长', unit: '昌邑区发改局', region: changyi });
    joinCity(county, commission);
    await approve(county, wang, await writeOwnEnrolment(wang));
    // A county learns of the city's commission in a return package; here by hand.
    const own = commission.database.prepare("SELECT id, person, public_key FROM device WHERE state = 'own'").get();
    county.database
      .prepare(
        "INSERT INTO device (id, person, public_key, role, state) VALUES (@id, @person, @public_key, 'commission', 'approved')",
      )
      .run(own);
    await bring(commission, county);
    await bring(wang, county);
    expect(await open(county)).toHaveLength(1);
    await expect(decide(county, true)).rejects.toMatchObject({ failure: { code: 'review_not_here' } });
    await expect(decide(county, true, '', ['ffff:1'])).rejects.toMatchObject({ failure: { code: 'no_review' } });
    await decide(commission, true);
    await bring(commission, county);
    expect(await open(county)).toEqual([]);
    expect(digest(county)).toBe(digest(commission));
  });
});

describe('what stays the Commission’s', () => {
  it('rules of the city by a secretary without a region, and trust itself, wait for a decision', async () => {
    const commission = ledgers.commission();
    const free = await enrolled([commission], { region: null });
    free.journal.commit([
      { entity: 'rule_setting', id: null, set: { scope: 'city', key: 'listing.threshold', value: '1' } },
      { entity: 'rule_setting', id: null, set: { scope: changyi, key: 'listing.threshold', value: '2' } },
      {
        entity: 'trusted_device',
        id: null,
        set: { device: free.journal.device, role: 'commission', state: 'approved', person: '王秘书' },
      },
    ]);
    addProject(free, '哪里都行', { region: longtan });
    expect(await bring(free, commission)).toMatchObject({ applied: 2, review: 2 });
    expect((await open(commission)).map(({ entity, why }) => [entity, why]).sort()).toEqual([
      ['rule_setting', '全市通用的设置、表样和视图只能由市发改委改。'],
      ['trusted_device', '设备授权只能由市发改委改。'],
    ]);
    expect(
      commission.database.prepare('SELECT role FROM trusted_device WHERE device = ?').pluck().get(free.journal.device),
    ).toBe('secretary');
    const rule = (await open(commission)).find(({ entity }) => entity === 'rule_setting');
    await decide(commission, true, '全市统一', [rule?.id as string]);
    expect(commission.database.prepare("SELECT value FROM rule_setting WHERE scope = 'city'").pluck().get()).toBe('1');
  });

  it('and a project in a colleague’s hands', async () => {
    const commission = ledgers.commission();
    const wang = await enrolled([commission]);
    await enrolled([commission], { person: '李秘书' });
    const mine = addProject(commission, '甲', { secretary: '王秘书' });
    const hers = addProject(commission, '乙', { secretary: '李秘书' });
    const nobodys = addProject(commission, '丙', { secretary: '赵秘书' });
    await bring(commission, wang, true);
    for (const id of [mine, hers, nobodys]) revise(wang, id, { note: '改' });
    expect(await bring(wang, commission)).toMatchObject({ applied: 2, review: 1 });
    expect((await open(commission)).map(({ title, why }) => [title, why])).toEqual([
      ['乙', '项目由李秘书负责，没有分给它。'],
    ]);
  });
});

describe('after an upgrade', () => {
  it('a line that nobody could read before is judged when it can be read', async () => {
    const { commission, project } = await outsideEdit();
    const { database, journal } = commission;
    // As an older version would have kept it: the entity unknown, nothing judged.
    const [waiting] = database.prepare('SELECT * FROM review').all() as { device: number; seq: number }[];
    database.exec('DELETE FROM review');
    for (const field of ['total_investment', 'note'])
      database
        .prepare('INSERT INTO unapplied VALUES (?, ?, ?, ?, ?)')
        .run(waiting?.device, waiting?.seq, 'project', project, field);
    journal.applyPending();
    expect(row(commission, 'project', project)).toMatchObject({ total_investment: 100_000_000, note: null });
    expect(await open(commission)).toHaveLength(1);
    expect(database.prepare('SELECT count(*) FROM unapplied').pluck().get()).toBe(0);
    await decide(commission, true);
    expect(row(commission, 'project', project)).toMatchObject({ total_investment: 990_000_000, note: '王改的' });
  });
});
