import { describe, expect, test } from 'vitest';
import type { InputOf } from '../../src-shared/contract/contract';
import { makeLedger, type TestLedger } from '../support/ledger';
import { ledgerFile, putFile, type SheetSpec } from '../support/workbook';

const head = ['项目名称', '建设单位', '属地', '总投资（万元）', '2018年计划投资（万元）', '项目阶段', '备注'];
type Rows = SheetSpec['rows'];
type Values = InputOf<'records.create'>['set'];

const mine = {
  name: '江澜产业园',
  owner: '江澜公司',
  region: '220202',
  total_investment: 265_000_000,
  note: '台账备注',
} as const;
const row = ['江澜产业园', '江澜公司', '昌邑区', 28000, 9000, '在建', '表里备注'];

async function ledgerWith(...sets: Values[]): Promise<{ ledger: TestLedger; ids: string[] }> {
  const ledger = await makeLedger();
  const ids: string[] = [];
  for (const set of sets) ids.push((await ledger.call('records.create', { entity: 'project', set })).id);
  return { ledger, ids };
}

const projects = (ledger: TestLedger) => ledger.call('projects.list', { view: 'all' });
const fileOf = (rows: Rows, file = '8月调度表.xlsx') => ledgerFile(rows, { name: '调度表', file });

/** The preview with these options, and whether the import with the same ones did what it said. */
async function both(ledger: TestLedger, options: InputOf<'excel.preview'>) {
  const preview = await ledger.call('excel.preview', options);
  const outcome = await ledger.call('excel.import', options);
  expect([outcome.created, outcome.updated, outcome.unchanged]).toEqual([
    preview.created,
    preview.updated,
    preview.unchanged,
  ]);
  return { preview, outcome };
}

describe('differences, field by field', () => {
  test('both values, their column and what becomes of them; blanks are filled, equal values are none', async () => {
    const { ledger } = await ledgerWith(mine);
    const { preview } = await both(ledger, { file: fileOf([head, row]) });
    const at = { row: 2, taken: true };
    expect(preview.differences).toEqual([
      { ...at, column: 'D', field: 'total_investment', label: '总投资', mine: '26,500万元', file: '28,000万元' },
      { ...at, column: 'E', field: 'annual_plan.2018', label: '2018年度计划', mine: '空', file: '9,000万元' },
      { ...at, column: 'F', field: 'lifecycle', label: '阶段', mine: '空', file: '在建' },
      { ...at, column: 'G', field: 'note', label: '备注', mine: '台账备注', file: '表里备注' },
    ]);
    expect(preview).toMatchObject({ differenceCount: 4, policy: 'file', policies: {} });
    const again = await ledger.call('excel.preview', { file: fileOf([head, row]) });
    expect(again).toMatchObject({ differences: [], differenceCount: 0, unchanged: 1 });
  });

  test('a new project has none', async () => {
    const preview = await (await makeLedger()).call('excel.preview', { file: fileOf([head, row]) });
    expect(preview).toMatchObject({ created: 1, differences: [] });
  });

  test('a sum since January is held against the sum of the ledger', async () => {
    const { ledger, ids } = await ledgerWith(mine);
    for (const [month, completed] of [
      ['2018-07', 10_000_000],
      ['2018-08', 5_000_000],
    ] as const)
      await ledger.call('records.create', { entity: 'progress', set: { project: ids[0] ?? '', month, completed } });
    const rows = [
      ['项目名称', '建设单位', '属地', '1-8月累计完成（万元）'],
      ['江澜产业园', '江澜公司', '昌邑区', 1600],
    ];
    const { preview } = await both(ledger, { file: fileOf(rows) });
    expect(preview.differences).toMatchObject([
      { label: '1-8月累计完成', mine: '1,500万元', file: '1,600万元', column: 'D', taken: true },
    ]);
    const { progress } = await ledger.call('projects.show', { id: ids[0] ?? '' });
    expect(progress.map(({ completed }) => completed)).toEqual([10_000_000, 6_000_000]);
    const kept = await ledger.call('excel.preview', {
      file: fileOf([rows[0] ?? [], ['江澜产业园', '江澜公司', '昌邑区', 1700]]),
      policy: 'fill',
    });
    expect(kept).toMatchObject({ unchanged: 1, differences: [{ taken: false }] });
  });
});

