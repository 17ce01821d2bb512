import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { type Filled, fillLedger } from './ledger-filling';
import { ask, go } from './people';

interface Shown {
  project: Record<string, unknown>;
  permits: Record<string, unknown>[];
  progress: Record<string, unknown>[];
  problems: Record<string, unknown>[];
  listing: Record<string, unknown> | null;
}

async function openProject(
  workbench: Workbench,
  tab: string,
): Promise<{ page: Page; filled: Filled; shown: () => Promise<Shown> }> {
  const filled = await fillLedger(workbench, 3);
  const id = filled.ids[0] ?? '';
  await go(workbench, `/projects/${id}/${tab}`);
  const { page } = workbench;
  await expect(page.getByRole('heading', { level: 1 })).toContainText(filled.names[0] ?? '');
  return { page, filled, shown: () => ask<Shown>(workbench, 'projects.show', { id }) };
}

test('a field is saved on leaving it and taken back by Ctrl+Z', async ({ workbench }) => {
  const { page, filled, shown } = await openProject(workbench, 'overview');
  const total = page.getByRole('textbox', { name: '总投资' });
  await total.fill('6.8亿');
  await page.getByRole('textbox', { name: '项目简称' }).click();
  await expect.poll(async () => (await shown()).project.total_investment).toBe(680_000_000);
  await expect(total).toHaveValue('68,000');
  await expect(page.getByText('已保存“总投资”')).toBeVisible();

  await total.click();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await shown()).project.total_investment).toBe(filled.totals[0]);
  await expect(total).toHaveValue('100');

  await page.getByRole('combobox', { name: '建设性质' }).click();
  await page.getByRole('option', { name: '迁建' }).click();
  await expect.poll(async () => (await shown()).project.nature).toBe('relocation');
});

test('what is typed while an answer is on its way stays', async ({ workbench }) => {
  const { page, shown } = await openProject(workbench, 'overview');
  const owner = page.getByRole('textbox', { name: '建设单位' });
  await owner.evaluate((element: HTMLInputElement) => {
    const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    const type = (text: string) => {
      setter?.call(element, text);
      element.dispatchEvent(new Event('input', { bubbles: true }));
    };
    element.focus();
    type('吉林新业公司');
    element.blur();
    // In the same task: no answer can have come yet.
    element.focus();
    type('吉林新业建设公司');
  });
  await expect.poll(async () => (await shown()).project.owner).toBe('吉林新业公司');
  await expect(page.getByText('已保存“建设单位”')).toBeVisible();
  await expect(owner).toHaveValue('吉林新业建设公司');
  await owner.blur();
  await expect.poll(async () => (await shown()).project.owner).toBe('吉林新业建设公司');
  await expect(owner).toHaveValue('吉林新业建设公司');
});

test('what cannot be read stays with its reason, a doubt is saved and warned of', async ({ workbench }) => {
  const { page, shown } = await openProject(workbench, 'overview');
  const start = page.getByRole('textbox', { name: '实际开工' });
  await start.fill('2018年13月1日');
  await start.blur();
  await expect(page.getByRole('alert').filter({ hasText: '没有 13月' })).toBeVisible();
  await expect(start).toHaveValue('2018年13月1日');
  expect((await shown()).project.actual_start).toBe('2018-06-15');
  await start.fill('2018.7.31');
  await start.press('Enter');
  await expect.poll(async () => (await shown()).project.actual_start).toBe('2018-07-31');

  const credit = page.getByRole('textbox', { name: '统一社会信用代码' });
  await credit.fill('91220201MA14Y7OK2R');
  await credit.blur();
  await expect(page.getByText('第 15 位不能是字母 O')).toBeVisible();
  expect((await shown()).project.credit_code).toBe('91220201MA14Y7OK2R');
  await page.getByRole('button', { name: '改为数字 0' }).click();
  await expect(credit).toHaveValue('91220201MA14Y70K2R');
});

test('a permit comes from the catalogue, is typed in place, and is deleted with a way back', async ({ workbench }) => {
  const { page, shown } = await openProject(workbench, 'permits');
  await page.getByRole('button', { name: '添加手续' }).first().click();
  await page.getByRole('textbox', { name: '手续名称', exact: true }).fill('施工许可');
  await page.getByRole('button', { name: /P306 建筑工程施工许可证/ }).click();
  await expect
    .poll(async () => (await shown()).permits.map(({ catalogue_code, department }) => [catalogue_code, department]))
    .toEqual([['P306', '住建/行政审批局']]);
  await page.getByRole('textbox', { name: '手续名称', exact: true }).fill('社区备案');
  await page.getByRole('textbox', { name: '手续名称', exact: true }).press('Enter');
  await expect.poll(async () => (await shown()).permits.length).toBe(2);
  await page.keyboard.press('Escape');

  await page.locator('[data-row="0"] [data-column="1"]').click();
  await page.keyboard.type('办结');
  await page.keyboard.press('Tab');
  await expect
    .poll(async () => (await shown()).permits.find(({ catalogue_code }) => catalogue_code === 'P306')?.state)
    .toBe('granted');
  await expect(page.getByText('办结 1 / 2 项')).toBeVisible();

  await page.keyboard.press('End');
  await page.getByRole('button', { name: '删除手续 社区备案' }).click();
  await expect.poll(async () => (await shown()).permits.length).toBe(1);
  await page.getByRole('alert').filter({ hasText: '已删除手续' }).getByRole('button', { name: /撤销/ }).click();
  await expect.poll(async () => (await shown()).permits.length).toBe(2);
});

