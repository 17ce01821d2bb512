import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { type Filled, fillLedger } from './ledger-filling';
import { ask, go } from './people';

let filled: Filled;

/** The grid with 40 projects of three regions, cursor on the first row. */
async function openGrid(workbench: Workbench, query = ''): Promise<Page> {
  filled = await fillLedger(workbench, 40);
  const { page } = workbench;
  await go(workbench, `/projects${query}`);
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  return page;
}

const column = { name: 1, region: 2, owner: 3, lifecycle: 4, total: 5, plan: 6, completed: 7, listing: 10 } as const;
const cell = (page: Page, row: number, at: number) => page.locator(`[data-row="${row}"] [aria-colindex="${at + 1}"]`);
const editor = (page: Page) => page.locator('textarea');

async function project(workbench: Workbench, name: string): Promise<Record<string, unknown>> {
  const { rows } = await ask<{ rows: Record<string, unknown>[] }>(workbench, 'projects.page', {
    words: name,
    limit: 50,
  });
  return rows.find((row) => row.name === name) ?? {};
}

test('typing into a cell saves it, Enter goes down, Ctrl+Z takes it back', async ({ workbench }) => {
  const page = await openGrid(workbench);
  await cell(page, 0, column.total).click();
  await page.keyboard.type('3.5亿');
  await page.keyboard.press('Enter');
  await expect(cell(page, 0, column.total)).toHaveText('35,000');
  await expect(cell(page, 1, column.total)).toHaveAttribute('aria-selected', 'true');
  await expect.poll(async () => (await project(workbench, filled.names[0] ?? '')).total_investment).toBe(350_000_000);

  await page.keyboard.press('Control+z');
  await expect(page.getByText('已撤销：')).toBeVisible();
  await expect
    .poll(async () => (await project(workbench, filled.names[0] ?? '')).total_investment)
    .toBe(filled.totals[0]);
  expect(workbench.complaints).toEqual([]);
});

test('what cannot be read stays in the cell with the reason, Escape gives it up', async ({ workbench }) => {
  const page = await openGrid(workbench);
  await cell(page, 2, column.total).click();
  await page.keyboard.type('很多钱');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: '不是金额' })).toBeVisible();
  await expect(editor(page)).toHaveValue('很多钱');
  await page.keyboard.press('Escape');
  await expect(cell(page, 2, column.total)).toHaveText(((filled.totals[2] as number) / 10_000).toLocaleString('zh-CN'));
  // A computed column says why it cannot be typed in.
  await cell(page, 2, column.completed).click();
  await page.keyboard.type('5');
  await expect(page.getByText('由各月进度相加')).toBeVisible();
});

test('an input method composes from the first key, and Enter and Escape belong to it while it does', async ({
  workbench,
}) => {
  const page = await openGrid(workbench);
  const devtools = await page.context().newCDPSession(page);
  await cell(page, 1, column.owner).click();
  for (const text of ['j', 'ji', 'jil'])
    await devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await expect(editor(page)).toHaveValue('jil');
  // The keys that choose a candidate reach the page as key 229: nothing may happen.
  for (const key of ['Enter', 'Escape', 'Tab', 'ArrowDown']) {
    await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, key, code: key });
  }
  await expect(editor(page)).toHaveValue('jil');
  await expect(cell(page, 1, column.owner)).toHaveAttribute('aria-selected', 'true');
  await devtools.send('Input.insertText', { text: '吉林江澜' });
  await expect(editor(page)).toHaveValue('吉林江澜');
  await page.keyboard.press('Enter');
  await expect(cell(page, 1, column.owner)).toContainText('吉林江澜');
  await expect.poll(async () => (await project(workbench, filled.names[1] ?? '')).owner).toBe('吉林江澜');
});

test('a block goes to the clipboard and comes from a spreadsheet, all or nothing', async ({ workbench }) => {
  const page = await openGrid(workbench);
  const copied = await page.evaluate(() => {
    const data = new DataTransfer();
    document
      .querySelector('textarea')
      ?.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
    return data.getData('text/plain');
  });
  expect(copied).toBe(filled.names[0]);

  const paste = (html: string, text: string) =>
    page.evaluate(
      ([asHtml, asText]) => {
        const data = new DataTransfer();
        if (asHtml) data.setData('text/html', asHtml);
        data.setData('text/plain', asText ?? '');
        document
          .querySelector('textarea')
          ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      },
      [html, text],
    );

  await cell(page, 3, column.total).click();
  await paste('<table><tr><td>1,234.5</td><td>2亿</td></tr><tr><td>500<br></td><td></td></tr></table>', '坏的');
  await expect(page.getByText('粘贴 2 行 × 2 列')).toBeVisible();
  await expect(cell(page, 3, column.total)).toHaveText('1,234.5');
  await expect(cell(page, 3, column.plan)).toHaveText('20,000');
  await expect(cell(page, 4, column.total)).toHaveText('500');
  await expect(cell(page, 4, column.plan)).toHaveText('—');

  // One bad text refuses the whole block, and says where it is.
  await cell(page, 6, column.total).click();
  await paste('', '100\t200\n许多\t300\n');
  await expect(page.getByText('1 处读不懂。还没有粘贴。')).toBeVisible();
  await expect(cell(page, 7, column.total)).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.press('Escape');
  await expect(page.getByText('还没有粘贴')).toBeHidden();
  await expect
    .poll(async () => (await project(workbench, filled.names[6] ?? '')).total_investment)
    .toBe(filled.totals[6]);

  // The paste is one step: undone at once.
  await page.keyboard.press('Control+z');
  await expect
    .poll(async () => (await project(workbench, filled.names[4] ?? '')).total_investment)
    .toBe(filled.totals[4]);
  expect((await project(workbench, filled.names[3] ?? '')).total_investment).toBe(filled.totals[3]);
});

