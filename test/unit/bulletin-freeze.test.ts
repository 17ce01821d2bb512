import { beforeEach, describe, expect, test } from 'vitest';
import { shiftedClock } from '../../src-main/ledger/clock';
import type { LedgerContext } from '../../src-main/ledger/context';
import { factsOf, requirePeriod } from '../../src-main/ledger/queries/bulletin-figures';
import type { FrozenBulletin } from '../../src-main/ledger/queries/bulletin-frozen';
import { makeLedger, type TestLedger } from '../support/ledger';

const period = '2018-09-H1';
let ledger: TestLedger;
let project: string;
let progress: string;

async function create(entity: string, set: Record<string, string | number | Record<string, number>>): Promise<string> {
  return (await ledger.call('records.create', { entity: entity as 'project', set })).id;
}

async function fill(): Promise<void> {
  project = await create('project', {
    name: '精密铸造扩能',
    region: '220203',
    lifecycle: 'construction',
    actual_start: '2018-03',
    total_investment: 80_000_001,
    annual_plan: { '2018': 30_000_003 },
  });
  progress = await create('progress', { project, month: '2018-09', completed: 7_000_001 });
}

beforeEach(async () => {
  ledger = await makeLedger({ role: 'commission', person: '李主任', unit: '市发改委' });
  await fill();
});

const count = ({ database }: LedgerContext, table: string) =>
  database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();

describe('freezing', () => {
  test('the figures of a frozen period stay, whatever happens to the ledger', async () => {
    const frozen = await ledger.call('bulletins.freeze', { period });
    expect(frozen.totals).toMatchObject({ projects: 1, annual_plan: 30_000_003, completed: 7_000_001 });
    expect(frozen.frozenAt).toMatch(/^2018-09-16T09:00:\d\d\+08:00$/);
    await ledger.call('records.revise', { entity: 'progress', id: progress, set: { completed: 9 } });
    await ledger.call('records.withdraw', { entity: 'project', id: project });
    expect(await ledger.call('bulletins.figures', { period })).toEqual(frozen);
    expect(await ledger.call('bulletins.freeze', { period })).toEqual(frozen);
    expect(count(ledger.context, 'bulletin')).toBe(1);
  });

  test('until then the figures follow the ledger, and other periods still do', async () => {
    expect(await ledger.call('bulletins.figures', { period })).toMatchObject({
      frozenAt: null,
      asOf: '2018-09-15',
      totals: { completed: 7_000_001 },
    });
    await ledger.call('bulletins.freeze', { period });
    await ledger.call('records.revise', { entity: 'progress', id: progress, set: { completed: 9 } });
    for (const other of ['2018-09-H2', '2018-09', '2018-Q3', '2018'])
      expect(await ledger.call('bulletins.figures', { period: other })).toMatchObject({
        frozenAt: null,
        totals: { completed: 9 },
      });
  });

  test('its projects are kept with it, and the end of every stream it came from', async () => {
    await ledger.call('bulletins.freeze', { period });
    await ledger.call('records.revise', { entity: 'progress', id: progress, set: { completed: 9 } });
    const { frozenAt, projects } = await ledger.call('bulletins.projects', { period, figure: 'projects' });
    expect(frozenAt).not.toBeNull();
    expect(projects).toMatchObject([
      { id: project, plan: 30_000_003, completed: 7_000_001, completed_period: 7_000_001 },
    ]);
    expect((await ledger.call('bulletins.projects', { period: '2018-09-H2' })).projects).toMatchObject([
      { completed: 9 },
    ]);

    const { database, journal } = ledger.context;
    const { through } = JSON.parse(
      database.prepare('SELECT figures FROM bulletin').pluck().get() as string,
    ) as FrozenBulletin;
    const [end] = through;
    expect(through).toHaveLength(1);
    expect(end?.device).toBe(journal.device);
    // The three changes before the freeze itself: the link of the chain at the last of them.
    expect(journal.ownStream((end?.seq ?? 0) + 1)?.before.toString('hex')).toBe(end?.chain);
    expect(journal.ownStream((end?.seq ?? 0) + 1)?.ndjson.toString()).toContain('"bulletin"');
  });

  test('is no step that undo takes back', async () => {
    await ledger.call('bulletins.freeze', { period });
    await ledger.call('records.undo', {});
    expect(await ledger.call('bulletins.figures', { period })).toMatchObject({ totals: { completed: 7_000_001 } });
    expect(await ledger.call('bulletins.figures', { period: '2018-09' })).toMatchObject({ totals: { completed: 0 } });
    expect(factsOf(ledger.context, requirePeriod(period))).toMatchObject([{ completed: 7_000_001 }]);
  });

  test('what somebody typed over a freeze is not taken for figures', async () => {
    await ledger.call('bulletins.freeze', { period: '2018-08' });
    await ledger.call('bulletins.freeze', { period });
    const id = ledger.context.database
      .prepare('SELECT id FROM bulletin WHERE period = ?')
      .pluck()
      .get(period) as string;
    for (const figures of ['不对', '{"figures":{}}'])
      for (const method of ['bulletins.figures', 'bulletins.freeze'] as const) {
        await ledger.call('records.revise', { entity: 'bulletin', id, set: { figures } });
        expect(await ledger.refused(method, { period })).toBe('frozen_unreadable');
      }
    expect(await ledger.call('bulletins.frozen', {})).toMatchObject([{ period: '2018-08' }]);
  });

  test('a period that has not begun is refused, one that goes on is not', async () => {
    for (const coming of ['2018-10-H1', '2018-10', '2018-Q4', '2019'])
      expect(await ledger.refused('bulletins.freeze', { period: coming })).toBe('period_not_begun');
    expect(count(ledger.context, 'bulletin')).toBe(0);
    expect(await ledger.call('bulletins.freeze', { period: '2018-09-H2' })).toMatchObject({ period: '2018-09-H2' });
    expect(await ledger.call('bulletins.freeze', { period: '2018' })).toMatchObject({ asOf: '2018-12-31' });
  });

  test('no period is refused by its name', () => {
    expect(() => requirePeriod('2018-9')).toThrow('“2018-9”不是一个期次。');
  });
});

describe('who freezes', () => {
  test('a county commission its own region, the city nothing from it', async () => {
    ledger = await makeLedger({ role: 'commission', person: '县主任', unit: '昌邑区发改局', region: '220202' });
    await fill();
    await ledger.call('bulletins.freeze', { period });
    expect(ledger.context.database.prepare('SELECT scope FROM bulletin').pluck().all()).toEqual(['220202']);
    expect(await ledger.call('bulletins.figures', { period })).toMatchObject({ totals: { projects: 1 } });
  });

  test('no secretary', async () => {
    ledger = await makeLedger({}, { clock: shiftedClock('2018-09-16T09:00:00+08:00') });
    await fill();
    expect(await ledger.refused('bulletins.freeze', { period })).toBe('freeze_not_commission');
    expect(count(ledger.context, 'bulletin')).toBe(0);
    expect(count(ledger.context, 'frozen_project')).toBe(0);
  });
});
