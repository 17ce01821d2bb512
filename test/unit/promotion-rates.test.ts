import { describe, expect, test } from 'vitest';
import { promotionFunnel, promotionRates } from '../../src-shared/rules/promotion-rates';
import { projectOf } from '../support/plain-ledger';

describe('promotion', () => {
  const signed = [
    projectOf({
      lifecycle: 'signed',
      agreed_amount: 300,
      paid_in_amount: 60,
      credit_code: 'x',
      performance: 'performing',
    }),
    projectOf({ lifecycle: 'signed', agreed_amount: null, paid_in_amount: 50, performance: 'stalled' }),
    projectOf({ lifecycle: 'construction', actual_start: '2018-05', agreed_amount: 100, paid_in_amount: null }),
  ];

  test('rates stand on denominators that are said', () => {
    expect(promotionRates(signed).map(({ name, part, whole, value }) => [name, part, whole, value])).toEqual([
      ['落地率', 2, 3, 2 / 3],
      ['履约率', 1, 3, 1 / 3],
      ['到资率', 60, 400, 0.15],
    ]);
    expect(promotionRates([]).map(({ value }) => value)).toEqual([null, null, null]);
  });

  test('a step of the funnel holds all that came as far', () => {
    const stages = ['talking', 'signed', 'registered', 'registered', null];
    const { steps, unknown } = promotionFunnel(stages.map((promotion_stage) => ({ promotion_stage })));
    expect(steps.slice(0, 5).map(({ code, here, reached }) => [code, here, reached])).toEqual([
      ['lead', 0, 4],
      ['talking', 1, 4],
      ['signed', 1, 3],
      ['registered', 2, 2],
      ['approved', 0, 0],
    ]);
    expect(unknown).toBe(1);
  });
});
