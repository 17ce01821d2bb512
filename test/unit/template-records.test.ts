import { copyFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fillTemplate, learnTemplate, saveTemplate } from '../../src-main/ledger/office/template-tables';
import { listTemplates } from '../../src-main/ledger/queries/templates';
import { blankTable, monthlyTable } from '../support/blank-tables';
import { addBuildings, fillBlank, said, sheetOf } from '../support/filled-tables';
import { makeLedger } from '../support/ledger';
import { addProject, Ledgers } from '../support/sync-ledgers';
import { Terminal, temporaryFolder } from '../support/terminal';
import { mutual } from '../support/trust';

const ledgers = new Ledgers();

test('a table is kept, shown as it was settled, changed, and taken away', async () => {
  const ledger = await makeLedger({ region: '220202' });
  const file = await blankTable('月报 表样.xlsx', monthlyTable);
  const { mapping } = await ledger.call('templates.learn', { file });
  const { id } = await ledger.call('templates.save', { file, name: '市里月报', note: '每月 20 日前', mapping });
  expect(await ledger.call('templates.list', {})).toEqual([
    {
      id,
      name: '市里月报',
      fileName: '月报 表样.xlsx',
      note: '每月 20 日前',
      own: true,
      scopeLabel: '昌邑区',
      columns: 12,
      mapped: 11,
    },
  ]);
  const columns = mapping.columns.map((column) =>
    column.column === 'L' ? { ...column, source: 'secretary' } : column,
  );
  await ledger.call('templates.save', { id, name: '月报', mapping: { ...mapping, view: 'construction', columns } });
  const shown = await ledger.call('templates.show', { id });
  expect(shown).toMatchObject({ name: '月报', fileName: '月报 表样.xlsx', mapping: { view: 'construction' } });
  expect(shown.mapping.columns.at(-1)).toMatchObject({ column: 'L', source: 'secretary' });
  expect(shown.rows.find(({ row }) => row === 3)?.cells.slice(0, 2)).toEqual(['序号', '项目名称']);
  await ledger.call('records.undo', {});
  expect((await ledger.call('templates.show', { id })).mapping.columns.at(-1)?.source).toBe('note');
  await ledger.call('records.withdraw', { entity: 'template', id });
  expect(await ledger.call('templates.list', {})).toEqual([]);
  expect(await ledger.refused('templates.show', { id })).toBe('no_record');
  const bad = { ...mapping, columns: [{ column: 'A', header: '', source: 'no_such_thing', unit: null }] };
  expect(await ledger.refused('templates.save', { file, name: '坏', mapping: bad })).toBe('template_unfit');
});

test('the Commission’s table travels in its package, fills a secretary’s copy and is not his to change', async () => {
  const commission = ledgers.commission();
  const secretary = ledgers.make();
  const file = await blankTable('市月报.xlsx', monthlyTable);
  const { mapping } = await learnTemplate(commission, { file });
  const { id } = await saveTemplate(commission, { id: null, file, name: '市月报', note: '', mapping });
  // What is the city's is taken from a machine that the secretary knows as the Commission's.
  await mutual(secretary, commission);
  expect(await listTemplates(secretary, {})).toMatchObject([
    { id, name: '市月报', own: false, scopeLabel: '市级', mapped: 11 },
  ]);
  addProject(secretary, '大口钦现代物流园', { total_investment: 123_000_000 });
  const filled = await fillTemplate(secretary, { id, file: path.join(temporaryFolder(), '填好.xlsx') });
  expect(said(await sheetOf(filled.file), 'D5')).toBe(1.23);
  await expect(async () => saveTemplate(secretary, { id, name: '改', note: '', mapping })).rejects.toThrow(
    '只有市发改委能改',
  );
});

test('a preview says what a fill would write', async () => {
  const ledger = await makeLedger();
  await addBuildings(ledger, 3);
  const { mapping } = await ledger.call('templates.learn', { file: await blankTable('月报.xlsx', monthlyTable) });
  const preview = await ledger.call('templates.preview', { mapping, limit: 2 });
  expect(preview).toMatchObject({ total: 3, month: '2018-09' });
  expect(preview.columns.map(({ column }) => column)).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'I', 'J', 'K', 'L']);
  expect(preview.rows).toEqual([
    ['1', '第1号厂房项目', '沐禾1有限公司', '1', '1,000', '300', '100', '2018-09 主体完成', '', '红灯', ''],
    ['2', '第2号厂房项目', '沐禾2有限公司', '2', '2,000', '600', '200', '2018-09 主体完成', '', '红灯', ''],
  ]);
});

