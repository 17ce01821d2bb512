import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { expect } from '@playwright/test';
import type { Paper } from '../../src-shared/contract/paper-values';
import { latestPeriod } from '../../src-shared/rules/period';
import { samples } from '../support/papers';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { ask, begin, go, zhou } from './people';

/** Puts a paper into the register as it would stand there, and gives its id. */
async function keep(workbench: Workbench, kind: string, paper: Paper, serial: number): Promise<string> {
  const { id } = await ask<{ id: string }>(workbench, 'records.create', {
    entity: 'paper',
    set: {
      scope: 'city',
      kind,
      subject: '样张',
      title: paper.title.join(''),
      year: 2018,
      serial,
      number: paper.number ?? `样张${serial}`,
      issued_on: '2018-09-16',
      body: JSON.stringify(paper),
    },
  });
  return id;
}

/** Words without blanks: lines and cells are set apart in the page, not in the paper. */
const plain = (text: string) => text.replace(/\s/g, '');

/** Every text that a paper holds, but head texts of tables, which stand on every page. */
function textsOf(paper: Paper): string[] {
  const texts: string[] = [];
  const walk = (value: unknown, name: string) => {
    if (typeof value === 'string') {
      if (!['kind', 'face', 'align', 'look', 'format', 'type', 'data', 'state', 'stroke', 'description'].includes(name))
        texts.push(value);
    } else if (Array.isArray(value)) for (const entry of value) walk(entry, name);
    else if (typeof value === 'object' && value !== null)
      for (const [key, entry] of Object.entries(value)) walk(entry, key);
  };
  walk(paper.blocks, '');
  return [...paper.title, paper.number ?? '', paper.subtitle ?? '', paper.addressee ?? '', ...texts]
    .map(plain)
    .filter((text) => text !== '' && !/^\d{4}-\d{2}(-\d{2})?$/.test(text));
}

async function pages(file: string): Promise<{ width: number; height: number }[]> {
  const document = await PDFDocument.load(readFileSync(file), { updateMetadata: false });
  return document.getPages().map((page) => ({
    width: Math.round((page.getWidth() / 72) * 25.4),
    height: Math.round((page.getHeight() / 72) * 25.4),
  }));
}

test('every kind of block stands on pages: nothing lost, nothing over the edge, heads repeated, numbers outside', async ({
  workbench,
}) => {
  const { page, folder } = workbench;
  await begin(workbench, zhou);
  let serial = 0;
  for (const [name, paper] of Object.entries(samples)) {
    serial += 1;
    const id = await keep(workbench, 'bulletin', paper, serial);
    await go(workbench, `/papers/bulletin/${encodeURIComponent('样张')}?issued=${id}`);
    await expect(page.locator('[data-page="1"]')).toBeVisible();
    await expect(page.locator('[data-pages]')).toHaveAttribute('data-form', paper.form);
    const shown = plain((await page.locator('[data-pages]').textContent()) ?? '');
    for (const text of textsOf(paper)) expect(shown, name).toContain(text);
    // Nothing stands over the text's area, at the right or at the foot.
    const over = await page.locator('[data-core]').evaluateAll((cores) =>
      cores.flatMap((core) => {
        const area = core.getBoundingClientRect();
        return [...core.querySelectorAll('*')]
          .filter((element) => {
            const box = element.getBoundingClientRect();
            const isCut = element.closest('[class*="window"]') !== null;
            return !isCut && box.width > 0 && (box.bottom > area.bottom + 1.5 || box.right > area.right + 1.5);
          })
          .map((element) => `${element.tagName} ${element.textContent?.slice(0, 20)}`);
      }),
    );
    expect(over, name).toEqual([]);
    const count = await page.locator('[data-page]').count();
    const written = path.join(folder, `印 ${name}`);
    mkdirSync(written);
    await workbench.answerOpen(written);
    await page.getByRole('button', { name: 'PDF' }).click();
    await expect(page.getByRole('dialog')).toContainText('PDF 已生成');
    await page.getByRole('button', { name: '完成' }).click();
    const [file = ''] = readdirSync(written);
    expect(file).toBe(`${paper.name}.pdf`);
    const sheets = await pages(path.join(written, file));
    expect(sheets).toHaveLength(count);
    for (const sheet of sheets)
      expect(sheet).toEqual(paper.landscape ? { width: 297, height: 210 } : { width: 210, height: 297 });
  }
  expect(workbench.complaints).toEqual([]);
});

test('page numbers stand outside, the notice inside; a table that goes on has its head again', async ({
  workbench,
}) => {
  const { page } = workbench;
  await begin(workbench, zhou);
  const id = await keep(workbench, 'bulletin', samples.bulletin, 1);
  await go(workbench, `/papers/bulletin/${encodeURIComponent('样张')}?issued=${id}`);
  const footers = page.locator('[data-page] footer');
  await expect(footers.nth(0)).toHaveText('调度口径，不作统计数据使用— 1 —');
  await expect(footers.nth(1)).toHaveText('— 2 —调度口径，不作统计数据使用');
  await expect(page.getByText('各地重点项目推进情况（续）')).toHaveCount(1);
  await expect(page.getByText('续下页')).toHaveCount(1);
  await expect(page.getByRole('columnheader', { name: '较序时' })).toHaveCount(2);
  await expect(page.getByText('送审稿，数据未冻结', { exact: true }).first()).toBeVisible();
});

