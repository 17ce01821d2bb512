import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildDemonstration, type Demonstration, placeOf } from '../../src-main/ledger/demonstration/build';
import { regionFigures } from '../../src-main/ledger/demonstration/figures';
import plan from '../../src-shared/catalogues/plan-2018-figures.json';
import { Terminal } from '../support/terminal';

const folder = mkdtempSync(path.join(tmpdir(), '五包 演示 '));
let made: Demonstration;
/** A clock far from the demonstration's day: its ledgers must not care. */
const terminal = new Terminal(folder, '2026-03-01T12:00:00+08:00');

beforeAll(async () => {
  made = await buildDemonstration({ folder, migrations: path.resolve('migrations') });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const commission = ['--ledger', 'commission'];
type Row = Record<string, never> & { name: string; total_investment: number; start: string; leader_in_charge: string };
const list = (view: string, ledger = 'commission'): Promise<Row[]> =>
  terminal.json('projects', '--view', view, '--ledger', ledger);

describe('the merged city ledger', () => {
  test('counts what the plan counts', async () => {
    const construction = await list('construction');
    const started = construction.filter(({ start }) => start.startsWith('2018'));
    expect({
      total: construction.length,
      new: started.length,
      continued: construction.length - started.length,
      atLeast100MillionYuan: construction.filter((row) => row.total_investment >= 100_000_000).length,
      atLeast50MillionYuan: construction.filter((row) => row.total_investment >= 50_000_000).length,
    }).toEqual(plan.construction);
    expect(await list('not-listed')).toHaveLength(plan.notListed.total);
    const planned = await list('planned-start');
    expect(planned).toHaveLength(plan.plannedStart.total);
    expect(planned.every(({ start }) => start.slice(0, 7) >= '2018-08' && start.slice(0, 7) <= '2018-12')).toBe(true);
    expect(await list('signed')).toHaveLength(plan.signed.total);
    const negotiation = await list('negotiation');
    expect(negotiation.filter((row) => row.total_investment >= 100_000_000)).toHaveLength(plan.negotiation.total);
    expect(negotiation.filter((row) => row.leader_in_charge)).toHaveLength(plan.negotiation.withLeader);
    expect(await list('reserve')).toHaveLength(31);
    expect(await list('all')).toHaveLength(made.projects);
  });

  test('its bulletin has the same figures, region by region to the yuan', async () => {
    const { regions, totals, files } = await terminal.json(
      'bulletin',
      '--period',
      '2018-09-H1',
      '--out',
      '通报',
      ...commission,
    );
    expect(files.every((file: string) => existsSync(file))).toBe(true);
    expect(totals).toMatchObject({
      projects: plan.construction.total,
      due: plan.construction.total,
      not_listed: plan.notListed.total,
      preparing: plan.plannedStart.total,
      signed: plan.signed.total,
      landed: 19,
      prepared: 28,
      reserve: 31,
      annual_plan: 44_300_000_000,
      completed: 29_990_000_000,
    });
    for (const figures of regionFigures) {
      expect(regions.find(({ region }: { region: string }) => region === figures.name)).toMatchObject({
        projects: figures.construction,
        not_listed: figures.notListed,
        preparing: figures.plannedStart,
        prepared: figures.prepared,
        signed: figures.signed,
        landed: figures.landed,
        reserve: figures.reserve,
        annual_plan: figures.annualPlan * 10_000,
        completed: figures.completed * 10_000,
      });
    }
  });

  test('three conflicts wait for a person, and a package in quarantine', async () => {
    const conflicts = await terminal.json('conflicts', ...commission);
    const told = conflicts.map(
      ({ title, field, heads }: { title: string; field: string; heads: { value: unknown }[] }) => [
        title,
        field,
        heads.map(({ value }) => value),
      ],
    );
    expect(told).toEqual(
      expect.arrayContaining([
        ['大口钦现代物流园', 'actual_start', ['2018-05-10', '2018-04-28']],
        ['欢喜乡冷链仓储', 'annual_plan.2018', [82_000_000, 86_000_000]],
        ['大绥河温泉度假区', 'owner', ['吉林省绥河温泉度假有限公司', '吉林绥河温泉旅游度假有限公司']],
      ]),
    );
    expect(told).toHaveLength(3);
    const stranger = made.packages.find((file) => path.basename(file).startsWith('丰满-于'));
    const { status, out } = await terminal.run('import-package', stranger ?? '', ...commission, '--json');
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject([{ outcome: 'quarantined', applied: 0 }]);
  });

  test('all its packages once more change nothing, and it verifies', async () => {
    const before = await terminal.json('digest', ...commission);
    const known = made.packages.filter((file) => !path.basename(file).startsWith('丰满-于'));
    const outcomes = await terminal.json('import-package', ...known, ...commission);
    expect(new Set(outcomes.map(({ outcome }: { outcome: string }) => outcome))).toEqual(new Set(['duplicate']));
    expect(await terminal.json('digest', ...commission)).toEqual(before);
    expect(await terminal.json('verify', ...commission)).toMatchObject({ ok: true });
  });

  test('another Commission that takes the packages in another order has the same projects', async () => {
    await terminal.json(
      'init',
      '--ledger',
      '另一个市',
      '--role',
      'commission',
      '--person',
      '周科长',
      '--unit',
      '市发改委',
    );
    const places = [
      ...regionFigures.map(({ name }) => path.join('secretaries', name)),
      path.join('inspection', '踏查二组'),
    ];
    for (const place of places) {
      await terminal.json('enrol', path.join(place, 'enrolment.wubao'), '--approve', '--ledger', '另一个市');
    }
    const known = made.packages.filter((file) => !path.basename(file).startsWith('丰满-于')).reverse();
    await terminal.json('import-package', ...known, '--ledger', '另一个市');
    const names = async (ledger: string) => (await list('all', ledger)).map(({ name }) => name).sort();
    expect(await names('另一个市')).toEqual(await names('commission'));
  });
});

describe('each secretary’s ledger', () => {
  test.each(regionFigures)('of $name holds her region and stands on the demonstration’s day', async (figures) => {
    const ledger = path.join('secretaries', figures.name);
    expect(await list('construction', ledger)).toHaveLength(figures.construction);
    expect(await list('not-listed', ledger)).toHaveLength(figures.notListed);
    expect(await list('all', ledger)).toHaveLength(
      figures.construction +
        figures.plannedStart +
        figures.signed +
        figures.negotiation +
        figures.reserve +
        figures.aside,
    );
    const regions = new Set(
      (await terminal.json('projects', '--ledger', ledger)).map((row: { region: string }) => row.region),
    );
    expect(regions).toEqual(new Set([figures.name]));
    expect(await terminal.json('verify', '--ledger', ledger)).toMatchObject({ ok: true });
  });

  test('what is written in it is written on 2018-09-16', async () => {
    const ledger = ['--ledger', path.join('secretaries', '昌邑区')];
    await terminal.json('set', 'project', '江湾里综合体', 'note=演示', ...ledger);
    const [entry] = await terminal.json('history', 'project', '江湾里综合体', '--field', 'note', ...ledger);
    expect(entry.at.slice(0, 10)).toBe('2018-09-16');
  });

  test('a role and region lead to the ledger that this person would have', () => {
    expect(path.relative(folder, made.open)).toBe('commission');
    expect(placeOf('secretary', '220203')).toBe(path.join('secretaries', '龙潭区'));
    expect(placeOf('secretary', null)).toBe(path.join('secretaries', '昌邑区'));
    expect(placeOf('field', null)).toBe(path.join('inspection', '踏查二组'));
    expect(existsSync(path.join(folder, placeOf('field', null)))).toBe(true);
  });
});

test('the command makes it in an empty folder only', async () => {
  const { status, out } = await terminal.run('demo', '--out', '.', '--json');
  expect(status).toBe(1);
  expect(JSON.parse(out).error.code).toBe('folder_not_empty');
  const { projects, packages, files, seconds } = await terminal.json('demo', '--out', '新的');
  expect({ projects, packages }).toEqual({ projects: 465, packages: made.packages.length });
  expect(files.filter((file: string) => file.endsWith('.wubao'))).toHaveLength(packages);
  expect(
    files.some((file: string) => file.endsWith('.docx')) && files.some((file: string) => file.endsWith('.xlsx')),
  ).toBe(true);
  expect(files.every((file: string) => existsSync(file))).toBe(true);
  expect(seconds).toBeGreaterThan(0);
});
