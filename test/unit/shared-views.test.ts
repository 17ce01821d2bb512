import { describe, expect, it } from 'vitest';
import { listViews } from '../../src-main/ledger/queries/views';
import type { OutputOf } from '../../src-shared/contract/contract';
import { makeLedger, type TestLedger } from '../support/ledger';
import { addProject, digest, Ledgers, report, takeOne } from '../support/sync-ledgers';
import { mutual } from '../support/trust';

const ledgers = new Ledgers();
type Listed = OutputOf<'views.list'>;
const viewsOf = (context: Parameters<typeof listViews>[0]) => listViews(context, {}) as Listed;

const content = {
  query: 'f=light~is~red&sort=-total_investment&group=region',
  columns: 'name region light',
  pinned: 2,
};

describe('shared views', () => {
  it('travel by package: others see them under their unit, the own region among its tabs, and changes and deletion follow', async () => {
    const wang = ledgers.make();
    const li = ledgers.make({ person: '李秘书' });
    const commission = ledgers.commission();
    addProject(wang, '大口钦现代物流园');
    const [made] = wang.journal.commit([
      { entity: 'saved_view', id: null, set: { scope: '220202', name: '本区红灯', ...content, person: '王秘书' } },
    ]);
    const id = made?.id as string;
    const expected = {
      id,
      name: '本区红灯',
      query: content.query,
      columns: ['name', 'region', 'light'],
      pinned: 2,
      person: '王秘书',
      scopeLabel: '昌邑区',
    };
    expect(viewsOf(wang)).toEqual({ scope: '220202', views: [{ ...expected, own: true }], others: [] });

    const first = await report(wang, '昌邑-王-0001.wubao');
    for (const context of [commission, li]) await takeOne(context, first, wang.journal.device);
    expect(digest(commission)).toBe(digest(wang));
    expect(viewsOf(commission)).toEqual({ scope: 'city', views: [], others: [{ ...expected, own: false }] });
    expect(viewsOf(li)).toEqual({ scope: '220202', views: [{ ...expected, own: true }], others: [] });

    wang.journal.commit([{ entity: 'saved_view', id, set: { name: '红灯', columns: '' } }]);
    await takeOne(commission, await report(wang, '昌邑-王-0002.wubao'), wang.journal.device);
    expect(viewsOf(commission).others).toMatchObject([{ name: '红灯', columns: [], pinned: 2 }]);
    wang.journal.commit([{ entity: 'saved_view', id, set: {}, deleted: true }]);
    await takeOne(commission, await report(wang, '昌邑-王-0003.wubao'), wang.journal.device);
    expect(viewsOf(commission).others).toEqual([]);
  });

  it("the Commission's stand first with everybody, and only its own machine may change them", async () => {
    const commission = ledgers.commission();
    const wang = ledgers.make();
    for (const [context, scope, name] of [
      [commission, 'city', '周调度'],
      [wang, '220202', '安排'],
    ] as const)
      context.journal.commit([{ entity: 'saved_view', id: null, set: { scope, name, ...content, person: '' } }]);
    await mutual(wang, commission);
    expect(viewsOf(wang).views.map(({ name, own, scopeLabel }) => [name, own, scopeLabel])).toEqual([
      ['周调度', false, '市级'],
      ['安排', true, '昌邑区'],
    ]);
  });

  it('are written and taken back through the door like every record', async () => {
    const ledger: TestLedger = await makeLedger({ role: 'commission', person: '周科长' });
    const { id } = await ledger.call('records.create', {
      entity: 'saved_view',
      set: { scope: 'city', name: '亿元以上', query: 'f=total_investment~at_least~100000000' },
    });
    await ledger.call('records.revise', { entity: 'saved_view', id, set: { name: '大项目' } });
    expect((await ledger.call('views.list', {})).views.map(({ name }) => name)).toEqual(['大项目']);
    await ledger.call('records.undo', {});
    expect((await ledger.call('views.list', {})).views.map(({ name }) => name)).toEqual(['亿元以上']);
    await ledger.call('records.withdraw', { entity: 'saved_view', id });
    expect((await ledger.call('views.list', {})).views).toEqual([]);
    await ledger.call('records.undo', {});
    expect((await ledger.call('views.list', {})).views).toHaveLength(1);
  });
});
