import { writeFileSync } from 'node:fs';
import { appArguments } from '../../scripts/shared.mjs';
import { test } from '../e2e/harness';
import { go } from '../e2e/people';
import type { CityFigures } from './city';
import { bareApp, middleOf, paintOf, timeToPaint } from './opening';

const ledger = process.env.WUBAO_BENCH_LEDGER ?? '';
const results = process.env.WUBAO_BENCH_RESULTS ?? '';
const rounds = 3;

const city = { goTo: '/dispatch?period=2018-09-H1', shown: '[aria-label="各地排名"] tr.total' };
const charts = { goTo: '/dispatch/charts?period=2018-09-H1', shown: '[role="img"] svg path' };

test('the city picture of 5,000 projects', async ({ start }) => {
  const workbench = await start({ ledger });
  const { page } = workbench;
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
  const inside = { city: [] as number[], charts: [] as number[] };
  // The first round loads the rooms.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, awaited] of [
      ['city', city],
      ['charts', charts],
    ] as const) {
      await go(workbench, '/settings');
      const begin = await page.evaluate(() => Date.now());
      const painted = await page.evaluate(paintOf, awaited);
      if (round > 0) inside[name].push(painted - begin);
    }
  }
  const { folder } = workbench;
  await workbench.quit();
  const outside = { open: [] as number[], bareWindow: [] as number[] };
  const [bare, own] = [appArguments([], bareApp(folder)), appArguments(['--ledger', ledger])];
  for (let round = 0; round <= rounds; round += 1) {
    const bareWindow = await timeToPaint(bare, folder, {});
    const open = await timeToPaint(own, folder, city);
    if (round === 0) continue;
    outside.bareWindow.push(bareWindow);
    outside.open.push(open);
  }
  const figures: CityFigures = {
    open: middleOf(outside.open),
    bareWindow: middleOf(outside.bareWindow),
    city: middleOf(inside.city),
    charts: middleOf(inside.charts),
  };
  writeFileSync(results, JSON.stringify(figures));
});
