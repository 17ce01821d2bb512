import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lightRules } from '../../src-shared/contract/rule-values';
import { addDays, monthEnd } from '../../src-shared/rules/dates';
import { derive } from '../../src-shared/rules/derive';
import { bandsOf, lightRuleSetOf, lightRuleSets } from '../../src-shared/rules/light-rules';
import { monthClosed, timeProportional, timeProportionalToday } from '../../src-shared/rules/period';
import { areWhole, dueShare, linearShares, winterShares } from '../../src-shared/rules/time-curve';
import { projectOf } from '../support/plain-ledger';

/** Twelve shares in tenths of a per cent that add up to 100. */
const shares = fc
  .array(fc.integer({ min: 0, max: 1000 }), { minLength: 11, maxLength: 11 })
  .map((cuts) => [0, ...cuts.toSorted((a, b) => a - b), 1000])
  .map((edges) => edges.slice(1).map((edge, index) => (edge - (edges[index] ?? 0)) / 10));
const halves = Array.from(
  { length: 24 },
  (_, index) => [Math.floor(index / 2) + 1, ((index % 2) + 1) as 1 | 2] as const,
);
const anyDay = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays('2000-01-01', count));

describe('the curve of 序时进度', () => {
  test('runs from 0 to 1 and never back, whatever the shares', () => {
    fc.assert(
      fc.property(shares, (curve) => {
        expect(areWhole(curve)).toBe(true);
        const due = halves.map(([month, half]) => dueShare(curve, month, half));
        due.forEach((value, index) => {
          expect(value).toBeGreaterThanOrEqual(due[index - 1] ?? 0);
        });
        expect(due.at(-1)).toBe(1);
        expect(due[0]).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('the presets are whole; the linear one is the calendar to the last digit', () => {
    expect([linearShares, winterShares].map(areWhole)).toEqual([true, true]);
    expect(halves.map(([month, half]) => timeProportional(month, half))).toEqual(
      halves.map(([month, half]) => (half === 1 ? month - 0.5 : month) / 12),
    );
    expect(timeProportionalToday('2018-03-31', winterShares)).toBe(0.02);
    expect(timeProportionalToday('2018-09-16', winterShares)).toBe(0.81);
  });

  test('shares that miss 100, or lie below 0, are refused', () => {
    const rules = { name: '自定义', measure: 'gap', yellow: -10, red: -30, start: null, listing: null, repeat: false };
    const check = (monthShares: readonly number[]) => lightRules.safeParse({ ...rules, monthShares }).success;
    expect(check(winterShares)).toBe(true);
    expect(check(winterShares.with(3, 11))).toBe(false);
    expect(check([101, -1, ...Array<number>(10).fill(0)])).toBe(false);
    expect(lightRules.safeParse({ ...rules, red: -10, monthShares: winterShares }).success).toBe(false);
  });
});

describe('bands of a light', () => {
  const thresholds = fc
    .tuple(fc.double({ min: -100, max: 100, noNaN: true }), fc.double({ min: -100, max: 100, noNaN: true }))
    .filter(([a, b]) => a !== b)
    .map(([a, b]) => ({ yellow: Math.max(a, b), red: Math.min(a, b) }));

  test('cover the line: every value has exactly one', () => {
    fc.assert(
      fc.property(thresholds, fc.double({ noNaN: true, noDefaultInfinity: true }), ({ yellow, red }, value) => {
        for (const at of [value, yellow, red]) {
          expect(bandsOf(yellow, red).filter((band) => band.holds(at))).toHaveLength(1);
        }
      }),
    );
  });

  test('made of the thresholds of a preset they are that preset', () => {
    const [yinchuan] = lightRuleSets;
    const own = bandsOf(-10, -30);
    fc.assert(
      fc.property(fc.double({ min: -120, max: 60, noNaN: true }), (gap) => {
        const color = (bands: typeof own) => bands.find((band) => band.holds(gap))?.light;
        expect(color(own)).toBe(color(yinchuan?.progress ?? []));
      }),
    );
  });
});

describe('a closed month', () => {
  test('is closed for good once it is, and never before it is over', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 400 }), (day, later) => {
        const month = day.slice(0, 7);
        expect(monthClosed(month, monthEnd(month))).toBe(false);
        expect(monthClosed(month, addDays(monthEnd(month), 5))).toBe(false);
        expect(monthClosed(month, addDays(monthEnd(month), 6))).toBe(true);
        if (monthClosed(month, day)) expect(monthClosed(month, addDays(day, later))).toBe(true);
      }),
    );
  });
});

describe('连续升级', () => {
  const rules = (repeat: boolean) =>
    lightRuleSetOf({
      name: '自定义',
      measure: 'gap',
      yellow: -10,
      red: -30,
      start: null,
      listing: null,
      repeat,
      monthShares: [...linearShares],
    });
  const building = projectOf({
    lifecycle: 'construction',
    actual_start: '2018-02-01',
    listing: 'listed',
    annual_plan: { 2018: 1_200_000 },
  });
  // 序时 at the end of August is 66.7 %, in the middle of September 70.8 %.
  const light = (august: number, september: number, repeat: boolean, start = '2018-02-01') =>
    derive(
      { ...building, actual_start: start },
      [
        { month: '2018-08', completed: august },
        { month: '2018-09', completed: september },
      ],
      null,
      '2018-09-16',
      rules(repeat),
    ).light;

  test('two yellow periods in a row are red, and the sentence says so', () => {
    expect(light(600_000, 60_000, true)).toEqual({
      color: 'red',
      sentence: '完成率 55.0%，低于序时 15.8 个百分点，连续两期黄灯升为红灯（按“自定义”规则）。',
    });
  });

  test('one yellow period stays yellow: without the switch, after green, or before there was a start', () => {
    expect(light(600_000, 60_000, false).color).toBe('yellow');
    expect(light(700_000, 0, true).color).toBe('yellow');
    expect(light(600_000, 60_000, true, '2018-09-03').color).toBe('yellow');
    expect(light(600_000, 200_000, true).color).toBe('green');
  });
});
