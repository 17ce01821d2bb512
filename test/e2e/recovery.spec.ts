import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test } from './harness';
import { ask, begin, wang } from './people';

test('a damaged ledger says what happened, and a backup opens it again', async ({ start }) => {
  const first = await start();
  await begin(first, wang);
  await ask(first, 'records.create', { entity: 'project', set: { name: '备份里的项目' } });
  await ask(first, 'backups.create', {});
  await first.quit();

  const database = openSync(path.join(first.ledger, 'ledger.sqlite'), 'r+');
  writeSync(database, Buffer.alloc(8192, 7), 0, 8192, 0);
  closeSync(database);

  const second = await start({ ledger: first.ledger });
  const { page } = second;
  await expect(page.getByRole('heading', { name: '台账这次没有打开' })).toBeVisible();
  await expect(page.getByText('原文件没有动过，备份也在。')).toBeVisible();
  await expect(page.getByRole('button', { name: /删除/ })).toHaveCount(0);
  await expectAccessible(page);
  await second.screenshot('recovery');
  await page
    .getByRole('button', { name: /^用备份，/ })
    .first()
    .click();
  await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible();
  const projects = await ask<{ name: string }[]>(second, 'projects.list', {});
  expect(projects.map((project) => project.name)).toEqual(['备份里的项目']);
});
