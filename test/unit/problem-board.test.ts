import { describe, expect, test } from 'vitest';
import { problem as entity, type Problem } from '../../src-shared/entities/problem';
import {
  boardColumns,
  boardSummary,
  closingSummary,
  type ProblemLine,
  raisedOn,
} from '../../src-shared/rules/problem-board';
import { clockSentence, problemClock } from '../../src-shared/rules/problem-clock';
import { agendaDraft, meetingBefore, openDecisions } from '../../src-shared/rules/problem-meetings';
import { slipDraft } from '../../src-shared/rules/problem-slips';
import { defaultProblemLimits } from '../../src-shared/rules/rule-book';
import { WorkCalendar } from '../../src-shared/rules/work-calendar';

const calendar = new WorkCalendar();
const today = '2018-09-16';
const empty = Object.fromEntries(Object.keys(entity.fields).map((name) => [name, null])) as unknown as Problem;
const problemOf = (fields: Partial<Problem>): Problem => ({
  ...empty,
  id: 'q',
  deleted: false,
  state: 'handling',
  ...fields,
});
function lineOf(fields: Partial<Problem>): ProblemLine {
  const problem = problemOf(fields);
  const clock = problemClock(problem, [], defaultProblemLimits, calendar, today);
  return {
    problem,
    project: { id: 'p', name: '松筑构件基地', region: '220202' },
    clock,
    measures: { done: 0, total: 0 },
    mine: true,
    raisedOn: raisedOn(problem, clock),
  };
}

const power = { id: 'power', level: 'county', level_since: '2018-09-13', reported_on: '2018-08-27' };
const road = { id: 'road', level: 'county', level_since: '2018-08-31', promised_on: '2018-09-14', state: 'deferred' };
const permit = { id: 'permit', level: 'county', level_since: '2018-09-03', reported_on: '2018-08-20' };
const resettling = { id: 'resettling', level: 'county', level_since: '2018-09-10', state: 'checking' };

describe('the board', () => {
  test('what is over stands first, then by days left, what stands still last; figures over it', () => {
    const lines = [resettling, power, permit, road].map(lineOf);
    expect(boardColumns(lines).county.map(({ problem }) => problem.id)).toEqual([
      'road',
      'permit',
      'power',
      'resettling',
    ]);
    expect(boardSummary(lines, today)).toEqual({ raised: 1, near: 1, over: 1 });
  });

  test('a problem stands in the column of its clock, whatever was last written down', () => {
    const forgotten = lineOf({ id: 'f', level: 'secretary', level_since: '2018-09-03', reported_on: '2018-09-03' });
    expect(boardColumns([forgotten]).unit).toEqual([forgotten]);
    expect(forgotten.raisedOn).toBe('2018-09-07');
  });

  test('the average of closed problems counts worked days and leaves out what has no days', () => {
    const closed = [
      { reported_on: '2018-09-04', closed_on: '2018-09-13', satisfaction: 'satisfied' },
      { reported_on: null, closed_on: '2018-09-13', satisfaction: null },
    ];
    expect(closingSummary(closed, calendar)).toEqual({ days: 7, satisfied: 1 });
    expect(closingSummary([], calendar)).toEqual({ days: null, satisfied: 0 });
  });
});

describe('words', () => {
  test('of the clock beside the level', () => {
    const words = (fields: Partial<Problem>) => {
      const { clock, problem } = lineOf(fields);
      return clockSentence(clock, problem);
    };
    expect(words(power)).toBe('9月13日由部门提级，剩 9 个工作日，至 9月28日');
    expect(words(road)).toBe('8月31日起算，超 2 天，延期待批，承诺 9月14日');
    expect(words(resettling)).toBe('9月10日起算，停表，已用 4 个工作日');
    expect(words({ level: null })).toBe('没有提出日期，时限无从起算');
  });

  test('a slip asks for open measures with their days, and for word before the last day', () => {
    const problem = {
      description: '施工用电未接通',
      request: '9月底前接通专线。',
      responsible_unit: '昌邑供电',
      supporting_units: null,
    };
    const measures = [
      { content: '现场勘察', due: '2018-09-06', done_on: '2018-09-06' },
      { content: '出具供电方案', due: '2018-09-19', done_on: null },
    ];
    expect(slipDraft('supervision', problem, measures, lineOf(power).clock, calendar, today)).toEqual({
      addressee: '昌邑供电',
      requests:
        '9月19日前：出具供电方案。\n9月底前接通专线。\n9月28日前办结。不能按期的，9月21日前书面说明原因，提请市联席会议协调。',
      reply_due: '2018-09-21',
    });
    const near = { level: 'unit', due: '2018-09-19' } as const;
    expect(slipDraft('supervision', problem, [], near, calendar, today).reply_due).toBe('2018-09-18');
  });
});

describe('meetings', () => {
  test('open decisions are those without a day of carrying out, what is due soonest first', () => {
    const item = (decision: string | null, due: string | null, done_on: string | null) => ({ decision, due, done_on });
    const late = item('甲', '2018-09-14', null);
    const dayless = item('乙', null, null);
    expect(
      openDecisions([dayless, item(null, '2018-09-01', null), item('丙', '2018-09-02', '2018-09-03'), late]),
    ).toEqual([late, dayless]);
  });

  test('the one before is the latest earlier one of the same level', () => {
    const meeting = (id: string, level: string, date: string) => ({ id, level, date });
    const now = meeting('now', 'county', '2018-09-20');
    const all = [
      meeting('a', 'county', '2018-08-20'),
      now,
      meeting('b', 'county', '2018-09-07'),
      meeting('c', 'city', '2018-09-10'),
    ];
    expect(meetingBefore(all, now)?.id).toBe('b');
  });

  test('a draft of an item says where it stands and who is asked', () => {
    const { clock, problem } = lineOf({
      ...power,
      description: '施工用电未接通，影响调试',
      responsible_unit: '昌邑供电',
    });
    expect(agendaDraft(problem, clock, { level: 'county', chair: null })).toMatchObject({
      matter: '施工用电未接通，影响调试',
      crux: '在县区层级已 1 个工作日，昌邑供电未办结',
      decider: '分管领导',
    });
  });
});
