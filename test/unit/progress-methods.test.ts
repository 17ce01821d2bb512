import { beforeEach, describe, expect, test } from 'vitest';
import { shiftedClock } from '../../src-main/ledger/clock';
import type { MonthRow } from '../../src-shared/contract/progress-methods';
import type { LightRules } from '../../src-shared/contract/rule-values';
import { monthNotes } from '../../src-shared/rules/month-notes';
import { isFilled, monthFigures, monthSums } from '../../src-shared/rules/month-report';
import { parsePeriod } from '../../src-shared/rules/period';
import { linearShares } from '../../src-shared/rules/time-curve';
import { TestLedger, temporaryFolder } from '../support/ledger';

const wan = 10_000;
let ledger: TestLedger;
let ids: string[];

async function open(moment = '2018-09-16T09:00:00+08:00', folder = temporaryFolder()): Promise<TestLedger> {
  const opened = new TestLedger(folder, { clock: shiftedClock(moment) });
  await opened.call('ledger.initialize', {
    role: 'secretary',
    person: '王秘书',
    unit: '昌邑区重点项目服务中心',
    region: '220202',
  });
  return opened;
}

async function add(name: string, set: Record<string, unknown> = {}): Promise<string> {
  const { id } = await ledger.call('records.create', {
    entity: 'project',
    set: {
      name,
      region: '220202',
      lifecycle: 'construction',
      actual_start: '2018-03-01',
      total_investment: 20_000 * wan,
      annual_plan: { 2018: 5_200 * wan },
      ...set,
    } as never,
  });
  return id;
}

const month = async (of = '2018-09') => (await ledger.call('progress.month', { month: of })).rows;
const rowOf = (rows: readonly MonthRow[], id: string) => rows.find(({ project }) => project === id) as MonthRow;
const write = (
  rows: { project: string; month: string; set: Record<string, string | number | null> }[],
  reason?: string,
) => ledger.call('progress.write', { rows, ...(reason ? { reason } : {}) });

beforeEach(async () => {
  ledger = await open();
  ids = [await add('铸衡精铸技改项目', { short_name: '铸衡' }), await add('松筑构件基地')];
});

describe('the month', () => {
  test('is that of the projects a report is expected of, and of those that have one', async () => {
    const reserve = await add('某储备项目', { lifecycle: 'reserve', actual_start: null });
    const stopped = await add('停工项目', { lifecycle: 'suspended' });
    await write([{ project: stopped, month: '2018-09', set: { completed: 0 } }]);
    const rows = await month();
    expect(rows.map(({ project }) => project)).toEqual([...ids, stopped]);
    expect(rows.map(({ name }) => name)).toEqual(['铸衡', '松筑构件基地', '停工项目']);
    expect(rows.some(({ project }) => project === reserve)).toBe(false);
  });

  test('adds up the year, knows the last words, and never takes silence for nought', async () => {
    const [id = '', silent = ''] = ids;
    await write(
      [
        { project: id, month: '2017-12', set: { completed: 999 * wan, image_progress: '去年' } },
        {
          project: id,
          month: '2018-06',
          set: { completed: 1_500 * wan, image_progress: '基础完成', next_step: '进场' },
        },
        { project: id, month: '2018-08', set: { completed: 550 * wan } },
        { project: id, month: '2018-09', set: { completed: 2_980 * wan } },
      ],
      '补报',
    );
    const rows = await month();
    expect(monthFigures(rowOf(rows, id), '2018-09')).toEqual({
      plan: 5_200 * wan,
      before: 2_050 * wan,
      completed: 2_980 * wan,
      cumulative: 5_030 * wan,
      rate: 5_030 / 5_200,
    });
    expect(rowOf(rows, id).previous).toEqual({ month: '2018-06', image_progress: '基础完成', next_step: '进场' });
    expect(monthFigures(rowOf(rows, silent), '2018-09')).toMatchObject({ before: null, cumulative: null, rate: null });
    expect(monthSums(rows, '2018-09')).toMatchObject({ plan: 10_400 * wan, cumulative: 5_030 * wan, rated: 1 });
    expect(monthSums(rows, '2018-09').rate).toBeCloseTo(5_030 / 5_200);
    expect(monthFigures(rowOf(await month('2018-01'), id), '2018-01').before).toBe(0);
  });

  test('a block is one step: several projects, new records and old ones, taken back at once', async () => {
    const [id = '', other = ''] = ids;
    await write([{ project: id, month: '2018-09', set: { completed: 100 * wan } }]);
    const { changed } = await write([
      { project: id, month: '2018-09', set: { completed: 200 * wan } },
      { project: id, month: '2018-09', set: { construction: 200 * wan } },
      { project: other, month: '2018-09', set: { completed: 604 * wan, image_progress: '车间基础' } },
    ]);
    expect(changed).toBe(2);
    expect(rowOf(await month(), id).record).toMatchObject({ completed: 200 * wan, construction: 200 * wan });
    await ledger.call('records.undo', {});
    expect(rowOf(await month(), id).record).toMatchObject({ completed: 100 * wan, construction: null });
    expect(rowOf(await month(), other).record).toBeNull();
    // What was taken back is written again under the same key.
    await write([{ project: other, month: '2018-09', set: { completed: 1 } }]);
    expect(rowOf(await month(), other).record).toMatchObject({ completed: 1 });
  });

  test('what changes nothing writes nothing: an empty cell that is cleared makes no record', async () => {
    expect(await write([{ project: ids[0] ?? '', month: '2018-09', set: { completed: null } }])).toEqual({
      changed: 0,
    });
    expect(rowOf(await month(), ids[0] ?? '').record).toBeNull();
  });
});

