import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { root } from '../../scripts/shared.mjs';
import { test, type Workbench } from './harness';
import { ask, go } from './people';

const folder = path.join(root, 'out', 'demonstration');

test.beforeAll(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
});

/** Goes somewhere, waits until `seen` stands there, and takes a picture for people to look at. */
async function picture(workbench: Workbench, name: string, to: string, seen: string | RegExp): Promise<void> {
  const { page } = workbench;
  await go(workbench, to);
  await expect(page.getByText(seen).first()).toBeVisible();
  await page.waitForFunction(() => document.querySelectorAll('[aria-busy="true"]').length === 0);
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}

/** Opens the demonstration city as a person who starts the program for the first time does. */
async function enter(workbench: Workbench, role: string, region?: string): Promise<void> {
  const { page } = workbench;
  await page.getByRole('radio', { name: role }).check();
  if (region) await page.getByRole('radio', { name: region }).check();
  await page.getByRole('radio', { name: /^看演示数据/ }).check();
  await page.getByRole('button', { name: '打开演示数据' }).click();
  await expect(page.getByText('演示 · 2018年9月16日')).toBeVisible({ timeout: 120_000 });
}

test('the Commission: merged city, dispatch, bulletin', async ({ workbench }) => {
  test.setTimeout(240_000);
  const { page } = workbench;
  await enter(workbench, '市发改委调度员');
  const { counts } = await ask<{ counts: Record<string, number> }>(workbench, 'ledger.status', {});
  expect(counts).toMatchObject({
    construction: 314,
    'not-listed': 80,
    'planned-start': 49,
    signed: 46,
    negotiation: 22,
  });

  await picture(workbench, '市发改委-1-工作台', '/', '逾期');
  await picture(workbench, '市发改委-2-全部项目', '/projects?view=all', /^显示/);
  await picture(workbench, '市发改委-3-未入统', '/projects?view=not-listed', /^显示/);
  await picture(workbench, '市发改委-4-同步', '/sync', '报送情况');
  await picture(workbench, '市发改委-5-调度', '/dispatch?period=2018-09-H1', '投资完成率');

  const documents = path.join(folder, '文件');
  mkdirSync(documents);
  await workbench.answerOpen(documents);
  await page.getByRole('button', { name: '生成通报' }).click();
  await page.getByRole('button', { name: '冻结并生成' }).click();
  await expect(page.getByRole('heading', { name: '通报已生成' })).toBeVisible();
  await page.keyboard.press('Escape');

  await picture(workbench, '市发改委-6-图表', '/dispatch/charts?period=2018-09-H1', '投资进度');
  await picture(workbench, '市发改委-6-包保领导', `/dispatch/leaders/${encodeURIComponent('谢义')}`, '包保属地');
  await picture(workbench, '市发改委-6-两期比较', '/dispatch/compare', '两期比较');
  await picture(workbench, '市发改委-7-考评', '/dispatch/evaluation', '哪些项目能提升名次');
  await picture(workbench, '市发改委-7-目标', '/dispatch/targets', '压实清单');
  await picture(workbench, '市发改委-7-踏查', '/dispatch/surveys', '编制路线');
  await picture(workbench, '市发改委-8-公文', '/dispatch/papers', '发文登记');
  for (const [kind, subject, about] of [
    ['bulletin', '2018-09-H1', ''],
    ['special_report', '2018-09-H1', 'listing'],
    ['leader_sheet', '谢义', '2018-09-H1'],
    ['evaluation', '2018-Q3', ''],
  ] as const) {
    const address = `/papers/${kind}/${encodeURIComponent(subject)}?about=${about}`;
    await picture(workbench, `市发改委-8-公文-${kind}`, address, /^.*共 \d+ 页/);
    await page.getByRole('button', { name: 'PDF' }).click();
    await expect(page.getByRole('heading', { name: /已生成/ })).toBeVisible({ timeout: 60_000 });
    await page.keyboard.press('Escape');
  }
  expect(readdirSync(documents).filter((name) => name.endsWith('.pdf'))).toHaveLength(4);

  await workbench.answerSave(path.join(documents, '在建项目台账.xlsx'));
  await go(workbench, '/projects?view=construction');
  await page.getByRole('button', { name: '导出' }).click();
  await page.getByRole('menuitem', { name: /导出看到的/ }).click();
  await expect.poll(() => readdirSync(documents).sort().join('、'), { timeout: 30_000 }).toContain('在建项目台账.xlsx');
  expect(readdirSync(documents).filter((name) => name.endsWith('.docx'))).toHaveLength(1);
  expect(workbench.complaints).toEqual([]);
});

