import { describe, expect, test } from 'vitest';
import { makeLedger, type TestLedger } from '../support/ledger';

interface Made {
  readonly ledger: TestLedger;
  readonly carbon: string;
  readonly park: string;
  readonly policy: string;
}

/** Two projects of two regions and one policy for new materials that asks for an approval. */
async function made(): Promise<Made> {
  const ledger = await makeLedger();
  const create = async (entity: 'project' | 'permit' | 'policy', set: Record<string, string | number | string[]>) =>
    (await ledger.call('records.create', { entity, set })).id;
  const carbon = await create('project', {
    name: '江澜碳纤维复合材料产业园',
    short_name: '江澜',
    region: '220202',
    sector: '新材料',
    lifecycle: 'preparation',
    total_investment: 680_000_000,
  });
  const park = await create('project', {
    name: '万科公园',
    region: '220203',
    sector: '旅游',
    lifecycle: 'construction',
  });
  await create('project', { name: '不干了', region: '220202', sector: '新材料', lifecycle: 'terminated' });
  await create('permit', { project: carbon, name: '企业投资项目备案', state: 'granted' });
  const policy = await create('policy', {
    title: '省级工业转型升级专项',
    channel: 'province',
    opens_on: '2018-09-01',
    closes_on: '2018-09-28',
    sectors: '新材料、装备制造',
    least_investment: 50_000_000,
    requirements: ['approval', 'land'],
    materials: '1. 资金申请报告\n2. 立项批复\n2. 立项批复',
  });
  return { ledger, carbon, park, policy };
}

describe('policies and projects', () => {
  test('who fits, who lacks what, who is excluded; terminated projects are left out', async () => {
    const { ledger, carbon, park, policy } = await made();
    const [line] = await ledger.call('funding.policies', {});
    expect(line).toMatchObject({ window: { state: 'open', days: 12 }, fits: 0, lacks: 1, applications: 0 });
    const matches = await ledger.call('funding.matches', { policy });
    expect(matches.map(({ id, match, missing }) => [id, match, missing.map(({ sentence }) => sentence)])).toEqual([
      [carbon, 'lacks', ['用地情况未登记']],
      [park, 'excluded', ['领域“旅游”不在支持范围', '总投资未填', '立项情况未登记', '用地情况未登记']],
    ]);
    await ledger.call('records.create', {
      entity: 'node',
      set: { project: carbon, code: 'sited', actual: '2018-08-01' },
    });
    expect(await ledger.call('funding.policies', {})).toMatchObject([{ fits: 1, lacks: 0 }]);
    expect(await ledger.call('funding.ofProject', { project: carbon })).toMatchObject([
      { policy: { id: policy }, match: 'fits', missing: [], application: null },
    ]);
  });

  test('what ends soonest stands first, what is closed last', async () => {
    const { ledger } = await made();
    for (const [title, opens_on, closes_on] of [
      ['已过', null, '2018-09-01'],
      ['常年', null, null],
      ['将开', '2018-10-01', null],
      ['明天', null, '2018-09-17'],
    ] as const)
      await ledger.call('records.create', { entity: 'policy', set: { title, opens_on, closes_on } });
    const lines = await ledger.call('funding.policies', {});
    expect(lines.map(({ policy }) => policy.title)).toEqual(['明天', '省级工业转型升级专项', '常年', '将开', '已过']);
  });
});

describe('an application', () => {
  test('is made together with its papers, once, and taken back in one step', async () => {
    const { ledger, carbon, policy } = await made();
    const { id } = await ledger.call('funding.apply', { policy, project: carbon });
    const [line] = await ledger.call('funding.applications', {});
    expect(line).toMatchObject({
      application: {
        id,
        title: '省级工业转型升级专项',
        channel: 'province',
        stage: 'matched',
        stage_since: '2018-09-16',
        due: '2018-09-28',
        asked: null,
        handler: '王秘书',
      },
      project: { id: carbon, name: '江澜', region: '昌邑区' },
      policy: { id: policy, deleted: false },
      materials: [
        { name: '资金申请报告', state: 'missing' },
        { name: '立项批复', state: 'missing' },
      ],
    });
    expect((await ledger.call('funding.matches', { policy }))[0]?.application).toEqual({ id, stage: 'matched' });
    expect(await ledger.refused('funding.apply', { policy, project: carbon })).toBe('record_exists');
    expect(await ledger.refused('funding.apply', { policy: 'gone', project: carbon })).toBe('no_record');

    expect((await ledger.call('records.undo', {})).what).toBe('申报 省级工业转型升级专项');
    expect(await ledger.call('funding.applications', {})).toEqual([]);
    const shown = await ledger.call('projects.show', { id: carbon });
    expect(shown.funding_materials).toEqual([]);
  });

  test('takes up what the policy asks for later', async () => {
    const { ledger, carbon, policy } = await made();
    const { id } = await ledger.call('funding.apply', { policy, project: carbon });
    expect(await ledger.call('funding.applications', {})).toMatchObject([{ absent: [] }]);
    await ledger.call('records.revise', {
      entity: 'policy',
      id: policy,
      set: { materials: '资金申请报告\n立项批复\n真实性承诺\n审计报告' },
    });
    expect(await ledger.call('funding.applications', {})).toMatchObject([{ absent: ['真实性承诺', '审计报告'] }]);
    expect(await ledger.call('funding.addPapers', { id })).toEqual({ added: 2 });
    expect(await ledger.call('funding.addPapers', { id })).toEqual({ added: 0 });
    expect((await ledger.call('projects.show', { id: carbon })).funding_materials.map(({ name }) => name)).toEqual([
      '资金申请报告',
      '立项批复',
      '真实性承诺',
      '审计报告',
    ]);
    await ledger.call('records.undo', {});
    expect(await ledger.call('funding.applications', {})).toMatchObject([{ absent: ['真实性承诺', '审计报告'] }]);
    expect(await ledger.refused('funding.addPapers', { id: 'gone' })).toBe('no_record');
  });

  test('is withdrawn with its papers, and both come back', async () => {
    const { ledger, carbon, park, policy } = await made();
    const { id } = await ledger.call('funding.apply', { policy, project: carbon });
    await ledger.call('funding.apply', { policy, project: park });
    await ledger.call('funding.withdraw', { id });
    expect(await ledger.call('funding.applications', { project: carbon })).toEqual([]);
    expect((await ledger.call('projects.show', { id: carbon })).funding_materials).toEqual([]);
    expect((await ledger.call('projects.show', { id: park })).funding_materials).toHaveLength(2);
    await ledger.call('records.undo', {});
    expect(await ledger.call('funding.applications', { project: carbon })).toMatchObject([
      { application: { id }, materials: [{ name: '资金申请报告' }, { name: '立项批复' }] },
    ]);
  });

  test('outlives its policy', async () => {
    const { ledger, carbon, policy } = await made();
    await ledger.call('funding.apply', { policy, project: carbon });
    await ledger.call('records.withdraw', { entity: 'policy', id: policy });
    expect(await ledger.call('funding.policies', {})).toEqual([]);
    expect(await ledger.call('funding.applications', {})).toMatchObject([
      { policy: { title: '省级工业转型升级专项', deleted: true } },
    ]);
  });
});

test('the search box finds what belongs to no project', async () => {
  const { ledger, policy } = await made();
  expect(await ledger.call('search.find', { words: '转型升级' })).toEqual([
    { id: policy, entity: 'policy', title: '省级工业转型升级专项', project: null, detail: '政策' },
  ]);
});
