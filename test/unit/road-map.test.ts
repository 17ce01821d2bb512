import { describe, expect, test } from 'vitest';
import { finishOf } from '../../src-shared/rules/back-schedule';
import { permitCatalogue } from '../../src-shared/rules/permit-catalogue';
import {
  plannedFinish,
  type RoadInput,
  type RoadPermit,
  scheduleOfProject,
  scheduleTrouble,
} from '../../src-shared/rules/road-map';
import { limitText, roadGroups } from '../../src-shared/rules/road-map-rows';
import { dayNumber, dayText, WorkCalendar } from '../../src-shared/rules/work-calendar';

const calendar = new WorkCalendar();

function permit(code: string, workdays: number, more: Partial<RoadPermit> = {}): RoadPermit {
  const item = permitCatalogue.find((known) => known.code === code);
  return {
    id: code,
    catalogue_code: code,
    name: item?.name ?? code,
    prerequisites: item?.prerequisites.join('、') ?? null,
    workdays,
    days: null,
    state: 'not_started',
    planned_submit: null,
    planned_finish: null,
    actual_submit: null,
    actual_finish: null,
    ...more,
  };
}
const granted = (code: string, workdays: number, submit: string, finish: string) =>
  permit(code, workdays, { state: 'granted', actual_submit: submit, actual_finish: finish });

/** 哈达湾城市冷链物流中心 on 2018-09-16. */
const coldChain: RoadInput = {
  today: '2018-09-16',
  target: '2018-11-01',
  calendar,
  items: permitCatalogue,
  permits: [
    granted('P106', 1, '2018-05-15', '2018-05-16'),
    granted('P118', 45, '2018-05-17', '2018-06-08'),
    granted('P119', 10, '2018-06-11', '2018-06-15'),
    granted('P120', 30, '2018-06-11', '2018-06-28'),
    permit('P110', 30, { state: 'accepted', actual_submit: '2018-08-20' }),
    permit('P108', 20, { state: 'preparing' }),
    granted('P204', 15, '2018-06-19', '2018-07-13'),
    granted('P205', 10, '2018-07-13', '2018-07-20'),
    permit('P206', 10),
    granted('P301', 15, '2018-07-20', '2018-08-03'),
    permit('P303', 35, { state: 'accepted', actual_submit: '2018-08-06' }),
    permit('P304', 10),
    permit('P305', 1),
    permit('P306', 7),
  ],
  stops: [{ permit: 'P110', stopped_on: '2018-08-27', resumed_on: '2018-09-07' }],
};

const of = (input: RoadInput, id: string) => scheduleOfProject(input).permits.find((known) => known.id === id);

