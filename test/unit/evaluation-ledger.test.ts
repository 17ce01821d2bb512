import { cpSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { shiftedClock } from '../../src-main/ledger/clock';
import type { PublishedEvaluation } from '../../src-main/ledger/queries/evaluation-sheets';
import { scoresOf } from '../../src-main/ledger/queries/evaluation-sheets';
import type { EvaluationSheet } from '../../src-shared/contract/evaluation-values';
import { extraPoints } from '../../src-shared/rules/evaluation';
import { defaultRubric } from '../../src-shared/rules/rubric-presets';
import { makeLedger, type TestLedger } from '../support/ledger';
import { Terminal, temporaryFolder } from '../support/terminal';

let ledger: TestLedger;
const commission = { role: 'commission', person: '周科长', unit: '市发改委' } as const;

const create = async (entity: string, set: Record<string, string | number | Record<string, number>>) =>
  (await ledger.call('records.create', { entity: entity as 'project', set })).id;

/** Two regions with one project each: 江澜 is listed and ahead, 欢喜 neither. */
async function fill(): Promise<{ listed: string; unlisted: string; progress: string }> {
  const built = (name: string, region: string, extra: Record<string, string | number>) =>
    create('project', {
      name,
      region,
      lifecycle: 'construction',
      actual_start: '2018-03',
      total_investment: 80_000_000,
      annual_plan: { '2018': 30_000_000 },
      ...extra,
    });
  const listed = await built('江澜碳纤维产业园', '220202', { planned_start: '2018-03' });
  const unlisted = await built('欢喜乡冷链仓储', '220204', { planned_start: '2018-04' });
  const progress = await create('progress', { project: listed, month: '2018-06', completed: 20_000_000 });
  await create('progress', { project: unlisted, month: '2018-06', completed: 6_000_000 });
  await create('listing', { project: listed, state: 'listed', listed_month: '2018-05' });
  await create('listing', { project: unlisted, state: 'missing' });
  return { listed, unlisted, progress };
}

const ask = (period = '2018-Q2', rubric?: string) =>
  ledger.call('evaluations.show', { period, ...(rubric ? { rubric } : {}) });
const of = (sheet: EvaluationSheet, code: string) => sheet.regions.find((region) => region.code === code);

beforeEach(async () => {
  ledger = await makeLedger(commission);
});

describe('publishing', () => {
  test('what is published stays, whatever happens to ledger, marks and rules', async () => {
    const { listed, progress } = await fill();
    const before = await ask();
    const published = await ledger.call('evaluations.publish', { period: '2018-Q2' });
    expect(published).toEqual({ ...before, publishedAt: published.publishedAt });
    expect(published.publishedAt).toMatch(/^2018-09-16T09:00:\d\d\+08:00$/);
    expect(of(published, '220202')?.indicators[1]?.sentence).toBe('（25 × 66.7% ÷ 50.0%，封顶）× 100 ÷ 75 ＝ 33.3');

    await ledger.call('records.revise', { entity: 'progress', id: progress, set: { completed: 9 } });
    await ledger.call('records.withdraw', { entity: 'project', id: listed });
    const { id } = await ledger.call('evaluations.propose', {
      period: '2018-Q2',
      region: '220204',
      kind: 'bonus',
      item: '上争资金',
      points: 500,
      reason: '',
      evidence: '资金下达文件',
    });
    await ledger.call('evaluations.decide', { id, approve: true, person: '韩主任' });
    expect(await ask()).toEqual(published);
    expect(await ledger.call('evaluations.publish', { period: '2018-Q2' })).toEqual(published);
    expect(scoresOf(ledger.context, '2018-Q2')).toEqual(published);
    // Another period follows the ledger.
    expect(of(await ask('2018-Q3'), '220202')?.indicators[1]?.value).not.toBe(
      of(published, '220202')?.indicators[1]?.value,
    );
    expect(await ledger.call('evaluations.list', {})).toEqual([
      {
        id: expect.any(String),
        period: '2018-Q2',
        periodName: '2018年第二季度',
        rubric: '默认',
        publishedAt: published.publishedAt,
        first: ['昌邑区'],
      },
    ]);
  });

  test('keeps the changes it came from, and the rubric as it was', async () => {
    await fill();
    await ledger.call('evaluations.publish', { period: '2018-Q2' });
    const text = ledger.context.database.prepare('SELECT scores FROM evaluation').pluck().get() as string;
    const { sheet, through } = JSON.parse(text) as PublishedEvaluation;
    expect(sheet.rubric).toEqual(defaultRubric);
    expect(through).toEqual([
      { device: expect.any(String), seq: expect.any(Number), chain: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(through[0]?.seq).toBeGreaterThan(0);
  });

  test('a running period and one that has not begun are refused, and so is a secretary', async () => {
    expect(await ledger.refused('evaluations.publish', { period: '2018-Q3' })).toBe('evaluation_running');
    expect(await ledger.refused('evaluations.show', { period: '2018-Q4' })).toBe('evaluation_not_begun');
    const secretary = await makeLedger();
    expect(await secretary.refused('evaluations.publish', { period: '2018-Q2' })).toBe('evaluation_not_commission');
    expect(await secretary.refused('rubrics.save', { rubric: { ...defaultRubric, name: '年终' } })).toBe(
      'evaluation_not_commission',
    );
  });

  test('places move against the one published before', async () => {
    const { listed, unlisted } = await fill();
    await ledger.call('evaluations.publish', { period: '2018-Q2' });
    expect((await ask('2018-Q2')).comparedWith).toBeNull();
    const same = await ask('2018-Q3');
    expect(same.comparedWith).toBe('2018年第二季度考评');
    expect(of(same, '220202')).toMatchObject({ rank: 1, movement: 0 });
    await create('progress', { project: unlisted, month: '2018-09', completed: 24_000_000 });
    await ledger.call('listing.revise', { project: listed, set: { state: 'returned' } });
    await ledger.call('listing.revise', { project: unlisted, set: { state: 'listed', listed_month: '2018-08' } });
    const moved = await ask('2018-Q3');
    expect(of(moved, '220204')).toMatchObject({ rank: 1, movement: 1 });
    expect(of(moved, '220202')).toMatchObject({ rank: 2, movement: -1 });
  });

  test('without a published one, against the last frozen half-month', async () => {
    await fill();
    await ledger.call('bulletins.freeze', { period: '2018-08-H2' });
    expect(await ask('2018-Q3')).toMatchObject({ comparedWith: '2018年8月下半月' });
    expect(of(await ask('2018-Q3'), '220202')?.movement).toBe(0);
  });
});

describe('marks', () => {
  const mark = {
    period: '2018-Q3',
    region: '220202',
    kind: 'bonus',
    item: '集中开工',
    points: 50,
    reason: '',
    evidence: '现场照片',
  } as const;

  test('count once another person has approved them', async () => {
    await fill();
    const { id } = await ledger.call('evaluations.propose', mark);
    const total = of(await ask('2018-Q3'), '220202')?.basic ?? 0;
    expect(of(await ask('2018-Q3'), '220202')).toMatchObject({ bonus: 0, total });
    for (const person of ['周科长', ' 周 科长 ', '周科长（市发改委）'])
      expect(await ledger.refused('evaluations.decide', { id, approve: true, person })).toBe('mark_own_decision');
    await ledger.call('evaluations.decide', { id, approve: true, person: '韩主任' });
    expect(of(await ask('2018-Q3'), '220202')).toMatchObject({
      bonus: 0.5,
      total: Math.round((total + 0.5) * 10) / 10,
      marks: [{ proposedBy: '周科长', decidedBy: '韩主任', decidedOn: '2018-09-16', state: 'approved' }],
    });
    expect(await ledger.refused('evaluations.decide', { id, approve: false, person: '李主任' })).toBe('mark_decided');
  });

  test('need evidence and points of one decimal; a veto has none', async () => {
    expect(await ledger.refused('evaluations.propose', { ...mark, evidence: ' ' })).toBe('missing_value');
    expect(await ledger.refused('evaluations.propose', { ...mark, points: 0 })).toBe('invalid_value');
    expect(await ledger.refused('evaluations.propose', { ...mark, points: 55 })).toBe('invalid_value');
    expect(await ledger.refused('evaluations.propose', { ...mark, region: '999999' })).toBe('invalid_value');
    await ledger.call('evaluations.propose', { ...mark, kind: 'veto', item: '弄虚作假', points: 0 });
    expect(of(await ask('2018-Q3'), '220202')).toMatchObject({ veto: 'checking', rank: expect.any(Number) });
  });

  test('of one period say nothing of another', async () => {
    const { id } = await ledger.call('evaluations.propose', mark);
    await ledger.call('evaluations.decide', { id, approve: true, person: '韩主任' });
    expect(of(await ask('2018-Q2'), '220202')?.marks).toEqual([]);
  });
});

describe('own rubrics', () => {
  const own = {
    ...defaultRubric,
    name: '年终',
    indicators: defaultRubric.indicators.map((one) =>
      one.code === 'start_rate'
        ? { ...one, weight: 10 }
        : one.code === 'investment_rate'
          ? { ...one, weight: 35 }
          : one,
    ),
  };

  test('are previewed, saved, used, removed', async () => {
    await fill();
    const preview = await ledger.call('evaluations.preview', { period: '2018-Q2', rubric: own });
    expect(preview.errors).toEqual([]);
    expect(await ledger.refused('evaluations.show', { period: '2018-Q2', rubric: '年终' })).toBe('unknown_rubric');
    await ledger.call('rubrics.save', { rubric: own });
    expect(await ask('2018-Q2', '年终')).toEqual(preview.sheet);
    expect((await ask()).rubric.name).toBe('默认');
    await ledger.call('rubrics.use', { name: '年终' });
    expect((await ask()).rubric).toEqual(own);
    expect(scoresOf(ledger.context, '2018-Q2').rubric.name).toBe('年终');
    expect(await ledger.call('rubrics.list', {})).toMatchObject({ inUse: '年终', rubrics: { length: 4 } });
    await ledger.call('rubrics.remove', { name: '年终' });
    // What is gone gives way to the one that the program brings.
    expect((await ask()).rubric.name).toBe('默认');
    expect(await ledger.call('rubrics.list', {})).toMatchObject({ inUse: '默认', rubrics: { length: 3 } });
  });

  test('a wrong one is refused with every mistake, a preset cannot be taken', async () => {
    const wrong = { ...own, name: '', total: 90 };
    const { errors, sheet } = await ledger.call('evaluations.preview', { period: '2018-Q2', rubric: wrong });
    expect([errors, sheet]).toEqual([['规则名称要填', '各项分值合计 100，要等于总分 90'], null]);
    const answer = await ledger.door.call('rubrics.save', { rubric: wrong });
    expect(answer).toMatchObject({
      ok: false,
      error: {
        code: 'invalid_rubric',
        params: { count: '2', detail: '规则名称要填；各项分值合计 100，要等于总分 90' },
      },
    });
    expect(await ledger.refused('rubrics.save', { rubric: { ...own, name: '默认' } })).toBe('rubric_preset');
    expect(await ledger.refused('rubrics.remove', { name: '默认' })).toBe('rubric_preset');
    expect(await ledger.refused('rubrics.remove', { name: '没有' })).toBe('unknown_rubric');
  });
});

test('a simulated event changes its region alone, and nothing in the ledger', async () => {
  const { unlisted } = await fill();
  // The county's window of September is over: what it has taken goes on, what it has not does not.
  const missed = await ledger.call('evaluations.simulate', { period: '2018-Q3', region: '220204' });
  expect(missed.candidates.find(({ id }) => id === `listed:${unlisted}`)?.possible).toBe(false);
  await ledger.call('listing.revise', { project: unlisted, set: { state: 'county_review' } });
  const changes = () => ledger.context.database.prepare('SELECT max(high_water) FROM device').pluck().get();
  const before = changes();
  const { candidates, now } = await ledger.call('evaluations.simulate', { period: '2018-Q3', region: '220204' });
  const listed = candidates.find(({ id }) => id === `listed:${unlisted}`);
  expect(listed).toMatchObject({ possible: true, name: '欢喜乡冷链仓储' });
  const { after } = await ledger.call('evaluations.simulate', {
    period: '2018-Q3',
    region: '220204',
    events: [listed?.id ?? '', 'listed:nowhere'],
  });
  expect((after.total ?? 0) - (now.total ?? 0)).toBeCloseTo(listed?.gain ?? 0, 9);
  // Reporting and problems are not scored here: 20 of 75.
  expect(listed?.gain).toBeCloseTo(26.7, 9);
  expect(changes()).toBe(before);
  // The month of the window is over on 1 October, and so is the quarter.
  const later = await makeLedger(commission, { clock: shiftedClock('2018-10-01T09:00:00+08:00') });
  const { candidates: none } = await later.call('evaluations.simulate', { period: '2018-Q3', region: '220204' });
  expect(none).toEqual([]);
});

test('the command line gives exactly what the screen shows', async () => {
  await fill();
  const { id } = await ledger.call('evaluations.propose', {
    ...{
      period: '2018-Q3',
      region: '220204',
      kind: 'deduction',
      item: '逾期',
      points: 30,
      reason: '',
      evidence: '台账',
    },
  });
  await ledger.call('evaluations.decide', { id, approve: true, person: '韩主任' });
  const sheet = await ask('2018-Q3');
  ledger.door.close();
  const terminal = new Terminal(temporaryFolder());
  cpSync(ledger.folder, path.join(terminal.folder, '市'), { recursive: true });
  const rows = await terminal.json('evaluate', '--period', '2018-Q3', '--ledger', '市');
  expect(rows).toHaveLength(13);
  for (const row of rows) {
    expect(Object.keys(row)).toEqual(['region', 'indicators', 'bonus', 'total', 'rank']);
    const scored = sheet.regions.find(({ region }) => region === row.region);
    if (!scored) throw new Error(`no ${row.region}`);
    expect(row).toEqual({
      region: scored.region,
      indicators: scored.indicators.map(({ code, value, points }) => ({ code, value, points })),
      bonus: extraPoints(scored),
      total: scored.total,
      rank: scored.rank,
    });
  }
  expect(rows.find(({ region }: { region: string }) => region === '船营区').bonus).toBe(-0.3);
  const medals = await terminal.json(
    'evaluate',
    '--period',
    '2018-Q3',
    '--rubric',
    '某市2020金银奖（节选）',
    '--ledger',
    '市',
  );
  expect(medals[0].indicators.map(({ code }: { code: string }) => code)).toEqual([
    'annual_plan',
    'half_year_rank',
    'late_listing',
  ]);
  const { status, error } = await terminal.run(
    'evaluate',
    '--period',
    '2018-Q3',
    '--rubric',
    '没有',
    '--ledger',
    '市',
    '--json',
  );
  expect([status, error.includes('没有“没有”这个考评规则')]).toEqual([1, true]);
  expect((await terminal.run('evaluate', '--period', '第三季度', '--ledger', '市')).status).toBe(1);
});
