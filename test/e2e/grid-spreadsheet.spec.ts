import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { type Filled, fillLedger } from './ledger-filling';
import { ask, go } from './people';

let filled: Filled;

async function openGrid(workbench: Workbench, query = '', count = 20): Promise<Page> {
  filled = await fillLedger(workbench, count);
  const { page } = workbench;
  await go(workbench, `/projects${query}`);
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  return page;
}

const cell = (page: Page, row: number, at: number) => page.locator(`[data-row="${row}"] [aria-colindex="${at + 1}"]`);
const strip = (page: Page) => page.getByRole('region', { name: '待粘贴' });

async function project(workbench: Workbench, name: string): Promise<Record<string, unknown>> {
  const { rows } = await ask<{ rows: Record<string, unknown>[] }>(workbench, 'projects.page', { limit: 100 });
  return rows.find((row) => row.name === name) ?? {};
}

/** Puts something on the clipboard of the system, as another program does, and pastes it with the keys. */
async function pasteFrom(workbench: Workbench, data: { html?: string; text: string }): Promise<void> {
  await workbench.app.evaluate(({ clipboard, ClipboardItem }, { html, text }) => {
    // Newer shells take items as a page does, older ones an object.
    if (ClipboardItem)
      return clipboard.write([new ClipboardItem({ 'text/plain': text, ...(html ? { 'text/html': html } : {}) })]);
    return (clipboard as unknown as { write(content: object): void }).write(html ? { html, text } : { text });
  }, data);
  await workbench.page.keyboard.press('Control+v');
}

/** As Excel 2016 puts it there: a style sheet, wrapped lines, hidden rows, spans, cut words, numbers behind what is shown. */
const excel = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta name=ProgId content=Excel.Sheet><style><!--table {mso-displayed-decimal-separator:"\\.";}
.xl65 {mso-number-format:"yyyy\\\\-m\\\\-d";} .xl66 {mso-number-format:"\\@";} .xl67 {mso-number-format:"\\#\\,\\#\\#0";}
--></style></head><body link="#0563C1">
<table border=0 cellpadding=0 cellspacing=0 width=288 style='border-collapse:collapse;width:216pt'><!--StartFragment-->
 <col width=72 span=4 style='width:54pt'>
 <tr height=19 style='height:14.4pt'>
  <td height=19 class=xl67 align=right width=72 x:num="68000">68,000</td>
  <td class=xl67 align=right x:num="1.2345">1.2</td>
  <td class=xl65 align=right>2018/7/31</td>
  <td>吉林江澜<br>
    新材料<span style='display:none'>有限
  公司</span></td>
 </tr>
 <tr height=0 style='display:none'>
  <td class=xl67 align=right>1</td><td align=right>1</td><td></td><td>隐藏的行</td>
 </tr>
 <tr height=19>
  <td class=xl67 align=right>1.2亿</td>
  <td rowspan=2 align=right>５０００万</td>
  <td class=xl65 align=right x:num="43312">7月31日</td>
  <td><font class="font5">大口钦</font><font class="font6">现代物流园</font><span style='mso-spacerun:yes'>&nbsp; </span></td>
 </tr>
 <tr height=19>
  <td align=right>——</td>
  <td class=xl65>2018.9</td>
  <td class=xl66>昌邑建投</td>
 </tr>
