import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, daysBetween, lastDay, monthEnd } from '../../src-shared/rules/dates';
import {
  latestPeriod,
  parsePeriod,
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

  test.each(['2018-09', '2018-13-H1', '2018-9-H1', '2018-09-H3', '2018-09-h1', ' 2018-09-H1', '2018-09-H1\n', ''])(
    'refuses %j',
    (code) => {
      expect(parsePeriod(code)).toBeUndefined();
    },
  );

  test('every day lies in its period, and periods follow each other without a hole', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const period = periodOf(day);
        expect(period.start <= day && day <= period.end).toBe(true);
        expect(parsePeriod(period.code)).toEqual(period);
        expect(addDays(previousPeriod(period).end, 1)).toBe(period.start);
      }),
    );
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
