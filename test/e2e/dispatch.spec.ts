import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { latestPeriod } from '../../src-shared/rules/period';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { ask, begin, go, wang, zhou } from './people';

interface Figures {
  frozenAt: string | null;
  totals: { annual_plan: number; completed: number; listed: number; due: number };
}

/** Two regions, one listed project out of two; money in yuan. Gives the code of the present period. */
async function city(workbench: Workbench): Promise<string> {
  const { today } = await ask<{ today: string }>(workbench, 'ledger.status', {});
  const year = today.slice(0, 4);
  const month = latestPeriod(today).code.slice(0, 7);
  const projects = [
    { name: '江澜碳纤维产业园', region: '220202', listing: 'listed', done: 34_567_800 },
    { name: '欢喜乡冷链仓储', region: '220204', listing: 'missing', done: 12_000_000 },
  ];
  for (const { done, listing, ...set } of projects) {
    const { id } = await ask<{ id: string }>(workbench, 'records.create', {
      entity: 'project',
      set: {
        ...set,
        lifecycle: 'construction',
        actual_start: `${Number(year) - 1}-05`,
        total_investment: 200_000_000,
        annual_plan: { [year]: 60_000_000 },
      },
    });
    await ask(workbench, 'records.create', { entity: 'progress', set: { project: id, month, completed: done } });
    await ask(workbench, 'records.create', {
      entity: 'listing',
      set: { project: id, state: listing, ...(listing === 'listed' ? { listed_month: `${Number(year) - 1}-08` } : {}) },
    });
  }
  return latestPeriod(today).code;
}

test('a secretary has no dispatch', async ({ workbench }) => {
  await begin(workbench, wang);
  await expect(workbench.page.getByRole('link', { name: '调度', exact: true })).toHaveCount(0);
});

test('rates show numerator and denominator, a figure says where it came from', async ({ workbench }) => {
  const { page } = workbench;
  await begin(workbench, zhou);
  await city(workbench);
  await go(workbench, '/dispatch');
  await expect(page.getByText('0.5 / 1.2 亿元')).toBeVisible();
  await expect(page.getByText('1 / 2 项', { exact: true })).toBeVisible();
  await expect(page.getByText('调度口径，不作统计数据使用')).toBeVisible();
  await page.getByRole('button', { name: /昌邑区项目入统率从哪来/ }).click();
  await expect(page.getByText('已入库 1 ÷ 应入统 1')).toBeVisible();
  await expect(page.getByText(/^本机录入，截至 /)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: '打开 1 项' }).click();
  await expect(page).toHaveURL(/#\/dispatch\/behind\?.*key=220202/);
  await expect(page.getByRole('gridcell', { name: '江澜碳纤维产业园' })).toBeVisible();
  await expect(page.getByRole('gridcell', { name: '欢喜乡冷链仓储' })).toHaveCount(0);
  await expectAccessible(page);
  await page.goBack();
  await page.getByRole('radio', { name: '投资' }).check();
  await expect(page.getByRole('button', { name: /^昌邑区 ?57\.6/ })).toBeVisible();
  await page.getByRole('radio', { name: '名次' }).check();
  await expect(page.getByRole('columnheader', { name: '开工率' })).toBeVisible();
  await workbench.screenshot('dispatch');
  expect(workbench.complaints).toEqual([]);
});

