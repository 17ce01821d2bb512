import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { fillLedger } from './ledger-filling';
import { ask, go } from './people';

async function makeProject(workbench: Workbench, set: Record<string, unknown>): Promise<string> {
  const { id } = await ask<{ id: string }>(workbench, 'records.create', { entity: 'project', set });
  return id;
}

async function moveTo(page: Page, stage: string, fill?: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: /^阶段：/ }).click();
  await page.getByRole('menuitem', { name: stage, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(`→ ${stage}`);
  await fill?.();
  await dialog.getByRole('button', { name: `转到${stage}` }).click();
  await expect(page.getByRole('button', { name: `阶段：${stage}` })).toBeVisible();
}

test('a project goes from reserve to construction through all its ledgers, and stands still with a reason', async ({
  workbench,
}) => {
  await fillLedger(workbench, 1);
  const { page } = workbench;
  const name = '九台河生物质发电';
  const id = await makeProject(workbench, {
    name,
    lifecycle: 'reserve',
    readiness: 'feasibility',
    total_investment: 120_000_000,
    leader_in_charge: '谢义',
  });
  await go(workbench, '/reserve');
  await expect(page.locator('#main').getByText(name)).toBeVisible();
  await expectAccessible(page);

  await go(workbench, `/projects/${id}/overview`);
  const dialog = page.getByRole('dialog');
  await moveTo(page, '洽谈', async () => {
    await expect(dialog).toContainText('离开台账：谋划储备；进入台账：重点招商');
  });
  await go(workbench, '/promotion/negotiation');
  await expect(page.locator('#main').getByText(name)).toBeVisible();

  await go(workbench, `/projects/${id}/overview`);
  await moveTo(page, '签约', async () => {
    await expect(dialog.getByRole('button', { name: '转到签约' })).toBeDisabled();
    await expect(dialog).toContainText('请先填签约日期。');
    await dialog.getByRole('textbox', { name: '签约日期' }).fill('2018.5.8');
  });
  await moveTo(page, '前期', async () => {
    await dialog.getByRole('textbox', { name: '计划开工' }).fill('2018年10月');
  });
  await go(workbench, '/planned-starts');
  await expect(page.getByText('2018年10月 1 个')).toBeVisible();
  const start = page.getByRole('row').filter({ hasText: name });
  await expect(start).toContainText('逾期');
  await expect(start).toContainText('手续未列');
  await expectAccessible(page);

  await go(workbench, `/projects/${id}/overview`);
  await moveTo(page, '在建', async () => {
    await dialog.getByRole('textbox', { name: '实际开工' }).fill('2018-09-10');
    await expectAccessible(page);
  });
  const shown = async () =>
    (await ask<{ project: Record<string, unknown> }>(workbench, 'projects.show', { id })).project;
  expect(await shown()).toMatchObject({
    lifecycle: 'construction',
    actual_start: '2018-09-10',
    signed_on: '2018-05-08',
  });

  await moveTo(page, '停工', async () => {
    await expect(dialog.getByRole('button', { name: '转到停工' })).toBeDisabled();
    await dialog.getByRole('textbox', { name: '原因' }).fill('总包撤场，重新招标');
  });
  await expect(page.getByText('停工原因')).toBeVisible();
  await go(workbench, '/aside');
  await expect(page.getByText('总包撤场，重新招标')).toBeVisible();
  await expect(page.getByRole('link', { name: '停工、终止 1' })).toHaveAttribute('aria-current', 'page');
  await expectAccessible(page);

  // Back to before its start: the date goes, with a word about it, and one Ctrl+Z brings everything back.
  await go(workbench, `/projects/${id}/overview`);
  await moveTo(page, '前期', async () => {
    await dialog.getByRole('textbox', { name: '原因' }).fill('误报开工');
    await expect(dialog).toContainText('实际开工（2018年9月10日）会清空，历史里查得到');
    await dialog.getByRole('textbox', { name: '计划开工' }).fill('十月份吧');
    await expect(dialog.getByRole('button', { name: '转到前期' })).toBeDisabled();
    await dialog.getByRole('textbox', { name: '计划开工' }).fill('2018.11');
  });
  expect(await shown()).toMatchObject({ lifecycle: 'preparation', actual_start: null, planned_start: '2018-11' });
  await page.getByRole('button', { name: /^撤销/ }).click();
  await expect(page.getByRole('button', { name: '阶段：停工' })).toBeVisible();
  expect(await shown()).toMatchObject({ lifecycle: 'suspended', actual_start: '2018-09-10', planned_start: '2018-10' });
  const history = await ask<{ source: string }[]>(workbench, 'records.history', {
    entity: 'project',
    id,
    field: 'lifecycle',
  });
  expect(history.map(({ source }) => source)).toEqual(expect.arrayContaining(['总包撤场，重新招标', '误报开工']));
});

test('promotion adds up agreed and paid-in money, and prints what its rates are divided by', async ({ workbench }) => {
  await fillLedger(workbench, 1);
  const { page } = workbench;
  const signed = { lifecycle: 'signed', signed_on: '2018-03-01', agreed_amount: 300_000_000 };
  await makeProject(workbench, { name: '甲项目', ...signed, promotion_stage: 'registered', performance: 'performing' });
  const second = await makeProject(workbench, {
    name: '乙项目',
    ...signed,
    promotion_stage: 'signed',
    paid_in_amount: 60_000_000,
    credit_code: '91220201MA14Y70K2R',
  });
  await go(workbench, '/promotion/signed');
  await expect(page.getByText('落地率', { exact: true }).locator('..')).toContainText('50.0%1 / 2 个');
  await expect(page.getByText('到资率', { exact: true }).locator('..')).toContainText('10.0%6,000 / 60,000 万元');
  await expect(page.getByText('协议 60,000万元，到位 6,000万元')).toBeVisible();
  await expectAccessible(page);

  // Typed in place: one more has come as far, and the figures follow.
  const stage = page.getByRole('columnheader', { name: '招商进展' });
  // The first column is the row's number.
  const column = Number(await stage.getAttribute('aria-colindex')) - 2;
  await page.locator(`[data-row="1"] [data-column="${column}"]`).click();
  await page.keyboard.type('已立项');
  await page.keyboard.press('Tab');
  await expect
    .poll(
      async () =>
        (await ask<{ project: { promotion_stage: string } }>(workbench, 'projects.show', { id: second })).project
          .promotion_stage,
    )
    .toBe('approved');
  await expect(page.getByRole('listitem').filter({ hasText: '已立项' })).toContainText('在此 1');
});

test('the card of a project is written as one document', async ({ workbench }) => {
  const { ids } = await fillLedger(workbench, 1);
  const folder = path.join(workbench.folder, '项目 卡片');
  mkdirSync(folder);
  await workbench.answerOpen(folder);
  await go(workbench, `/projects/${ids[0]}/overview`);
  await workbench.page.getByRole('button', { name: '项目卡片' }).click();
  await expect(workbench.page.getByRole('dialog', { name: '项目卡片已生成' })).toContainText('A4 一页');
  await expect.poll(() => readdirSync(folder).filter((name) => /^项目卡片.*\.docx$/.test(name)).length).toBe(1);
});
