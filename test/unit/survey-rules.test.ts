import { describe, expect, test } from 'vitest';
import { listing as listingEntity } from '../../src-shared/entities/listing';
import { visitDemands } from '../../src-shared/rules/desk-visits';
import { cityScope, ruleBook } from '../../src-shared/rules/rule-book';
import { isSurveyed, type SurveyProject, surveyDay, surveyDue } from '../../src-shared/rules/survey-due';
import { promisedMonths, surveyFigures } from '../../src-shared/rules/survey-figures';
import { moved, planRoutes, routeOrder, townOf } from '../../src-shared/rules/survey-routes';
import { surveyDays, surveyWindow } from '../../src-shared/rules/survey-window';
import {
  type KnownCase,
  type SurveyedVisit,
  writeBackOf,
  writtenValues,
} from '../../src-shared/rules/survey-write-back';
import { WorkCalendar } from '../../src-shared/rules/work-calendar';
import { itemOf } from '../support/desk-items';
import { projectOf } from '../support/plain-ledger';

function surveyed(id: string, fields: Partial<SurveyProject> = {}, project: Parameters<typeof projectOf>[0] = {}) {
  return {
    id,
    name: id,
    region: '220202',
    address: null,
    placed: projectOf({
      id,
      lifecycle: 'construction',
      actual_start: '2018-07-31',
      total_investment: 680_000_000,
      listing: 'missing',
      ...project,
    }),
    listedMonth: null,
    reasons: [],
    promisedMonth: null,
    lastVisit: null,
    ...fields,
  } satisfies SurveyProject;
}

describe('who is due', () => {
  test('broken promises first, the oldest first; then this month’s, then by waiting, small ones last', () => {
    const due = surveyDue(
      [
        surveyed('small', {}, { total_investment: 20_000_000, actual_start: '2018-01-10' }),
        surveyed('waits-47', { reasons: ['C'] }),
        surveyed('waits-138', {}, { actual_start: '2018-05-01' }),
        surveyed('promised-now', { promisedMonth: '2018-09' }),
        surveyed('broken-august', { promisedMonth: '2018-08' }),
        surveyed('broken-june', { promisedMonth: '2018-06', reasons: ['O'] }),
        surveyed('promised-later', { promisedMonth: '2018-10' }, { actual_start: '2018-08-31' }),
      ],
      '2018-09',
      '2018-09-16',
      true,
    );
    expect(due.map(({ id, urgency, days }) => [id, urgency, days])).toEqual([
      ['broken-june', 'broken', 47],
      ['broken-august', 'broken', 47],
      ['promised-now', 'promised', 47],
      ['waits-138', 'waiting', 138],
      ['waits-47', 'waiting', 47],
      ['promised-later', 'waiting', 16],
      ['small', 'small', 249],
    ]);
    expect(due[0]?.why).toBe('承诺 6月入统，已过，用地、规划、施工许可等手续缺');
    expect(due[4]?.why).toBe('开工 47 天未入统，施工合同缺或未备案');
  });

  test('started by the month, large enough, not listed before it', () => {
    const due = (fields: Partial<SurveyProject>, project: Parameters<typeof projectOf>[0] = {}, small = false) =>
      isSurveyed(surveyed('x', fields, project), '2018-09', small);
    expect(due({})).toBe(true);
    expect(due({}, { actual_start: '2018-10-01' })).toBe(false);
    expect(due({}, { total_investment: 49_999_999 })).toBe(false);
    expect(due({}, { total_investment: 49_999_999 }, true)).toBe(true);
    expect(due({}, { total_investment: 4_000_000 }, true)).toBe(false);
    expect(due({}, { lifecycle: 'preparation', actual_start: null })).toBe(false);
    expect(due({}, { lifecycle: 'terminated' })).toBe(false);
    expect(due({ listedMonth: '2018-08' }, { listing: 'listed' })).toBe(false);
    // Listed through the survey itself: it was due.
    expect(due({ listedMonth: '2018-09' }, { listing: 'listed' })).toBe(true);
    expect(due({ listedMonth: null }, { listing: 'listed' })).toBe(false);
  });

  test('a month that is over is judged by its last day, one that runs by today', () => {
    expect(surveyDay('2018-08', '2018-09-16')).toBe('2018-08-31');
    expect(surveyDay('2018-09', '2018-09-16')).toBe('2018-09-16');
    // A start that is known by its month alone is not in the future.
    const [only] = surveyDue([surveyed('m', {}, { actual_start: '2018-09' })], '2018-09', '2018-09-16');
    expect(only?.days).toBe(0);
  });
});

