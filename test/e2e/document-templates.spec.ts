import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import PizZip from 'pizzip';
import { expectAccessible } from './accessibility';
import { test } from './harness';
import { begin, go, zhou } from './people';

const textOf = (file: string) =>
  (new PizZip(readFileSync(file)).file('word/document.xml')?.asText() ?? '').replace(/<[^>]+>/g, '');

test('a form to begin with, changed, checked with all its errors, kept, and undone', async ({ workbench }) => {
  const { page } = workbench;
  await begin(workbench, zhou);
  await go(workbench, '/dispatch/templates');
  await expect(page.getByText('这里放本市自己的公文格式')).toBeVisible();
  await expect(page.getByRole('button', { name: '{标题}' })).toBeVisible();
  await expectAccessible(page);

  const folder = mkdtempSync(path.join(os.tmpdir(), '模板 '));
  await workbench.answerOpen(folder);
  await page.getByRole('button', { name: '下载起步模板' }).click();
  await expect(page.getByRole('heading', { name: '起步模板已生成' })).toBeVisible();
  await page.keyboard.press('Escape');
  const [name = ''] = readdirSync(folder);
  const example = path.join(folder, name);
  expect(textOf(example)).toContain('{标题}');

  const bad = path.join(folder, '写错的.docx');
  const zip = new PizZip(readFileSync(example));
  const xml = zip.file('word/document.xml')?.asText() ?? '';
  zip.file('word/document.xml', xml.replace('{标题}', '{标题').replace('{主送}', '{收件人}'));
  writeFileSync(bad, zip.generate({ type: 'nodebuffer' }));
  await workbench.answerOpen(bad);
  await page.getByRole('button', { name: '选一份 .docx' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('list', { name: '写错的' })).toContainText('正文');
  await expect(dialog.getByRole('button', { name: '记住这份' })).toHaveCount(0);
  await dialog.getByRole('button', { name: '知道了' }).click();

  await workbench.answerOpen(example);
  await page.getByRole('button', { name: '选一份 .docx' }).click();
  await page.getByLabel('模板名称').fill('本市督查通报');
  await page.getByRole('button', { name: '记住这份' }).click();
  await expect(page.getByRole('cell', { name: '本市督查通报', exact: true })).toBeVisible();

  await page.getByLabel('找占位符').fill('文号');
  await expect(page.getByRole('button', { name: '{文号}' })).toBeVisible();
  await expect(page.getByRole('button', { name: '{标题}' })).toHaveCount(0);
  await page.screenshot({ path: path.join('out', 'document-templates.png') });

  await page.getByRole('button', { name: '本市督查通报：更多' }).click();
  await page.getByRole('menuitem', { name: '删除' }).click();
  await expect(page.getByText('这里放本市自己的公文格式')).toBeVisible();
  // The word about what was kept may still stand beside the newer one.
  await page.getByRole('alert').filter({ hasText: '已删除' }).getByRole('button', { name: '撤销' }).click();
  await expect(page.getByRole('cell', { name: '本市督查通报', exact: true })).toBeVisible();
});
