import { describe, expect, test } from 'vitest';
import { addDays } from '../../src-shared/rules/dates';
import { deskOf } from '../../src-shared/rules/desk';
import type { DeskItem, DeskSurroundings } from '../../src-shared/rules/desk-item';
import { itemOf, listingOf, type Parts, permitOf, problemOf, surroundings } from '../support/desk-items';

const today = '2018-09-16';
const reported = [{ month: '2018-09', completed: 0 }];
const quiet = { lifecycle: 'reserve' };

const todosOf = (parts: Parts, around: Partial<DeskSurroundings> = {}, day = today) =>
  deskOf([itemOf({ project: quiet, ...parts })], surroundings(around), [], day).todos;
const only = (parts: Parts, around: Partial<DeskSurroundings> = {}, day = today) => {
  const found = todosOf(parts, around, day);
  expect(found).toHaveLength(1);
  return found[0];
};

/** A to-do stands from a fortnight before its day until it is done, under one name. */
function standsUntilDone(open: Parts, done: Parts, id: string, due: string, around: Partial<DeskSurroundings> = {}) {
  const days = [addDays(due, -13), addDays(due, -7), due, addDays(due, 3)];
  expect(days.map((day) => todosOf(open, around, day).map((todo) => [todo.id, todo.group]))).toEqual([
    [[id, 'next_week']],
    [[id, 'next_week']],
    [[id, 'this_week']],
    [[id, 'overdue']],
  ]);
  expect(todosOf(open, around, addDays(due, -14))).toEqual([]);
  expect(days.flatMap((day) => todosOf(done, around, day))).toEqual([]);
}

describe('back-schedule', () => {
  const project = { lifecycle: 'preparation', planned_start: '2018-10-31' };
  const chain = [
    permitOf({ id: 'a', catalogue_code: 'P108', name: '节能审查', workdays: 5 }),
    permitOf({ id: 'b', catalogue_code: 'P306', name: '施工许可', workdays: 7, prerequisites: 'P108' }),
  ];
  const asked = (permits: DeskItem['permits'], day: string) =>
    todosOf({ project, permits, progress: reported }, {}, day)
      .filter(({ id }) => !id.startsWith('start:'))
      .filter(({ id }) => !id.startsWith('report:'))
      .map(({ id, due, why }) => [id, due, why]);

  test('a permit without a plan is asked for on its latest day, and only where nothing must be granted before', () => {
    // 12 worked days before 31 October, the National Day week left out.
    expect(asked(chain, '2018-10-08')).toEqual([
      ['permit:a', '2018-10-15', '倒排：最迟 10月15日报件，关键线路，浮动 5 个工作日'],
    ]);
    const granted = chain.map((permit) =>
      permit.id === 'a' ? { ...permit, state: 'granted', actual_finish: '2018-10-10' } : permit,
    );
    expect(asked(granted, '2018-10-12')).toEqual([
      ['permit:b', '2018-10-22', '倒排：最迟 10月22日报件，关键线路，浮动 6 个工作日'],
    ]);
  });

  test('a plan later than the latest day is told so; an earlier one holds and names the latest day', () => {
    const planned = (planned_submit: string) => chain.map((one) => (one.id === 'a' ? { ...one, planned_submit } : one));
    expect(asked(planned('2018-10-18'), '2018-10-08')).toEqual([
      ['permit:a', '2018-10-15', '倒排：最迟 10月15日，计划 10月18日已来不及'],
    ]);
    expect(asked(planned('2018-10-09'), '2018-10-08')).toEqual([
      ['permit:a', '2018-10-09', '计划 10月9日报件，倒排最迟 10月15日'],
    ]);
  });

  test('one that waits for another keeps its planned day and says for what it waits', () => {
    const late = chain.map((one) => (one.id === 'b' ? { ...one, planned_submit: '2018-10-24' } : one));
    expect(asked(late, '2018-10-12')).toContainEqual([
      'permit:b',
      '2018-10-24',
      '计划 10月24日报件，倒排最迟 10月22日，等节能审查办结',
    ]);
  });

  test('a permit that is handed in is expected back', () => {
    const running = chain.map((one) =>
      one.id === 'a' ? { ...one, state: 'accepted', actual_submit: '2018-10-08' } : one,
    );
    expect(asked(running, '2018-10-09')).toEqual([['grant:a', '2018-10-15', '已受理，关键线路，浮动 5 个工作日']]);
  });

  test('permits that wait for each other stop nothing', () => {
    const ring = chain.map((one) =>
      one.id === 'a' ? { ...one, prerequisites: 'P306', planned_submit: '2018-10-09' } : one,
    );
    expect(asked(ring, '2018-10-08')).toEqual([['permit:a', '2018-10-09', '计划 10月9日报件']]);
  });
});