describe('policies', () => {
  const values = async (ledger: TestLedger) => {
    const [project] = await projects(ledger);
    return [project?.total_investment, project?.annual_plan, project?.note];
  };

  test('only blanks are filled, of the sheet or of one column', async () => {
    const { ledger } = await ledgerWith(mine);
    const { preview } = await both(ledger, { file: fileOf([head, row]), policy: 'fill' });
    expect(preview.differences.map(({ field, taken }) => [field, taken])).toEqual([
      ['total_investment', false],
      ['annual_plan.2018', true],
      ['lifecycle', true],
      ['note', false],
    ]);
    expect(await values(ledger)).toEqual([265_000_000, 90_000_000, '台账备注']);

    await both(ledger, { file: fileOf([head, row]), policies: { G: 'fill' } });
    expect(await values(ledger)).toEqual([280_000_000, 90_000_000, '台账备注']);
  });

  test('asked: nothing is written before every difference is answered, then each as it was', async () => {
    const { ledger } = await ledgerWith(mine);
    const file = fileOf([head, row]);
    const preview = await ledger.call('excel.preview', { file, policy: 'ask' });
    expect(preview.doubts.map(({ id, chosen, required, fixable }) => [id, chosen, required, fixable])).toEqual([
      ['differs:2:D', null, true, true],
      ['differs:2:G', null, true, true],
    ]);
    expect(preview.doubts[0]).toMatchObject({
      message: '总投资与台账不同',
      detail: '台账 26,500万元，表里 28,000万元',
      value: '28000',
    });
    expect(await ledger.refused('excel.import', { file, policy: 'ask' })).toBe('doubt_undecided');
    const decisions = { 'differs:2:D': 'file', 'differs:2:G': 'keep' };
    await both(ledger, { file, policy: 'ask', decisions });
    expect(await values(ledger)).toEqual([280_000_000, 90_000_000, '台账备注']);
  });

  test('an empty cell clears nothing, whatever the policy', async () => {
    for (const policy of ['fill', 'file', 'ask'] as const) {
      const { ledger } = await ledgerWith(mine);
      const blank = ['江澜产业园', '江澜公司', '昌邑区', null, null, null, '　'];
      const { preview } = await both(ledger, { file: fileOf([head, blank]), policy });
      expect(preview).toMatchObject({ unchanged: 1, differences: [], doubts: [] });
      expect(await values(ledger)).toEqual([265_000_000, null, '台账备注']);
    }
  });

  test('a value that a check drops is no longer shown as taken', async () => {
    const { ledger } = await ledgerWith({ ...mine, total_investment: 50_000_000 });
    const only = ['江澜产业园', '江澜公司', '昌邑区', null, 9000, null, null];
    const file = fileOf([head, only]);
    const { preview } = await both(ledger, { file, decisions: { 'plan-over-total:2:E': 'skip' } });
    expect(preview.differences).toMatchObject([{ field: 'annual_plan.2018', taken: false }]);
    expect(preview.unchanged).toBe(1);
  });
});

