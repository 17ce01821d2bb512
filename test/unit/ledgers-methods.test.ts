import { describe, expect, test } from 'vitest';
import { makeLedger } from '../support/ledger';

const made = async (fields: Record<string, string | number>) => {
  const ledger = await makeLedger();
  const { id } = await ledger.call('records.create', { entity: 'project', set: { name: '九台河', ...fields } });
  const shown = async () => (await ledger.call('projects.show', { id })).project;
  return { ledger, id, shown };
};

describe('moving a project', () => {
  test('writes stage, day, dates and reason in one step, which one undo takes back', async () => {
    const { ledger, id, shown } = await made({ lifecycle: 'preparation', planned_start: '2018-09' });
    await ledger.call('projects.move', { id, to: 'construction', set: { actual_start: '2018-09-10' } });
    expect(await shown()).toMatchObject({
      lifecycle: 'construction',
      lifecycle_since: '2018-09-16',
      lifecycle_reason: null,
      actual_start: '2018-09-10',
    });
    await ledger.call('projects.move', { id, to: 'suspended', reason: '  总包撤场 ' });
    expect(await shown()).toMatchObject({ lifecycle: 'suspended', lifecycle_reason: '总包撤场' });
    const history = await ledger.call('records.history', { entity: 'project', id, field: 'lifecycle' });
    expect(history.map(({ to, source }) => [to, source])).toEqual([
      ['suspended', '总包撤场'],
      ['construction', '变更阶段：在建'],
      ['preparation', ''],
    ]);
    expect(await ledger.call('ledgers.show', { ledger: 'aside' })).toMatchObject({ projects: [{ id }] });
    await ledger.call('records.undo', {});
    expect(await shown()).toMatchObject({
      lifecycle: 'construction',
      lifecycle_reason: null,
      actual_start: '2018-09-10',
    });
    await ledger.call('projects.move', { id, to: 'preparation', reason: '误报开工' });
    expect(await shown()).toMatchObject({ lifecycle: 'preparation', actual_start: null });
    await ledger.call('records.undo', {});
    expect(await shown()).toMatchObject({ lifecycle: 'construction', actual_start: '2018-09-10' });
  });

  test('is refused without what it needs, and then nothing is written', async () => {
    const { ledger, id, shown } = await made({ lifecycle: 'preparation', planned_start: '2018-09' });
    const before = await shown();
    expect(await ledger.refused('projects.move', { id, to: 'construction' })).toBe('missing_value');
    expect(await ledger.refused('projects.move', { id, to: 'terminated', reason: ' ' })).toBe('missing_value');
    expect(await ledger.refused('projects.move', { id, to: 'preparation' })).toBe('illegal_move');
    expect(await ledger.refused('projects.move', { id, to: '不是阶段' })).toBe('illegal_move');
    expect(await ledger.refused('projects.move', { id, to: 'construction', set: { actual_start: '2018-02-30' } })).toBe(
      'invalid_value',
    );
    expect(await ledger.refused('projects.move', { id: 'gone', to: 'construction' })).toBe('no_record');
    expect(await shown()).toEqual(before);
    await ledger.call('records.withdraw', { entity: 'project', id });
    expect(await ledger.refused('projects.move', { id, to: 'terminated', reason: '取消' })).toBe('no_record');
  });

  test('an import may still write a stage as others decided it', async () => {
    const { ledger, id, shown } = await made({ lifecycle: 'construction' });
    await ledger.call('records.revise', {
      entity: 'project',
      id,
      set: { lifecycle: 'reserve' },
      source: '导入 表.xlsx',
    });
    expect(await shown()).toMatchObject({ lifecycle: 'reserve' });
  });
});

describe('ledgers', () => {
  test('rates of promotion stand on the same projects as the bulletin', async () => {
    const ledger = await makeLedger();
    for (const set of [
      { name: '甲', lifecycle: 'signed', signed_on: '2018-03-01' },
      { name: '乙', lifecycle: 'construction', actual_start: '2018-05', signed_on: '2018-01-01' },
      { name: '丙', lifecycle: 'preparation', signing_event: '东北亚博览会' },
      { name: '丁', lifecycle: 'terminated', signed_on: '2018-02-02' },
      { name: '戊', lifecycle: 'signed', credit_code: '91220201MA14Y70K2R', paid_in_amount: 10 },
      { name: '己', lifecycle: 'reserve' },
    ])
      await ledger.call('records.create', { entity: 'project', set });
    const { projects, rates } = await ledger.call('ledgers.show', { ledger: 'signed' });
    expect(projects.map(({ name }) => name)).toEqual(['甲', '丙', '戊']);
    const { totals } = await ledger.call('bulletins.figures', { period: '2018-09-H1' });
    expect(rates[0]).toMatchObject({ name: '落地率', part: totals.landed, whole: totals.signed });
    expect(rates[0]).toMatchObject({ part: 3, whole: 4 });
    expect((await ledger.call('ledgers.show', { ledger: 'reserve' })).rates).toEqual([]);
  });

  test('planned starts come with their permits, the reserve with what it needs', async () => {
    const ledger = await makeLedger();
    const create = async (set: Record<string, string | Record<string, number>>) =>
      (await ledger.call('records.create', { entity: 'project', set })).id;
    const id = await create({ name: '冷链', lifecycle: 'preparation', planned_start: '2018-11' });
    const other = await create({ name: '储备', lifecycle: 'reserve', funding_need: { 2019: 300, 2020: 600 } });
    for (const [project, name] of [
      [id, '施工许可'],
      [other, '可研'],
    ] as const)
      await ledger.call('records.create', { entity: 'permit', set: { project, name, state: 'accepted' } });
    const { starts } = await ledger.call('ledgers.show', { ledger: 'planned-start' });
    expect(Object.keys(starts)).toEqual([id]);
    expect(starts[id]).toMatchObject({ month: '2018-11', granted: 0, permits: 1, obstacle: '施工许可' });
    expect((await ledger.call('ledgers.show', { ledger: 'reserve' })).projects).toMatchObject([
      { id: other, funding_need: { 2019: 300, 2020: 600 } },
    ]);
  });
});
