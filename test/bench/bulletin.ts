import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { shiftedClock } from '../../src-main/ledger/clock';
import { openDoor } from '../../src-main/ledger/door';
import { fill } from './desk';
import { type Measure, must, seconds, withScratch } from './scratch';

const projects = 5000;
const periods = ['2018-07-H1', '2018-07-H2', '2018-08-H1', '2018-08-H2', '2018-09-H1'];
const best = (numbers: readonly number[]) => Math.min(...numbers);

type Call = (...parameters: unknown[]) => unknown;

/** Counts the milliseconds that statements prepared from now on spend in the database. */
function watchSql(database: Database): { take: () => number } {
  let spent = 0;
  const prepare = database.prepare.bind(database);
  const watched =
    (call: Call): Call =>
    (...parameters) => {
      const start = performance.now();
      const answer = call(...parameters);
      spent += performance.now() - start;
      return answer;
    };
  Object.defineProperty(database, 'prepare', {
    configurable: true,
    value: (sql: string) => {
      const statement = prepare(sql);
      for (const name of ['all', 'get', 'run'] as const)
        Object.defineProperty(statement, name, { value: watched(statement[name].bind(statement) as Call) });
      return statement;
    },
  });
  return {
    take: () => {
      const taken = spent;
      spent = 0;
      return taken;
    },
  };
}

/** The bulletin of a city of 5,000 projects: its figures, and the freeze with its projects, corrections, .docx, .xlsx and .json. */
export async function measureBulletin(): Promise<Measure[]> {
  return withScratch(async (folder) => {
    const door = openDoor(path.join(folder, '通报'), {
      migrations: path.resolve('migrations'),
      clock: shiftedClock('2018-09-16T09:00:00+08:00'),
    });
    await must(door, 'ledger.initialize', { role: 'commission', person: '周科长', unit: '市发改委' });
    const database = door.context?.database;
    if (!database) throw new Error('no ledger');
    fill(database);
    const papers = path.join(folder, '公文');
    mkdirSync(papers);
    const sql = watchSql(database);
    const figures: number[] = [];
    const figuresSql: number[] = [];
    const bulletin: number[] = [];
    const bulletinSql: number[] = [];
    const touch = database.prepare(
      "UPDATE progress SET completed = completed + 1 WHERE month = '2018-06' AND record % 9 = 0",
    );
    for (const period of periods) {
      touch.run();
      sql.take();
      const start = performance.now();
      const { totals } = await must(door, 'bulletins.figures', { period });
      figures.push(seconds(start) * 1000);
      figuresSql.push(sql.take());
      if (totals.projects === 0) throw new Error('no projects are counted');
      const begin = performance.now();
      await must(door, 'bulletins.write', { period, folder: papers, freeze: true });
      bulletin.push(seconds(begin) * 1000);
      bulletinSql.push(sql.take());
    }
    const begin = performance.now();
    const compared = await must(door, 'bulletins.compare', { from: '2018-07-H1', to: 'now' });
    const comparison = seconds(begin) * 1000;
    door.close();
    return [
      {
        work: `bulletin figures, ${projects} projects`,
        figure: `${best(figures).toFixed(0)} ms at best of ${periods.length}`,
        against: `its SQL ${best(figuresSql).toFixed(0)} ms`,
        ratio: (best(figures) / best(figuresSql)).toFixed(2),
        aim: '≤ 3 × its SQL',
      },
      {
        work: `bulletin frozen and written, ${projects} projects`,
        figure: `${best(bulletin).toFixed(0)} ms at best, ${Math.max(...bulletin).toFixed(0)} ms at worst`,
        against: `its SQL ${best(bulletinSql).toFixed(0)} ms`,
        ratio: (best(bulletin) / best(bulletinSql)).toFixed(2),
        aim: '≤ 2,000 ms and ≤ 3 × its SQL',
      },
      {
        work: `two freezes compared, ${projects} projects`,
        figure: `${comparison.toFixed(0)} ms, ${compared.projects?.length ?? 0} projects moved`,
        against: '',
        ratio: '',
        aim: '≤ 2,000 ms',
      },
    ];
  });
}
