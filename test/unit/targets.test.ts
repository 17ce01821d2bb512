import { describe, expect, test } from 'vitest';
import { editText } from '../../src-renderer/components/fields/edit-text';
import { readText } from '../../src-renderer/components/fields/read-text';
import { targetColumns } from '../../src-renderer/features/targets/target-columns';
import { fieldSchema } from '../../src-shared/entities/field';
import type { TargetIndicator } from '../../src-shared/entities/target';
import {
  formatTarget,
  inTargetUnit,
  standingOf,
  standingWords,
  sumOfRegions,
  targetChecks,
  targetIndicators,
  targetPace,
  targetUnit,
} from '../../src-shared/rules/targets';

const [changyi, longtan, city] = ['220202', '220203', '220200'];
const target = (region: string, indicator: TargetIndicator, value: number) => ({ region, indicator, value });

describe('a target', () => {
  test('has the unit of its indicator', () => {
    expect(Object.fromEntries(targetIndicators.map((one) => [one, targetUnit(one)]))).toEqual({
      listed: 'projects',
      listing_rate: 'rate',
      started: 'projects',
      start_rate: 'rate',
      completed: 'yuan',
      completion_rate: 'rate',
      landed: 'projects',
      landing_rate: 'rate',
      prepared: 'projects',
      preparation_rate: 'rate',
      reserve: 'projects',
    });
    expect(formatTarget('listed', 80)).toBe('80项');
    expect(formatTarget('completed', 389_000_000)).toBe('38,900万元');
    expect(formatTarget('listing_rate', 9_550)).toBe('95.5%');
    expect(formatTarget('listing_rate', null)).toBe('—');
  });

  test('is reached to the hair', () => {
    // In floating point 0.57 × 10,000 is below 5,700.
    expect(standingOf(5_700, inTargetUnit('listing_rate', 0.57))?.isReached).toBe(true);
    expect(standingOf(5_700, inTargetUnit('listing_rate', 0.5699999))?.isReached).toBe(false);
    expect(standingOf(49, 48)).toEqual({ isReached: false, missing: 1, share: 48 / 49 });
    expect(standingOf(0, 0)).toEqual({ isReached: true, missing: 0, share: null });
    expect(standingOf(9_500, inTargetUnit('listing_rate', null))).toBeNull();
    expect(standingOf(null, 5)).toBeNull();
  });

  test('is told in words', () => {
    expect(standingWords('started', 49, 40)).toBe('现在 40项，目标 49项，还差 9项');
    expect(standingWords('started', 49, 50)).toBe('现在 50项，目标 49项，已达到');
    expect(standingWords('listing_rate', 9_500, 7_452)).toBe('现在 74.52%，目标 95%，还差 20.48个百分点');
    expect(standingWords('listing_rate', 9_500, null)).toBe('现在 —，目标 95%');
    expect(standingWords('reserve', null, 3)).toBe('现在 3项，没有定目标');
  });

  test('of money has a pace, counts have none', () => {
    expect(targetPace('completed', 0.5, 0.75)).toBeCloseTo(2 / 3);
    expect(targetPace('completion_rate', 0.75, 0.75)).toBe(1);
    expect(targetPace('completed', 0, 0)).toBeNull();
    expect(targetPace('listed', 0.5, 0.75)).toBeNull();
  });
});

describe('targets together', () => {
  test('are added up where they can be', () => {
    const targets = [target(city, 'started', 49), target(changyi, 'started', 5), target(longtan, 'started', 4)];
    expect(sumOfRegions(targets, 'started')).toBe(9);
    expect(sumOfRegions(targets, 'listed')).toBeNull();
    expect(sumOfRegions([target(changyi, 'start_rate', 9_000)], 'start_rate')).toBeNull();
  });

  test('are held against the city’s, and nothing is said where they agree', () => {
    const own = [target(changyi, 'started', 5), target(longtan, 'started', 4)];
    expect(targetChecks([...own, target(city, 'started', 9)])).toEqual([]);
    expect(targetChecks(own)).toEqual([]);
    expect(targetChecks([...own, target(city, 'started', 49)])).toEqual([
      '开工项目数：各地合计 9项，比全市目标 49项 少 40项，还有 11 个地区没有定',
    ]);
    expect(targetChecks([...own, target(city, 'started', 8)])).toEqual([
      '开工项目数：各地合计 9项，比全市目标 8项 多 1项',
    ]);
  });

  test('that look mistyped are named', () => {
    expect(
      targetChecks([
        target(changyi, 'listing_rate', 95),
        target(longtan, 'listing_rate', 12_000),
        target(longtan, 'completion_rate', 12_000),
        target(changyi, 'reserve', -1),
        target(changyi, 'landed', 0),
        target(changyi, 'landing_rate', 5_000),
      ]),
    ).toEqual([
      '昌邑区项目入统率：目标 0.95% 不到 1%，请核对是不是按百分数填的',
      '龙潭区项目入统率：目标 120% 超过 100%',
      '昌邑区谋划储备项目数：目标 -1项 是负数',
      '昌邑区：落地项目数目标是 0，招商落地率目标却是 50%',
    ]);
  });
});

describe('what is typed', () => {
  const fieldOf = (indicator: TargetIndicator) => {
    const columns = targetColumns({
      indicators: targetIndicators.map((one) => ({ indicator: one, sum: null, pace: null })),
    });
    const field = columns.find(({ key }) => key === indicator)?.field;
    if (!field) throw new Error(`no column ${indicator}`);
    return field;
  };
  const read = (indicator: TargetIndicator, text: string) => {
    const reading = readText(fieldOf(indicator), text);
    return reading.ok ? reading.value : reading.message;
  };

  test.each([
    ['listed', '80', 80],
    ['listed', '１，２００', 1_200],
    ['listed', '八十', '请填整数'],
    ['listed', '80.5', '请填整数'],
    ['listed', '', null],
    ['listed', '—', null],
    ['completed', '38900', 389_000_000],
    ['completed', '3.89亿', 389_000_000],
    ['completed', '38,900万元', 389_000_000],
    ['listing_rate', '95', 9_500],
    ['listing_rate', '95.5%', 9_550],
    ['listing_rate', '95.50％', 9_550],
    ['listing_rate', '0.07', 7],
    ['listing_rate', '95.123', '最多两位小数'],
    ['listing_rate', '九成', '请填百分数，如 95 或 95.5'],
    ['listing_rate', '-5', '请填百分数，如 95 或 95.5'],
    ['completion_rate', '1000', 100_000],
    ['completion_rate', '1000.01', '不能大于 1000%'],
  ] as const)('%s %s', (indicator, text, expected) => {
    expect(read(indicator, text)).toBe(expected);
  });

  test('comes back from the editor as it was', () => {
    for (const [indicator, value] of [
      ['listing_rate', 9_550],
      ['listing_rate', 7],
      ['completed', 389_000_001],
      ['listed', 0],
    ] as const) {
      const text = editText(fieldOf(indicator), value);
      expect(read(indicator, text)).toBe(value);
      expect(fieldSchema(fieldOf(indicator)).safeParse(value).success).toBe(true);
    }
    expect(fieldSchema(fieldOf('listing_rate')).safeParse(100_001).success).toBe(false);
    // Per cent without hundredths stays what it was.
    expect(readText({ kind: 'percent', label: '比例' }, '95.5')).toMatchObject({ ok: false });
    expect(editText({ kind: 'percent', label: '比例' }, 95)).toBe('95');
  });
});