test('this month is typed into the table and moves curve and head', async ({ workbench }) => {
  const { page, shown } = await openProject(workbench, 'progress');
  const month = (await ask<{ today: string }>(workbench, 'ledger.status', {})).today.slice(0, 7);
  const number = Number(month.slice(5));
  const done = page.getByRole('textbox', { name: new RegExp(`^${number}月上?当月完成`) });
  await done.fill('1160');
  await done.press('Enter');
  await expect
    .poll(async () => (await shown()).progress.map(({ month: of, completed }) => [of, completed]))
    .toEqual([[month, 11_600_000]]);
  await expect(page.getByText('1,160', { exact: true }).first()).toBeVisible();
  await page.getByRole('textbox', { name: '形象进度' }).fill('主体三层');
  await page.getByRole('textbox', { name: '形象进度' }).blur();
  await expect.poll(async () => (await shown()).progress[0]?.image_progress).toBe('主体三层');
});

test('a problem is registered, worded beside the list, and stands in the history with the rest', async ({
  workbench,
}) => {
  const { page, shown } = await openProject(workbench, 'problems');
  await page.getByRole('button', { name: '登记问题' }).first().click();
  const register = page.getByRole('dialog', { name: '登记问题' });
  await register.getByRole('textbox', { name: '问题描述' }).fill('施工用电未接通');
  await register.getByRole('button', { name: '登记', exact: true }).click();
  await expect
    .poll(async () => (await shown()).problems.map(({ description, state }) => [description, state]))
    .toEqual([['施工用电未接通', 'registered']]);
  const panel = page.getByRole('complementary', { name: '问题详情' });
  await panel.getByRole('button', { name: '修改问题' }).click();
  const form = page.getByRole('dialog', { name: '修改问题' });
  await form.getByRole('textbox', { name: '责任单位' }).fill('区供电公司');
  await form.getByRole('button', { name: '保存' }).click();
  await expect.poll(async () => (await shown()).problems[0]?.responsible_unit).toBe('区供电公司');

  await page.getByRole('link', { name: '历史', exact: true }).click();
  await expect(page.getByText('首次录入 区供电公司')).toBeVisible();
  await expect(page.getByText('问题 施工用电未接通').first()).toBeVisible();
});

test('the listing case is filled in beside the record', async ({ workbench }) => {
  const { page, shown } = await openProject(workbench, 'overview');
  const panel = page.getByRole('complementary', { name: '入统' });
  await panel.getByRole('combobox', { name: '入统状态' }).click();
  await page.getByRole('option', { name: '缺材料' }).click();
  await expect.poll(async () => (await shown()).listing?.state).toBe('missing');
  await panel.getByRole('textbox', { name: '承诺入统月份' }).fill('2018年9月');
  await panel.getByRole('textbox', { name: '缺失材料' }).click();
  await expect.poll(async () => (await shown()).listing?.promised_month).toBe('2018-09');
  expect((await shown()).project.listing).toBe('missing');
});

test('the search box has the focus before the next key can come', async ({ workbench }) => {
  const { page } = await openProject(workbench, 'overview');
  const focused = await page.evaluate(async () => {
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }));
    // What a browser does between two keys: microtasks, and no frame.
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    return document.activeElement?.getAttribute('role');
  });
  expect(focused).toBe('combobox');
});

test('Enter behind the last letter means what was typed, not what stood there before', async ({ workbench }) => {
  const { page, filled } = await openProject(workbench, 'overview');
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: '搜索项目、记录、命令' });
  await expect(page.getByRole('option').first()).toBeVisible();
  await box.evaluate((element: HTMLInputElement, words) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(element, words);
    element.dispatchEvent(new Event('input', { bubbles: true }));
    // In the same task: the search has not even been asked.
    element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  }, filled.names[2] ?? '');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(filled.names[2] ?? '');
});

test('Ctrl+K finds by initials and leads there by keyboard alone', async ({ workbench }) => {
  const { page, filled } = await openProject(workbench, 'overview');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('d3hsyxm');
  await expect(page.getByRole('option', { name: filled.names[2] ?? '' }).first()).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(filled.names[2] ?? '');
});

for (const tab of ['overview', 'permits', 'progress', 'listing', 'problems', 'history']) {
  test(`the tab ${tab} has no serious accessibility fault and complains of nothing`, async ({ workbench }) => {
    const { page } = await openProject(workbench, tab);
    await expectAccessible(page);
    expect(workbench.complaints).toEqual([]);
  });
}
