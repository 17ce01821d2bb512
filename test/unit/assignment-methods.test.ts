import { expect, test } from 'vitest';
import { makeLedger, type TestLedger } from '../support/ledger';

const zhou = { role: 'commission', person: '周科长', unit: '市发改委', region: null } as const;
const changyi = '220202';
const longtan = '220203';

const termsOf = async (ledger: TestLedger, region: string) =>
  (await ledger.call('assignments.show', {})).terms
    .filter((term) => term.region === region)
    .map(({ leader, since, until }) => [leader, since, until]);

async function patronOfProject(ledger: TestLedger, id: string) {
  const { derived } = await ledger.call('projects.show', { id });
  const page = await ledger.call('projects.page', { view: 'all' });
  const row = page.rows.find((one) => one.id === id) as { derived: { patron: string | null } };
  const filtered = await ledger.call('projects.count', {
    view: 'all',
    filters: [{ field: 'patron', operator: 'is', value: [derived.patron ?? ''] }],
  });
  return [derived.patron, row.derived.patron, filtered.projects];
}

test('a change of leader goes through to projects, grid, filters and the city, and leaves the past alone', async () => {
  const ledger = await makeLedger(zhou);
  const { id } = await ledger.call('records.create', {
    entity: 'project',
    set: {
      name: '甲项目',
      region: changyi,
      lifecycle: 'construction',
      actual_start: '2018-05-02',
      total_investment: 680_000_000,
    },
  });
  expect(await patronOfProject(ledger, id)).toEqual(['谢义', '谢义', 1]);
  await ledger.call('assignments.take', { regions: [changyi], leader: ' 周平 ', post: null, since: '2018-09-10' });
  expect(await patronOfProject(ledger, id)).toEqual(['周平', '周平', 1]);
  expect(await termsOf(ledger, changyi)).toEqual([
    ['谢义', null, '2018-09-09'],
    ['周平', '2018-09-10', null],
  ]);
  const leadersIn = async (period: string) =>
    (await ledger.call('dispatch.slices', { period, by: 'leader' })).rows
      ?.filter(({ figures }) => figures.due > 0)
      .map(({ key }) => key);
  expect(await leadersIn('2018-08')).toEqual(['谢义']);
  expect(await leadersIn('2018-09')).toEqual(['周平']);
  const sheets = await ledger.call('papers.subjects', { kind: 'leader_sheet', text: '' });
  expect(sheets.map(({ subject }) => subject)).toContain('周平');
});

test('who comes later closes the one before; the same day corrects; what was arranged for later stays', async () => {
  const ledger = await makeLedger(zhou);
  const take = (leader: string, since: string, regions = [changyi, longtan]) =>
    ledger.call('assignments.take', { regions, leader, post: '副市长', since });
  await take('甲', '2018-03-01');
  await take('乙', '2018-06-01');
  await take('丙', '2018-05-01', [changyi]);
  await take('丁', '2018-06-01', [changyi]);
  expect(await termsOf(ledger, changyi)).toEqual([
    ['谢义', null, '2018-02-28'],
    ['甲', '2018-03-01', '2018-04-30'],
    ['丙', '2018-05-01', '2018-05-31'],
    ['丁', '2018-06-01', null],
  ]);
  expect(await termsOf(ledger, longtan)).toEqual([
    ['谢义', null, '2018-02-28'],
    ['甲', '2018-03-01', '2018-05-31'],
    ['乙', '2018-06-01', null],
  ]);
  expect((await ledger.call('assignments.show', {})).doubts).toEqual([]);
  await ledger.call('records.undo', {});
  expect((await termsOf(ledger, changyi)).at(-1)).toEqual(['乙', '2018-06-01', null]);
});

test('overlaps typed elsewhere are named and hinder nothing; a region may not set the city’s assignments', async () => {
  const ledger = await makeLedger(zhou);
  for (const [leader, since] of [
    ['甲', '2018-03-01'],
    ['乙', '2018-06-01'],
  ] as const)
    await ledger.call('records.create', {
      entity: 'assignment',
      set: { scope: 'city', leader, region: changyi, since },
    });
  const { doubts } = await ledger.call('assignments.show', {});
  expect(doubts.map(({ region }) => region)).toEqual([changyi]);
  expect((await termsOf(ledger, changyi)).at(-1)).toEqual(['乙', '2018-06-01', null]);

  const secretary = await makeLedger({ region: changyi });
  expect(
    await secretary.refused('assignments.take', { regions: [changyi], leader: '甲', post: null, since: '2018-09-10' }),
  ).toBe('step_refused');
  // What a region keeps for itself is not the city's.
  await secretary.call('records.create', {
    entity: 'assignment',
    set: { scope: changyi, leader: '甲', region: changyi, since: '2018-03-01' },
  });
  expect(await termsOf(secretary, changyi)).toEqual([['谢义', null, null]]);
});