<!--EndFragment--></table></body></html>`;

const shown = '?columns=name.total_investment.annual_plan.planned_start.owner.completed_this_year.code';

test('a block from Excel is understood column by column', async ({ workbench }) => {
  const page = await openGrid(workbench, shown);
  await cell(page, 1, 2).click();
  await pasteFrom(workbench, { html: excel, text: '坏的\t坏的' });
  await expect(page.getByText('粘贴 3 行 × 4 列')).toBeVisible();
  const [first, second, third] = await Promise.all([1, 2, 3].map((at) => project(workbench, filled.names[at] ?? '')));
  expect(first).toMatchObject({
    total_investment: 680_000_000,
    annual_plan_now: 12_345,
    planned_start: '2018-07-31',
    owner: '吉林江澜 新材料有限 公司',
  });
  expect(second).toMatchObject({
    total_investment: 120_000_000,
    annual_plan_now: 50_000_000,
    planned_start: '2018-07-31',
    owner: '大口钦现代物流园',
  });
  expect(third).toMatchObject({
    total_investment: null,
    annual_plan_now: 50_000_000,
    planned_start: '2018-09',
    owner: '昌邑建投',
  });
  expect(await project(workbench, filled.names[4] ?? '')).toMatchObject({ owner: '第5建设公司' });
  // A style sheet on the clipboard must not trouble the window's content policy.
  expect(workbench.complaints).toEqual([]);
});

test('a paste with faults writes nothing, shows where they are, and goes on when they are mended', async ({
  workbench,
}) => {
  const page = await openGrid(workbench, shown);
  await cell(page, 0, 2).click();
  await pasteFrom(workbench, { text: '1000\t500\t2018-05\n很多\t600\t2018.13.1\n3000\t\t\n' });
  await expect(strip(page)).toContainText('2 处读不懂。还没有粘贴。');
  await expect(cell(page, 1, 2)).toHaveAttribute('aria-invalid', 'true');
  await expect(cell(page, 1, 2)).toHaveText('很多');
  await expect(cell(page, 0, 2)).toHaveText('1000');
  await expect(page.getByText('不是金额，请写成')).toBeVisible();
  await workbench.screenshot('grid-paste-faults');
  await expectAccessible(page);
  for (const at of [0, 1, 2])
    expect(await project(workbench, filled.names[at] ?? '')).toMatchObject({ total_investment: filled.totals[at] });

  // The next fault by key; it is mended where it stands, and nothing is written yet.
  await page.keyboard.press('F3');
  await expect(page.getByText('没有 13月')).toBeVisible();
  await page.keyboard.type('2018-12-01');
  await page.keyboard.press('Enter');
  await expect(strip(page)).toContainText('1 处读不懂');
  await cell(page, 1, 2).click();
  await page.keyboard.type('2亿');
  await page.keyboard.press('Enter');
  await expect(strip(page)).toContainText('都读懂了，还没有粘贴。');
  expect(await project(workbench, filled.names[1] ?? '')).toMatchObject({ total_investment: filled.totals[1] });
  await strip(page).getByRole('button', { name: '粘贴' }).click();
  await expect(page.getByText('粘贴 3 行 × 3 列')).toBeVisible();
  await expect(strip(page)).toBeHidden();
  expect(await project(workbench, filled.names[1] ?? '')).toMatchObject({
    total_investment: 200_000_000,
    annual_plan_now: 6_000_000,
    planned_start: '2018-12-01',
  });
  // One step back for all of it.
  await page.keyboard.press('Control+z');
  await expect
    .poll(async () => (await project(workbench, filled.names[1] ?? '')).total_investment)
    .toBe(filled.totals[1]);
});

test('what can be read is pasted alone, and what finds no place is said', async ({ workbench }) => {
  const page = await openGrid(workbench, shown);
  await cell(page, 18, 5).click();
  // The computed column and the line that is too much stay away, and it is said.
  await pasteFrom(workbench, { text: '甲公司\t9999\n乙公司\t9999\n丙公司\t9999' });
  await expect(strip(page)).toContainText('2 格是算出来的或锁定的，共 3 行，这里往下只有 2 行。还没有粘贴。');
  await page.keyboard.press('Escape');
  await expect(strip(page)).toBeHidden();
  expect(await project(workbench, filled.names[18] ?? '')).toMatchObject({ owner: '第19建设公司' });

  await cell(page, 18, 5).click();
  await page.keyboard.press('Control+v');
  await strip(page).getByRole('button', { name: '只粘贴读得懂的 2 格' }).click();
  await expect(page.getByText('跳过 2 格')).toBeVisible();
  expect(await project(workbench, filled.names[18] ?? '')).toMatchObject({ owner: '甲公司' });
  expect(await project(workbench, filled.names[19] ?? '')).toMatchObject({ owner: '乙公司' });
});

test('what is copied arrives in a spreadsheet as numbers, days and words, and comes back as it was', async ({
  workbench,
}) => {
  const page = await openGrid(workbench, shown);
  const set = { code: '2018220202470301234', planned_start: '2018-04-01', total_investment: 12_345_678 };
  await ask(workbench, 'records.revise', { entity: 'project', id: filled.ids[0] ?? '', set });
  await ask(workbench, 'records.revise', {
    entity: 'project',
    id: filled.ids[1] ?? '',
    set: { planned_start: '2018-05', owner: '带"引号"的\t公司 <一>' },
  });
  await expect(cell(page, 0, 2)).toHaveText('1,234.5678');
  await cell(page, 0, 2).click();
  await page.keyboard.down('Shift');
  await cell(page, 1, 7).click();
  await page.keyboard.up('Shift');
  await page.keyboard.press('Control+c');
  const copied = () =>
    workbench.app.evaluate(async ({ clipboard, ClipboardItem }) => {
      const text = await clipboard.readText();
      if (!ClipboardItem) return { html: (clipboard as unknown as { readHTML(): string }).readHTML(), text };
      const [item] = await clipboard.read();
      const html = (await item?.getType('text/html')) as Blob | undefined;
      return { html: (await html?.text()) ?? '', text };
    });
  await expect.poll(async () => (await copied()).text).toContain('1234.5678');
  const { html, text } = await copied();
  expect(text.split('\n')[0]).toBe('1234.5678\t\t2018-04-01\t第1建设公司\t0\t2018220202470301234');
  const cells = [...html.matchAll(/<td([^>]*)>([^<]*)<\/td>/g)].map(([, attributes, words]) => [words, attributes]);
  expect(cells.map(([words]) => words).slice(0, 6)).toEqual(text.split('\n')[0]?.split('\t'));
  expect(cells[0]?.[1]).toContain('x:num="1234.5678"');
  expect(cells[2]?.[1]).toContain('yyyy\\-mm\\-dd');
  expect(cells[5]?.[1]).toContain('mso-number-format:"\\@"');
  // A month is no day: as words it stays '2018-05' and does not become the first of May.
  expect(cells[8]?.[0]).toBe('2018-05');
  expect(cells[8]?.[1]).toContain('"\\@"');

  await cell(page, 5, 2).click();
  await page.keyboard.press('Control+v');
  await strip(page).or(page.getByText('粘贴 2 行')).first().waitFor();
  await expect.poll(async () => (await project(workbench, filled.names[5] ?? '')).code).toBe(set.code);
  expect(await project(workbench, filled.names[5] ?? '')).toMatchObject(set);
  expect(await project(workbench, filled.names[6] ?? '')).toMatchObject({
    planned_start: '2018-05',
    owner: '带"引号"的 公司 <一>',
  });
});

test('find goes through all rows, replace is one step', async ({ workbench }) => {
  const page = await openGrid(workbench, shown, 60);
  await page.keyboard.press('Control+f');
  const bar = page.getByRole('search', { name: '查找和替换' });
  await bar.getByRole('textbox', { name: '查找' }).fill('第5');
  // 第5号, 第50号…第59号, each with its company of the same number.
  await expect(bar.getByRole('status')).toHaveText('1 / 22');
  await expect(cell(page, 4, 1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(bar.getByRole('status')).toHaveText('2 / 22');
  await expect(cell(page, 4, 5)).toHaveAttribute('aria-selected', 'true');
  // Far below what is in sight, and the window follows.
  await page.keyboard.press('F3');
  await expect(cell(page, 49, 1)).toBeInViewport();
  await page.keyboard.press('Shift+F3');
  await expect(bar.getByRole('status')).toHaveText('2 / 22');
  await workbench.screenshot('grid-find');
  await expectAccessible(page);

  await bar.getByRole('button', { name: '全部列' }).click();
  await expect(bar.getByRole('status')).toHaveText('1 / 11');
  await page.keyboard.press('Control+h');
  await bar.getByRole('textbox', { name: '替换为' }).fill('第伍');
  await bar.getByRole('button', { name: '替换', exact: true }).click();
  await expect.poll(async () => (await project(workbench, '第5号试验项目')).owner).toBe('第伍建设公司');
  await expect(bar.getByRole('status')).toHaveText('1 / 10');
  await bar.getByRole('button', { name: '全部替换' }).click();
  await expect(bar.getByText('替换了 10 处。')).toBeVisible();
  await expect(bar.getByRole('status')).toHaveText('没有找到');
  expect(await project(workbench, '第59号试验项目')).toMatchObject({ owner: '第伍9建设公司' });
  expect(await project(workbench, '第15号试验项目')).toMatchObject({ owner: '第15建设公司' });
  await workbench.screenshot('grid-replace');
  await page.keyboard.press('Escape');
  await expect(bar).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await project(workbench, '第59号试验项目')).owner).toBe('第59建设公司');
  expect(await project(workbench, '第5号试验项目')).toMatchObject({ owner: '第伍建设公司' });
});

test('a replacement that cannot be read leaves its cell, computed ones are left, and both are said', async ({
  workbench,
}) => {
  const page = await openGrid(workbench, '?columns=name.total_investment.completed_this_year', 6);
  await page.keyboard.press('Control+h');
  const bar = page.getByRole('search', { name: '查找和替换' });
  await bar.getByRole('textbox', { name: '查找' }).fill('0');
  await bar.getByRole('textbox', { name: '替换为' }).fill('零');
  await bar.getByRole('button', { name: '全部替换' }).click();
  await expect(bar.getByRole('alert')).toContainText(
    '没有可以替换的；6 处是算出来的或锁定的，没有动；6 处替换后读不懂',
  );
  expect(await project(workbench, filled.names[0] ?? '')).toMatchObject({ total_investment: filled.totals[0] });
});

test('columns are frozen, widened and moved by their heads; the block goes across the frozen edge', async ({
  workbench,
}) => {
  const page = await openGrid(
    workbench,
    '?columns=name.region.owner.total_investment.annual_plan.planned_start.scale.address.sector.note.responsible_unit.code',
  );
  const head = (name: string) => page.getByRole('columnheader', { name });
  await head('属地').hover();
  await page.getByRole('button', { name: '“属地”列的菜单' }).click();
  await workbench.screenshot('grid-head-menu');
  await expectAccessible(page);
  await page.getByRole('button', { name: '冻结到这一列' }).click();
  await cell(page, 0, 2).click();
  await page.keyboard.press('Shift+End');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('选中 2 行 × 11 列')).toBeVisible();
  // Scrolled to the far end, both frozen columns stay in sight and nothing lies over them.
  await expect(cell(page, 0, 12)).toBeInViewport();
  await expect(cell(page, 0, 2)).toBeInViewport();
  const frozen = (await cell(page, 0, 2).boundingBox()) ?? { x: 0, y: 0, width: 0 };
  await page.mouse.click(frozen.x + 10, frozen.y + 10);
  await expect(cell(page, 0, 2)).toHaveAttribute('aria-selected', 'true');
  await workbench.screenshot('grid-frozen');
  // Going back along the row, each cell comes out from under the frozen edge.
  await page.keyboard.press('End');
  for (let step = 0; step < 9; step += 1) await page.keyboard.press('ArrowLeft');
  const left = (await cell(page, 0, 3).boundingBox()) ?? { x: 0 };
  expect(left.x).toBeGreaterThanOrEqual(frozen.x + frozen.width - 1);

  const before = (await head('建设单位').boundingBox()) ?? { x: 0, y: 0, width: 0 };
  await page.mouse.move(before.x + before.width - 1, before.y + 10);
  await page.mouse.down();
  await page.mouse.move(before.x + before.width + 59, before.y + 10, { steps: 4 });
  await page.mouse.up();
  const after = (await head('建设单位').boundingBox()) ?? { width: 0 };
  expect(Math.abs(after.width - before.width - 60)).toBeLessThanOrEqual(2);
  // By keys: narrower again, then the menu, then back in the cells.
  await page.getByRole('button', { name: '建设单位', exact: true }).focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await expect.poll(async () => (await head('建设单位').boundingBox())?.width).toBeLessThan(after.width - 6);
  await page.keyboard.press('Alt+ArrowDown');
  await page.getByRole('button', { name: '右移' }).click();
  await expect(cell(page, 0, 4)).toHaveText('第1建设公司');

  // Kept when the screen is opened again.
  const kept = await head('建设单位').boundingBox();
  await go(workbench, '/desk');
  await page.goBack();
  await expect(page.getByRole('gridcell').first()).toBeVisible();
  await expect.poll(async () => (await head('建设单位').boundingBox())?.width).toBe(kept?.width);
});

test('the header of a group stays in sight while its rows scroll, and folds them', async ({ workbench }) => {
  const page = await openGrid(workbench, '?group=region', 75);
  const grid = page.getByRole('grid');
  await expect(page.locator('[data-row="0"]')).toContainText('昌邑区');
  await cell(page, 10, 1).click();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  for (let step = 0; step < 8; step += 1) await page.keyboard.press('ArrowDown');
  await expect(page.locator('[data-row="0"]')).toBeHidden();
  const stuck = grid.locator('[aria-hidden="true"] > [data-row]');
  await expect(stuck).toContainText('龙潭区');
  await workbench.screenshot('grid-group-stuck');
  // Going up row by row the cursor never goes under the header.
  for (let step = 0; step < 17; step += 1) await page.keyboard.press('ArrowUp');
  const cursor = await page.locator('[data-row][data-active]').boundingBox();
  const header = await stuck.boundingBox();
  expect(cursor?.y ?? 0).toBeGreaterThanOrEqual((header?.y ?? 0) + 31);
  await stuck.locator('[data-column="0"]').click();
  await expect(page.getByText('显示 75 / 75 项')).toBeVisible();
  await expect(grid).toHaveAttribute('aria-rowcount', String(3 + 50 + 1));
});

test('keys of a spreadsheet: fill right, today, one text for a block, column and row', async ({ workbench }) => {
  const page = await openGrid(workbench, shown);
  await cell(page, 0, 2).click();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Control+r');
  await expect
    .poll(async () => (await project(workbench, filled.names[0] ?? '')).annual_plan_now)
    .toBe(filled.totals[0]);

  await cell(page, 2, 4).click();
  await page.keyboard.press('Control+;');
  await page.keyboard.press('Enter');
  const { today } = await ask<{ today: string }>(workbench, 'ledger.status', {});
  await expect.poll(async () => (await project(workbench, filled.names[2] ?? '')).planned_start).toBe(today);

  await cell(page, 3, 5).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.type('同一公司');
  await page.keyboard.press('Control+Enter');
  for (const at of [3, 4, 5])
    await expect.poll(async () => (await project(workbench, filled.names[at] ?? '')).owner).toBe('同一公司');
  expect(await project(workbench, filled.names[6] ?? '')).toMatchObject({ owner: '第7建设公司' });

  await page.keyboard.press('Control+ ');
  await expect(page.getByText('选中 20 行 × 1 列')).toBeVisible();
  await cell(page, 3, 5).click();
  await page.keyboard.press('Shift+ ');
  await expect(page.getByText('选中 1 行 × 7 列')).toBeVisible();
  // Nothing of a block that is cleared is lost silently: what is computed is said.
  await page.keyboard.press('Delete');
  await expect(page.getByText('“项目名称”不能为空')).toBeVisible();
  await cell(page, 7, 5).click();
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Delete');
  await expect(page.getByText('清除 1 格；算出来的和锁定的 1 格没有动')).toBeVisible();
});
