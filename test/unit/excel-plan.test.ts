import { describe, expect, test } from 'vitest';
import { makeLedger, type TestLedger } from '../support/ledger';
import { ledgerFile, type SheetSpec } from '../support/workbook';

const head = ['项目名称', '项目代码', '建设单位', '属地', '总投资（万元）', '备注'];

async function ledgerWith(
  ...sets: Record<string, string | number | string[] | Record<string, number>>[]
): Promise<{ ledger: TestLedger; ids: string[] }> {
  const ledger = await makeLedger();
  const ids: string[] = [];
  for (const set of sets) ids.push((await ledger.call('records.create', { entity: 'project', set })).id);
  return { ledger, ids };
}

const known = {
  name: '松筑装配式建筑构件基地',
  owner: '吉林松筑住工有限公司',
  region: '220202',
  code: '2018-220202-30-03-000001',
  total_investment: 426_000_000,
};

async function import1(ledger: TestLedger, rows: SheetSpec['rows'], decisions: Record<string, string> = {}) {
  const file = ledgerFile([head, ...rows]);
  const preview = await ledger.call('excel.preview', { file, decisions });
  const outcome = await ledger.call('excel.import', { file, decisions });
  const projects = await ledger.call('projects.list', { view: 'all' });
  return { file, preview, outcome, projects };
}

describe('what a row is recognised as', () => {
  const cases: Record<string, { row: SheetSpec['rows'][number]; created: number; doubt?: string }> = {
    'the same code and a name that was changed a little': {
      row: ['松筑装配式建筑构件生产基地', known.code, '吉林松筑住工有限公司', '昌邑区', 42600, null],
      created: 0,
    },
    'the same code and the same unit under a new name': {
      row: ['北方住宅产业园', known.code, '吉林松筑住工有限公司', '昌邑区', 42600, null],
      created: 0,
    },
    'the same code on another project of another unit': {
      row: ['禾沐大米加工', known.code, '吉林禾沐食品有限公司', '昌邑区', 42600, null],
      created: 1,
      doubt: 'create',
    },
    'the same name, unit and region without a code': {
      row: [known.name, null, known.owner, '昌邑区', 42600, null],
      created: 0,
    },
    'the same name with other brackets and blanks in the unit': {
      row: [known.name, null, '吉林松筑住工 有限公司', '昌邑区', 42600, null],
      created: 0,
    },
    'the same name, and the row names no unit': { row: [known.name, null, null, '昌邑区', 42600, null], created: 0 },
    'the name with a suffix, of the same unit': {
      row: ['松筑装配式建筑构件基地建设项目', null, known.owner, '昌邑区', 42600, null],
      created: 0,
      doubt: 'update',
    },
    'a name that is only alike, of the same unit': {
      row: ['松筑装配式建筑构件仓储基地', null, known.owner, '昌邑区', 42600, null],
      created: 1,
      doubt: 'create',
    },
    'the second phase, of the same unit': {
      row: ['松筑装配式建筑构件基地二期', null, known.owner, '昌邑区', 42600, null],
      created: 1,
    },
    'the same name in another region': { row: [known.name, null, null, '龙潭区', 42600, null], created: 1 },
    'the same name of another unit': {
      row: [known.name, null, '另一家公司', '昌邑区', 42600, null],
      created: 1,
      doubt: 'create',
    },
  };
  test.each(Object.keys(cases))('%s', async (what) => {
    const { row, created, doubt } = cases[what] ?? { row: [], created: 0 };
    const { ledger } = await ledgerWith(known);
    const { preview, outcome, projects } = await import1(ledger, [row]);
    expect(
      preview.doubts.filter(({ id }) => id.startsWith('same')).map(({ chosen, required }) => [chosen, required]),
    ).toEqual(doubt ? [[doubt, false]] : []);
    expect(outcome.created).toBe(created);
    expect(projects).toHaveLength(1 + created);
  });

  test('a person decides the other way', async () => {
    const alike = ['松筑装配式建筑构件仓储基地', null, known.owner, '昌邑区', 42700, null];
    const { ledger } = await ledgerWith(known);
    const { outcome, projects } = await import1(ledger, [alike], { 'same:2:A': 'update' });
    expect(outcome).toMatchObject({ created: 0, updated: 1 });
    expect(projects).toMatchObject([{ name: '松筑装配式建筑构件仓储基地', total_investment: 427_000_000 }]);
  });

  test('names that differ by a number, a phase or a part are never taken for alike', async () => {
    const names = ['道路改造1号线', '道路改造2号线', '安置房一期', '安置房二期', 'A区厂房', 'B区厂房'];
    const { outcome, preview } = await import1(
      await makeLedger(),
      names.map((name) => [name, null, '住建局', '昌邑区', 5200, null]),
    );
    expect(outcome.created).toBe(6);
    expect(preview.doubts).toEqual([]);
  });
});

