import { expect, type Page } from '@playwright/test';
import { addDays } from '../../src-shared/rules/dates';
import { type Period, previousPeriod, reportingPeriod } from '../../src-shared/rules/period';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { ask, begin, go, wang } from './people';

const wan = 10_000;
const names = ['江澜碳纤维产业园', '松筑构件基地', '铸衡精铸技改', '翼川通航零部件'];

interface Opened {
  readonly page: Page;
  readonly ids: readonly string[];
  readonly period: Period;
  readonly today: string;
}

/** A secretary's ledger with four projects under construction since last year, at the month that is being reported. */
async function openMonth(workbench: Workbench): Promise<Opened> {
  await begin(workbench, wang);
  const { today } = await ask<{ today: string }>(workbench, 'ledger.status', {});
  const period = reportingPeriod(today);
  const ids: string[] = [];
  for (const name of names) {
    const { id } = await ask<{ id: string }>(workbench, 'records.create', {
      entity: 'project',
      set: {
        name: `${name}项目`,
        short_name: name,
        region: '220202',
        lifecycle: 'construction',
        actual_start: `${period.year - 1}-05-02`,
        total_investment: 30_000 * wan,
        annual_plan: { [period.year]: 5_200 * wan },
      },
    });
    ids.push(id);
  }
  await go(workbench, '/progress');
  const { page } = workbench;
  await expect(page.getByRole('heading', { name: period.name })).toBeVisible();
  await expect(cell(page, 0, column.name)).toHaveText(names[0] ?? '');
  return { page, ids, period, today };
}

const column = {
  name: 1,
  plan: 2,
  before: 3,
  completed: 4,
  construction: 5,
  cumulative: 8,
  image: 10,
  next: 11,
} as const;
const cell = (page: Page, row: number, at: number) => page.locator(`[data-row="${row}"] [aria-colindex="${at + 1}"]`);
const checks = (page: Page) => page.getByRole('region', { name: '检查提示' });

/** What a spreadsheet puts on the clipboard, pasted into the field that has the focus. */
const paste = (page: Page, html: string) =>
  page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/html', text);
    data.setData('text/plain', '坏的');
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, html);
const table = (rows: readonly (readonly string[])[]) =>
  `<table>${rows.map((row) => `<tr>${row.map((text) => `<td>${text}</td>`).join('')}</tr>`).join('')}</table>`;

async function records(workbench: Workbench, month: string): Promise<(Record<string, unknown> | null)[]> {
  const { rows } = await ask<{ rows: { record: Record<string, unknown> | null }[] }>(workbench, 'progress.month', {
    month,
  });
  return rows.map(({ record }) => record);
}

test('a month is filled by a block from a spreadsheet, what looks odd is said, and one Ctrl+Z takes it back', async ({
  workbench,
}) => {
  const { page, period } = await openMonth(workbench);
  const month = period.code.slice(0, 7);
  await expect(page.getByText('已填 0 / 4')).toBeVisible();
  await cell(page, 0, column.completed).click();
  await paste(
    page,
    table([
      ['1,160', '960', '200', '0'],
      ['604', '600', '0', '0'],
      ['2980', '780', '2,200', ''],
      ['300', '300', '', ''],
    ]),
  );
  await expect(page.getByText('粘贴 4 行 × 4 列')).toBeVisible();
  await expect(page.getByText('已填 4 / 4')).toBeVisible();
  await expect(cell(page, 2, column.cumulative)).toHaveText('2,980');
  expect((await records(workbench, month)).map((record) => record?.completed)).toEqual(
    [1_160, 604, 2_980, 300].map((yuan) => yuan * wan),
  );
  await expect(checks(page)).toContainText('单月完成 2,980万元，超过年度计划 5,200万元的 50%');
  await expect(checks(page)).toContainText('建安、设备、土地合计 600万元，与本月完成 604万元不一致');
  await expect(checks(page).getByRole('heading')).toHaveText('检查提示 2');

  // The link leads into the cell, whose sentence then stands under it.
  await checks(page)
    .getByRole('button', { name: `改本月，${names[2]}` })
    .click();
  await expect(cell(page, 2, column.completed)).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('单月完成超过年度计划的 50%，请核对').first()).toBeVisible();
  await expectAccessible(page);
  await workbench.screenshot('month-pasted');

  // A word of explanation makes it quiet, and so does a corrected figure.
  await checks(page)
    .getByRole('button', { name: `写说明，${names[2]}` })
    .click();
  await page.getByRole('textbox', { name: '一句说明' }).fill('设备集中到货');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(checks(page).getByRole('heading')).toHaveText('检查提示 1');
  await cell(page, 1, column.construction).click();
  await page.keyboard.type('604');
  await page.keyboard.press('Enter');
  await expect(checks(page).getByRole('heading')).toHaveText('检查提示 0');

  // Three steps back: the figure, the explanation, and the whole block at once.
  for (const left of [1, 2]) {
    await page.keyboard.press('Control+z');
    await expect(checks(page).getByRole('heading')).toHaveText(`检查提示 ${left}`);
  }
  await page.keyboard.press('Control+z');
  await expect(page.getByText('已填 0 / 4')).toBeVisible();
  expect((await records(workbench, month)).filter((record) => record?.completed != null)).toEqual([]);
  expect(workbench.complaints).toEqual([]);
});

