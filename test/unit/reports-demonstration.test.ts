import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildDemonstration } from '../../src-main/ledger/demonstration/build';
import { tablesOf } from '../../src-main/ledger/office/papers/paper-xlsx';
import plan from '../../src-shared/catalogues/plan-2018-figures.json';
import { assignments } from '../../src-shared/catalogues/regions';
import type { Paper, PaperTable } from '../../src-shared/contract/paper-values';
import { startCounts } from '../../src-shared/rules/start-timetable';
import { TestLedger } from '../support/ledger';
import { wordTables, wordText, zipText } from '../support/zip-text';

const folder = mkdtempSync(path.join(tmpdir(), '五包 专报 '));
let open = '';
let ledger: TestLedger;
beforeAll(async () => {
  open = (await buildDemonstration({ folder, migrations: path.resolve('migrations') })).open;
});
beforeEach(() => {
  ledger = new TestLedger(open);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const period = '2018-09-H1';
const topics = ['listing', 'start', 'progress', 'problems', 'landing'] as const;
const special = (about: string) => ledger.call('papers.show', { kind: 'special_report', subject: period, about });
const words = (paper: Paper) =>
  paper.blocks
    .map((block) => (block.kind === 'paragraph' ? block.runs.map(({ text }) => text).join('') : ''))
    .join('\n');
const listOf = (paper: Paper) => tablesOf(paper).at(-1) as PaperTable;

describe('the bulletin of the demonstration city', () => {
  test('says what the plan says, in its sentences and in the sums of its tables', async () => {
    const { files } = await ledger.call('bulletins.write', { period, folder, freeze: false });
    const document = await zipText(readFileSync(files[0] ?? ''), 'word/document.xml');
    const text = wordText(document);
    const { construction, notListed, plannedStart, signed } = plan;
    expect(text).toContain(`全市在建项目${construction.total}项，本年完成299.9亿元，占年度计划的67.7%`);
    expect(text).toContain(
      `已入统${construction.total - notListed.total}项，入统率74.5%，未入统${notListed.total}项，须于9月底前完成`,
    );
    expect(text).toContain(`计划开工${plannedStart.total}项，手续齐备28项，前期工作成熟率57.1%`);
    expect(text).toContain(`招商签约${signed.total}项，落地19项`);
    const [progress, start] = wordTables(document).map((rows) => rows.at(-1));
    expect(progress).toEqual(['', '全市', '314', '443.0', '299.9', '67.7', '−3.1', '314', '234', '74.5', '—', '80']);
    expect(start?.slice(5)).toEqual(['46', '19', '41.3', '49', '28', '57.1', '31', '—']);
  });
});

describe('special reports of the demonstration city', () => {
  test('their lists have the projects that their sentences count', async () => {
    const { notListed, plannedStart, signed } = plan;
    const [listing, start, progress, problems, landing] = (await Promise.all(topics.map(special))) as [
      Paper,
      Paper,
      Paper,
      Paper,
      Paper,
    ];
    expect(listOf(listing).rows).toHaveLength(notListed.total);
    expect(words(listing)).toContain(`未入统的${notListed.total}项中`);
    expect(listOf(start).rows.length).toBeGreaterThanOrEqual(plannedStart.total);
    expect(words(start)).toContain(`前期阶段计划开工${plannedStart.total}项`);
    expect(listOf(landing).rows).toHaveLength(signed.total - 19);
    expect(words(progress)).toContain(`低于序时进度10个百分点以上的项目${listOf(progress).rows.length}项`);
    expect(words(problems)).toContain(`未销号问题${listOf(problems).rows.length}个`);
  });

  test('the regions of each table add up to its sums', async () => {
    for (const topic of topics) {
      const [table] = tablesOf(await special(topic)) as [PaperTable];
      table.columns.forEach(({ format, header }, index) => {
        if (format !== 'count' && format !== 'yi') return;
        const sum = table.rows.reduce((all, row) => all + Number(row[index]), 0);
        expect([topic, header, sum]).toEqual([topic, header, table.totals?.[index]]);
      });
    }
  });

  test('reasons of the sentence divide the list', async () => {
    const text = words(await special('listing'));
    const counts = [...(/按首要原因分，([^；。]*)/.exec(text)?.[1] ?? '').matchAll(/(\d+)项/g)].map(([, count]) =>
      Number(count),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(plan.notListed.total);
  });
});

test('leaders’ sheets: every region once, the projects of all together are the city’s', async () => {
  const sheets = await Promise.all(
    assignments.map(({ leader }) =>
      ledger.call('papers.show', { kind: 'leader_sheet', subject: leader, about: period }),
    ),
  );
  const rows = sheets.flatMap((sheet) => tablesOf(sheet)[0]?.rows.filter(([name]) => name !== '合计') ?? []);
  expect(rows.map(([name]) => name).sort()).toEqual(assignments.flatMap(({ regions }) => regions).sort());
  expect(rows.reduce((sum, row) => sum + Number(row[1]), 0)).toBe(plan.construction.total);
  for (const sheet of sheets) {
    const worst = tablesOf(sheet).find(({ caption }) => caption === '重点关注项目');
    expect(worst?.rows.length).toBe(5);
  }
});

test('a change of leader keeps the past: 磐石市 was another’s until July', async () => {
  const { terms, doubts } = await ledger.call('assignments.show', {});
  expect(
    terms.filter(({ region }) => region === '220284').map(({ leader, since, until }) => [leader, since, until]),
  ).toEqual([
    ['罗启明', null, '2018-06-30'],
    ['谢义', '2018-07-01', null],
  ]);
  expect(terms).toHaveLength(14);
  expect(doubts).toEqual([]);
});

test('targets of the city are the plan’s, in the figures of the bulletin', async () => {
  const city = async (of: string, indicator: string) => {
    const { indicators, lines } = await ledger.call('targets.show', { period: of });
    return lines[0]?.cells[indicators.findIndex((one) => one.indicator === indicator)];
  };
  const { construction, notListed, plannedStart } = plan;
  expect(await city('2018-09', 'listed')).toEqual({
    value: construction.total,
    actual: construction.total - notListed.total,
  });
  // What is lacking at the end of the year is what the plan wants started from August to December.
  const started = await city('2018', 'started');
  expect((started?.value ?? 0) - (started?.actual ?? 0)).toBe(plannedStart.total);
});

describe('the start timetable of the demonstration city', () => {
  test('holds the 49 of the plan, its rate counted again in plain SQL', async () => {
    const { projects, asOf } = await ledger.call('starts.timetable', { year: 2018 });
    const open = projects.filter(({ begun }) => !begun);
    expect(open).toHaveLength(plan.plannedStart.total);
    expect(open.every(({ planned }) => planned >= '2018-08' && planned <= '2018-12-31')).toBe(true);
    const counts = startCounts(
      projects.map(({ planned, actual, begun, start }) => ({
        planned_start: planned,
        actual_start: actual,
        begun,
        outlook: start?.outlook ?? null,
      })),
      asOf,
    );
    const counted = ledger.context.database
      .prepare(
        `WITH plan AS (
           SELECT actual_start AS actual, CASE length(planned_start) WHEN 7 THEN date(planned_start || '-01', '+1 month', '-1 day') ELSE planned_start END AS last
           FROM project WHERE deleted = 0 AND planned_start LIKE '2018%' AND lifecycle <> 'terminated'
         )
         SELECT count(*) AS planned, sum(last < '2018-09-16') AS due, sum(last < '2018-09-16' AND actual <= last) AS punctual,
           sum(last < '2018-09-16' AND actual IS NULL) AS overdue FROM plan`,
      )
      .get();
    expect(asOf).toBe('2018-09-16');
    const { planned, due, punctual, overdue } = counts;
    expect({ planned, due, punctual, overdue }).toEqual(counted);
    expect(counts.begun + counts.overdue + counts.delayed + counts.onTime).toBe(planned);
  });
});
