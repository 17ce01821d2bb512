import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import catalogue from '../../src-shared/catalogues/regions.json' with { type: 'json' };
import { expectAccessible } from './accessibility';
import { test } from './harness';
import { go } from './people';

/** Texts that stand over the edge of a page's text. */
const overEdge = (page: Page) =>
  page.locator('[data-core]').evaluateAll((cores) =>
    cores.flatMap((core) => {
      const area = core.getBoundingClientRect();
      return [...core.querySelectorAll('td, th, p')]
        .filter((element) => {
          const box = element.getBoundingClientRect();
          const isCut = element.closest('[class*="window"]') !== null;
          return !isCut && box.width > 0 && (box.bottom > area.bottom + 1.5 || box.right > area.right + 1.5);
        })
        .map((element) => element.textContent?.slice(0, 20));
    }),
  );

test('leaders’ sheets are one page each and are written all at once; special reports stand by topic', async ({
  workbench,
}) => {
  test.setTimeout(240_000);
  const { page, folder } = workbench;
  await page.getByRole('radio', { name: '市发改委调度员' }).check();
  await page.getByRole('radio', { name: /^看演示数据/ }).check();
  await page.getByRole('button', { name: '打开演示数据' }).click();
  await expect(page.getByText('演示 · 2018年9月16日')).toBeVisible({ timeout: 120_000 });

  await go(workbench, '/dispatch/papers');
  await page.getByRole('button', { name: '包保领导调度单' }).click();
  const written = path.join(folder, '调度单 九月');
  mkdirSync(written);
  await workbench.answerOpen(written);
  await workbench.screenshot('leader-sheets');
  await page.getByRole('button', { name: '写出全部领导的调度单' }).click();
  await expect(page.getByRole('dialog')).toContainText('包保领导调度单已生成');
  await expectAccessible(page);
  await page.getByRole('button', { name: '完成' }).click();
  expect(readdirSync(written)).toHaveLength(catalogue.assignments.length);

  for (const { leader } of catalogue.assignments) {
    await go(workbench, `/papers/leader_sheet/${encodeURIComponent(leader)}?about=2018-09-H1`);
    await expect(page.locator('[data-page="1"]')).toContainText(`${leader}副市长包保领导调度单`);
    await expect(page.locator('[data-page]')).toHaveCount(1);
    expect(await overEdge(page), leader).toEqual([]);
  }
  await workbench.screenshot('leader-sheet');

  await go(workbench, '/dispatch/papers');
  await page.getByRole('button', { name: '项目建设专报' }).click();
  await page
    .getByRole('link', { name: /^未入统项目专报/ })
    .first()
    .click();
  await expect(page.locator('[data-page="1"]')).toContainText('未入统项目情况的专报');
  expect(await overEdge(page)).toEqual([]);
  await expect(page.locator('[data-pages]')).toContainText('内容取自项目台账');
  await workbench.screenshot('special-report');
  expect(workbench.complaints).toEqual([]);
});
