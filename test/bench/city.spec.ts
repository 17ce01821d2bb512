import { writeFileSync } from 'node:fs';
import { appArguments } from '../../scripts/shared.mjs';
import { test } from '../e2e/harness';
import { go } from '../e2e/people';
import type { CityFigures } from './city';
import { bareApp, middleOf, paintOf, timeToPaint } from './opening';

const ledger = process.env.WUBAO_BENCH_LEDGER ?? '';
const results = process.env.WUBAO_BENCH_RESULTS ?? '';
const rounds = 3;

// Another period each time: an answer that is still here is no question.
const periods = ['2018-06-H1', '2018-07-H1', '2018-08-H1', '2018-09-H1'];
const city = (period: string) => ({
  goTo: `/dispatch?period=${period}`,
  shown: '[aria-label="各属地项目入统率"] button[aria-pressed]',
});
const table = { shown: '[aria-label="各地排名"] tr.act' };
const charts = (period: string) => ({ goTo: `/dispatch/charts?period=${period}`, shown: '[role="img"] svg path' });

test('the city picture of 5,000 projects', async ({ start }) => {
  const workbench = await start({ ledger });
  const { page } = workbench;
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
  const inside = { city: [] as number[], table: [] as number[], charts: [] as number[] };
  // The first round loads the rooms.
  for (let round = 0; round <= rounds; round += 1) {
    const period = periods[round] ?? '';
    await go(workbench, '/settings');
    const begin = await page.evaluate(() => Date.now());
    const painted = await page.evaluate(paintOf, city(period));
    const ranked = await page.evaluate(paintOf, table);
    await go(workbench, '/settings');
    const again = await page.evaluate(() => Date.now());
    const drawn = await page.evaluate(paintOf, charts(period));
    if (round === 0) continue;
    inside.city.push(painted - begin);
    inside.table.push(ranked - begin);
    inside.charts.push(drawn - again);
  }
  const { folder } = workbench;
  await workbench.quit();
  const outside = { open: [] as number[], bareWindow: [] as number[] };
  const [bare, own] = [appArguments([], bareApp(folder)), appArguments(['--ledger', ledger])];
  for (let round = 0; round <= rounds; round += 1) {
    const bareWindow = await timeToPaint(bare, folder, {});
    const open = await timeToPaint(own, folder, city('2018-09-H1'));
    if (round === 0) continue;
    outside.bareWindow.push(bareWindow);
    outside.open.push(open);
  }
  const figures: CityFigures = {
    open: middleOf(outside.open),
    bareWindow: middleOf(outside.bareWindow),
    city: middleOf(inside.city),
    table: middleOf(inside.table),
    charts: middleOf(inside.charts),
  };
  writeFileSync(results, JSON.stringify(figures));
});
