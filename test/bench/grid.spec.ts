import { writeFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { appArguments } from '../../scripts/shared.mjs';
import { test } from '../e2e/harness';
import { ask, go } from '../e2e/people';
import type { Frames, GridFigures } from './grid-figures';
import { bareApp, middleOf, timeToPaint } from './opening';

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