test('words of last time stand in grey until they are confirmed, figures never do; Tab goes over what is computed', async ({
  workbench,
}) => {
  const { page, ids, period } = await openMonth(workbench);
  const month = period.code.slice(0, 7);
  const last = addDays(`${month}-01`, -1).slice(0, 7);
  await ask(workbench, 'progress.write', {
    rows: [
      { project: ids[0], month: last, set: { completed: 50 * wan, image_progress: '基础完成', next_step: '主体施工' } },
    ],
    reason: '补报',
  });
  await expect(cell(page, 0, column.image)).toHaveText('基础完成');
  await expect(cell(page, 0, column.completed)).toHaveText('未填');
  expect((await records(workbench, month))[0]).toBeNull();

  await cell(page, 0, column.completed).click();
  await page.keyboard.press("Control+'");
  await expect(page.getByText('数字不沿用')).toBeVisible();
  await page.keyboard.type('80');
  for (let times = 0; times < 4; times += 1) await page.keyboard.press('Tab');
  await expect(cell(page, 0, column.image)).toHaveAttribute('aria-selected', 'true');
  await expect(checks(page)).toContainText('与上期文字相同，灰字为沿用上期');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press("Control+'");
  await expect(page.getByText('沿用上期文字 2 格')).toBeVisible();
  await expect
    .poll(async () => (await records(workbench, month))[0])
    .toMatchObject({ completed: 80 * wan, image_progress: '基础完成', next_step: '主体施工' });

  // Typing begins with the words that are there.
  await cell(page, 0, column.image).click();
  await page.keyboard.press('F2');
  await page.keyboard.type('，主体一层');
  await page.keyboard.press('Enter');
  await expect(cell(page, 0, column.image)).toHaveText('基础完成，主体一层');
  await expect(checks(page).getByRole('heading')).toHaveText('检查提示 0');
});

test('a table from Excel finds its projects by name, whatever its order, and says what it left out', async ({
  workbench,
}) => {
  const { page, period } = await openMonth(workbench);
  await page.getByRole('button', { name: '粘贴自 Excel' }).click();
  await page.getByRole('textbox', { name: '粘贴表格' }).click();
  await paste(
    page,
    table([
      ['序号', '项目名称', '年度计划（万元）', `${period.month}月完成投资（亿元）`, '形象进度'],
      ['1', '铸衡精铸技改', '5200', '0.05', '设备到货 12 台'],
      ['2', '江澜 碳纤维产业园项目', '5200', '约500', '钢结构吊装 60%'],
      ['3', '外地某项目', '1', '0.01', ''],
      ['合计', '', '10400', '0.06', ''],
    ]),
  );
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('status')).toContainText('对上 2 项，没有对上 1 行');
  await expect(dialog.getByRole('status')).toContainText('不写入：序号、年度计划');
  await expect(dialog.getByRole('list', { name: '没有写入的' })).toContainText('第 4 行 外地某项目：没有对上项目');
  await expect(dialog.getByRole('list', { name: '没有写入的' })).toContainText('“约500”：不是金额');
  await expectAccessible(page);
  await workbench.screenshot('month-paste-by-name');
  await dialog.getByRole('button', { name: '写入 2 项、3 格' }).click();
  await expect(page.getByText('粘贴 2 项，改动 3 格')).toBeVisible();
  await expect(cell(page, 2, column.completed)).toHaveText('500');
  await expect(cell(page, 0, column.image)).toHaveText('钢结构吊装 60%');
  await expect(cell(page, 0, column.completed)).toHaveText('未填');
  await page.getByRole('button', { name: /撤销/ }).click();
  await expect(cell(page, 2, column.completed)).toHaveText('未填');
});

