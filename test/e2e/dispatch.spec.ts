import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { latestPeriod } from '../../src-shared/rules/period';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { ask, begin, go, wang, zhou } from './people';

interface Figures {
  frozenAt: string | null;
  totals: { annual_plan: number; completed: number; listed: number; due: number };
}

/** Two regions, one listed project out of two; money in yuan. Gives the code of the present period. */
async function city(workbench: Workbench): Promise<string> {
  const { today } = await ask<{ today: string }>(workbench, 'ledger.status', {});
  const year = today.slice(0, 4);
  const month = latestPeriod(today).code.slice(0, 7);
  const projects = [
    { name: '江澜碳纤维产业园', region: '220202', listing: 'listed', done: 34_567_800 },
    { name: '欢喜乡冷链仓储', region: '220204', listing: 'missing', done: 12_000_000 },
  ];
  for (const { done, listing, ...set } of projects) {
    const { id } = await ask<{ id: string }>(workbench, 'records.create', {
      entity: 'project',
      set: {
        ...set,
        lifecycle: 'construction',
        actual_start: `${Number(year) - 1}-05`,
        total_investment: 200_000_000,
        annual_plan: { [year]: 60_000_000 },
      },
    });
    await ask(workbench, 'records.create', { entity: 'progress', set: { project: id, month, completed: done } });
    await ask(workbench, 'records.create', {
      entity: 'listing',
      set: { project: id, state: listing, ...(listing === 'listed' ? { listed_month: `${Number(year) - 1}-08` } : {}) },
    });
  }
  return latestPeriod(today).code;
}

test('a secretary has no dispatch', async ({ workbench }) => {
  await begin(workbench, wang);
  await expect(workbench.page.getByRole('link', { name: '调度', exact: true })).toHaveCount(0);
});

test('rates show numerator and denominator, a figure says where it came from', async ({ workbench }) => {
  const { page } = workbench;
  await begin(workbench, zhou);
  await city(workbench);
  await go(workbench, '/dispatch');
  await expect(page.getByText('0.5 / 1.2 亿元')).toBeVisible();
  await expect(page.getByText('1 / 2 项', { exact: true })).toBeVisible();
  await expect(page.getByText('调度口径，不作统计数据使用')).toBeVisible();
  await page.getByRole('button', { name: /昌邑区项目入统率从哪来/ }).click();
  await expect(page.getByText('已入库 1 ÷ 应入统 1')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: '看未入统项目' }).click();
  await expect(page).toHaveURL(/#\/projects\?view=not-listed&f=region~is~220202/);
  await page.goBack();
  await page.getByRole('radio', { name: '投资' }).check();
  await expect(page.getByRole('button', { name: /^昌邑区 ?57\.6/ })).toBeVisible();
  await page.getByRole('radio', { name: '名次' }).check();
  await expect(page.getByRole('columnheader', { name: '开工率' })).toBeVisible();
  await workbench.screenshot('dispatch');
  expect(workbench.complaints).toEqual([]);
});

test('frozen figures stay, and the bulletin is written from them', async ({ workbench }) => {
  const { page } = workbench;
  await begin(workbench, zhou);
  const period = await city(workbench);
  const folder = path.join(workbench.folder, '通报');
  const before = await ask<Figures>(workbench, 'bulletins.figures', { period });
  expect(before.frozenAt).toBeNull();
  await go(workbench, '/dispatch');
  await expect(page.getByText('未冻结')).toBeVisible();
  await page.getByRole('button', { name: '冻结', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '冻结', exact: true }).click();
  await expect(page.getByText(/^已冻结 /)).toBeVisible();
  await expect(page.getByRole('button', { name: '冻结', exact: true })).toHaveCount(0);

  const [project] = await ask<{ id: string }[]>(workbench, 'projects.list', {});
  await ask(workbench, 'records.revise', {
    entity: 'project',
    id: project?.id,
    set: { annual_plan: { [period.slice(0, 4)]: 999_000_000 } },
  });
  const after = await ask<Figures>(workbench, 'bulletins.figures', { period });
  expect(after.totals).toEqual(before.totals);

  mkdirSync(folder, { recursive: true });
  await workbench.answerOpen(folder);
  await page.getByRole('button', { name: '生成通报' }).click();
  await page.getByRole('button', { name: '选择文件夹' }).click();
  await expect(page.getByRole('heading', { name: '通报已生成' })).toBeVisible();
  await workbench.screenshot('dispatch-written');
  const written = readdirSync(folder);
  expect(written.some((name) => name.endsWith('.docx'))).toBe(true);
  expect(written.some((name) => name.endsWith('.xlsx'))).toBe(true);
  for (const name of written) await expect(page.getByText(name, { exact: true })).toBeVisible();
  const data = written.find((name) => name.endsWith('.json'));
  const { totals } = JSON.parse(readFileSync(path.join(folder, data ?? ''), 'utf8')) as Figures;
  expect(totals.annual_plan).toBe(120_000_000);
  expect(totals.completed).toBe(46_567_800);
});