test('preview, PDF, register, open again as it was', async ({ workbench }) => {
  const { page, folder } = workbench;
  await begin(workbench, zhou);
  const { today } = await ask<{ today: string }>(workbench, 'ledger.status', {});
  const period = latestPeriod(today);
  const year = today.slice(0, 4);
  const { id } = await ask<{ id: string }>(workbench, 'records.create', {
    entity: 'project',
    set: {
      name: '江澜碳纤维产业园',
      region: '220202',
      lifecycle: 'construction',
      actual_start: `${Number(year) - 1}-05`,
      total_investment: 200_000_000,
      annual_plan: { [year]: 60_000_000 },
    },
  });
  await go(workbench, '/dispatch/papers');
  await expect(page.getByRole('link', { name: '公文', exact: true })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByText('登记过的发文放在这里。')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '文号格式' }).click();
  await page.getByLabel('督查通报的文号格式').fill('吉督〔{year}〕');
  await expect(page.getByRole('alert')).toContainText('督查通报的格式里少了 {serial}');
  await page.getByLabel('督查通报的文号格式').fill('吉市督字〔{year}〕{serial}号');
  await expectAccessible(page);
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('link', { name: new RegExp(`^${period.name}`) }).click();
  await expect(page.locator('[data-page="1"]')).toContainText('全市在建项目1项');
  await expect(page.getByRole('status')).toContainText('先冻结数据，再登记发文');
  await expect(page.getByRole('button', { name: '登记发文' })).toHaveCount(0);

  await ask(workbench, 'bulletins.freeze', { period: period.code });
  await expect(page.getByRole('button', { name: '登记发文' })).toBeVisible();
  await expectAccessible(page);
  await workbench.screenshot('paper-preview');

  // What is no folder takes nothing, and says so.
  const stray = path.join(folder, '不是文件夹');
  writeFileSync(stray, '');
  await workbench.answerOpen(stray);
  await page.getByRole('button', { name: 'PDF', exact: true }).click();
  await expect(page.getByText(/写不了文件“项目建设督查通报.*\.pdf”/)).toBeVisible();
  const written = path.join(folder, '通报 九月');
  mkdirSync(written);
  await workbench.answerOpen(written);
  for (const [name, ending] of [
    ['Word', 'docx'],
    ['Excel 附表', 'xlsx'],
    ['PDF', 'pdf'],
  ] as const) {
    await page.getByRole('button', { name, exact: true }).click();
    await expect(page.getByRole('dialog')).toContainText(`.${ending}`);
    await page.getByRole('button', { name: '完成' }).click();
  }
  expect(
    readdirSync(written)
      .map((name) => path.extname(name))
      .sort(),
  ).toEqual(['.docx', '.pdf', '.xlsx']);

  await page.getByRole('button', { name: '登记发文' }).click();
  await expect(page.getByLabel('文号')).toHaveValue(`吉市督字〔${year}〕1号`);
  await page.getByLabel('签发人').fill('李主任');
  await expectAccessible(page);
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect(page.locator('[data-page="1"]')).toContainText(`吉市督字〔${year}〕1号`);
  const issued = plain((await page.locator('[data-pages]').textContent()) ?? '');

  // Whatever becomes of the ledger, the paper stays.
  await ask(workbench, 'records.withdraw', { entity: 'project', id });
  await go(workbench, '/dispatch/papers');
  await expect(page.getByRole('row', { name: /李主任/ })).toContainText(`吉市督字〔${year}〕1号`);
  await workbench.screenshot('papers');
  await page.getByRole('link', { name: new RegExp(`^打开 吉市督字〔${year}〕1号`) }).click();
  await expect(page.locator('[data-page="1"]')).toBeVisible();
  expect(plain((await page.locator('[data-pages]').textContent()) ?? '')).toBe(issued);
  await expect(page.getByRole('button', { name: '登记发文' })).toHaveCount(0);
  expect(workbench.complaints).toEqual([]);
});

test('the window that prints is hidden, locked like the other, and gone afterwards', async ({ workbench }) => {
  const { app, folder } = workbench;
  await begin(workbench, zhou);
  const id = await keep(workbench, 'slip', samples.slip, 1);
  await app.evaluate(({ app: running, BrowserWindow }) => {
    running.once('browser-window-created', (_event, window) => {
      const { sandbox, contextIsolation, nodeIntegration, webviewTag } = (
        window.webContents as unknown as { getLastWebPreferences(): Electron.WebPreferences }
      ).getLastWebPreferences();
      Object.assign(globalThis, {
        printWindow: { sandbox, contextIsolation, nodeIntegration, webviewTag, visible: window.isVisible() },
      });
    });
    return BrowserWindow.getAllWindows().length;
  });
  await workbench.answerOpen(folder);
  const chosen = await ask<{ token: string }>(workbench, 'files.chooseFolder', {});
  const which = { kind: 'slip', subject: '样张', issued: id, folder: chosen.token };
  const { files } = await ask<{ files: string[] }>(workbench, 'papers.print', which);
  expect(files.map((file) => path.basename(file))).toEqual(['督办单 昌邑督〔2018〕9号.pdf']);
  expect(await app.evaluate(() => (globalThis as unknown as { printWindow: unknown }).printWindow)).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    visible: false,
  });
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  // A paper that is not there says so, and leaves neither a window nor a file.
  const gone = await workbench.call('papers.print', { ...which, issued: 'gone' });
  expect(gone).toMatchObject({ ok: false, error: { code: 'no_record' } });
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