test('a closed month changes only with a reason, on its page and in the project', async ({ workbench }) => {
  const { page, ids, period, today } = await openMonth(workbench);
  // Far enough back that its deadline is over, and of the present year where the year has such a month.
  let closed = period;
  for (let times = 0; times < 5; times += 1) closed = previousPeriod(closed);
  const month = closed.code.slice(0, 7);
  await go(workbench, `/progress?period=${closed.code}`);
  await expect(page.getByText('已关闭，更正要写原因')).toBeVisible();
  const dialog = page.getByRole('dialog', { name: `更正${closed.year}年${closed.month}月` });

  await cell(page, 0, column.completed).click();
  await page.keyboard.type('120');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await workbench.screenshot('month-correction');
  await dialog.getByRole('button', { name: '不改了' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(cell(page, 0, column.completed)).toHaveText('未填');
  expect((await records(workbench, month))[0]).toBeNull();

  await cell(page, 0, column.completed).click();
  await page.keyboard.type('120');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: '漏报补报' }).click();
  await dialog.getByRole('button', { name: '保存更正' }).click();
  await expect(cell(page, 0, column.completed)).toHaveText('120');
  expect((await records(workbench, month))[0]).toMatchObject({ completed: 120 * wan, correction_reason: '漏报补报' });

  // The project page shows the months of this year, which in its first weeks has none that is closed.
  if (closed.year === Number(today.slice(0, 4))) await correctInProject(workbench, ids[0] ?? '', closed);
});

async function correctInProject(workbench: Workbench, id: string, closed: Period): Promise<void> {
  const { page } = workbench;
  const dialog = page.getByRole('dialog', { name: `更正${closed.year}年${closed.month}月` });
  await go(workbench, `/projects/${id}/progress`);
  await page.getByRole('button', { name: `${closed.month}月`, exact: true }).click();
  const typed = page.getByRole('textbox', { name: `${closed.month}月当月完成，万元` });
  await typed.fill('140');
  await typed.press('Enter');
  await dialog.getByRole('button', { name: '不改了' }).click();
  await expect(typed).toHaveValue('120');
  await typed.fill('150');
  await typed.press('Enter');
  await dialog.getByRole('textbox', { name: '更正原因' }).fill('核对后更正');
  await page.keyboard.press('Enter');
  await expect
    .poll(async () => (await records(workbench, closed.code.slice(0, 7)))[0])
    .toMatchObject({ completed: 150 * wan, correction_reason: '核对后更正' });
}

test('the year’s end is previewed, done once, and taken back', async ({ workbench }) => {
  const { page, ids, period } = await openMonth(workbench);
  const before = period.year - 1;
  await ask(workbench, 'progress.write', {
    rows: [
      { project: ids[0], month: `${before}-06`, set: { completed: 600 * wan } },
      { project: ids[0], month: `${before}-11`, set: { completed: 400 * wan } },
      { project: ids[2], month: `${before}-11`, set: { completed: 70 * wan } },
    ],
    reason: '补报',
  });
  await ask(workbench, 'records.revise', {
    entity: 'project',
    id: ids[0],
    set: { completed_before_year: 2_000 * wan },
  });
  await go(workbench, `/progress?period=${period.year}-01-H1`);
  await page.getByRole('status').getByRole('button', { name: '年度结转' }).click();
  const dialog = page.getByRole('dialog', { name: `${before}年度结转` });
  await expect(dialog.getByRole('row', { name: names[0] ?? '' })).toHaveText(`${names[0]}2,0001,0003,000`);
  await expect(dialog.getByRole('row', { name: names[2] ?? '' })).toHaveText(`${names[2]}—7070`);
  await expectAccessible(page);
  await workbench.screenshot('month-year-end');
  await dialog.getByRole('button', { name: '结转 2 项' }).click();
  await expect(page.getByText(`${before}年度结转 2 项`)).toBeVisible();
  const project = async () =>
    (await ask<{ project: Record<string, unknown> }>(workbench, 'projects.show', { id: ids[0] })).project;
  expect(await project()).toMatchObject({ completed_before_year: 3_000 * wan, carried_year: period.year });
  await expect(page.getByRole('status').getByRole('button', { name: '年度结转' })).toHaveCount(0);
  await page.getByRole('button', { name: /撤销/ }).click();
  await expect.poll(async () => (await project()).completed_before_year).toBe(2_000 * wan);
});

