import { describe, expect, test } from 'vitest';
import type { InputOf } from '../../src-shared/contract/contract';
import { makeLedger, type TestLedger } from '../support/ledger';

const period = '2018-09-H1';
const behind = (ledger: TestLedger, own: Partial<InputOf<'dispatch.behind'>>) =>
  ledger.call('dispatch.behind', { period, by: 'region', key: '220202', figure: 'listing', part: 'all', ...own });
const names = async (ledger: TestLedger, own: Partial<InputOf<'dispatch.behind'>>) =>
  (await behind(ledger, own)).projects?.map(({ name }) => name);

/** Four projects under construction of which one is listed; one of them in another region, one with a leader of its own. */
async function filled() {
  const ledger = await makeLedger({ role: 'commission', person: '周科长', unit: '市发改委' });
  const ids: string[] = [];
  const projects = [
    { name: '甲', region: '220202', state: 'listed', done: 40_000_000 },
    { name: '乙', region: '220202', state: 'missing', reason_code: 'C', done: 10_000_000 },
    { name: '丙', region: '220202', state: 'missing', done: null, patron: '熊亮华' },
    { name: '丁', region: '220221', state: 'returned', done: 0 },
  ];
  for (const { state, reason_code, done, ...set } of projects as ((typeof projects)[number] & {
    reason_code?: string;
  })[]) {
    const { id } = await ledger.call('records.create', {
      entity: 'project',
      set: {
        ...set,
        lifecycle: 'construction',
        actual_start: '2018-03',
        total_investment: 100_000_000,
        annual_plan: { '2018': 50_000_000 },
        secretary: '王秘书',
      },
    });
    ids.push(id);
    await ledger.call('records.create', {
      entity: 'listing',
      set: {
        project: id,
        state,
        ...(reason_code ? { reason_code } : {}),
        ...(state === 'listed' ? { listed_month: '2018-08' } : {}),
      },
    });
    if (done !== null)
      await ledger.call('records.create', {
        entity: 'progress',
        set: { project: id, month: '2018-08', completed: done },
      });
  }
  return { ledger, ids };
}

describe('behind a figure', () => {
  test('stand its projects, what divides them and who wrote it', async () => {
    const { ledger } = await filled();
    expect(await names(ledger, {})).toEqual(['甲', '乙', '丙']);
    expect(await names(ledger, { part: 'open' })).toEqual(['乙', '丙']);
    expect(await names(ledger, { part: 'done' })).toEqual(['甲']);
    const all = await behind(ledger, {});
    expect(all.counts).toEqual({ all: 3, done: 1, open: 2 });
    expect(all.sums).toEqual({ plan: 150_000_000, completed: 50_000_000, total: 300_000_000 });
    expect(all.breakdown).toEqual([
      { label: '未入统', text: '缺材料 2' },
      { label: '原因', text: 'C 施工合同缺或未备案 1' },
    ]);
    expect(all.source).toMatchObject({ reporters: 0, here: 1 });
    expect(all.projects?.map(({ state, part }) => [state, part])).toEqual([
      ['已入库', 'done'],
      ['缺材料', 'open'],
      ['缺材料', 'open'],
    ]);
  });

  test('a leader has the projects that name him, and those of his regions that name nobody', async () => {
    const { ledger } = await filled();
    const own = { by: 'leader', part: 'all' } as const;
    expect(await names(ledger, { ...own, key: '谢义' })).toEqual(['甲', '乙']);
    expect(await names(ledger, { ...own, key: '熊亮华' })).toEqual(['丙']);
    expect(await names(ledger, { key: '220202', leader: '谢义' })).toEqual(['甲', '乙']);
    const page = await ledger.call('dispatch.leader', { period, leader: '谢义' });
    expect(page.regions.map(({ label, figures }) => [label, figures.projects])).toEqual([['昌邑区', 2]]);
    expect(page.totals).toMatchObject({ projects: 2, due: 2, listed: 1 });
    expect(page.worst.map(({ name }) => name)).toEqual(['乙']);
  });

  test('behind 序时 stands who has less than the period asks for', async () => {
    const { ledger } = await filled();
    const answer = await behind(ledger, { key: null, figure: 'completion', part: 'open' });
    expect(answer.projects?.map(({ name }) => name)).toEqual(['乙', '丙', '丁']);
    expect(answer.breakdown).toEqual([{ label: '落后', text: '3 项，其中差 10 个百分点以上 3 项' }]);
  });

  test('a freeze keeps the projects too', async () => {
    const { ledger, ids } = await filled();
    await ledger.call('bulletins.freeze', { period });
    await ledger.call('records.revise', { entity: 'project', id: ids[0] ?? '', set: { region: '220221' } });
    expect(await names(ledger, {})).toEqual(['甲', '乙', '丙']);
    expect((await ledger.call('dispatch.slices', { period, by: 'region' })).rows?.[0]?.figures.due).toBe(3);
  });

  test('a listing after the period does not count, and says so', async () => {
    const { ledger } = await filled();
    const early = await behind(ledger, { period: '2018-07', part: 'open' });
    expect(early.projects?.map(({ name, state }) => [name, state])).toEqual([
      ['甲', '2018年8月入库'],
      ['乙', '缺材料'],
      ['丙', '缺材料'],
    ]);
  });
});

