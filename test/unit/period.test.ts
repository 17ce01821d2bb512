import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { period as periodCode } from '../../src-shared/contract/common';
import { addDays, addMonths, daysBetween, lastDay, monthEnd } from '../../src-shared/rules/dates';
import {
  latestPeriod,
  nextPeriod,
  parseHalfMonth,
  parsePeriod,
  periodKinds,
  periodOf,
  previousPeriod,
  reportingPeriod,
  timeProportionalToday,
} from '../../src-shared/rules/period';

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays('2000-01-01', count));

describe('half-months', () => {
  test('the first half ends on the 15th and is reported by the 20th', () => {
    expect(parsePeriod('2018-09-H1')).toMatchObject({
      year: 2018,
      month: 9,
      half: 1,
      start: '2018-09-01',
      end: '2018-09-15',
      name: '2018年9月上半月',
      shortName: '9月上半月',
      deadline: '2018-09-20',
      timeProportional: 8.5 / 12,
    });
  });

  test('the second half ends with the month and is reported by the 5th of the next', () => {
    expect(parsePeriod('2018-12-H2')).toMatchObject({
      start: '2018-12-16',
      end: '2018-12-31',
      deadline: '2019-01-05',
      timeProportional: 1,
    });
    expect(parsePeriod('2020-02-H2')?.end).toBe('2020-02-29');
    expect(parsePeriod('2018-02-H2')?.end).toBe('2018-02-28');
  });

  test.each([
    '2018-13-H1',
    '2018-9-H1',
    '2018-09-H3',
    '2018-09-h1',
    ' 2018-09-H1',
    '2018-09-H1\n',
    '2018-13',
    '2018-Q5',
    '2018-Q0',
    '2018-9',
    '2018-',
    '18',
    '0000',
    '2200-01',
    '',
  ])('refuses %j', (code) => {
    expect(parsePeriod(code)).toBeUndefined();
  });

  test('every day lies in its period, and periods of a kind follow each other without a hole', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...periodKinds), (day, kind) => {
        const period = periodOf(day, kind);
        expect(period.kind).toBe(kind);
        expect(period.start <= day && day <= period.end).toBe(true);
        expect(parsePeriod(period.code)).toEqual(period);
        expect(periodCode.safeParse(period.code).success).toBe(true);
        expect(previousPeriod(period)).toMatchObject({ kind, end: addDays(period.start, -1) });
        expect(nextPeriod(period)).toMatchObject({ kind, start: addDays(period.end, 1) });
      }),
    );
  });

  test('the report of a half-month is addressed by a half-month alone', () => {
    expect(parseHalfMonth('2018-09-H2')?.end).toBe('2018-09-30');
    expect(['2018-09', '2018-Q3', '2018', ''].map(parseHalfMonth)).toEqual(Array(4).fill(undefined));
  });

  test('the report that is due next is that of the last half-month until its deadline has passed', () => {
    expect(
      ['2018-09-05', '2018-09-06', '2018-09-16', '2018-09-20', '2018-09-21', '2018-10-05'].map(
        (day) => reportingPeriod(day).code,
      ),
    ).toEqual(['2018-08-H2', '2018-09-H1', '2018-09-H1', '2018-09-H1', '2018-09-H2', '2018-09-H2']);
  });

  test('figures of today are held against the last half-month that is over', () => {
    expect(latestPeriod('2018-09-14').code).toBe('2018-08-H2');
    expect(latestPeriod('2018-09-15').code).toBe('2018-09-H1');
    expect(latestPeriod('2018-09-30').code).toBe('2018-09-H2');
    expect(timeProportionalToday('2018-09-16')).toBeCloseTo(0.7083, 4);
    expect(timeProportionalToday('2019-01-10')).toBe(0);
    expect(timeProportionalToday('2018-12-31')).toBe(1);
  });
});

describe('months, quarters and years', () => {
  test('end with their last month, whose report is theirs', () => {
    expect(parsePeriod('2018-09')).toEqual({
      kind: 'month',
      code: '2018-09',
      year: 2018,
      month: 9,
      half: 2,
      start: '2018-09-01',
      end: '2018-09-30',
      name: '2018年9月',
      shortName: '9月',
      deadline: '2018-10-05',
      timeProportional: 0.75,
    });
    expect(parsePeriod('2018-Q3')).toEqual({
      kind: 'quarter',
      code: '2018-Q3',
      year: 2018,
      month: 9,
      half: 2,
      start: '2018-07-01',
      end: '2018-09-30',
      name: '2018年第三季度',
      shortName: '第三季度',
      deadline: '2018-10-05',
      timeProportional: 0.75,
    });
    expect(parsePeriod('2018')).toEqual({
      kind: 'year',
      code: '2018',
      year: 2018,
      month: 12,
      half: 2,
      start: '2018-01-01',
      end: '2018-12-31',
      name: '2018年度',
      shortName: '全年',
      deadline: '2019-01-05',
      timeProportional: 1,
    });
  });

  test('the last one that is over is asked for by kind', () => {
    const latest = (day: string) => periodKinds.map((kind) => latestPeriod(day, kind).code);
    expect(latest('2018-09-29')).toEqual(['2018-09-H1', '2018-08', '2018-Q2', '2017']);
    expect(latest('2018-09-30')).toEqual(['2018-09-H2', '2018-09', '2018-Q3', '2017']);
    expect(latest('2018-12-31')).toEqual(['2018-12-H2', '2018-12', '2018-Q4', '2018']);
  });
});

describe('dates', () => {
  test('a month later is the same day, or the last one of a shorter month', () => {
    expect(addMonths('2018-07-31', 1)).toBe('2018-08-31');
    expect(addMonths('2018-07-31', 2)).toBe('2018-09-30');
    expect(addMonths('2018-12-31', 2)).toBe('2019-02-28');
    expect(addMonths('2018-03-15', -3)).toBe('2017-12-15');
  });

  test('a month alone is late only after its last day', () => {
    expect(lastDay('2018-02')).toBe('2018-02-28');
    expect(lastDay('2018-02-03')).toBe('2018-02-03');
    expect(monthEnd('2018-09-16')).toBe('2018-09-30');
  });

  test('days are counted over month ends and back', () => {
    expect(daysBetween('2018-07-31', '2018-09-16')).toBe(47);
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -800, max: 800 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).toBe(count);
      }),
    );
  });
});
