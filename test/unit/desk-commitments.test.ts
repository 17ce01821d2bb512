import { expect, test } from 'vitest';
import { commitmentDemand } from '../../src-shared/rules/desk-commitments';
import { makeLedger } from '../support/ledger';

const changyi = '220202';
const base = {
  id: 'c1',
  scope: changyi,
  month: '2018-09',
  matter: '江澜产业园补齐施工合同备案和现场照片，报区统计局审核',
  unit: '区住建局',
  person: '李勇',
  due: '2018-09-14',
  project: null,
};

test('a commitment says who promised what, and leads to the list', () => {
  expect(commitmentDemand(base, '2018-09-16')).toEqual({
    id: 'commitment:c1',
    what: '江澜产业园补齐施工合同备案和现场照片，…',
    why: '9月压实清单：李勇负责，时限 9月14日',
    due: '2018-09-14',
    to: '/progress/commitments?month=2018-09&show=overdue',
    action: '看清单',
    node: null,
  });
  expect(commitmentDemand({ ...base, due: '2018-09-16' }, '2018-09-16')?.to).toContain('show=open');
  expect(commitmentDemand({ ...base, person: null, project: '北纬新材料' }, '2018-09-16')?.why).toBe(
    '9月压实清单：北纬新材料，区住建局负责，时限 9月14日',
  );
  expect(commitmentDemand({ ...base, scope: 'city' }, '2018-09-16')).toMatchObject({
    ofCity: true,
    to: '/dispatch/targets/commitments?month=2018-09&show=overdue&region=city',
  });
});

test('the desk of a region has what it promised and has not done; the Commission’s that of the city’s departments', async () => {
  const write = { month: '2018-09', person: '李勇', matter: '某事' };
  const todosOf = async (role: 'secretary' | 'commission', scope: string, region: string | null) => {
    const ledger = await makeLedger({ role, region });
    const { ids } = await ledger.call('commitments.write', {
      edits: [
        { id: null, set: { ...write, scope, due: '2018-09-14' } },
        { id: null, set: { ...write, scope, due: '2018-09-20' } },
        { id: null, set: { ...write, scope, due: '2018-09-14', state: 'done', done_on: '2018-09-13' } },
        { id: null, set: { ...write, scope, due: '2018-12-31' } },
      ],
    });
    // What stands here of somebody else's list is nobody's day here.
    await ledger.call('records.create', {
      entity: 'commitment',
      set: { ...write, scope: '220203', due: '2018-09-14', state: 'open' },
    });
    const { todos } = await ledger.call('desk.show', {});
    return todos
      .filter(({ id }) => id.startsWith('commitment:'))
      .map(({ id, group }) => [ids.indexOf(id.slice('commitment:'.length)), group]);
  };
  const wanted = [
    [0, 'overdue'],
    [1, 'this_week'],
  ];
  expect(await todosOf('secretary', changyi, changyi)).toEqual(wanted);
  expect(await todosOf('commission', 'city', null)).toEqual(wanted);
  // A region's list is its secretary's day, not the Commission's.
  expect(await todosOf('commission', changyi, null)).toEqual([]);
});
