import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test } from './harness';
import { ask, go } from './people';

interface Timetable {
  projects: {
    id: string;
    name: string;
    region: string | null;
    planned: string;
    begun: boolean;
    start: { outlook: string; handIn: { name: string; latest: string } | null; permits: number } | null;
  }[];
}

test('the timetable of planned starts leads from month and region to the permits of a project', async ({
  workbench,
}) => {
  test.setTimeout(300_000);
  const { page } = workbench;
  await page.getByRole('radio', { name: '市发改委调度员' }).check();
  await page.getByRole('radio', { name: /^看演示数据/ }).check();
  await page.getByRole('button', { name: '打开演示数据' }).click();
  await expect(page.getByText('演示 · 2018年9月16日')).toBeVisible({ timeout: 180_000 });
  await go(workbench, '/dispatch/targets');
  await page.getByRole('link', { name: '开工时间表' }).click();
  const { projects } = await ask<Timetable>(workbench, 'starts.timetable', { year: 2018 });
  const open = projects.filter(({ begun }) => !begun);
  const states = page.getByRole('radiogroup', { name: '按状态' });
  const months = page.getByRole('radiogroup', { name: '计划开工月份' });
  const rows = page.getByRole('region', { name: '计划开工的项目' }).locator('tbody tr');

  await test.step('the 49 of the plan stand in it', async () => {
    await expect(states.getByText('未开工 49', { exact: true })).toBeVisible();
    await expect(rows).toHaveCount(49);
    await workbench.screenshot('starts');
    await expectAccessible(page);
  });

  await test.step('a month and a region narrow it down', async () => {
    const ofNovember = open.filter(({ planned }) => planned.startsWith('2018-11'));
    await months.getByRole('radio', { name: /^11月/ }).check();
    await expect(rows).toHaveCount(ofNovember.length);
    await page.getByRole('region', { name: '各地计划开工' }).getByRole('button', { name: '龙潭区' }).click();
    const here = ofNovember.filter(({ region }) => region === '220203');
    expect(here.length).toBeGreaterThan(0);
    await expect(rows).toHaveCount(here.length);
    await workbench.screenshot('starts-region');
  });

  await test.step('what lies empty says so and leads back', async () => {
    await states.getByRole('radio', { name: /^逾期/ }).check();
    await page.getByRole('button', { name: '显示全部' }).click();
    await expect(rows).toHaveCount(projects.length);
  });

  await test.step('another year has its own timetable', async () => {
    await page.getByRole('button', { name: '下一年' }).click();
    await expect(page.getByRole('heading', { name: '2019年' })).toBeVisible();
    const next = await ask<Timetable>(workbench, 'starts.timetable', { year: 2019 });
    expect(next.projects.length).toBeGreaterThan(0);
    await expect(rows).toHaveCount(next.projects.length);
    await expect(page.getByRole('button', { name: '下一年' })).toBeDisabled();
    await page.getByRole('button', { name: '上一年' }).click();
    await expect(rows).toHaveCount(projects.length);
  });

  await test.step('to the permits, and back to where one was', async () => {
    await states.getByRole('radio', { name: /^未开工/ }).check();
    const wanted = open.find(({ start }) => (start?.permits ?? 0) > 0);
    if (!wanted) throw new Error('no planned start has permits');
    await page.getByRole('link', { name: new RegExp(`${wanted.name}的手续$`) }).click();
    await expect.poll(() => page.url()).toContain(`/permits/${wanted.id}`);
    await page.goBack();
    await expect(rows).toHaveCount(49);
  });
  expect(workbench.complaints).toEqual([]);
});
