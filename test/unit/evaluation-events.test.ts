import { describe, expect, test } from 'vitest';
import type { ProjectFacts } from '../../src-shared/contract/bulletin-methods';
import { withChanges } from '../../src-shared/rules/evaluation-counts';
import {
  type EventFrame,
  listingEvent,
  monthEvent,
  type OpenProblem,
  permitsEvent,
  problemEvent,
  reportEvent,
  startEvent,
} from '../../src-shared/rules/evaluation-events';
import { type Period, parsePeriod } from '../../src-shared/rules/period';
import { changyi, evaluated } from '../support/evaluated-regions';

const period = (code: string) => parsePeriod(code) as Period;
const frame: EventFrame = { period: period('2018-Q3'), today: '2018-09-16', counted: '2018-09-15' };
const over: EventFrame = { ...frame, today: '2018-10-01' };

const project = (set: Partial<ProjectFacts> = {}, counted: Partial<ProjectFacts['counted']> = {}): ProjectFacts =>
  ({
    id: 'p1',
    name: '孤店子秸秆热电联产',
    region: '220202',
    total: 312_000_000,
    plan: 50_000_000,
    completed: null,
    planned_start: '2018-08',
    actual_start: null,
    ...set,
    counted: {
      planned_starts: true,
      started: false,
      due: false,
      listed: false,
      preparing: true,
      prepared: false,
      ...counted,
    },
  }) as ProjectFacts;

describe('permits', () => {
  const start = (earliest: string | null, granted = 5) => ({
    obstacle: '建筑工程施工许可证',
    earliest,
    granted,
    permits: 6,
  });
  test('say what is lacking, or that the earliest day lies behind the period', () => {
    expect(permitsEvent(project(), '孤店子', start('2018-09-28'), frame)).toMatchObject({
      id: 'permits:p1',
      possible: true,
      why: '缺建筑工程施工许可证',
      change: { prepared: 1 },
    });
    expect(permitsEvent(project(), '孤店子', start('2018-09-28', 3), frame).why).toBe('缺建筑工程施工许可证等 3 件');
    expect(permitsEvent(project(), '孤店子', start('2018-10-24'), frame)).toMatchObject({
      possible: false,
      why: '最早 10月24日，本季来不及',
    });
    // The last day of the period is in it.
    expect(permitsEvent(project(), '孤店子', start('2018-09-30'), frame).possible).toBe(true);
    expect(permitsEvent(project(), '孤店子', start('2018-09-28'), over)).toMatchObject({
      possible: false,
      why: '本季已结束',
    });
    expect(permitsEvent(project(), '孤店子', null, frame)).toMatchObject({
      possible: false,
      why: '没有手续清单，推算不出时间',
    });
  });
});

describe('a start', () => {
  test('that is overdue turns from due to started, leaves the preparations and must be listed', () => {
    const event = startEvent(project({}, { prepared: true }), '孤店子', null, frame);
    expect(event).toMatchObject({
      possible: true,
      why: '计划 8月，已过期',
      change: { started: 1, late_starts: -1, due: 1, preparing: -1, prepared: -1 },
    });
    const { counts } = evaluated('昌邑区', { ...changyi, late_starts: 1 });
    expect(withChanges(counts, [event?.change ?? {}])).toMatchObject({
      started: 11,
      planned_starts: 11,
      due: 32,
      preparing: 4,
      prepared: 2,
      late_starts: 0,
      annual_plan: counts.annual_plan,
      completed: counts.completed,
    });
  });

  test('that is planned within the rest of the period comes in on both sides; a small one need not be listed', () => {
    const event = startEvent(
      project({ planned_start: '2018-09', total: 9_000_000 }, { planned_starts: false }),
      '软件园',
      null,
      frame,
    );
    expect(event?.change).toEqual({ planned_starts: 1, started: 1, preparing: -1 });
  });

  test('that is planned later counts nowhere; one that began is no event', () => {
    expect(
      startEvent(project({ planned_start: '2018-10' }, { planned_starts: false }), '莲花', null, frame),
    ).toBeNull();
    expect(startEvent(project({ actual_start: '2018-08-20' }), '莲花', null, frame)).toBeNull();
  });

  test('waits for its permits', () => {
    const start = { obstacle: null, earliest: '2018-10-24', granted: 5, permits: 6 };
    expect(startEvent(project(), '孤店子', start, frame)).toMatchObject({
      possible: false,
      why: '手续最早 10月24日，本季来不及',
    });
    expect(startEvent(project(), '孤店子', { ...start, earliest: '2018-09-20' }, frame)).toMatchObject({
      possible: true,
      why: '计划 8月，已过期，手续缺 1 件',
    });
  });
});

