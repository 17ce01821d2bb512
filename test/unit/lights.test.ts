import { describe, expect, test } from 'vitest';
import { lightRuleSet } from '../../src-shared/rules/light-rules';
import { type Judged, type ListingCase, lightOf, type ProgressState } from '../../src-shared/rules/lights';
import { projectOf } from '../support/plain-ledger';

const today = '2018-09-16';
const timeProportional = 8.5 / 12;
const none: ProgressState = { completionRate: null, timeProportional, gap: null };

const at = (gap: number): ProgressState => ({
  completionRate: timeProportional + gap / 100,
  timeProportional,
  gap,
});
const judge = (project: Partial<Judged>, progress = none, listing: ListingCase = null, day = today) =>
  lightOf(projectOf(project), listing, progress, day);
const building = { lifecycle: 'construction', listing: 'listed' } as const;

describe('light of progress', () => {
  test.each([
    [5, 'green'],
    [0, 'green'],
    [-10, 'green'],
    [-10.001, 'yellow'],
    [-30, 'yellow'],
    [-30.001, 'red'],
  ] as const)('%s points against 序时进度 is %s', (gap, color) => {
    expect(judge(building, at(gap)).color).toBe(color);
  });

  test('the sentence names rate and distance', () => {
    expect(judge(building, { completionRate: 0.53, timeProportional, gap: -17.833333333 }).sentence).toBe(
      '完成率 53.0%，低于序时 17.8 个百分点。',
    );
    expect(judge(building, { completionRate: 0.967, timeProportional, gap: 25.9 }).sentence).toBe(
      '完成率 96.7%，高于序时 25.9 个百分点。',
    );
    expect(judge(building, at(-0.04)).sentence).toBe('完成率 70.8%，与序时持平。');
  });

  test('another preset measures the ratio instead of the points', () => {
    const rules = lightRuleSet('武汉');
    const light = (completionRate: number) =>
      lightOf(projectOf(building), null, { completionRate, timeProportional: 0.5, gap: 0 }, today, rules).color;
    expect([0.4, 0.399, 0.3, 0.299].map(light)).toEqual(['green', 'yellow', 'yellow', 'red']);
    expect(judge({ ...building, lifecycle: 'completed' }, at(-40)).color).toBe('none');
  });
});

describe('light of the start', () => {
  test.each([
    ['2018-10', 'green', '计划 10月开工，未到期。'],
    ['2018-09', 'green', '计划 9月开工，未到期。'],
    ['2018-09-01', 'green', '计划 9月开工，未到期。'],
    ['2018-08', 'yellow', '计划 8月开工，逾期 16 天未开工。'],
    ['2018-07-10', 'yellow', '计划 7月开工，逾期 47 天未开工。'],
    ['2018-06', 'red', '计划 6月开工，逾期 78 天未开工。'],
    ['2017-12', 'red', '计划 2017年12月开工，逾期 259 天未开工。'],
  ] as const)('planned for %s is %s', (planned_start, color, sentence) => {
    expect(judge({ lifecycle: 'preparation', planned_start })).toEqual({ color, sentence });
  });

  test('who has started, or is suspended or terminated, is not late any more', () => {
    expect(judge({ ...building, planned_start: '2018-01', actual_start: '2018-08' }).color).toBe('none');
    expect(judge({ lifecycle: 'suspended', planned_start: '2018-01' }).color).toBe('none');
    expect(judge({ lifecycle: 'terminated', planned_start: '2018-01' })).toEqual({
      color: 'none',
      sentence: '已终止，不判灯。',
    });
  });
});

describe('light of listing', () => {
  const started = (actual_start: string): Partial<Judged> => ({
    lifecycle: 'construction',
    actual_start,
    total_investment: 680_000_000,
    listing: 'missing',
  });

  test('green for a month, yellow from the day after, red from the day after two months', () => {
    const colors = ['2018-08-31', '2018-09-01', '2018-09-30', '2018-10-01'].map(
      (day) => judge(started('2018-07-31'), none, null, day).color,
    );
    expect(colors).toEqual(['green', 'yellow', 'yellow', 'red']);
  });

  test('a start without a day counts from the end of its month', () => {
    expect(judge(started('2018-08')).color).toBe('green');
    expect(judge(started('2018-07'))).toEqual({ color: 'yellow', sentence: '7月开工未入统。' });
  });

  test('only what statistics must have is judged', () => {
    expect(judge({ ...started('2018-01-01'), listing: 'listed' }).color).toBe('none');
    expect(judge({ ...started('2018-01-01'), total_investment: 49_999_999 }).color).toBe('none');
    expect(judge({ ...started('2018-01-01'), total_investment: null }).color).toBe('none');
  });

  test('the sentence says what is missing, or the reason’s name', () => {
    const project = started('2018-07-31');
    expect(judge(project, none, { reason_code: 'C', missing_materials: '施工合同备案' }).sentence).toBe(
      '开工 47 天未入统，缺施工合同备案。',
    );
    expect(judge(project, none, { reason_code: 'C', missing_materials: '缺照片。\n其他' }).sentence).toBe(
      '开工 47 天未入统，缺照片。',
    );
    expect(judge(project, none, { reason_code: 'C', missing_materials: null }).sentence).toBe(
      '开工 47 天未入统，施工合同缺或未备案。',
    );
  });
});

describe('one light', () => {
  const project: Partial<Judged> = {
    lifecycle: 'construction',
    actual_start: '2018-07-31',
    total_investment: 680_000_000,
  };

  test('both reasons stand in the sentence where both are yellow', () => {
    expect(
      judge(
        project,
        { completionRate: 0.53, timeProportional, gap: -17.8333 },
        { reason_code: null, missing_materials: '施工合同备案' },
      ),
    ).toEqual({
      color: 'yellow',
      sentence: '完成率 53.0%，低于序时 17.8 个百分点；开工 47 天未入统，缺施工合同备案。',
    });
  });

  test('the worst reason comes first and gives the colour', () => {
    const light = judge({ ...project, actual_start: '2018-06-29' }, at(25.9));
    expect(light.color).toBe('red');
    expect(light.sentence).toMatch(/^开工 79 天未入统；完成率/);
  });

  test.each([
    [{ lifecycle: 'reserve' }, '谋划阶段，不判灯。'],
    [{ lifecycle: 'signed' }, '签约阶段，不判灯。'],
    [{ lifecycle: 'preparation' }, '没有填计划开工时间，不判灯。'],
    [{ lifecycle: 'construction' }, '没有年度计划，不判投资进度。'],
    [{ lifecycle: 'operating' }, '已投产，不判灯。'],
    [{}, '没有填阶段，不判灯。'],
  ] as [Partial<Judged>, string][])('%j has none, and says why', (fields, sentence) => {
    expect(judge(fields)).toEqual({ color: 'none', sentence });
  });
});
