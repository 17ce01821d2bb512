import type { Database } from 'better-sqlite3';
import { beforeEach, describe, expect, test } from 'vitest';
import { shiftedClock } from '../../src-main/ledger/clock';
import type { LedgerContext } from '../../src-main/ledger/context';
import { bulletinFigures, freezeBulletin } from '../../src-main/ledger/queries/bulletin-figures';
import { contract } from '../../src-shared/contract/contract';
import type { BulletinFigures } from '../../src-shared/contract/exchange-methods';
import { insert, plainDatabase } from '../support/plain-ledger';

const period = '2018-09-H1';
let database: Database;
const contextAt = (moment: string) => ({ database, clock: shiftedClock(moment) }) as unknown as LedgerContext;
const context = () => contextAt('2018-09-16T09:00:00+08:00');

beforeEach(() => {
  database = plainDatabase();
  insert(database, 'project', {
    id: 'a',
    region: '220203',
    lifecycle: 'construction',
    actual_start: '2018-03',
    total_investment: 80_000_001,
    annual_plan: { '2018': 30_000_003 },
  });
  insert(database, 'progress', { id: 'a9', project: 'a', month: '2018-09', completed: 7_000_001 });
});

describe('freezing', () => {
  test('the figures of a frozen period stay, whatever happens to the ledger', async () => {
    const frozen = (await freezeBulletin(context(), { period })) as BulletinFigures;
    expect(frozen.totals).toMatchObject({ projects: 1, annual_plan: 30_000_003, completed: 7_000_001 });
    expect(frozen.frozenAt).toMatch(/^2018-09-16T09:00:0\d\+08:00$/);
    database.exec(`UPDATE progress SET completed = 9; UPDATE project SET deleted = 1;`);
    expect(await bulletinFigures(context(), { period })).toEqual(frozen);
    expect(await freezeBulletin(contextAt('2018-10-20T09:00:00+08:00'), { period })).toEqual(frozen);
    expect(database.prepare('SELECT count(*) FROM bulletin').pluck().get()).toBe(1);
  });

  test('until then the figures follow the ledger, and other periods still do', async () => {
    const before = (await bulletinFigures(context(), { period })) as BulletinFigures;
    expect(before).toMatchObject({ frozenAt: null, asOf: '2018-09-15', totals: { completed: 7_000_001 } });
    await freezeBulletin(context(), { period });
    database.exec('UPDATE progress SET completed = 9');
    expect(await bulletinFigures(context(), { period: '2018-09-H2' })).toMatchObject({
      frozenAt: null,
      totals: { completed: 9 },
    });
  });

  test('both answers pass the contract', async () => {
    const output = contract['bulletins.figures'].output;
    expect(output.safeParse(await bulletinFigures(context(), { period })).success).toBe(true);
    expect(output.safeParse(await freezeBulletin(context(), { period })).success).toBe(true);
  });

  test('a period that has not begun is refused, one that goes on is not', async () => {
    expect(() => freezeBulletin(context(), { period: '2018-10-H1' })).toThrow('2018年10月上半月还没有开始，不能冻结。');
    expect(database.prepare('SELECT count(*) FROM bulletin').pluck().get()).toBe(0);
    expect(await freezeBulletin(context(), { period: '2018-09-H2' })).toMatchObject({ period: '2018-09-H2' });
  });

  test('no period is refused by its name', () => {
    expect(() => bulletinFigures(context(), { period: '2018-09' })).toThrow('“2018-09”不是一个期次。');
  });
});
