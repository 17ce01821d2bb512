import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { makeLedger, type TestLedger, temporaryFolder } from '../support/ledger';

const samples = path.join(import.meta.dirname, '../fixtures/samples');
const dangerous = ['=1+1', '+86 432', '-1+2', '@SUM(A1)', '=HYPERLINK("http://x","y")'];

/** Every field of the declaration that a sheet can carry, in forms that are easily lost on the way. */
async function fullLedger(): Promise<TestLedger> {
  const ledger = await makeLedger();
  const { id } = await ledger.call('records.create', {
    entity: 'project',
    set: {
      name: '昌邑（左家）玉米  深加工项目（二期）',
      short_name: '玉米二期',
      code: '2018-220202-13-03-012345',
      code_state: 'legacy',
      statistics_name: '=统计库名称',
      statistics_code: '00012345678901234567',
      approval_type: 'filing',
      owner: '吉林沐禾食品有限公司',
      credit_code: '91220202MA0Y0Y0Y0Y',
      contact: '张三',
      phone: '+86 432 6000 0001',
      region: '220202',
      address: '左家镇工业园',
      industry: '0131',
      sector: '农产品加工',
      nature: 'expansion',
      tiers: ['province', 'city'],
      scale: '新建厂房 3 万平方米；\n配套设施',
      total_investment: 123_456_789,
      fixed_investment: 100_000_001,
      annual_plan: { 2017: 10_000_000, 2018: 45_678_901 },
      completed_before_year: 0,
      planned_start: '2017-05-01',
      planned_finish: '2019-10',
      actual_start: '2017-05-18',
      lifecycle: 'construction',
      listing: 'county_review',
      responsible_unit: '昌邑区发改局',
      patron: '谢义',
      secretary: '王秘书',
      signed_on: '2016-12-01',
      investor: '沐禾集团',
      agreed_amount: 150_000_000,
      note: '@备注',
    },
  });
  for (const [month, completed] of [
    ['2018-03', 1_234_567],
    ['2018-07', 0],
    ['2018-08', -1],
  ] as const) {
    await ledger.call('records.create', { entity: 'progress', set: { project: id, month, completed } });
  }
  for (const [index, note] of dangerous.entries()) {
    const set = {
      name: `${note}号厂房${index}`,
      owner: note,
      note,
      planned_start: '2018-10-01',
      lifecycle: 'preparation',
      region: '2202-jingkai',
    };
    await ledger.call('records.create', { entity: 'project', set });
  }
  await ledger.call('records.create', { entity: 'project', set: { name: '什么都不知道的项目' } });
  return ledger;
}

test('an export that comes in again changes nothing', async () => {
  const ledger = await fullLedger();
  for (const sample of ['export', 'monthly', 'not-listed'])
    await ledger.call('excel.import', { file: path.join(samples, `${sample}.xlsx`) });
  const before = await ledger.call('ledger.digest', {});
  for (const view of ['all', 'construction', 'not-listed', 'planned-start', 'small'] as const) {
    const file = path.join(temporaryFolder(), '导出 台账.xlsx');
    const written = await ledger.call('excel.export', { view, file });
    const projects = await ledger.call('projects.list', { view });
    expect(written).toEqual({ rows: projects.length, file });
    if (projects.length === 0) continue;
    const preview = await ledger.call('excel.preview', { file });
    expect(
      preview.doubts.filter(({ row }) => row > 3),
      view,
    ).toEqual([]);
    const outcome = await ledger.call('excel.import', { file });
    expect(outcome, view).toMatchObject({ created: 0, updated: 0, unchanged: projects.length, problems: [] });
  }
  expect(await ledger.call('ledger.digest', {})).toEqual(before);
});

test('an export of one view fills an empty ledger with the same fields', async () => {
  const ledger = await fullLedger();
  const file = path.join(temporaryFolder(), '导出.xlsx');
  await ledger.call('excel.export', { view: 'construction', file });
  const other = await makeLedger();
  const outcome = await other.call('excel.import', { file });
  expect(outcome).toMatchObject({ created: 1, problems: [] });
  const plain = async (from: TestLedger): Promise<Record<string, unknown>[]> =>
    (await from.call('projects.list', { view: 'construction' })).map(({ id: _, ...project }) => project);
  // Names and long texts are kept as the reader tidies them: one blank for many.
  const tidy = (await plain(ledger)).map((project) => ({
    ...project,
    name: String(project.name).replace(/ +/g, ' '),
  }));
  expect(await plain(other)).toEqual(tidy);
});

