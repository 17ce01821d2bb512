import { describe, expect, test } from 'vitest';
import { deskOf as desk, groupOf } from '../../src-shared/rules/desk';
import type { DeskItem } from '../../src-shared/rules/desk-item';
import { isReported } from '../../src-shared/rules/desk-reports';
import { type Period, parsePeriod } from '../../src-shared/rules/period';
import {
  itemOf,
  listingOf,
  type Parts,
  permitOf as permit,
  problemOf as problem,
  surroundings,
} from '../support/desk-items';

const today = '2018-09-16';

const item = (parts: Parts = {}) => itemOf(parts);
const deskOf = (items: readonly DeskItem[], day: string) => desk(items, surroundings(), [], day);
const todos = (parts: Parts, day = today) => deskOf([item(parts)], day).todos;
const reported = [{ month: '2018-09', completed: 0, changedOn: '2018-09-14' }];

test('this week is today and six days more, next week the seven after', () => {
  expect(
    ['2018-09-15', '2018-09-16', '2018-09-22', '2018-09-23', '2018-09-29', '2018-09-30'].map((day) =>
      groupOf(day, today),
    ),
  ).toEqual(['overdue', 'this_week', 'this_week', 'next_week', 'next_week', null]);
});

describe('to-dos', () => {
  test('a missed start names the permit that holds it', () => {
    expect(
      todos({
        project: { lifecycle: 'preparation', planned_start: '2018-08' },
        permits: [permit({})],
        progress: reported,
      }),
    ).toEqual([
      {
        id: 'start:p1',
        group: 'overdue',
        light: 'yellow',
        what: '未按计划开工',
        project: { id: 'p1', name: '孤店子秸秆热电' },
        why: '计划 8月开工，施工许可未办结',
        due: '2018-08-31',
        to: '/permits/p1',
        action: '看手续',
        tick: null,
      },
    ]);
  });

  test('several open permits are counted; granted, unneeded and later ones are not', () => {
    const permits = [
      permit({ id: 'a' }),
      permit({ id: 'b' }),
      permit({ id: 'c', state: 'granted' }),
      permit({ id: 'd', state: 'not_needed' }),
      permit({ id: 'e', catalogue_code: 'P405' }),
    ];
    const start = todos({
      project: { lifecycle: 'preparation', planned_start: '2018-09-20' },
      permits,
      progress: reported,
    }).find(({ id }) => id === 'start:p1');
    expect(start).toMatchObject({
      what: '按计划开工',
      group: 'this_week',
      why: '计划 9月20日开工，还有 2 项手续未办结',
    });
  });

  test('a permit asks to be handed in, then to be finished, then for nothing', () => {
    const project = { lifecycle: 'preparation' };
    const ask = (fields: Parameters<typeof permit>[0]) =>
      todos({ project, permits: [permit(fields)], progress: reported })[0];
    const dates = { planned_submit: '2018-09-17', planned_finish: '2018-09-25' };
    expect(ask({ ...dates, missing_documents: '能评报告' })).toMatchObject({
      what: '施工许可报件',
      due: '2018-09-17',
      why: '计划 9月17日报件，缺能评报告',
    });
    expect(ask({ ...dates, state: 'accepted' })).toMatchObject({
      what: '施工许可办结',
      due: '2018-09-25',
      why: '计划 9月25日办结，已受理',
    });
    expect(ask({ ...dates, state: 'paused' })?.why).toBe('计划 9月25日办结，停表中');
    expect(ask({ planned_finish: '2018-09-10' })).toMatchObject({
      group: 'overdue',
      why: '计划 9月10日办结，尚未报件',
    });
    expect(ask({ ...dates, state: 'granted' })).toBeUndefined();
    expect(ask({ ...dates, state: 'not_needed' })).toBeUndefined();
  });

  test('an unlisted project is late from the day after the rule’s limit', () => {
    const project = {
      lifecycle: 'construction',
      actual_start: '2018-06-29',
      total_investment: 52_000_000,
      listing: 'missing',
    };
    const listing = listingOf({ reason_code: 'C', missing_materials: '施工合同' });
    expect(todos({ project, listing, progress: reported })).toMatchObject([
      {
        id: 'listing:p1',
        group: 'overdue',
        light: 'red',
        what: '入统材料未齐',
        why: '开工满 2 个月未入统，缺施工合同',
        due: '2018-08-29',
      },
    ]);
    expect(
      todos({ project: { ...project, actual_start: '2018-07-31' }, listing, progress: reported })[0],
    ).toMatchObject({ light: 'yellow', due: '2018-08-31', why: '开工满 1 个月未入统，缺施工合同' });
    expect(todos({ project: { ...project, listing: 'listed' }, listing, progress: reported })).toEqual([]);
  });

  test('a promised month is asked for at its end, before the limit of the rule', () => {
    const project = {
      lifecycle: 'construction',
      actual_start: '2018-08-30',
      total_investment: 52_000_000,
      listing: 'ready',
    };
    const listing = (promised_month: string) => listingOf({ promised_month });
    expect(todos({ project, listing: listing('2018-08'), progress: reported })[0]).toMatchObject({
      what: '未按承诺入统',
      due: '2018-08-31',
      group: 'overdue',
    });
    expect(todos({ project, listing: listing('2018-10'), progress: reported })).toEqual([]);
    expect(todos({ project, listing: listing('2018-10'), progress: reported }, '2018-09-20')[0]).toMatchObject({
      what: '办理入统',
      due: '2018-09-30',
      group: 'next_week',
    });
  });

  test('a problem asks on its promised day until it is closed or shelved', () => {
    expect(todos({ problems: [problem({})] })).toMatchObject([
      { what: '施工用电未接通', why: '承诺 9月12日办结，在县区层级', to: '/problems/q', action: '写进展' },
    ]);
    expect(
      todos({
        problems: [problem({ state: 'closed' }), problem({ state: 'shelved' }), problem({ promised_on: null })],
      }),
    ).toEqual([]);
  });

  test('a terminated project asks for nothing', () => {
    expect(
      todos({
        project: { lifecycle: 'terminated', planned_start: '2018-01' },
        problems: [problem({})],
        permits: [permit({ planned_submit: '2018-09-01' })],
      }),
    ).toEqual([]);
  });

  test('what is more than a fortnight off waits', () => {
    expect(
      todos({
        project: { lifecycle: 'preparation' },
        permits: [permit({ planned_submit: '2018-09-30' })],
        progress: reported,
      }),
    ).toEqual([]);
  });

  test('overdue first, then by day, then the worse light', () => {
    const late = item({ project: { id: 'a', lifecycle: 'preparation', planned_start: '2018-08' }, progress: reported });
    const soon = item({
      project: { id: 'b', lifecycle: 'reserve' },
      permits: [permit({ planned_submit: '2018-09-18' })],
    });
    const red = item({
      project: { id: 'c', lifecycle: 'preparation', planned_start: '2018-01' },
      permits: [permit({ id: 'y', planned_submit: '2018-09-18' })],
      progress: reported,
    });
    expect(deskOf([soon, late, red], today).todos.map((todo) => todo.id)).toEqual([
      'start:c',
      'start:a',
      'permit:y',
      'permit:x',
    ]);
  });
});