test('Ctrl+C and Ctrl+V by the keys themselves carry a block from cell to cell', async ({ workbench }) => {
  const page = await openGrid(workbench);
  await cell(page, 0, column.total).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+c');
  await cell(page, 10, column.total).click();
  await page.keyboard.press('Control+v');
  await expect
    .poll(async () => (await project(workbench, filled.names[11] ?? '')).total_investment)
    .toBe(filled.totals[1]);
  // Delete empties what may be empty.
  await page.keyboard.press('Delete');
  await expect.poll(async () => (await project(workbench, filled.names[10] ?? '')).total_investment).toBe(null);
});

test('order, filter and group come from the ledger; the block is counted in the footer', async ({ workbench }) => {
  const page = await openGrid(workbench);
  await page.getByRole('button', { name: '总投资', exact: true }).click();
  const greatest = [...filled.totals].sort((a, b) => b - a)[0] as number;
  await expect(cell(page, 0, column.total)).toHaveText((greatest / 10_000).toLocaleString('zh-CN'));
  await expect(page.getByRole('columnheader', { name: '总投资' })).toHaveAttribute('aria-sort', 'descending');

  await cell(page, 0, column.total).click();
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('选中 2 行 × 1 列')).toBeVisible();
  await page.keyboard.press('Control+End');
  await expect(page.locator('[data-row="39"]')).toBeVisible();

  await page.getByRole('button', { name: '筛选' }).click();
  await page.getByRole('dialog', { name: '筛选' }).getByRole('combobox', { name: '字段' }).click();
  await page.getByRole('option', { name: '总投资', exact: true }).click();
  await page.getByRole('textbox', { name: '值' }).fill('1亿');
  await page.getByRole('button', { name: '添加筛选' }).click();
  const passing = filled.totals.filter((total) => total >= 100_000_000).length;
  await expect(page.getByText(`显示 ${passing} / 40 项`)).toBeVisible();
  await expect(page.getByText('总投资 ≥ 1亿元')).toBeVisible();

  await page.getByRole('button', { name: '分组', exact: true }).click();
  await page.getByRole('menuitem', { name: '按属地' }).click();
  const group = page.locator('[data-row="0"]');
  await expect(group).toContainText('昌邑区');
  await group.locator('[data-column="0"]').click();
  await expect(page.locator('[data-row="1"]')).toContainText('龙潭区');

  await page.getByRole('button', { name: '去掉筛选' }).click();
  await expect(page.getByText('显示 40 / 40 项')).toBeVisible();
  await page.goBack();
  await expect(page.getByText(`显示 ${passing} / 40 项`)).toBeVisible();
});

test('the drawer shows who changed the cell and puts a former value back', async ({ workbench }) => {
  const page = await openGrid(workbench);
  await cell(page, 0, column.total).click();
  await page.keyboard.type('800');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await page.getByRole('button', { name: '历史', exact: true }).click();
  const drawer = page.getByRole('complementary', { name: '历史' });
  await expect(drawer).toContainText('→ 800');
  await expect(drawer.getByRole('listitem')).toHaveCount(2);
  await drawer.getByRole('button', { name: '恢复为' }).click();
  await expect
    .poll(async () => (await project(workbench, filled.names[0] ?? '')).total_investment)
    .toBe(filled.totals[0]);
});

test('the grid has no serious accessibility fault, in light and in dark', async ({ workbench }) => {
  const page = await openGrid(workbench, '?group=region');
  await expectAccessible(page);
  await page.evaluate(() => document.documentElement.setAttribute('data-mantine-color-scheme', 'dark'));
  await expectAccessible(page);
});

test('the handle of a block fills downwards, Ctrl+D as well', async ({ workbench }) => {
  const page = await openGrid(workbench);
  await cell(page, 0, column.owner).click();
  await page.keyboard.type('吉林新业建设公司');
  await page.keyboard.press('Tab');
  await cell(page, 0, column.owner).click();
  const handle = page.locator('[data-fill]');
  await handle.hover();
  await page.mouse.down();
  await cell(page, 3, column.owner).hover();
  await page.mouse.up();
  await expect(page.getByText('向下填充，改动 3 格')).toBeVisible();
  await expect.poll(async () => (await project(workbench, filled.names[3] ?? '')).owner).toBe('吉林新业建设公司');
  expect((await project(workbench, filled.names[4] ?? '')).owner).toBe('第5建设公司');

  // A stage is no word to be filled in: a move asks for what it needs.
  await cell(page, 0, column.lifecycle).click();
  await page.keyboard.type('停工');
  await expect(page.getByText('请打开项目，在右上角变更阶段')).toBeVisible();

  await cell(page, 5, column.total).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+d');
  await expect
    .poll(async () => (await project(workbench, filled.names[6] ?? '')).total_investment)
    .toBe(filled.totals[5]);
});
