import { describe, expect, test } from 'vitest';
import {
  type CommitmentState,
  commitmentCounts,
  commitmentDoubts,
  daysOver,
  standingOn,
} from '../../src-shared/rules/commitments';

const one = (state: 'open' | 'done' | 'dropped', due: string, done: string | null = null): CommitmentState => ({
  state,
  due,
  done_on: done,
});

describe('where a commitment stands', () => {
  test('its last day still belongs to it', () => {
    expect(standingOn(one('open', '2018-09-20'), '2018-09-20')).toBe('open');
    expect(standingOn(one('open', '2018-09-20'), '2018-09-21')).toBe('overdue');
    expect(daysOver(one('open', '2018-09-20'), '2018-09-23')).toBe(3);
    expect(daysOver(one('open', '2018-09-20'), '2018-09-20')).toBe(0);
  });

  test('what was done later than the day was open on it', () => {
    const late = one('done', '2018-09-20', '2018-09-25');
    expect(standingOn(late, '2018-09-19')).toBe('open');
    expect(standingOn(late, '2018-09-24')).toBe('overdue');
    expect(standingOn(late, '2018-09-25')).toBe('late');
    expect(daysOver(late, '2018-10-30')).toBe(5);
  });

  test('done without a day is not proved to be in time', () => {
    expect(standingOn(one('done', '2018-09-20'), '2018-09-10')).toBe('late');
    expect(daysOver(one('done', '2018-09-20'), '2018-10-10')).toBe(0);
  });
});

describe('the carry-out rate', () => {
  test('divides what was done within its limit by what was due', () => {
    const list = [
      one('done', '2018-09-10', '2018-09-10'),
      one('done', '2018-09-10', '2018-09-12'),
      one('done', '2018-09-10'),
      one('open', '2018-09-15'),
      // Not due yet: done early it counts as done, but no rate is earned with it before its day.
      one('done', '2018-09-30', '2018-09-05'),
      one('open', '2018-09-30'),
      // Of today: it is due once it is done.
      one('open', '2018-09-16'),
      one('done', '2018-09-16', '2018-09-16'),
      one('dropped', '2018-09-01'),
    ];
    expect(commitmentCounts(list, '2018-09-16')).toEqual({
      total: 8,
      done: 5,
      overdue: 1,
      due: 5,
      onTime: 2,
      rate: 0.4,
    });
  });

  test('has no value where nothing was due', () => {
    expect(commitmentCounts([], '2018-09-16').rate).toBeNull();
    expect(commitmentCounts([one('open', '2018-09-16')], '2018-09-16')).toEqual({
      total: 1,
      done: 0,
      overdue: 0,
      due: 0,
      onTime: 0,
      rate: null,
    });
    expect(commitmentCounts([one('dropped', '2018-09-01')], '2018-09-16')).toMatchObject({ total: 0, rate: null });
    expect(commitmentCounts([one('open', '2018-09-15')], '2018-09-16').rate).toBe(0);
  });
});

test('doubts name what does not fit together', () => {
  const fine = {
    month: '2018-09',
    due: '2018-09-20',
    state: 'open',
    person: '李勇',
    unit: null,
    done_on: null,
  } as const;
  expect(commitmentDoubts(fine)).toEqual([]);
  expect(commitmentDoubts({ ...fine, state: 'done' })).toEqual(['没有填完成日期，不计入按期兑现']);
  expect(commitmentDoubts({ ...fine, done_on: '2018-09-19' })).toEqual(['填了完成日期，状态还是进行中']);
  expect(commitmentDoubts({ ...fine, due: '2018-08-31', person: null })).toEqual([
    '完成时限早于方案月份',
    '没有写责任人和责任单位',
  ]);
});
