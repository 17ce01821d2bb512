import { describe, expect, test } from 'vitest';
import { draftOf, rulesOf } from '../../src-renderer/features/settings/light-rules-draft';
import type { LightRules } from '../../src-shared/contract/rule-values';
import { lightPresets } from '../../src-shared/rules/light-rules';
import { winterShares } from '../../src-shared/rules/time-curve';

const [yinchuan, wuhan] = lightPresets as [LightRules, LightRules];
const read = (draft: Parameters<typeof rulesOf>[0]) => rulesOf(draft);

describe('light rules as they are typed', () => {
  test('the presets are what the catalogue says', () => {
    expect(yinchuan).toMatchObject({
      name: '银川2025',
      measure: 'gap',
      yellow: -10,
      red: -30,
      start: { yellow: 1, red: 3 },
      listing: { yellow: 1, red: 2 },
    });
    expect(wuhan).toMatchObject({ name: '武汉', measure: 'ratio', yellow: 0.8, red: 0.6, start: null, listing: null });
  });

  test.each([
    ['银川2025', yinchuan],
    ['武汉', wuhan],
    ['a winter', { ...yinchuan, repeat: true, monthShares: [...winterShares] }],
    ['own shares', { ...wuhan, monthShares: [1, 2, 7, 10, 12, 14, 14, 14, 12, 10, 3, 1] }],
  ])('%s comes back as it was', (_, rules) => {
    expect(read(draftOf(rules))).toEqual({ rules });
  });

  test('another number is a rule set of one’s own', () => {
    expect(read({ ...draftOf(yinchuan), yellow: '12.5' })).toMatchObject({ rules: { name: '自定义', yellow: -12.5 } });
    expect(read({ ...draftOf(wuhan), red: '５０' })).toMatchObject({ rules: { name: '自定义', red: 0.5 } });
  });

  test('what does not hold together is said', () => {
    expect(read({ ...draftOf(yinchuan), yellow: '很多' })).toEqual({ fault: '有一格不是数字，请填好再保存。' });
    expect(read({ ...draftOf(yinchuan), red: '10' })).toEqual({ fault: '红灯的界限要低于黄灯的界限。' });
    expect(read({ ...draftOf(yinchuan), start: { on: true, yellow: '3', red: '2' } })).toEqual({
      fault: '红灯的月数不能少于黄灯。',
    });
    const shares = winterShares.map(String).with(0, '5');
    expect(read({ ...draftOf(yinchuan), curve: 'own', shares })).toEqual({
      fault: '12 个月的比重合计是 105%，要等于 100%。',
    });
  });
});
