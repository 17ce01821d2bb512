import { describe, expect, it } from 'vitest';
import { headerCells, keptCells, sheetLines } from '../../src-renderer/features/templates/teach-layout';
import {
  columnIndex,
  confidenceOf,
  isOwnFormula,
  type Learnt,
  monthsUpTo,
  proposedName,
  tableName,
  typedSources,
  withSource,
  withUnit,
} from '../../src-renderer/features/templates/template-words';
import type { TemplateMapping } from '../../src-shared/contract/template-values';

const mapping: TemplateMapping = {
  sheet: '调度表',
  headerRows: [3, 4],
  firstRow: 5,
  lastRow: 20,
  columns: [
    { column: 'A', header: '项目名称', source: 'name', unit: null },
    { column: 'B', header: '投资情况 总投资', source: 'total_investment', unit: 'yi' },
    { column: 'C', header: '完成率', source: null, unit: null },
    { column: 'D', header: '包联情况', source: null, unit: null },
  ],
  view: 'all',
  filters: [],
  orders: [],
};
const row = (number: number, ...cells: string[]) => ({ row: number, cells });

describe('the sheet as it is drawn', () => {
  const rows = [1, 2, 3, 4, 5, 6, 7, 21, 22].map((number) => row(number, `第${number}行`));

  it('draws two rows that take projects and folds the rest up to the last of them', () => {
    expect(
      sheetLines(rows, mapping).map((line) => (line.role === 'fold' ? [line.from, line.to] : line.row.row)),
    ).toEqual([1, 2, 3, 4, 5, 6, [7, 20], 21, 22]);
    expect(sheetLines(rows, mapping)[6]).toMatchObject({ projects: true });
  });

  it('says of a run over the edge which part takes projects', () => {
    const lines = sheetLines([row(4, '表头'), row(25, '注')], { ...mapping, firstRow: 8 });
    expect(lines.filter((line) => line.role === 'fold')).toEqual([
      { role: 'fold', from: 1, to: 3, projects: false },
      { role: 'fold', from: 5, to: 7, projects: false },
      { role: 'fold', from: 8, to: 20, projects: true },
      { role: 'fold', from: 21, to: 24, projects: false },
    ]);
  });

  it('follows a table without a single free row', () => {
    const lines = sheetLines([row(4, '表头'), row(5, '合计')], { ...mapping, lastRow: 4 });
    expect(lines.map(({ role }) => role)).toEqual(['fold', 'header', 'kept']);
  });

  it('draws a caption over its columns and a header without one over all header rows', () => {
    const letters = ['A', 'B', 'C', 'D'];
    const expected = [
      [
        { letter: 'A', text: '项目名称', span: 1, rows: 2 },
        { letter: 'B', text: '投资情况', span: 2, rows: 1 },
        { letter: 'D', text: '完成率', span: 1, rows: 2 },
      ],
      [
        { letter: 'B', text: '总投资', span: 1, rows: 1 },
        { letter: 'C', text: '年度计划', span: 1, rows: 1 },
      ],
    ];
    const blank = [row(3, '项目名称', '投资情况', '', '完成率'), row(4, '', '总投资', '年度计划', '')];
    const repeated = [
      row(3, '项目名称', '投资情况', '投资情况', '完成率'),
      row(4, '项目名称', '总投资', '年度计划', '完成率'),
    ];
    expect(headerCells(blank, letters)).toEqual(expected);
    expect(headerCells(repeated, letters)).toEqual(expected);
  });

  it('lets a note run on and keeps a sum in its column', () => {
    expect(keptCells(row(21, '合计', '', '12.5', ''), ['A', 'B', 'C', 'D'])).toEqual([
      { letter: 'A', text: '合计', span: 2 },
      { letter: 'C', text: '12.5', span: 1 },
      { letter: 'D', text: '', span: 1 },
    ]);
  });
});

describe('what is settled of a column', () => {
  const learnt: Learnt = {
    name: '表',
    fileName: '表.xlsx',
    sheets: ['调度表'],
    mapping,
    confidence: ['high', 'medium', 'high', 'low'],
    rows: [],
    notes: [],
  };

  it('an amount gets 万元 where its header named no unit, and keeps the unit it had', () => {
    const amount = withSource(mapping, 'D', 'annual_plan').columns[3];
    expect(amount).toMatchObject({ source: 'annual_plan', unit: 'wan' });
    expect(withSource(mapping, 'B', 'annual_plan').columns[1]?.unit).toBe('yi');
    expect(withSource(mapping, 'B', 'owner').columns[1]?.unit).toBeNull();
    expect(withUnit(mapping, 'B', 'yuan').columns.map(({ unit }) => unit)).toEqual([null, 'yuan', null, null]);
  });

  it('nobody doubts a column that a person chose', () => {
    const sure = confidenceOf(learnt, withSource(mapping, 'B', 'annual_plan'), false);
    expect([...sure]).toEqual([
      ['A', 'high'],
      ['C', 'high'],
      ['D', 'low'],
    ]);
  });

  it('a sure blank is a formula of the new table, of a known one perhaps a choice', () => {
    const [, , rate] = mapping.columns;
    if (!rate) throw new Error('no column');
    expect(isOwnFormula(rate, confidenceOf(learnt, mapping, false).get('C') ?? null)).toBe(true);
    expect(isOwnFormula(rate, confidenceOf(learnt, mapping, true).get('C') ?? null)).toBe(false);
  });

  it('takes typed words as they are, a year also as the plan of that year', () => {
    expect(typedSources('吉林市').map(({ code }) => code)).toEqual(['constant:吉林市']);
    expect(typedSources('2019年计划').map(({ code }) => code)).toEqual(['annual_plan.2019', 'constant:2019年计划']);
  });
});

it('counts columns, months and file names as people do', () => {
  expect(['A', 'Z', 'AA', 'AB'].map(columnIndex)).toEqual([0, 25, 26, 27]);
  expect(monthsUpTo('2018-02', 3)).toEqual(['2018-02', '2018-01', '2017-12']);
  expect(proposedName('调度表（8月）', '2018-09')).toBe('调度表（9月）.xlsx');
  expect(proposedName('2018年9月调度表', '2018-10')).toBe('2018年调度表（10月）.xlsx');
  expect(
    ['调度表（空白）', '市发改委 调度表9月', '调度表 8月份 空白表', '1-8月完成情况', '9月'].map(tableName),
  ).toEqual(['调度表', '市发改委 调度表', '调度表', '完成情况', '9月']);
  expect(proposedName('未入统清单', '2018-12')).toBe('未入统清单（12月）.xlsx');
});
