import { describe, expect, test } from 'vitest';
import type { Permit } from '../../src-shared/entities/permit';
import type { Project } from '../../src-shared/entities/project';
import { plannedStartOf } from '../../src-shared/rules/planned-start';
import type { StagedNode } from '../../src-shared/rules/stages';
import { knownYears, WorkCalendar } from '../../src-shared/rules/work-calendar';
import { projectOf } from '../support/plain-ledger';

const today = '2018-09-16';
const calendar = new WorkCalendar(knownYears);

function permitOf(catalogue_code: string, name: string, set: Partial<Permit> = {}): Permit {
  return {
    id: catalogue_code,
    deleted: false,
    project: 'p1',
    catalogue_code,
    name,
    department: null,
    prerequisites: null,
    workdays: 10,
    days: null,
    state: 'not_started',
    planned_submit: null,
    planned_finish: null,
    actual_submit: null,
    actual_finish: null,
    document_number: null,
    missing_documents: null,
    handler: null,
    clock_stops: null,
    note: null,
    ...set,
  };
}

function startOf(project: Partial<Project>, permits: readonly Permit[] = [], nodes: readonly StagedNode[] = []) {
  return plannedStartOf(projectOf({ lifecycle: 'preparation', ...project }), {
    permits,
    nodes,
    stops: [],
    today,
    calendar,
  });
}

describe('planned starts', () => {
  test('count the permits that building waits for, and name what holds', () => {
    const permits = [
      permitOf('P301', '图审', { state: 'granted', actual_finish: '2018-09-01' }),
      permitOf('P302', '消防', { workdays: 3 }),
      permitOf('P303', '招标', { state: 'not_needed' }),
      permitOf('P205', '规划许可', { workdays: 15 }),
      permitOf('P306', '施工许可', { prerequisites: 'P205、P302' }),
      permitOf('P401', '规划核实'),
    ];
    expect(startOf({ planned_start: '2018-11' }, permits)).toMatchObject({
      month: '2018-11',
      granted: 1,
      permits: 4,
      // Not the one that is done first, but the first of the critical path.
      obstacle: '规划许可',
      // Handed in on Monday 17 September: 15 worked days end on 12 October (29 and 30 September are worked), 10 more on 26 October.
      earliest: '2018-10-26',
      days: 75,
      outlook: 'on_time',
      why: null,
    });
    expect(startOf({ planned_start: '2018-10-12' }, permits)).toMatchObject({
      outlook: 'delayed',
      why: '按手续时限最早 2018年10月26日可开工，晚于计划',
    });
    // The person who knows has the last word, in both directions.
    expect(startOf({ planned_start: '2018-10-12', expected_start: '2018-10' }, permits)?.outlook).toBe('delayed');
    expect(startOf({ planned_start: '2018-10', expected_start: '2018-10' }, permits)?.outlook).toBe('on_time');
  });

  test('are late on the day after the plan, and delayed when somebody expects a later day', () => {
    const outlook = (planned_start: string, expected_start: string | null = null) =>
      startOf({ planned_start, expected_start })?.outlook;
    expect(outlook('2018-09-16')).toBe('on_time');
    expect(outlook('2018-09-15')).toBe('overdue');
    expect(outlook('2018-08')).toBe('overdue');
    expect(outlook('2018-10', '2018-10-31')).toBe('on_time');
    expect(outlook('2018-10', '2018-11')).toBe('delayed');
    expect(startOf({ planned_start: null })).toBeNull();
  });

  test('where permits wait for each other nothing is worked out and nothing breaks', () => {
    const circle = [
      permitOf('P301', '图审', { prerequisites: 'P302' }),
      permitOf('P302', '消防', { prerequisites: 'P301' }),
    ];
    expect(startOf({ planned_start: '2018-11' }, circle)).toMatchObject({
      earliest: null,
      obstacle: '图审',
      permits: 2,
    });
  });

  test('land, clearing and money: there, planned, or nobody has said', () => {
    const nodes = [
      { code: 'cleared', planned: '2018-10-03', actual: null },
      { code: 'sited', planned: null, actual: '2018-08-20' },
    ] satisfies StagedNode[];
    expect(startOf({ planned_start: '2018-11' }, [], nodes)).toMatchObject({
      land: { state: 'done', date: '2018-08-20' },
      clearing: { state: 'open', date: '2018-10-03' },
      funds: { state: 'unknown', date: null },
      obstacle: '征拆',
      earliest: null,
    });
    const funds = (agreed_amount: number | null, paid_in_amount: number | null) =>
      startOf({ planned_start: '2018-11', agreed_amount, paid_in_amount })?.funds.state;
    expect(funds(300, null)).toBe('open');
    expect(funds(300, 300)).toBe('done');
    expect(startOf({ planned_start: '2018-11' })?.obstacle).toBeNull();
  });
});
