import { describe, expect, test } from 'vitest';
import { checkRubric, type Rubric, type RubricIndicator } from '../../src-shared/contract/evaluation-values';
import { settingSchema } from '../../src-shared/contract/rule-values';
import { roundPoints } from '../../src-shared/rules/evaluation-points';
import { indicatorKinds } from '../../src-shared/rules/rubric-indicators';
import {
  bandedPoints,
  bandParts,
  cappedPoints,
  linearPoints,
  planPoints,
  rankedPoints,
} from '../../src-shared/rules/rubric-operators';
import { defaultRubric, presetRubrics, rubricKey } from '../../src-shared/rules/rubric-presets';
import { indicatorWords } from '../../src-shared/rules/rubric-words';

function found<Operator extends RubricIndicator['operator']>(operator: Operator, code: string) {
  const one = presetRubrics.flatMap(({ indicators }) => indicators).find((other) => other.code === code);
  if (one?.operator !== operator) throw new Error(`${code} is not ${operator}`);
  return one as Extract<RubricIndicator, { operator: Operator }>;
}

/** Every number here was worked out by hand from the cities' own papers. */
describe('linear', () => {
  const investment = found('linear', 'investment_rate');
  test.each([
    // 26.9 of 40.8 hundred million against 8.5 twelfths: 25 × 0.659314 ÷ 0.708333.
    [26.9 / 40.8 / (8.5 / 12), 23.3],
    [0, 0],
    [1, 25],
    [1.3, 25],
    [-0.2, 0],
  ])('%f of the way earns %f of 25', (value, points) => {
    expect(roundPoints(linearPoints(investment, value))).toBe(points);
  });

  test('between two bounds', () => {
    const one = { ...investment, weight: 10, from: 0.6, to: 0.9 };
    expect(roundPoints(linearPoints(one, 0.72))).toBe(4);
    expect(linearPoints(one, 0.59)).toBe(0);
    expect(linearPoints(one, 0.95)).toBe(10);
  });
});

describe('banded', () => {
  const plan = found('banded', 'annual_plan');
  test.each([
    // 10 points short: −0.1 each. 20 over: +0.2 each. 40 over: 30 × 0.2 and 10 × 0.1. Never more than 10 either way.
    [0.9, 24],
    [1, 25],
    [1.2, 29],
    [1.3, 31],
    [1.4, 32],
    [1.699, 35],
    [2.5, 35],
    [0, 15],
    [0.659, 21.6],
  ])('a completion of %f earns %f', (value, points) => {
    expect(roundPoints(bandedPoints(plan, value))).toBe(points);
  });

  test('a percentage point lies in one band', () => {
    expect(bandParts(plan.bands ?? [], 1.4)).toEqual([
      { points: 30, perPoint: 0.2, sign: '+' },
      { points: 10, perPoint: 0.1, sign: '+' },
    ]);
  });

  test.each([
    [1_000_000_000, 20],
    [999_999_999, 10],
    [500_000_000, 10],
    [100_000_000, 6],
    [99_999_999, 3],
    [0, 3],
  ])('a plan of %d yuan earns %d', (yuan, points) => {
    expect(planPoints(found('banded', 'scale').bandsYuan ?? [], yuan)).toBe(points);
  });
});

describe('capped', () => {
  test.each([
    ['reporting', 0, 5],
    ['reporting', 3, 3.5],
    ['reporting', 12, 0],
    ['late_listing', 0, 0],
    ['late_listing', 8, -24],
    ['late_listing', 9, -25],
  ])('%s with %d earns %f', (code, count, points) => {
    // −0 is 0.
    expect(cappedPoints(found('capped', code), count) + 0).toBe(points);
  });
});

describe('ranked', () => {
  test.each([
    [1, 10],
    [10, 1],
    [11, 0],
  ])('place %d of the reserve earns %d', (place, points) => {
    expect(rankedPoints(found('ranked', 'reserve'), place)).toBe(points);
  });
  test.each([
    [1, 7],
    [3, 7],
    [4, 5],
    [6, 5],
    [7, 3],
    [10, 3],
    [11, 0],
  ])('place %d at half-year earns %d', (place, points) => {
    expect(rankedPoints(found('ranked', 'half_year_rank'), place)).toBe(points);
  });
});

test('halves are rounded up, the noise of binary fractions is not', () => {
  expect([2.25, 2.35, 1.005 * 100, -0.05, 23.2499].map(roundPoints)).toEqual([2.3, 2.4, 100.5, -0.1, 23.2]);
  expect(roundPoints(0.1 + 0.2)).toBe(0.3);
});

