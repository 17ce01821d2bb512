import { mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { paperSchema } from '../../src-shared/contract/paper-values';
import { makeLedger } from '../support/ledger';
import { wordTables, wordText, zipText } from '../support/zip-text';

const zhou = { role: 'commission', person: '周科长', unit: '市发改委', region: null } as const;
const month = '2018-09';

async function promised() {
  const ledger = await makeLedger(zhou);
  const base = { month, matter: '补齐施工合同备案', unit: '昌邑区住建局', person: '李勇', due: '2018-09-10' };
  await ledger.call('commitments.write', {
    edits: [
      {
        id: null,
        set: { ...base, scope: '220202', kind: 'listing', state: 'done', done_on: '2018-09-12', result: '已报' },
      },
      { id: null, set: { ...base, scope: '220202', matter: '约谈总包', due: '2018-09-30' } },
      { id: null, set: { ...base, scope: '220203', matter: '办结施工许可', unit: '龙潭区住建局' } },
      { id: null, set: { ...base, scope: '220203', matter: '上月的', month: '2018-08' } },
    ],
  });
  return ledger;
}

test('the list in Word and in Excel says what stands on the screen, with its denominator', async () => {
  const ledger = await promised();
  const folder = mkdtempSync(path.join(os.tmpdir(), '五包 清单-'));
  const { files } = await ledger.call('papers.write', {
    kind: 'commitment_list',
    subject: month,
    folder,
    forms: ['docx', 'xlsx'],
  });
  const body = await zipText(readFileSync(files[0] ?? ''), 'word/document.xml');
  expect(wordText(body)).toContain('兑现率＝按时限完成的事项÷到期的事项');
  const rows = wordTables(body).flat();
  expect(rows).toContainEqual(['昌邑区', '未报', '—', '2', '1', '0', '1', '0', '0.0']);
  expect(rows).toContainEqual(['永吉县', '未报', '—', '0', '0', '0', '0', '0', '—']);
  expect(rows).toContainEqual(['合计', '0个已报', '', '3', '1', '1', '2', '0', '0.0']);
  const line = '昌邑区 入统 补齐施工合同备案 — 昌邑区住建局 李勇 9月10日 超期完成 9月12日 已报';
  expect(rows).toContainEqual(['1', ...line.split(' ')]);
  expect(rows.flat()).not.toContain('上月的');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(files[1] ?? '');
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(['各地落实情况', '压实清单']);
  const words: string[] = [];
  workbook.worksheets[1]?.eachRow((row) => row.eachCell((cell) => words.push(cell.text)));
  expect(words).toEqual(expect.arrayContaining(line.split(' ').filter((text) => text !== '—')));
});

test('of one region it is that list alone; without any commitment there is no paper', async () => {
  const ledger = await promised();
  const show = (subject: string, about: string) =>
    ledger.call('papers.show', { kind: 'commitment_list', subject, about });
  const paper = paperSchema.parse(await show(month, '220203'));
  expect(paper.title).toEqual(['龙潭区项目建设责任压实清单']);
  expect(paper.blocks.map((block) => (block.kind === 'table' ? block.rows.length : block.kind))).toEqual([1]);
  for (const [subject, about] of [
    [month, '220204'],
    [month, '月球'],
    ['2018-10', ''],
  ] as const)
    expect(await ledger.refused('papers.show', { kind: 'commitment_list', subject, about })).toBe('step_refused');
  expect(await ledger.refused('papers.show', { kind: 'commitment_list', subject: '2018-Q3' })).toBe('invalid_period');
});