describe('nodes of the stages', () => {
  const project = { lifecycle: 'construction', actual_start: '2018-03', listing: 'listed', planned_finish: '2019-06' };
  const node = (fields: Partial<DeskItem['nodes'][number]> = {}): DeskItem['nodes'][number] => ({
    id: 'n',
    code: 'structure',
    planned: '2018-09-20',
    actual: null,
    responsible_unit: '区住建局',
    responsible_person: null,
    ...fields,
  });

  test('a planned node stands until it is reached, and is the next step of the line', () => {
    // Without a month that was reported a report would be asked for as well.
    const quietly = { project: { ...project, lifecycle: 'completed' } };
    standsUntilDone(
      { ...quietly, nodes: [node()] },
      { ...quietly, nodes: [node({ actual: '2018-09-18' })] },
      'node:p1:structure',
      '2018-09-20',
    );
    const desk = deskOf([itemOf({ project, nodes: [node()], progress: reported })], surroundings(), [], today);
    expect(desk.todos).toMatchObject([{ what: '主体完工', why: '节点计划 9月20日完成，区住建局' }]);
    expect(desk.projects).toMatchObject([{ nextNode: '主体完工', days: 4 }]);
  });

  test('the start by its plan and listing have their own', () => {
    const nodes = [node({ code: 'started' }), node({ code: 'listed' })];
    const parts = { project: { lifecycle: 'preparation', planned_start: '2018-09-20' }, nodes, progress: reported };
    expect(todosOf(parts).map(({ id }) => id)).toEqual(['start:p1']);
  });
});

describe('listing', () => {
  const project = { lifecycle: 'construction', actual_start: '2018-09-10', total_investment: 1, listing: 'returned' };
  const event = (fields: Partial<DeskItem['listing_events'][number]>): DeskItem['listing_events'][number] => ({
    id: 'e1',
    date: '2018-09-12',
    kind: 'questioned',
    level: 'city',
    batch: null,
    reason_code: null,
    unit: null,
    detail: '补照片水印',
    deadline: '2018-09-19',
    ...fields,
  });
  const answers = (events: DeskItem['listing_events'], listing = 'returned') =>
    todosOf({ project: { ...project, listing }, listing_events: events, progress: reported });

  test('a question is answered by its day, and gone with the next step of the case', () => {
    expect(answers([event({})])).toMatchObject([
      {
        id: 'listing-answer:e1',
        what: '答复入统问题',
        why: '9月12日市级提出问题，限 9月19日前，补照片水印',
        due: '2018-09-19',
      },
    ]);
    expect(answers([event({}), event({ id: 'e2', date: '2018-09-15', kind: 'submitted', deadline: null })])).toEqual(
      [],
    );
    expect(answers([event({})], 'listed')).toEqual([]);
    expect(answers([event({ kind: 'returned' })])).toMatchObject([{ what: '入统补正' }]);
  });
});

describe('listing windows', () => {
  const project = {
    lifecycle: 'construction',
    actual_start: '2018-08-30',
    total_investment: 52_000_000,
    listing: 'ready',
  };
  const passed = {
    id: 'e',
    date: '2018-09-10',
    kind: 'passed',
    level: 'county',
    batch: null,
    reason_code: null,
    unit: null,
    detail: null,
    deadline: null,
  };
  const parts = { listing: listingOf({ state: 'ready', missing_materials: '施工合同' }), progress: reported };
  const asked = (more: Parts, day = today) => todosOf({ project, ...parts, ...more }, {}, day)[0];

  test('the open window comes before the limit of the rule, and is named until it is met', () => {
    expect(asked({ listing_events: [passed] })).toMatchObject({
      id: 'window:p1:2018-09:city',
      what: '补齐施工合同',
      why: '市级窗口 9月20日关闭，错过顺延至 10月',
      due: '2018-09-20',
    });
    // The county's window of this month is over: nothing can be handed in before October.
    expect(asked({}, '2018-09-17')).toMatchObject({ id: 'listing:p1', due: '2018-09-30' });
    expect(asked({ project: { ...project, listing: 'listed' }, listing_events: [passed] })).toBeUndefined();
  });
});

