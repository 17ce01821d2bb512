import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildDemonstration } from '../../src-main/ledger/demonstration/build';
import type { EvaluationSheet, IndicatorCode } from '../../src-shared/contract/evaluation-values';
import { presetRubrics } from '../../src-shared/rules/rubric-presets';
import { TestLedger } from '../support/ledger';

const folder = mkdtempSync(path.join(tmpdir(), '五包 考评 '));
let open = '';
let ledger: TestLedger;
beforeAll(async () => {
  open = (await buildDemonstration({ folder, migrations: path.resolve('migrations') })).open;
});
beforeEach(() => {
  ledger = new TestLedger(open);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a project is at the end of a half-month, written down anew from the definitions and not from the product's SQL. */
const facts = (end: string, year: string) => `
  SELECT p.id, p.region, p.planned_start, p.actual_start, p.total_investment AS total,
    coalesce(json_extract(p.annual_plan, '$."${year}"'), 0) AS plan,
    (SELECT coalesce(sum(g.completed), 0) FROM progress g WHERE g.project = p.id AND g.deleted <> 1
      AND g.month >= '${year}-01' AND g.month <= '${end.slice(0, 7)}') AS done,
    p.lifecycle = 'construction' AND p.total_investment >= 50000000 AND coalesce(p.actual_start, '') <= '${end}' AS built,
    p.lifecycle IN ('construction', 'completed', 'operating') AND p.total_investment >= 50000000
      AND coalesce(p.actual_start, '') <= '${end}' AS must_list,
    EXISTS (SELECT 1 FROM listing l WHERE l.project = p.id AND l.deleted <> 1 AND l.state = 'listed'
      AND coalesce(l.listed_month, '') <= '${end.slice(0, 7)}') AS is_listed,
    p.planned_start LIKE '${year}-%' AND p.lifecycle <> 'terminated'
      AND (CASE WHEN length(p.planned_start) = 7 THEN date(p.planned_start || '-01', 'start of month', '+1 month', '-1 day')
        ELSE p.planned_start END) <= '${end}' AS must_start,
    coalesce(p.actual_start <= '${end}', 0) AS has_started,
    p.lifecycle = 'preparation' AND p.planned_start IS NOT NULL AS preparing,
    EXISTS (SELECT 1 FROM permit t WHERE t.project = p.id AND t.deleted <> 1) AND NOT EXISTS (
      SELECT 1 FROM permit t WHERE t.project = p.id AND t.deleted <> 1
        AND coalesce(t.catalogue_code, '') NOT IN ('P309', 'P310') AND coalesce(t.catalogue_code, '') NOT LIKE 'P4__'
        AND NOT (t.state = 'not_needed' OR (t.state = 'granted' AND coalesce(t.actual_finish, '') <= '${end}'))) AS ready,
    p.lifecycle = 'reserve' AS planned_only
  FROM project p WHERE p.deleted <> 1`;

const end = '2018-09-15';
const share = 8.5 / 12;
/** Worked days are not to be counted here: every problem of the city has a promise. */
const problemDay = `max(b.promised_on, CASE WHEN b.extension_approver IS NOT NULL THEN coalesce(b.extension_until, '') ELSE '' END)`;
const problems = `
  SELECT j.region, b.state, b.closed_on, ${problemDay} AS last, min(coalesce(CASE WHEN b.state = 'closed' THEN b.closed_on END, '9'), ${problemDay}) AS counted
  FROM problem b JOIN project j ON j.id = b.project AND j.deleted <> 1 WHERE b.deleted <> 1 AND b.state <> 'shelved'`;

const overFacts = (value: string, from = facts(end, '2018')) =>
  `SELECT region, ${value} AS value FROM (${from}) GROUP BY region`;

/** The value of each indicator by region code, in plain SQL. A division by 0 is NULL in SQLite. */
const values: Readonly<Record<Exclude<IndicatorCode, 'reporting'>, string>> = {
  start_rate: overFacts('1.0 * sum(must_start AND has_started) / nullif(sum(must_start), 0)'),
  investment_rate: overFacts(`1.0 * sum(done * built) / nullif(sum(plan * built), 0) / ${share}`),
  listing_rate: overFacts('1.0 * sum(must_list AND is_listed) / nullif(sum(must_list), 0)'),
  preparation_rate: overFacts('1.0 * sum(preparing AND ready) / nullif(sum(preparing), 0)'),
  reserve: overFacts('sum(planned_only)'),
  problems_closed: `SELECT region, 1.0 * sum(state = 'closed' AND closed_on <= last) / count(*) AS value FROM (${problems})
    WHERE counted BETWEEN '2018-07-01' AND '${end}' GROUP BY region`,
  annual_plan: overFacts('1.0 * sum(done * built) / nullif(sum(plan * built), 0)'),
  half_year_rank: overFacts('1.0 * sum(done * built) / nullif(sum(plan * built), 0)', facts('2018-06-30', '2018')),
  late_listing: overFacts(
    `sum((must_start AND NOT has_started) + (must_list AND NOT is_listed AND (actual_start IS NULL OR
      CASE WHEN length(actual_start) = 7 THEN date(actual_start || '-01', '+1 month', '-1 day') ELSE actual_start END <= '2018-08-15')))`,
  ),
  new_or_continued: overFacts("1.0 * sum(built AND actual_start LIKE '2018%') / nullif(sum(built), 0)"),
  scale: overFacts('1.0 * sum(CASE WHEN built AND plan > 0 THEN plan END) / sum(built AND plan > 0)'),
  progress: overFacts('1.0 * sum(done * built) / nullif(sum(plan * built), 0)'),
};

const bySql = (sql: string) =>
  new Map(
    (ledger.context.database.prepare(sql).all() as { region: string; value: number | null }[]).map((row) => [
      row.region,
      row.value,
    ]),
  );

async function shown(code: IndicatorCode, period = '2018-Q3'): Promise<Map<string, number | null>> {
  const rubric = presetRubrics.find(({ indicators }) => indicators.some((one) => one.code === code));
  const sheet = await ledger.call('evaluations.show', { period, ...(rubric ? { rubric: rubric.name } : {}) });
  const at = sheet.rubric.indicators.findIndex((one) => one.code === code);
  return new Map(sheet.regions.map((region) => [region.code, region.indicators[at]?.value ?? null]));
}

describe('every indicator of the demonstration city, computed again in plain SQL', () => {
  test.each(Object.keys(values) as (keyof typeof values)[])('%s', async (code) => {
    const expected = bySql(values[code]);
    const found = await shown(code);
    expect(found.size).toBe(13);
    for (const [region, value] of found) {
      const wanted = expected.get(region) ?? null;
      if (wanted === null || value === null) expect([region, value]).toEqual([region, wanted]);
      else
        expect(Math.abs(value - wanted), `${region} ${value} ${wanted}`).toBeLessThan(
          1e-9 * Math.max(1, Math.abs(wanted)),
        );
    }
    // None of them is the same everywhere: a query that finds nothing would be.
    expect(new Set(found.values()).size).toBeGreaterThan(2);
  });

  test('reporting: who sent nothing between the end of August and the middle of September', async () => {
    const silent = bySql(`
      SELECT d.region, count(*) AS value FROM device d WHERE d.role = 'secretary' AND d.state = 'approved' AND NOT EXISTS (
        SELECT 1 FROM package k WHERE k.device = d.id AND k.direction = 'in' AND k.state = 'merged' AND k.at >= '2018-08-31' AND k.at < '2018-09-15')
      GROUP BY d.region`);
    const lacking = bySql(`
      SELECT region, count(DISTINCT month) AS value FROM (SELECT '2018-07' AS month UNION SELECT '2018-08') JOIN (${facts(end, '2018')}) f
      WHERE f.built AND coalesce(f.actual_start, '') <= month || '-31' AND NOT EXISTS (
        SELECT 1 FROM progress g WHERE g.project = f.id AND g.month = month AND g.completed IS NOT NULL AND g.deleted <> 1)
      GROUP BY region`);
    const found = await shown('reporting');
    for (const [region, value] of found) expect(value).toBe((silent.get(region) ?? 0) + (lacking.get(region) ?? 0));
    expect([...found.values()].some((value) => (value ?? 0) > 0)).toBe(true);
  });
});

describe('the evaluation of the demonstration city', () => {
  const ask = () => ledger.call('evaluations.show', { period: '2018-Q3' });
  const of = (sheet: EvaluationSheet, name: string) => sheet.regions.find(({ region }) => region === name);

  test('is a trial by the first half of September, and says so', async () => {
    expect(await ask()).toMatchObject({
      running: true,
      figures: '2018-09-H1',
      asOf: '2018-09-15',
      timeWords: '9月上半月 8.5 ÷ 12 ＝ 70.8%',
      publishedAt: null,
    });
  });

  test('has the arithmetic of the picture', async () => {
    const cell = of(await ask(), '昌邑区')?.indicators[1];
    expect(cell).toMatchObject({ points: 23.3, sentence: '25 × 65.9% ÷ 70.8% ＝ 23.3' });
  });

  test('counts what another person approved, and neither what is being checked nor what was refused', async () => {
    const sheet = await ask();
    expect(of(sheet, '高新区')).toMatchObject({ bonus: 2 });
    expect(of(sheet, '经开区')).toMatchObject({ bonus: 0 });
    expect(of(sheet, '蛟河市')).toMatchObject({ bonus: 0 });
    expect(of(sheet, '永吉县')).toMatchObject({ veto: 'checking' });
    expect(of(sheet, '永吉县')?.rank).not.toBeNull();
  });

  test('scores of the half-month are those of the running quarter without its bonus', async () => {
    const quarter = await ask();
    const half = await ledger.call('evaluations.show', { period: '2018-09-H1' });
    expect(half.regions.map(({ basic }) => basic)).toEqual(quarter.regions.map(({ basic }) => basic));
    expect(half.regions.map(({ total }) => total)).toEqual(quarter.regions.map(({ basic }) => basic));
  });

  test('opens as many projects as its arithmetic counts', async () => {
    const groups = async (code: IndicatorCode, region = '220202') =>
      (await ledger.call('evaluations.projects', { period: '2018-Q3', region, code })).groups.map(
        ({ label, projects }) => [label, projects?.length],
      );
    expect(await groups('start_rate')).toEqual([
      ['已开工', 10],
      ['应开工未开工', 1],
    ]);
    expect(await groups('investment_rate')).toEqual([['在建项目', 31]]);
    expect(await groups('listing_rate')).toEqual([
      ['已入库', 23],
      ['未入库', 8],
    ]);
    expect(await groups('preparation_rate')).toEqual([
      ['手续齐备', 3],
      ['手续未齐', 2],
    ]);
    expect(await groups('reserve')).toEqual([['谋划储备', 3]]);
  });

  test('the simulator names events, what each brings and why one is too late; never an amount', async () => {
    const { candidates, now } = await ledger.call('evaluations.simulate', { period: '2018-Q3', region: '220202' });
    expect(new Set(candidates.map(({ kind }) => kind))).toEqual(new Set(['permits', 'problem', 'listed', 'started']));
    // 20 × 24 ÷ 31 = 15.5, where 20 × 23 ÷ 31 were 14.8.
    const listed = candidates.filter(({ kind, possible }) => kind === 'listed' && possible);
    expect(listed.map(({ gain }) => gain)).toEqual(listed.map(() => 0.7));
    // 3 of 5 prepared: one more is a fifth of 10.
    expect(candidates.find(({ kind, name }) => kind === 'permits' && name === '孤店子秸秆热电')).toMatchObject({
      gain: 2,
      possible: true,
    });
    expect(candidates.filter(({ possible }) => !possible).every(({ why }) => why !== '')).toBe(true);
    expect(candidates.some(({ why }) => /最早 \d+月\d+日，本季来不及/.test(why))).toBe(true);
    const chosen = candidates.filter(({ possible }) => possible).slice(0, 3);
    const { after, ladder } = await ledger.call('evaluations.simulate', {
      period: '2018-Q3',
      region: '220202',
      events: chosen.map(({ id }) => id),
    });
    expect(after.total ?? 0).toBeGreaterThan(now.total ?? 0);
    expect(ladder).toHaveLength(13);
    expect(ladder.filter(({ own }) => own)).toEqual([after]);
    // What cannot happen any more is not simulated either.
    const late = candidates.filter(({ possible }) => !possible).map(({ id }) => id);
    const unchanged = await ledger.call('evaluations.simulate', { period: '2018-Q3', region: '220202', events: late });
    expect(unchanged.after).toEqual(now);
  });

  test('the paper has the points of the screen, and a sheet for every region', async () => {
    const sheet = await ask();
    const paper = await ledger.call('papers.show', { kind: 'evaluation', subject: '2018-Q3', about: '' });
    expect(paper.draft).toBe('试算稿，本期未结束');
    const tables = paper.blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
    expect(tables).toHaveLength(14);
    const first = sheet.regions.find(({ rank }) => rank === 1);
    expect(tables[0]?.rows[0]).toEqual([
      1,
      first?.region,
      ...(first?.indicators.map(({ points }) => points) ?? []),
      first?.basic,
      2,
      first?.total,
    ]);
    expect(tables[1]?.totals?.at(-1)).toBe(first?.total);
    const own = await ledger.call('papers.show', { kind: 'evaluation', subject: '2018-Q3', about: '220202' });
    expect(own.blocks.filter(({ kind }) => kind === 'table')).toHaveLength(1);
    expect(own.title[0]).toBe('昌邑区2018年第三季度');
  });
});
