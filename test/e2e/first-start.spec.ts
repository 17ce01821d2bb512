import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test } from './harness';
import { ask } from './people';

const sample = path.resolve(import.meta.dirname, '../fixtures/samples/monthly.xlsx');

test('what is missing is said beside its field, and nothing is made', async ({ workbench }) => {
  const { page } = workbench;
  await page.getByRole('button', { name: '选择 Excel 文件' }).click();
  await expect(page.getByText('请填写姓名')).toBeVisible();
  await expect(page.getByText('请填写单位')).toBeVisible();
  await expect(page.getByText('请选一个属地')).toBeVisible();
  await expect(page.getByRole('textbox', { name: '姓名' })).toBeFocused();
  expect(existsSync(path.join(workbench.ledger, 'ledger.sqlite'))).toBe(false);
  await expectAccessible(page);
});

test('answers survive a reload, and the importer follows', async ({ workbench }) => {
  const { page } = workbench;
  await page.getByRole('textbox', { name: '姓名' }).fill('王秘书');
  await page.getByRole('textbox', { name: '单位' }).fill('昌邑区重点项目服务中心');
  await page.getByRole('radio', { name: '昌邑区' }).check();
  await page.reload();
  await expect(page.getByRole('textbox', { name: '姓名' })).toHaveValue('王秘书');
  await expect(page.getByRole('textbox', { name: '单位' })).toHaveValue('昌邑区重点项目服务中心');
  await expect(page.getByRole('radio', { name: '昌邑区' })).toBeChecked();
  await workbench.screenshot('first-start');

  await workbench.answerOpen(sample);
  await page.getByRole('button', { name: '选择 Excel 文件' }).click();
  await expect(page.getByRole('heading', { name: 'monthly.xlsx' })).toBeVisible();
  await expect(page.getByRole('link', { name: '王秘书 · 昌邑区' })).toBeVisible();
  expect(workbench.complaints).toEqual([]);
});

test('a dispatcher has no region, and an empty ledger begins with the grid', async ({ workbench }) => {
  const { page } = workbench;
  await page.getByRole('radio', { name: '市发改委调度员' }).check();
  await expect(page.getByRole('radiogroup', { name: '属地' })).toHaveCount(0);
  await page.getByRole('textbox', { name: '姓名' }).fill('周科长');
  await page.getByRole('textbox', { name: '单位' }).fill('市发改委');
  await page.getByRole('radio', { name: /^空白台账/ }).check();
  await page.getByRole('button', { name: '建立空白台账' }).click();
  await expect(page.getByRole('link', { name: '周科长 · 市发改委' })).toBeVisible();
  await expect(page.getByRole('link', { name: '调度', exact: true })).toBeVisible();
  await expect(page).toHaveTitle(/全部项目/);
});

test('the last button names what happens next', async ({ workbench }) => {
  const { page } = workbench;
  await page.getByRole('radio', { name: /^看演示数据/ }).check();
  await expect(page.getByRole('button', { name: '打开演示数据' })).toBeVisible();
  await page.getByRole('radio', { name: /^空白台账/ }).check();
  await expect(page.getByRole('button', { name: '建立空白台账' })).toBeVisible();
});

test('the demonstration is the city of the plan and can be left again', async ({ workbench }) => {
  test.slow();
  const { page } = workbench;
  await page.getByRole('radio', { name: '市发改委调度员' }).check();
  await page.getByRole('radio', { name: /^看演示数据/ }).check();
  await page.getByRole('button', { name: '打开演示数据' }).click();
  await expect(page.getByText('演示 · 2018年9月16日')).toBeVisible({ timeout: 120_000 });
  const { counts } = await ask<{ counts: Record<string, number> }>(workbench, 'ledger.status', {});
  expect(counts).toMatchObject({
    construction: 314,
    'not-listed': 80,
    'planned-start': 49,
    signed: 46,
    negotiation: 22,
  });
  await workbench.screenshot('desk-commission');
  await page.getByRole('button', { name: '退出演示' }).click();
  await expect(page.getByRole('heading', { name: '我是谁' })).toBeVisible();
});