test('frozen figures stay, and the bulletin is written from them', async ({ workbench }) => {
  const { page } = workbench;
  await begin(workbench, zhou);
  const period = await city(workbench);
  const folder = path.join(workbench.folder, '通报');
  const before = await ask<Figures>(workbench, 'bulletins.figures', { period });
  expect(before.frozenAt).toBeNull();
  await go(workbench, '/dispatch');
  await expect(page.getByText('未冻结')).toBeVisible();
  await page.getByRole('button', { name: '冻结', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '冻结', exact: true }).click();
  await expect(page.getByText(/^已冻结 /)).toBeVisible();
  await expect(page.getByRole('button', { name: '冻结', exact: true })).toHaveCount(0);

  const [project] = await ask<{ id: string }[]>(workbench, 'projects.list', {});
  await ask(workbench, 'records.revise', {
    entity: 'project',
    id: project?.id,
    set: { annual_plan: { [period.slice(0, 4)]: 999_000_000 } },
  });
  const after = await ask<Figures>(workbench, 'bulletins.figures', { period });
  expect(after.totals).toEqual(before.totals);

  mkdirSync(folder, { recursive: true });
  await workbench.answerOpen(folder);
  await page.getByRole('button', { name: '生成通报' }).click();
  await page.getByRole('button', { name: '选择文件夹' }).click();
  await expect(page.getByRole('heading', { name: '通报已生成' })).toBeVisible();
  await workbench.screenshot('dispatch-written');
  const written = readdirSync(folder);
  expect(written.some((name) => name.endsWith('.docx'))).toBe(true);
  expect(written.some((name) => name.endsWith('.xlsx'))).toBe(true);
  for (const name of written) await expect(page.getByText(name, { exact: true })).toBeVisible();
  const data = written.find((name) => name.endsWith('.json'));
  const { totals } = JSON.parse(readFileSync(path.join(folder, data ?? ''), 'utf8')) as Figures;
  expect(totals.annual_plan).toBe(120_000_000);
  expect(totals.completed).toBe(46_567_800);
});

/** Opens the demonstration city as the Commission. */
async function demonstration(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await page.getByRole('radio', { name: '市发改委调度员' }).check();
  await page.getByRole('radio', { name: /^看演示数据/ }).check();
  await page.getByRole('button', { name: '打开演示数据' }).click();
  await expect(page.getByText('演示 · 2018年9月16日')).toBeVisible({ timeout: 120_000 });
}

/** What stands on the clipboard of the system. */
function clipboard(workbench: Workbench): Promise<{ text: string; html: string; picture: boolean }> {
  return workbench.app.evaluate(async ({ clipboard, ClipboardItem }) => {
    if (ClipboardItem) {
      const items = await clipboard.read();
      const of = async (type: string) => {
        const item = items.find(({ types }) => types.includes(type));
        return item ? ((await item.getType(type)) as Blob).text() : '';
      };
      return {
        text: await of('text/plain'),
        html: await of('text/html'),
        picture: items.some(({ types }) => types.includes('image/png')),
      };
    }
    const older = clipboard as unknown as {
      readText(): string;
      readHTML(): string;
      readImage(): { isEmpty(): boolean };
    };
    return { text: older.readText(), html: older.readHTML(), picture: !older.readImage().isEmpty() };
  });
}