describe('two rows of one file', () => {
  test('that are one project make one, and what the later adds is kept', async () => {
    const { outcome, projects, file } = await import1(await makeLedger(), [
      ['甲厂房', null, '甲公司', '昌邑区', 5200, null],
      ['甲厂房项目', null, '甲公司', '昌邑区', null, '要紧'],
    ]);
    expect(outcome).toMatchObject({ created: 1, skipped: [{ row: 3, reason: '与第 2 行是同一项目，已合并' }] });
    expect(projects).toMatchObject([{ name: '甲厂房', total_investment: 52_000_000, note: '要紧' }]);
    expect(file).toContain('台账.xlsx');
  });

  test('with the same name and other amounts are two, and stay two when they come again', async () => {
    const ledger = await makeLedger();
    const rows = [
      ['道路改造', null, '住建局', '昌邑区', 5200, null],
      ['道路改造', null, '住建局', '昌邑区', 6800, null],
      ['道路改造', null, '住建局', '昌邑区', 9000, null],
    ];
    expect((await import1(ledger, rows)).outcome.created).toBe(3);
    const again = await import1(ledger, rows);
    expect(again.outcome).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
    expect(again.preview.doubts).toEqual([]);
  });

  test('with the same name and other codes are two', async () => {
    const rows = [
      ['安置房', '2018-220202-70-01-000001', '住建局', '昌邑区', 5200, null],
      ['安置房', '2018-220202-70-01-000002', '住建局', '昌邑区', 5200, null],
    ];
    expect((await import1(await makeLedger(), rows)).outcome.created).toBe(2);
  });
});

