import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MonthRow } from '../../src-shared/contract/progress-methods';
import { compareStatistics, comparisonWords, monthsOfYear, planCurve } from '../../src-shared/rules/month-plans';
import { monthFigures, monthSums } from '../../src-shared/rules/month-report';

const wan = 10_000;
const yuan = fc.option(fc.integer({ min: -1_000_000, max: 900_000_000 }), { nil: null });
const months = monthsOfYear(2018);

const monthRow = fc
  .record({
    plan: fc.option(fc.integer({ min: 0, max: 900_000_000 }), { nil: null }),
    values: fc.array(yuan, { minLength: 9, maxLength: 9 }),
    started: fc.boolean(),
    parts: fc.record({ construction: yuan, installation: yuan, land: yuan }),
  })
  .map(
    ({ plan, values, started, parts }): MonthRow => ({
      project: 'p',
      name: '项目',
      full_name: '项目',
      other_names: [],
      lifecycle: started ? 'construction' : 'preparation',
      total_investment: null,
      annual_plan: plan === null ? null : { 2018: plan },
      completed_before_year: null,
      carried_year: null,
      actual_start: null,
      actual_finish: null,
      listed_month: null,
      expected: true,
      months: values.map((completed, index) => ({ month: months[index] ?? '', completed, land: null })),
      record: {
        id: 'r',
        deleted: false,
        completed: values[8] ?? null,
        image_progress: null,
        next_step: null,
        ...parts,
      },
      changed_on: null,
      previous: null,
    }),
  );

describe('sums of a month', () => {
  test('every column is the sum of its cells, the rate that of the projects that have one, in any order', () => {
    fc.assert(
      fc.property(fc.array(monthRow, { maxLength: 12 }), (rows) => {
        const sums = monthSums(rows, '2018-09');
        const figures = rows.map((row) => monthFigures(row, '2018-09'));
        for (const name of ['plan', 'before', 'completed', 'cumulative'] as const) {
          const known = figures.flatMap((figure) => (figure[name] === null ? [] : [figure[name]]));
          expect(sums[name]).toBe(known.length > 0 ? known.reduce((a, b) => a + b, 0) : null);
        }
        for (const { before, completed, cumulative } of figures) {
          expect(cumulative).toBe(before === null && completed === null ? null : (before ?? 0) + (completed ?? 0));
        }
        const rated = figures.filter(({ rate }) => rate !== null);
        expect(sums.rated).toBe(rated.length);
        if (rated.length === 1) expect(sums.rate).toBe(rated[0]?.rate);
        expect(monthSums(rows.toReversed(), '2018-09')).toEqual(sums);
      }),
    );
  });
});

describe('the plan of the months', () => {
  test('runs to the sum of its months, and is no curve where none is planned', () => {
    fc.assert(
      fc.property(fc.array(yuan, { minLength: 12, maxLength: 12 }), (planned) => {
        const rows = planned.map((value, index) => ({ month: months[index] ?? null, planned: value }));
        const curve = planCurve(rows.toReversed(), 2018);
        expect(curve === null).toBe(planned.every((value) => value === null));
        expect(planCurve(rows, 2017)).toBeNull();
        if (curve === null) return;
        const total = planned.reduce<number>((sum, value) => sum + (value ?? 0), 0);
        expect(curve.cumulative.at(-1)).toBe(total);
        expect(curve.total).toBe(total);
        expect(curve.missing).toBe(planned.filter((value) => value === null).length);
      }),
    );
  });
});

describe('dispatch and statistics', () => {
  const row = (month: string, completed: number | null, statistics_completed: number | null) => ({
    month,
    completed: completed === null ? null : completed * wan,
    statistics_completed: statistics_completed === null ? null : statistics_completed * wan,
  });

  test('are held against each other over months that have both, more than a fifth apart is said', () => {
    const rows = [row('2018-06', 6_200, 5_000), row('2018-07', 0, null), row('2018-08', 5_360, 4_000)];
    const compared = compareStatistics(rows, 2018);
    expect(compared).toMatchObject({ dispatch: 11_560 * wan, statistics: 9_000 * wan, far: true });
    expect(compared && comparisonWords(compared)).toBe(
      '6月至8月中两数都有的 2 个月，调度数 11,560万元，统计数 9,000万元，相差 28%，请核对口径差异',
    );
    expect(compareStatistics([row('2018-06', 120, 100)], 2018)?.far).toBe(false);
    expect(compareStatistics([row('2018-06', 121, 100)], 2018)?.far).toBe(true);
    expect(compareStatistics([row('2018-06', 5, 0)], 2018)).toMatchObject({ difference: null, far: true });
    expect(compareStatistics([row('2018-06', 0, 0)], 2018)?.far).toBe(false);
  });

  test('say nothing where there is nothing to compare', () => {
    expect(compareStatistics([row('2018-06', 100, null), row('2017-06', 1, 100)], 2018)).toBeNull();
  });
});