test('a secretary: her day, a project, her package', async ({ workbench }) => {
  test.setTimeout(240_000);
  await enter(workbench, '项目秘书', '昌邑区');
  await picture(workbench, '项目秘书-1-工作台', '/', '我的项目');
  const [hit] = await ask<{ project: string }[]>(workbench, 'search.find', { words: '江澜碳纤维' });
  for (const [index, [tab, name]] of [
    ['overview', '概况'],
    ['permits', '手续'],
    ['progress', '进度'],
    ['problems', '问题'],
    ['history', '历史'],
  ].entries())
    await picture(workbench, `项目秘书-${index + 2}-项目-${name}`, `/projects/${hit?.project}/${tab}`, /江澜碳纤维/);
  await picture(workbench, '项目秘书-7-同步', '/sync', '生成上报包');
  await picture(workbench, '项目秘书-8-设置', '/settings', '本机指纹');
  expect(workbench.complaints).toEqual([]);
});

test('the five duties of a secretary, and the ledgers', async ({ workbench }) => {
  test.setTimeout(240_000);
  const { page } = workbench;
  await enter(workbench, '项目秘书', '昌邑区');
  const idOf = async (words: string) =>
    (await ask<{ project: string; entity: string }[]>(workbench, 'search.find', { words })).find(
      ({ entity }) => entity === 'project',
    )?.project ?? '';
  const coldChain = await idOf('哈达湾城市冷链');
  const carbon = await idOf('江澜碳纤维');
  await picture(workbench, '五包-1-手续办理', '/permits', '哈达湾冷链物流');
  await picture(workbench, '五包-1-手续路线图', `/permits/${coldChain}`, /最早/);
  await picture(workbench, '五包-2-组织推进', '/progress', '合计 12 项');
  await picture(workbench, '五包-2-入统体检', `/listing/${carbon}`, '一致性');
  await picture(workbench, '五包-2-漏统核查', '/listing/small', '核查结论');
  await picture(workbench, '五包-3-沟通联络', '/liaison', '小结');
  await picture(workbench, '五包-3-联系人', '/liaison/contacts', '供电');
  await picture(workbench, '五包-4-问题破解', '/problems', '市联席会议');
  await picture(workbench, '五包-4-联席会议', '/problems/meetings', /联席会议/);
  await picture(workbench, '五包-5-政策', '/funding', '棚户区改造专项债券');
  await picture(workbench, '五包-5-申报', '/funding/applications', '按渠道合计');
  await picture(workbench, '台账-计划开工', '/planned-starts', /下一个卡点|卡点/);
  await picture(workbench, '台账-招商签约', '/promotion/signed', '落地率');
  await picture(workbench, '台账-谋划储备', '/reserve', '国家库状态');

  await go(workbench, '/');
  await page.keyboard.press('Control+j');
  await page.keyboard.type('松筑 电话催昌邑供电刘工，答应周三出专线方案，周五再问');
  await expect(page.getByText('猜出来')).toBeVisible();
  await page.screenshot({ path: path.join(folder, '五包-3-记一笔.png'), animations: 'disabled', caret: 'hide' });
  await page.keyboard.press('Escape');

  const documents = path.join(folder, '文件');
  mkdirSync(documents, { recursive: true });
  await workbench.answerOpen(documents);
  await go(workbench, `/projects/${carbon}/overview`);
  await page.getByRole('button', { name: '项目卡片' }).click();
  await expect(page.getByRole('dialog', { name: '项目卡片已生成' })).toBeVisible();
  await page.keyboard.press('Escape');
  await go(workbench, `/listing/${carbon}`);
  await page.getByRole('button', { name: '材料清单' }).click();
  await expect(page.getByRole('dialog', { name: '材料清单已生成' })).toBeVisible();
  await page.keyboard.press('Escape');
  expect(readdirSync(documents).filter((name) => /^(项目卡片|入统材料清单)/.test(name))).toHaveLength(2);
  expect(workbench.complaints).toEqual([]);
});
