import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { monthlyTable, pictured } from './monthly-table';
import { ask, begin, go, wang } from './people';

type Values = Record<string, string | number | Record<string, number>>;

/** What the ledger knows before the table comes. */
const known: readonly Values[] = [
  {
    name: '松筑装配式建筑构件基地',
    owner: '吉林松筑住工有限公司',
    region: '220202',
    total_investment: 426_000_000,
    annual_plan: { 2018: 165_000_000 },
  },
  {
    name: '江澜碳纤维复合材料产业园',
    owner: '吉林江澜新材料有限公司',
    region: '220202',
    total_investment: 650_000_000,
    actual_start: '2018-07-31',
  },
];

async function beginWith(workbench: Workbench): Promise<void> {
  await begin(workbench, wang);
  for (const set of known) await ask(workbench, 'records.create', { entity: 'project', set });
}

async function open(workbench: Workbench, file: string): Promise<void> {
  await go(workbench, '/import');
  await workbench.answerOpen(file);
  await workbench.page.getByRole('button', { name: /选择文件|再导一张/ }).click();
}

async function valuesOf(workbench: Workbench, name: string): Promise<Values | undefined> {
  const all = await ask<Values[]>(workbench, 'projects.list', {});
  return all.find((project) => project.name === name);
}

test('a month’s table is merged field by field, remembered for the next month, and taken back in one step', async ({
  workbench,
}) => {
  const { page } = workbench;
  await beginWith(workbench);
  await open(workbench, monthlyTable(workbench, 8, pictured));
  const doubts = page.getByRole('tab', { name: /^疑问 4/ });
  await expect(doubts).toHaveAttribute('aria-selected', 'true');
  await workbench.screenshot('import-doubts');

  // A date typed anew, a unit settled.
  const date = page.locator('li[data-doubt="date:9:G"]');
  await date.getByRole('button', { name: '另填' }).click();
  await page.getByRole('textbox', { name: '第 9 行 G 列，另填' }).fill('2018-04-15');
  await page.keyboard.press('Enter');
  await expect(date).toContainText('“4月中旬”改按“2018-04-15”读');
  await page.getByRole('button', { name: /^写入 / }).click();
  await expect(page.getByText('这一处须先选定，才能写入')).toBeVisible();
  await page.locator('li[data-open]').getByRole('radio', { name: '读作万元' }).click();
  await expect(page.locator('li[data-open]')).toHaveCount(0);

  // What the table says otherwise; a column that keeps what is there.
  await page.getByRole('tab', { name: /^差异/ }).click();
  const differences = page.getByRole('tabpanel');
  await expect(differences).toContainText('第 5 行江澜碳纤维复合材料产业园');
  await expect(differences).toContainText('总投资D 列台账65,000万元 → 表里68,000万元');
  await expectAccessible(page);
  await workbench.screenshot('import-differences');
  await page.getByRole('button', { name: /D 列“[^”]*”读作/ }).click();
  await page.getByRole('option', { name: /^只填空白/ }).click();
  await expect(differences).toContainText('总投资D 列台账65,000万元 → 表里68,000万元保留台账');
  await differences.getByRole('radio', { name: '逐项问' }).click();
  await expect(page.getByRole('tab', { name: /^疑问 5/ })).toBeVisible();
  await differences.getByRole('button', { name: '都照表写入' }).click();
  await expect(differences).toContainText('2018年度计划E 列台账16,500万元 → 表里18,000万元');

  // 形象进度 is left out by hand, and this is what is remembered.
  await page.getByRole('button', { name: /H 列“[^”]*”读作/ }).click();
  await page.getByRole('option', { name: '不导入这一列' }).click();
  await page.getByRole('button', { name: '写入 10 项' }).click();
  await expect(page.getByText('已写入 10 项。')).toBeVisible();
  expect(await valuesOf(workbench, '江澜碳纤维复合材料产业园')).toMatchObject({ total_investment: 650_000_000 });
  expect(await valuesOf(workbench, '松筑装配式建筑构件基地')).toMatchObject({ annual_plan: 180_000_000 });
  expect(await valuesOf(workbench, '桦皮厂玉米秸秆饲料加工')).toMatchObject({ actual_start: '2018-04-15' });
  expect(await valuesOf(workbench, '通江新型墙体材料')).toMatchObject({ total_investment: 96_000_000 });

  // Where a field came from stands in its history.
  const project = await valuesOf(workbench, '通江新型墙体材料');
  const history = await ask<{ field: string; source: string }[]>(workbench, 'records.history', {
    entity: 'project',
    id: project?.id,
  });
  expect(history.find(({ field }) => field === 'total_investment')?.source).toBe(
    '导入 昌邑区8月重点项目调度表.xlsx·调度表 第11行',
  );

  // Next month's table is read so without a click.
  const later = pictured.map((row) => row.map((cell, at) => (at === 5 ? Number(cell) + 500 : cell)));
  later[6] = [7, '通江新型墙体材料', '吉林通筑建材有限公司', 0.96, 4200, 2100, '2018.6.1', '设备基础'];
  await open(workbench, monthlyTable(workbench, 9, later));
  await expect(page.getByText(/按记住的表头读入（上次 \d+月\d+日）/)).toBeVisible();
  await expect(page.getByRole('button', { name: /H 列“[^”]*”读作\s*不导/ })).toBeVisible();
  await workbench.screenshot('import-remembered');
  await page.getByRole('button', { name: '不用' }).click();
  await expect(page.getByRole('button', { name: /H 列“[^”]*”读作\s*形象进度/ })).toBeVisible();
  await page.getByRole('button', { name: '用它' }).click();
  await expect(page.getByRole('button', { name: /H 列“[^”]*”读作\s*不导/ })).toBeVisible();
  // What was asked last month is asked of this month, too: the way of this kind of table.
  await page.getByRole('tab', { name: /^差异/ }).click();
  await page.getByRole('tabpanel').getByRole('radio', { name: '以表为准' }).click();
  await page.getByRole('button', { name: /^写入 / }).click();
  await expect(page.getByText(/^已写入 \d+ 项。$/)).toBeVisible();
  await page.getByRole('button', { name: '撤销这次导入' }).click();
  await expect(page.getByText('已撤销，台账回到导入前。')).toBeVisible();
  const shown = await ask<{ progress: { month: string }[] }>(workbench, 'projects.show', { id: project?.id });
  expect(shown.progress.map(({ month }) => month)).toEqual(['2018-08']);
  expect(workbench.complaints).toEqual([]);
});