describe('the road to the start', () => {
  test('of the cold chain centre: earliest 24 October, six worked days before the target, over the tender', () => {
    const schedule = scheduleOfProject(coldChain);
    expect(schedule).toMatchObject({
      earliestStart: '2018-10-24',
      float: 6,
      granted: 7,
      needed: 14,
      beyondCalendar: false,
    });
    const open = schedule.permits.filter(({ phase }) => phase !== 'granted');
    expect(open.map((one) => [one.id, one.earliestFinish, one.latestSubmit, one.latestFinish, one.float])).toEqual([
      ['P110', '2018-10-19', null, '2018-11-01', 9],
      ['P108', '2018-10-19', '2018-09-29', '2018-11-01', 9],
      ['P206', '2018-09-30', '2018-10-18', '2018-11-01', 19],
      ['P303', '2018-09-25', null, '2018-10-08', 6],
      ['P304', '2018-10-12', '2018-10-08', '2018-10-22', 6],
      ['P305', '2018-10-15', '2018-10-22', '2018-10-23', 6],
      ['P306', '2018-10-24', '2018-10-23', '2018-11-01', 6],
    ]);
    expect(open.filter(({ critical }) => critical).map(({ id }) => id)).toEqual(['P303', 'P304', 'P305', 'P306']);
    const was = schedule.permits.filter(({ phase, critical }) => phase === 'granted' && critical);
    expect(was.map(({ id }) => id)).toEqual(['P118', 'P119', 'P204', 'P205', 'P301']);
  });

  test('the next hand-ins, soonest deadline first, with what they should wait for', () => {
    const { handIns } = scheduleOfProject(coldChain);
    expect(handIns.map(({ permit, latestSubmit, ready }) => [permit, latestSubmit, ready])).toEqual([
      ['P108', '2018-09-29', true],
      ['P304', '2018-10-08', false],
      ['P206', '2018-10-18', true],
      ['P305', '2018-10-22', false],
      ['P306', '2018-10-23', false],
    ]);
    expect(of(coldChain, 'P304')?.waitsFor).toEqual(['招标投标(施工/监理)']);
  });

  test('what if the tender is done on 8 October: the target is just kept; a day later it is not', () => {
    const on = (finish: string) => scheduleOfProject({ ...coldChain, assumed: { permit: 'P303', finish } });
    expect(on('2018-10-08')).toMatchObject({ earliestStart: '2018-11-01', float: 0 });
    expect(on('2018-10-09')).toMatchObject({ earliestStart: '2018-11-02', float: -1 });
    expect(on('2018-10-09').permits.find(({ id }) => id === 'P303')?.latestFinish).toBe('2018-10-08');
  });

  test('assumed on a Saturday, what waits for it is handed in on Monday, and the path stays whole', () => {
    const { permits } = scheduleOfProject({ ...coldChain, assumed: { permit: 'P303', finish: '2018-10-13' } });
    expect(permits.find(({ id }) => id === 'P304')?.earliestSubmit).toBe('2018-10-15');
    expect(permits.filter(({ critical, phase }) => critical && phase !== 'granted').map(({ id }) => id)).toEqual([
      'P303',
      'P304',
      'P305',
      'P306',
    ]);
  });

  test('a clock that still stands counts up to today, one that is over for its days alone', () => {
    const stopped = (resumed_on: string | null): RoadInput => ({
      ...coldChain,
      stops: [{ permit: 'P303', stopped_on: '2018-09-10', resumed_on }],
    });
    expect(of(stopped('2018-09-10'), 'P303')?.earliestFinish).toBe('2018-09-26');
    expect(of(stopped(null), 'P303')?.earliestFinish).toBe('2018-09-30');
    expect(of({ ...stopped(null), today: '2018-09-17' }, 'P303')?.earliestFinish).toBe('2018-10-08');
  });

  test('what is overdue can be granted today at the earliest', () => {
    const late = coldChain.permits.map((one) => (one.id === 'P303' ? { ...one, actual_submit: '2018-06-01' } : one));
    expect(of({ ...coldChain, permits: late }, 'P303')?.earliestFinish).toBe('2018-09-17');
  });

  test('a month means its last day; without a target there is no latest day', () => {
    expect(scheduleOfProject({ ...coldChain, target: '2018-11' }).target).toBe('2018-11-30');
    const free = scheduleOfProject({ ...coldChain, target: null });
    expect(free).toMatchObject({ target: null, float: null, earliestStart: '2018-10-24', handIns: [] });
    expect(free.permits.every(({ latestFinish }) => latestFinish === null)).toBe(true);
  });

  test('what comes with or after the start is not scheduled against it', () => {
    const more = ['P307', 'P308', 'P309', 'P310', 'P401', 'P406', 'P408'].map((code) => permit(code, 20));
    const custom = permit('X1', 3, { prerequisites: 'P308' });
    const schedule = scheduleOfProject({ ...coldChain, permits: [...coldChain.permits, ...more, custom] });
    expect(schedule.permits.map(({ id }) => id).slice(14)).toEqual(['P307']);
    expect(schedule).toMatchObject({ earliestStart: '2018-10-24', needed: 22 });
  });

  test('what is not needed passes on what it waits for; alternatives that the project has not are ignored', () => {
    const permits = coldChain.permits.map((one) =>
      one.id === 'P304' ? { ...one, state: 'not_needed' as const } : one,
    );
    expect(of({ ...coldChain, permits }, 'P305')).toMatchObject({ earliestSubmit: '2018-09-25' });
    const verified = [permit('P105', 20), permit('P119', 10)];
    expect(of({ ...coldChain, permits: verified, stops: [] }, 'P119')?.earliestSubmit).toBe(
      of({ ...coldChain, permits: verified, stops: [] }, 'P105')?.earliestFinish,
    );
  });

  test('a permit without a limit takes that of the catalogue, in the days of the law', () => {
    const bare = { ...permit('P109', 0), workdays: null };
    expect(of({ ...coldChain, permits: [bare], stops: [] }, 'P109')?.limit).toEqual({ count: 60, unit: 'day' });
    expect(of({ ...coldChain, permits: [bare], stops: [], items: [] }, 'P109')?.limit.count).toBe(0);
  });

  test('days that no calendar covers are told', () => {
    expect(scheduleOfProject({ ...coldChain, target: '2030-11-01' }).beyondCalendar).toBe(true);
    expect(scheduleOfProject({ ...coldChain, today: '2026-12-20', target: '2026-12-31' }).beyondCalendar).toBe(true);
  });

  test('a ring is told in names', () => {
    const ring = [permit('P204', 15, { prerequisites: 'P205' }), permit('P205', 10, { prerequisites: 'P204' })];
    try {
      scheduleOfProject({ ...coldChain, permits: ring });
      expect.unreachable();
    } catch (error) {
      expect(scheduleTrouble(error, ring)).toBe(
        '“建设工程设计方案审查(联审)”“建设工程规划许可证”互为前置，排不出先后，请改其中一项的前置手续',
      );
      expect(scheduleTrouble(new Error('other'), ring)).toBeNull();
    }
    const endless = { ...coldChain, permits: [permit('P306', 2_000_000_000)] };
    expect(() => scheduleOfProject(endless)).toThrow(RangeError);
    expect(scheduleTrouble(new RangeError(), [])).toContain('2000 至 2099 年');
  });

  test('a hand-made plan ends where the limit ends', () => {
    expect(plannedFinish(coldChain.permits[8] as RoadPermit, coldChain, '2018-09-25')).toBe('2018-10-12');
  });
});

