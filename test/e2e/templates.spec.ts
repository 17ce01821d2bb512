import path from 'node:path';
import { expect, type Locator } from '@playwright/test';
import ExcelJS from 'exceljs';
import { addMonths } from '../../src-shared/rules/dates';
import { reportingPeriod } from '../../src-shared/rules/period';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { type Filled, fillLedger } from './ledger-filling';
import { ask, begin, go, wang } from './people';

const count = 8;
/** Rows that the blank table leaves for projects: fewer than there are. */
const room = 5;

/** A superior's blank table: a title, two header rows with merged cells, units in the header, a sum, a formula, a note. */
async function blankTable(workbench: Workbench, name: string): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('调度表', {
    pageSetup: { orientation: 'landscape', paperSize: 9, fitToWidth: 1 },
  });
  const thin = { style: 'thin' } as const;
  const border = { top: thin, left: thin, bottom: thin, right: thin };
  sheet.columns = [6, 34, 22, 10, 14, 16, 18, 12, 14, 16].map((width) => ({ width }));
  sheet.mergeCells('A1:J1');
  sheet.getCell('A1').value = '重点项目投资完成情况调度表';
  sheet.getCell('A1').font = { name: '方正小标宋简体', size: 20 };
  sheet.mergeCells('A2:J2');
  sheet.getCell('A2').value = '填报单位：市发改委';
  const heads: Record<string, string> = {
    'A3:A4': '序号',
    'B3:B4': '项目名称',
    'C3:C4': '建设单位',
    'D3:D4': '属地',
    'E3:G3': '投资情况',
    'H3:H4': '完成率',
    'I3:I4': '包联情况',
    'J3:J4': '形象进度',
  };
  for (const [range, text] of Object.entries(heads)) {
    sheet.mergeCells(range);
    sheet.getCell(range.slice(0, 2)).value = text;
  }
  sheet.getCell('E4').value = '总投资（亿元）';
  sheet.getCell('F4').value = '年度计划（万元）';
  sheet.getCell('G4').value = '本年累计完成（万元）';
  for (let row = 5; row < 5 + room; row += 1) {
    sheet.getRow(row).height = 27;
    for (let column = 1; column <= 10; column += 1) {
      const cell = sheet.getCell(row, column);
      cell.border = border;
      cell.font = { name: '仿宋_GB2312', size: 12 };
      if (column === 5) cell.numFmt = '0.00';
    }
    sheet.getCell(row, 8).value = { formula: `IF(F${row}>0,G${row}/F${row},"")` };
    sheet.getCell(row, 8).numFmt = '0.0%';
  }
  const sums = 5 + room;
  sheet.getCell(sums, 2).value = '合计';
  for (const letter of ['E', 'F', 'G'])
    sheet.getCell(`${letter}${sums}`).value = { formula: `SUM(${letter}5:${letter}${sums - 1})` };
  sheet.mergeCells(`A${sums + 1}:J${sums + 1}`);
  sheet.getCell(`A${sums + 1}`).value = '注：本表每月25日前报送。';
  const file = path.join(workbench.folder, name);
  await workbook.xlsx.writeFile(file);
  return file;
}

async function open(file: string): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  return workbook.getWorksheet('调度表') as ExcelJS.Worksheet;
}

/** The projects with plans of this year and a report of the month that is due. */
async function report(workbench: Workbench, { ids, totals }: Filled, month: string, share: number): Promise<void> {
  for (const [index, id] of ids.entries()) {
    const plan = (totals[index] as number) / 2;
    await ask(workbench, 'records.revise', {
      entity: 'project',
      id,
      set: { annual_plan: { [month.slice(0, 4)]: plan }, patron: '谢义' },
    });
    await ask(workbench, 'records.create', {
      entity: 'progress',
      set: {
        project: id,
        month,
        completed: plan * share,
        image_progress: `${Number(month.slice(5))}月，第${index + 1}号主体封顶`,
      },
    });
  }
}

const monthOf = async (workbench: Workbench) => {
  const { today } = await ask<{ today: string }>(workbench, 'ledger.status', {});
  return reportingPeriod(today).code.slice(0, 7);
};