test('nodes are planned in the table of the project; what is overdue is red there and in the line of stages', async ({
  workbench,
}) => {
  const { page, ids, today } = await openMonth(workbench);
  await go(workbench, `/projects/${ids[0]}/progress`);
  const nodes = page.getByRole('region', { name: '节点' });
  const rows = { 开工: 12, 主体完工: 14 } as const;
  const columns = { planned: 4, actual: 5, state: 6, unit: 7 } as const;
  const at = (name: keyof typeof rows, of: keyof typeof columns) =>
    nodes.locator(`[data-row="${rows[name]}"] [aria-colindex="${columns[of]}"]`);
  await at('主体完工', 'planned').click();
  await page.keyboard.type(addDays(today, -10));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('施工单位');
  await page.keyboard.press('Enter');
  await expect(at('主体完工', 'state')).toHaveText('逾期 10 天');
  await expect(at('主体完工', 'unit')).toHaveText('施工单位');
  await expect(nodes.getByText('逾期 1', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: '五个阶段' })).toContainText('迟 10 天');
  // A day that has its home elsewhere is not typed here.
  await at('开工', 'actual').click();
  await page.keyboard.type('2');
  await expect(nodes.getByRole('alert')).toContainText('实际开工在“概况”里填');
  await expectAccessible(page);
  await at('主体完工', 'actual').click();
  await page.keyboard.type(addDays(today, -1));
  await page.keyboard.press('Enter');
  await expect(at('主体完工', 'state')).toHaveText('已办');
  expect(workbench.complaints).toEqual([]);
});

test('plans of months and statistics stand in the table of the project', async ({ workbench }) => {
  const { page, ids, today } = await openMonth(workbench);
  const month = Number(today.slice(5, 7));
  await go(workbench, `/projects/${ids[0]}/progress`);
  await expect(page.getByText('没有当月计划，按年度计划折算')).toBeVisible();
  await page.getByRole('button', { name: '1月', exact: true }).click();
  await page.getByRole('textbox', { name: /^1月上?当月计划/ }).click();
  await paste(page, table([['100', '0', '0', '200', '400', '600', '700', '800', '900', '700', '500', '300']]));
  await expect(page.getByText('已填 12 个月的当月计划')).toBeVisible();
  await expect(page.getByRole('row', { name: '计划累计' })).toContainText('5,200');
  await page.getByRole('button', { name: new RegExp(`^${month}月`) }).click();
  await page.getByRole('textbox', { name: new RegExp(`^${month}月上?当月完成`) }).fill('130');
  await page.getByRole('textbox', { name: new RegExp(`^${month}月上?统计数`) }).fill('100');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('note')).toContainText('调度数 130万元，统计数 100万元，相差 30%，请核对口径差异');
  await expectAccessible(page);
});

test('light rules are chosen and made in the settings, what they would do is seen before', async ({ workbench }) => {
  const { page, ids, period } = await openMonth(workbench);
  await ask(workbench, 'records.revise', { entity: 'project', id: ids[0], set: { total_investment: 4_000 * wan } });
  await ask(workbench, 'records.revise', {
    entity: 'project',
    id: ids[0],
    set: { annual_plan: { [period.year]: 1_000 * wan } },
  });
  await go(workbench, '/settings');
  const part = page.getByRole('region', { name: '判灯规则' });
  await expect(part.getByRole('status')).toContainText('红 4');
  await part.getByRole('textbox', { name: '红灯界限' }).fill('99');
  await expect(part.getByRole('status')).toContainText('按这些规则');
  await expect(part.getByRole('status')).toContainText('红 3');
  await part.getByRole('radio', { name: '自填' }).check({ force: true });
  await part.getByRole('textbox', { name: '12月' }).fill('3');
  await expect(part.getByRole('alert')).toContainText('要等于 100%');
  await expect(part.getByRole('button', { name: '保存规则' })).toBeDisabled();
  await part.getByRole('radio', { name: '冬季停工' }).check({ force: true });
  await expectAccessible(page);
  await workbench.screenshot('settings-light-rules');
  await part.getByRole('button', { name: '保存规则' }).click();
  await expect(page.getByText('昌邑区按“自定义”判灯')).toBeVisible();
  await go(workbench, `/projects/${ids[0]}/progress`);
  await expect(page.getByText('（按“自定义”规则）').first()).toBeVisible();
  await go(workbench, '/settings');
  await part.getByRole('button', { name: '恢复默认' }).click();
  await expect(part.getByRole('radio', { name: '银川2025' })).toBeChecked();
});