describe('problems', () => {
  const measure = (fields: Partial<DeskItem['measures'][number]> = {}): DeskItem['measures'][number] => ({
    id: 'm',
    problem: 'q',
    content: '供电公司现场勘查',
    unit: '供电公司',
    due: '2018-09-20',
    done_on: null,
    ...fields,
  });
  const slip = (fields: Partial<DeskItem['slips'][number]> = {}): DeskItem['slips'][number] => ({
    id: 's',
    kind: 'supervision',
    number: '昌邑督〔2018〕6号',
    problem: 'q',
    issued_on: '2018-09-10',
    reply_due: '2018-09-14',
    replied_on: null,
    ...fields,
  });

  test('an extension moves the promised day; the level that it rose to is said', () => {
    expect(only({ problems: [problemOf({ level_since: '2018-09-13' })] })?.why).toBe(
      '承诺 9月12日办结，9月13日已升级至县区',
    );
    expect(
      only({ problems: [problemOf({ extension_until: '2018-09-20', extension_approver: '周科长' })] }),
    ).toMatchObject({
      due: '2018-09-20',
      why: '延期到 9月20日办结，在县区层级',
    });
    // Asked for and not granted, it moves nothing.
    expect(only({ problems: [problemOf({ state: 'deferred', extension_until: '2018-09-20' })] })?.due).toBe(
      '2018-09-12',
    );
  });

  test('a shelved problem comes back on the day of its review', () => {
    expect(only({ problems: [problemOf({ state: 'shelved', review_on: '2018-09-18' })] })).toMatchObject({
      id: 'review:q',
      what: '挂账复核',
      due: '2018-09-18',
    });
  });

  test('without a promise the limit of the level asks, and when it has passed, the day on which it went up is said', () => {
    // Ten worked days from Monday 10 September, the Mid-Autumn day off left out: 25 September.
    const problems = [problemOf({ promised_on: null, level_since: '2018-09-10' })];
    expect(only({ problems })).toMatchObject({ due: '2018-09-25', why: '县区办理时限 10 个工作日，9月25日到期' });
    expect(only({ problems }, {}, '2018-09-26')).toMatchObject({
      due: '2018-09-25',
      why: '县区办理时限 9月25日已过，9月26日已升级至市联席会议',
    });
    const stop = { permit: null, problem: 'q', reason: 'assessment', stopped_on: '2018-09-12', resumed_on: null };
    expect(todosOf({ problems, clock_stops: [stop] })).toEqual([]);
    expect(only({ problems, clock_stops: [{ ...stop, problem: 'another' }] })?.due).toBe('2018-09-25');
  });

  test('a measure is due until it is done, or its problem is settled', () => {
    const problems = [problemOf({ promised_on: null })];
    standsUntilDone(
      { problems, measures: [measure()] },
      { problems, measures: [measure({ done_on: '2018-09-15' })] },
      'measure:m',
      '2018-09-20',
    );
    expect(only({ problems, measures: [measure()] })).toMatchObject({
      why: '措施限 9月20日，供电公司，问题：施工用电未接通',
      tick: { entity: 'measure', record: 'm', field: 'done_on' },
    });
    expect(todosOf({ problems: [problemOf({ state: 'closed' })], measures: [measure()] })).toEqual([]);
  });

  test('a slip waits for its answer', () => {
    standsUntilDone({ slips: [slip()] }, { slips: [slip({ replied_on: '2018-09-13' })] }, 'slip:s', '2018-09-14');
    expect(only({ slips: [slip()] })).toMatchObject({
      what: '督办单未回复',
      why: '昌邑督〔2018〕6号，限 9月14日前',
      tick: { entity: 'slip', record: 's', field: 'replied_on' },
    });
    expect(only({ slips: [slip({ kind: 'reminder', reply_due: '2018-09-18' })] })?.what).toBe('回复提示单');
    // What a passed limit has made waits to be sent, and is done when it has its number.
    const made = { number: null, reply_due: null, issued_on: '2018-09-13' };
    expect(only({ slips: [slip(made)] })).toMatchObject({
      id: 'slip-issue:s',
      what: '签发督办单',
      why: '9月13日自动提级，督办单待签发',
    });
    standsUntilDone(
      { slips: [slip(made)] },
      { slips: [slip({ ...made, number: '昌邑督〔2018〕9号' })] },
      'slip-issue:s',
      '2018-09-13',
    );
  });

  const decision = (fields: Partial<DeskItem['meeting_items'][number]> = {}): DeskItem['meeting_items'][number] => ({
    id: 'd',
    matter: '10 千伏专线',
    suggestion: '协调专线接入',
    decision: '供电公司月底前接通',
    responsible_unit: '供电公司',
    due: '2018-09-27',
    done_on: null,
    meeting: { id: 'h', title: '市联席会议', date: '2018-09-10', level: 'city' },
    ...fields,
  });

  test('a decision is a task until it is done, with a project or without', () => {
    standsUntilDone(
      { meeting_items: [decision()] },
      { meeting_items: [decision({ done_on: '2018-09-20' })] },
      'decision:d',
      '2018-09-27',
    );
    const loose = todosOf({}, { meeting_items: [decision()] })[0];
    expect(loose).toMatchObject({ project: null, why: '9月10日议定，限 9月27日，供电公司（市联席会议）' });
  });

  test('before a meeting its papers are due; after it nobody can say for what it waits', () => {
    const agenda = decision({
      decision: null,
      due: null,
      meeting: { id: 'h', title: '市联席会议', date: '2018-09-27', level: 'city' },
    });
    expect(only({ meeting_items: [agenda] })).toMatchObject({
      id: 'agenda:d',
      what: '市联席会议报材料',
      why: '9月27日开会，提请协调专线接入',
      due: '2018-09-27',
    });
    expect(todosOf({ meeting_items: [agenda] }, {}, '2018-09-28')).toEqual([]);
  });
});