describe('window and routes', () => {
  test('the worked days of the last third, holidays out and make-up days in', () => {
    expect(surveyWindow('2018-02')).toEqual({ from: '2018-02-21', to: '2018-02-28' });
    // 24 September is a day off, 29 and 30 are worked for the National Day.
    expect(surveyDays('2018-09', new WorkCalendar())).toEqual([
      '2018-09-21',
      '2018-09-25',
      '2018-09-26',
      '2018-09-27',
      '2018-09-28',
      '2018-09-29',
      '2018-09-30',
    ]);
  });

  test('the town is read out of an address', () => {
    expect(townOf('吉林省吉林市昌邑区左家镇北街 3 号')).toBe('左家镇');
    expect(townOf('龙潭区大口钦满族镇')).toBe('大口钦满族镇');
    expect(townOf('昌邑区东局子街道')).toBe('东局子街道');
    expect(townOf('松江东路 18 号')).toBeNull();
    expect(townOf(null)).toBeNull();
  });

  test('sites of a town stand together, the town of the most urgent one first', () => {
    const stops = [
      { id: 'a', region: 'r', address: '昌邑区桦皮厂镇 2 号' },
      { id: 'b', region: 'r', address: null },
      { id: 'c', region: 'r', address: '昌邑区左家镇' },
      { id: 'd', region: 'r', address: '昌邑区桦皮厂镇 10 号' },
      { id: 'e', region: 'r', address: '昌邑区桦皮厂镇 1 号' },
    ];
    expect(routeOrder(stops).map(({ id }) => id)).toEqual(['e', 'a', 'd', 'c', 'b']);
  });

  test('a round a region and day, shared evenly, teams in turn, the rest on the last day', () => {
    const stops = ['1', '2', '3', '4', '5'].map((id) => ({ id, region: 'east', address: null }));
    const routes = planRoutes(
      [...stops, { id: '6', region: 'west', address: null }],
      ['east', 'west'],
      ['2018-09-21', '2018-09-25'],
      1,
      4,
    );
    expect(routes).toEqual([
      { region: 'east', date: '2018-09-21', team: 1, projects: ['1', '2', '3'] },
      { region: 'east', date: '2018-09-25', team: 1, projects: ['4', '5'] },
      { region: 'west', date: '2018-09-25', team: 1, projects: ['6'] },
    ]);
    expect(planRoutes(stops, ['east'], ['2018-09-21'], 2, 3).map(({ team }) => team)).toEqual([1, 2]);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
  });
});

const visit = (fields: Partial<SurveyedVisit> = {}): SurveyedVisit => ({
  id: 'v',
  project: 'p',
  state: 'visited',
  visited_on: '2018-09-26',
  verdict: 'lacking',
  reason_code: null,
  missing: null,
  promised_month: null,
  finding: null,
  visitor: null,
  ...fields,
});
const none = Object.fromEntries(Object.keys(listingEntity.fields).map((name) => [name, null])) as unknown as KnownCase;
const known = (fields: Partial<KnownCase>): KnownCase => ({ ...none, ...fields });
const started = { actual_start: '2018-07-31', listing: null };