test('a figure leads to projects, person and package; slices, leader, charts, copies, own map', async ({
  workbench,
}) => {
  test.setTimeout(300_000);
  const { page } = workbench;
  await demonstration(workbench);
  await go(workbench, '/dispatch');
  await expect(page.getByText('9月底前')).toBeVisible();
  await expect(page.getByRole('list', { name: '全市目标' })).toContainText('入统 234 / 314 项');
  await workbench.screenshot('dispatch-city');

  await test.step('from the rate to the change', async () => {
    await page.getByRole('button', { name: /昌邑区项目入统率从哪来/ }).click();
    await expect(page.getByText('已入库 23 ÷ 应入统 31')).toBeVisible();
    await expect(page.getByText('缺材料 5，市级审核 2，退回 1')).toBeVisible();
    await page.getByRole('link', { name: '未入统 8 项' }).click();
    await expect(page.getByText('共 8 项')).toBeVisible();
    const trail = page.getByRole('complementary', { name: '这个数怎么来的' });
    await expect(trail.getByText('王秘书').first()).toBeVisible();
    await expect(trail.getByText(/上报包 昌邑-王-\d+/).first()).toBeVisible();
    await expect(trail.getByText(/设备 [0-9a-f]{16}/).first()).toBeVisible();
    await page.getByRole('radio', { name: '已入库 23' }).check();
    await expect(page.getByText('共 23 项')).toBeVisible();
    await expectAccessible(page);
    await page.goBack();
  });

  await test.step('slices of the city', async () => {
    await page.getByRole('radio', { name: '规模' }).check();
    await expect(page.getByRole('row', { name: /^其中 1亿以上 ?227/ })).toBeVisible();
    await page.getByRole('radio', { name: '包保领导' }).check();
    // The clipboard is the system's: another program may write between the two steps.
    await expect(async () => {
      await page.getByRole('button', { name: '复制表：2018年9月上半月各包保领导四率' }).click();
      const { text, html } = await clipboard(workbench);
      expect(text).toContain('谢义\t98\t');
      expect(text).toContain('调度口径，不作统计数据使用');
      expect(html).toContain('<table');
    }).toPass({ timeout: 15_000 });
    await expect(page.getByText('表已复制，到 Word、Excel 里粘贴').first()).toBeVisible();
    await page.getByRole('link', { name: '谢义' }).click();
    await expect(page.getByRole('heading', { name: '包保属地' })).toBeVisible();
    await expect(page.getByRole('row', { name: /^合计 ?98/ })).toBeVisible();
    await expectAccessible(page);
    await workbench.screenshot('dispatch-leader');
  });

  await test.step('charts', async () => {
    await go(workbench, '/dispatch/charts');
    const curve = page.getByRole('region', { name: '投资进度' });
    await expect(
      curve
        .getByRole('img', { name: /完成 299\.9亿元/ })
        .locator('svg text')
        .first(),
    ).toBeVisible();
    await expectAccessible(page);
    await workbench.screenshot('dispatch-charts');
    await expect(async () => {
      await curve.getByRole('button', { name: /^复制图/ }).click();
      await expect(page.getByText('图已复制，到 Word、WPS 里粘贴').first()).toBeVisible();
      expect((await clipboard(workbench)).picture).toBe(true);
    }).toPass({ timeout: 15_000 });
    const [svg, png] = ['进度.svg', '进度.png'].map((name) => path.join(workbench.folder, name)) as [string, string];
    for (const [file, item] of [
      [svg, /^另存为 SVG/],
      [png, /^另存为 PNG/],
    ] as const) {
      await workbench.answerSave(file);
      await curve.getByRole('button', { name: /^另存/ }).click();
      await page.getByRole('menuitem', { name: item }).click();
      await expect.poll(() => existsSync(file)).toBe(true);
    }
    expect(readFileSync(svg, 'utf8')).toContain('调度口径，不作统计数据使用');
    expect(readFileSync(svg, 'utf8')).not.toContain('style=');
    expect(readFileSync(png).subarray(1, 4).toString()).toBe('PNG');
    await curve.getByRole('radio', { name: '表' }).check();
    await expect(curve.getByRole('row', { name: /2018年9月15日/ })).toContainText('299.9');
  });

  await test.step('an own map', async () => {
    const square = (x: number) => [
      [
        [x, 43],
        [x + 0.5, 43],
        [x + 0.5, 43.5],
        [x, 43],
      ],
    ];
    const [good, bad] = ['边界.geojson', '坏的.geojson'].map((name) => path.join(workbench.folder, name)) as [
      string,
      string,
    ];
    const feature = (name: string, x: number) => ({
      type: 'Feature',
      properties: { name },
      geometry: { type: 'Polygon', coordinates: square(x) },
    });
    const map = { type: 'FeatureCollection', features: [feature('昌邑区', 126), feature('龙潭区', 127)] };
    writeFileSync(good, JSON.stringify(map));
    writeFileSync(bad, '{"type":"FeatureCollection","features":[]}');
    await go(workbench, '/settings');
    await page.getByLabel('地图文件').setInputFiles(bad);
    await expect(page.getByText(/读不了地图文件“坏的\.geojson”：里面没有多边形/)).toBeVisible();
    await page.getByLabel('地图文件').setInputFiles(good);
    await expect(page.getByText(/认出 2 个属地/)).toBeVisible();
    await page.getByRole('button', { name: '用这张地图' }).click();
    await go(workbench, '/dispatch');
    await page.getByRole('button', { name: /^昌邑区 74\.2%，23 \/ 31$/ }).click();
    await expect(page.getByText(/边界来自“边界\.geojson”/)).toBeVisible();
    await expectAccessible(page);
    await workbench.screenshot('dispatch-map');
    await page.getByRole('radio', { name: '示意' }).check();
    await expect(page.getByText('示意位置，不是地图')).toBeVisible();
  });

  await test.step('dark', async () => {
    await page.evaluate(() => localStorage.setItem('wubao-color-scheme', 'dark'));
    await page.reload();
    await expect(page.getByRole('button', { name: /昌邑区项目入统率从哪来/ })).toBeVisible();
    await expectAccessible(page);
    await workbench.screenshot('dispatch-dark');
  });
  expect(workbench.complaints).toEqual([]);
});