describe('a closed month', () => {
  const august = (set: Record<string, string | number | null>) => [{ project: ids[0] ?? '', month: '2018-08', set }];

  test('changes only with a reason, and the reason stays with it', async () => {
    expect(await ledger.refused('progress.write', { rows: august({ completed: 5 * wan }) })).toBe('month_closed');
    expect(await ledger.refused('progress.write', { rows: august({ completed: 5 * wan }), reason: '  ' })).toBe(
      'month_closed',
    );
    expect(rowOf(await month('2018-08'), ids[0] ?? '').record).toBeNull();
    await write(august({ completed: 5 * wan }), '漏报补报');
    expect(rowOf(await month('2018-08'), ids[0] ?? '').record).toMatchObject({
      completed: 5 * wan,
      correction_reason: '漏报补报',
    });
  });

  test('one closed month refuses the whole block', async () => {
    const rows = [...august({ completed: 1 }), { project: ids[1] ?? '', month: '2018-09', set: { completed: 1 } }];
    expect(await ledger.refused('progress.write', { rows })).toBe('month_closed');
    expect((await month()).every(({ record }) => record === null)).toBe(true);
  });

  test('statistics figures and explanations are not the report: they come later without a reason', async () => {
    await write(august({ completed: 5 * wan }), '补报');
    await write(august({ statistics_completed: 4 * wan, explanation: '设备款一次付清', completed: 5 * wan }));
    expect(rowOf(await month('2018-08'), ids[0] ?? '').record).toMatchObject({
      completed: 5 * wan,
      statistics_completed: 4 * wan,
      correction_reason: '补报',
    });
  });

  test('a plan may still be made for a closed month, and then changes only with a reason', async () => {
    await write(august({ planned: 3 * wan }));
    expect(await ledger.refused('progress.write', { rows: august({ planned: 4 * wan }) })).toBe('month_closed');
    expect(await ledger.refused('progress.write', { rows: august({ planned: null }) })).toBe('month_closed');
  });

  test('generic writes and imports are not held up', async () => {
    await ledger.call('records.create', {
      entity: 'progress',
      set: { project: ids[0] ?? '', month: '2018-03', completed: 7 * wan },
    });
    expect(rowOf(await month('2018-03'), ids[0] ?? '').record).toMatchObject({ completed: 7 * wan });
  });
});

