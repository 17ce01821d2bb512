import { describe, expect, test } from 'vitest';
import { areNamesAlike, codeKey, nameKey, unitKey } from '../../src-shared/rules/names';

describe('names of projects', () => {
  test.each([
    ['热电联产改造工程项目（12）', '热电联产改造项目12'],
    ['左家（昌邑）玉米 深加工项目', '左家昌邑玉米深加工'],
    ['Ａ区厂房工程', 'a区厂房'],
    ['“双创”基地·二期', '双创基地二期'],
  ])('%s and %s are one', (one, other) => expect(nameKey(one)).toBe(nameKey(other)));

  test.each([
    ['数据中心一期项目4', '数据中心一期项目34'],
    ['热电联产改造项目', '热电联产项目'],
    ['工程中心', '中心'],
  ])('%s and %s are two', (one, other) => expect(nameKey(one)).not.toBe(nameKey(other)));

  test('a name of nothing but such words keeps them', () => expect(nameKey('建设项目')).toBe('建设项目'));

  test.each([
    ['松筑装配式建筑构件基地', '松筑装配式建筑构件生产基地', true],
    ['松筑装配式建筑构件基地', '松筑装配式建筑构件基地二期', false],
    ['道路改造1标段', '道路改造2标段', false],
    ['昌邑碳纤维产业化项目10', '昌邑碳纤维产业化项目11', false],
    ['江湾里商业综合体', '九站街道社区养老中心', false],
    ['A区厂房', 'B区厂房', false],
  ])('%s and %s alike: %s', (one, other, alike) => expect(areNamesAlike(nameKey(one), nameKey(other))).toBe(alike));
});

test('units without brackets and legal form', () => {
  expect(unitKey('吉林（松筑）住工有限责任公司')).toBe(unitKey('吉林松筑住工 有限公司'));
  expect(unitKey('有限公司')).toBe('有限公司');
  expect(unitKey('昌邑区住建局')).not.toBe(unitKey('龙潭区住建局'));
});

test('codes with any dash and width; what is no code is none', () => {
  expect(codeKey('２０１８—220202－26-03-000001')).toBe('2018-220202-26-03-000001');
  for (const none of ['无', '待赋码', '', '办理中', '1234567']) expect(codeKey(none)).toBeUndefined();
});