describe('cells that are typed anew', () => {
  const doubtful = [
    ['项目名称', '建设单位', '属地', '总投资（万元）', '开工时间', '审批类型'],
    ['江澜产业园', '江澜公司', '昌邑区', '八千多', '4月中旬', '口头'],
  ];

  test('a doubtful date and unreadable cells are read as typed; the file stays as it is', async () => {
    const ledger = await makeLedger();
    const file = fileOf(doubtful);
    const before = await ledger.call('excel.preview', { file });
    expect(before.doubts).toMatchObject([{ id: 'date:2:E', value: '4月中旬', fixable: true }]);
    expect(before.problems.map(({ column }) => column)).toEqual(['D', 'F']);
    const decisions = {
      'date:2:E': 'value:2018-04-15',
      'problem:2:D': 'value:0.8亿',
      'problem:2:F': 'value:备案',
    };
    const { preview, outcome } = await both(ledger, { file, decisions });
    expect(outcome.problems).toEqual([]);
    expect(preview.doubts.map(({ id, message, chosen, required }) => [id, message, chosen, required])).toEqual([
      ['problem:2:D', '“八千多”改按“0.8亿”读', 'value:0.8亿', false],
      ['date:2:E', '“4月中旬”改按“2018-04-15”读', 'value:2018-04-15', false],
      ['problem:2:F', '“口头”改按“备案”读', 'value:备案', false],
    ]);
    expect(await projects(ledger)).toMatchObject([
      { total_investment: 80_000_000, actual_start: '2018-04-15', approval_type: 'filing' },
    ]);
  });

  test('what is typed is checked like any cell, and the way back is offered', async () => {
    const ledger = await makeLedger();
    const file = fileOf(doubtful);
    const wrong = await ledger.call('excel.preview', { file, decisions: { 'date:2:E': 'value:某日' } });
    expect(wrong.problems).toContainEqual({ row: 2, column: 'E', value: '某日', message: '不是日期，没有写入' });
    expect(wrong.doubts).toEqual([]);
    const blank = await ledger.call('excel.preview', { file, decisions: { 'date:2:E': 'value:' } });
    expect(blank.doubts).toMatchObject([{ message: '“4月中旬”改按空白读' }]);
    const back = await ledger.call('excel.preview', { file, decisions: { 'date:2:E': 'original' } });
    expect(back.doubts).toMatchObject([{ message: '“4月中旬”不是日期', chosen: '2018-04' }]);
  });

  test('a cell under a merge is the cell of the merge', async () => {
    const rows = [
      ['项目名称', '建设单位', '属地', '总投资（万元）', '开工时间'],
      ['甲厂房', '甲公司', '昌邑区', 5200, '某天'],
      ['乙厂房', '乙公司', '昌邑区', 5300, null],
    ];
    const file = ledgerFile(rows, { merges: ['E2:E3'] });
    const ledger = await makeLedger();
    await both(ledger, { file, decisions: { 'problem:3:E': 'value:2018.7' } });
    expect((await projects(ledger)).map(({ actual_start }) => actual_start)).toEqual(['2018-07', '2018-07']);
  });

  test('an amount that stands ten thousand times off is settled by typing it', async () => {
    const rows = ['甲', '乙', '丙', '丁', '戊'].map((name, at) => [`${name}厂房`, `${name}公司`, '昌邑区', at + 2]);
    const file = fileOf([
      ['项目名称', '建设单位', '属地', '总投资（亿元）'],
      ...rows,
      ['己厂房', '己公司', '昌邑区', 9600],
    ]);
    const ledger = await makeLedger();
    expect(await ledger.refused('excel.import', { file })).toBe('unit_undecided');
    await both(ledger, { file, decisions: { 'unit:7:D': 'value:9600万' } });
    expect((await projects(ledger)).at(-1)?.total_investment).toBe(96_000_000);
  });
});

describe('a column in a unit that the ledger contradicts', () => {
  const names = ['甲', '乙', '丙', '丁', '戊', '己'];
  const known = names.slice(0, 5).map((name, at) => ({
    name: `${name}厂房`,
    owner: `${name}公司`,
    region: '220202',
    total_investment: 500_000_000,
    annual_plan: { 2018: (at + 1) * 10_000_000 },
  }));
  // Plans in 元 under a header that says 万元, so small beside their totals that the sheet alone says nothing.
  const rows = names.map((name, at) => [`${name}厂房`, `${name}公司`, '昌邑区', (at + 1) * 0.1 + 0.001]);
  const file = () => fileOf([['项目名称', '建设单位', '属地', '2018年计划投资（万元）'], ...rows]);

  test('is asked about once, and read anew for known and new projects alike', async () => {
    const { ledger } = await ledgerWith(...known);
    const input = file();
    const preview = await ledger.call('excel.preview', { file: input });
    expect(preview.doubts).toMatchObject([
      {
        id: 'known-unit:1:D',
        required: true,
        chosen: null,
        fixable: false,
        message: 'D 列 5 个项目与台账都差一万倍',
      },
    ]);
    expect(await ledger.refused('excel.import', { file: input })).toBe('unit_undecided');
    await both(ledger, { file: input, decisions: { 'known-unit:1:D': 'yi' } });
    expect((await projects(ledger)).map(({ annual_plan }) => annual_plan)).toEqual([
      10_100_000, 20_100_000, 30_100_000, 40_100_000, 50_100_000, 60_100_000,
    ]);
  });

  test('or left out as a whole', async () => {
    const { ledger } = await ledgerWith(...known);
    const { preview } = await both(ledger, { file: file(), decisions: { 'known-unit:1:D': 'skip' } });
    expect(preview).toMatchObject({ created: 1, updated: 0, unchanged: 5 });
    expect((await projects(ledger)).map(({ annual_plan }) => annual_plan)).toEqual([
      10_000_000,
      20_000_000,
      30_000_000,
      40_000_000,
      50_000_000,
      null,
    ]);
  });

  test('a single cell is asked about by itself', async () => {
    const { ledger } = await ledgerWith(...known);
    const right = names.slice(0, 5).map((name, at) => [`${name}厂房`, `${name}公司`, '昌邑区', (at + 1) * 1000]);
    const wrong = right.map((cells, at) => (at === 2 ? [...cells.slice(0, 3), 0.3] : cells));
    const preview = await ledger.call('excel.preview', {
      file: fileOf([['项目名称', '建设单位', '属地', '2018年计划投资（万元）'], ...wrong]),
    });
    expect(preview.doubts.map(({ row: at, column, required }) => [at, column, required])).toEqual([[4, 'D', true]]);
  });
});