describe('notes', () => {
  const notes = async (set: Record<string, string | number | null>) => {
    await write([{ project: ids[0] ?? '', month: '2018-09', set }]);
    return monthNotes(rowOf(await month(), ids[0] ?? ''), '2018-09');
  };

  test('more than half of the plan in one month; an explanation makes it quiet', async () => {
    expect(await notes({ completed: 2_980 * wan })).toMatchObject([
      {
        code: 'month_over_half_plan',
        fields: ['completed'],
        hint: '单月完成超过年度计划的 50%，请核对',
        sentence: '单月完成 2,980万元，超过年度计划 5,200万元的 50%',
      },
    ]);
    expect(await notes({ explanation: '设备集中到货' })).toEqual([]);
  });

  test('parts that do not make the whole mark the parts that have something', async () => {
    expect(await notes({ completed: 1_100 * wan, construction: 1_050 * wan, installation: 30 * wan, land: 0 })).toEqual(
      [
        {
          code: 'parts_differ',
          fields: ['construction', 'installation'],
          column: '其中',
          hint: '建安、设备、土地合计与本月完成不一致',
          sentence: '建安、设备、土地合计 1,080万元，与本月完成 1,100万元不一致',
        },
      ],
    );
    expect(await notes({ land: 20 * wan })).toEqual([]);
  });

  test('words of last time are a note once the figure is in, carried or written again', async () => {
    const [id = ''] = ids;
    await write([{ project: id, month: '2018-08', set: { completed: 1, image_progress: '1#车间基础完成' } }], '补报');
    expect(monthNotes(rowOf(await month(), id), '2018-09')).toEqual([]);
    expect((await notes({ completed: 604 * wan })).map(({ sentence }) => sentence)).toEqual([
      '与上期文字相同，灰字为沿用上期',
    ]);
    expect((await notes({ image_progress: '1#车间基础完成' })).map(({ sentence }) => sentence)).toEqual([
      '与上期文字相同',
    ]);
    expect(await notes({ image_progress: '1#车间封顶' })).toEqual([]);
  });

  test('nothing for two months of a running project', async () => {
    const [id = ''] = ids;
    await write([{ project: id, month: '2018-08', set: { completed: 0 } }], '补报');
    expect((await notes({ completed: 0 })).map(({ code }) => code)).toEqual(['nothing_for_two_periods']);
  });
});

describe('filled', () => {
  const first = parsePeriod('2018-09-H1') ?? expect.unreachable();
  const second = parsePeriod('2018-09-H2') ?? expect.unreachable();

  test('a started project with its figure, another with words alone; the second half after the 15th', async () => {
    const signed = await add('签约项目', { lifecycle: 'signed', actual_start: null });
    await write([
      { project: ids[0] ?? '', month: '2018-09', set: { image_progress: '封顶' } },
      { project: signed, month: '2018-09', set: { image_progress: '选址' } },
    ]);
    const rows = await month();
    expect([ids[0], signed].map((id) => isFilled(rowOf(rows, id ?? ''), first))).toEqual([false, true]);
    // The clock of this ledger stands on the 16th.
    expect(isFilled(rowOf(rows, signed), second)).toBe(true);
    expect(isFilled({ ...rowOf(rows, signed), changed_on: '2018-09-15' }, second)).toBe(false);
  });
});

