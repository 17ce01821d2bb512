import path from 'node:path';
import type { Database } from 'better-sqlite3';
import { shiftedClock } from '../../src-main/ledger/clock';
import { openDoor } from '../../src-main/ledger/door';
import { permitCatalogue } from '../../src-shared/rules/permit-catalogue';
import { type Measure, must, seconds, withScratch } from './scratch';
import { cellValue, randomOf } from './workload';

const projects = 5000;
const rounds = 5;

/** A city of 5,000 projects in all stages: 49 permits each, 20 months of progress, three problems with their measures, notes and nodes. */
export function fill(database: Database): void {
  const random = randomOf(23);
  const whole = (most: number) => Math.floor(random() * most);
  const day = (from: number, span: number) =>
    new Date(Date.UTC(2018, 8, 16) + (from + whole(span)) * 86_400_000).toISOString().slice(0, 10);
  let record = 0;
  const inserts = new Map<string, ReturnType<Database['prepare']>>();
  const insert = (table: string, row: Record<string, string | number | null>) => {
    const names = Object.keys(row);
    const key = `${table}:${names.join()}`;
    let statement = inserts.get(key);
    if (!statement) {
      statement = database.prepare(
        `INSERT INTO ${table} (record, ${names.join(', ')}) VALUES (@record, ${names.map((name) => `@${name}`).join(', ')})`,
      );
      inserts.set(key, statement);
    }
    record += 1;
    statement.run({ record, ...row });
  };
  database.transaction(() => {
    for (let index = 0; index < projects; index += 1) {
      const project = `01909c5e-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;
      const id = (kind: string, at: number) => `${project}-${kind}${at}`;
      const stage = ['reserve', 'signed', 'preparation', 'preparation', 'construction', 'construction'][whole(6)];
      const started = stage === 'construction';
      insert('project', {
        id: project,
        name: cellValue(random, 'name') as string,
        region: cellValue(random, 'region') as string,
        secretary: `秘书${index % 100}`,
        lifecycle: stage ?? null,
        total_investment: 60_000_000 + whole(500_000_000),
        annual_plan: JSON.stringify({ 2018: 30_000_000 }),
        planned_start: started ? null : day(-60, 240),
        actual_start: started ? day(-300, 250) : null,
        planned_finish: day(100, 400),
      });
      for (const [at, item] of permitCatalogue.entries()) {
        const granted = started || random() < 0.4;
        insert('permit', {
          id: id('p', at),
          project,
          catalogue_code: item.code,
          name: item.name,
          prerequisites: item.prerequisites.join('、'),
          workdays: item.workdays,
          state: granted ? 'granted' : 'not_started',
          planned_submit: !granted && random() < 0.3 ? day(-10, 60) : null,
          actual_finish: granted ? day(-200, 150) : null,
        });
      }
      for (let at = 0; at < 20; at += 1) {
        const month = new Date(Date.UTC(2018, 8 - at, 1)).toISOString().slice(0, 7);
        if (started) insert('progress', { id: id('m', at), project, month, completed: whole(5_000_000) });
      }
      insert('listing', { id: id('l', 0), project, state: random() < 0.6 ? 'listed' : 'missing', reason_code: 'C' });
      for (let at = 0; at < 3; at += 1) {
        const problem = id('q', at);
        insert('problem', {
          id: problem,
          project,
          description: cellValue(random, 'note') as string,
          level: 'county',
          state: random() < 0.6 ? 'closed' : 'handling',
          reported_on: day(-90, 60),
          promised_on: day(-30, 60),
        });
        insert('measure', { id: id('a', at), project, problem, content: '协调供电部门现场勘查', due: day(-20, 60) });
        insert('work_log', {
          id: id('w', at),
          project,
          date: day(-30, 30),
          matter: '跑办手续',
          next_date: day(-5, 30),
        });
        insert('node', {
          id: id('n', at),
          project,
          code: ['structure', 'installed', 'accepted'][at] ?? null,
          planned: day(-5, 200),
        });
      }
    }
  })();
}

/** The desk of a ledger of 5,000 projects, as the Commission and as a secretary with fifty of them see it. */
export async function measureDesk(): Promise<Measure[]> {
  return withScratch(async (folder) => {
    const measures: Measure[] = [];
    for (const role of ['commission', 'secretary'] as const) {
      const door = openDoor(path.join(folder, `工作台 ${role}`), {
        migrations: path.resolve('migrations'),
        clock: shiftedClock('2018-09-16T09:00:00+08:00'),
      });
      await must(door, 'ledger.initialize', { role, person: '秘书7', unit: '市发改委' });
      const database = door.context?.database;
      if (!database) throw new Error('no ledger');
      fill(database);
      const touch = database.prepare('UPDATE project SET note = @note WHERE record = 1');
      const plain = database
        .prepare('SELECT id, project, name, state, planned_submit, planned_finish FROM permit')
        .raw();
      const times: number[] = [];
      let [todos, lines] = [0, 0];
      for (let round = 0; round < rounds; round += 1) {
        touch.run({ note: `${role} ${round}` });
        const start = performance.now();
        const desk = await must(door, 'desk.show', {});
        times.push(seconds(start) * 1000);
        [todos, lines] = [desk.todos.length, desk.projects.length];
      }
      const again = performance.now();
      await must(door, 'desk.counts', {});
      const remembered = seconds(again) * 1000;
      const scan = performance.now();
      for (const _ of plain.iterate()) if (times.length === 0) break;
      const scanned = seconds(scan) * 1000;
      const ours = Math.min(...times);
      measures.push({
        work: `desk, ${projects} projects, ${role}`,
        figure: `${ours.toFixed(0)} ms at best of ${rounds}, ${todos} to-dos, ${lines} lines; again ${remembered.toFixed(1)} ms`,
        against: `permits read once ${scanned.toFixed(0)} ms`,
        ratio: (ours / scanned).toFixed(2),
        aim: role === 'commission' ? '< 1,000 ms, better < 400 ms' : '< 100 ms',
      });
      door.close();
    }
    return measures;
  });
}
