import { expect, test } from 'vitest';
import { Doubts } from '../../src-main/ledger/office/excel-doubts';
import { unpackProjects } from '../../src-main/ledger/office/excel-packed';
import { readWorkbook } from '../../src-main/ledger/office/excel-reader';
import { openSession } from '../../src-main/ledger/office/excel-session';
import type { ReadProject } from '../../src-main/ledger/office/excel-table';
import { understand } from '../../src-main/ledger/office/excel-understanding';
import { makeLedger } from '../support/ledger';
import { readerBundle } from '../support/reader-bundle';
import { putFile, workbookBytes } from '../support/workbook';

const head = ['项目名称', '建设单位', '属地', '总投资（万元）', '开工时间'];
const many = [
  head,
  ...Array.from({ length: 9_000 }, (_, at) => [`${at}号产业园`, '某单位', '昌邑区', at + 5_000, '4月中旬']),
];
const options = { fileName: '台账.xlsx', sheet: 'Sheet1', mapping: {}, today: '2018-09-16', homeRegion: null };
const request = { options, answers: { 'date:2:E': 'empty' }, typed: [] };

const plain = (projects: readonly ReadProject[]) =>
  projects.map(({ row, values, implied, columns }) => ({
    row,
    columns,
    values: new Map(values.entries()),
    implied: new Map(implied.entries()),
  }));

/** Whether threads that were started here still run. */
const threads = () => process.getActiveResourcesInfo().filter((kind) => kind === 'MessagePort').length;

test('a thread understands what this process would, again and again with other choices', async () => {
  const bytes = workbookBytes([{ rows: many }]);
  const session = await openSession(bytes, '台账.xlsx', await readerBundle());
  expect(threads()).toBe(1);
  const workbook = await readWorkbook(bytes, '台账.xlsx');
  const { sheet, sheets } = await session.sheet({ fileName: '台账.xlsx' });
  const rows = Array.from({ length: sheet.rows.length }, (_, at) => sheet.rows.at(at));
  expect({ sheet: { ...sheet, rows }, sheets }).toEqual({ sheet: workbook.sheets[0], sheets: ['Sheet1'] });
  expect([sheet.rows.at(1), sheet.rows.at(-1), sheet.rows.at(9_001)]).toEqual([many[1], undefined, undefined]);
  for (const mapping of [{}, { B: null, C: 'address' }]) {
    const doubts = new Doubts(request.answers);
    const { view: _, projects, ...rest } = understand(workbook, { ...options, mapping }, doubts);
    const answer = await session.answer({ ...request, options: { ...options, mapping } });
    expect(answer.understanding).toEqual(rest);
    expect(plain(unpackProjects(answer.projects))).toEqual(plain(projects));
    expect(answer.questions).toHaveLength(9_000);
    expect(answer.notes).toEqual(doubts.notes);
  }
  const typed = [[1, ['改过的名称', '某单位', '龙潭区', '1.2亿', '2018.7']]] as const;
  const answer = await session.answer({ ...request, typed });
  expect(Object.fromEntries(unpackProjects(answer.projects)[0]?.values.entries() ?? [])).toMatchObject({
    name: '改过的名称',
    region: '220203',
    total_investment: 120_000_000,
    actual_start: '2018-07',
  });
  session.end();
});

test('an end in the middle of reading refuses all who wait, and the thread is gone', async () => {
  const session = await openSession(workbookBytes([{ rows: many }]), '台账.xlsx', await readerBundle());
  const waiting = [session.sheet({ fileName: '台账.xlsx' }), session.answer(request), session.workbook()];
  session.end();
  for (const each of waiting) await expect(each).rejects.toMatchObject({ failure: { code: 'reading_cancelled' } });
  await expect(session.answer(request)).rejects.toMatchObject({ failure: { code: 'reading_cancelled' } });
  await expect.poll(threads).toBe(0);
});

test('what is refused in the thread is refused here, in the same words', async () => {
  const bytes = workbookBytes([{ rows: [['机密★'], ...many] }]);
  const session = await openSession(bytes, '台账.xlsx', await readerBundle());
  await expect(session.answer(request)).rejects.toMatchObject({
    failure: { code: 'secret_mark', params: { mark: '机密' } },
  });
  session.end();
});

test('a cancelled preview and a cancelled import are refused, write nothing, and can be asked for again', async () => {
  const ledger = await makeLedger();
  const file = putFile('台账.xlsx', workbookBytes([{ rows: many }]));
  const before = await ledger.call('ledger.digest', {});
  expect(await ledger.call('excel.cancel', {})).toEqual({ cancelled: false });
  for (const method of ['excel.preview', 'excel.import'] as const) {
    const refused = ledger.refused(method, { file });
    // An import waits for its turn among the commands before it begins to read.
    while (!(await ledger.call('excel.cancel', {})).cancelled) await new Promise(setImmediate);
    expect(await refused).toBe('reading_cancelled');
  }
  expect(await ledger.call('ledger.digest', {})).toEqual(before);
  expect(await ledger.call('excel.preview', { file })).toMatchObject({ created: 9_000 });
});
