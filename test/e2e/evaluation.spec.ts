import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { ask, go } from './people';

interface Sheet {
  publishedAt: string | null;
  regions: { code: string; region: string; total: number | null; rank: number | null }[];
}

/** Opens the demonstration city at the Commission and goes to the evaluation. */
async function enter(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await page.getByRole('radio', { name: '市发改委调度员' }).check();
  await page.getByRole('radio', { name: /^看演示数据/ }).check();
  await page.getByRole('button', { name: '打开演示数据' }).click();
  await expect(page.getByText('演示 · 2018年9月16日')).toBeVisible({ timeout: 120_000 });
  await go(workbench, '/dispatch/evaluation?period=2018-Q3&region=220202');
  await expect(page.getByRole('heading', { name: '2018年第三季度考评' })).toBeVisible();
}

const scores = (workbench: Workbench) => workbench.page.getByRole('region', { name: '各地得分' });
const simulator = (workbench: Workbench) => workbench.page.getByRole('region', { name: '名次模拟' });

test('a point says its arithmetic and opens its projects; events move the place, never an amount', async ({
  workbench,
}) => {
  test.setTimeout(240_000);
  const { page } = workbench;
  await enter(workbench);
  await expect(page.getByText('试算，未公布')).toBeVisible();
  await expect(page.getByText('数据截至 9月15日，季末按 9月序时 75% 重算')).toBeVisible();
  await expect(scores(workbench).locator('tbody tr')).toHaveCount(13);
  // 核查 is no verdict: the region keeps its place.
  await expect(scores(workbench).getByRole('row', { name: /永吉县/ })).toContainText('核查');
  await expect(simulator(workbench).getByRole('row').nth(1)).toBeVisible();
  await workbench.screenshot('evaluation');
  await expectAccessible(page);

  await page.getByRole('button', { name: /昌邑区投资怎么算的/ }).click();
  const source = page.getByRole('dialog');
  await expect(source.getByText('25 × 65.9% ÷ 70.8% ＝ 23.3')).toBeVisible();
  await expect(source.getByText('本年完成 26.9 ÷ 年度计划 40.8 亿元')).toBeVisible();
  await expect(source.getByText('9月上半月 8.5 ÷ 12 ＝ 70.8%')).toBeVisible();
  await expect(source.getByRole('link', { name: '打开 31 项' })).toBeVisible();
  await workbench.screenshot('evaluation-source');
  await source.getByRole('link', { name: '打开 31 项' }).click();
  await expect(page.getByText(/^显示 31 项|^显示 31/)).toBeVisible();
  await page.goBack();

  const first = simulator(workbench).getByRole('checkbox', { disabled: false }).first();
  await expect(simulator(workbench).getByText('选中 0 件办成后')).toBeVisible();
  await first.check();
  await expect(simulator(workbench).getByText('选中 1 件办成后')).toBeVisible();
  const region = { period: '2018-Q3', region: '220202' };
  const { candidates } = await ask<{ candidates: { id: string; gain: number; possible: boolean }[] }>(
    workbench,
    'evaluations.simulate',
    region,
  );
  const { now, after } = await ask<Record<'now' | 'after', { total: number; rank: number }>>(
    workbench,
    'evaluations.simulate',
    { ...region, events: [candidates[0]?.id] },
  );
  expect(after.total).toBeGreaterThan(now.total);
  await expect(simulator(workbench).getByText(`第 ${after.rank} 名　${after.total.toFixed(1)}`)).toBeVisible();
  await workbench.screenshot('evaluation-simulated');
  await simulator(workbench).getByRole('button', { name: '清空' }).click();
  await expect(first).not.toBeChecked();
  await scores(workbench)
    .getByRole('button', { name: /昌邑区得分表/ })
    .click();
  await expect(page.getByRole('dialog').getByText('18.2 ＋ 23.3 ＋')).toBeVisible();
  await workbench.screenshot('evaluation-region');
  expect(workbench.complaints).toEqual([]);
});