const head = (workbench: Workbench, letter: string) =>
  workbench.page.getByRole('button', { name: new RegExp(`^${letter} 列“`) });

/** Lets a file fall on the page. */
async function drop({ page }: Workbench, file: string): Promise<void> {
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'dropped';
    document.body.append(input);
  });
  await page.locator('#dropped').setInputFiles(file);
  await page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#dropped');
    const transfer = new DataTransfer();
    for (const each of input?.files ?? []) transfer.items.add(each);
    input?.remove();
    const target = document.querySelector('main button');
    target?.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: transfer }));
  });
}

async function pick(head: Locator, words: string): Promise<void> {
  await head.click();
  const page = head.page();
  await page.getByRole('textbox', { name: '找内容' }).fill(words);
  await page.keyboard.press('Enter');
}

test('a blank table is taught once, then filled with one click, month after month', async ({ workbench }) => {
  test.slow();
  const { page } = workbench;
  const filled = await fillLedger(workbench, count);
  const month = await monthOf(workbench);
  const last = addMonths(`${month}-01`, -1).slice(0, 7);
  // January has no month before it in its year; its table is then simply the same as the one before.
  if (last.slice(0, 4) === month.slice(0, 4)) await report(workbench, filled, last, 0.2);
  const blank = await blankTable(workbench, '市里 调度表（空白）.xlsx');

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('tsjdb');
  await expect(page.getByRole('option', { name: /填上级的表/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('把上级发来的空白表拖进来，教它一次，以后一键填好。')).toBeVisible();
  await expectAccessible(page);
  await workbench.screenshot('templates-empty');

  // Teaching: what was understood, the column that was not, the rows as they would be.
  await workbench.answerOpen(blank);
  await page.getByRole('button', { name: '选择表格' }).click();
  await expect(page.getByRole('heading', { name: '市里 调度表（空白）.xlsx' })).toBeVisible();
  await expect(head(workbench, 'B')).toContainText('项目名称');
  await expect(head(workbench, 'G')).toContainText('本年累计完成');
  await expect(page.getByLabel('E 列“投资情况 总投资（亿元）”的金额单位')).toHaveValue('yi');
  await expect(page.getByText('还有 1 列不知道填什么，将照原样留空')).toBeVisible();
  await expect(page.getByRole('cell', { name: '第1号试验项目' }).first()).toBeVisible();
  await expectAccessible(page);
  await workbench.screenshot('templates-teach');
  await page.getByRole('button', { name: /^I\s*包联情况$/ }).click();
  await expect(head(workbench, 'I')).toBeFocused();
  await pick(head(workbench, 'I'), '包保领导');
  await expect(head(workbench, 'I')).toContainText('包保领导');
  await expect(page.getByText(/列不知道填什么/)).toHaveCount(0);

  // Leaving and coming back loses nothing.
  await go(workbench, '/templates');
  await expect(page.getByText('教了一半，还没有记住')).toBeVisible();
  await page.getByRole('button', { name: '接着来' }).click();
  await expect(head(workbench, 'I')).toContainText('包保领导');

  await expect(page.getByLabel('表名')).toHaveValue('市里 调度表');
  await page.getByLabel('表名').fill('投资完成情况调度表');
  await page.getByRole('button', { name: '记住这张表' }).click();
  await expect(page.getByText('记住了“投资完成情况调度表”')).toBeVisible();

  const first = path.join(workbench.folder, '上报 一.xlsx');
  await workbench.answerSave(first);
  await page.getByRole('button', { name: '现在就填' }).click();
  await expect(page.getByText(new RegExp(`填了 ${count} 个项目`))).toBeVisible();
  await workbench.screenshot('templates-filled');

  const sheet = await open(first);
  const names = Array.from({ length: count }, (_, index) => sheet.getCell(5 + index, 2).value);
  expect([...names].sort()).toEqual([...filled.names].sort());
  for (const [index, name] of names.entries()) {
    const row = 5 + index;
    const total = filled.totals[filled.names.indexOf(String(name))] as number;
    expect(sheet.getCell(row, 1).value).toBe(index + 1);
    expect(sheet.getCell(row, 5).value).toBeCloseTo(total / 100_000_000, 8);
    expect(sheet.getCell(row, 9).value).toBe(
      last.slice(0, 4) === month.slice(0, 4) ? '谢义' : sheet.getCell(row, 9).value,
    );
    // Rows that were added look and compute like those that were there.
    expect(sheet.getCell(row, 2).font).toMatchObject({ name: '仿宋_GB2312', size: 12 });
    expect(sheet.getCell(row, 2).border.left?.style).toBe('thin');
    expect(sheet.getCell(row, 5).numFmt).toBe('0.00');
    expect(sheet.getCell(row, 8).formula).toBe(`IF(F${row}>0,G${row}/F${row},"")`);
  }
  const sums = 5 + count;
  expect(sheet.getCell(sums, 2).value).toBe('合计');
  expect(sheet.getCell(sums, 6).formula).toBe(`SUM(F5:F${sums - 1})`);
  expect(sheet.getCell(sums + 1, 1).value).toBe('注：本表每月25日前报送。');
  expect(sheet.getCell(sums + 1, 10).master.address).toBe(`A${sums + 1}`);
  expect(sheet.getCell('A1').value).toBe('重点项目投资完成情况调度表');
  expect(sheet.getCell('A1').font).toMatchObject({ name: '方正小标宋简体', size: 20 });
  expect(sheet.getCell('G3').master.address).toBe('E3');
  expect(sheet.pageSetup).toMatchObject({ orientation: 'landscape', paperSize: 9 });
  expect(sheet.getColumn(2).width).toBe(34);

  // Next month: one click, and what is different from the copy of last month.
  await report(workbench, filled, month, 0.3);
  await page.getByRole('button', { name: '关掉这条结果' }).click();
  const second = path.join(workbench.folder, '上报 二.xlsx');
  await workbench.answerSave(second);
  await page.getByRole('button', { name: '填这张表：投资完成情况调度表' }).click();
  await expect(page.getByText(new RegExp(`填了 ${count} 个项目`))).toBeVisible();
  await workbench.answerOpen(first);
  await page.getByRole('button', { name: '与上月填的表比对…' }).click();
  await expect(page.getByRole('heading', { name: /有 \d+ 处不同/ })).toBeVisible();
  await expect(
    page.getByRole('row', {
      name: new RegExp(`^第1号试验项目 J 形象进度 .*${Number(month.slice(5))}月，第1号主体封顶$`),
    }),
  ).toBeVisible();
  await expectAccessible(page);
  await workbench.screenshot('templates-differences');
  const plan = (filled.totals[0] as number) / 2;
  const copy = await open(second);
  const row =
    5 + Array.from({ length: count }, (_, index) => copy.getCell(5 + index, 2).value).indexOf('第1号试验项目');
  const done = plan * (last.slice(0, 4) === month.slice(0, 4) ? 0.5 : 0.3);
  expect(copy.getCell(row, 7).value).toBeCloseTo(done / 10_000, 6);
  expect(workbench.complaints).toEqual([]);
});

test('a known table is settled anew, renamed, withdrawn and brought back', async ({ workbench }) => {
  const { page } = workbench;
  await fillLedger(workbench, 3);
  await go(workbench, '/templates');
  await workbench.answerOpen(await blankTable(workbench, '表一.xlsx'));
  await page.getByRole('button', { name: '选择表格' }).click();
  await page.getByRole('button', { name: '记住这张表' }).click();
  await expect(page.getByRole('button', { name: '现在就填' })).toBeVisible();

  // Words in every row, another unit, only one region, the largest first.
  await pick(head(workbench, 'I'), '市级领导包联');
  await page.getByLabel('F 列“投资情况 年度计划（万元）”的金额单位').selectOption('yi');
  await page.getByRole('button', { name: '排序' }).click();
  await page.getByRole('combobox', { name: '加一级排序' }).click();
  await page.getByRole('option', { name: '总投资' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: '排序：总投资' })).toBeVisible();
  await expect(page.getByRole('row', { name: /^5 项目 1 第3号试验项目/ })).toBeVisible();
  await expect(page.getByRole('button', { name: '现在就填' })).toHaveCount(0);
  await expect(page.getByRole('cell', { name: '市级领导包联', exact: true })).toHaveCount(3);
  await page.getByRole('button', { name: '放弃改动' }).click();
  await expect(head(workbench, 'I')).not.toContainText('市级领导包联');
  await pick(head(workbench, 'I'), '市级领导包联');
  await page.getByRole('button', { name: '记住改动' }).click();
  await expect(page.getByRole('button', { name: '现在就填' })).toBeVisible();
  await expect(head(workbench, 'I')).toContainText('市级领导包联');

  await page.getByRole('link', { name: '回到上级表样' }).click();
  await page.getByRole('button', { name: '表一：更多' }).click();
  await page.getByRole('menuitem', { name: '改名' }).click();
  await page.getByLabel('表名').fill('月调度表');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: '月调度表' })).toBeVisible();
  await page.getByRole('button', { name: '月调度表：更多' }).click();
  await page.getByRole('menuitem', { name: '删除' }).click();
  await expect(page.getByText('把上级发来的空白表拖进来')).toBeVisible();
  const deleted = page.locator('.mantine-Notification-root', { hasText: '已删除表样“月调度表”' });
  await deleted.getByRole('button', { name: /撤销/ }).click();
  await expect(page.getByRole('link', { name: '月调度表' })).toBeVisible();
  await expectAccessible(page);
  expect(workbench.complaints).toEqual([]);
});

