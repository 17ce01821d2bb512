import { describe, expect, test } from 'vitest';
import {
  type ClockedProblem,
  clockShare,
  clockTone,
  clockWords,
  type ProblemStop,
  problemClock,
} from '../../src-shared/rules/problem-clock';
import { defaultProblemLimits } from '../../src-shared/rules/rule-book';
import { WorkCalendar } from '../../src-shared/rules/work-calendar';

const calendar = new WorkCalendar();
const power: ClockedProblem = {
  level: 'county',
  level_since: '2018-09-13',
  reported_on: '2018-08-27',
  state: 'handling',
  promised_on: '2018-09-12',
  extension_until: null,
  extension_approver: null,
};
const clock = (problem: Partial<ClockedProblem>, today = '2018-09-16', stops: ProblemStop[] = []) =>
  problemClock({ ...power, ...problem }, stops, defaultProblemLimits, calendar, today);

describe('the clock of the problem in the picture', () => {
  test('county since 13 September: nine worked days left, to the 28th over Mid-Autumn', () => {
    const shown = clock({});
    expect(shown).toMatchObject({ level: 'county', limit: 10, used: 1, left: 9, over: 0, due: '2018-09-28' });
    expect([clockTone(shown), clockWords(shown), clockShare(shown)]).toEqual(['running', '剩 9 天', 0.1]);
  });

  test('went up from its unit the day after the promise passed', () => {
    const unit = { level: 'unit', level_since: '2018-09-05' };
    expect(clock(unit, '2018-09-12').level).toBe('unit');
    expect(clock(unit, '2018-09-13')).toMatchObject({
      level: 'county',
      since: '2018-09-13',
      escalations: [{ from: 'unit', to: 'county', due: '2018-09-12', on: '2018-09-13', cause: 'promise' }],
    });
  });

  test('on its last day it is due today, and the level above has it from the next worked day', () => {
    const secretary = { level: 'secretary', level_since: '2018-09-11', promised_on: null };
    expect(clockWords(clock(secretary, '2018-09-14'))).toBe('今天到期');
    // Saturday and Sunday.
    expect(clock(secretary, '2018-09-15')).toMatchObject({ level: 'secretary', left: 0, over: 1 });
    expect(clock(secretary, '2018-09-16')).toMatchObject({ level: 'secretary', over: 2 });
    expect(clock(secretary, '2018-09-17')).toMatchObject({ level: 'unit', since: '2018-09-17', left: 5 });
  });

  test('a make-up day counts as worked: 29 September 2018 is a Saturday', () => {
    const secretary = { level: 'secretary', level_since: '2018-09-25', promised_on: null };
    expect(clock(secretary, '2018-09-28').level).toBe('secretary');
    expect(clock(secretary, '2018-09-29').level).toBe('unit');
  });

  test('a month without anybody looking passes level after level, and ends at the city', () => {
    const forgotten = { level: 'secretary', level_since: '2018-08-01', promised_on: null };
    const shown = clock(forgotten, '2018-11-01');
    expect(shown.escalations.map(({ to, on }) => [to, on])).toEqual([
      ['unit', '2018-08-07'],
      ['county', '2018-08-15'],
      ['city', '2018-08-30'],
    ]);
    expect(shown).toMatchObject({ level: 'city', due: '2018-09-20', over: 42 });
  });
});

describe('what holds it', () => {
  const late = { level: 'county', level_since: '2018-08-31', promised_on: '2018-09-14' };
  test('an extension that was asked for, while the clock is seen to run over', () => {
    const asked = clock({ ...late, state: 'deferred', extension_until: '2018-09-28' });
    expect(asked).toMatchObject({ level: 'county', held: true, stopped: false, over: 2, due: '2018-09-14' });
    expect(clock({ ...late, state: 'deferred', extension_until: '2018-09-28' }, '2018-10-31').level).toBe('county');
  });

  test('one that was granted moves the last day; one that nobody approved does not', () => {
    const granted = { ...late, extension_until: '2018-09-28', extension_approver: '谢义' };
    expect(clock(granted, '2018-09-20')).toMatchObject({ level: 'county', due: '2018-09-28', cause: 'extension' });
    expect(clock(granted, '2018-09-29')).toMatchObject({ level: 'city', since: '2018-09-29' });
    expect(clock({ ...granted, extension_approver: null }, '2018-09-20').level).toBe('city');
  });

  test('the wait for a refused one does not count', () => {
    const stops = [{ reason: 'extension', stopped_on: '2018-09-13', resumed_on: '2018-09-18' }];
    // Two worked days are left from the 12th on: the 19th and the 20th.
    expect(clock(late, '2018-09-19', stops)).toMatchObject({ level: 'county', due: '2018-09-20', left: 1 });
    expect(clock(late, '2018-09-21', stops).level).toBe('city');
  });

  test('a check stops it, and what was used by then stays', () => {
    const stops = [{ reason: 'checking', stopped_on: '2018-09-14', resumed_on: null }];
    const checking = clock({ state: 'checking', level_since: '2018-09-10', promised_on: null }, '2018-10-30', stops);
    expect(checking).toMatchObject({ level: 'county', stopped: true, used: 3, left: 7, over: 0, due: null });
    expect([clockTone(checking), clockWords(checking), clockShare(checking)]).toEqual(['stopped', '停表', 0.3]);
  });

  test('what passed before the stop has gone up; without a record of the stop nothing has', () => {
    const stops = [{ reason: 'shelved', stopped_on: '2018-09-20', resumed_on: null }];
    const secretary = { level: 'secretary', level_since: '2018-09-11', promised_on: null, state: 'shelved' };
    expect(clock(secretary, '2018-12-01', stops)).toMatchObject({ level: 'unit', since: '2018-09-17' });
    expect(clock(secretary, '2018-12-01')).toMatchObject({ level: 'secretary', stopped: true });
  });

  test('a closed problem rises no more, and one without any day has no clock', () => {
    expect(clock({ state: 'closed', level: 'secretary', level_since: '2018-01-02' }).level).toBe('secretary');
    const dayless = clock({ level_since: null, reported_on: null, level: null });
    expect(dayless).toMatchObject({ level: 'secretary', since: null, due: null });
    expect(clockWords(dayless)).toBe('无起算日');
  });

  test('a last day beyond the arranged years says so', () => {
    expect(clock({ level_since: '2031-01-02', promised_on: null }, '2031-01-03').known).toBe(false);
    expect(clock({}).known).toBe(true);
  });
});
