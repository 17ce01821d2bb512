import { describe, expect, test } from 'vitest';
import { meaningOf } from '../../src-main/ledger/office/excel-meaning';
import { readContext } from '../../src-main/ledger/office/excel-titles';
import { makeLedger } from '../support/ledger';
import { ledgerFile, putFile, type SheetSpec, workbookBytes } from '../support/workbook';

const pathOf = (...texts: string[]) =>
  meaningOf(texts, readContext([], '', '2018年8月台账'), { year: 2018, month: '2018-08' }).path;

describe('headers put together from known words', () => {
  const headers: Record<string, readonly string[]> = {
    total_investment: [
      '总投 资',
      '投资总额(万)',
      '项目总投资额',
      '计划总投资',
      '本项目概算总投资',
      '4.总投资（万元，含征地费用）',
    ],
    'annual_plan.2018': ['年度目标', '今年计划', '年内计划完成投资', '全年投资任务', '2018年计划投资（万元）'],
    'progress.2018-08.completed': ['本月完成额', '当月投资完成', '8月份完成', '八月完成投资'],
    'progress.2018-08.completed_to_date': ['今年完成额', '1-8月累计完成', '年初至今完成投资', '截至8月底累计完成'],
    'progress.2018-09.planned': ['9月计划', '9月份计划投资'],
    completed_before_year: [
      '截至2017年底累计完成',
      '至2017年底累计完成投资',
      '以前年度完成投资',
      '自开始建设至上年底累计完成投资',
    ],
    planned_finish: ['竣工年月', '拟建成时间', '预计竣工验收时间'],
    planned_start: ['拟开工年月', '预计开工日期'],
    name: ['项目名秤', '1.项目名称（与批复文件一致）', '建设项目的名称'],
    responsible_unit: ['责任单位'],
    owner: ['建设单拉', '2、建设单位（全称）'],
  };
  test.each(Object.entries(headers))('%s', (path, texts) => {
    expect(texts.map((text) => [text, pathOf(text)])).toEqual(texts.map((text) => [text, path]));
  });

  test('what only sounds like an amount is none', () => {
    for (const text of ['已完成总投资', '未完成投资', '完成投资比例', '投资强度', '亩均投资', '合计'])
      expect([text, pathOf(text)]).toEqual([text, null]);
    expect(pathOf('全年合计', '完成')).toBeNull();
    expect(pathOf('前期手续办理情况', '立项')).toBeNull();
  });

  test('a year under its caption, a month under its own', () => {
    expect(pathOf('年度投资计划', '2019年')).toBe('annual_plan.2019');
    expect(pathOf('资金需求', '2020年')).toBe('funding_need.2020');
    expect(pathOf('8月完成投资', '调度数')).toBe('progress.2018-08.completed');
    expect(pathOf('8月完成投资', '统计数')).toBe('progress.2018-08.statistics_completed');
    expect(pathOf('3月', '计划')).toBe('progress.2018-03.planned');
  });
});

async function preview(rows: SheetSpec['rows'], options: Parameters<typeof ledgerFile>[1] = {}) {
  const ledger = await makeLedger();
  return ledger.call('excel.preview', { file: ledgerFile(rows, options) });
}

const mapped = ({ mapping }: Awaited<ReturnType<typeof preview>>) =>
  mapping.map(({ field, confidence }) => [field, confidence]);