describe('which project a row is', () => {
  const withId = (...rows: Rows) =>
    fileOf([['编号（勿改）', '项目名称', '建设单位', '属地', '总投资（万元）'], ...rows]);

  test('our own id is sure, whatever else was changed', async () => {
    const { ledger, ids } = await ledgerWith(mine);
    const { preview } = await both(ledger, { file: withId([ids[0] ?? '', '改名园区', '另一家公司', '龙潭区', 28000]) });
    expect(preview).toMatchObject({ created: 0, updated: 1, doubts: [] });
    expect(preview.mapping[0]).toMatchObject({ field: 'id' });
    expect(await projects(ledger)).toMatchObject([{ id: ids[0], name: '改名园区', owner: '另一家公司' }]);
  });

  test('an id that is not here is no project, and is not written anywhere', async () => {
    const { ledger } = await ledgerWith(mine);
    const file = withId(['01890000-0000-7000-8000-000000000000', '新园区', '新公司', '昌邑区', 28000]);
    await both(ledger, { file });
    const found = await projects(ledger);
    expect(found.map(({ name }) => name).sort()).toEqual(['新园区', '江澜产业园'].sort());
    expect(found.map(({ id }) => id)).not.toContain('01890000-0000-7000-8000-000000000000');
  });

  test('a row that was copied with its id for a new project makes one', async () => {
    const { ledger, ids } = await ledgerWith(mine);
    const id = ids[0] ?? '';
    const rows: Rows = [
      [id, '江澜产业园', '江澜公司', '昌邑区', 26500],
      [id, '青山水厂', '青山公司', '龙潭区', 26500],
    ];
    const { preview } = await both(ledger, { file: withId(...rows) });
    expect(preview.doubts).toMatchObject([{ id: 'twice:3:B', chosen: 'create', detail: '编号相同，名称不同' }]);
    expect((await projects(ledger)).map(({ name }) => name)).toEqual(['江澜产业园', '青山水厂']);
  });

  test('of several projects of one name each is offered, and a guess is never silent', async () => {
    const road = { name: '道路改造', owner: '住建局', region: '220202' };
    const { ledger, ids } = await ledgerWith(
      { ...road, total_investment: 52_000_000 },
      { ...road, total_investment: 68_000_000 },
    );
    const file = fileOf([head, ['道路改造', '住建局', '昌邑区', 7000, null, null, null]]);
    const preview = await ledger.call('excel.preview', { file });
    expect(preview.doubts).toMatchObject([
      {
        chosen: 'create',
        fixable: false,
        choices: [
          { code: 'update', label: '更新总投资 5,200万元的' },
          { code: `update ${ids[1]}`, label: '更新总投资 6,800万元的' },
          { code: 'create', label: '新建' },
        ],
      },
    ]);
    const outcome = await ledger.call('excel.import', { file, decisions: { 'same:2:A': `update ${ids[1]}` } });
    expect(outcome).toMatchObject({ created: 0, updated: 1 });
    expect((await projects(ledger)).map(({ total_investment }) => total_investment)).toEqual([52_000_000, 70_000_000]);
  });

  test('a code alone, under another name and without a unit, is only a guess', async () => {
    const code = '2018-220202-30-03-000001';
    const { ledger } = await ledgerWith({ name: '江澜产业园', region: '220202', code });
    const file = fileOf([
      ['项目名称', '项目代码', '属地'],
      ['青山水厂', code, '昌邑区'],
    ]);
    expect((await ledger.call('excel.preview', { file })).doubts).toMatchObject([{ id: 'same:2:B', chosen: 'update' }]);
    const { problems } = await ledger.call('excel.import', { file });
    expect(problems).toMatchObject([
      { row: 2, column: 'B', value: code, message: expect.stringContaining('疑似同一项目，按“更新它”处理') },
    ]);
  });
});

