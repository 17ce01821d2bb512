import { describe, expect, test } from 'vitest';
import { regions } from '../../src-shared/catalogues/regions';
import {
  type AssignmentRecord,
  assignmentDoubts,
  leaderOn,
  leadersByRegion,
  leadersOn,
  regionsOf,
  termsOf,
} from '../../src-shared/rules/assignments';

const changyi = '220202';
const longtan = '220203';
let serial = 0;
const record = (
  leader: string,
  region: string,
  since: string | null,
  until: string | null = null,
): AssignmentRecord => {
  serial += 1;
  return { id: `a${String(serial).padStart(4, '0')}`, leader, region, since, until, post: null };
};

describe('who is in charge', () => {
  test('without records the plan holds on every day', () => {
    expect(leaderOn([], changyi, '2018-01-01')).toBe('谢义');
    expect(leadersOn([], '2030-01-01').map(({ leader, regions: codes }) => [leader, codes.length])).toEqual([
      ['李天林', 3],
      ['陈东', 2],
      ['贾树城', 1],
      ['盖东平', 3],
      ['谢义', 3],
      ['熊亮华', 1],
    ]);
    expect(regionsOf([], '谢义', '2018-09-16')).toEqual([changyi, longtan, '220284']);
  });

  test('a change in the middle of a month keeps what was before it', () => {
    const records = [record('周平', changyi, '2018-10-11')];
    expect(leaderOn(records, changyi, '2018-10-10')).toBe('谢义');
    expect(leaderOn(records, changyi, '2018-10-11')).toBe('周平');
    expect(regionsOf(records, '谢义', '2018-10-31')).toEqual([longtan, '220284']);
    expect(regionsOf(records, '周平', '2018-10-31')).toEqual([changyi]);
    // One who is not in the plan comes after its leaders and has no office until somebody writes it.
    expect(leadersOn(records, '2018-10-31').at(-1)).toEqual({ leader: '周平', post: null, regions: [changyi] });
  });

  test('both ends of a term belong to it, and nobody comes back by himself', () => {
    const records = [record('周平', changyi, '2018-10-11', '2018-10-20')];
    expect(leaderOn(records, changyi, '2018-10-20')).toBe('周平');
    expect(leaderOn(records, changyi, '2018-10-21')).toBeUndefined();
    expect(leadersOn(records, '2018-10-21').flatMap(({ regions: codes }) => codes)).not.toContain(changyi);
  });

  test('of two that overlap the later start wins, wherever they stand; of the same day the later record', () => {
    const early = record('甲', changyi, '2018-03-01');
    const late = record('乙', changyi, '2018-06-01', '2018-06-30');
    for (const records of [
      [early, late],
      [late, early],
    ]) {
      expect(leaderOn(records, changyi, '2018-05-31')).toBe('甲');
      expect(leaderOn(records, changyi, '2018-06-30')).toBe('乙');
      expect(leaderOn(records, changyi, '2018-07-01')).toBe('甲');
    }
    const twin = record('丙', changyi, '2018-03-01');
    expect(leaderOn([twin, early], changyi, '2018-04-01')).toBe('丙');
    // Without a beginning it has always been so, and any dated one is later.
    expect(leaderOn([record('丁', changyi, null), early], changyi, '2018-03-01')).toBe('甲');
    expect(leaderOn([record('丁', changyi, null), early], changyi, '2018-02-28')).toBe('丁');
  });

  test('many projects ask one answer', () => {
    const records = [record('周平', changyi, '2018-10-11'), record('某', longtan, '2018-01-01', '2018-02-01')];
    for (const day of ['2018-01-15', '2018-10-10', '2018-10-11'])
      for (const { code } of regions) expect(leadersByRegion(records, day)(code)).toBe(leaderOn(records, code, day));
  });
});

test('terms have no gap and are what the days say', () => {
  const records = [record('甲', changyi, '2018-03-01'), record('乙', changyi, '2018-06-01', '2018-06-30')];
  expect(termsOf(records, changyi).map(({ leader, since, until }) => [leader, since, until])).toEqual([
    ['谢义', null, '2018-02-28'],
    ['甲', '2018-03-01', '2018-05-31'],
    ['乙', '2018-06-01', '2018-06-30'],
    ['甲', '2018-07-01', null],
  ]);
  expect(termsOf([], changyi)).toEqual([
    { region: changyi, leader: '谢义', post: '副市长', since: null, until: null, record: null },
  ]);
  const ended = termsOf([record('周平', changyi, '2018-10-11', '2018-10-20')], changyi);
  expect(ended.map(({ leader, since }) => [leader, since])).toEqual([
    ['谢义', null],
    ['周平', '2018-10-11'],
    [null, '2018-10-21'],
  ]);
});

test('doubts name overlaps, ends before beginnings and regions without anybody', () => {
  const records = [
    record('甲', changyi, '2018-03-01'),
    record('乙', changyi, '2018-06-01', '2018-06-30'),
    record('丙', longtan, '2018-06-01', '2018-05-01'),
    record('丁', '220204', '2018-01-01', '2018-01-31'),
  ];
  expect(assignmentDoubts(records, '2018-09-16').map(({ sentence }) => sentence)).toEqual([
    '龙潭区：丙的截止日期早于开始日期，这一条不起作用',
    '昌邑区：甲（2018年3月1日起）与乙（2018年6月1日至2018年6月30日）时间重叠，重叠期间按后开始的乙算',
    '船营区：今天没有包保领导',
  ]);
  expect(assignmentDoubts([], '2018-09-16')).toEqual([]);
  // One after the other is no overlap.
  expect(
    assignmentDoubts(
      [record('甲', changyi, '2018-03-01', '2018-05-31'), record('乙', changyi, '2018-06-01')],
      '2018-09-16',
    ),
  ).toEqual([]);
});
