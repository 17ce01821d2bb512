import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { ask, begin, go, wang } from './people';

async function paste(workbench: Workbench, text: string): Promise<void> {
  await workbench.app.evaluate(({ clipboard, ClipboardItem }, words) => {
    // Newer shells take items as a page does, older ones an object.
    if (ClipboardItem) return clipboard.write([new ClipboardItem({ 'text/plain': words })]);
    return (clipboard as unknown as { write(content: object): void }).write({ text: words });
  }, text);
  await workbench.page.keyboard.press('Control+v');
}

interface Shown {
  commitments: { record: Record<string, string | null>; standing: string; project: string | null; scope: string }[];
  totals: { total: number; done: number; overdue: number; due: number; onTime: number };
  handedIn: number;
}
const shown = (workbench: Workbench) => ask<Shown>(workbench, 'commitments.show', { month: '2018-09' });

const list = [
  '序号\t县（市）区\t工作任务\t责任单位\t责任人\t完成时限\t完成情况\t是否完成',
  '1\t昌邑区\t补齐江澜产业园施工合同备案\t昌邑区住建局\t李勇\t9月20日前\t\t否',
  '2\t\t约谈总包单位\t\t韩冬梅\t9月底\t\t',
  '3\t龙潭区\t办结施工许可\t龙潭区住建局\t于春光\t尽快\t\t',
  '4\t火星区\t某事\t某局\t某人\t2018.9.21\t\t',
].join('\n');

test('plans of a month and the press-down list: typed, done, pasted, taken back, on paper', async ({ workbench }) => {
  test.setTimeout(300_000);
  const { page } = workbench;
  await page.getByRole('radio', { name: '市发改委调度员' }).check();
  await page.getByRole('radio', { name: /^看演示数据/ }).check();
  await page.getByRole('button', { name: '打开演示数据' }).click();
  await expect(page.getByText('演示 · 2018年9月16日')).toBeVisible({ timeout: 120_000 });
  await go(workbench, '/dispatch/targets/campaign');
  const before = await shown(workbench);

  await test.step('regions with their plans and how much is carried out', async () => {
    const grid = page.getByRole('grid', { name: '2018年9月项目建设月' });
    await expect(grid).toBeVisible();
    await expect(page.getByText('未报：永吉县、北大壶开发区')).toBeVisible();
    const { due, onTime } = before.totals;
    await expect(page.getByText(`（到期 ${due}，按期完成 ${onTime}）`)).toBeVisible();
    await workbench.screenshot('campaign');
    await expectAccessible(page);
    const row = grid.getByRole('row').filter({ hasText: '永吉县' });
    await row.getByText('未报').click();
    await page.keyboard.type('2018-9-15');
    await page.keyboard.press('Enter');
    await expect(row.getByText('9月15日')).toBeVisible();
    await expect.poll(async () => (await shown(workbench)).handedIn).toBe(before.handedIn + 1);
  });

  await test.step('from a region to what is overdue there', async () => {
    await page.getByRole('link', { name: '压实清单', exact: true }).click();
    await expect(page.getByRole('grid', { name: '压实清单' })).toBeVisible();
    await workbench.screenshot('commitments');
    await expectAccessible(page);
    await page.getByRole('radio', { name: new RegExp(`^逾期 ${before.totals.overdue}$`) }).check({ force: true });
    await expect(
      page
        .getByRole('grid', { name: '压实清单' })
        .getByText(/^逾期 \d+ 天$/)
        .first(),
    ).toBeVisible();
  });

  await test.step('done with a day and a result, and taken back', async () => {
    const overdue = (await shown(workbench)).commitments.find(({ standing }) => standing === 'overdue');
    await page.getByRole('grid', { name: '压实清单' }).getByText(String(overdue?.record.matter)).first().click();
    await page.getByRole('button', { name: '完成', exact: true }).click();
    await page.getByRole('textbox', { name: '落实情况' }).fill('逐个列出时限，报区政府');
    await page.getByRole('button', { name: '记为完成' }).click();
    await expect.poll(async () => (await shown(workbench)).totals.overdue).toBe(before.totals.overdue - 1);
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await shown(workbench)).totals.overdue).toBe(before.totals.overdue);
  });

  await test.step('pasted from Excel: what is not clear is named, the rest is one step', async () => {
    await page.getByRole('radio', { name: /^全部/ }).check({ force: true });
    await page.getByRole('button', { name: '粘贴自 Excel' }).click();
    await page.getByRole('textbox', { name: '粘贴表格' }).click();
    await paste(workbench, list);
    await expect(page.getByRole('dialog').getByText('认出 3 条')).toBeVisible();
    await expect(page.getByText('第 4 行：时限“尽快”认不出日期，这一行不写入')).toBeVisible();
    await expect(page.getByText('第 5 行：分不清是哪个属地的，这一行不写入')).toBeVisible();
    await workbench.screenshot('commitments-paste');
    await expectAccessible(page);
    await page.getByRole('button', { name: '加进清单 2 条' }).click();
    await expect.poll(async () => (await shown(workbench)).totals.total).toBe(before.totals.total + 2);
    await expect(page.getByRole('dialog')).toBeHidden();
    const pasted = (await shown(workbench)).commitments.find(({ record }) => record.matter === '约谈总包单位');
    expect(pasted).toMatchObject({
      scope: '220202',
      record: { unit: '昌邑区住建局', person: '韩冬梅', due: '2018-09-30', state: 'open' },
    });
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await shown(workbench)).totals.total).toBe(before.totals.total);
  });

  await test.step('as a paper', async () => {
    await page.getByRole('link', { name: '导出' }).click();
    await expect(page.getByText('全市项目建设责任压实清单').first()).toBeVisible();
    await workbench.screenshot('commitments-paper');
  });

  await test.step('dark', async () => {
    await page.evaluate(() => localStorage.setItem('wubao-color-scheme', 'dark'));
    await page.reload();
    await go(workbench, '/dispatch/targets/campaign');
    await expect(page.getByRole('grid', { name: '2018年9月项目建设月' })).toBeVisible();
    await expectAccessible(page);
    await workbench.screenshot('campaign-dark');
    await go(workbench, '/dispatch/targets/commitments');
    await expect(page.getByRole('grid', { name: '压实清单' })).toBeVisible();
    await expectAccessible(page);
    await workbench.screenshot('commitments-dark');
    await go(workbench, '/settings');
    await page.getByRole('heading', { name: '包保分工' }).scrollIntoViewIfNeeded();
    await workbench.screenshot('assignments-dark');
  });
  expect(workbench.complaints).toEqual([]);
});

