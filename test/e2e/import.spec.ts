import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { ask, begin, go, wang } from './people';

const samples = path.resolve(import.meta.dirname, '../fixtures/samples');
const sample = (name: string) => path.join(samples, name);
const expected = (name: string): { name: string; total_investment: number }[] =>
  JSON.parse(readFileSync(sample(`${name}.expected.json`), 'utf8'));

const everywhere = { ...wang, region: null };

async function open(workbench: Workbench, ...files: string[]): Promise<void> {
  await go(workbench, '/import');
  await workbench.answerOpen(...files);
  await workbench.page.getByRole('button', { name: '选择文件' }).click();
}

async function projects(workbench: Workbench): Promise<{ name: string; total_investment: number }[]> {
  return ask(workbench, 'projects.list', {});
}

/** Settles every doubt that must be settled by its first choice. */
async function settleDoubts(workbench: Workbench): Promise<void> {
  const open = workbench.page.locator('li[data-open]');
  while ((await open.count()) > 0) await open.first().getByRole('radio').first().check();
}

test('a messy sheet is shown with its meaning, written, and found unchanged the second time', async ({ workbench }) => {
  const { page } = workbench;
  await begin(workbench, everywhere);
  await open(workbench, sample('monthly.xlsx'));
  await expect(page.getByRole('heading', { name: 'monthly.xlsx' })).toBeVisible();
  await expect(page.getByRole('button', { name: /列“[^”]*”读作\s*项目名称/ })).toBeVisible();
  await expectAccessible(page);
  await workbench.screenshot('import');

  await settleDoubts(workbench);
  await page.getByRole('button', { name: /^写入 / }).click();
  await expect(page.getByText(/^已写入 \d+ 项。$/)).toBeVisible();
  const rows = expected('monthly');
  const written = await projects(workbench);
  expect(written).toHaveLength(rows.length);
  const sum = (list: { total_investment: number }[]) => list.reduce((total, row) => total + row.total_investment, 0);
  expect(sum(written)).toBe(sum(rows));
  await workbench.screenshot('import-result');

  await workbench.answerOpen(sample('monthly.xlsx'));
  await page.getByRole('button', { name: '再导一张' }).click();
  await expect(page.getByText('台账里已经是这些内容，没有要写入的')).toBeVisible();
  await expect(page.getByRole('button', { name: /^写入 / })).toHaveCount(0);
  await page.getByRole('button', { name: '取消' }).click();
  expect(await projects(workbench)).toHaveLength(rows.length);
  expect(workbench.complaints).toEqual([]);
});

test('an import is taken back in one step', async ({ workbench }) => {
  const { page } = workbench;
  await begin(workbench, everywhere);
  await open(workbench, sample('not-listed.xlsx'));
  await expect(page.getByRole('heading', { name: 'not-listed.xlsx' })).toBeVisible();
  await settleDoubts(workbench);
  await page.getByRole('button', { name: /^写入 / }).click();
  await page.getByRole('button', { name: '撤销这次导入' }).click();
  await expect(page.getByText('已撤销，台账回到导入前。')).toBeVisible();
  expect(await projects(workbench)).toHaveLength(0);
});

test('a column that was left out by the person is not written', async ({ workbench }) => {
  const { page } = workbench;
  await begin(workbench, everywhere);
  await open(workbench, sample('monthly.xlsx'));
  await page.getByRole('button', { name: /读作\s*总投资/ }).click();
  await page.getByRole('option', { name: '不导入这一列' }).click();
  await expect(page.getByRole('button', { name: /读作\s*总投资/ })).toHaveCount(0);
  await settleDoubts(workbench);
  await page.getByRole('button', { name: /^写入 / }).click();
  await expect(page.getByText(/^已写入 \d+ 项。$/)).toBeVisible();
  expect((await projects(workbench)).every((project) => project.total_investment === null)).toBe(true);
});

test('files that cannot be read say why, change nothing, and let the others through', async ({ workbench }) => {
  const { page } = workbench;
  await begin(workbench, everywhere);
  const letter = path.join(workbench.folder, '会议 纪要.xlsx');
  writeFileSync(letter, Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
  await open(workbench, letter, sample('export.xlsx'));
  await expect(page.getByText('这个文件没有写入，台账没有变化。')).toBeVisible();
  await expect(page.getByText('“会议 纪要.xlsx”不是能读的表格。').first()).toBeVisible();
  await expectAccessible(page);
  await workbench.screenshot('import-failed');
  expect(await projects(workbench)).toHaveLength(0);

  await page.getByRole('button', { name: '看下一个文件' }).click();
  await expect(page.getByRole('heading', { name: 'export.xlsx' })).toBeVisible();
  await settleDoubts(workbench);
  await page.getByRole('button', { name: /^写入 / }).click();
  await expect(page.getByRole('row', { name: /export\.xlsx 已写入/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /会议 纪要\.xlsx/ })).toContainText('不是能读的表格');
  expect(await projects(workbench)).toHaveLength(expected('export').length);
});

test('a file that is dropped on the page is previewed', async ({ workbench }) => {
  const { page } = workbench;
  await begin(workbench, everywhere);
  await go(workbench, '/import');
  await page.getByText('把 Excel 或 WPS 表拖到这里').waitFor();
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'dropped';
    document.body.append(input);
  });
  await page.locator('#dropped').setInputFiles(sample('monthly.xlsx'));
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#dropped');
    const transfer = new DataTransfer();
    for (const file of input?.files ?? []) transfer.items.add(file);
    input?.remove();
    const target = [...document.querySelectorAll('p')].find((text) => text.textContent?.includes('拖到这里'));
    target?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
  });
  await expect(page.getByRole('heading', { name: 'monthly.xlsx' })).toBeVisible();
});