test('what is no table says so and lets another be chosen', async ({ workbench }) => {
  const { page } = workbench;
  await begin(workbench, wang);
  await go(workbench, '/templates');
  const letter = path.join(workbench.folder, '通知 正文.xlsx');
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('Sheet1').getCell('A1').value = '关于报送调度表的通知';
  await workbook.xlsx.writeFile(letter);
  await workbench.answerOpen(letter);
  await page.getByRole('button', { name: '选择表格' }).click();
  await expect(page.getByRole('alert')).toContainText('通知 正文.xlsx');
  await expectAccessible(page);
  await workbench.screenshot('templates-trouble');
  await workbench.answerOpen(await blankTable(workbench, '空白表.xlsx'));
  await page.getByRole('button', { name: '换文件' }).click();
  await expect(page.getByRole('heading', { name: '空白表.xlsx' })).toBeVisible();
});

test('a secretary fills the tables of the Commission and leaves them as they are; a file is dropped anywhere', async ({
  workbench,
}) => {
  const { page } = workbench;
  await begin(workbench, wang);
  await ask(workbench, 'records.create', {
    entity: 'project',
    set: { name: '江湾里商业综合体', region: '220202', owner: '吉林澜庭置业', total_investment: 1_280_000_000 },
  });
  const blank = await blankTable(workbench, '市表.xlsx');
  await go(workbench, '/templates');
  await expect(page.getByText('把上级发来的空白表拖进来')).toBeVisible();
  await drop(workbench, blank);
  await page.getByRole('button', { name: '记住这张表' }).click();
  await expect(page.getByRole('button', { name: '现在就填' })).toBeVisible();
  // As a package of the Commission brings it.
  const [own] = await ask<{ id: string }[]>(workbench, 'templates.list', {});
  await ask(workbench, 'records.revise', { entity: 'template', id: own?.id, set: { scope: 'city' } });
  await expect(page.getByText('市级的表样，由市发改委修改')).toBeVisible();
  await expect(head(workbench, 'B')).toHaveCount(0);
  await expect(page.getByLabel('表名')).toHaveCount(0);
  await expectAccessible(page);
  await workbench.screenshot('templates-city');

  await page.getByRole('link', { name: '回到上级表样' }).click();
  await page.getByRole('button', { name: '市表：更多' }).click();
  await expect(page.getByRole('menuitem', { name: '看对应关系' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: '删除' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  const copy = path.join(workbench.folder, '上报.xlsx');
  await workbench.answerSave(copy);
  await page.getByRole('button', { name: '填这张表：市表' }).click();
  await expect(page.getByText(/填了 1 个项目/)).toBeVisible();
  expect((await open(copy)).getCell('E5').value).toBe(12.8);
});
