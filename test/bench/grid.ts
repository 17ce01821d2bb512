import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { makeCity } from './excel';
import type { Frames, GridFigures } from './grid-figures';
import { type Measure, withScratch } from './scratch';

const projects = 100_000;

/** Why there is no window to drive, told by the script that looked for one; empty where there is. */
export const obstacle = process.env.WUBAO_BENCH_NO_WINDOW ?? '';

/** Runs one script that drives the real app on a ledger; it writes its figures into the file `results`. */
export function drive(script: string, ledger: string, results: string): Promise<void> {
  const child = spawn(
    process.execPath,
    [
      path.resolve('node_modules/@playwright/test/cli.js'),
      'test',
      '-c',
      path.resolve('playwright.bench.config.ts'),
      script,
    ],
    {
      env: { ...process.env, WUBAO_BENCH_LEDGER: ledger, WUBAO_BENCH_RESULTS: results },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  // Standard output belongs to the table.
  child.stdout.pipe(process.stderr);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status) => (status === 0 ? resolve() : reject(new Error(`the window ended with ${status}`))));
  });
}

/** Scrolling, sorting and filtering 100,000 projects in the real app. */
export async function measureGrid(): Promise<Measure[]> {
  const work = `grid of ${projects} projects`;
  if (obstacle !== '')
    return [{ work, figure: `not measured: ${obstacle}`, against: '', ratio: '', aim: 'p95 ≤ 16.7 ms' }];
  return withScratch(async (folder) => {
    const ledger = path.join(folder, '项目 台账');
    await makeCity(ledger, projects);
    const results = path.join(folder, 'figures.json');
    await drive('grid.spec', ledger, results);
    if (!existsSync(results)) throw new Error('no figures');
    return table(work, JSON.parse(readFileSync(results, 'utf8')) as GridFigures);
  });
}

function table(work: string, figures: GridFigures): Measure[] {
  const { bareWindow, idle } = figures;
  const still = `window at rest p95 ${idle.p95.toFixed(1)} ms`;
  const scroll = (how: string, { middle, p95 }: Frames): Measure => ({
    work: `${work}, ${how}`,
    figure: `frame ${middle.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
    against: still,
    ratio: (p95 / idle.p95).toFixed(2),
    aim: 'p95 ≤ 16.7 ms',
  });
  const asked = (how: string, times: readonly number[]): Measure => ({
    work: `${work}, ${how}`,
    figure: `${Math.round(Math.max(...times))} ms at most of ${times.length}, middle ${Math.round(middleOf(times))} ms`,
    against: '',
    ratio: '',
    aim: '≤ 150 ms',
  });
  const opened = (to: string, time: number): Measure => ({
    work: `${work}, ${to}`,
    figure: `${Math.round(time)} ms`,
    against: `bare window ${Math.round(bareWindow)} ms`,
    ratio: (time / bareWindow).toFixed(2),
    aim: '≤ 1.3',
  });
  return [
    scroll('wheel', figures.wheel),
    scroll('20,000 px/s', figures.drag),
    asked('sort', figures.sort),
    asked('filter', figures.filter),
    opened('open to the desk', figures.desk),
    opened('open to first rows', figures.open),
  ];
}

const middleOf = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
