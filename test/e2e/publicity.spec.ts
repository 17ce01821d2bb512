import path from 'node:path';
import { expect } from '@playwright/test';
import sharp from 'sharp';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { ask, begin, go, wang, zhou } from './people';

async function fill(workbench: Workbench): Promise<{ project: string; photos: string[] }> {
  const { id: project } = await ask<{ id: string }>(workbench, 'records.create', {
    entity: 'project',
    set: {
      name: '江澜碳纤维复合材料产业园',
      short_name: '江澜碳纤维产业园',
      region: '220202',
      owner: '吉林江澜新材料有限公司',
      lifecycle: 'construction',
      actual_start: '2018-07-31',
      total_investment: 680_000_000,
    },
  });
  const photos: string[] = [];
  for (const [name, color] of [
    ['厂房.jpg', '#7d947f'],
    ['吊装.jpg', '#b9d5e0'],
  ] as const) {
    const bytes = await sharp({ create: { width: 800, height: 600, channels: 3, background: color } })
      .jpeg()
      .toBuffer();
    const data = bytes.toString('base64');
    photos.push(
      (await ask<{ id: string }>(workbench, 'attachments.addPicture', { entity: 'project', id: project, name, data }))
        .id,
    );
  }
  return { project, photos };
}

interface Shown {
  story: { state: string; title: string; body: string; photos: string; approved_by: string | null };
}

test('the Commission writes, orders photos, approves and publishes; the page beside it follows', async ({
  workbench,
}) => {
  test.slow();
  await begin(workbench, zhou);
  const { photos } = await fill(workbench);
  const { page } = workbench;
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '调度' }).click();
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '宣传' }).click();
  await expect(page.getByText('这个月还没有宣传稿。')).toBeVisible();
  await page.getByRole('button', { name: '写宣传稿' }).first().click();
  const dialog = page.getByRole('dialog', { name: '写宣传稿' });
  await dialog.getByRole('combobox', { name: '项目' }).fill('jltxw');
  await page.getByRole('option', { name: '江澜碳纤维复合材料产业园' }).click();
  await dialog.getByRole('textbox', { name: '标题' }).fill('一根碳纤维');
  await dialog.getByRole('button', { name: '开始写' }).click();

  const sheet = page.getByRole('region', { name: '版面', exact: true }).getByRole('article');
  await expect(sheet).toContainText('一根碳纤维');
  await expect(sheet).toContainText('起草稿，未审定');
  const approve = page.getByRole('button', { name: '审定' });
  await expect(approve).toBeDisabled();
  await page.getByRole('textbox', { name: '导语' }).fill('七月开工，九月封顶。');
  await page.getByRole('textbox', { name: '正文' }).fill('钢梁升到半空。\n当天就跑。');
  await expect(sheet).toContainText('七月开工，九月封顶。');
  await expect(sheet).toContainText('当天就跑。');
  await expect(sheet).toContainText('68,000万元');

  await page.getByRole('button', { name: '放进版面：厂房.jpg' }).click();
  await expect(sheet.locator('img')).toHaveCount(1);
  await page.getByRole('button', { name: '放进版面：吊装.jpg' }).click();
  await expect(sheet.locator('img')).toHaveCount(2);
  const story = async () => {
    const { stories } = await ask<{ stories: { id: string }[] }>(workbench, 'stories.list', {});
    return { id: stories[0]?.id, ...(await ask<Shown>(workbench, 'stories.show', { id: stories[0]?.id })) };
  };
  expect(JSON.parse((await story()).story.photos)).toEqual(photos);
  // By button, then back by dragging.
  await page.getByRole('button', { name: '吊装.jpg 前移' }).click();
  await expect.poll(async () => JSON.parse((await story()).story.photos)).toEqual([photos[1], photos[0]]);
  const placed = page.getByRole('list', { name: '版面上的照片' }).getByRole('listitem');
  await expect(placed.nth(0)).toContainText('吊装.jpg');
  await placed.nth(1).dragTo(placed.nth(0));
  await expect.poll(async () => JSON.parse((await story()).story.photos)).toEqual(photos);
  await expectAccessible(page);
  await workbench.screenshot('publicity-editor');

  await approve.click();
  await expect(sheet).not.toContainText('起草稿');
  await expect(page.getByRole('textbox', { name: '正文' })).not.toBeEditable();
  expect((await story()).story).toMatchObject({ state: 'approved', approved_by: '周科长' });
  await page.getByRole('button', { name: '退回起草' }).click();
  await page.getByRole('textbox', { name: '标题' }).fill('一根碳纤维的故事');
  await page.getByRole('textbox', { name: '标题' }).press('Tab');
  await expect(sheet).toContainText('一根碳纤维的故事');
  await approve.click();
  await page.getByRole('button', { name: '刊发' }).click();
  await expect(page.getByText('已刊发，不再改。')).toBeVisible();

  await page.getByRole('link', { name: '全市月页' }).click();
  await expect(page.getByRole('article').first()).toContainText('一根碳纤维的故事');
  await expect(page.getByRole('article').first()).toContainText('调度口径，不作统计数据使用');
  await workbench.screenshot('publicity-city-page');
  await go(workbench, `/papers/story/${(await story()).id}`);
  await expect(page.getByText('共 1 页')).toBeVisible();
  const folder = path.join(workbench.folder, '宣传 文件');
  await workbench.answerOpen(folder);
  await page.getByRole('button', { name: 'Word' }).click();
  await expect(page.getByRole('dialog')).toContainText('宣传一页纸（江澜碳纤维产业园）.docx');
  expect(workbench.complaints).toEqual([]);
});