describe('a listing', () => {
  const event = (verdict: 'possible' | 'at_risk' | 'hopeless', round = '2018-09', late = false, at = frame) =>
    listingEvent(project(), '翼川', { verdict, round, why: '材料齐' }, late, at);
  test('is told by the windows', () => {
    expect(event('possible')).toMatchObject({ possible: true, why: '材料齐', change: { listed: 1 } });
    expect(event('at_risk', '2018-09', true)).toMatchObject({
      possible: true,
      change: { listed: 1, late_listings: -1 },
    });
    expect(event('hopeless')).toMatchObject({ possible: false, why: '材料齐' });
    expect(event('possible', '2018-10')).toMatchObject({ possible: false, why: '下一次窗口在 10月，本季来不及' });
    expect(event('possible', '2018-10', false, over)).toMatchObject({ possible: false, why: '本季已结束' });
    expect(event('possible', '2018-10', false, { ...frame, period: period('2018') }).possible).toBe(true);
  });
});

describe('a problem', () => {
  const open = (set: Partial<OpenProblem>) =>
    problemEvent(
      {
        id: 'q1',
        project: 'p1',
        name: '翼川',
        description: '道路未通',
        state: 'handling',
        extension: null,
        deadline: '2018-09-20',
        counted: false,
        ...set,
      },
      frame,
    );
  test('that is not due yet comes in closed, one on its last day turns', () => {
    expect(open({})).toMatchObject({
      possible: true,
      why: '9月20日前，道路未通',
      change: { problems_due: 1, problems_closed: 1 },
    });
    expect(open({ deadline: '2018-09-16', counted: true })?.change).toEqual({ problems_closed: 1 });
  });
  test('whose last day has passed brings nothing, unless a longer time was asked for', () => {
    expect(open({ deadline: '2018-09-14', counted: true })).toMatchObject({
      possible: false,
      why: '9月14日已到期，不计按期',
      change: {},
    });
    expect(open({ deadline: '2018-09-14', counted: true, state: 'deferred', extension: '2018-09-28' })).toMatchObject({
      possible: true,
      why: '延期到 9月28日获批后才计',
      change: { problems_closed: 1 },
    });
    expect(open({ deadline: '2018-09-14', counted: true, state: 'deferred', extension: '2018-09-15' })?.possible).toBe(
      false,
    );
  });
  test('that is closed or put aside is no event', () => {
    expect(open({ state: 'closed' })).toBeNull();
    expect(open({ state: 'shelved' })).toBeNull();
  });
});

describe('reports', () => {
  const missed = { reporter: { id: 'a1', region: '220202', since: '2018-07-01' }, half: period('2018-08-H2') };
  test('can be made up for until the next half-month ends', () => {
    expect(reportEvent(missed, '高秘书', { ...frame, today: '2018-09-14' })).toMatchObject({
      possible: true,
      why: '高秘书没有报，9月15日前补报',
      change: { reports_missed: -1 },
    });
    expect(reportEvent(missed, '高秘书', { ...frame, today: '2018-09-15' })).toMatchObject({
      possible: false,
      change: {},
    });
  });
  test('of a month name the projects that it lacks', () => {
    expect(monthEvent('2018-08', ['翼川', '左家', '新地号', '棚改'])).toMatchObject({
      name: '8月月报 4 项',
      why: '翼川、左家、新地号 等，补报要写理由',
      change: { months_incomplete: -1 },
    });
  });
});
