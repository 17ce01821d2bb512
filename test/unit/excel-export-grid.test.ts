import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SSF } from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { projectColumns } from '../../src-renderer/features/projects/grid-columns';
import type { GroupRow, ProjectRow } from '../../src-shared/contract/record-methods';
import { delicateTexts } from '../support/full-ledger';
import { makeLedger, temporaryFolder } from '../support/ledger';

async function city() {
  const ledger = await makeLedger();
  const regions = ['220202', '220203', '220202', '2202-jingkai', null, '220203'];
  for (const [index, region] of regions.entries()) {
    const { id } = await ledger.call('records.create', {
      entity: 'project',
      set: {
        name: `${index}号项目${delicateTexts[index]}`,
        owner: delicateTexts[index + 6] ?? null,
        region,
        lifecycle: index === 4 ? 'preparation' : 'construction',
        total_investment: index === 3 ? null : 123_450_000 + index,
        annual_plan: index === 1 ? {} : { 2018: 60_000_000 },
        planned_start: index % 2 === 0 ? '2018-10' : null,
        actual_start: index % 2 === 0 ? null : '2018-04-09',
        signed_on: index === 0 ? '2017-12-01' : null,
        tiers: index === 0 ? ['province', 'city'] : null,
        listing: index === 2 ? 'listed' : 'missing',
        secretary: index === 5 ? '=1+1' : '王秘书',
      },
    });
    await ledger.call('records.create', {
      entity: 'progress',
      set: { project: id, month: index === 0 ? '2018-09' : '2018-08', completed: 10_000_001 * index },
    });
  }
  return ledger;
}

/** The cell as a person sees it in Excel. */
function shown(cell: ExcelJS.Cell): string {
  const { value } = cell;
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return SSF.format(cell.numFmt, value);
  if (value instanceof Date) return SSF.format(cell.numFmt, value.getTime() / 86_400_000 + 25_569);
  return cell.text;
}

const keys = projectColumns.map(({ key }) => key);

test('every column of the grid goes out with the words and figures that the grid shows, groups with their subtotals', async () => {
  const ledger = await city();
  const file = path.join(temporaryFolder(), '看到 的.xlsx');
  const shape = {
    filters: [{ field: 'secretary', operator: 'filled' as const, value: null }],
    orders: [{ field: 'name', descending: true }],
    group: 'region' as const,
  };
  const written = await ledger.call('excel.export', { file, columns: keys, ...shape });
  expect(written.rows).toBe(6);
  const { rows } = await ledger.call('projects.page', { ...shape, limit: 500 });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(readFileSync(file) as never);
  const sheet = book.worksheets[0] as ExcelJS.Worksheet;
  expect(book.worksheets.length).toBe(1);
  for (const [index, row] of (rows as (ProjectRow | GroupRow)[]).entries()) {
    const line = sheet.getRow(4 + index);
    expect(line.outlineLevel ?? 0).toBe(row.kind === 'group' ? 0 : 1);
    expect(line.getCell(1).value).toBe(row.kind === 'group' ? null : row.ordinal);
    for (const [at, column] of projectColumns.entries()) {
      const words = column.text(row) + (row.kind === 'group' && column.key === 'name' ? `（${row.count} 项）` : '');
      expect(`${column.key}: ${shown(line.getCell(at + 2)).replace(/^-/, '−')}`, row.id).toBe(
        `${column.key}: ${words}`,
      );
    }
  }
  sheet.eachRow((row) => row.eachCell((cell) => expect(cell.type).not.toBe(ExcelJS.ValueType.Formula)));
  expect(String(sheet.getCell(2, 1).value)).toContain('调度口径，不作统计数据使用');
});

test('just the columns that are seen, in their order; reading them again changes nothing', async () => {
  const ledger = await city();
  const file = path.join(temporaryFolder(), '看到 的.xlsx');
  const columns = [
    'name',
    'region',
    'annual_plan',
    'completed_this_year',
    'completion_rate',
    'gap',
    'light',
    'total_investment',
  ];
  await ledger.call('excel.export', { file, columns, words: '项目' });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(readFileSync(file) as never);
  const header = ((book.worksheets[0] as ExcelJS.Worksheet).getRow(3).values as string[]).slice(1);
  expect(header).toEqual([
    '序号',
    '项目名称',
    '属地',
    '年度计划（万元）',
    '本年完成（万元）',
    '完成率（%）',
    '序时差（百分点）',
    '灯',
    '总投资（万元）',
  ]);
  const preview = await ledger.call('excel.preview', { file });
  expect(preview.differences).toEqual([]);
  expect(preview).toMatchObject({ created: 0, problems: [] });
  expect(await ledger.refused('excel.export', { file, columns: ['name', 'no_such'] })).toBe('unknown_field');
});