describe('what a finding changes', () => {
  test('nothing before somebody was there and said what he found', () => {
    expect(writeBackOf(visit({ state: 'planned' }), null, started)).toBeNull();
    expect(writeBackOf(visit({ verdict: null }), null, started)).toBeNull();
  });

  test('a case that nobody has begun takes everything over', () => {
    const back = writeBackOf(
      visit({ reason_code: 'C', missing: '施工合同备案', promised_month: '2018-10', finding: '主体在建' }),
      null,
      started,
    );
    expect(writtenValues(back?.changes ?? [])).toEqual({
      state: 'missing',
      reason_code: 'C',
      missing_materials: '施工合同备案',
      promised_month: '2018-10',
    });
    expect(back?.notes).toEqual([]);
    expect(back?.detail).toBe(
      '结论：缺材料；原因：C 施工合同缺或未备案；缺：施工合同备案；承诺2018年10月入统；现场：主体在建',
    );
  });

  test('another reason and another paper stand beside what was reported', () => {
    const back = writeBackOf(
      visit({ reason_code: 'L', missing: '施工合同；现场照片' }),
      known({ state: 'missing', reason_code: 'C', other_reasons: ['E'], missing_materials: '缺施工合同' }),
      started,
    );
    expect(writtenValues(back?.changes ?? [])).toEqual({
      other_reasons: ['E', 'L'],
      missing_materials: '缺施工合同\n现场照片',
    });
    expect(back?.notes).toEqual(['上报原因 C，踏查原因 L，两个都记']);
  });

  test('a promise that still runs is kept unless a person takes the new one; a broken one gives way and is noted', () => {
    const runs = writeBackOf(visit({ promised_month: '2018-12' }), known({ promised_month: '2018-10' }), started);
    expect(writtenValues(runs?.changes ?? [])).toEqual({ state: 'missing' });
    expect(writtenValues(runs?.changes ?? [], new Set(['promised_month']))).toEqual({
      state: 'missing',
      promised_month: '2018-12',
    });
    expect(runs?.detail).toContain('上报承诺2018年10月入统，踏查承诺2018年12月');
    const broken = writeBackOf(visit({ promised_month: '2018-12' }), known({ promised_month: '2018-08' }), started);
    expect(writtenValues(broken?.changes ?? [])).toMatchObject({ promised_month: '2018-12' });
    expect(broken?.notes).toContain('原承诺2018年8月入统，没有兑现');
  });

  test('a state that was reported otherwise is a note first; what a level has in hand is never moved', () => {
    const differs = writeBackOf(visit(), known({ state: 'ready' }), started);
    expect(writtenValues(differs?.changes ?? [])).toEqual({});
    expect(differs?.notes).toEqual(['上报“齐套”，踏查结论“缺材料”']);
    const waiting = writeBackOf(visit(), known({ state: 'city_review' }), started);
    expect(waiting?.changes).toEqual([]);
    expect(waiting?.notes).toEqual(['正在市级审核，踏查结论“缺材料”']);
    const ready = writeBackOf(visit({ verdict: 'ready' }), known({ state: 'missing' }), started);
    expect(writtenValues(ready?.changes ?? [])).toEqual({ state: 'ready' });
  });

  test('a start that nobody saw is noted beside the reported one and changes nothing of the project', () => {
    const back = writeBackOf(
      visit({ verdict: 'not_started', reason_code: 'A' }),
      known({ state: 'missing', reason_code: 'A' }),
      started,
    );
    expect(back?.changes).toEqual([]);
    expect(back?.notes).toEqual(['上报2018年7月31日开工，踏查认定未实质开工']);
  });

  test('what is listed meanwhile is left alone', () => {
    const back = writeBackOf(
      visit({ reason_code: 'C', missing: '合同', promised_month: '2018-12' }),
      known({ state: 'listed' }),
      started,
    );
    expect(back?.changes).toEqual([]);
    expect(back?.notes).toEqual(['台账已入库，踏查结论“缺材料”']);
  });
});

test('figures count each project once by what became of its visit', () => {
  const lines = [
    { region: 'a', due: true, broken: true, visit: { state: 'visited', verdict: 'ready', promised_month: '2018-10' } },
    { region: 'a', due: true, broken: false, visit: { state: 'visited', verdict: null, promised_month: '2018-10' } },
    { region: 'a', due: true, broken: false, visit: { state: 'missed', verdict: null, promised_month: '2018-11' } },
    { region: 'b', due: true, broken: false, visit: { state: 'planned', verdict: null, promised_month: null } },
    { region: 'b', due: true, broken: false, visit: null },
    {
      region: 'b',
      due: false,
      broken: false,
      visit: { state: 'visited', verdict: 'not_started', promised_month: '2018-09' },
    },
  ] as const;
  expect(surveyFigures(lines)).toEqual({
    due: 5,
    planned: 5,
    visited: 3,
    missed: 1,
    ready: 1,
    lacking: 0,
    notStarted: 1,
    notDue: 0,
    hopeless: 0,
    open: 1,
    promised: 3,
    broken: 1,
  });
  expect(promisedMonths(lines)).toEqual([
    { month: '2018-09', count: 1 },
    { month: '2018-10', count: 2 },
  ]);
});

test('the desk announces what is still to come, with what to have ready, and nothing that is over', () => {
  const announced = (state: string, date: string | null) =>
    visitDemands(
      itemOf({ visits: [{ id: 'v', state, date, leader: null }] }),
      '2018-09-21',
      ruleBook([], cityScope),
    ).map(({ id, due, why }) => [id, due, why]);
  expect(announced('planned', '2018-09-21')).toEqual([
    ['visit:v', '2018-09-21', '9月21日市发改委、市统计局来现场，备好营业执照等 4 份材料'],
  ]);
  expect(announced('planned', '2018-09-20')).toEqual([]);
  expect(announced('planned', null)).toEqual([]);
  expect(announced('visited', '2018-09-21')).toEqual([]);
  expect(announced('missed', '2018-09-21')).toEqual([]);
});
