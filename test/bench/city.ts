import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { shiftedClock } from '../../src-main/ledger/clock';
import { openDoor } from '../../src-main/ledger/door';
import { fill } from './desk';
import { drive, obstacle } from './grid';
import { type Measure, must, seconds, withScratch } from './scratch';

const work = 'city picture of 5000 projects';
const period = '2018-09-H1';
const best = (numbers: readonly number[]) => Math.min(...numbers);

/** What driving the real app gave. Milliseconds. */
export interface CityFigures {
  /** From the start of the process to the paint of figures and tiles, where somebody goes there at once. */
  readonly open: number;
  /** The same of a window with a static page. */
  readonly bareWindow: number;
  /** In the running app, from the address to that paint; charts to theirs. */
  readonly city: number;
  /** From the address to the ranking by scores. */
  readonly table: number;
  readonly charts: number;
}

/** First paint of the city picture, and the questions that it asks. */
export async function measureCity(): Promise<Measure[]> {
  return withScratch(async (folder) => {
    const ledger = path.join(folder, '调度 台账');
    const door = openDoor(ledger, {
      migrations: path.resolve('migrations'),
      clock: shiftedClock('2018-09-16T09:00:00+08:00'),
    });
    await must(door, 'ledger.initialize', { role: 'commission', person: '周科长', unit: '市发改委' });
    if (!door.context) throw new Error('no ledger');
    fill(door.context.database);
    const timed = async (question: () => Promise<unknown>) => {
      const times: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        const start = performance.now();
        await question();
        times.push(seconds(start) * 1000);
      }
      return best(times);
    };
    const figures = await timed(() => must(door, 'bulletins.figures', { period }));
    const asked: readonly [string, () => Promise<unknown>][] = [
      ['around the figures', () => must(door, 'dispatch.city', { period })],
      ['by region', () => must(door, 'dispatch.slices', { period, by: 'region' })],
      ['by size', () => must(door, 'dispatch.slices', { period, by: 'size' })],
      [
        'behind the completion of all',
        () => must(door, 'dispatch.behind', { period, by: 'region', key: null, figure: 'completion', part: 'all' }),
      ],
      ['charts', () => must(door, 'dispatch.charts', { period })],
    ];
    const questions: Measure[] = [];
    for (const [name, question] of asked) {
      const time = await timed(question);
      questions.push({
        work: `${work}, ${name}`,
        figure: `${Math.round(time)} ms`,
        against: `figures of the bulletin ${Math.round(figures)} ms`,
        ratio: (time / figures).toFixed(1),
        aim: '≤ 1000 ms',
      });
    }
    door.close();
    return [...questions, ...(await painted(ledger, path.join(folder, 'figures.json')))];
  });
}

async function painted(ledger: string, results: string): Promise<Measure[]> {
  if (obstacle !== '') return [{ work, figure: `not measured: ${obstacle}`, against: '', ratio: '', aim: '≤ 1.3' }];
  await drive('city.spec', ledger, results);
  if (!existsSync(results)) throw new Error('no figures');
  const { open, bareWindow, city, table, charts } = JSON.parse(readFileSync(results, 'utf8')) as CityFigures;
  const line = (how: string, time: number, aim: string): Measure => ({
    work: `${work}, ${how}`,
    figure: `${Math.round(time)} ms`,
    against: `bare window ${Math.round(bareWindow)} ms`,
    ratio: (time / bareWindow).toFixed(2),
    aim,
  });
  return [
    line('open to its first paint', open, '≤ 2'),
    line('going there', city, '≤ 1000 ms'),
    line('going there, to the ranking', table, '≤ 2000 ms'),
    line('going to its charts', charts, '≤ 1500 ms'),
  ];
}
