import { describe, expect, test } from 'vitest';
import { shiftedClock } from '../../src-main/ledger/clock';
import { headerKey } from '../../src-main/ledger/office/excel-fingerprint';
import { absolutePath, relativePath } from '../../src-main/ledger/office/excel-memory';
import { makeLedger } from '../support/ledger';
import { Terminal } from '../support/terminal';
import { ledgerFile, type SheetSpec } from '../support/workbook';

/** The same table of another month: title, headers and sheet name move on. */
function monthly(month: number, rows: SheetSpec['rows'], extra: readonly string[] = []): string {
  return ledgerFile(
    [
      [`昌邑区2018年重点项目调度表（${month}月）`],
      ['项目名称', '建设单位', '投资盘子', `1-${month}月完成`, `截至${month}月底形象`, '内部记号', ...extra],
      ...rows,
    ],
    { name: `${month}月`, file: `${month}月调度表.xlsx` },
  );
}

const mapping = { C: 'total_investment', E: 'progress.2018-08.image_progress', F: null };
const row = ['甲厂房', '甲公司', 5.2, 3, '桩基', '急'];

describe('a header by which a table is known again', () => {
  test.each([
    ['1-8月完成投资', '1—9月完成投资'],
    ['截至2018年8月底', '截至2018年9月底'],
    ['8月份完成', '十二月份完成'],
    ['8月上半月计划', '9月下半月计划'],
    ['2018年计划（万元）', '2019年度计划(万元)'],
    ['8月31日进度', '9月15日进度'],
    ['2018年8月', '9月'],
  ])('%s and %s are one', (one, other) => expect(headerKey(one)).toBe(headerKey(other)));

  test.each([
    ['8月完成', '8月计划'],
    ['一季度', '二季度'],
    ['总投资', '年度计划'],
    ['2018年计划', '8月计划'],
  ])('%s and %s are two', (one, other) => expect(headerKey(one)).not.toBe(headerKey(other)));

  test('months and years of a path move with the header', () => {
    for (const [path, month, kept, later, then] of [
      ['progress.2018-08.completed', '2018-08', 'progress.@0.completed', '2018-09', 'progress.2018-09.completed'],
      ['progress.2018-12.completed', '2019-01', 'progress.@-1.completed', '2019-02', 'progress.2019-01.completed'],
      ['annual_plan.2019', '2018-08', 'annual_plan.@1', '2019-03', 'annual_plan.2020'],
      ['fund_sources.银行贷款', '2018-08', 'fund_sources.银行贷款', '2019-03', 'fund_sources.银行贷款'],
      ['note', '2018-08', 'note', '2018-09', 'note'],
    ] as const) {
      expect(relativePath(path, month)).toBe(kept);
      expect(absolutePath(kept, later)).toBe(then);
    }
    expect(absolutePath('no_such_field', '2018-09')).toBeUndefined();
  });
});

