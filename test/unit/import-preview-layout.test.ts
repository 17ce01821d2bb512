import { describe, expect, it } from 'vitest';
import { describeField, fieldOptions, headNote } from '../../src-renderer/features/excel/field-options';
import {
  headerCells,
  loneText,
  type SheetRow,
  sheetLines,
  skippedCells,
} from '../../src-renderer/features/excel/sheet-layout';

const row = (number: number, state: SheetRow['state'], ...cells: string[]): SheetRow => ({ row: number, state, cells });

describe('rows of the preview', () => {
  it('joins a merged header across, and draws one merged downwards in its lowest row', () => {
    const upper = row(3, 'header', '序号', '投资情况', '投资情况', '备注');
    const lower = row(4, 'header', '序号', '总投资', '年度计划', '备注');
    expect(headerCells(upper, lower, 4)).toEqual([
      { text: '', span: 1 },
      { text: '投资情况', span: 2 },
      { text: '', span: 1 },
    ]);
    expect(headerCells(lower, row(5, 'created', '1'), 4).map((cell) => cell.text)).toEqual([
      '序号',
      '总投资',
      '年度计划',
      '备注',
    ]);
  });
  it('lets a note run over empty cells, but not over a column of figures', () => {
    const layout = [
      { width: 42, numeric: false },
      { width: 80, numeric: false },
      { width: 80, numeric: true },
    ];
    expect(skippedCells(row(2, 'skipped', '填报单位：发改局', '', '98.43'), layout)).toEqual([
      { text: '填报单位：发改局', span: 2 },
      { text: '98.43', span: 1 },
    ]);
  });
  it('knows a title by its one text, however often a merge repeats it', () => {
    expect(loneText(row(1, 'skipped', '调度表', '', '调度表'))).toBe('调度表');
    expect(loneText(row(1, 'skipped', '调度表', '单位：万元'))).toBeUndefined();
  });
  it('says which rows are not drawn, and says nothing of a few blank ones', () => {
    expect(sheetLines([row(1, 'header'), row(5, 'created'), row(400, 'created')])).toEqual([
      row(1, 'header'),
      row(5, 'created'),
      { from: 6, to: 399 },
      row(400, 'created'),
    ]);
  });
});

describe('meaning of a column', () => {
  it('names fields, years, months and what is no field', () => {
    expect(describeField('total_investment').label).toBe('总投资');
    expect(describeField('annual_plan.2018')).toMatchObject({ label: '年度计划', detail: '2018年' });
    expect(describeField('progress.2018-08.completed')).toMatchObject({ label: '当月完成', detail: '8月' });
    expect(describeField('progress.2018-08.completed_to_date').label).toBe('本年完成');
    expect(describeField('listing.reason_code').label).toBe('未入统原因');
    expect(describeField('fund_sources.银行贷款')).toMatchObject({ label: '资金来源', detail: '银行贷款' });
    expect(describeField('construction_period').label).toBe('建设起止年限');
  });
  it('offers figures for the month and the years that the sheet speaks of', () => {
    const codes = fieldOptions(['progress.2018-08.completed', 'annual_plan.2018'], '2020-01-05').map(
      ({ code }) => code,
    );
    expect(codes).toContain('progress.2018-08.image_progress');
    expect(codes).toContain('annual_plan.2019');
    expect(codes).not.toContain('annual_plan.2021');
    expect(codes).not.toContain('parent');
    expect(new Set(codes).size).toBe(codes.length);
  });
  it('notes the unit, and the year where it is another one', () => {
    const column = { column: 'D', header: '', unit: 'wan', confidence: 'high' } as const;
    expect(headNote({ ...column, field: 'annual_plan.2018' }, '2018-09-16')).toBe('万元');
    expect(headNote({ ...column, field: 'annual_plan.2017' }, '2018-09-16')).toBe('万元 2017年');
    expect(headNote({ ...column, field: 'progress.2018-08.completed' }, '2018-09-16')).toBe('8月');
    expect(headNote({ ...column, unit: null, field: 'name' }, '2018-09-16')).toBe('');
  });
});
