import { describe, expect, it } from 'vitest';
import { fieldLabel, sideOf, valuesText, valueText } from '../../src-renderer/features/sync/conflict-words';
import type { Conflict } from '../../src-shared/contract/record-methods';

const conflict = (field: string, ...values: Conflict['heads'][number]['value'][]): Conflict => ({
  id: 'c',
  entity: 'project',
  record: 'r',
  title: '欢喜乡冷链仓储',
  region: '220204',
  field,
  project: 'r',
  first: 'newest',
  base: null,
  heads: values.map((value, index) => ({
    dot: `d:${index}`,
    value,
    clock: 1,
    at: '2018-09-13T16:20:00+08:00',
    person: '杜秘书',
    unit: '船营区发改局',
    device: 'd',
    role: 'secretary' as const,
    package: null,
  })),
});

describe('a conflict in words', () => {
  it('names the cell of a keyed field by its year', () => {
    expect(fieldLabel(conflict('annual_plan.2018'))).toBe('年度计划 2018年');
    expect(fieldLabel(conflict('actual_start'))).toBe('实际开工');
  });
  it('puts money side by side in one unit and counts long writings', () => {
    expect(valuesText(conflict('annual_plan.2018', 82_000_000, 86_000_000))).toBe('8,200 / 8,600万元');
    expect(valuesText(conflict('owner', '吉林大绥河旅游有限公司', '大绥河温泉旅游开发有限公司'))).toBe('2 个写法');
  });
  it('reads an empty side as not filled in, and a deletion as one', () => {
    expect(valueText(conflict('actual_start'), null)).toBe('未填');
    expect(valueText(conflict('deleted'), 1)).toBe('删除');
    expect(valueText(conflict('deleted'), 0)).toBe('保留');
    expect(fieldLabel(conflict('deleted'))).toBe('是否删除');
  });
  it('has a name for every side', () => {
    expect([0, 1, 11].map(sideOf)).toEqual(['甲', '乙', '第 12 个']);
  });
});
