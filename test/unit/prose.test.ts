import { describe, expect, test } from 'vitest';
import {
  againstSchedule,
  countChange,
  firstPlaces,
  firstSentence,
  headingMark,
  lastPlaces,
  moneyChange,
  moreOf,
  nameList,
  numeral,
  percent,
  rateChange,
  sentence,
  shortened,
  yi,
} from '../../src-shared/rules/prose';

describe('official prose', () => {
  test('numerals and marks of headings', () => {
    expect([0, 1, 9, 10, 11, 19, 20, 21, 99].map(numeral)).toEqual([
      '零',
      '一',
      '九',
      '十',
      '十一',
      '十九',
      '二十',
      '二十一',
      '九十九',
    ]);
    expect(() => numeral(100)).toThrow(RangeError);
    expect(() => numeral(1.5)).toThrow(RangeError);
    expect([headingMark(1, 0), headingMark(2, 11), headingMark(3, 2)]).toEqual(['一、', '（十二）', '3.']);
  });

  test('a list of places: all as long as they are few, else three and the number of all', () => {
    const names = ['昌邑区', '龙潭区', '船营区', '丰满区', '永吉县', '蛟河市', '桦甸市'];
    expect(nameList(names.slice(0, 1))).toBe('昌邑区');
    expect(nameList(names.slice(0, 6))).toBe('昌邑区、龙潭区、船营区、丰满区、永吉县、蛟河市');
    expect(nameList(names)).toBe('昌邑区、龙潭区、船营区等7个地区');
    expect(nameList(['甲', '乙', '丙', '丁'], '个项目', 3)).toBe('甲、乙、丙等4个项目');
  });

  test('sentences are made of what there is, and of nothing there is none', () => {
    expect(sentence(['甲', false, null, undefined, '', '乙'])).toBe('甲；乙。');
    expect(sentence([false, null])).toBeNull();
  });

  test('shares, sums and gaps', () => {
    expect([percent(0.677), percent(null), percent(0)]).toEqual(['67.7%', null, '0.0%']);
    expect(yi(29_990_000_000)).toBe('299.9亿元');
    expect([againstSchedule(-3.1), againstSchedule(3.14), againstSchedule(0.04), againstSchedule(-0.04)]).toEqual([
      '低于序时进度3.1个百分点',
      '高于序时进度3.1个百分点',
      '与序时进度持平',
      '与序时进度持平',
    ]);
  });

  test('differences name their direction; what rounds to nothing stands level', () => {
    expect([rateChange('入统率', 0.7, 0.745), rateChange('入统率', 0.745, 0.7)]).toEqual([
      '入统率提高4.5个百分点',
      '入统率下降4.5个百分点',
    ]);
    expect(rateChange('入统率', 0.7, 0.7004)).toBe('入统率持平');
    expect([rateChange('入统率', null, 0.7), rateChange('入统率', 0.7, null)]).toEqual([null, null]);
    expect([countChange('已入统', 3, 5), countChange('已入统', 5, 3), countChange('已入统', 5, 5)]).toEqual([
      '已入统增加2项',
      '已入统减少2项',
      '已入统持平',
    ]);
    expect([moneyChange('投资', 0, 1_230_000_000), moneyChange('投资', 10_000_000, 12_000_000)]).toEqual([
      '投资增加12.3亿元',
      '投资持平',
    ]);
  });

  test('long words are cut with a sign for it, and never within a character', () => {
    expect(shortened('吉林市昌邑区桦皮厂镇', 20)).toBe('吉林市昌邑区桦皮厂镇');
    expect(shortened('吉林市昌邑区桦皮厂镇', 5)).toBe('吉林市昌…');
    expect(shortened('𠮷𠮷𠮷', 2)).toBe('𠮷…');
    expect([firstSentence('征地未完；\n另一行'), firstSentence(' 缺合同。请协调 '), firstSentence(null)]).toEqual([
      '征地未完',
      '缺合同',
      '',
    ]);
    expect([moreOf(8, 5), moreOf(5, 5), moreOf(9, 2, '处')]).toEqual(['另有3项', null, '另有7处']);
  });

  describe('last places', () => {
    const of = (...values: (number | null)[]) => values.map((value, index) => ({ value, name: index }));
    const last = (items: ReturnType<typeof of>) =>
      lastPlaces(items, ({ value }) => value)?.map(({ name }) => name) ?? null;

    test('three, and who shares the place with the third', () => {
      expect(last(of(9, 8, 7, 3, 2, 1))).toEqual([5, 4, 3]);
      expect(last(of(9, 8, 3, 3, 2, 1))).toEqual([5, 4, 2, 3]);
    });

    test('none with few places, with most of them level, or without a value', () => {
      expect(last(of(9, 8, 3, 2, 1))).toBeNull();
      expect(last(of(9, 8, 3, 2, 1, null))).toBeNull();
      expect(last(of(9, 1, 1, 1, 1, 1, 1))).toBeNull();
    });

    test('none where somebody among them has nothing left to reach', () => {
      expect(
        lastPlaces(
          of(1, 1, 1, 1, 1, 1),
          ({ value }) => value,
          () => true,
        ),
      ).toBeNull();
    });

    test('first places are the same from the other end', () => {
      expect(firstPlaces(of(9, 8, 7, 3, 2, 1), ({ value }) => value)?.map(({ name }) => name)).toEqual([0, 1, 2]);
      expect(firstPlaces(of(9, 8, 7, 3, 2), ({ value }) => value)).toBeNull();
    });
  });
});