describe('history', () => {
  test('every field says file, sheet and row; the step says the file, and one undo takes all of it back', async () => {
    const { ledger, ids } = await ledgerWith(mine);
    const before = await ledger.call('projects.show', { id: ids[0] ?? '' });
    const rows = [
      ['项目名称', '建设单位', '属地', '总投资（万元）', '1-8月累计完成（万元）', '是否入统'],
      ['江澜产业园', '江澜公司', '昌邑区', 28000, 1600, '是'],
      ['青山水厂', '青山公司', '龙潭区', 9000, 300, '否'],
    ];
    expect(await ledger.call('excel.import', { file: fileOf(rows) })).toMatchObject({ created: 1, updated: 1 });
    const origins = async (entity: 'project' | 'progress' | 'listing', id: string) =>
      (await ledger.call('records.history', { entity, id })).map(({ field, source }) => `${field} ${source}`);
    expect(await origins('project', ids[0] ?? '')).toContain('total_investment 导入 8月调度表.xlsx·调度表 第2行');
    const made = (await projects(ledger)).find(({ name }) => name === '青山水厂');
    const shown = await ledger.call('projects.show', { id: String(made?.id) });
    expect(await origins('project', String(made?.id))).toContain('name 导入 8月调度表.xlsx·调度表 第3行');
    expect(await origins('progress', String(shown.progress[0]?.id))).toContain(
      'completed 导入 8月调度表.xlsx·调度表 第3行',
    );
    expect(await origins('listing', String(shown.listing?.id))).toContain('state 导入 8月调度表.xlsx·调度表 第3行');

    expect(await ledger.call('records.undo', {})).toMatchObject({ what: '导入 8月调度表.xlsx' });
    expect((await projects(ledger)).map(({ name }) => name)).toEqual(['江澜产业园']);
    const after = await ledger.call('projects.show', { id: ids[0] ?? '' });
    expect(after.project).toEqual(before.project);
    expect([after.progress, after.listing]).toEqual([before.progress, before.listing]);
    expect(await ledger.call('excel.import', { file: fileOf(rows) })).toMatchObject({ created: 1, updated: 1 });
  });
});

describe('what was on the clipboard', () => {
  test('as lines with tabs, and as a table with rowspan', async () => {
    const lines = [head, row].map((cells) => cells.join('\t')).join('\r\n');
    const ledger = await makeLedger();
    const { preview } = await both(ledger, { text: lines });
    expect(preview).toMatchObject({ name: '粘贴的表格', created: 1 });
    const html = `<html><body><!--StartFragment--><table><tr><td>项目名称</td><td>属地</td><td>总投资（亿元）</td></tr>
      <tr><td>甲厂房</td><td rowspan=2>昌邑区</td><td>1.2</td></tr><tr><td>乙厂房</td><td>5000万</td></tr></table></body></html>`;
    await both(ledger, { text: html });
    expect((await projects(ledger)).map((each) => [each.name, each.region, each.total_investment])).toEqual([
      ['江澜产业园', '昌邑区', 280_000_000],
      ['甲厂房', '昌邑区', 120_000_000],
      ['乙厂房', '昌邑区', 50_000_000],
    ]);
    const [first] = await projects(ledger);
    const history = await ledger.call('records.history', { entity: 'project', id: String(first?.id) });
    expect(history[0]?.source).toMatch(/^导入 粘贴的表格·.+ 第2行$/);
  });

  test('is refused where it is no table, and never together with a file', async () => {
    const ledger = await makeLedger();
    expect(await ledger.refused('excel.preview', { text: '只是一句话' })).toBe('no_header');
    expect(await ledger.refused('excel.preview', {})).toBe('invalid_input');
    expect(await ledger.refused('excel.preview', { text: 'a', file: putFile('a.csv', 'a') })).toBe('invalid_input');
  });
});
