import { expect, test } from 'vitest';
import { makeLedger, type TestLedger } from '../support/ledger';

const zhou = { role: 'commission', person: '周科长', unit: '市发改委', region: null } as const;
const changyi = '220202';
const longtan = '220203';
const month = '2018-09';

const add = async (ledger: TestLedger, set: Record<string, string>) => {
  const { ids } = await ledger.call('commitments.write', {
    edits: [{ id: null, set: { month, matter: '江澜产业园补齐入统材料', due: '2018-09-20', person: '李勇', ...set } }],
  });
  return String(ids[0]);
};
const plan = (ledger: TestLedger, set: Record<string, string>, scope = changyi) =>
  ledger.call('campaigns.write', { month, edits: [{ scope, set }] });
const shown = (ledger: TestLedger) => ledger.call('commitments.show', { month });
const lineOf = async (ledger: TestLedger, scope: string) =>
  (await shown(ledger)).lines.find((line) => line.scope === scope);

test('a list is counted by region, with the plan of the month beside it', async () => {
  const ledger = await makeLedger(zhou);
  const { id: project } = await ledger.call('records.create', {
    entity: 'project',
    set: { name: '甲项目', region: longtan },
  });
  await add(ledger, { scope: changyi, due: '2018-09-10', state: 'done', done_on: '2018-09-10' });
  await add(ledger, { scope: changyi, due: '2018-09-10' });
  await add(ledger, { scope: changyi, due: '2018-09-30' });
  // A region of its own is not needed where the project has one.
  await add(ledger, { project, due: '2018-09-15', state: 'dropped' });
  await add(ledger, { scope: 'city', due: '2018-09-12', state: 'done', done_on: '2018-09-14' });
  await add(ledger, { scope: changyi, month: '2018-08', due: '2018-08-31' });
  await plan(ledger, { leader: '赵建国', submitted_on: '2018-09-08', title: '昌邑区项目建设月工作方案' });

  const answer = await shown(ledger);
  expect(answer.lines[0]?.place).toBe('市直部门');
  expect(answer.lines).toHaveLength(14);
  expect([answer.handedIn, answer.regions]).toEqual([1, 13]);
  expect((await lineOf(ledger, changyi))?.counts).toEqual({
    total: 3,
    done: 1,
    overdue: 1,
    due: 2,
    onTime: 1,
    rate: 0.5,
  });
  expect((await lineOf(ledger, longtan))?.counts).toEqual({
    total: 0,
    done: 0,
    overdue: 0,
    due: 0,
    onTime: 0,
    rate: null,
  });
  expect(answer.totals).toMatchObject({ total: 4, due: 3, onTime: 1 });
  expect(
    answer.commitments.map(({ place, project: name, standing, carried }) => [place, name, standing, carried]),
  ).toEqual([
    ['市直部门', null, 'late', false],
    ['昌邑区', null, 'overdue', true],
    ['昌邑区', null, 'done', false],
    ['昌邑区', null, 'overdue', false],
    ['昌邑区', null, 'open', false],
    ['龙潭区', '甲项目', 'dropped', false],
  ]);
  expect(answer.months).toEqual([month, '2018-08']);
});

test('done is done today unless somebody says when; open again it has no day; each is one step that can be taken back', async () => {
  const ledger = await makeLedger(zhou);
  const id = await add(ledger, { scope: changyi });
  const record = async () => (await shown(ledger)).commitments[0]?.record;
  const write = (set: Record<string, string | null>) => ledger.call('commitments.write', { edits: [{ id, set }] });
  await write({ state: 'done', result: '已报区统计局' });
  expect(await record()).toMatchObject({ state: 'done', done_on: '2018-09-16', result: '已报区统计局' });
  await write({ state: 'open' });
  expect(await record()).toMatchObject({ state: 'open', done_on: null, result: '已报区统计局' });
  await write({ done_on: '2018-09-12' });
  expect(await record()).toMatchObject({ state: 'done', done_on: '2018-09-12' });
  // A day that is known stays where the state is written once more.
  await write({ state: 'done' });
  expect(await record()).toMatchObject({ done_on: '2018-09-12' });
  await ledger.call('records.undo', {});
  expect(await record()).toMatchObject({ state: 'open', done_on: null });
});

test('a secretary keeps the list of her region and no other one', async () => {
  const ledger = await makeLedger({ region: changyi });
  await add(ledger, {});
  const answer = await shown(ledger);
  expect(answer.lines.map(({ scope, mayWrite }) => [scope, mayWrite])).toEqual([[changyi, true]]);
  expect(answer.commitments).toHaveLength(1);
  const matter = { month, matter: '某事', due: '2018-09-20' };
  for (const scope of [longtan, 'city'])
    expect(await ledger.refused('commitments.write', { edits: [{ id: null, set: { ...matter, scope } }] })).toBe(
      'step_refused',
    );
  expect(await ledger.refused('campaigns.write', { month, edits: [{ scope: longtan, set: { leader: '某' } }] })).toBe(
    'step_refused',
  );
  // Nothing of a step that is refused is written.
  expect(
    await ledger.refused('commitments.write', {
      edits: [
        { id: null, set: { ...matter, scope: changyi } },
        { id: null, set: { ...matter, scope: longtan } },
      ],
    }),
  ).toBe('step_refused');
  expect((await shown(ledger)).commitments).toHaveLength(1);
  // Nor may hers be pushed into another region.
  const id = String(answer.commitments[0]?.record.id);
  expect(await ledger.refused('commitments.write', { edits: [{ id, set: { scope: longtan } }] })).toBe('step_refused');
});

test('a plan is made once for a month and revised after that', async () => {
  const ledger = await makeLedger(zhou);
  const first = await plan(ledger, { leader: '赵建国' });
  const second = await plan(ledger, { submitted_on: '2018-09-08' });
  expect(second.ids).toEqual(first.ids);
  expect((await lineOf(ledger, changyi))?.campaign).toMatchObject({ leader: '赵建国', submitted_on: '2018-09-08' });
  expect((await shown(ledger)).handedIn).toBe(1);
  await ledger.call('records.withdraw', { entity: 'campaign', id: String(first.ids[0]) });
  expect((await lineOf(ledger, changyi))?.campaign).toBeNull();
  // The same one comes back: the list of one region has one plan a month.
  await plan(ledger, { leader: '钱建军' });
  expect((await lineOf(ledger, changyi))?.campaign).toMatchObject({ leader: '钱建军' });
});

test('projects of a pasted list are found by any of their names, never by one that two have', async () => {
  const ledger = await makeLedger(zhou);
  const create = (name: string, more = {}) =>
    ledger.call('records.create', { entity: 'project', set: { name, region: changyi, ...more } });
  const { id } = await create('江澜碳纤维复合材料产业园项目', { short_name: '江澜产业园' });
  await create('同名项目');
  await create('同名项目');
  expect(
    await ledger.call('commitments.projects', {
      names: ['江澜碳纤维 复合材料产业园', '江澜产业园', '同名项目', '没有', ''],
    }),
  ).toEqual([
    { id, name: '江澜产业园', region: changyi },
    { id, name: '江澜产业园', region: changyi },
    null,
    null,
    null,
  ]);
});