describe('columns told by what stands in them', () => {
  test('codes, telephones, regions, stages and amounts with a unit; never bare numbers', async () => {
    const found = await preview([
      ['项目名称', '平台赋予的号', null, '哪儿的', '走到哪步了', '老板电话2', null, '数', null],
      [
        '甲厂房',
        '2018-220204-59-03-050910',
        '91220201MA0Y1XNQ3D',
        '昌邑区',
        '在建',
        '13900001111',
        '5000万元',
        5200,
        '2018.7',
      ],
      [
        '乙厂房',
        '2018-220203-67-03-079365',
        '91110000100006477F',
        '龙潭区',
        '前期',
        '0432-64957412',
        '1.2亿',
        6300,
        '2017年5月',
      ],
    ]);
    expect(mapped(found)).toEqual([
      ['name', 'high'],
      ['code', 'medium'],
      [expect.toBeOneOf(['credit_code', null]), expect.anything()],
      ['region', 'medium'],
      ['lifecycle', 'low'],
      ['phone', 'medium'],
      ['total_investment', 'low'],
      [null, 'low'],
      ['actual_start', 'low'],
    ]);
  });

  test('names under a word that nobody knows, where the rest is a ledger', async () => {
    const found = await preview([
      ['序号', '内容', '建设单位', '属地', '总投资（万元）'],
      [1, '江湾里商业综合体', '甲公司', '昌邑区', 5200],
      [2, '老旧供热管网改造', '乙公司', '龙潭区', 6200],
    ]);
    expect(mapped(found)[1]).toEqual(['name', 'low']);
    expect(found.created).toBe(2);
  });

  test('a person who leaves such a column out is obeyed', async () => {
    const ledger = await makeLedger();
    const file = ledgerFile([
      ['项目名称', '哪儿的'],
      ['甲厂房', '昌邑区'],
      ['乙厂房', '龙潭区'],
    ]);
    const found = await ledger.call('excel.preview', { file, mapping: { B: null } });
    expect(found.mapping[1]?.field).toBeNull();
  });
});

describe('what is hidden is read and told', () => {
  const rows = [
    ['项目名称', '建设单位', '属地', '总投资（万元）'],
    ['甲厂房', '甲公司', '昌邑区', 5200],
    ['乙厂房', '乙公司', '昌邑区', 5300],
    ['丙厂房', '丙公司', '昌邑区', 5400],
  ];
  const hide = { hiddenRows: [3], hiddenColumns: ['B'] };

  test('columns of an old workbook', async () => {
    const ledger = await makeLedger();
    const file = putFile('台账.xls', workbookBytes([{ rows, ...hide }], { bookType: 'biff8' }));
    const found = await ledger.call('excel.preview', { file });
    expect(found.notes).toContain('B 列在表里是隐藏的，也读入了。');
  });

  test('rows and columns of a workbook, and rows may be left out', async () => {
    const ledger = await makeLedger();
    const file = putFile('台账.xlsx', workbookBytes([{ rows, ...hide }]));
    const found = await ledger.call('excel.preview', { file });
    expect(found.created).toBe(3);
    expect(found.notes).toContain('B 列在表里是隐藏的，也读入了。');
    expect(found.notes).toContain('第 3 行在表里是隐藏的，也读入了。');
    expect(found.doubts).toMatchObject([{ id: 'hidden:1:A', chosen: 'read', required: false }]);
    await ledger.call('excel.import', { file, decisions: { 'hidden:1:A': 'skip' } });
    expect((await ledger.call('projects.list', { view: 'all' })).map(({ name }) => name)).toEqual(['甲厂房', '丙厂房']);
  });
});

describe('tables of other shapes', () => {
  test('a table on its side says what to do', async () => {
    const ledger = await makeLedger();
    const file = ledgerFile([
      ['项目名称', '甲厂房', '乙厂房'],
      ['建设单位', '甲公司', '乙公司'],
      ['总投资（万元）', 5200, 6200],
    ]);
    expect(await ledger.refused('excel.preview', { file })).toBe('table_sideways');
  });

  test('千元 in the title, in a header and in a note, to the yuan', async () => {
    const table = [
      ['项目名称', '属地', '总投资'],
      ['甲厂房', '昌邑区', 52_000.3],
    ];
    for (const rows of [
      [['单位：千元'], ...table],
      [['项目名称', '属地', '总投资（千元）'], ...table.slice(1)],
      [...table, ['注：表中金额以千元计。']],
    ]) {
      const ledger = await makeLedger();
      await ledger.call('excel.import', { file: ledgerFile(rows) });
      const [project] = await ledger.call('projects.list', { view: 'all' });
      expect(project?.total_investment).toBe(52_000_300);
    }
  });
});
