import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import sharp from 'sharp';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { fillLedger } from './ledger-filling';
import { ask, go } from './people';

/** A picture that can be told from another: a colour and a white block. */
async function photo(folder: string, name: string, color: string, width = 1600, height = 1200): Promise<string> {
  const file = path.join(folder, name);
  const block = await sharp({ create: { width: 500, height: 300, channels: 3, background: '#e8e4dc' } })
    .png()
    .toBuffer();
  await sharp({ create: { width, height, channels: 3, background: color } })
    .composite([{ input: block, left: 300, top: 500 }])
    .withExif({ IFD2: { DateTimeOriginal: '2018:09:14 08:30:00' } })
    .jpeg()
    .toFile(file);
  return file;
}

function text(folder: string, name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function openTab(workbench: Workbench): Promise<{ page: Page; id: string; source: string }> {
  const { ids } = await fillLedger(workbench, 2);
  const id = ids[0] ?? '';
  const source = path.join(workbench.folder, '来源 夹');
  mkdirSync(source);
  await go(workbench, `/projects/${id}/attachments`);
  await expect(workbench.page.getByText('把这个项目的批复、合同、照片拖到这里')).toBeVisible();
  return { page: workbench.page, id, source };
}

/** Whether a picture was drawn, and not only asked for. */
const drawn = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((images) => (images as HTMLImageElement[]).map((image) => image.naturalWidth));

test('files of a project: chosen, seen, turned over, withdrawn and brought back', async ({ workbench }) => {
  const { page, id, source } = await openTab(workbench);
  await workbench.screenshot('attachments-empty');
  const files = [
    await photo(source, '东侧围挡.jpg', '#4a6d5c'),
    await photo(source, '基础施工.jpg', '#7b6a50'),
    text(source, '备案证明.pdf', '%PDF-1.4\n备案'),
    text(source, '现场情况.jpg', 'MZ this is no picture'),
    text(source, '空.pdf', ''),
  ];
  await workbench.answerOpen(...files);
  await page.getByRole('button', { name: '选择文件' }).click();
  const grid = page.getByRole('listbox', { name: '附件' });
  await expect(grid.getByRole('option')).toHaveCount(4);
  await expect(page.getByText('“空.pdf”没有添加：文件是空的')).toBeVisible();
  await expect(page.getByText('已添加 4 个附件')).toBeVisible();
  await expect.poll(() => drawn(page, '[role=option] img')).toEqual([320, 320]);
  const detail = page.getByRole('complementary', { name: '附件详情' });
  await expect(detail).toContainText('2018年9月14日 08:30');
  await expect(detail).toContainText('周科长');
  await grid.getByRole('option', { name: /现场情况/ }).click();
  await expect(detail).toContainText('内容是可执行程序，名字却以 .jpg 结尾');
  await expect(detail.getByRole('button', { name: '用系统程序打开' })).toHaveCount(0);
  await expectAccessible(page);
  await workbench.screenshot('attachments-tab');

  // By keyboard alone.
  await grid.focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  const preview = page.getByRole('dialog');
  await expect(preview).toContainText('1 / 4');
  await expect.poll(() => drawn(page, '[role=dialog] img')).toEqual([1600]);
  await workbench.screenshot('attachments-preview');
  await expectAccessible(page);
  await page.keyboard.press('ArrowRight');
  await expect(preview).toContainText('基础施工.jpg');
  await page.keyboard.press('ArrowRight');
  await expect(preview).toContainText('这种文件用系统程序打开看。');
  await workbench.screenshot('attachments-preview-paper');
  await page.keyboard.press('Escape');
  await expect(preview).toHaveCount(0);

  const target = path.join(workbench.folder, '另存 的.pdf');
  await workbench.answerSave(target);
  await detail.getByRole('button', { name: '另存' }).click();
  await expect(page.getByText('已另存为“另存 的.pdf”')).toBeVisible();
  expect(readFileSync(target)).toEqual(readFileSync(files[2] ?? ''));

  // What the shell opens is a read-only copy that is named after its bytes.
  await workbench.app.evaluate(({ shell }) => {
    Object.assign(globalThis, { opened: [] });
    shell.openPath = async (place) => {
      (globalThis as unknown as { opened: string[] }).opened.push(place);
      return '';
    };
  });
  await detail.getByRole('button', { name: '用系统程序打开' }).click();
  await expect
    .poll(() => workbench.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened))
    .toEqual([expect.stringMatching(/opened.*备案证明\.pdf$/)]);

  await detail.getByRole('textbox', { name: '说明' }).fill('正本在区发改局');
  await page.getByRole('heading', { level: 1 }).click();
  await expect(page.getByText('已保存说明')).toBeVisible();

  await grid.focus();
  await page.keyboard.press('Delete');
  await expect(grid.getByRole('option')).toHaveCount(3);
  await page.keyboard.press('Control+z');
  await expect(grid.getByRole('option')).toHaveCount(4);
  const { attachments } = await ask<{ attachments: { name: string; note: string | null }[] }>(
    workbench,
    'attachments.list',
    { entity: 'project', id },
  );
  expect(attachments.map(({ note }) => note)).toEqual([null, null, '正本在区发改局', null]);
  expect(workbench.complaints).toEqual([]);
});

