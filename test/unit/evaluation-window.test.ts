import { describe, expect, test } from 'vitest';
import {
  closedMonths,
  dueHalves,
  evaluationWindow,
  type JudgedProblem,
  missedReports,
  problemDeadline,
  problemOutcome,
  timeWords,
} from '../../src-shared/rules/evaluation-window';
import { type Period, parsePeriod, periodOf, timeProportional } from '../../src-shared/rules/period';
import { defaultProblemLimits } from '../../src-shared/rules/rule-book';
import { winterShares } from '../../src-shared/rules/time-curve';
import { WorkCalendar } from '../../src-shared/rules/work-calendar';

const period = (code: string) => parsePeriod(code) as Period;
const window = (code: string, today: string) => {
  const found = evaluationWindow(period(code), today);
  return found && { half: found.half.code, running: found.running, start: found.start, end: found.end };
};

describe('what a period is scored by', () => {
  test.each([
    // Q3 ends with September, 75 %; a running quarter stands on its last half-month that is over.
    ['2018-Q3', '2018-09-16', { half: '2018-09-H1', running: true, start: '2018-07-01', end: '2018-09-15' }],
    ['2018-Q3', '2018-09-15', { half: '2018-09-H1', running: true, start: '2018-07-01', end: '2018-09-15' }],
    ['2018-Q3', '2018-09-14', { half: '2018-08-H2', running: true, start: '2018-07-01', end: '2018-08-31' }],
    ['2018-Q3', '2018-09-30', { half: '2018-09-H2', running: false, start: '2018-07-01', end: '2018-09-30' }],
    ['2018-Q3', '2018-12-01', { half: '2018-09-H2', running: false, start: '2018-07-01', end: '2018-09-30' }],
    ['2018-Q3', '2018-07-02', { half: '2018-07-H1', running: true, start: '2018-07-01', end: '2018-07-15' }],
    ['2018-Q3', '2018-06-30', null],
    ['2018', '2018-09-16', { half: '2018-09-H1', running: true, start: '2018-01-01', end: '2018-09-15' }],
    ['2018', '2019-01-05', { half: '2018-12-H2', running: false, start: '2018-01-01', end: '2018-12-31' }],
    // A half-month and a month are scored as the quarter stands at their end.
    ['2018-09-H1', '2018-09-16', { half: '2018-09-H1', running: false, start: '2018-07-01', end: '2018-09-15' }],
    ['2018-09-H2', '2018-09-16', { half: '2018-09-H2', running: true, start: '2018-07-01', end: '2018-09-30' }],
    ['2018-08', '2018-09-16', { half: '2018-08-H2', running: false, start: '2018-07-01', end: '2018-08-31' }],
  ])('%s on %s', (code, today, expected) => {
    expect(window(code, today)).toEqual(expected);
  });

  test('序时 in words: September 75 %, December 100 %, another curve by its name', () => {
    expect(timeWords(periodOf('2018-09-30'), 0.75)).toBe('9月下半月 9 ÷ 12 ＝ 75.0%');
    expect(timeWords(periodOf('2018-09-15'), 8.5 / 12)).toBe('9月上半月 8.5 ÷ 12 ＝ 70.8%');
    expect(timeWords(periodOf('2018-12-31'), 1)).toBe('12月下半月 12 ÷ 12 ＝ 100.0%');
    expect(timeWords(periodOf('2018-09-30'), timeProportional(9, 2, winterShares))).toBe(
      '9月下半月 88.0%（按选定的序时曲线）',
    );
  });
});

const nothing: JudgedProblem = {
  state: 'handling',
  level: 'unit',
  level_since: null,
  reported_on: null,
  promised_on: null,
  extension_until: null,
  extension_approver: null,
  closed_on: null,
};

describe('problems', () => {
  const calendar = new WorkCalendar();
  test.each<[string, Partial<JudgedProblem>, string | null]>([
    ['the promise', { promised_on: '2018-09-14' }, '2018-09-14'],
    [
      'a longer time that was approved',
      { promised_on: '2018-09-14', extension_until: '2018-09-28', extension_approver: '李主任' },
      '2018-09-28',
    ],
    [
      'one that was only asked for does not count',
      { promised_on: '2018-09-14', extension_until: '2018-09-28' },
      '2018-09-14',
    ],
    // 5 worked days after Thursday 13 September: Friday, then Monday to Thursday.
    ['the limit of the level', { level_since: '2018-09-13' }, '2018-09-20'],
    ['put aside', { state: 'shelved', promised_on: '2018-09-14' }, null],
    ['nothing known', {}, null],
  ])('last day: %s', (_, set, expected) => {
    expect(problemDeadline({ ...nothing, ...set }, defaultProblemLimits, calendar)).toBe(expected);
  });

  const quarter = { start: '2018-07-01', end: '2018-09-15' };
  test.each<[string, string | null, string | null, 'closed' | 'open' | 'outside']>([
    ['closed before its last day', '2018-09-10', '2018-09-14', 'closed'],
    ['closed on its last day', '2018-09-14', '2018-09-14', 'closed'],
    ['closed a day late', '2018-09-15', '2018-09-14', 'open'],
    ['not closed', null, '2018-09-14', 'open'],
    ['not due yet', null, '2018-09-16', 'outside'],
    ['not due yet, closed already', '2018-09-10', '2018-10-20', 'closed'],
    ['due before the quarter', null, '2018-06-30', 'outside'],
    ['closed before the quarter, due within it', '2018-06-29', '2018-07-03', 'outside'],
    ['without a last day, closed', '2018-09-10', null, 'closed'],
    ['without a last day', null, null, 'outside'],
    ['closed after the end', '2018-09-16', '2018-09-20', 'outside'],
  ])('%s', (_, closed, deadline, expected) => {
    const state = closed === null ? 'handling' : 'closed';
    expect(problemOutcome({ state, closed_on: closed }, deadline, quarter)).toBe(expected);
  });
});

describe('reports', () => {
  const quarter = { start: '2018-07-01', end: '2018-09-15' };
  test('are due once their last day is over', () => {
    expect(dueHalves(quarter, '2018-09-16').map(({ code }) => code)).toEqual([
      '2018-07-H1',
      '2018-07-H2',
      '2018-08-H1',
      '2018-08-H2',
    ]);
    expect(dueHalves(quarter, '2018-09-21')).toHaveLength(5);
    // The 20th is still a day to report on.
    expect(dueHalves(quarter, '2018-09-20')).toHaveLength(4);
    expect(closedMonths(quarter, '2018-09-16')).toEqual(['2018-07', '2018-08']);
    expect(closedMonths(quarter, '2018-09-05')).toEqual(['2018-07']);
  });

  const wang = { id: 'a1', region: '220202', since: '2018-07-20' };
  const missed = (days: readonly string[], today = '2018-09-16') =>
    missedReports(
      [wang],
      days.map((on) => ({ device: 'a1', on })),
      quarter,
      today,
    ).map(({ half }) => half.code);
  test('who is enrolled is expected from then on; late is not missed, until the next one ends', () => {
    expect(missed([])).toEqual(['2018-07-H2', '2018-08-H1', '2018-08-H2']);
    expect(missed(['2018-07-31', '2018-08-16', '2018-08-31'])).toEqual([]);
    expect(missed(['2018-07-31', '2018-08-29', '2018-09-14'])).toEqual([]);
    expect(missed(['2018-08-30'])).toEqual(['2018-07-H2', '2018-08-H2']);
    expect(missedReports([wang], [{ device: 'other', on: '2018-07-31' }], quarter, '2018-09-16')).toHaveLength(3);
  });
});
