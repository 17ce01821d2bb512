import path from 'node:path';
import { expect } from '@playwright/test';
import ExcelJS from 'exceljs';
import { expectAccessible } from './accessibility';
import { test } from './harness';
import { fillLedger } from './ledger-filling';
import { ask, go } from './people';

test('the whole ledger goes out of the settings, is changed in Excel, and just that comes back', async ({
  workbench,
}) => {
  const { page, folder } = workbench;
  const { ids } = await fillLedger(workbench, 12);
  const digest = async () => (await ask<{ digest: string }>(workbench, 'ledger.digest', {})).digest;
  const before = await digest();
  const file = path.join(folder, '整本 台账.xlsx');
  await go(workbench, '/settings');
  await workbench.answerSave(file);
  await page.getByRole('button', { name: '导出整本台账' }).click();
  await expect(page.getByText('已导出整本台账，12 个项目')).toBeVisible();
  await page.getByRole('heading', { name: '整本台账' }).scrollIntoViewIfNeeded();
  await expectAccessible(page);
  await workbench.screenshot('settings-whole-ledger');

  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  const sheet = book.getWorksheet('项目台账');
  const headers = (sheet?.getRow(3).values ?? []) as string[];
  sheet?.eachRow((row) => {
    if (row.getCell(headers.indexOf('项目名称')).value === '第3号试验项目')
      row.getCell(headers.indexOf('备注')).value = 'Excel 里写的备注';
  });
  await book.xlsx.writeFile(file);

  await page.getByRole('link', { name: '导入改过的整本台账' }).click();
  await workbench.answerOpen(file);
  await page.getByRole('button', { name: '选择文件' }).first().click();
  await expect(page.getByText('这是整本台账的导出', { exact: false }).first()).toBeVisible();
  await expectAccessible(page);
  await workbench.screenshot('import-whole-ledger');
  await page
    .getByRole('button', { name: /^(导入|写入)/ })
    .first()
    .click();
  await expect
    .poll(
      async () =>
        (await ask<{ project: { note: string | null } }>(workbench, 'projects.show', { id: ids[2] })).project.note,
    )
    .toBe('Excel 里写的备注');
  await ask(workbench, 'records.undo', {});
  expect(await digest()).toBe(before);
  expect(workbench.complaints).toEqual([]);
});