describe('reports', () => {
  const construction = { lifecycle: 'construction' };

  test('a missing report is due on the 20th for the first half', () => {
    expect(todos({ project: construction })).toMatchObject([
      {
        id: 'report:p1:2018-09-H1',
        what: '填报 9月上半月进度',
        why: '未报，9月20日截止',
        due: '2018-09-20',
        group: 'this_week',
        to: '/progress?period=2018-09-H1&show=unfilled',
        action: '填报',
      },
    ]);
    expect(todos({ project: construction, progress: reported })).toEqual([]);
  });

  test('who has reported before is late for the half-month before', () => {
    const progress = [{ month: '2018-07', completed: 1, changedOn: null }];
    expect(todos({ project: construction, progress })).toMatchObject([
      { id: 'report:p1:2018-08-H2', group: 'overdue', due: '2018-09-05' },
    ]);
  });

  test('the second half counts only when it was written after the 15th', () => {
    const second = parsePeriod('2018-09-H2') as Period;
    const row = (changedOn: string | null) => item({ progress: [{ month: '2018-09', completed: 1, changedOn }] });
    expect([row('2018-09-15'), row('2018-09-16'), row(null), item()].map((one) => isReported(one, second))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('a row counts when it holds something: a figure where building has begun, else words will do', () => {
    const first = parsePeriod('2018-09-H1') as Period;
    const row = (lifecycle: string, completed: number | null, hasWords: boolean) =>
      isReported(item({ project: { lifecycle }, progress: [{ month: '2018-09', completed, hasWords }] }), first);
    expect([
      row('preparation', null, true),
      row('preparation', null, false),
      row('construction', null, true),
      row('construction', 0, false),
    ]).toEqual([true, false, false, true]);
  });

  test('reserve, finished and suspended projects do not report', () => {
    const desk = deskOf(
      ['reserve', 'negotiation', 'completed', 'suspended', 'signed', 'preparation', 'construction'].map((lifecycle) =>
        item({ project: { id: lifecycle, lifecycle }, progress: lifecycle === 'signed' ? reported : [] }),
      ),
      today,
    );
    expect(desk.period).toEqual({
      name: '9月上半月',
      filled: 1,
      expected: 3,
      timeProportional: 8.5 / 12,
      deadline: '2018-09-20',
    });
    expect(desk.todos.map((todo) => todo.project?.id).sort()).toEqual(['construction', 'preparation']);
  });
});

describe('my projects', () => {
  test('the worst light first, then the largest arrears, with the nearest step', () => {
    const plan = (id: string, completed: number, more: Parts['project'] = {}) =>
      item({
        project: {
          id,
          name: id,
          short_name: null,
          lifecycle: 'construction',
          listing: 'listed',
          annual_plan: { '2018': 100 },
          ...more,
        },
        progress: [{ month: '2018-09', completed, changedOn: null }],
      });
    const desk = deskOf(
      [
        plan('绿', 80),
        plan('黄', 55),
        plan('红', 10, { planned_finish: '2018-10-31' }),
        item({ project: { id: '无', name: '无', short_name: null, lifecycle: 'signed' } }),
      ],
      today,
    );
    expect(desk.projects.map(({ id, light, nextNode, days }) => [id, light, nextNode, days])).toEqual([
      ['红', 'red', '竣工验收', 45],
      ['黄', 'yellow', '主体完工', null],
      ['绿', 'green', '主体完工', null],
      ['无', 'none', '企业注册', null],
    ]);
    expect(desk.projects[0]?.gap).toBeCloseTo(-60.8333, 4);
  });

  test('a step that was missed shows as negative days', () => {
    const [line] = deskOf([item({ project: { lifecycle: 'preparation', planned_start: '2018-08' } })], today).projects;
    expect(line).toMatchObject({ nextNode: '开工', days: -16 });
  });
});