test('a picture is pasted and dropped; a copied table is not taken for one', async ({ workbench }) => {
  const { page, source } = await openTab(workbench);
  const bytes = [...readFileSync(await photo(source, '剪贴板.jpg', '#335577', 900, 1000))];
  const paste = (withText: boolean) =>
    page.evaluate(
      ([content, text]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(content as number[])], 'image.png', { type: 'image/png' }));
        if (text) data.setData('text/plain', '1\t2');
        document.body.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
      },
      [bytes, withText] as const,
    );
  await paste(true);
  await paste(false);
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(page.getByRole('option')).toContainText('截图.png');
  await page.evaluate(
    (content) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(content).reverse()], '不是图片.txt', { type: 'text/plain' }));
      const place = document.querySelector('[role=listbox]');
      for (const type of ['dragenter', 'dragover', 'drop'])
        place?.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    },
    bytes.slice(0, 100),
  );
  await expect(page.getByText('不是本机上的文件，也不是图片')).toBeVisible();
  expect(workbench.complaints).toEqual([]);
});

test('nothing but a picture leaves the store for the window', async ({ workbench }) => {
  const { page, id, source } = await openTab(workbench);
  const files = [
    await photo(source, '照片.jpg', '#444466'),
    text(source, '批复.pdf', '%PDF-1.4\n'),
    text(source, '页.html', '<script>1</script>'),
  ];
  await workbench.answerOpen(...files);
  await page.getByRole('button', { name: '选择文件' }).click();
  await expect(page.getByRole('option')).toHaveCount(3);
  const { attachments } = await ask<{ attachments: { sha256: string }[] }>(workbench, 'attachments.list', {
    entity: 'project',
    id,
  });
  const load = (address: string) =>
    page.evaluate(
      (src) =>
        new Promise<number>((resolve) => {
          const image = new Image();
          image.onload = () => resolve(image.naturalWidth);
          image.onerror = () => resolve(0);
          image.src = src;
        }),
      address,
    );
  const [photoHash, pdf, html] = attachments.map(({ sha256 }) => sha256);
  expect(await load(`/attachment/whole/${photoHash}`)).toBe(1600);
  for (const address of [
    `/attachment/whole/${pdf}`,
    `/attachment/thumbnail/${pdf}`,
    `/attachment/whole/${html}`,
    `/attachment/whole/${photoHash}?x=1`,
    `/attachment/whole/..%2f${photoHash}`,
    `/attachment/other/${photoHash}`,
    `/attachment/whole/${'0'.repeat(64)}`,
  ])
    expect([address, await load(address)]).toEqual([address, 0]);
});

test('five hundred photos: only those in sight are drawn, the keyboard reaches the last', async ({ workbench }) => {
  test.setTimeout(180_000);
  const { page, id, source } = await openTab(workbench);
  const files: string[] = [];
  for (let index = 0; index < 500; index += 1) {
    const file = path.join(source, `IMG_${String(index + 1).padStart(4, '0')}.jpg`);
    // No two alike: the same bytes at one record are one attachment.
    const size = { width: 1 + (index % 25) * 10, height: 1 + Math.floor(index / 25) * 10 };
    const block = await sharp({ create: { ...size, channels: 3, background: '#dddddd' } })
      .png()
      .toBuffer();
    await sharp({ create: { width: 400, height: 300, channels: 3, background: '#3a5f77' } })
      .composite([{ input: block, left: 20, top: 20 }])
      .jpeg()
      .toFile(file);
    files.push(file);
  }
  await workbench.answerOpen(...files);
  await page.getByRole('button', { name: '选择文件' }).click();
  await expect(page.getByText('500 个，共')).toBeVisible({ timeout: 120_000 });
  expect(await page.getByRole('option').count()).toBeLessThan(60);
  const grid = page.getByRole('listbox', { name: '附件' });
  await grid.focus();
  await page.keyboard.press('End');
  const last = page.getByRole('option', { name: /IMG_0500/ });
  await expect(last).toBeVisible();
  await expect(last).toHaveAttribute('aria-posinset', '500');
  await expect.poll(async () => (await drawn(page, '[role=option] img')).every((width) => width === 320)).toBe(true);
  await workbench.screenshot('attachments-many');
  const { attachments } = await ask<{ attachments: unknown[] }>(workbench, 'attachments.list', {
    entity: 'project',
    id,
  });
  expect(attachments).toHaveLength(500);
});

