import { describe, expect, test } from 'vitest';
import type { Rubric } from '../../src-shared/contract/evaluation-values';
import { scoreRegions } from '../../src-shared/rules/evaluation';
import { defaultRubric, presetRubrics } from '../../src-shared/rules/rubric-presets';
import { changyi, evaluated, september } from '../support/evaluated-regions';

const [, medals, monthly] = presetRubrics as [Rubric, Rubric, Rubric];
const one = (rubric: Rubric, counts: Parameters<typeof evaluated>[1], marks: Parameters<typeof evaluated>[2] = []) => {
  const [scored] = scoreRegions(rubric, [evaluated('昌邑区', counts, marks)], september);
  if (!scored) throw new Error('nothing scored');
  return scored;
};
const points = (scored: ReturnType<typeof one>) => scored.indicators.map((cell) => cell.points);
const sentences = (scored: ReturnType<typeof one>) => scored.indicators.map((cell) => cell.sentence);

describe('the default rubric', () => {
  test('scores a region as it was worked out by hand, each point with its arithmetic', () => {
    const scored = one(defaultRubric, changyi);
    // 18.1818, 23.2699, 14.8387, 6, first and only: 10, 3.3333, 5 − 0.5 × 2
    expect(points(scored)).toEqual([18.2, 23.3, 14.8, 6, 10, 3.3, 4]);
    expect(sentences(scored)).toEqual([
      '20 × 10 ÷ 11 ＝ 18.2',
      '25 × 65.9% ÷ 70.8% ＝ 23.3',
      '20 × 23 ÷ 31 ＝ 14.8',
      '10 × 3 ÷ 5 ＝ 6.0',
      '3 项，第 1 名得 10 分',
      '10 × 2 ÷ 6 ＝ 3.3',
      '5 − 0.5 × 2 ＝ 4.0',
    ]);
    expect(scored.basic).toBe(79.6);
    expect(scored.sentence).toBe('18.2 ＋ 23.3 ＋ 14.8 ＋ 6.0 ＋ 10.0 ＋ 3.3 ＋ 4.0 ＝ 79.6');
    expect(scored.indicators[1]?.facts).toEqual([
      { label: '完成率', words: '本年完成 26.9 ÷ 年度计划 40.8 亿元' },
      { label: '序时', words: '9月上半月 8.5 ÷ 12 ＝ 70.8%' },
    ]);
  });

  test('what is ahead of 序时 earns no more than full marks', () => {
    const scored = one(defaultRubric, { ...changyi, completed: 4_000_000_000 });
    expect(scored.indicators[1]).toMatchObject({ points: 25, sentence: '25 × 98.0% ÷ 70.8%，封顶 ＝ 25.0' });
  });

  test('without a denominator nothing is scored, and its marks are shared out among the others', () => {
    const scored = one(defaultRubric, { ...changyi, problems_due: 0, problems_closed: 0 });
    const closed = scored.indicators[5];
    expect(closed).toMatchObject({
      value: null,
      points: null,
      weight: 0,
      sentence: '没有到期问题，不计分，10 分由其余各项按分值分担',
    });
    // 20 × 10 ÷ 11 × 100 ÷ 90 = 20.202
    expect(scored.indicators[0]).toMatchObject({ points: 20.2, sentence: '20 × 10 ÷ 11 × 100 ÷ 90 ＝ 20.2' });
    expect(scored.indicators.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(100, 9);
    expect(scored.basic).toBe(20.2 + 25.9 + 16.5 + 6.7 + 11.1 + 4.4);
  });

  test('a region of which nothing can be divided has no score and no place', () => {
    const scored = one(
      { ...defaultRubric, total: 20, indicators: defaultRubric.indicators.slice(0, 1) },
      { reporters: 0 },
    );
    expect(scored).toMatchObject({ basic: null, total: null, rank: null, sentence: '各项都不计分' });
  });

  test('equal counts share a place, the next is left out; nothing has none', () => {
    const regions = [5, 4, 4, 2, 0].map((reserve, index) => evaluated(`区${index}`, { ...changyi, reserve }));
    const cells = scoreRegions(defaultRubric, regions, september).map(({ indicators }) => indicators[4]);
    expect(cells.map((cell) => cell?.points)).toEqual([10, 9, 9, 7, 0]);
    expect(cells.map((cell) => cell?.sentence)).toEqual([
      '5 项，第 1 名得 10 分',
      '4 项，并列第 2 名得 9 分',
      '4 项，并列第 2 名得 9 分',
      '2 项，第 4 名得 7 分',
      '0 项，为零不排名得 0 分',
    ]);
  });
});

describe('bonus, deduction, veto', () => {
  test('only what was approved counts, bonuses up to the cap', () => {
    const scored = one(defaultRubric, changyi, [
      { points: 3 },
      { points: 2.5 },
      { points: 4, state: 'proposed' },
      { points: 1, state: 'refused' },
      { kind: 'deduction', points: 0.7 },
    ]);
    expect(scored).toMatchObject({ bonus: 5, deduction: 0.7, total: 83.9, veto: 'none' });
  });

  test('核查 is no verdict; an approved veto takes the place away and leaves the score', () => {
    const regions = (state: 'proposed' | 'approved' | 'refused') => [
      evaluated('甲', changyi, [{ kind: 'veto', points: 0, state }]),
      evaluated('乙', { ...changyi, listed: 0 }),
    ];
    const scored = (state: 'proposed' | 'approved' | 'refused') =>
      scoreRegions(defaultRubric, regions(state), september).map(({ rank, veto, total }) => ({ rank, veto, total }));
    expect(scored('proposed')[0]).toMatchObject({ rank: 1, veto: 'checking' });
    expect(scored('refused')[0]).toMatchObject({ rank: 1, veto: 'none' });
    expect(scored('approved')).toEqual([
      { rank: null, veto: 'vetoed', total: scored('proposed')[0]?.total },
      { rank: 1, veto: 'none', total: scored('proposed')[1]?.total },
    ]);
  });

  test('a rubric without bonus and veto knows neither', () => {
    expect(one(medals, changyi, [{ points: 3 }, { kind: 'veto', points: 0 }])).toMatchObject({
      bonus: 0,
      veto: 'none',
    });
  });

  test('regions of equal totals share a place', () => {
    const regions = ['甲', '乙', '丙'].map((name, index) =>
      evaluated(name, index === 2 ? { ...changyi, listed: 0 } : changyi),
    );
    expect(scoreRegions(defaultRubric, regions, september).map(({ rank }) => rank)).toEqual([1, 1, 3]);
  });
});

describe('the medals of 2020', () => {
  test('as worked out by hand', () => {
    const regions = [
      evaluated('甲', { ...changyi, half_year_plan: 100, half_year_completed: 60, late_starts: 1, late_listings: 2 }),
      evaluated('乙', { ...changyi, completed: 4_896_000_000, half_year_plan: 100, half_year_completed: 40 }),
    ];
    const scored = scoreRegions(medals, regions, september);
    // 34.07 points short × 0.1; 20 over × 0.2.
    expect(scored.map((region) => region.indicators.map((cell) => cell.points))).toEqual([
      [21.6, 7, -9],
      [29, 7, 0],
    ]);
    expect(scored.map((region) => region.indicators.map((cell) => cell.sentence))).toEqual([
      ['25 − 0.1 × 34.07 ＝ 21.6', '60.0%，第 1 名得 7 分', '−3 × 3 ＝ −9.0'],
      ['25 ＋ 0.2 × 20 ＝ 29.0', '40.0%，第 2 名得 7 分', '−3 × 0 ＝ 0.0'],
    ]);
    expect(scored[0]?.sentence).toBe('21.6 ＋ 7.0 − 9.0 ＝ 19.6');
  });

  test('before June is over nobody is ranked by it; a deduction is never scaled up', () => {
    const scored = one(medals, { ...changyi, late_listings: 2 });
    // 21.593 × 32 ÷ 25
    expect(points(scored)).toEqual([27.6, null, -6]);
    expect(scored.indicators[0]?.sentence).toBe('25 − 0.1 × 34.07 × 32 ÷ 25 ＝ 27.6');
  });
});

describe('the monthly sums of 2017', () => {
  test('as worked out by hand', () => {
    const scored = one(monthly, {
      ...changyi,
      new_projects: 10,
      continued_projects: 21,
      plans: [1_000_000_000, 600_000_000, 200_000_000, 50_000_000],
    });
    // (50 + 42) ÷ 31 = 2.97; (20 + 10 + 6 + 3) ÷ 4 = 9.75; 60 × 0.6593
    expect(points(scored)).toEqual([3, 9.8, 39.6]);
    expect(sentences(scored)).toEqual([
      '（新开 10 项 × 5 ＋ 续建 21 项 × 2）÷ 31 ＝ 3.0',
      '（10亿元及以上 1 项 × 20 ＋ 5亿元及以上 1 项 × 10 ＋ 1亿元及以上 1 项 × 6 ＋ 不足1亿元 1 项 × 3）÷ 4 ＝ 9.8',
      '60 × 65.9% ＝ 39.6',
    ]);
  });
});
