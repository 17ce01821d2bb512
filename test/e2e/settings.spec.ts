import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test } from './harness';
import { ask, begin, go, wang } from './people';

interface Status {
  identity: { person: string; unit: string; phone: string };
  fingerprint: { hex: string; words: string[] };
}

test('who I am is saved when a field is left; an empty name is refused and the old one stays', async ({
  workbench,
}) => {
  const { page } = workbench;
  await begin(workbench, wang);
  await go(workbench, '/settings');
  const person = page.getByRole('textbox', { name: '姓名' });
  await person.fill('王小秘');
  await page.getByRole('textbox', { name: '电话' }).click();
  await expect(page.getByText('已保存')).toBeVisible();
  expect((await ask<Status>(workbench, 'ledger.status', {})).identity.person).toBe('王小秘');
  await expect(page.getByRole('link', { name: '王小秘 · 昌邑区' })).toBeVisible();
  await person.fill('');
  await page.getByRole('textbox', { name: '电话' }).click();
  await expect(page.getByText('姓名不能为空，原来的“王小秘”还在')).toBeVisible();
  expect((await ask<Status>(workbench, 'ledger.status', {})).identity.person).toBe('王小秘');
});

test('the fingerprint is that of the machine, and the theme is remembered', async ({ workbench }) => {
  const { page } = workbench;
  await begin(workbench, wang);
  await go(workbench, '/settings');
  const { fingerprint } = await ask<Status>(workbench, 'ledger.status', {});
  await expect(page.getByText(fingerprint.hex)).toBeVisible();
  for (const word of fingerprint.words) await expect(page.getByText(word, { exact: true }).first()).toBeVisible();
  await page.getByRole('radio', { name: '深色' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await expectAccessible(page);
  await workbench.screenshot('settings-dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.getByRole('radio', { name: '浅色' }).check();
  await expectAccessible(page);
  await workbench.screenshot('settings');
});

test('a backup brings back what was there, and keeps what it replaces', async ({ workbench }) => {
  const { page } = workbench;
  await begin(workbench, wang);
  const create = (name: string) => ask(workbench, 'records.create', { entity: 'project', set: { name } });
  const names = async () =>
    (await ask<{ name: string }[]>(workbench, 'projects.list', {})).map((project) => project.name);
  await create('备份以前的项目');
  await go(workbench, '/settings');
  await page.getByRole('button', { name: '立即备份' }).click();
  await expect(page.getByText(/^已备份 /)).toBeVisible();
  const file = path.join(workbench.folder, 'U 盘 备份.sqlite');
  await workbench.answerSave(file);
  await page.getByRole('button', { name: '另存到文件' }).click();
  await expect.poll(() => existsSync(file)).toBe(true);
  await create('备份以后的项目');

  await page
    .getByRole('button', { name: /^恢复，/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: '恢复' }).click();
  await expect(page.getByText('已恢复，恢复前的台账也另存了一份')).toBeVisible();
  expect(await names()).toEqual(['备份以前的项目']);

  await create('又一个项目');
  await workbench.answerOpen(file);
  await page.getByRole('button', { name: '从文件恢复' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '恢复' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await names()).toEqual(['备份以前的项目']);
});

test('verification lists its checks', async ({ workbench }) => {
  const { page } = workbench;
  await begin(workbench, wang);
  await ask(workbench, 'records.create', { entity: 'project', set: { name: '一个项目' } });
  await go(workbench, '/settings');
  await page.getByRole('button', { name: '核对一遍' }).click();
  await expect(page.getByText('台账完好。')).toBeVisible();
  const { digest } = await ask<{ digest: string }>(workbench, 'ledger.digest', {});
  await expect(page.getByText(digest)).toBeVisible();
  await expect(page.getByText('没有通过')).toHaveCount(0);
});