test('a secretary writes about her own project on its page; a secret mark is refused and nothing typed is lost', async ({
  workbench,
}) => {
  await begin(workbench, wang);
  const { project } = await fill(workbench);
  const { page } = workbench;
  await go(workbench, `/projects/${project}/overview`);
  await page.getByRole('navigation', { name: '项目的各项' }).getByRole('link', { name: '宣传' }).click();
  await page.getByRole('button', { name: '写宣传稿' }).click();
  const body = page.getByRole('textbox', { name: '正文' });
  await body.fill('秘密★1年 新厂房');
  await body.press('Tab');
  await expect(page.getByRole('alert')).toContainText('密级标志');
  await expect(body).toHaveValue('秘密★1年 新厂房');
  await body.fill('新厂房封顶。');
  await body.press('Tab');
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(page.getByRole('region', { name: '版面', exact: true }).getByRole('article')).toContainText(
    '新厂房封顶。',
  );
  await expect(page.getByRole('button', { name: '审定' })).toBeDisabled();
  await expectAccessible(page);
  await workbench.screenshot('publicity-secretary');
  expect(workbench.complaints).toEqual([]);
});

test('what is too long is told and cut at the end of the one page; the words follow what is taken back', async ({
  workbench,
}) => {
  await begin(workbench, zhou);
  const { project, photos } = await fill(workbench);
  const { page } = workbench;
  const { id } = await ask<{ id: string }>(workbench, 'stories.begin', {
    project,
    title: '一根碳纤维，串起一个产业园，串起上下游，串起一座城',
  });
  await ask(workbench, 'stories.save', {
    id,
    set: { lead: '灯一直亮到后半夜。'.repeat(20), photos: JSON.stringify(photos), body: '新厂房封顶。' },
  });
  await go(workbench, `/projects/${project}/publicity`);
  const body = page.getByRole('textbox', { name: '正文' });
  await expect(body).toHaveValue('新厂房封顶。');
  await body.fill('钢梁一根接一根升到半空，安装班组分成两班。\n'.repeat(80));
  const sheets = page.getByRole('region', { name: '版面', exact: true }).getByRole('article');
  await expect(page.getByText(/正文约多 \d+ 字/)).toBeVisible();
  await expect(sheets).toContainText('〔未完〕');
  await expect(sheets).toHaveCount(1);
  await workbench.screenshot('publicity-long');
  await page.getByRole('heading', { name: '版面' }).click();
  await page.keyboard.press('Control+z');
  await expect(body).toHaveValue('新厂房封顶。');
  await expect(sheets).not.toContainText('〔未完〕');
  await expect(page.getByText(/正文约多/)).toBeHidden();
  expect(workbench.complaints).toEqual([]);
});