test('attachments stand where they belong: papers, permits, problems, notes', async ({ workbench }) => {
  const { page, id, source } = await openTab(workbench);
  const pdf = (name: string) => text(source, name, `%PDF-1.4\n${name}`);

  await go(workbench, `/listing/${id}`);
  await workbench.answerOpen(pdf('营业执照.pdf'), pdf('营业执照副本.pdf'));
  await page.getByRole('button', { name: /营业执照.*添加附件/ }).click();
  await expect(page.getByRole('button', { name: '2 个文件' })).toBeVisible();
  await expectAccessible(page);
  await workbench.screenshot('attachments-listing');

  await ask(workbench, 'records.create', {
    entity: 'permit',
    set: { project: id, name: '施工许可证' },
  });
  await go(workbench, `/projects/${id}/permits`);
  await page.getByRole('button', { name: '添加附件' }).first().click();
  const dialog = page.getByRole('dialog');
  await workbench.answerOpen(pdf('施工许可证.pdf'));
  await dialog.getByRole('button', { name: '添加' }).click();
  await expect(dialog.getByRole('button', { name: /施工许可证\.pdf/ }).first()).toBeVisible();
  await workbench.screenshot('attachments-permit');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: '附件 1 个' })).toBeVisible();

  await ask(workbench, 'problems.register', { set: { project: id, description: '临时用电容量不足' } });
  await go(workbench, `/projects/${id}/problems`);
  const panel = page.getByRole('complementary', { name: '问题详情' });
  await workbench.answerOpen(pdf('勘察记录.pdf'), await photo(source, '变压器.jpg', '#556655'));
  await panel.getByRole('button', { name: '添加', exact: true }).last().click();
  await expect(panel.getByRole('button', { name: /变压器\.jpg/ }).first()).toBeVisible();
  await expectAccessible(page);
  await workbench.screenshot('attachments-problem');

  await ask(workbench, 'records.create', {
    entity: 'work_log',
    set: { project: id, date: '2018-09-14', matter: '到现场看变压器' },
  });
  await go(workbench, `/projects/${id}/liaison`);
  await page.getByText('到现场看变压器').first().click();
  const notePanel = page.getByRole('complementary', { name: '这一笔' });
  await workbench.answerOpen(await photo(source, '合影.jpg', '#665544'));
  await notePanel.getByRole('button', { name: '添加', exact: true }).click();
  await expect(notePanel.getByRole('button', { name: /合影\.jpg/ }).first()).toBeVisible();
  await workbench.screenshot('attachments-note');

  await go(workbench, `/projects/${id}/attachments`);
  await expect(page.getByRole('option')).toHaveCount(6);
  await expect(page.getByRole('option', { name: /变压器\.jpg/ })).toContainText('临时用电容量不足');
  await workbench.screenshot('attachments-all');
  expect(workbench.complaints).toEqual([]);
});

test('files that nobody names are seen, then removed', async ({ workbench }) => {
  const { page, source } = await openTab(workbench);
  await workbench.answerOpen(text(source, '错传.pdf', '%PDF-1.4\n错'), text(source, '留下.pdf', '%PDF-1.4\n留'));
  await page.getByRole('button', { name: '选择文件' }).click();
  await expect(page.getByRole('option')).toHaveCount(2);
  await page.getByRole('listbox').focus();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('option')).toHaveCount(1);
  await go(workbench, '/settings');
  await expect(page.getByText('有 1 个附件文件已没有记录引用')).toBeVisible();
  await page.getByRole('button', { name: '看看再清除' }).click();
  await expect(page.getByRole('dialog')).toContainText('错传.pdf');
  await workbench.screenshot('attachments-leftovers');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^清除 1 个/ })
    .click();
  await expect(page.getByText('没有可以清除的附件文件。')).toBeVisible();
});
