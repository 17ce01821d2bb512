import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test } from './harness';
import { ask, begin, wang, zhou } from './people';

test('an empty desk says what will stand here and how to begin', async ({ start }) => {
  const secretary = await start();
  await begin(secretary, wang);
  await secretary.page.getByRole('link', { name: '导入我的 Excel' }).click();
  await expect(secretary.page).toHaveTitle(/导入 Excel/);
  const commission = await start({ ledger: `${secretary.folder}/市 台账` });
  await begin(commission, zhou);
  await commission.page.getByRole('link', { name: '去收包' }).click();
  await expect(commission.page).toHaveTitle(/同步/);
});

test('every to-do says why and when, and its one action works by mouse and by keyboard', async ({ workbench }) => {
  test.slow();
  const { page } = workbench;
  await ask(workbench, 'demonstration.open', { role: 'secretary', region: '220202' });
  await page.reload();
  const todos = page.getByRole('region', { name: '今日待办' });
  const row = todos.getByRole('row', { name: /入统材料未齐 铸衡精铸技改/ });
  await expect(row).toContainText('开工满 2 个月未入统');
  await expect(row).toContainText('逾期 18 天');
  const action = row.getByRole('link');
  await expect(action).toHaveCSS('opacity', '0');
  await row.hover();
  await expect(action).toHaveCSS('opacity', '1');
  await workbench.screenshot('desk');
  await expectAccessible(page);
  await page.mouse.move(0, 0);
  await action.focus();
  await expect(action).toHaveCSS('opacity', '1');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/projects\/[^/]+\/listing/);
  await page.goBack();

  const projects = page.getByRole('region', { name: '我的项目' });
  await expect(projects.getByRole('row', { name: /松筑构件基地/ })).toContainText('−43.5');
  await projects.getByRole('link', { name: '松筑构件基地' }).click();
  await expect(page).toHaveURL(/#\/projects\/[^/]+/);
  expect(workbench.complaints).toEqual([]);
});
