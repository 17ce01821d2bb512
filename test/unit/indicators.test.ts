import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  emptyCounts,
  percentagePoints,
  places,
  type RegionCounts,
  rate,
  regionFigures,
  totalCounts,
  withPlaces,
} from '../../src-shared/rules/indicators';

const counts = (region: string, set: Partial<RegionCounts>): RegionCounts => ({ ...emptyCounts(region), ...set });

describe('rates', () => {
  test('nothing to divide by is no rate, neither 0 % nor 100 %', () => {
    expect(rate(0, 0)).toBeNull();
    expect(rate(5, 0)).toBeNull();
    expect(rate(5, -1)).toBeNull();
    expect(rate(0, 3)).toBe(0);
    const empty = regionFigures(emptyCounts('永吉县'), 0.5);
    const { start_rate, completion_rate, gap, listing_rate, landing_rate, preparation_rate } = empty;
    expect([start_rate, completion_rate, gap, listing_rate, landing_rate, preparation_rate]).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test('the gap has no noise of binary fractions and no minus zero', () => {
    expect(percentagePoints(0.53, 8.5 / 12)).toBe(-17.833333333);
    expect(percentagePoints(0.3, 0.1 + 0.2)).toBe(0);
    expect(Object.is(percentagePoints(0.5, 0.5), 0)).toBe(true);
  });

  test('the city’s rate comes from the city’s sums, not from the mean of rates', () => {
    const small = counts('北大壶开发区', { due: 1, listed: 1, annual_plan: 100, completed: 100 });
    const large = counts('龙潭区', { due: 99, listed: 0, annual_plan: 900, completed: 0 });
    const totals = regionFigures(totalCounts('全市', [small, large]), 0.5);
    expect(totals).toMatchObject({
      region: '全市',
      due: 100,
      listed: 1,
      not_listed: 99,
      listing_rate: 0.01,
      completion_rate: 0.1,
      gap: -40,
    });
  });
});

describe('places', () => {
  test('equal values share a place, the next place is left out, no value has no place', () => {
    expect(places([0.5, null, 0.7, 0.5, 0.1])).toEqual([2, null, 1, 2, 4]);
    expect(places([null, null])).toEqual([null, null]);
    expect(places([0, 0])).toEqual([1, 1]);
  });

  test('equal fractions of different numbers share a place', () => {
    expect(places([rate(1, 3), rate(2, 6), rate(33, 100)])).toEqual([1, 1, 3]);
  });

  test('a place is one more than the number of better ones', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 5 }), { nil: null })), (values) => {
        const found = places(values);
        values.forEach((value, index) => {
          expect(found[index]).toBe(
            value === null ? null : 1 + values.filter((other) => other !== null && other > value).length,
          );
        });
      }),
    );
  });

  test('the bulletin’s place follows completion; an empty region has one only by its reserve', () => {
    const regions = withPlaces(
      [
        counts('昌邑区', { annual_plan: 100, completed: 60, reserve: 1 }),
        counts('龙潭区', { annual_plan: 100, completed: 80, reserve: 1 }),
        counts('船营区', { annual_plan: 50, completed: 30, reserve: 4 }),
        counts('永吉县', {}),
      ].map((one) => regionFigures(one, 0.7)),
    );
    expect(regions.map(({ rank }) => rank)).toEqual([2, 1, 2, null]);
    expect(regions.map(({ completion_rank }) => completion_rank)).toEqual([2, 1, 2, null]);
    expect(regions.map(({ reserve_rank }) => reserve_rank)).toEqual([2, 2, 1, 4]);
    expect(regions.map(({ listing_rank }) => listing_rank)).toEqual([null, null, null, null]);
  });
});