test('an own rubric is edited with its scores beside it, all mistakes at once', async ({ workbench }) => {
  test.setTimeout(240_000);
  const { page } = workbench;
  await enter(workbench);
  await page.getByRole('button', { name: '规则：默认' }).click();
  await page.getByRole('menuitem', { name: '照这个规则新建' }).click();
  const editor = page.getByRole('region', { name: '考评规则' });
  const start = editor.getByRole('group', { name: '项目开工率' });
  await start.getByLabel('分值').fill('10');
  await expect(editor.getByText('各项分值合计 90，要等于总分 100')).toBeVisible();
  await start.getByLabel('满分在').fill('x');
  await expect(editor.getByText('第 1 项“项目开工率”：终点要填数字')).toBeVisible();
  await expect(editor.getByRole('button', { name: '保存' })).toBeDisabled();
  await workbench.screenshot('evaluation-editor-errors');
  await start.getByLabel('满分在').fill('100');
  await editor.getByRole('group', { name: '投资完成率（对序时）' }).getByLabel('分值').fill('35');
  await expect(editor.getByRole('list', { name: '规则里的错误' })).toHaveCount(0);
  await expect(page.getByText('按未保存的规则试算')).toBeVisible();
  // 35 × 65.9 % ÷ 70.8 %, before anything is saved.
  await expect(scores(workbench).getByRole('row', { name: /昌邑区/ })).toContainText('32.6');
  await editor.getByLabel('规则名称').fill('年终');
  await workbench.screenshot('evaluation-editor');
  await editor.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('button', { name: '规则：年终' })).toBeVisible();
  await expect(scores(workbench).getByRole('row', { name: /昌邑区/ })).toContainText('32.6');
  await page.getByRole('button', { name: '规则：年终' }).click();
  await page.getByRole('menuitem', { name: '修改这个规则' }).click();
  await page.getByRole('region', { name: '考评规则' }).getByRole('button', { name: '删除' }).click();
  await expect(page.getByRole('button', { name: '规则：默认' })).toBeVisible();
  expect(workbench.complaints).toEqual([]);
});

test('who proposes does not decide; what is published stays', async ({ workbench }) => {
  test.setTimeout(240_000);
  const { page } = workbench;
  await enter(workbench);
  const { person } = (await ask<{ identity: { person: string } }>(workbench, 'ledger.status', {})).identity;
  await page.getByRole('button', { name: /丰满区加减分$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('事项').fill('集中开工');
  await dialog.getByLabel('分值').fill('0.5');
  await dialog.getByLabel('依据').fill('开工现场照片');
  await dialog.getByRole('button', { name: '提出', exact: true }).click();
  await expect(dialog.getByText('集中开工加 0.5 分（核查中）')).toBeVisible();
  await dialog.getByLabel('集中开工的认定人').fill(person);
  await dialog.getByRole('button', { name: '认定', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText(`这一条是${person}提出的，不能由${person}自己认定。`);
  await workbench.screenshot('evaluation-marks');
  await dialog.getByLabel('集中开工的认定人').fill('韩主任');
  await dialog.getByRole('button', { name: '认定', exact: true }).click();
  await expect(dialog.getByText('集中开工加 0.5 分（已认定）')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(scores(workbench).getByRole('row', { name: /丰满区/ })).toContainText('+0.5');

  // The running quarter has nothing to publish; the one before is over.
  await expect(page.getByRole('button', { name: '公布', exact: true })).toHaveCount(0);
  await go(workbench, '/dispatch/evaluation?period=2018-Q2&region=220202');
  await expect(page.getByRole('heading', { name: '2018年第二季度考评' })).toBeVisible();
  await page.getByRole('button', { name: '公布', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: '公布', exact: true }).click();
  await expect(page.getByText(/^已公布 /)).toBeVisible();
  const before = await ask<Sheet>(workbench, 'evaluations.show', { period: '2018-Q2' });
  expect(before.publishedAt).not.toBeNull();
  const { id } = await ask<{ id: string }>(workbench, 'records.create', {
    entity: 'project',
    set: { name: '后来补录的项目', region: '220211', lifecycle: 'reserve' },
  });
  expect(id).not.toBe('');
  expect(await ask<Sheet>(workbench, 'evaluations.show', { period: '2018-Q2' })).toEqual(before);
  await expect(page.getByText('这一期已经公布，名次不再变。')).toBeVisible();
  await workbench.screenshot('evaluation-published');
  await page.getByRole('link', { name: '生成考评结果' }).click();
  await expect(page.getByText('考评结果的通报').first()).toBeVisible();
  await workbench.screenshot('evaluation-paper');
  expect(workbench.complaints).toEqual([]);
});
