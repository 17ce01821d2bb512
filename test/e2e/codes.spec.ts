import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test } from './harness';
import { fillLedger } from './ledger-filling';
import { ask, go } from './people';

test('a doubtful code is saved and marked, in the form and in the grid', async ({ workbench }) => {
  const { page } = workbench;
  const { ids } = await fillLedger(workbench, 2);
  const id = ids[0] ?? '';
  await go(workbench, `/projects/${id}/overview`);
  const code = page.getByRole('textbox', { name: '项目代码' });
  await code.fill('2106-220203-04-01-950624');
  await code.blur();
  await expect(page.getByText('项目代码校验位不符')).toBeVisible();
  const phone = page.getByRole('textbox', { name: '联系电话' });
  await phone.fill('1380432123');
  await phone.blur();
  await expect(page.getByText('手机号应为 11 位')).toBeVisible();
  const project = async () =>
    (await ask<{ project: Record<string, unknown> }>(workbench, 'projects.show', { id })).project;
  expect(await project()).toMatchObject({ code: '2106-220203-04-01-950624', phone: '1380432123' });

  await go(workbench, '/projects');
  await page.getByRole('button', { name: /^列/ }).click();
  await page.getByRole('checkbox', { name: '项目代码' }).check();
  await page.keyboard.press('Escape');
  const cell = page.getByRole('gridcell').filter({ hasText: '2106-220203-04-01-950624' });
  await cell.click();
  await expect(page.getByRole('status').filter({ hasText: '项目代码校验位不符' })).toBeVisible();
  await workbench.screenshot('codes-grid');
  await expectAccessible(page);
  await page.keyboard.type('2106-220203-04-01-950623');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await project()).code).toBe('2106-220203-04-01-950623');
});
