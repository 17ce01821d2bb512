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

/** A window that shows a static page and nothing else, from the start of its process. */
async function bareWindow(folder: string): Promise<number> {
  const app = path.join(folder, '空窗口');
  mkdirSync(app);
  writeFileSync(path.join(app, 'package.json'), JSON.stringify({ name: 'bare', main: 'main.cjs' }));
  writeFileSync(path.join(app, 'page.html'), '<meta charset="utf-8"><h1>项目</h1>');
  writeFileSync(
    path.join(app, 'main.cjs'),
    "const {app,BrowserWindow}=require('electron');app.whenReady().then(()=>{const w=new BrowserWindow({width:1366,height:768});w.loadFile(require('node:path').join(__dirname,'page.html'))});",
  );
  const { exe } = await acquire({ allowDownload: false });
  const start = performance.now();
  const running = await electron.launch({ executablePath: exe, args: appArguments([], app) });
  const page = await running.firstWindow();
  await page.getByRole('heading').waitFor();
  const taken = performance.now() - start;
  await running.close();
  return taken;
}

test('a grid of 100,000 projects', async ({ start }) => {
  // Once to warm the disk, then the one that counts.
  const first = await start({ ledger });
  await first.page.getByRole('navigation', { name: '主导航' }).waitFor();
  await first.quit();
  const begin = performance.now();
  const workbench = await start({ ledger });
  const { page } = workbench;
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
  await go(workbench, '/projects');
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  const open = performance.now() - begin;
  const bare = await bareWindow(workbench.folder);

  const idle = framesOf(await frames(page, 0));
  await frames(page, 2_000);
  const drag = framesOf(await frames(page, 20_000));
  const wheel = framesOf(await wheelFrames(page));

  const timed = async (input: object) => {
    const from = performance.now();
    await ask(workbench, 'projects.page', { limit: 100, ...input });
    return performance.now() - from;
  };
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

  const figures: GridFigures = { open, bareWindow: bare, wheel, drag, idle, sort, filter };
  writeFileSync(results, JSON.stringify(figures));
});
