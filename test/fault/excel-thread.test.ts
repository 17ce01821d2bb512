import { expect, test } from 'vitest';
import { openSession } from '../../src-main/ledger/office/excel-session';
import { readerBundle } from '../support/reader-bundle';
import { workbookBytes } from '../support/workbook';

const rows = [
  ['项目名称', '建设单位', '属地', '总投资（万元）', '开工时间'],
  ['江澜碳纤维复合材料产业园', '吉林江澜新材料有限公司', '昌邑区', 68000, '2018.7'],
];
const many = [
  rows[0] ?? [],
  ...Array.from({ length: 9_000 }, (_, at) => [`${at}号产业园`, '某单位', '昌邑区', at + 5_000, '2018.7']),
];
const options = { fileName: '台账.xlsx', mapping: {}, today: '2018-09-16', homeRegion: null };

/** Whether threads that were started here still run. */
const threads = () => process.getActiveResourcesInfo().filter((kind) => kind === 'MessagePort').length;

test('a thread reads what this process would, and answers again with other choices', async () => {
  const bytes = workbookBytes([{ rows: many }]);
  const inThread = await openSession(bytes, '台账.xlsx', await readerBundle());
  const here = await openSession(bytes, '台账.xlsx', undefined);
  expect(inThread.constructor).not.toBe(here.constructor);
  expect(await inThread.answer(options, {})).toEqual(await here.answer(options, {}));
  const other = { ...options, mapping: { B: null } };
  expect(await inThread.answer(other, {})).toEqual(await here.answer(other, {}));
  expect((await inThread.answer(options, {})).understanding.projects).toHaveLength(9_000);
  inThread.end();
  here.end();
});

test('an end in the middle of reading refuses all who wait, and the thread is gone', async () => {
  const session = await openSession(workbookBytes([{ rows: many }]), '台账.xlsx', await readerBundle());
  const waiting = [session.answer(options, {}), session.answer(options, {})];
  session.end();
  for (const each of waiting) await expect(each).rejects.toMatchObject({ failure: { code: 'reading_cancelled' } });
  await expect(session.answer(options, {})).rejects.toMatchObject({ failure: { code: 'reading_cancelled' } });
  await expect.poll(threads).toBe(0);
});

test('what is refused in the thread is refused here, in the same words', async () => {
  const bytes = workbookBytes([{ rows: [['机密★'], ...many] }]);
  const session = await openSession(bytes, '台账.xlsx', await readerBundle());
  await expect(session.answer(options, {})).rejects.toMatchObject({
    failure: { code: 'secret_mark', params: { mark: '机密' } },
  });
  session.end();
});
