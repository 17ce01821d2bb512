import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { _electron as electron, expect, type Page } from '@playwright/test';
import { acquire } from '../../scripts/electron-runtime.mjs';
import { appArguments } from '../../scripts/shared.mjs';
import { test } from '../e2e/harness';
import { ask, go } from '../e2e/people';
import type { Frames, GridFigures } from './grid-figures';

const ledger = process.env.WUBAO_BENCH_LEDGER ?? '';
const results = process.env.WUBAO_BENCH_RESULTS ?? '';
const seconds = 4;

/** Times between frames while `speed` pixels a second are scrolled: by setting the offset as a dragged bar does; 0 stands still. */
function frames(page: Page, speed: number): Promise<number[]> {
  return page.evaluate(
    async ([pixels, duration]) => {
      const grid = document.querySelector('[role="grid"]');
      const isScroller = (element: Element) =>
        element.scrollHeight > element.clientHeight + 1_000 && getComputedStyle(element).overflowY !== 'visible';
      const scroller = [...document.querySelectorAll('*')].find(
        (element) => isScroller(element) && (element.contains(grid) || grid?.contains(element)),
      );
      if (!scroller) throw new Error('nothing scrolls');
      scroller.scrollTop = 0;
      const deltas: number[] = [];
      const begin = performance.now();
      let last = begin;
      await new Promise<void>((resolve) => {
        const step = (now: number) => {
          deltas.push(now - last);
          scroller.scrollTop += ((pixels as number) * (now - last)) / 1000;
          last = now;
          if (now - begin < (duration as number) * 1000) requestAnimationFrame(step);
          else resolve();
        };
        requestAnimationFrame(step);
      });
      return deltas.slice(5);
    },
    [speed, seconds],
  );
}

function framesOf(deltas: readonly number[]): Frames {
  const sorted = [...deltas].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { middle: at(0.5), p95: at(0.95) };
}

async function wheelFrames(page: Page): Promise<number[]> {
  await page.locator('[role="grid"] [aria-colindex="2"]').nth(3).hover();
  const watching = frames(page, 0);
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    await page.mouse.wheel(0, 120);
    await page.waitForTimeout(16);
  }
  const deltas = await watching;
  // A wheel that turns over nothing would look perfect.
  await expect(page.locator('[data-row="0"]')).toHaveCount(0);
  return deltas;
}

/** What a window is opened for: to see a static page, or something that the app shows after going somewhere. */
interface Awaited {
  readonly goTo?: string;
  readonly shown?: string;
}

/**
 * Runs in the page, because asking from outside takes longer than much of what is measured: goes where it shall as soon as there is a
 * frame, and answers the time of day at which the awaited was painted; of a static page the browser has written it down.
 */
function paintOf({ goTo, shown }: Awaited): Promise<number> {
  return new Promise((resolve) => {
    let isGone = goTo === undefined;
    const look = () => {
      if (!isGone && document.querySelector('nav')) {
        isGone = true;
        location.hash = goTo ?? '';
      }
      if (shown === undefined) {
        const [paint] = performance.getEntriesByName('first-contentful-paint');
        if (paint) return resolve(performance.timeOrigin + paint.startTime);
      } else if (document.querySelector(shown)) {
        return requestAnimationFrame(() => setTimeout(() => resolve(Date.now())));
      }
      return setTimeout(look, 2);
    };
    look();
  });
}

/** Milliseconds from the start of a program to the paint of what is awaited in its first window. */
async function timeToPaint(args: string[], folder: string, awaited: Awaited): Promise<number> {
  const { exe } = await acquire({ allowDownload: false });
  const start = Date.now();
  const running = await electron.launch({
    executablePath: exe,
    args,
    env: { ...(process.env as Record<string, string>), XDG_DATA_HOME: path.join(folder, '程序 数据') },
  });
  const page = await running.firstWindow();
  const painted = await page.evaluate(paintOf, awaited);
  await running.close();
  return painted - start;
}

/** An app that shows a static page and nothing else. */
function bareApp(folder: string): string {
  const app = path.join(folder, '空窗口');
  mkdirSync(app);
  writeFileSync(path.join(app, 'package.json'), JSON.stringify({ name: 'bare', main: 'main.cjs' }));
  writeFileSync(path.join(app, 'page.html'), '<meta charset="utf-8"><h1>项目</h1>');
  writeFileSync(
    path.join(app, 'main.cjs'),
    "const {app,BrowserWindow}=require('electron');app.whenReady().then(()=>{const w=new BrowserWindow({width:1366,height:768});w.loadFile(require('node:path').join(__dirname,'page.html'))});",
  );
  return app;
}

const openings = 5;

/** Turn about, so that a slow moment of the machine hits all; the middle of each, the first round, which warms the disk, left out. */
async function measureOpening(folder: string): Promise<Pick<GridFigures, 'bareWindow' | 'desk' | 'open'>> {
  const bare = appArguments([], bareApp(folder));
  const own = appArguments(['--ledger', ledger]);
  const times = { bareWindow: [] as number[], desk: [] as number[], open: [] as number[] };
  for (let round = 0; round <= openings; round += 1) {
    const bareWindow = await timeToPaint(bare, folder, {});
    const desk = await timeToPaint(own, folder, { shown: '[aria-label="今日待办"]' });
    const open = await timeToPaint(own, folder, { goTo: '/projects', shown: '[role="gridcell"]' });
    if (round === 0) continue;
    times.bareWindow.push(bareWindow);
    times.desk.push(desk);
    times.open.push(open);
  }
  return { bareWindow: middleOf(times.bareWindow), desk: middleOf(times.desk), open: middleOf(times.open) };
}

const middleOf = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

test('a grid of 100,000 projects', async ({ start }) => {
  const workbench = await start({ ledger });
  const { page } = workbench;
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
  await go(workbench, '/projects');
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  // What the desk has still to do must not stand in the way of what is measured next.
  await ask(workbench, 'desk.counts', {});

  const idle = framesOf(await frames(page, 0));
  await frames(page, 2_000);
  const drag = framesOf(await frames(page, 20_000));
  const wheel = framesOf(await wheelFrames(page));

  const timed = (input: object) =>
    page.evaluate(
      async (asked) => {
        const from = performance.now();
        const answer = await window.wubao.call('projects.page', asked);
        if (!answer.ok) throw new Error(JSON.stringify(answer));
        return performance.now() - from;
      },
      { limit: 100, ...input },
    );
  await timed({});
  const sort: number[] = [];
  for (const field of [
    'name',
    'region',
    'owner',
    'total_investment',
    'annual_plan',
    'completion_rate',
    'listing',
    'actual_start',
  ])
    for (const descending of [false, true]) sort.push(await timed({ orders: [{ field, descending }] }));
  const filter: number[] = [];
  for (const value of ['220202', '220203', '220204', '220211', '220221', '220281'])
    filter.push(await timed({ filters: [{ field: 'region', operator: 'is', value: [value] }] }));
  for (const value of ['公司', '工程', '项目', '资金'])
    filter.push(await timed({ filters: [{ field: 'owner', operator: 'contains', value }] }));
  for (const value of ['red', 'yellow', 'green'])
    filter.push(await timed({ filters: [{ field: 'light', operator: 'is', value: [value] }] }));

  const { folder } = workbench;
  await workbench.quit();
  const figures: GridFigures = { ...(await measureOpening(folder)), wheel, drag, idle, sort, filter };
  writeFileSync(results, JSON.stringify(figures));
});