test('a table is pasted from Excel, and an unreadable cell is typed anew where it stands', async ({ workbench }) => {
  const { page } = workbench;
  await beginWith(workbench);
  await go(workbench, '/import');
  await page.getByText('到这里按 Ctrl+V').waitFor();
  await page.evaluate(() => {
    const cells = [
      ['项目名称', '属地', '总投资（万元）', '审批类型'],
      ['甲厂房', '昌邑区', '五千多', '口头'],
      ['乙厂房', '龙潭区', '8000', '备案'],
    ];
    const rows = cells.map((row) => `<tr>${row.map((cell) => `<td style="mso-x:1">${cell}</td>`).join('')}</tr>`);
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', `<html><body><table>${rows.join('')}</table></body></html>`);
    document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
  });
  await expect(page.getByRole('heading', { name: '粘贴的表格' })).toBeVisible();
  await expect(page.getByText('读不懂、不写入的格 2')).toBeVisible();
  const problem = page.locator('li', { hasText: '第 2 行 C' });
  await problem.getByRole('button', { name: '另填' }).click();
  await page.getByRole('textbox', { name: '第 2 行 C 列，另填' }).fill('5200');
  await page.keyboard.press('Enter');
  await expect(page.getByText('“五千多”改按“5200”读')).toBeVisible();
  await page.locator('li', { hasText: '第 2 行 D' }).getByRole('button', { name: '另填' }).click();
  await page.getByRole('combobox', { name: '第 2 行 D 列，另填' }).selectOption('核准');
  await expect(page.getByText('“口头”改按“核准”读')).toBeVisible();
  await expectAccessible(page);
  await workbench.screenshot('import-pasted');
  await page.getByRole('button', { name: '写入 2 项' }).click();
  await expect(page.getByText('已写入 2 项。')).toBeVisible();
  expect(await valuesOf(workbench, '甲厂房')).toMatchObject({ total_investment: 52_000_000 });
  expect(workbench.complaints).toEqual([]);
});

test('a long reading shows how far it is and is cancelled, which is as if nothing had been done', async ({
  workbench,
}) => {
  const { page } = workbench;
  await beginWith(workbench);
  const rows = Array.from({ length: 40_000 }, (_, at) => [
    at + 1,
    `${at + 1}号产业园`,
    `第${at % 900}建设公司`,
    (at % 90) + 1,
    9000,
    4000,
    '2018.6.1',
    '主体施工',
  ]);
  await open(workbench, monthlyTable(workbench, 8, rows));
  await expect(page.getByRole('progressbar', { name: '读取进度' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '正在读取“昌邑区8月重点项目调度表.xlsx”' })).toBeVisible();
  await expectAccessible(page);
  await workbench.screenshot('import-reading');
  await page.getByRole('button', { name: '取消' }).click();
  await expect(page.getByText('把 Excel 或 WPS 表拖到这里')).toBeVisible();
  // The ledger is free at once, and a file that is small is read as ever.
  expect((await ask<Values[]>(workbench, 'projects.list', {})).map(({ name }) => name)).toHaveLength(known.length);
  await open(workbench, monthlyTable(workbench, 9, pictured));
  await expect(page.getByRole('heading', { name: '昌邑区9月重点项目调度表.xlsx' })).toBeVisible();
  await expect(page.getByRole('tab', { name: /^疑问/ })).toBeVisible();
  expect(workbench.complaints).toEqual([]);
});