test('a next step of the work log stands until it is ticked, with a project or without', () => {
  const note = (next_done: string | null) => ({
    id: 'w',
    date: '2018-09-14',
    matter: '到供电公司对接专线',
    next_step: '取回勘查意见',
    next_date: '2018-09-19',
    next_done,
  });
  standsUntilDone({ work_logs: [note(null)] }, { work_logs: [note(today)] }, 'next-step:w', '2018-09-19');
  expect(todosOf({}, { work_logs: [note(null)] })).toMatchObject([
    {
      project: null,
      what: '取回勘查意见',
      why: '9月14日记：到供电公司对接专线',
      tick: { entity: 'work_log', record: 'w', field: 'next_done' },
    },
  ]);
});

describe('policy money', () => {
  const application = (fields: Partial<DeskItem['funding_applications'][number]> = {}) => ({
    id: 'f',
    policy: null,
    title: '专项债',
    channel: 'special_bond',
    stage: 'materials',
    due: '2018-09-26',
    asked: 40_000_000,
    ...fields,
  });
  test('an application is handed in by its day', () => {
    standsUntilDone(
      { funding_applications: [application()] },
      { funding_applications: [application({ stage: 'county_review' })] },
      'funding:f',
      '2018-09-26',
    );
  });

  const policy = (
    fields: Partial<DeskSurroundings['policies'][number]> = {},
  ): DeskSurroundings['policies'][number] => ({
    id: 'y',
    title: '技改专项',
    opens_on: null,
    closes_on: '2018-09-25',
    sectors: null,
    regions: null,
    stages: ['construction'],
    least_investment: null,
    most_investment: null,
    requirements: [],
    ...fields,
  });
  const windows = (lifecycle: string, applications: DeskItem['funding_applications'] = []) =>
    todosOf(
      { project: { lifecycle, actual_start: '2018-01' }, funding_applications: applications, progress: reported },
      { policies: [policy()] },
    ).filter(({ id }) => id.startsWith('policy:'));
  test('a window that closes asks the projects that it fits, until they have applied', () => {
    expect(windows('construction')).toMatchObject([
      { id: 'policy:y:p1', due: '2018-09-25', why: '9月25日申报截止，条件符合' },
    ]);
    expect(windows('operating')).toEqual([]);
    expect(windows('construction', [application({ policy: 'y', due: null })])).toEqual([]);
  });
});