describe('rubrics', () => {
  test('every preset fits the schema, and the default adds up to 100', () => {
    for (const rubric of presetRubrics) expect(checkRubric(rubric).errors).toEqual([]);
    expect(presetRubrics.map(({ name }) => name)).toEqual(['默认', '某市2020金银奖（节选）', '延安2017（月度加总）']);
    expect(defaultRubric.indicators.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
    const used = new Set(presetRubrics.flatMap(({ indicators }) => indicators.map(({ code }) => code)));
    expect([...used].sort()).toEqual(Object.keys(indicatorKinds).sort());
  });

  test('everything that is wrong is said at once, also beside what cannot be read', () => {
    const broken = structuredClone(defaultRubric) as unknown as {
      name: string;
      indicators: Record<string, unknown>[];
      bonus: { cap: number };
    };
    broken.name = '';
    Object.assign(broken.indicators[0] ?? {}, { weight: 30, to: null });
    Object.assign(broken.indicators[1] ?? {}, { from: 1, to: 0.5 });
    Object.assign(broken.indicators[2] ?? {}, { code: 'start_rate' });
    Object.assign(broken.indicators[4] ?? {}, { points: [1, 2] });
    Object.assign(broken.indicators[6] ?? {}, { perUnit: 0.5, min: 6 });
    broken.bonus.cap = 101;
    expect([...checkRubric(broken).errors].sort()).toEqual(
      [
        '规则名称要填',
        '第 1 项“项目开工率”：终点要填数字',
        '第 2 项“投资完成率（对序时）”：终点要大于起点',
        '第 3 项“项目入统率”：同一个指标不能出现两次',
        '第 5 项“谋划储备”：名次靠后的得分不能更高',
        '第 7 项“报送质量”：起始分要在最低分和最高分之间',
        '第 7 项“报送质量”：这一项是扣分，每件分数不能大于 0',
        '加分上限不能大于 100',
        '各项分值合计 110，要等于总分 100',
      ].sort(),
    );
  });

  test.each([
    ['operator', { code: 'reporting', operator: 'linear', from: 0, to: 1 }, '这个指标不能用这种算法'],
    [
      'bands',
      {
        code: 'start_rate',
        operator: 'banded',
        bands: [
          { from: 1, to: 1.2, perPoint: 1, sign: '+' },
          { from: 1.3, perPoint: 1, sign: '+' },
        ],
      },
      '各档要从低到高，一档接一档',
    ],
    [
      'sign',
      { code: 'start_rate', operator: 'banded', bands: [{ below: 1, perPoint: 1, sign: '+' }] },
      '第 1 档低于界限只能扣分，不写终点',
    ],
    [
      'form',
      { code: 'scale', operator: 'banded', bands: [{ from: 1, perPoint: 1, sign: '+' }] },
      '分档要写按年度计划分档的得分，只写这一种',
    ],
    ['last band', { code: 'scale', operator: 'banded', bandsYuan: [{ from: 5, points: 1 }] }, '最后一档要从 0 起'],
    [
      'ranks',
      {
        code: 'reserve',
        operator: 'ranked',
        ranks: [
          { to: 6, points: 7 },
          { to: 3, points: 5 },
        ],
      },
      '名次分段要从前到后',
    ],
    ['unknown', { code: 'reserve', operator: 'guessed' }, '没有这种算法'],
    ['unknown key', { code: 'reserve', operator: 'ranked', points: [1], perPoint: 1 }, '有不认识的内容：perPoint'],
  ])('a wrong %s is named', (_, one, message) => {
    const rubric = { name: '年终', indicators: [{ name: '一项', weight: 10, ...one }] };
    expect(checkRubric(rubric).errors).toContain(`第 1 项“一项”：${message}`);
  });

  test.each([null, 'x', [], { indicators: 5 }, { name: '年终', indicators: [null] }])('%j is no rubric', (value) => {
    const { rubric, errors } = checkRubric(value);
    expect(rubric).toBeNull();
    expect(errors.length).toBeGreaterThan(0);
  });

  test('an own one is a setting of its name', () => {
    const own: Rubric = { ...defaultRubric, name: '年终.正式' };
    expect(settingSchema(rubricKey(own.name))?.parse(own)).toEqual(own);
    expect(settingSchema(rubricKey(own.name))?.safeParse({ ...own, total: 90 }).success).toBe(false);
  });

  test('their footnotes', () => {
    expect(presetRubrics.flatMap(({ indicators }) => indicators.map(indicatorWords))).toEqual([
      '20 × 已开工 ÷ 应开工',
      '25 × 完成率 ÷ 序时，封顶 25',
      '20 × 已入库 ÷ 应入统',
      '10 × 手续齐备 ÷ 计划开工',
      '按个数排名，1至10名得 10至1分',
      '10 × 按期销号 ÷ 到期问题',
      '5 分起，每次缺报、退回扣 0.5',
      '25 分起，不足 100% 每欠 1 个百分点扣 0.1，100% 至 130% 每超 1 个百分点加 0.2，130% 以上每超 1 个百分点加 0.1，加减最多 10',
      '按率排名，1至3名 7、4至6名 5、7至10名 3 分',
      '每项未按期扣 3，最低 −25',
      '新开 5 分、续建 2 分，逐个计分取平均',
      '年度计划 10亿、5亿、1亿元分档，得 20、10、6、3 分，取平均',
      '60 × 本年完成 ÷ 年度计划',
    ]);
  });
});