test('text that begins like a formula is text, money is in 万元, the sheet prints as a ledger', async () => {
  const ledger = await fullLedger();
  const file = path.join(temporaryFolder(), '导出.xlsx');
  await ledger.call('excel.export', { view: 'all', file });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(readFileSync(file) as never);
  const sheet = book.getWorksheet('项目台账');
  if (!sheet) throw new Error('no sheet');
  const header = (sheet.getRow(3).values as string[]).slice(1);
  expect(header.slice(0, 3)).toEqual(['序号', '项目名称', '项目简称']);
  expect(header.indexOf('实际竣工')).toBeGreaterThan(header.indexOf('备注'));
  const column = (name: string) => header.indexOf(name) + 1;
  sheet.eachRow((row) => row.eachCell((cell) => expect(cell.type).not.toBe(ExcelJS.ValueType.Formula)));
  expect(sheet.getCell(5, column('备注')).value).toBe('=1+1');
  expect(sheet.getCell(4, column('总投资（万元）')).value).toBe(12_345.6789);
  expect(sheet.getCell(4, column('总投资（万元）')).numFmt).toBe('#,##0.0000');
  expect(sheet.getCell(4, column('2018年计划投资（万元）')).value).toBe(4_567.8901);
  expect(sheet.getCell(4, column('2018年1-8月完成投资（万元）')).value).toBe(123.4566);
  expect(sheet.getCell(4, column('实际开工')).value).toEqual(new Date('2017-05-18T00:00:00Z'));
  expect(sheet.getCell(4, column('计划竣工')).value).toBe('2019-10');
  expect(sheet.getCell(4, column('属地')).value).toBe('昌邑区');
  expect(sheet.getCell(4, column('入统状态')).value).toBe('县级审核');
  expect(sheet.getCell(1, 1).value).toBe('全部项目台账');
  expect(String(sheet.getCell(sheet.rowCount, 1).value)).toContain('调度口径，不作统计数据使用');
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 2, ySplit: 3 });
  // Too wide for one page: the names are repeated at the left of the next.
  const setup = { orientation: 'landscape', fitToWidth: 3, printTitlesRow: '1:3', printTitlesColumn: 'A:B' };
  expect(sheet.pageSetup).toMatchObject(setup);
});

test('the plan of another year, and a ledger without anything', async () => {
  const ledger = await fullLedger();
  const file = path.join(temporaryFolder(), '导出.xlsx');
  await ledger.call('excel.export', { view: 'all', file, year: 2017 });
  const preview = await ledger.call('excel.preview', { file });
  expect(preview.mapping.map(({ field }) => field)).toContain('annual_plan.2017');
  expect(preview).toMatchObject({ created: 0, updated: 0 });
  expect(await ledger.call('excel.export', { view: 'reserve', file })).toEqual({ rows: 0, file });
});

test('a place that cannot be written is refused, and nothing is left behind', async () => {
  const ledger = await fullLedger();
  const folder = temporaryFolder();
  const file = path.join(folder, '目录.xlsx');
  mkdirSync(file);
  expect(await ledger.refused('excel.export', { view: 'all', file })).toBe('file_unwritable');
  expect(await ledger.refused('excel.export', { view: 'all', file: path.join(folder, '没有', 'a.xlsx') })).toBe(
    'file_unwritable',
  );
  expect(readdirSync(folder)).toEqual(['目录.xlsx']);
});

test('what a filtered and sorted grid shows goes out, in its order', async () => {
  const ledger = await fullLedger();
  const file = path.join(temporaryFolder(), '导出.xlsx');
  const written = await ledger.call('excel.export', {
    file,
    filters: [{ field: 'region', operator: 'is', value: ['2202-jingkai'] }],
    orders: [{ field: 'name', descending: true }],
  });
  expect(written.rows).toBe(dangerous.length);
  const shown = await ledger.call('projects.page', {
    filters: [{ field: 'region', operator: 'is', value: ['2202-jingkai'] }],
    orders: [{ field: 'name', descending: true }],
  });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(readFileSync(file) as never);
  const sheet = book.worksheets[0] as ExcelJS.Worksheet;
  const column = (sheet.getRow(3).values as unknown[]).indexOf('项目名称');
  const names = Array.from({ length: written.rows }, (_, index) => sheet.getRow(4 + index).getCell(column).text);
  expect(names).toEqual(shown.rows.map((row) => (row as { name?: unknown }).name));
});