describe('what was told once', () => {
  test('holds for next month without a click, and is shown as remembered', async () => {
    const ledger = await makeLedger();
    const august = monthly(8, [row]);
    const guessed = await ledger.call('excel.preview', { file: august });
    expect(guessed.remembered).toBeNull();
    expect(guessed.mapping.find(({ column }) => column === 'C')?.field).not.toBe('total_investment');
    await ledger.call('excel.import', { file: august, mapping, unit: 'yi', policies: { C: 'fill' }, remember: true });

    const september = monthly(9, [['甲厂房', '甲公司', 6, 4, '封顶', '急']]);
    const preview = await ledger.call('excel.preview', { file: september });
    expect(preview.mapping.map(({ column, field, unit }) => [column, field, unit])).toMatchObject([
      ['A', 'name', null],
      ['B', 'owner', null],
      ['C', 'total_investment', 'yi'],
      ['D', 'progress.2018-09.completed_to_date', 'yi'],
      ['E', 'progress.2018-09.image_progress', null],
      ['F', null, null],
    ]);
    expect(preview).toMatchObject({
      unit: 'yi',
      policies: { C: 'fill' },
      remembered: { usedAt: expect.stringMatching(/^2018-09-16T01:00/), columns: ['C', 'E', 'F'], used: true },
    });
    const outcome = await ledger.call('excel.import', { file: september });
    expect(outcome.recalledFrom).toBe(preview.remembered?.usedAt);
    const [project] = await ledger.call('projects.list', { view: 'all' });
    expect(project?.total_investment).toBe(520_000_000);
    const { progress } = await ledger.call('projects.show', { id: String(project?.id) });
    expect(progress.map((each) => [each.month, each.completed, each.image_progress])).toEqual([
      ['2018-08', 300_000_000, '桩基'],
      ['2018-09', 100_000_000, '封顶'],
    ]);
  });

  test('can be left aside, changed, and forgotten', async () => {
    const ledger = await makeLedger();
    const file = monthly(8, [row]);
    const { fingerprint, columns } = await ledger.call('excel.remember', { file, mapping });
    expect(columns).toBe(3);
    const aside = await ledger.call('excel.preview', { file, recall: false });
    expect(aside.remembered).toMatchObject({ used: false, fingerprint });
    expect(aside.mapping.find(({ column }) => column === 'C')?.field).not.toBe('total_investment');

    // What is told this time comes before what is remembered, and is kept in its place.
    const changed = await ledger.call('excel.preview', { file, mapping: { C: 'fixed_investment' } });
    expect(changed.remembered?.columns).toEqual(['E', 'F']);
    await ledger.call('excel.remember', { file, mapping: { C: 'fixed_investment' } });
    const later = await ledger.call('excel.preview', { file: monthly(9, [row]) });
    expect(later.mapping.map(({ field }) => field)).toContain('fixed_investment');
    expect(later.mapping.at(-1)?.field).toBeNull();

    await ledger.call('excel.forget', { fingerprint });
    expect((await ledger.call('excel.preview', { file })).remembered).toBeNull();
  });

  test('says nothing about a table with other columns, and is not kept unless asked or written after a change', async () => {
    const ledger = await makeLedger();
    const small = ['甲厂房', '甲公司', 5200, 300, '桩基', '急'];
    const file = monthly(8, [small]);
    await ledger.call('excel.import', { file, remember: true });
    expect((await ledger.call('excel.preview', { file })).remembered).toBeNull();
    await ledger.call('excel.import', { file, mapping, remember: false });
    expect((await ledger.call('excel.preview', { file })).remembered).toBeNull();
    await ledger.call('excel.remember', { file, mapping });
    const other = monthly(8, [[...small, '高']], ['重要程度']);
    expect((await ledger.call('excel.preview', { file: other })).remembered).toBeNull();
  });

  test('the unit of a whole column, once answered, is not asked again', async () => {
    const ledger = await makeLedger();
    const table = (month: number) =>
      ledgerFile([
        [`2018年调度表（${month}月）`],
        ['项目名称', '建设单位', '属地', '总投资（亿元）'],
        ...['甲', '乙', '丙', '丁'].map((name, at) => [`${name}厂房`, `${name}公司`, '昌邑区', 5200 + at * month]),
      ]);
    const first = table(8);
    const { doubts } = await ledger.call('excel.preview', { file: first });
    expect(doubts).toMatchObject([{ id: 'unit:2:D', required: true, chosen: null }]);
    await ledger.call('excel.import', { file: first, decisions: { 'unit:2:D': 'wan' }, remember: true });
    const again = await ledger.call('excel.preview', { file: table(9) });
    expect(again.doubts).toMatchObject([{ id: 'unit:2:D', chosen: 'wan' }]);
    await ledger.call('excel.import', { file: table(9) });
    const totals = (await ledger.call('projects.list', { view: 'all' })).map((each) => each.total_investment);
    expect(totals).toEqual([52_000_000, 52_090_000, 52_180_000, 52_270_000]);
  });

  test('a wide table with one month more is the same table', async () => {
    const ledger = await makeLedger();
    const wide = (months: number) =>
      ledgerFile([
        ['项目名称', '建设单位', '盘子', ...Array.from({ length: months }, (_, at) => `${at + 1}月`)],
        ['甲厂房', '甲公司', 5200, ...Array.from({ length: months }, () => 10)],
      ]);
    await ledger.call('excel.remember', { file: wide(3), mapping: { C: 'total_investment' } });
    const later = await ledger.call('excel.preview', { file: wide(4) });
    expect(later.remembered?.columns).toEqual(['C']);
    expect(later.mapping.find(({ column }) => column === 'C')?.field).toBe('total_investment');
  });

  test('holds on the next day, too, and the day it was used last is told', async () => {
    const ledger = await makeLedger({}, { clock: shiftedClock('2018-10-08T09:00:00+08:00') });
    const file = monthly(8, [row]);
    await ledger.call('excel.remember', { file, mapping });
    expect((await ledger.call('excel.preview', { file })).remembered?.usedAt).toMatch(/^2018-10-08T01:00/);
  });
});

describe('the command line', () => {
  test('follows what is remembered and says so; a dry run names every doubt with what would be done', async () => {
    const ledger = await makeLedger();
    const file = monthly(8, [['甲厂房', '甲公司', 5.2, 3, '桩基', '急']]);
    await ledger.call('records.create', {
      entity: 'project',
      set: { name: '甲厂房项目', owner: '甲公司', total_investment: 52_000_000 },
    });
    await ledger.call('excel.remember', { file, mapping, unit: 'yi' });
    ledger.door.close();
    const terminal = new Terminal(ledger.folder);
    const words = ['import-excel', file, '--ledger', ledger.folder];
    const dry = await terminal.json(...words, '--dry-run');
    expect(Object.keys(dry)).toEqual([
      'sheet',
      'headerRows',
      'mapping',
      'created',
      'updated',
      'unchanged',
      'skipped',
      'problems',
    ]);
    expect(dry.problems).toEqual([
      {
        row: 3,
        column: 'A',
        value: '甲厂房',
        message: '与台账“甲厂房项目”疑似同一项目，按“更新它”处理',
      },
    ]);
    expect((await terminal.run(...words, '--dry-run')).out).toContain('按记住的表头读入（上次 9月16日）。');
    const written = await terminal.json(...words);
    expect(written.problems).toEqual(dry.problems);
    expect(written).not.toHaveProperty('recalledFrom');
  });

  test('a unit that must be settled stands among the problems of a dry run and stops the import', async () => {
    const ledger = await makeLedger();
    await ledger.call('records.create', {
      entity: 'project',
      set: { name: '甲厂房', owner: '甲公司', total_investment: 520_000_000 },
    });
    ledger.door.close();
    const file = ledgerFile([
      ['项目名称', '建设单位', '总投资（万元）'],
      ['甲厂房', '甲公司', 5.2],
      ['乙厂房', '乙公司', 5200],
    ]);
    const terminal = new Terminal(ledger.folder);
    const words = ['import-excel', file, '--ledger', ledger.folder];
    const dry = await terminal.json(...words, '--dry-run');
    expect(dry.problems).toMatchObject([{ row: 2, column: 'C', value: '5.2' }]);
    expect(dry.problems[0].message).toContain('须先选定');
    expect((await terminal.run(...words)).status).toBe(1);
  });
});
