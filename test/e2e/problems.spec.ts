import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { ask, begin, go, wang, zhou } from './people';

interface Shown {
  problem: Record<string, string | null>;
  history: { who: string; text: string; automatic: boolean }[];
  slips: { number: string | null }[];
}

const li = { role: 'secretary', person: '李主任', unit: '昌邑区发改局', region: '220202' } as const;

async function makeProject(workbench: Workbench): Promise<string> {
  const { id } = await ask<{ id: string }>(workbench, 'records.create', {
    entity: 'project',
    set: {
      name: '松筑装配式建筑构件基地',
      short_name: '松筑构件基地',
      region: '220202',
      owner: '吉林松筑住工有限公司',
      lifecycle: 'construction',
    },
  });
  return id;
}

const shown = (workbench: Workbench, id: string) => ask<Shown>(workbench, 'problems.show', { id });

/** The id that stands in the address of the open problem. */
async function openId(page: Page): Promise<string> {
  await expect.poll(() => page.evaluate(() => location.hash)).toMatch(/#\/problems\/[0-9a-f-]{30,}/);
  return decodeURIComponent(
    (await page.evaluate(() => location.hash)).replace(/^#\/problems\//, '').split('?')[0] ?? '',
  );
}

const panelOf = (page: Page): Locator => page.getByRole('complementary', { name: '问题详情' });

async function write(page: Page, label: string, text: string): Promise<void> {
  const line = panelOf(page)
    .getByRole('combobox', { name: label })
    .or(panelOf(page).getByRole('textbox', { name: label }));
  await line.fill(text);
  await line.press('Enter');
  await expect(page.getByText(`已保存“${label}”`).last()).toBeVisible();
}

test('a problem goes from report to closure by two people, its slip is written, and the history tells it', async ({
  start,
}) => {
  test.slow();
  const secretary = await start();
  await begin(secretary, wang);
  await makeProject(secretary);
  const { page } = secretary;
  await go(secretary, '/problems');
  await page.getByRole('button', { name: '登记第一个问题' }).click();
  const register = page.getByRole('dialog', { name: '登记问题' });
  await register.getByRole('button', { name: '登记', exact: true }).click();
  await expect(register.getByText('请填项目')).toBeVisible();
  await register.getByRole('combobox', { name: '项目' }).fill('szzp');
  await page.getByRole('option', { name: '松筑装配式建筑构件基地' }).click();
  await register.getByRole('textbox', { name: '问题描述' }).fill('施工用电未接通，10千伏专线未接');
  await register.getByRole('textbox', { name: '诉求' }).fill('9月底前接通专线');
  await register.getByRole('button', { name: '登记', exact: true }).click();
  await expect(register).toBeHidden();
  const id = await openId(page);
  const panel = panelOf(page);
  await expect(panel.getByRole('heading', { name: '施工用电未接通' })).toBeVisible();
  await expect(panel.getByText('临时', { exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: '秘书，1 个' }).getByText('剩 3 天')).toBeVisible();
  await expectAccessible(page);

  await panel.getByRole('button', { name: '核实', exact: true }).click();
  const verify = page.getByRole('dialog', { name: '核实问题' });
  await verify.getByRole('textbox', { name: '责任单位' }).fill('昌邑供电分公司');
  await verify.getByRole('button', { name: '核实问题' }).click();
  await panel.getByRole('button', { name: '交办', exact: true }).click();
  const assign = page.getByRole('dialog', { name: '交办' });
  await assign
    .getByRole('combobox', { name: '承办人' })
    .or(assign.getByRole('textbox', { name: '承办人' }))
    .fill('刘工');
  await assign.getByRole('button', { name: '交办', exact: true }).click();
  await panel.getByRole('button', { name: '开始办理' }).click();
  await expect.poll(async () => (await shown(secretary, id)).problem.state).toBe('handling');

  await panel.getByRole('button', { name: '添加措施' }).click();
  const measure = page.getByRole('dialog', { name: '添加措施' });
  await measure.getByRole('textbox', { name: '措施' }).fill('架设专线');
  await measure.getByRole('textbox', { name: '期限' }).fill('后天');
  await measure.getByRole('button', { name: '添加', exact: true }).click();
  await expect(panel.getByText('0 / 1')).toBeVisible();
  await expect(panel.getByRole('button', { name: '销号' })).toBeDisabled();

  // The slip.
  await panel.getByRole('button', { name: '生成督办单' }).click();
  const slip = page.getByRole('dialog', { name: '生成督办单' });
  await expect(slip.getByRole('textbox', { name: '主送' })).toHaveValue('昌邑供电分公司');
  await expect(slip.getByRole('textbox', { name: '要求' })).toHaveValue(/架设专线/);
  await secretary.screenshot('problem-slip');
  await expectAccessible(page);
  const papers = path.join(secretary.folder, '督办 文件');
  await secretary.answerOpen(papers);
  await slip.getByRole('button', { name: '选文件夹并生成' }).click();
  await expect(page.getByRole('dialog', { name: '督办单已生成' })).toBeVisible();
  expect(
    readdirSync(papers).filter((name) => /^督办单 昌邑督〔\d{4}〕1号 施工用电未接通\.docx$/.test(name)),
  ).toHaveLength(1);
  await page.getByRole('button', { name: '完成' }).click();

  await panel.getByRole('button', { name: '写进展' }).click();
  const progress = page.getByRole('dialog', { name: '写进展' });
  await progress.getByRole('textbox', { name: '做了什么' }).fill('电话催办');
  await progress.getByRole('button', { name: '记下' }).click();
  await expect(panel.getByRole('listitem').filter({ hasText: '王秘书　电话催办' })).toBeVisible();

  await panel.getByRole('button', { name: '架设专线，已落实' }).click();
  await expect(panel.getByText('1 / 1')).toBeVisible();
  await write(page, '佐证', '送电照片 2 张');
  await write(page, '企业意见', '陈厂长：已送电');
  await panel.getByRole('radio', { name: '满意', exact: true }).click();
  await write(page, '核验人', '李主任');
  await panel.getByRole('button', { name: '提请核验' }).click();
  await page.getByRole('dialog', { name: '提请核验' }).getByRole('button', { name: '提请核验' }).click();
  await expect.poll(async () => (await shown(secretary, id)).problem.state).toBe('checking');
  await expect(panel.getByText('不能销号：核验人是李主任，由本人销号')).toBeVisible();
  await expect(panel.getByRole('button', { name: '销号' })).toBeDisabled();
  await expect(page.getByRole('region', { name: '秘书，1 个' }).getByText('停表')).toBeVisible();
  await secretary.screenshot('problem-checking');
  await expectAccessible(page);

  // The same machine, the other person.
  await ask(secretary, 'identity.revise', { ...li, phone: '' });
  await page.reload();
  await panel.getByRole('button', { name: '销号' }).click();
  await page.getByRole('dialog', { name: '销号' }).getByRole('button', { name: '销号' }).click();
  await expect.poll(async () => (await shown(secretary, id)).problem.state).toBe('closed');
  const { problem, history, slips } = await shown(secretary, id);
  expect(problem).toMatchObject({ checker: '李主任', handler: '刘工' });
  expect(slips).toHaveLength(1);
  expect(history.map(({ who, text }) => `${who} ${text}`)).toEqual(
    expect.arrayContaining(['李主任 销号，李主任核验', '王秘书 提请核验', '王秘书 登记，企业提出']),
  );
  await expect(page.getByText('本月销号 1')).toBeVisible();
  expect(secretary.complaints).toEqual([]);
});

test('the Commission gets it in a package, and gives it its number', async ({ start }) => {
  test.slow();
  const secretary = await start();
  await begin(secretary, wang);
  const project = await makeProject(secretary);
  const { id } = await ask<{ id: string }>(secretary, 'problems.register', {
    set: { project, description: '货运道路未通' },
  });
  const file = path.join(secretary.folder, '昌邑-王-0001.wubao');
  const enrolment = path.join(secretary.folder, '登记-王秘书.wubao');
  await secretary.answerSave(file);
  await go(secretary, '/sync');
  await secretary.page.getByRole('button', { name: '生成上报包' }).click();
  await expect.poll(() => existsSync(file)).toBe(true);
  await secretary.answerSave(enrolment);
  await secretary.page.getByRole('button', { name: '导出登记文件' }).click();
  await expect.poll(() => existsSync(enrolment)).toBe(true);

  const commission = await start({ ledger: path.join(secretary.folder, '市 台账') });
  await begin(commission, zhou);
  await go(commission, '/sync');
  await commission.answerOpen(file, enrolment);
  await commission.page.getByRole('button', { name: '选择文件' }).click();
  const dialog = commission.page.getByRole('dialog', { name: '核对登记申请' });
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: '批准', exact: true }).click();
  await expect(dialog).toBeHidden();
  await go(commission, `/problems/${id}`);
  await commission.page.getByRole('button', { name: '确认编号 1' }).click();
  await expect.poll(async () => (await shown(commission, id)).problem.number).toMatch(/^昌邑-\d{4}-001$/);
  await expect(commission.page.getByRole('button', { name: /确认编号/ })).toBeHidden();
});