test('a leader changes: the past stays with the one before', async ({ workbench }) => {
  test.setTimeout(180_000);
  const { page } = workbench;
  await begin(workbench, { role: 'commission', person: '周科长', unit: '市发改委', region: null });
  await go(workbench, '/settings');
  const part = page.getByRole('region', { name: '包保分工' });
  await part.getByRole('checkbox', { name: '选昌邑区' }).check();
  await part.getByRole('combobox', { name: '包保领导' }).fill('周平');
  await part.getByRole('textbox', { name: '职务' }).fill('副市长');
  await part.getByRole('textbox', { name: '从哪天起' }).fill('2018-09-10');
  await part.getByRole('button', { name: '换人' }).click();
  await expect(part.getByRole('row', { name: /周平 副市长 2018年9月10日起/ })).toBeVisible();
  await expect(part.getByRole('row', { name: /昌邑区 谢义 副市长 至2018年9月9日/ })).toBeVisible();
  await part.scrollIntoViewIfNeeded();
  await workbench.screenshot('assignments');
  await expectAccessible(page);
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(part.getByRole('row', { name: /昌邑区 谢义 副市长 一直/ })).toBeVisible();
  expect(workbench.complaints).toEqual([]);
});

test('a secretary keeps her region’s list, and her desk says what is due', async ({ workbench }) => {
  test.setTimeout(180_000);
  const { page } = workbench;
  await begin(workbench, { ...wang, region: '220202' });
  await ask(workbench, 'records.create', { entity: 'project', set: { name: '江澜产业园', region: '220202' } });
  await go(workbench, '/progress/commitments');
  await expect(page.getByText('这个月还没有压实事项。')).toBeVisible();
  await page.getByRole('button', { name: '加一条' }).click();
  await page.getByRole('textbox', { name: '事项', exact: true }).fill('补齐江澜产业园施工合同备案');
  await page.getByRole('textbox', { name: '责任人', exact: true }).fill('李勇');
  await page.getByRole('textbox', { name: '完成时限' }).fill('昨天');
  await page.getByRole('dialog').getByRole('button', { name: '加进清单' }).click();
  await expect(page.getByRole('grid', { name: '压实清单' }).getByText('李勇')).toBeVisible();
  await page.getByRole('button', { name: '方案 未报' }).click();
  await page.getByRole('textbox', { name: '负责领导' }).fill('赵立新');
  await page.getByRole('textbox', { name: '报送日期' }).fill('今天');
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('button', { name: /^方案 \d+月\d+日报$/ })).toBeVisible();
  await workbench.screenshot('commitments-secretary');
  await expectAccessible(page);
  await go(workbench, '/');
  await expect(page.getByText('补齐江澜产业园施工合同备案')).toBeVisible();
  await workbench.screenshot('commitments-desk');
  expect(workbench.complaints).toEqual([]);
});
