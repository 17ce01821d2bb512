import { describe, expect, test } from 'vitest';
import { type CheckedFigures, checkFigures } from '../../src-shared/rules/checks';

const wan = 10_000;
const sound: CheckedFigures = {
  total_investment: 10_000 * wan,
  annual_plan: { '2018': 4_000 * wan },
  completed_before_year: 3_000 * wan,
  actual_start: '2017-05',
  lifecycle: 'construction',
  listed_month: '2017-09',
  months: [
    { month: '2018-07', completed: 500 * wan, land: null },
    { month: '2018-08', completed: 800 * wan, land: null },
  ],
};
const codes = (change: Partial<CheckedFigures>, through: string | null = '2018-08') =>
  checkFigures({ ...sound, ...change }, through).map(({ code, field, month }) => [code, field, month]);

test('sound figures are left in peace', () => {
  expect(codes({})).toEqual([]);
  expect(
    codes({
      total_investment: null,
      annual_plan: null,
      completed_before_year: null,
      actual_start: null,
      lifecycle: null,
      listed_month: null,
      months: [],
    }),
  ).toEqual([]);
});

describe('checks of figures that come in', () => {
  test('the plan of a year against the total', () => {
    expect(codes({ annual_plan: { '2017': 10_000 * wan, '2018': 10_001 * wan } })).toEqual([
      ['plan_over_total', 'annual_plan.2018', null],
    ]);
  });

  test('everything completed against 110 % of the total', () => {
    expect(codes({ completed_before_year: 9_700 * wan })).toEqual([]);
    expect(codes({ completed_before_year: 9_701 * wan })).toEqual([['completed_over_total', 'completed', '2018-08']]);
    // Months of years that are over are in the sum of the years before.
    const lastYear = { month: '2017-12', completed: 5_000 * wan, land: null };
    expect(codes({ completed_before_year: 9_000 * wan, months: [...sound.months, lastYear] })).toEqual([]);
  });

  test('one month against half of the plan', () => {
    const month = (completed: number) => ({ months: [{ month: '2018-08', completed, land: null }] });
    expect(codes(month(2_000 * wan))).toEqual([]);
    expect(codes(month(2_000 * wan + 1))).toEqual([['month_over_half_plan', 'completed', '2018-08']]);
    expect(codes({ ...month(2_001 * wan), annual_plan: { '2018': 0 } })).toEqual([]);
  });

  test('completed without a start, land aside', () => {
    const notStarted = { actual_start: null, lifecycle: 'preparation', listed_month: null };
    expect(codes(notStarted)).toEqual([['completed_without_start', 'completed', '2018-07']]);
    expect(codes({ ...notStarted, months: [{ month: '2018-07', completed: 500, land: 500 }] })).toEqual([]);
    expect(codes({ ...notStarted, lifecycle: 'construction' })).toEqual([]);
  });

  test('nothing for two periods, where both were reported and the building goes on', () => {
    const silent = [
      { month: '2018-07', completed: 0, land: null },
      { month: '2018-08', completed: 0, land: null },
    ];
    expect(codes({ months: silent })).toEqual([['nothing_for_two_periods', 'completed', '2018-08']]);
    expect(codes({ months: silent.slice(1) })).toEqual([]);
    expect(codes({ months: silent, lifecycle: 'suspended' })).toEqual([]);
    expect(codes({ months: silent, actual_start: '2018-08' })).toEqual([['start_after_listing', 'actual_start', null]]);
    expect(codes({ months: silent }, null)).toEqual([]);
  });

  test('a start behind the listing', () => {
    expect(codes({ actual_start: '2017-09-30' })).toEqual([]);
    expect(codes({ actual_start: '2017-10' })).toEqual([['start_after_listing', 'actual_start', null]]);
  });

  test('figures are named in yuan, and no figure is ever proposed', () => {
    const [finding] = checkFigures({ ...sound, annual_plan: { '2018': 10_001 * wan } });
    expect(finding).toMatchObject({ message: '年度计划大于总投资', amounts: [10_001 * wan, 10_000 * wan] });
  });
});