describe('what is written', () => {
  test('only what differs; a blank clears nothing; the whole import is one step under the name of its file', async () => {
    const { ledger, ids } = await ledgerWith({ ...known, note: '原备注', annual_plan: { 2017: 1_000_000 } });
    const before = await ledger.call('ledger.digest', {});
    const rows = [
      [known.name, known.code, known.owner, '昌邑区', 43000, null],
      ['乙厂房', null, '乙公司', '龙潭区', 5200, null],
    ];
    const { outcome } = await import1(ledger, rows);
    expect(outcome).toMatchObject({ created: 1, updated: 1 });
    const [project] = (await ledger.call('projects.list', { view: 'all' })).filter(({ id }) => id === ids[0]);
    expect(project).toMatchObject({ total_investment: 430_000_000, note: '原备注', code: known.code });
    const history = await ledger.call('records.history', { entity: 'project', id: ids[0] ?? '' });
    expect(JSON.stringify(history)).toContain('导入 台账.xlsx');
    expect(history.filter((entry) => JSON.stringify(entry).includes('导入 台账.xlsx'))).toHaveLength(1);
    await ledger.call('records.undo', {});
    expect(
      (await ledger.call('projects.list', { view: 'all' })).map(({ total_investment }) => total_investment),
    ).toEqual([426_000_000]);
    expect((await ledger.call('ledger.digest', {})).changes).toBeGreaterThan(before.changes);
  });

  test('a name that is only written otherwise, and other blanks in a text, are no change', async () => {
    const { ledger } = await ledgerWith({ ...known, note: '一、二' });
    const { outcome } = await import1(ledger, [
      [`${known.name}项目`, known.code, '吉林 松筑住工有限公司', '昌邑', 42600, '一、 二'],
    ]);
    expect(outcome).toMatchObject({ unchanged: 1 });
  });

  test('a month does not blur a day that is known, another month does', async () => {
    const { ledger } = await ledgerWith({ name: '甲厂房', region: '220202', actual_start: '2018-04-18' });
    const dated = async (start: string) => {
      await ledger.call('excel.import', {
        file: ledgerFile([
          ['项目名称', '属地', '实际开工时间'],
          ['甲厂房', '昌邑区', start],
        ]),
      });
      return (await ledger.call('projects.list', { view: 'all' }))[0]?.actual_start;
    };
    expect(await dated('2018.4')).toBe('2018-04-18');
    expect(await dated('2018.5')).toBe('2018-05');
    expect(await dated('2018.5.7')).toBe('2018-05-07');
  });

  test('the stage that a title implies fills a blank and never replaces one', async () => {
    const { ledger } = await ledgerWith(
      { name: '甲厂房', region: '220202', lifecycle: 'suspended' },
      { name: '乙厂房', region: '220202' },
    );
    const rows = [
      ['2018年在建项目'],
      ['项目名称', '属地', '总投资（万元）'],
      ['甲厂房', '昌邑区', 5200],
      ['乙厂房', '昌邑区', 5200],
    ];
    await ledger.call('excel.import', { file: ledgerFile(rows) });
    const projects = await ledger.call('projects.list', { view: 'all' });
    expect(projects.map(({ lifecycle }) => lifecycle)).toEqual(['suspended', 'construction']);
  });

  test('a step back in the life of a project is left alone unless a person says so', async () => {
    const rows = [
      ['项目名称', '属地', '项目阶段'],
      ['甲厂房', '昌邑区', '前期'],
    ];
    for (const [decisions, stage] of [
      [{}, 'construction'],
      [{ 'stage:2:C': 'keep' }, 'preparation'],
    ] as const) {
      const { ledger } = await ledgerWith({ name: '甲厂房', region: '220202', lifecycle: 'construction' });
      await ledger.call('excel.import', { file: ledgerFile(rows), decisions: { ...decisions } });
      expect((await ledger.call('projects.list', { view: 'all' }))[0]?.lifecycle).toBe(stage);
    }
  });

  test('an amount ten thousand times what the ledger knows must be settled', async () => {
    const { ledger } = await ledgerWith(known);
    const file = ledgerFile([
      head,
      [known.name, known.code, known.owner, '昌邑区', 4.26, null],
      ['乙厂房', null, null, '昌邑区', 5200, null],
    ]);
    const found = await ledger.call('excel.preview', { file });
    expect(found.doubts.filter(({ required }) => required)).toHaveLength(1);
    expect(await ledger.refused('excel.import', { file })).toBe('unit_undecided');
    const id = found.doubts.find(({ required }) => required)?.id ?? '';
    await ledger.call('excel.import', { file, decisions: { [id]: id.startsWith('unit') ? 'yi' : 'skip' } });
    expect((await ledger.call('projects.list', { view: 'all' }))[0]?.total_investment).toBe(426_000_000);
  });
});