test('the trail of a project has the cells that decide, and nothing else', async () => {
  const { ledger, ids } = await filled();
  const project = ids[1] ?? '';
  await ledger.call('records.revise', {
    entity: 'project',
    id: project,
    set: { note: '与此无关', annual_plan: { '2017': 1 } },
  });
  const { listing } = await ledger.call('projects.show', { id: project });
  await ledger.call('records.revise', { entity: 'listing', id: String(listing?.id), set: { state: 'ready' } });
  const trail = await ledger.call('dispatch.trail', { period, figure: 'listing', project });
  expect(trail.map(({ field, person, from, to }) => [field, person, from, to])).toEqual([
    ['state', '周科长', 'missing', 'ready'],
    ['reason_code', '周科长', null, 'C'],
    ['state', '周科长', null, 'missing'],
    ['actual_start', '周科长', null, '2018-03'],
  ]);
  expect(trail[0]?.package).toBeNull();
  const money = await ledger.call('dispatch.trail', { period, figure: 'completion', project });
  expect(money.map(({ field, about }) => [field, about])).toEqual([
    ['completed', '2018年8月'],
    ['annual_plan.2018', ''],
  ]);
  // The month is no part of a period before it.
  expect(await ledger.call('dispatch.trail', { period: '2018-07', figure: 'completion', project })).toHaveLength(1);
});

describe('around the figures', () => {
  test('stand the previous freeze of the year, the plan’s targets, or the city’s own in their place', async () => {
    const { ledger } = await filled();
    await ledger.call('bulletins.freeze', { period: '2018-08-H2' });
    await ledger.call('bulletins.freeze', { period: '2018-08-H1' });
    const city = await ledger.call('dispatch.city', { period });
    expect(city.previous).toMatchObject({ code: '2018-08-H2', name: '8月下半月' });
    expect(city.previous?.figures.totals.listed).toBe(1);
    // Figures run through a year: those of another one are not held against these.
    await ledger.call('bulletins.freeze', { period: '2017-12-H2' });
    expect((await ledger.call('dispatch.city', { period: '2018-08-H1' })).previous).toBeNull();
    expect(city.targets).toEqual([
      { region: '全市', by: '9月30日前', measure: 'listed', value: 314, actual: 1, source: 'plan' },
      { region: '全市', by: '年底前', measure: 'started', value: 49, actual: 0, source: 'plan' },
    ]);
    await ledger.call('records.create', {
      entity: 'target',
      set: { scope: 'city', region: '220200', period: '2018-09', indicator: 'listed', value: 4 },
    });
    const { targets } = await ledger.call('dispatch.city', { period });
    expect(targets.filter(({ measure }) => measure === 'listed')).toEqual([
      { region: '全市', by: '9月底前', measure: 'listed', value: 4, actual: 1, source: 'target' },
    ]);
    expect((await ledger.call('dispatch.city', { period: '2017-09' })).targets).toEqual([]);
  });

  test('charts end where the figures stand', async () => {
    const { ledger, ids } = await filled();
    await ledger.call('records.create', {
      entity: 'progress',
      set: { project: ids[0] ?? '', month: '2018-02', completed: 5_000_000 },
    });
    const { curve, heat, funnel } = await ledger.call('dispatch.charts', { period });
    const known = curve.filter(({ completed }) => completed !== null);
    expect(known.at(-1)).toMatchObject({ label: '9月上', completed: 55_000_000 });
    expect(known.find(({ label }) => label === '2月')?.completed).toBe(5_000_000);
    const { totals } = await ledger.call('bulletins.figures', { period });
    expect(known.at(-1)?.completed).toBe(totals.completed);
    expect(heat.regions.map(({ label, expected, projects }) => [label, expected, projects.at(-1)])).toEqual([
      ['昌邑区', 3, 2],
      ['永吉县', 1, 1],
    ]);
    expect(funnel.map(({ count }) => count)).toEqual([0, 0, 0, 0, 0]);
  });
});