describe('rows of the road map', () => {
  const rowsOf = (permits: readonly RoadPermit[], assumed: RoadInput['assumed'] = null) => {
    const input = { ...coldChain, permits, assumed };
    const stops = coldChain.stops.map((stop) => ({ ...stop, reason: 'publicity' as const }));
    return roadGroups(permits, scheduleOfProject(input).permits, input, stops);
  };
  const planned = (id: string, submit: string, finish: string) =>
    coldChain.permits.map((one) => (one.id === id ? { ...one, planned_submit: submit, planned_finish: finish } : one));
  const barOf = (groups: ReturnType<typeof rowsOf>, id: string) =>
    groups.flatMap(({ rows }) => rows).find((row) => row.permit.id === id);

  test('stand by stage: granted as they came, then running, then open ones', () => {
    const groups = rowsOf(coldChain.permits);
    expect(groups.map(({ stage, granted: done, rows }) => [stage, done, rows.map(({ permit: { id } }) => id)])).toEqual(
      [
        ['立项用地规划许可', 4, ['P106', 'P118', 'P119', 'P120', 'P110', 'P108']],
        ['工程建设许可', 2, ['P204', 'P205', 'P206']],
        ['施工许可', 1, ['P301', 'P303', 'P304', 'P305', 'P306']],
      ],
    );
    expect(barOf(groups, 'P110')?.bar).toEqual({
      from: '2018-08-20',
      to: '2018-10-19',
      floatTo: '2018-11-01',
      stops: [{ from: '2018-08-27', to: '2018-09-07', reason: 'publicity' }],
    });
    expect(barOf(groups, 'P205')?.bar).toMatchObject({ from: '2018-07-13', to: '2018-07-20', floatTo: null });
  });

  test('draw a plan that is possible, else the earliest', () => {
    const late = barOf(rowsOf(planned('P206', '2018-10-22', '2018-11-05')), 'P206');
    expect(late).toMatchObject({ bar: { from: '2018-10-22', to: '2018-11-05', floatTo: null }, plannedLate: true });
    // Nor is one of the year 2180, which no calendar reaches.
    expect(barOf(rowsOf(planned('P206', '2180-01-01', '2180-02-01')), 'P206')?.bar?.from).toBe('2018-09-17');
    // A plan that has passed without a hand-in is no plan.
    expect(barOf(rowsOf(planned('P206', '2018-08-01', '2018-08-15')), 'P206')?.bar?.from).toBe('2018-09-17');
  });

  test('draw a plan ahead of a prerequisite and warn of it, but not against what is assumed', () => {
    const ahead = planned('P304', '2018-09-19', '2018-10-09');
    expect(barOf(rowsOf(ahead), 'P304')).toMatchObject({
      bar: { from: '2018-09-19' },
      aheadOf: ['招标投标(施工/监理)'],
    });
    const assumed = rowsOf(ahead, { permit: 'P303', finish: '2018-10-12' });
    expect(barOf(assumed, 'P304')?.bar?.from).toBe('2018-10-12');
  });

  test('say of a limit whether it is experience and whether it is another than the catalogue’s', () => {
    const groups = rowsOf(coldChain.permits);
    expect(barOf(groups, 'P206')).toMatchObject({ approximate: true, changed: false });
    expect(barOf(groups, 'P306')).toMatchObject({ approximate: false, changed: true });
    expect(limitText({ count: 10, unit: 'workday' }, true)).toBe('约 10 工作日');
    expect(limitText({ count: 60, unit: 'day' }, false)).toBe('60 日');
    expect(limitText({ count: 0, unit: 'day' }, false)).toBe('未定');
    const own = coldChain.permits.map((one) => (one.id === 'P206' ? { ...one, workdays: 4 } : one));
    expect(barOf(rowsOf(own), 'P206')).toMatchObject({ approximate: false, changed: true });
  });
});

describe('limits in natural days', () => {
  const finish = (count: number, submit: string) =>
    dayText(finishOf({ limit: { count, unit: 'day' }, stops: [] }, dayNumber(submit), calendar));

  test('end on the day itself, or on the first worked day where that is a day off', () => {
    expect(finish(7, '2018-10-15')).toBe('2018-10-22');
    expect(finish(5, '2018-10-15')).toBe('2018-10-22');
    // 1 to 7 October are days off, 30 September is a Sunday that is worked.
    expect(finish(10, '2018-09-20')).toBe('2018-09-30');
    expect(finish(11, '2018-09-20')).toBe('2018-10-08');
  });
});
