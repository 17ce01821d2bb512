import { describe, expect, it } from 'vitest';
import { defaultFrom } from '../../src-renderer/features/dispatch/compare-choice';
import { differenceWords, fromToWords, projectWords } from '../../src-renderer/features/dispatch/compare-words';
import { periodsOffered } from '../../src-renderer/features/dispatch/period-choice';
import type { ShiftedProject } from '../../src-shared/contract/bulletin-methods';
import { parsePeriod } from '../../src-shared/rules/period';

describe('a comparison in words', () => {
  it('signs what moved, in the unit that shows it, and is silent about the rest', () => {
    expect(differenceWords('projects', 30, 32)).toBe('+2');
    expect(differenceWords('listed', 5, 3)).toBe('−2');
    expect(differenceWords('completed', 1_000_000_000, 1_250_000_000)).toBe('+2.5');
    expect(differenceWords('completed', 1_000_000_000, 999_000_000)).toBe('−100万');
    expect(differenceWords('listing_rate', 0.5, 0.523)).toBe('+2.3');
    expect(differenceWords('projects', 4, 4)).toBe('');
    expect(differenceWords('listing_rate', null, null)).toBe('');
    // What has no denominator has no difference.
    expect(differenceWords('listing_rate', null, 0.5)).toBe('—');
    expect(fromToWords('listing_rate', null, 0.5)).toBe('从 — 到 50.0%');
  });

  it('says what a project does otherwise', () => {
    const project: ShiftedProject = {
      id: 'p',
      name: '甲',
      kind: 'changed',
      region: '220202',
      shifts: [
        { region: '220202', figure: 'listed', before: 0, after: 1 },
        { region: '220202', figure: 'reserve', before: 1, after: 0 },
        { region: '220202', figure: 'annual_plan', before: 30_000_000, after: 36_000_000 },
      ],
    };
    expect(projectWords(project, null)).toEqual([
      '计入已入统项目',
      '不再计入谋划储备项目',
      '年度计划 3,000 → 3,600万元',
    ]);
    expect(projectWords(project, ['listed'])).toEqual(['计入已入统项目']);
    expect(projectWords({ ...project, kind: 'withdrawn' }, ['reserve'])).toEqual(['已撤回', '不再计入谋划储备项目']);
    expect(projectWords({ ...project, formerRegion: null }, null)).toEqual(['属地 属地未填 → 昌邑区']);
  });
});

describe('what is chosen', () => {
  const frozen = ['2018-09-H1', '2018-08', '2018-08-H2', '2018-Q2'].map((code) => ({
    period: code,
    name: code,
    asOf: parsePeriod(code)?.end ?? '',
    frozenAt: '2018-09-16T09:00:00+08:00',
  }));

  it('compares with the newest freeze before, of the same kind first', () => {
    expect(defaultFrom(frozen, 'now', '2018-09-20')).toBe('2018-09-H1');
    expect(defaultFrom(frozen, '2018-09', '2018-09-20')).toBe('2018-08');
    expect(defaultFrom(frozen, '2018-09-H1', '2018-09-20')).toBe('2018-08-H2');
    expect(defaultFrom(frozen, '2018', '2018-09-20')).toBe('2018-09-H1');
    expect(defaultFrom(frozen, '2018-06', '2018-09-20')).toBeNull();
    expect(defaultFrom([], 'now', '2018-09-20')).toBeNull();
  });

  it('offers periods of a kind back from the present one', () => {
    expect(
      periodsOffered('half', '2018-09-16')
        .slice(0, 2)
        .map(({ code }) => code),
    ).toEqual(['2018-09-H2', '2018-09-H1']);
    expect(
      periodsOffered('quarter', '2018-09-16')
        .slice(0, 3)
        .map(({ code }) => code),
    ).toEqual(['2018-Q3', '2018-Q2', '2018-Q1']);
    expect(periodsOffered('year', '2018-09-16')).toHaveLength(6);
  });
});