describe('the year’s end', () => {
  test('adds the year to what came before, once, and is taken back in one step', async () => {
    ledger = await open('2019-01-08T09:00:00+08:00');
    const one = await add('甲', { completed_before_year: 1_000 * wan });
    const two = await add('乙');
    await add('没有报过的');
    for (const [project, yuan] of [
      [one, 300],
      [two, 40],
    ] as const) {
      await write(
        [
          { project, month: '2018-05', set: { completed: yuan * wan } },
          { project, month: '2018-12', set: { completed: yuan * wan } },
          { project, month: '2019-01', set: { completed: 5 * wan } },
        ],
        '补报',
      );
    }
    const preview = await ledger.call('progress.rollOverPreview', { year: 2018 });
    expect(preview).toEqual({
      year: 2018,
      over: true,
      done: 0,
      rows: [
        { project: one, name: '甲', before: 1_000 * wan, completed: 600 * wan, after: 1_600 * wan },
        { project: two, name: '乙', before: null, completed: 80 * wan, after: 80 * wan },
      ],
    });
    expect(await ledger.call('progress.rollOver', { year: 2018 })).toEqual({ changed: 2 });
    const shown = async (id: string) => (await ledger.call('projects.show', { id })).project;
    expect(await shown(one)).toMatchObject({ completed_before_year: 1_600 * wan, carried_year: 2019 });
    expect((await shown(one)).annual_plan).toEqual({ 2018: 5_200 * wan });
    expect(await ledger.refused('progress.rollOver', { year: 2018 })).toBe('nothing_to_carry');
    expect((await ledger.call('progress.rollOverPreview', { year: 2018 })).done).toBe(2);
    await ledger.call('records.undo', {});
    expect(await shown(one)).toMatchObject({ completed_before_year: 1_000 * wan, carried_year: null });
    expect(await shown(two)).toMatchObject({ completed_before_year: null, carried_year: null });
  });

  test('a year that goes on is not carried', async () => {
    expect(await ledger.refused('progress.rollOver', { year: 2018 })).toBe('year_not_over');
  });
});

describe('the node table', () => {
  test('a block makes and changes nodes in one step', async () => {
    const [project = ''] = ids;
    const nodes = async () =>
      (await ledger.call('projects.show', { id: project })).nodes.map(({ code, planned, responsible_unit }) => [
        code,
        planned,
        responsible_unit,
      ]);
    await ledger.call('nodes.write', { project, rows: [{ code: 'structure', set: { planned: '2018-08-01' } }] });
    const rows = [
      { code: 'structure', set: { responsible_unit: '施工单位' } },
      { code: 'installed', set: { planned: '2018-10-01' } },
      { code: 'trial', set: { planned: null } },
    ];
    expect(await ledger.call('nodes.write', { project, rows })).toEqual({ changed: 2 });
    expect(await nodes()).toEqual([
      ['structure', '2018-08-01', '施工单位'],
      ['installed', '2018-10-01', null],
    ]);
    await ledger.call('records.undo', {});
    expect(await nodes()).toEqual([['structure', '2018-08-01', null]]);
    expect(await ledger.refused('nodes.write', { project: 'nobody', rows })).toBe('no_record');
    expect(await ledger.refused('nodes.write', { project, rows: [{ code: 'nonsense', set: { note: 'x' } }] })).toBe(
      'invalid_value',
    );
  });
});

describe('light rules of the place', () => {
  const rules: LightRules = {
    name: '自定义',
    measure: 'gap',
    yellow: -60,
    red: -65,
    start: null,
    listing: null,
    repeat: false,
    monthShares: [...linearShares],
  };

  test('the preview counts without writing, and what is saved holds on every screen', async () => {
    // 20.8 % done where 70.8 % are due.
    await write([
      { project: ids[0] ?? '', month: '2018-09', set: { completed: Math.round(5_200 * wan * (8.5 / 12 - 0.5)) } },
    ]);
    expect(await ledger.call('lights.preview', { rules })).toEqual({ red: 1, yellow: 0, green: 1, none: 0 });
    const lights = async () => {
      const page = await ledger.call('projects.page', {});
      const shown = await ledger.call('projects.show', { id: ids[0] ?? '' });
      const row = page.rows.find(({ id }) => id === ids[0]) as { derived: { light: { color: string } } } | undefined;
      return [row?.derived.light.color, shown.derived.light.color];
    };
    expect(await lights()).toEqual(['red', 'red']);
    await ledger.call('rules.revise', { settings: [{ key: 'light_rules', value: rules }] });
    expect(await lights()).toEqual(['green', 'green']);
    const shown = await ledger.call('projects.show', { id: ids[0] ?? '' });
    expect(shown.derived.light.sentence).toContain('（按“自定义”规则）');
    await ledger.call('rules.revise', { settings: [{ key: 'light_rules', value: null }] });
    expect(await lights()).toEqual(['red', 'red']);
  });
});
