import { expect } from '@playwright/test';
import { test } from './harness';

test('first start opens one window with the product name', async ({ workbench }) => {
  await expect(workbench.page).toHaveTitle('五包工作台');
  await workbench.screenshot('first-start');
});