test('the board of the demonstration: levels, clocks, list, keys, escalation by a shorter limit', async ({ start }) => {
  test.slow();
  const workbench = await start();
  await begin(workbench, wang);
  await ask(workbench, 'demonstration.open', { role: 'secretary', region: '220202' });
  const { page } = workbench;
  await page.reload();
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '问题破解' }).click();
  await expect(page.getByText('临期 4，超期 1')).toBeVisible();
  await page
    .getByRole('region', { name: /^县区/ })
    .getByRole('link', { name: /施工用电未接通/ })
    .click();
  const panel = panelOf(page);
  await expect(panel.getByText('9月13日由部门提级，剩 9 个工作日，至 9月28日')).toBeVisible();
  await workbench.screenshot('problems');
  await expectAccessible(page);

  await panel.getByRole('link', { name: '松筑构件基地' }).click();
  await expect(panel.getByText('9月13日由部门提级，剩 9 个工作日，至 9月28日')).toBeVisible();
  await workbench.screenshot('project-problems');
  await expectAccessible(page);
  await page.goBack();

  await page.getByRole('link', { name: /货运道路未通/ }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('heading', { name: '高压线迁改费用和时序未定' })).toBeVisible();

  await page.getByRole('link', { name: '列表' }).click();
  await page.getByRole('button', { name: '时限' }).click();
  await expect(page.getByRole('row').nth(1)).toContainText('货运道路未通');
  await page.getByRole('button', { name: '类别' }).click();
  await page.getByRole('checkbox', { name: /^资金/ }).check();
  await expect(page.getByRole('region', { name: '问题列表' }).getByRole('row')).toHaveCount(3);
  await workbench.screenshot('problems-list');
  await expectAccessible(page);

  // With one worked day at the secretary's level some have passed: they rise by themselves and say so.
  await go(workbench, '/settings');
  const limit = page.getByRole('textbox', { name: '秘书' });
  await limit.fill('1');
  await limit.press('Enter');
  await expect(page.getByText('秘书时限改为 1 个工作日').first()).toBeVisible();
  await go(workbench, '/problems');
  await expect(page.getByText(/个问题超过时限，已自动提级/)).toBeVisible();
  await page.getByRole('link', { name: /工程款拖欠/ }).click();
  await expect(panel.getByText('秘书级到期，提至部门')).toBeVisible();
  await expect(panel.getByRole('button', { name: '待签发' })).toBeVisible();

  await go(workbench, '/problems/meetings');
  await expect(page.getByRole('heading', { name: '联席会议' })).toBeVisible();
  await workbench.screenshot('meetings');
  await expectAccessible(page);
  await page.getByRole('link', { name: /9月第2次/ }).click();
  await expect(page.getByRole('region', { name: '上次议定事项' }).first()).toBeVisible();
  await page.getByRole('button', { name: /^列入问题/ }).click();
  await page
    .getByRole('dialog', { name: '列入问题' })
    .getByRole('button', { name: /^列入 \d/ })
    .click();
  await expect(page.getByText(/已列入 \d+ 个问题/)).toBeVisible();
  await workbench.screenshot('meeting');
  await expectAccessible(page);
  const papers = path.join(workbench.folder, '会议 材料');
  await workbench.answerOpen(papers);
  await page.getByRole('button', { name: '会前一页纸' }).click();
  await expect(page.getByRole('dialog', { name: '会前一页纸已生成' })).toBeVisible();
  expect(readdirSync(papers)).toHaveLength(1);
  expect(workbench.complaints).toEqual([]);
});