describe('reports', () => {
  test('a figure of this month that looks odd is checked until somebody explains it', () => {
    const project = { lifecycle: 'construction', actual_start: '2018-03', annual_plan: { '2018': 50_000_000 } };
    const checks = (row: NonNullable<Parts['progress']>[number]) =>
      todosOf({ project, progress: [{ month: '2018-09', ...row }] }).filter(({ id }) => id.startsWith('check:'));
    expect(checks({ completed: 29_800_000 })).toMatchObject([
      {
        id: 'check:p1:2018-09:month_over_half_plan',
        what: '核对本月完成',
        why: '单月 2,980万元，超过年度计划的 50%',
        due: '2018-09-20',
      },
    ]);
    expect(checks({ completed: 29_800_000, explanation: '设备集中到货' })).toEqual([]);
    expect(checks({ completed: 20_000_000 })).toEqual([]);
  });

  const unreported = (changes: number, lastReport: string | null, days: number | null) => ({
    unreported: { changes, lastReport, days },
  });
  test('changes are reported with the period, or half a month after the last package', () => {
    expect(only({}, unreported(47, '2018-09-13', 3))).toMatchObject({
      id: 'package:2018-09-13',
      what: '生成上报包',
      why: '距上次上报 3 天，有 47 处改动未上报',
      due: '2018-09-20',
      project: null,
      to: '/sync',
    });
    expect(only({}, unreported(2, '2018-08-20', 27))?.due).toBe('2018-09-04');
    expect(only({}, unreported(2, null, null))).toMatchObject({ id: 'package:first', due: '2018-09-20' });
    expect(todosOf({}, unreported(0, '2018-08-20', 27))).toEqual([]);
  });
});

describe('the desk of the Commission', () => {
  test('leaves the notes of secretaries and the meetings of counties to them', () => {
    const agenda = (level: string) => ({
      id: level,
      matter: '专线',
      suggestion: '提请协调专线',
      decision: null,
      responsible_unit: null,
      due: null,
      done_on: null,
      meeting: { id: 'h', title: '项目建设联席会议', date: '2018-09-20', level },
    });
    const note = { id: 'w', date: null, matter: '对接', next_step: null, next_date: '2018-09-10', next_done: null };
    const desk = city([
      itemOf({ project: late, work_logs: [note], meeting_items: [agenda('city'), agenda('county')] }),
    ]);
    expect(desk.todos.map(({ id, what, why }) => [id, what, why])).toEqual([
      ['start:p1', '未按计划开工', '计划 1月开工'],
      ['agenda:city', '市联席会议报材料', '9月20日开会，提请协调专线'],
    ]);
  });

  const city = (items: DeskItem[], around: Partial<DeskSurroundings> = {}) =>
    deskOf(items, surroundings(around), [], today, true);
  const late = { lifecycle: 'preparation', planned_start: '2018-01' };

  test('shows what is late on red, and what waits for its own word', () => {
    const desk = city(
      [
        itemOf({ project: { ...late, id: 'red', short_name: '红' } }),
        itemOf({ project: { lifecycle: 'preparation', planned_start: '2018-08', id: 'yellow' } }),
        itemOf({
          project: { ...quiet, id: 'none' },
          slips: [
            {
              id: 's',
              kind: 'supervision',
              number: null,
              problem: 'q',
              issued_on: '2018-09-10',
              reply_due: '2018-09-14',
              replied_on: null,
            },
          ],
        }),
      ],
      { waiting: { packages: 2, conflicts: 3, devices: 0, numbers: 0, extensions: 1, checks: 0 } },
    );
    expect(desk.projects.map(({ id }) => id)).toEqual(['red']);
    expect(desk.todos.map(({ id, group }) => [id, group])).toEqual([
      ['start:red', 'overdue'],
      ['slip:s', 'overdue'],
      ['waiting:conflicts', 'waiting'],
      ['waiting:extensions', 'waiting'],
      ['waiting:packages', 'waiting'],
    ]);
  });
});
