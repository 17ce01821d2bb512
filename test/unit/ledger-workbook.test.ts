import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { fillEveryField } from '../support/full-ledger';
import { makeLedger, type TestLedger, temporaryFolder } from '../support/ledger';

const digestOf = async (ledger: TestLedger) => (await ledger.call('ledger.digest', {})).digest;

async function exported(ledger: TestLedger): Promise<string> {
  const file = path.join(temporaryFolder(), '整本 台账.xlsx');
  await ledger.call('excel.export', { file });
  return file;
}

/** The file as LibreOffice saves it; undefined where none is installed. */
function savedByOffice(file: string): string {
  const folder = temporaryFolder();
  const profile = pathToFileURL(path.join(temporaryFolder(), 'profile')).href;
  execFileSync(
    'soffice',
    [`-env:UserInstallation=${profile}`, '--headless', '--convert-to', 'xlsx', '--outdir', folder, file],
    {
      stdio: 'ignore',
      timeout: 120_000,
    },
  );
  return path.join(folder, path.basename(file));
}

const hasOffice = ['/usr/bin/soffice', '/usr/local/bin/soffice'].some((file) => existsSync(file));

async function changed(file: string, change: (book: ExcelJS.Workbook) => void): Promise<string> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(readFileSync(file) as never);
  change(book);
  const other = path.join(temporaryFolder(), '改过 的台账.xlsx');
  await book.xlsx.writeFile(other);
  return other;
}

