import { describe, expect, test } from 'vitest';
import {
  type StartStanding,
  startCounts,
  startStanding,
  type TimetableStart,
} from '../../src-shared/rules/start-timetable';
import { makeLedger } from '../support/ledger';

const today = '2018-09-16';
const startOf = (set: Partial<TimetableStart>): TimetableStart => ({
  planned_start: '2018-09',
  actual_start: null,
  begun: set.actual_start != null,
  outlook: set.actual_start != null ? null : 'on_time',
  ...set,
});

describe('a planned start on a day', () => {
  const cases: [string, Partial<TimetableStart>, string, StartStanding | null][] = [
    ['nobody planned it', { planned_start: null }, today, null],
    ['a month is not over on its last day', {}, '2018-09-30', 'on_time'],
    ['it is on the next', {}, '2018-10-01', 'overdue'],
    ['February of a leap year', { planned_start: '2020-02' }, '2020-02-29', 'on_time'],
    ['the day itself', { planned_start: today }, today, 'on_time'],
    ['the permits leave none in time', { outlook: 'delayed' }, today, 'delayed'],
    ['late is late, whatever is expected', { planned_start: '2018-08', outlook: 'delayed' }, today, 'overdue'],
    ['begun on the last day of its month', { actual_start: '2018-09-30' }, '2018-10-05', 'punctual'],
    ['begun a day later', { actual_start: '2018-10-01' }, '2018-10-05', 'late'],
    ['begun before its plan', { planned_start: '2018-12', actual_start: '2018-06-01' }, today, 'punctual'],
    ['a start of which the month alone is known', { actual_start: '2018-09' }, '2018-10-05', 'punctual'],
    ['a start that is still to come on the day', { actual_start: '2018-09-20' }, today, 'on_time'],
    ['begun, nobody knows when', { begun: true, outlook: null }, today, 'undated'],
  ];
  test.each(cases)('%s', (_, set, day, standing) => {
    expect(startStanding(startOf(set), day)).toBe(standing);
  });
});

test('nothing due has no rate', () => {
  expect(startCounts([], today)).toMatchObject({ planned: 0, due: 0, rate: null });
  expect(startCounts([startOf({}), startOf({ planned_start: null })], today)).toMatchObject({
    planned: 1,
    onTime: 1,
    due: 0,
    rate: null,
  });
});

test('the carry-out rate is what began in time of what was due', () => {
  const starts = [
    startOf({ planned_start: '2018-08', actual_start: '2018-08-31' }),
    startOf({ planned_start: '2018-08', actual_start: '2018-09-03' }),
    startOf({ planned_start: '2018-08' }),
    startOf({ planned_start: '2018-08', begun: true, outlook: null }),
    // Today is the last day: due once it has begun.
    startOf({ planned_start: today, actual_start: today }),
    startOf({ planned_start: today }),
    // Begun early: not due yet, and no part of the rate.
    startOf({ planned_start: '2018-12', actual_start: '2018-06-01' }),
    startOf({ planned_start: '2018-11', outlook: 'delayed' }),
  ];
  expect(startCounts(starts, today)).toEqual({
    planned: 8,
    begun: 5,
    onTime: 1,
    delayed: 1,
    overdue: 1,
    due: 5,
    punctual: 2,
    rate: 0.4,
  });
});

test('the timetable holds what is planned for the year, with the hand-in that decides', async () => {
  const ledger = await makeLedger();
  const make = async (set: Record<string, string>) => {
    const { id } = await ledger.call('records.create', {
      entity: 'project',
      set: { region: '220202', lifecycle: 'preparation', ...set },
    });
    return id;
  };
  const waiting = await make({ name: '江湾路地下管廊', planned_start: '2018-11' });
  await make({ name: '已开的', planned_start: '2018-08', lifecycle: 'construction', actual_start: '2018-08-20' });
  await make({ name: '终止的', planned_start: '2018-10', lifecycle: 'terminated' });
  await make({ name: '明年的', planned_start: '2019-03' });
  await make({ name: '没计划的' });
  await ledger.call('records.create', {
    entity: 'permit',
    set: { project: waiting, name: '施工许可', catalogue_code: 'P306', workdays: 10, state: 'preparing' },
  });
  const { projects, asOf } = await ledger.call('starts.timetable', { year: 2018 });
  expect(asOf).toBe(today);
  expect(projects.map(({ name, begun }) => [name, begun])).toEqual([
    ['已开的', true],
    ['江湾路地下管廊', false],
  ]);
  expect(projects[0]?.start).toBeNull();
  // Ten working days back from Friday 30 November.
  expect(projects[1]?.start).toMatchObject({
    obstacle: '施工许可',
    handIn: { name: '施工许可', latest: '2018-11-16' },
    outlook: 'on_time',
  });
});
