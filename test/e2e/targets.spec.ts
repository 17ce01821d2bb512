import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { ask, go } from './people';

/** Cell of the matrix: row 0 is the whole city, then the regions; column 0 is the name, then the indicators. */
const cell = (page: Page, row: number, column: number) =>
  page.locator(`[role=row][data-row="${row}"] [data-column="${column}"]`);
const [listed, listingRate, started, completed] = [1, 2, 3, 5];

interface Shown {
  lines: { name: string; cells: { value: number | null; actual: number | null }[] }[];
}
async function target(workbench: Workbench, period: string, row: number, column: number): Promise<number | null> {
  const { lines } = await ask<Shown>(workbench, 'targets.show', { period });
  return lines[row]?.cells[column - 1]?.value ?? null;
}

async function pasteFrom(workbench: Workbench, text: string): Promise<void> {
  await workbench.app.evaluate(({ clipboard, ClipboardItem }, words) => {
    // Newer shells take items as a page does, older ones an object.
    if (ClipboardItem) return clipboard.write([new ClipboardItem({ 'text/plain': words })]);
    return (clipboard as unknown as { write(content: object): void }).write({ text: words });
  }, text);
  await workbench.page.keyboard.press('Control+v');
}

test('targets are typed, pasted and taken back beside what there is, and the city picture has them', async ({
  workbench,
}) => {
  test.setTimeout(300_000);
  const { page } = workbench;
  await page.getByRole('radio', { name: '市发改委调度员' }).check();
  await page.getByRole('radio', { name: /^看演示数据/ }).check();
  await page.getByRole('button', { name: '打开演示数据' }).click();
  await expect(page.getByText('演示 · 2018年9月16日')).toBeVisible({ timeout: 120_000 });
  await go(workbench, '/dispatch');
  await page.getByRole('link', { name: '目标', exact: true }).click();
  const grid = page.getByRole('grid', { name: '2018年9月目标' });
  await expect(grid).toBeVisible();

  await test.step('what there is stands beside what is to be reached', async () => {
    await expect(cell(page, 0, listed)).toHaveText('234314');
    await expect(cell(page, 0, listed).getByTitle('现在 234项，目标 314项，还差 80项')).toBeVisible();
    await expect(cell(page, 1, listed)).toHaveText('2331');
    await expect(cell(page, 3, completed)).toHaveText('231,000');
    await expect(page.getByText('截至 9月30日，还有 14 天')).toBeVisible();
    await expect(page.getByText('各地合计 153项，比全市目标 314项 少 161项，还有 8 个地区没有定')).toBeVisible();
    await workbench.screenshot('targets');
    await expectAccessible(page);
  });

  await test.step('typed in the cell', async () => {
    await cell(page, 1, listingRate).click();
    await page.keyboard.type('九成');
    await page.keyboard.press('Enter');
    await expect(page.getByText('请填百分数，如 95 或 95.5')).toBeVisible();
    await page.keyboard.press('Escape');
    expect(await target(workbench, '2018-09', 1, listingRate)).toBeNull();
    await page.keyboard.type('72.5');
    await page.keyboard.press('Enter');
    await expect(cell(page, 1, listingRate).getByLabel('已达到')).toBeVisible();
    await workbench.screenshot('targets-typed');
    expect(await target(workbench, '2018-09', 1, listingRate)).toBe(7_250);
  });

  await test.step('pasted as one step, and taken back as one', async () => {
    await cell(page, 4, listed).click();
    await pasteFrom(workbench, '19\t95%\n24\t96.5%\n');
    await expect(page.getByText('粘贴 2 行 × 2 列')).toBeVisible();
    expect(await target(workbench, '2018-09', 5, listingRate)).toBe(9_650);
    await expect(page.getByText(/各地合计 196项/)).toBeVisible();
    await page.getByRole('button', { name: '撤销' }).click();
    await expect(page.getByText(/各地合计 153项/)).toBeVisible();
    expect(await target(workbench, '2018-09', 4, listed)).toBeNull();
    expect(await target(workbench, '2018-09', 1, listingRate)).toBe(7_250);
    await page.keyboard.press('Control+z');
    await expect.poll(() => target(workbench, '2018-09', 1, listingRate)).toBeNull();
  });

  await test.step('of other periods, those to come among them', async () => {
    await page.getByRole('link', { name: '2018年度' }).click();
    await expect(page.getByRole('grid', { name: '2018年度目标' })).toBeVisible();
    await expect(cell(page, 0, started)).toHaveText('102151');
    await go(workbench, '/dispatch/targets?period=2018-09');
    await page.getByRole('button', { name: '后一期' }).click();
    await expect(page.getByRole('grid', { name: '2018年10月目标' })).toBeVisible();
    await cell(page, 0, completed).click();
    await page.keyboard.type('35亿');
    await page.keyboard.press('Enter');
    await expect(cell(page, 0, completed)).toContainText('350,000');
  });

  await test.step('the city picture shows the city’s', async () => {
    await go(workbench, '/dispatch?period=2018-10');
    await expect(page.getByRole('list', { name: '全市目标' })).toContainText('完成投资 299.9 / 35.0 亿元');
  });
  expect(workbench.complaints).toEqual([]);
});
