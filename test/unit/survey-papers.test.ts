import { mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { paperSchema } from '../../src-shared/contract/paper-values';
import { spanWords } from '../../src-shared/rules/survey-prose';
import { makeLedger } from '../support/ledger';
import { wordTables, wordText, zipText } from '../support/zip-text';

const zhou = { role: 'commission', person: '周科长', unit: '市发改委', region: null } as const;

/** Three projects of two regions; one stands on a route of 昌邑区, one of 龙潭区, the third on none. */
async function surveyed() {
  const ledger = await makeLedger(zhou);
  const add = async (name: string, region: string, reason: string, promised: string) => {
    const { id } = await ledger.call('records.create', {
      entity: 'project',
      set: {
        name,
        region,
        secretary: '王秘书',
        lifecycle: 'construction',
        actual_start: '2018-07-31',
        total_investment: 680_000_000,
      },
    });
    await ledger.call('records.create', {
      entity: 'listing',
      set: { project: id, state: 'ready', reason_code: reason, promised_month: promised },
    });
    return id;
  };
  const one = await add('甲项目', '220202', 'C', '2018-08');
  const two = await add('乙项目', '220203', 'C', '2018-10');
  await add('丙项目', '220203', 'O', '2018-10');
  const plan = (region: string, date: string, project: string) =>
    ledger.call('surveys.plan', {
      month: '2018-09',
      routes: [{ region, date, leader: '周科长', projects: [project] }],
    });
  await plan('220202', '2018-09-21', one);
  await plan('220203', '2018-09-25', two);
  const visits = (await ledger.call('surveys.show', { month: '2018-09' })).routes.flatMap((route) => route.visits);
  const folder = mkdtempSync(path.join(os.tmpdir(), '五包 踏查-'));
  return { ledger, visits, folder };
}

const show = (ledger: Awaited<ReturnType<typeof makeLedger>>, kind: 'survey_notice' | 'survey_summary') =>
  ledger.call('papers.show', { kind, subject: '2018-09' });

test('the notice says when, where and who; its file has the words and the list', async () => {
  const { ledger, folder } = await surveyed();
  const paper = paperSchema.parse(await show(ledger, 'survey_notice'));
  expect(paper.addressee).toBe('各有关县（市）区、开发区发改局、统计局：');
  const { files } = await ledger.call('papers.write', {
    kind: 'survey_notice',
    subject: '2018-09',
    folder,
    forms: ['docx', 'xlsx'],
  });
  const body = await zipText(readFileSync(files[0] ?? ''), 'word/document.xml');
  const text = wordText(body);
  expect(text).toContain('市发改委、市统计局定于9月21日至25日联合开展未入统项目踏查');
  expect(text).toContain('未入统的项目3项，本次踏查2项，涉及2个县（市）区、开发区。其中承诺入统到期没有兑现的1项');
  expect(text).toContain('施工合同缺或未备案2项');
  expect(text).toContain('调度口径，不作统计数据使用');
  const rows = wordTables(body).flat();
  expect(rows).toContainEqual(['9月21日', '昌邑区', '周科长', '1', '甲项目']);
  expect(rows).toContainEqual(['1', '甲项目', '昌邑区', '6.8', 'C 施工合同缺或未备案', '8月', '王秘书', '9月21日']);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(files[1] ?? '');
  expect(workbook.worksheets).toHaveLength(2);
});

test('the summary counts what was found and keeps both words where they differ, before and after writing back', async () => {
  const { ledger, visits } = await surveyed();
  const [first] = visits;
  await ledger.call('surveys.record', {
    edits: [
      {
        id: String(first?.record.id),
        set: { verdict: 'lacking', reason_code: 'L', promised_month: '2018-11', finding: '主体在建' },
      },
    ],
  });
  const textOf = async () => JSON.stringify(await show(ledger, 'survey_summary'));
  const before = await textOf();
  expect(before).toContain('应踏查未入统项目3项，编入路线2项，已踏查1项。还没有踏查完的有龙潭区1项。');
  expect(before).toContain('已踏查的项目中，缺材料1项。');
  expect(before).toContain('踏查认定的原因：照片或佐证不合格1项。');
  expect(before).toContain('现场承诺入统的1项，其中11月1项，此前承诺到期没有兑现的1项。');
  const both =
    '甲项目：上报“齐套”，踏查结论“缺材料”；上报原因 C，踏查原因 L，两个都记；原承诺2018年8月入统，没有兑现。';
  expect(before).toContain(both);
  expect(before).toContain('待写回1项。');
  await ledger.call('surveys.writeBack', { items: [{ visit: String(first?.record.id), take: ['state'] }] });
  const after = await textOf();
  expect(after).toContain(both);
  expect(after).toContain('已写回入统台账1项。');
});

test('a month without routes, or that is none, is refused', async () => {
  const ledger = await makeLedger(zhou);
  expect(await ledger.refused('papers.show', { kind: 'survey_notice', subject: '2018-09' })).toBe('step_refused');
  expect(await ledger.refused('papers.show', { kind: 'survey_summary', subject: '2018-Q3' })).toBe('invalid_period');
  expect(spanWords(['2018-09-28', '2018-09-21'])).toBe('9月21日至28日');
  expect(spanWords(['2018-09-21', '2018-10-08'])).toBe('9月21日至10月8日');
});
