import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Terminal, temporaryFolder } from '../support/terminal';

const names = (value: object) => Object.keys(value).sort();
const outcomeNames = ['created', 'headerRows', 'mapping', 'problems', 'sheet', 'skipped', 'unchanged', 'updated'];

test('a ledger goes out to a workbook and comes back, here and into a new ledger, with the same digest', async () => {
  const folder = temporaryFolder();
  const terminal = new Terminal(folder);
  const init = (ledger: string) =>
    terminal.json('init', '--ledger', ledger, '--role', 'commission', '--person', '周科长', '--unit', '市发改委');
  await init('甲 台账');
  const add = (entity: string, ...fields: string[]) => terminal.json('add', entity, ...fields, '--ledger', '甲 台账');
  const { id } = await add(
    'project',
    'name==1+1 项目',
    'total_investment=123456789',
    'annual_plan.2018=1',
    'listing=missing',
  );
  await add('progress', `project=${id}`, 'month=2018-08', 'completed=10001');
  await add('permit', `project=${id}`, 'name=环评');
  await add('policy', 'title=东北振兴专项');
  const before = await terminal.json('digest', '--ledger', '甲 台账');

  const written = await terminal.json('export-excel', '--ledger', '甲 台账', '--out', '整本 台账.xlsx');
  expect(written).toEqual({ rows: 1, file: path.join(folder, '整本 台账.xlsx') });
  expect(existsSync(written.file)).toBe(true);

  const dry = await terminal.json('import-excel', '整本 台账.xlsx', '--dry-run', '--ledger', '甲 台账');
  expect(names(dry)).toEqual(outcomeNames);
  expect(dry).toMatchObject({ sheet: '项目台账', headerRows: [3], created: 0, updated: 0, unchanged: 2 });
  expect(dry.mapping.find(({ header }: { header: string }) => header === '总投资（万元）')).toEqual({
    column: expect.stringMatching(/^[A-Z]+$/),
    header: '总投资（万元）',
    field: 'total_investment',
    unit: 'wan',
    confidence: 'high',
  });

  const again = await terminal.json('import-excel', '整本 台账.xlsx', '--ledger', '甲 台账');
  expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 2, skipped: [], problems: [] });
  expect(await terminal.json('digest', '--ledger', '甲 台账')).toEqual(before);

  await init('乙 台账');
  const fresh = await terminal.json('import-excel', '整本 台账.xlsx', '--ledger', '乙 台账');
  expect(names(fresh)).toEqual(outcomeNames);
  // A project counts with all that belongs to it; the policy belongs to none.
  expect(fresh).toMatchObject({ created: 2, updated: 0, unchanged: 0, skipped: [], problems: [] });
  const after = await terminal.json('digest', '--ledger', '乙 台账');
  expect(after).toMatchObject({ digest: before.digest, records: before.records });
});

test('a view goes out alone, and what cannot be written or read is a refusal with a code', async () => {
  const folder = temporaryFolder();
  const terminal = new Terminal(folder);
  await terminal.json('init', '--ledger', '台账', '--role', 'secretary', '--person', '王秘书', '--unit', '服务中心');
  const set = ['name=碳纤维产业园', 'lifecycle=construction', 'actual_start=2018-05'];
  await terminal.json('add', 'project', ...set, '--ledger', '台账');
  const written = await terminal.json(
    'export-excel',
    '--view',
    'construction',
    '--ledger',
    '台账',
    '--out',
    '在建.xlsx',
  );
  expect(written).toEqual({ rows: 1, file: path.join(folder, '在建.xlsx') });
  const again = await terminal.json('import-excel', '在建.xlsx', '--ledger', '台账');
  expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 1 });

  const nowhere = await terminal.run(
    'export-excel',
    '--ledger',
    '台账',
    '--out',
    path.join('没有', '在建.xlsx'),
    '--json',
  );
  expect(nowhere.status).toBe(1);
  expect(JSON.parse(nowhere.out)).toMatchObject({ error: { code: 'file_unwritable', message: expect.any(String) } });
  const missing = await terminal.run('import-excel', '没有.xlsx', '--ledger', '台账', '--json');
  expect(missing.status).toBe(1);
  expect(JSON.parse(missing.out)).toMatchObject({ error: { code: 'no_file' } });
  expect((await terminal.run('export-excel', '--ledger', '台账')).status).toBe(2);
  expect((await terminal.run('export-excel', '--ledger', '台账', '--out', 'x.xlsx', '--view', 'nothing')).status).toBe(
    2,
  );
});