describe('progress', () => {
  const table = (month: number, sum: number | null, own: number | null = null): SheetSpec['rows'] => [
    [`2018年项目进展（1-${month}月）`],
    ['项目名称', '属地', '总投资（万元）', `1-${month}月累计完成（万元）`, '本月完成（万元）'],
    ['甲厂房', '昌邑区', 90000, sum, own],
  ];
  const months = async (ledger: TestLedger) => {
    const [project] = await ledger.call('projects.list', { view: 'all' });
    const { progress } = await ledger.call('projects.show', { id: String(project?.id) });
    return progress.map(({ month, completed }) => [month, completed]);
  };

  test('a sum since January is kept as what the earlier months leave of it', async () => {
    const ledger = await makeLedger();
    await ledger.call('excel.import', { file: ledgerFile(table(7, 1000)) });
    expect(await months(ledger)).toEqual([['2018-07', 10_000_000]]);
    await ledger.call('excel.import', { file: ledgerFile(table(8, 1500)) });
    expect(await months(ledger)).toEqual([
      ['2018-07', 10_000_000],
      ['2018-08', 5_000_000],
    ]);
    expect(await ledger.call('excel.import', { file: ledgerFile(table(8, 1500)) })).toMatchObject({ unchanged: 1 });
    await ledger.call('excel.import', { file: ledgerFile(table(8, 1600)) });
    expect((await months(ledger)).at(-1)).toEqual(['2018-08', 6_000_000]);
  });

  test('the month and the sum together give the month and all before it', async () => {
    const ledger = await makeLedger();
    await ledger.call('excel.import', { file: ledgerFile(table(8, 1500, 200)) });
    expect(await months(ledger)).toEqual([
      ['2018-07', 13_000_000],
      ['2018-08', 2_000_000],
    ]);
    expect(await ledger.call('excel.import', { file: ledgerFile(table(8, 1500, 200)) })).toMatchObject({
      unchanged: 1,
      problems: [],
    });
  });

  test('a sum that contradicts the months is named and not taken', async () => {
    const ledger = await makeLedger();
    await ledger.call('excel.import', { file: ledgerFile(table(7, 1000)) });
    const outcome = await ledger.call('excel.import', { file: ledgerFile(table(8, 2000, 200)) });
    expect(outcome.problems).toEqual([
      { row: 3, column: 'D', value: '2,000万元', message: '与各月合计差 800万元，按各月写入' },
    ]);
    const less = await ledger.call('excel.preview', { file: ledgerFile(table(8, 900)) });
    expect(less.doubts).toMatchObject([{ id: 'sum:3:D', chosen: 'skip' }]);
    expect(await months(ledger)).toEqual([
      ['2018-07', 10_000_000],
      ['2018-08', 2_000_000],
    ]);
  });

  test('checks of figures that come in warn and let them pass', async () => {
    const rows = [
      ['2018年项目进展（8月）'],
      [
        '项目名称',
        '属地',
        '总投资（万元）',
        '2018年计划投资（万元）',
        '7月完成（万元）',
        '8月完成（万元）',
        '项目阶段',
      ],
      ['甲厂房', '昌邑区', 5000, 6000, 4000, 2000, '在建'],
      ['乙厂房', '昌邑区', 9000, 6000, 100, 200, '前期'],
    ];
    const ledger = await makeLedger();
    const found = await ledger.call('excel.preview', { file: ledgerFile(rows) });
    expect(found.doubts.map(({ id, chosen, required }) => [id, chosen, required])).toEqual([
      ['plan-over-total:3:D', 'keep', false],
      ['month-over-half-plan:3:E', 'keep', false],
      ['completed-over-total:3:F', 'keep', false],
      ['completed-without-start:4:E', 'keep', false],
    ]);
    await ledger.call('excel.import', { file: ledgerFile(rows), decisions: { 'month-over-half-plan:3:E': 'skip' } });
    const [project] = await ledger.call('projects.list', { view: 'all' });
    const { progress } = await ledger.call('projects.show', { id: String(project?.id) });
    expect(progress.map(({ month, completed }) => [month, completed])).toEqual([['2018-08', 20_000_000]]);
  });
});

describe('listing', () => {
  const rows = (state: string) => [
    ['项目名称', '属地', '总投资（万元）', '是否入统', '未入统原因'],
    ['甲厂房', '昌邑区', 5200, state, '施工合同未签订'],
  ];

  test('a state and a reason come into the listing record, and change it later', async () => {
    const ledger = await makeLedger();
    await ledger.call('excel.import', { file: ledgerFile(rows('否')) });
    const [project] = await ledger.call('projects.list', { view: 'all' });
    expect((await ledger.call('projects.show', { id: String(project?.id) })).listing).toMatchObject({
      state: 'missing',
      reason_code: 'C',
    });
    expect(await ledger.call('excel.import', { file: ledgerFile(rows('否')) })).toMatchObject({ unchanged: 1 });
    expect(await ledger.call('excel.import', { file: ledgerFile(rows('√')) })).toMatchObject({ updated: 1 });
    expect((await ledger.call('projects.list', { view: 'all' }))[0]?.listing).toBe('listed');
  });

  test('a title 未入统 does not take back what is further', async () => {
    const { ledger } = await ledgerWith(
      { name: '甲厂房', region: '220202', listing: 'city_review' },
      { name: '乙厂房', region: '220202' },
    );
    await ledger.call('excel.import', {
      file: ledgerFile([
        ['未入统项目清单'],
        ['项目名称', '属地', '总投资（万元）'],
        ['甲厂房', '昌邑区', 5200],
        ['乙厂房', '昌邑区', 5200],
      ]),
    });
    expect((await ledger.call('projects.list', { view: 'all' })).map(({ listing }) => listing)).toEqual([
      'city_review',
      'missing',
    ]);
  });
});