function sheetOf(book: ExcelJS.Workbook, name: string) {
  const sheet = book.getWorksheet(name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  const headers = (sheet.getRow(3).values as unknown[]).map(String);
  return {
    sheet,
    cell: (row: number, header: string) => sheet.getCell(row, headers.indexOf(header)),
  };
}

test('every record of every entity, every field, comes back: into the same ledger and into a new one', async () => {
  const ledger = await makeLedger();
  fillEveryField(ledger);
  const file = await exported(ledger);
  const before = await digestOf(ledger);
  const again = await ledger.call('excel.import', { file });
  expect(again).toMatchObject({ created: 0, updated: 0, problems: [], skipped: [] });
  expect(await digestOf(ledger)).toBe(before);

  const other = await makeLedger();
  const outcome = await other.call('excel.import', { file });
  expect(outcome.problems).toEqual([]);
  expect(outcome.skipped).toEqual([]);
  expect(await digestOf(other)).toBe(before);
});

test.runIf(hasOffice)('also after another program has opened and saved it', async () => {
  const ledger = await makeLedger();
  fillEveryField(ledger);
  const file = savedByOffice(await exported(ledger));
  const before = await digestOf(ledger);
  expect(await ledger.call('excel.import', { file })).toMatchObject({
    created: 0,
    updated: 0,
    problems: [],
    skipped: [],
  });
  expect(await digestOf(ledger)).toBe(before);
  const other = await makeLedger();
  expect(await other.call('excel.import', { file })).toMatchObject({ problems: [], skipped: [] });
  expect(await digestOf(other)).toBe(before);
});

const projectNamed = (ledger: TestLedger, name: string) =>
  ledger.context.database.prepare('SELECT * FROM project WHERE name = ?').get(name) as Record<string, unknown>;

async function smallLedger() {
  const ledger = await makeLedger();
  const make = async (set: Record<string, unknown>) =>
    (await ledger.call('records.create', { entity: 'project', set: set as never })).id;
  const first = await make({
    name: '玉米深加工项目',
    owner: '沐禾食品',
    total_investment: 123_450_000,
    annual_plan: { 2017: 10_000_000, 2018: 20_000_000 },
    note: '原备注',
    planned_start: '2018-05',
  });
  const second = await make({ name: '碳纤维产业园', total_investment: 500_000_000, listing: 'missing' });
  await ledger.call('records.create', {
    entity: 'progress',
    set: { project: first, month: '2018-08', completed: 1_230_000 },
  });
  await ledger.call('records.create', { entity: 'permit', set: { project: second, name: '环评', state: 'accepted' } });
  return { ledger, first, second };
}

test('just the cells that a person changed are changed, and one undo takes them back', async () => {
  const { ledger, first, second } = await smallLedger();
  const before = await digestOf(ledger);
  const file = await changed(await exported(ledger), (book) => {
    const projects = sheetOf(book, '项目台账');
    projects.cell(4, '总投资（万元）').value = 12_345.6789;
    projects.cell(4, '2017年计划投资（万元）').value = null;
    projects.cell(4, '备注').value = null;
    projects.cell(4, '计划开工').value = new Date('2018-06-01T00:00:00Z');
    projects.cell(5, '入统状态').value = '已入库';
    sheetOf(book, '进度').cell(4, '当月完成（万元）').value = '130万';
    sheetOf(book, '手续').cell(4, '办理状态').value = '办结';
  });
  const preview = await ledger.call('excel.preview', { file });
  expect(preview).toMatchObject({ created: 0, updated: 2, unchanged: 0, problems: [], skipped: [] });
  expect(preview.differences.map(({ row, field }) => [row, field])).toEqual([
    [4, 'total_investment'],
    [4, 'annual_plan.2017'],
    [4, 'planned_start'],
    [4, 'note'],
    [5, 'listing'],
  ]);
  expect(await digestOf(ledger)).toBe(before);
  await ledger.call('excel.import', { file });
  const { database } = ledger.context;
  expect(
    database
      .prepare('SELECT total_investment, annual_plan, note, planned_start, owner FROM project WHERE id = ?')
      .get(first),
  ).toEqual({
    total_investment: 123_456_789,
    annual_plan: '{"2018":20000000}',
    note: null,
    planned_start: '2018-06-01',
    owner: '沐禾食品',
  });
  expect(database.prepare('SELECT state FROM listing WHERE project = ?').pluck().get(second)).toBe('listed');
  expect(database.prepare('SELECT completed FROM progress').pluck().get()).toBe(1_300_000);
  expect(database.prepare('SELECT state FROM permit').pluck().get()).toBe('granted');
  const [entry] = await ledger.call('records.history', { entity: 'project', id: first, field: 'note' });
  expect(entry?.source).toBe('导入 改过 的台账.xlsx·项目台账 第4行');
  // The file says nothing new any more.
  expect(await ledger.call('excel.import', { file })).toMatchObject({ created: 0, updated: 0 });
  await ledger.call('records.undo', {});
  expect(await digestOf(ledger)).toBe(before);
});

test('what the ledger learned since the export stays, also in a row that a person changed', async () => {
  const { ledger, first, second } = await smallLedger();
  const file = await changed(await exported(ledger), (book) => {
    sheetOf(book, '项目台账').cell(4, '备注').value = '表里改的备注';
  });
  await ledger.call('records.revise', {
    entity: 'project',
    id: first,
    set: { owner: '后来的单位', annual_plan: { 2019: 1 } },
  });
  await ledger.call('records.revise', { entity: 'project', id: second, set: { note: '后来的备注' } });
  await ledger.call('records.create', { entity: 'project', set: { name: '后来的项目' } });
  const preview = await ledger.call('excel.preview', { file });
  expect(preview.notes.join()).toContain('有 1 条在导出以后台账里又改过');
  expect(await ledger.call('excel.import', { file })).toMatchObject({ created: 0, updated: 1, problems: [] });
  expect(projectNamed(ledger, '玉米深加工项目')).toMatchObject({
    note: '表里改的备注',
    owner: '后来的单位',
    annual_plan: '{"2017":10000000,"2018":20000000,"2019":1}',
  });
  expect(projectNamed(ledger, '碳纤维产业园')).toMatchObject({ note: '后来的备注' });
  expect(projectNamed(ledger, '后来的项目')).toBeDefined();
});

test('rows that a person added, copied, or spoiled', async () => {
  const { ledger } = await smallLedger();
  const file = await changed(await exported(ledger), (book) => {
    const { sheet, cell } = sheetOf(book, '项目台账');
    const copy = sheet.getRow(4).values as ExcelJS.CellValue[];
    sheet.spliceRows(6, 0, copy, [], [], []);
    cell(7, '项目名称').value = '新添的项目';
    cell(7, '总投资（万元）').value = 5_000;
    cell(7, '计划开工').value = '没有的日期';
    cell(8, '项目名称').value = '碳纤维产业园（项目）';
    cell(9, '总投资（万元）').value = 77;
    const progress = sheetOf(book, '进度');
    progress.cell(5, '项目').value = '新添的项目';
    progress.cell(5, '月份').value = '2018-09';
    progress.cell(5, '当月完成（万元）').value = 12;
    progress.cell(6, '项目').value = '没有这个项目';
    progress.cell(6, '月份').value = '2018-09';
    progress.cell(4, '月份').value = '2018-07';
  });
  const outcome = await ledger.call('excel.import', { file });
  expect(outcome).toMatchObject({ created: 1, updated: 0, unchanged: 2 });
  expect(outcome.skipped.map(({ row, reason }) => [row, reason.replace(/，.*|；.*/, '')])).toEqual([
    [6, '编号与第 4 行相同'],
    [6, '“进度”表：缺项目'],
    [8, '台账里已有同名项目“碳纤维产业园（项目）”'],
    [9, '缺项目名称'],
  ]);
  expect(outcome.problems.map(({ row, message }) => [row, message])).toEqual([
    [4, '“进度”表：月份决定这条记录是哪一条，不能改；请在程序里另建'],
    [6, '“进度”表：没有“没有这个项目”'],
    [7, '不是日期'],
  ]);
  const added = projectNamed(ledger, '新添的项目');
  expect(added).toMatchObject({ total_investment: 50_000_000, planned_start: null });
  expect(
    ledger.context.database.prepare('SELECT month, completed FROM progress WHERE project = ?').get(added.id),
  ).toEqual({
    month: '2018-09',
    completed: 120_000,
  });
});

test('a record that one machine deleted and another edited comes back as such', async () => {
  const { ledger, first } = await smallLedger();
  const { journal } = ledger.context;
  journal.commit([{ entity: 'project', id: first, set: {}, deleted: true }]);
  journal.commit([
    { entity: 'project', id: first, create: true, deleted: true, set: { name: '玉米深加工项目', note: '后改' } },
  ]);
  expect(projectNamed(ledger, '玉米深加工项目').deleted).toBe(2);
  const file = await exported(ledger);
  const other = await makeLedger();
  expect(await other.call('excel.import', { file })).toMatchObject({ problems: [] });
  expect(await digestOf(other)).toBe(await digestOf(ledger));
});

test('the first sheet alone is an ordinary ledger that is matched by its ids', async () => {
  const { ledger, first } = await smallLedger();
  const file = await changed(await exported(ledger), (book) => {
    sheetOf(book, '项目台账').cell(4, '项目名称').value = '改了名字，也改了建设单位';
    sheetOf(book, '项目台账').cell(4, '建设单位').value = '另一家';
  });
  const preview = await ledger.call('excel.preview', { file, sheet: '项目台账' });
  expect(preview.mapping.find(({ header }) => header === '编号（勿改）')?.field).toBe('id');
  await ledger.call('excel.import', { file, sheet: '项目台账' });
  expect(projectNamed(ledger, '改了名字，也改了建设单位')).toMatchObject({ id: first, owner: '另一家' });
});

test('an open conflict comes along, every side of it, and is still to be decided', async () => {
  const { ledger, first } = await smallLedger();
  const { journal } = ledger.context;
  const contest = (set: Record<string, string | number | null | Record<string, number>>) =>
    journal.commit([{ entity: 'project', id: first, set: set as never, unseen: true }]);
  contest({ note: '另一台电脑的备注', name: '玉米深加工' });
  contest({ note: null });
  contest({ annual_plan: { 2018: 1 }, total_investment: 5 });
  const file = await exported(ledger);
  const before = await digestOf(ledger);
  expect(await ledger.call('excel.import', { file })).toMatchObject({ created: 0, updated: 0 });
  expect(await digestOf(ledger)).toBe(before);
  const other = await makeLedger();
  await other.call('excel.import', { file });
  expect(await digestOf(other)).toBe(before);
  const sides = async (of: TestLedger) =>
    (await of.call('conflicts.list', {})).map(({ field, heads }) => [
      field,
      [...new Set(heads.map(({ value }) => value))].sort(),
    ]);
  const expected = await sides(ledger);
  expect(expected.length).toBe(4);
  expect((await sides(other)).sort()).toEqual(expected.sort());
  // One undo takes the whole import back.
  await other.call('records.undo', {});
  expect(await other.call('projects.list', { view: 'all' })).toEqual([]);
});