test('what differs from last month’s copy is written beside the filled one', async () => {
  const ledger = await makeLedger();
  const ids = await addBuildings(ledger, 3);
  const file = await blankTable('月报.xlsx', monthlyTable);
  const last = await fillBlank(ledger, file, { month: '2018-08' });
  const previousFile = path.join(path.dirname(file), '上月 填好.xlsx');
  copyFileSync(last.file, previousFile);
  await ledger.call('records.withdraw', { entity: 'project', id: ids[1] ?? '' });
  await ledger.call('records.create', { entity: 'project', set: { name: '=新来的项目', lifecycle: 'construction' } });
  await ledger.call('records.revise', { entity: 'project', id: ids[2] ?? '', set: { owner: '换了的单位' } });
  const filled = await ledger.call('templates.fill', { id: last.id, file: last.file, previousFile });
  expect(filled.differences).toEqual([
    { project: '第1号厂房项目', column: 'F', header: '1-8月完成投资 累计', before: '200', after: '300' },
    {
      project: '第1号厂房项目',
      column: 'I',
      header: '形象进度',
      before: '2018-08 主体完成',
      after: '2018-09 主体完成',
    },
    { project: '第3号厂房项目', column: 'C', header: '建设单位', before: '沐禾3有限公司', after: '换了的单位' },
    { project: '第3号厂房项目', column: 'F', header: '1-8月完成投资 累计', before: '600', after: '900' },
    {
      project: '第3号厂房项目',
      column: 'I',
      header: '形象进度',
      before: '2018-08 主体完成',
      after: '2018-09 主体完成',
    },
    { project: '=新来的项目', column: '', header: '项目', before: '没有', after: '新增' },
    { project: '第2号厂房项目', column: '', header: '项目', before: '有', after: '本月没有' },
  ]);
  expect(filled.differencesFile).toBe(last.file.replace('.xlsx', '与上月比对.xlsx'));
  const sheet = await sheetOf(filled.differencesFile ?? '');
  expect(['B4', 'C4', 'D4', 'E4', 'F4'].map((cell) => said(sheet, cell))).toEqual([
    '第1号厂房项目',
    '1-8月完成投资 累计',
    '200',
    '300',
    100,
  ]);
  expect(said(sheet, 'B9')).toBe('=新来的项目');
  const other = await blankTable('别的.xlsx', { header: [['序号', '项目名称', '电话']], rows: 1 });
  expect(await ledger.refused('templates.fill', { id: last.id, file: last.file, previousFile: other })).toBe(
    'template_unfit',
  );
});

test('from the terminal: a blank table, and a saved one by its name', async () => {
  const terminal = new Terminal(temporaryFolder());
  await terminal.json('init', '--ledger', '甲', '--role', 'secretary', '--person', '王秘书', '--unit', '昌邑区发改局');
  await terminal.json(
    'add',
    'project',
    'name=大口钦现代物流园',
    'total_investment=1.5亿',
    'lifecycle=construction',
    '--ledger',
    '甲',
  );
  await terminal.json(
    'add',
    'project',
    'name=松花湖旅游',
    'total_investment=2亿',
    'lifecycle=reserve',
    '--ledger',
    '甲',
  );
  copyFileSync(await blankTable('空表.xlsx', monthlyTable), path.join(terminal.folder, '空表.xlsx'));
  const written = await terminal.json(
    'export-excel',
    '--view',
    'construction',
    '--template',
    '空表.xlsx',
    '--out',
    '填好.xlsx',
    '--ledger',
    '甲',
  );
  expect(written).toEqual({ rows: 1, file: path.join(terminal.folder, '填好.xlsx') });
  expect(said(await sheetOf(written.file), 'D5')).toBe(1.5);
  const { status, error } = await terminal.run(
    'export-excel',
    '--template',
    '没有.xlsx',
    '--out',
    '别的.xlsx',
    '--ledger',
    '甲',
  );
  expect([status, error]).toEqual([1, expect.stringContaining('没有.xlsx')]);
  expect(readdirSync(terminal.folder)).not.toContain('别的.xlsx');
});
