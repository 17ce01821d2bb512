import { describe, expect, it } from 'vitest';
import { conflictsOf, countConflicts } from '../../src-main/ledger/journal/conflicts';
import { adoptSide, listConflicts, resolveConflict } from '../../src-main/ledger/queries/conflicts';
import { reviseRules } from '../../src-main/ledger/queries/rules';
import { listDevices } from '../../src-main/ledger/sync/device-list';
import { writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import { conflictGroupOf, inConflictOrder } from '../../src-shared/rules/conflict-order';
import { addProject, approve, Ledgers, report, revise, takeOne } from '../support/sync-ledgers';

describe('the order of the sides of a conflict', () => {
  it('knows who knows best', () => {
    expect(conflictGroupOf('project', 'actual_start')).toBe('site');
    expect(conflictGroupOf('progress', 'completed')).toBe('figures');
    expect(conflictGroupOf('project', 'annual_plan.2018')).toBe('other');
    expect(conflictGroupOf('listing', 'state')).toBe('statistics');
  });

  it('puts those of the preferred role first, the newest first among equals', () => {
    const sides = [
      { role: 'secretary' as const, clock: 9 },
      { role: 'field' as const, clock: 3 },
      { role: 'field' as const, clock: 5 },
    ];
    expect(inConflictOrder(sides, 'field').map(({ clock }) => clock)).toEqual([5, 3, 9]);
    expect(inConflictOrder(sides, 'newest').map(({ clock }) => clock)).toEqual([9, 5, 3]);
  });
});

const ledgers = new Ledgers();

/** A secretary and the Commission that hold the same three projects. */
async function together() {
  const secretary = ledgers.make();
  const commission = ledgers.commission('2018-09-16T10:00:00+08:00');
  const projects = ['甲项目', '乙项目', '丙项目'].map((name) => addProject(secretary, name, { owner: '原业主' }));
  await approve(commission, secretary, await writeOwnEnrolment(secretary));
  await takeOne(commission, await report(secretary, 'a.wubao'));
  return { secretary, commission, projects: projects as [string, string, string] };
}

describe('conflicts at the Commission', () => {
  it('are settled by one side for many at once, as one step', async () => {
    const { secretary, commission, projects } = await together();
    for (const [index, id] of projects.entries()) {
      revise(secretary, id, { owner: `秘书${index}` });
      revise(commission, id, { owner: `科长${index}` });
    }
    await takeOne(commission, await report(secretary, 'b.wubao'));
    const open = await listConflicts(commission, {});
    expect(open).toHaveLength(3);
    expect(countConflicts(commission.journal.core)).toBe(3);
    expect(open.map(({ project }) => project).sort()).toEqual(projects.toSorted());
    const ids = open.slice(0, 2).map(({ id }) => id);
    const owners = () => commission.database.prepare('SELECT owner FROM project ORDER BY id').pluck().all();
    const before = owners();
    const settle = (device: string, reason: string) => adoptSide(commission, { ids, device, reason });
    expect(() => settle(secretary.journal.device, ' ')).toThrow();
    expect(() => settle('0000000000000000', '电话核实')).toThrow();
    expect(await settle(secretary.journal.device, '电话核实')).toEqual({ settled: 2 });
    expect(await listConflicts(commission, {})).toHaveLength(1);
    expect(owners().filter((owner) => String(owner).startsWith('秘书')).length).toBeGreaterThanOrEqual(2);
    commission.journal.undo();
    expect(owners()).toEqual(before);
  });

  it('are shown with the side first that the rule prefers, which a city may set otherwise', async () => {
    const { secretary, commission, projects } = await together();
    revise(commission, projects[0], { owner: '科长' });
    revise(secretary, projects[0], { owner: '秘书' });
    await takeOne(commission, await report(secretary, 'b.wubao'));
    const firsts = async () => (await listConflicts(commission, {})).map(({ first, heads }) => [first, heads[0]?.role]);
    const newest = (await listConflicts(commission, {}))[0]?.heads.toSorted((a, b) => b.clock - a.clock)[0];
    expect(await firsts()).toEqual([['newest', newest?.role]]);
    for (const role of ['commission', 'secretary'] as const) {
      await reviseRules(commission, { settings: [{ key: 'conflict_order', value: { other: role } }] });
      expect(await firsts()).toEqual([[role, role]]);
    }
  });

  it('about a record that one withdrew and another edited unseen are settled either way', async () => {
    const { secretary, commission, projects } = await together();
    for (const id of projects) commission.journal.commit([{ entity: 'project', id, set: {}, deleted: true }]);
    for (const id of projects.slice(0, 2)) revise(secretary, id, { note: '正在施工' });
    await takeOne(commission, await report(secretary, 'b.wubao'));
    const open = await listConflicts(commission, {});
    expect(open.map(({ field, heads }) => [field, heads.map(({ value, role }) => `${role} ${value}`).sort()])).toEqual(
      projects.slice(0, 2).map(() => ['deleted', ['commission 1', 'secretary 0']]),
    );
    expect(countConflicts(commission.journal.core)).toBe(2);
    expect(countConflicts(commission.journal.core, projects[0])).toBe(1);
    const [kept, gone] = open as [(typeof open)[number], (typeof open)[number]];
    await resolveConflict(commission, { id: kept.id, value: 0, reason: '还在建' });
    await resolveConflict(commission, { id: gone.id, value: 1, reason: '重复登记' });
    expect(conflictsOf(commission.journal.core)).toEqual([]);
    const stands = (id: string) =>
      commission.database.prepare('SELECT deleted FROM project WHERE id = @id').pluck().get({ id });
    expect([stands(kept.record), stands(gone.record), stands(projects[2])]).toEqual([0, 1, 1]);
  });

  it('rest while their record is withdrawn, and come back with it', async () => {
    const { secretary, commission, projects } = await together();
    const [id] = projects;
    revise(secretary, id, { owner: '秘书' });
    revise(commission, id, { owner: '科长' });
    await takeOne(commission, await report(secretary, 'b.wubao'));
    expect(await listConflicts(commission, {})).toHaveLength(1);
    commission.journal.commit([{ entity: 'project', id, set: {}, deleted: true }]);
    const open = async () => [
      (await listConflicts(commission, {})).length,
      countConflicts(commission.journal.core),
      countConflicts(commission.journal.core, id),
      ...(await listDevices(commission, {})).map(({ conflicts }) => conflicts),
    ];
    expect(await open()).toEqual([0, 0, 0, 0, 0]);
    commission.journal.commit([{ entity: 'project', id, set: {}, deleted: false }]);
    expect(await open()).toEqual([1, 1, 1, 1, 1]);
  });

  it('about a withdrawal and about fields of the same record are settled by one side together', async () => {
    const { secretary, commission, projects } = await together();
    const [kept, gone] = projects;
    for (const id of [kept, gone]) {
      revise(secretary, id, { owner: '秘书' });
      revise(commission, id, { owner: '科长' });
      commission.journal.commit([{ entity: 'project', id, set: {}, deleted: true }]);
    }
    await takeOne(commission, await report(secretary, 'b.wubao'));
    const open = await listConflicts(commission, {});
    const ids = (record: string) => open.filter((conflict) => conflict.record === record).map(({ id }) => id);
    await adoptSide(commission, { ids: ids(kept), device: secretary.journal.device, reason: '还在建' });
    await adoptSide(commission, { ids: ids(gone), device: commission.journal.device, reason: '重复登记' });
    expect(await listConflicts(commission, {})).toEqual([]);
    const stands = commission.database.prepare('SELECT deleted, owner FROM project WHERE id = @id').raw();
    expect([stands.get({ id: kept }), stands.get({ id: gone })]).toEqual([
      [0, '秘书'],
      [1, '科长'],
    ]);
  });
});
