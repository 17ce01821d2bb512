import { expect, test } from 'vitest';
import { writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import { listReviews } from '../../src-main/ledger/sync/review';
import type { TargetIndicator } from '../../src-shared/entities/target';
import { makeLedger, type TestLedger } from '../support/ledger';
import { approve, Ledgers, report, takeOne } from '../support/sync-ledgers';

const zhou = { role: 'commission', person: '周科长', unit: '市发改委', region: null } as const;
const [changyi, longtan, city] = ['220202', '220203', '220200'];
const ledgers = new Ledgers();

const write = (ledger: TestLedger, period: string, ...cells: [string, TargetIndicator, number | null][]) =>
  ledger.call('targets.write', {
    period,
    cells: cells.map(([region, indicator, value]) => ({ region, indicator, value })),
  });

async function cell(ledger: TestLedger, period: string, region: string, indicator: TargetIndicator) {
  const shown = await ledger.call('targets.show', { period });
  const at = shown.indicators.findIndex((one) => one.indicator === indicator);
  return shown.lines.find((line) => line.region === region)?.cells[at];
}

/** Two projects of 昌邑区 that are to be listed, of which one is; one of them has reported money. */
async function filled() {
  const ledger = await makeLedger(zhou);
  for (const [name, state] of [
    ['甲', 'listed'],
    ['乙', 'missing'],
  ] as const) {
    const { id } = await ledger.call('records.create', {
      entity: 'project',
      set: {
        name,
        region: changyi,
        lifecycle: 'construction',
        actual_start: '2018-03',
        total_investment: 100_000_000,
        annual_plan: { '2018': 50_000_000 },
      },
    });
    await ledger.call('records.create', {
      entity: 'listing',
      set: { project: id, state, ...(state === 'listed' ? { listed_month: '2018-08' } : {}) },
    });
    if (name === '甲')
      await ledger.call('records.create', {
        entity: 'progress',
        set: { project: id, month: '2018-08', completed: 30_000_000 },
      });
  }
  return ledger;
}

test('targets stand beside the figures of the bulletin, the city first', async () => {
  const ledger = await filled();
  expect(
    await write(ledger, '2018-09', [city, 'listed', 2], [changyi, 'listed', 2], [changyi, 'listing_rate', 10_000]),
  ).toEqual({ changed: 3 });
  const shown = await ledger.call('targets.show', { period: '2018-09' });
  expect(shown).toMatchObject({ name: '2018年9月', asOf: '2018-09-30', frozenAt: null, daysLeft: 14, mayWrite: true });
  expect(shown.lines.map(({ name }) => name).slice(0, 2)).toEqual(['全市', '昌邑区']);
  expect(shown.lines).toHaveLength(14);
  expect(shown.checks).toEqual([]);
  expect(shown.periods).toEqual([{ code: '2018-09', name: '2018年9月', targets: 3 }]);
  expect(await cell(ledger, '2018-09', changyi, 'listed')).toEqual({ value: 2, actual: 1 });
  expect(await cell(ledger, '2018-09', changyi, 'listing_rate')).toEqual({ value: 10_000, actual: 5_000 });
  expect(await cell(ledger, '2018-09', city, 'completed')).toEqual({ value: null, actual: 30_000_000 });
  expect(await cell(ledger, '2018-09', longtan, 'listing_rate')).toEqual({ value: null, actual: null });
  // 序时进度 of the middle of September held against that of its end, of money alone.
  const pace = new Map(shown.indicators.map((one) => [one.indicator, one.pace]));
  expect(pace.get('completed')).toBeCloseTo(8.5 / 9);
  expect(pace.get('listed')).toBeNull();
  // The very figures of the bulletin.
  const figures = await ledger.call('bulletins.figures', { period: '2018-09' });
  expect(figures.totals).toMatchObject({ listed: 1, completed: 30_000_000 });
  // And the city picture has them in place of the plan's.
  const { targets } = await ledger.call('dispatch.city', { period: '2018-09' });
  expect(targets).toContainEqual(
    expect.objectContaining({ region: '全市', measure: 'listed', value: 2, actual: 1, source: 'target' }),
  );
  expect(targets).toContainEqual(expect.objectContaining({ region: '昌邑区', measure: 'listing_rate', value: 1 }));
});

test('what is written together is one step, what is taken away comes back', async () => {
  const ledger = await makeLedger(zhou);
  expect(await write(ledger, '2018', [city, 'started', 49], [changyi, 'started', 5])).toEqual({ changed: 2 });
  expect(await write(ledger, '2018', [city, 'started', 49])).toEqual({ changed: 0 });
  // What stands for the city in words is the city, and the last of two counts.
  expect(
    await write(ledger, '2018', ['全市', 'started', 50], ['昌邑', 'started', 6], ['昌邑区', 'started', 7]),
  ).toEqual({
    changed: 2,
  });
  expect(await cell(ledger, '2018', changyi, 'started')).toMatchObject({ value: 7 });
  await ledger.call('records.undo', {});
  expect(await cell(ledger, '2018', city, 'started')).toMatchObject({ value: 49 });
  expect(await cell(ledger, '2018', changyi, 'started')).toMatchObject({ value: 5 });
  expect(await write(ledger, '2018', [changyi, 'started', null], [longtan, 'started', null])).toEqual({ changed: 1 });
  expect(await cell(ledger, '2018', changyi, 'started')).toMatchObject({ value: null });
  expect((await ledger.call('targets.show', { period: '2018' })).periods).toMatchObject([{ targets: 1 }]);
  // One that was withdrawn as a record is made again.
  const id = ledger.context.database.prepare("SELECT id FROM target WHERE region = '220200'").pluck().get() as string;
  await ledger.call('records.withdraw', { entity: 'target', id });
  expect(await cell(ledger, '2018', city, 'started')).toMatchObject({ value: null });
  await write(ledger, '2018', [city, 'started', 48]);
  expect(await cell(ledger, '2018', city, 'started')).toMatchObject({ value: 48 });
  expect(
    await ledger.refused('targets.write', {
      period: '2018',
      cells: [{ region: '长春', indicator: 'started', value: 1 }],
    }),
  ).toBe('invalid_value');
});

test('the city’s code is a region of a target and of nothing else', async () => {
  const ledger = await makeLedger(zhou);
  const set = { name: '甲', region: city, lifecycle: 'construction' };
  expect(await ledger.refused('records.create', { entity: 'project', set })).toBe('invalid_value');
  const assignment = { scope: 'city', leader: '周平', region: city };
  expect(await ledger.refused('records.create', { entity: 'assignment', set: assignment })).toBe('invalid_value');
});

test('only the Commission of the whole city sets them', async () => {
  for (const identity of [
    { role: 'secretary', region: changyi },
    { role: 'commission', person: '刘主任', region: changyi },
    { role: 'field', region: null },
  ] as const) {
    const ledger = await makeLedger(identity);
    expect(
      await ledger.refused('targets.write', {
        period: '2018',
        cells: [{ region: city, indicator: 'started', value: 1 }],
      }),
    ).toBe('targets_not_city');
    expect((await ledger.call('targets.show', { period: '2018' })).mayWrite).toBe(false);
  }
});

test('what a secretary writes to the city’s targets waits for a decision', async () => {
  const commission = ledgers.commission();
  const secretary = ledgers.make();
  await approve(commission, secretary, await writeOwnEnrolment(secretary));
  const own = { scope: 'city', region: city, period: '2018-09', indicator: 'listed' };
  commission.journal.commit([{ entity: 'target', id: null, set: { ...own, value: 314 } }]);
  secretary.journal.commit([{ entity: 'target', id: null, set: { ...own, value: 300 } }]);
  expect(await takeOne(commission, await report(secretary, '包-0001.wubao'))).toMatchObject({ review: 1 });
  const valuesNow = () => commission.database.prepare('SELECT value FROM target').pluck().all();
  expect(valuesNow()).toEqual([314]);
  expect(await listReviews(commission, { decided: false })).toMatchObject([
    { entity: 'target', why: expect.stringContaining('市发改委') },
  ]);
});
