import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import ExcelJS from 'exceljs';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { type Filled, fillLedger } from './ledger-filling';
import { ask, go } from './people';

let filled: Filled;

/** The grid with 40 projects: 14 of 昌邑区, 13 of 龙潭区, 13 of 磐石市. */
async function openGrid(workbench: Workbench, query = ''): Promise<Page> {
  filled = await fillLedger(workbench, 40);
  const { page } = workbench;
  await go(workbench, `/projects${query}`);
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  return page;
}

const large = () => filled.totals.filter((total) => total >= 100_000_000).length;
const shown = (page: Page, count: number) => expect(page.getByText(`显示 ${count} / 40 项`)).toBeVisible();
const filterBox = (page: Page) => page.getByRole('dialog', { name: /^筛选/ });
const values = (box: Page | Locator, label: string) => box.getByRole('group', { name: `${label}的值` });
const tabs = (page: Page) => page.getByRole('navigation', { name: '视图' });
const heads = (page: Page) =>
  page
    .getByRole('columnheader')
    .evaluateAll((cells) => cells.map((cell) => cell.textContent?.trim() ?? '').filter((text) => text !== '序号'));

test('values are chosen with their counts, which follow the other filters; one step back takes the filter away', async ({
  workbench,
}) => {
  const page = await openGrid(workbench, '?f=total_investment~at_least~100000000');
  await shown(page, large());
  await page.getByRole('button', { name: '筛选 1' }).click();
  const inRegion = (region: number) =>
    filled.totals.filter((total, index) => total >= 100_000_000 && index % 3 === region).length;
  await expect(values(filterBox(page), '属地')).toContainText(`昌邑区${inRegion(0)}`);
  await expect(values(filterBox(page), '属地')).toContainText(`龙潭区${inRegion(1)}`);
  await expectAccessible(page);

  // By keyboard: down from the search line to the ticks.
  await expect(filterBox(page).getByRole('textbox', { name: '搜索值' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await shown(page, inRegion(0));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await shown(page, inRegion(0) + inRegion(1));
  await page.keyboard.press('Escape');
  await expect(filterBox(page)).toBeHidden();
  await expect(page.getByText('属地：昌邑区、龙潭区')).toBeVisible();
  await page.goBack();
  await shown(page, large());

  // Search narrows the list; a chip opens its own filter.
  await page.getByRole('button', { name: '总投资 ≥ 1亿元', exact: true }).click();
  await expect(filterBox(page).getByRole('combobox', { name: '字段' })).toHaveValue('总投资');
  await expect(filterBox(page)).toContainText('最小 100万元');
  await filterBox(page).getByRole('combobox', { name: '条件' }).click();
  await page.getByRole('option', { name: '介于' }).click();
  await filterBox(page).getByRole('textbox', { name: '从' }).fill('2亿');
  await filterBox(page).getByRole('textbox', { name: '到' }).fill('1亿');
  await page.keyboard.press('Enter');
  await expect(filterBox(page)).toContainText('要不小于前面一个');
  await filterBox(page).getByRole('textbox', { name: '从' }).fill('5000');
  await page.keyboard.press('Enter');
  const between = filled.totals.filter((total) => total >= 50_000_000 && total <= 100_000_000).length;
  await shown(page, between);
  await expect(page.getByText('总投资 5,000万元至1亿元')).toBeVisible();
  expect(workbench.complaints).toEqual([]);
});

test('the head of a column filters too, by light as by what was typed', async ({ workbench }) => {
  const page = await openGrid(workbench);
  await page.getByRole('columnheader', { name: '灯' }).hover();
  await page.getByRole('button', { name: '“灯”列的菜单' }).click();
  const menu = page.getByRole('dialog', { name: '“灯”列' });
  await expect(values(menu, '灯')).toContainText('红灯24');
  await menu.getByRole('combobox', { name: '条件' }).click();
  await page.getByRole('option', { name: '不是', exact: true }).click();
  await menu.getByRole('checkbox', { name: '红灯' }).check();
  await shown(page, 16);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '去掉筛选 灯 不是 红灯' }).click();
  await shown(page, 40);

  await page.getByRole('columnheader', { name: '建设单位' }).hover();
  await page.getByRole('button', { name: '“建设单位”列的菜单' }).click();
  const owners = page.getByRole('dialog', { name: '“建设单位”列' });
  await owners.getByRole('textbox', { name: '搜索值' }).fill('第4');
  await expect(owners.getByRole('checkbox')).toHaveCount(2);
  await owners.getByRole('checkbox', { name: '第40建设公司' }).check();
  await shown(page, 1);
});

test('levels of order, groups folded and opened at once, columns in an order of one’s own', async ({ workbench }) => {
  const page = await openGrid(workbench);
  await page.getByRole('button', { name: '排序', exact: true }).click();
  const sorting = page.getByRole('dialog', { name: '排序' });
  for (const column of ['属地', '总投资']) {
    await sorting.getByRole('combobox', { name: '加一级排序' }).click();
    await page.getByRole('option', { name: column, exact: true }).click();
  }
  await expect(sorting.getByRole('button', { name: '属地：升序，改为降序' })).toBeVisible();
  await expect(sorting.getByRole('button', { name: '总投资：降序，改为升序' })).toBeVisible();
  await expectAccessible(page);
  const first = Math.max(...filled.totals.filter((_, index) => index % 3 === 0));
  const cell = (row: number, at: number) => page.locator(`[data-row="${row}"] [aria-colindex="${at + 1}"]`);
  await expect(cell(0, 5)).toHaveText((first / 10_000).toLocaleString('zh-CN'));
  await sorting.getByRole('button', { name: '总投资上移' }).click();
  await expect(cell(0, 5)).toHaveText((Math.max(...filled.totals) / 10_000).toLocaleString('zh-CN'));
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: '分组', exact: true }).click();
  await page.getByRole('menuitem', { name: '按灯' }).click();
  await expect(page.locator('[data-row="0"]')).toContainText('红灯24 项');
  await page.getByRole('button', { name: '收起全部分组' }).click();
  await expect(page.locator('[data-row="1"]')).toContainText('16 项');
  await expect(page.locator('[data-row="2"]')).toHaveCount(0);
  await page.getByRole('button', { name: '展开全部分组' }).click();
  await expect(page.locator('[data-row="2"]')).toBeVisible();

  await page.getByRole('button', { name: '列 11' }).click();
  const columns = page.getByRole('dialog', { name: '列' });
  await columns.getByRole('textbox', { name: '找列' }).fill('秘书');
  await columns.getByRole('checkbox', { name: '项目秘书' }).check();
  await columns.getByRole('button', { name: '不显示建设单位' }).click();
  await columns.getByRole('button', { name: '灯上移' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect.poll(() => heads(page)).toContain('灯');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  const order = await heads(page);
  expect(order.at(-1)).toBe('项目秘书');
  expect(order.indexOf('灯')).toBe(order.indexOf('入统状态') - 1);
  expect(order).not.toContain('建设单位');
});

test('a view keeps filters, order, groups and columns; a change of it shows, and is kept or taken back', async ({
  workbench,
}) => {
  const page = await openGrid(workbench, '?f=total_investment~at_least~100000000&sort=-total_investment');
  await page.getByRole('button', { name: '保存为视图' }).click();
  await page.getByRole('textbox', { name: '视图名称' }).fill('红灯');
  await expect(page.getByText('已有同名视图')).toBeVisible();
  await page.getByRole('textbox', { name: '视图名称' }).fill('一亿以上');
  await page.getByRole('button', { name: '保存视图' }).click();
  const own = tabs(page).getByRole('link', { name: '一亿以上' });
  await expect(own).toHaveAttribute('aria-current', 'page');
  await expect(own).toContainText(String(large()));

  await tabs(page).getByRole('link', { name: '全部项目' }).click();
  await shown(page, 40);
  await own.click();
  await shown(page, large());
  await page.getByRole('button', { name: '列 11' }).click();
  await page.getByRole('button', { name: '不显示灯' }).click();
  await page.keyboard.press('Escape');
  await expect(tabs(page).getByText('已改动')).toBeVisible();
  await tabs(page).getByRole('button', { name: '还原' }).click();
  await expect(page.getByRole('columnheader', { name: '灯' })).toBeVisible();
  await expect(tabs(page).getByText('已改动')).toBeHidden();

  await page.getByRole('button', { name: '去掉筛选' }).click();
  await tabs(page).getByRole('button', { name: '更新' }).click();
  await expect(own).toContainText('40');
  await tabs(page).getByRole('button', { name: '视图“一亿以上”的操作' }).click();
  await expectAccessible(page);
  await page.getByRole('menuitem', { name: '改名' }).click();
  await page.getByRole('textbox', { name: '视图名称' }).fill('按投资排');
  await page.keyboard.press('Enter');
  await expect(tabs(page).getByRole('link', { name: '按投资排' })).toHaveAttribute('aria-current', 'page');

  // It is still there after a restart, and gone after its deletion.
  await page.reload();
  await tabs(page).getByRole('button', { name: '视图“按投资排”的操作' }).click();
  await page.getByRole('menuitem', { name: '删除视图' }).click();
  await expect(tabs(page).getByRole('link', { name: '按投资排' })).toHaveCount(0);
  expect(workbench.complaints).toEqual([]);
});

test('a view for everybody is a record of the ledger; others’ stand under 更多', async ({ workbench }) => {
  const page = await openGrid(workbench, '?group=region&f=light~is~red');
  await page.getByRole('button', { name: '保存为视图' }).click();
  await page.getByRole('textbox', { name: '视图名称' }).fill('分县区红灯');
  await page.getByRole('radio', { name: '给大家（随同步包带走）' }).check();
  await page.getByRole('button', { name: '保存视图' }).click();
  await expect(tabs(page).getByRole('link', { name: '分县区红灯' })).toHaveAttribute('aria-current', 'page');
  const list = () =>
    ask<{ views: { name: string; query: string; columns: string[]; person: string }[] }>(workbench, 'views.list', {});
  expect((await list()).views).toMatchObject([
    { name: '分县区红灯', query: 'f=light%7Eis%7Ered&group=region', person: '周科长' },
  ]);
  expect((await list()).views[0]?.columns).toHaveLength(11);

  // As if a package of another unit had brought it.
  await ask(workbench, 'records.create', {
    entity: 'saved_view',
    set: {
      scope: '220203',
      name: '龙潭区的',
      query: 'f=region~is~220203',
      columns: 'name total_investment',
      person: '孙秘书',
    },
  });
  await page.getByRole('button', { name: '更多' }).click();
  await expect(page.getByText('其他单位的视图')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('menuitem', { name: '龙潭区的' }).click();
  await shown(page, 13);
  expect(await heads(page)).toEqual(['项目名称', '总投资']);
  await expect(tabs(page).getByRole('link', { name: '龙潭区的' })).toHaveAttribute('aria-current', 'page');
  await expect(tabs(page).getByRole('button', { name: '视图“龙潭区的”的操作' })).toHaveCount(0);

  await tabs(page).getByRole('link', { name: '分县区红灯' }).click();
  await tabs(page).getByRole('button', { name: '视图“分县区红灯”的操作' }).click();
  await page.getByRole('menuitem', { name: '改为只给自己' }).click();
  await expect.poll(async () => (await list()).views.length).toBe(0);
  await expect(tabs(page).getByRole('link', { name: '分县区红灯' })).toHaveCount(1);
  await expect(tabs(page).getByRole('link', { name: '分县区红灯' })).toHaveAttribute('aria-current', 'page');
});

test('many views: what does not fit is under 更多, the one in sight always has its tab', async ({ workbench }) => {
  const page = await openGrid(workbench);
  await page.evaluate(() =>
    localStorage.setItem(
      'wubao-saved-views',
      JSON.stringify(
        Array.from({ length: 14 }, (_, index) => ({
          name: `我的第 ${index + 1} 个视图`,
          query: `f=total_investment~at_least~${index + 1}000000`,
        })),
      ),
    ),
  );
  await page.reload();
  await page.getByRole('button', { name: /^更多/ }).click();
  await page.getByRole('menuitem', { name: '我的第 14 个视图' }).click();
  const last = tabs(page).getByRole('link', { name: '我的第 14 个视图' });
  await expect(last).toHaveAttribute('aria-current', 'page');
  await expect(last).toBeInViewport({ ratio: 0.95 });
  await expect(tabs(page).getByRole('button', { name: '保存为视图' })).toBeInViewport({ ratio: 1 });
  await expectAccessible(page);
  await workbench.screenshot('views-many');
});

test('what goes out is what is seen: columns in their order, filters and words; or every field', async ({
  workbench,
}) => {
  const page = await openGrid(workbench, '?f=total_investment~at_least~100000000&columns=name.light.total_investment');
  await page.getByRole('button', { name: /^筛选/ }).click();
  await page.getByRole('textbox', { name: '含有文字' }).fill('第1');
  await page.keyboard.press('Enter');
  const expected = filled.names.filter(
    (name, index) => name.includes('第1') && (filled.totals[index] as number) >= 100_000_000,
  );
  await shown(page, expected.length);

  const file = `${workbench.folder}/看到的.xlsx`;
  await workbench.answerSave(file);
  await page.getByRole('button', { name: '导出' }).click();
  await page.getByRole('menuitem', { name: '导出看到的' }).click();
  await expect(page.getByText(`已导出 ${expected.length} 项到 看到的.xlsx`)).toBeVisible();
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(readFileSync(file) as never);
  const texts = Array.from(workbook.worksheets[0]?.getSheetValues() ?? [], (row) =>
    Array.isArray(row) ? Array.from(row, (cell) => String(cell ?? '')) : [],
  );
  const head = texts.find((row) => row.includes('项目名称')) ?? [];
  expect(head.filter((text) => text !== '' && text !== '序号').map((text) => text.replace(/（.*/, ''))).toEqual([
    '项目名称',
    '灯',
    '总投资',
  ]);
  for (const name of expected) expect(texts.some((row) => row.includes(name))).toBe(true);

  await workbench.answerSave(`${workbench.folder}/全部.xlsx`);
  await page.getByRole('button', { name: '导出' }).click();
  await page.getByRole('menuitem', { name: '导出全部字段' }).click();
  await expect(page.getByText(`已导出 ${expected.length} 项到 全部.xlsx`)).toBeVisible();
  await page.getByRole('button', { name: '导出' }).click();
  await page.getByRole('menuitem', { name: '填上级的表' }).click();
  await expect(page).toHaveURL(/#\/templates/);
});
