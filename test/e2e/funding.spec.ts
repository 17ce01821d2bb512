import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { ask, begin, go, wang } from './people';

interface Line {
  application: Record<string, unknown>;
  materials: { name: string; state: string; received_on: string | null }[];
}

const applications = (workbench: Workbench) => ask<Line[]>(workbench, 'funding.applications', {});

/** Three projects of a secretary, one of them with a filing that is granted. */
async function fill(workbench: Workbench): Promise<Page> {
  await begin(workbench, wang);
  const add = async (entity: string, set: Record<string, unknown>) =>
    (await ask<{ id: string }>(workbench, 'records.create', { entity, set })).id;
  const common = { region: '220202', lifecycle: 'preparation' };
  const carbon = await add('project', {
    ...common,
    name: '江澜碳纤维复合材料产业园',
    short_name: '江澜碳纤维',
    sector: '新材料',
    total_investment: 680_000_000,
    code: '2018-220202-28-03-004217',
  });
  await add('permit', { project: carbon, name: '企业投资项目备案', state: 'granted' });
  await add('project', { ...common, name: '松筑装配式构件', sector: '新材料', total_investment: 42_000_000 });
  await add('project', { ...common, name: '左家生态旅游', sector: '旅游', total_investment: 90_000_000 });
  return workbench.page;
}

/** Types into a field of the panel and leaves it. */
async function type(page: Page, panel: string, field: string, text: string): Promise<void> {
  const box = page.getByRole('complementary', { name: panel }).getByRole('textbox', { name: field, exact: true });
  await box.fill(text);
  await box.blur();
}

async function choose(page: Page, panel: string, field: string, options: string[]): Promise<void> {
  await page.getByRole('complementary', { name: panel }).getByRole('combobox', { name: field, exact: true }).click();
  for (const option of options) await page.getByRole('option', { name: option, exact: true }).click();
  await page.keyboard.press('Escape');
}

test('from a policy to the money: who lacks what, the papers, granted and paid, sums by channel', async ({
  workbench,
}) => {
  const page = await fill(workbench);
  await page.getByRole('link', { name: '政策争取' }).click();
  await expect(page.getByText('这里放可以争取的政策和资金')).toBeVisible();
  await expectAccessible(page);
  await workbench.screenshot('funding-empty');

  await page.getByRole('button', { name: '登记政策' }).first().click();
  await page.getByRole('textbox', { name: '政策名称' }).fill('省级工业转型升级专项资金');
  await page.keyboard.press('Tab');
  await page.getByRole('combobox', { name: '资金渠道' }).click();
  await page.getByRole('option', { name: '省级专项' }).click();
  await page.getByRole('button', { name: '登记', exact: true }).click();

  const today = (await ask<{ today: string }>(workbench, 'ledger.status', {})).today;
  const end = new Date(Date.parse(`${today}T00:00:00Z`) + 12 * 86_400_000).toISOString().slice(0, 10);
  await type(page, '政策详情', '发文单位', '省工信厅');
  await type(page, '政策详情', '申报截止', end);
  await type(page, '政策详情', '支持领域', '装备制造、新材料业');
  await type(page, '政策详情', '总投资下限', '5000');
  await choose(page, '政策详情', '前提条件', ['有项目代码', '已立项', '用地已落实']);
  await type(page, '政策详情', '申报材料', '1. 资金申请报告\n2. 立项批复\n3. 真实性承诺');
  const panel = page.getByRole('complementary', { name: '政策详情' });
  await workbench.screenshot('funding-policy-edit');
  await panel.getByRole('button', { name: '完成' }).click();

  await expect(page.getByText('还有 12 天').first()).toBeVisible();
  const lacking = panel.getByRole('listitem').filter({ hasText: '江澜碳纤维' });
  await expect(lacking).toContainText('用地情况未登记');
  await panel.getByRole('radio', { name: '不适用 2' }).check();
  await expect(panel.getByRole('listitem').filter({ hasText: '松筑' })).toContainText('总投资低于下限 5,000万元');
  await expect(panel.getByRole('listitem').filter({ hasText: '左家' })).toContainText('领域“旅游”不在支持范围');
  await panel.getByRole('radio', { name: '欠条件 1' }).check();
  await expectAccessible(page);
  await workbench.screenshot('funding-policies');

  await panel.getByRole('button', { name: '发起申报：江澜碳纤维' }).click();
  const form = page.getByRole('complementary', { name: '申报详情' });
  await expect(form.getByRole('heading', { name: '省级工业转型升级专项资金' })).toBeVisible();
  await expect(form.getByText('齐 0 / 3')).toBeVisible();
  for (const paper of ['资金申请报告', '立项批复']) await form.getByRole('checkbox', { name: paper }).check();
  await expect(form.getByText('齐 2 / 3')).toBeVisible();
  await form.getByRole('combobox', { name: '真实性承诺的状态' }).click();
  await page.getByRole('option', { name: '不合格' }).click();
  await form.getByRole('textbox', { name: '真实性承诺的情况' }).fill('差法人签字');
  await form.getByRole('textbox', { name: '真实性承诺的情况' }).press('Enter');
  await expect
    .poll(async () =>
      (await applications(workbench))[0]?.materials.map(({ state, received_on }) => [state, received_on]),
    )
    .toEqual([
      ['ready', today],
      ['ready', today],
      ['faulty', null],
    ]);

  await type(page, '申报详情', '申请', '3000');
  await form.getByRole('button', { name: '推进到储备' }).click();
  await form.getByRole('button', { name: '推进到材料' }).click();
  await expect(form.getByText('申报材料还差 1 份')).toBeVisible();
  // Missing papers are a word, not a bar; provincial money is not reviewed by the state.
  for (const stage of ['县审', '市审', '省推', '下达'])
    await form.getByRole('button', { name: `推进到${stage}` }).click();
  await type(page, '申报详情', '下达', '2500');
  await type(page, '申报详情', '下达文号', '吉工信〔2018〕45号');
  await expect(form.getByText('已下达，日期未填')).toBeVisible();
  await type(page, '申报详情', '下达日期', today);
  await form.getByRole('button', { name: '推进到支付' }).click();
  await type(page, '申报详情', '支付', '2600');
  await expect(form.getByText('大于下达 2,500万元')).toBeVisible();
  await type(page, '申报详情', '支付', '1000');
  await expect
    .poll(async () => {
      const { asked, granted, paid, stage } = (await applications(workbench))[0]?.application ?? {};
      return [asked, granted, paid, stage];
    })
    .toEqual([30_000_000, 25_000_000, 10_000_000, 'paid']);
  const sums = page.getByRole('region', { name: '按渠道合计' });
  await expect(sums.getByRole('row').filter({ hasText: '省级专项' })).toHaveText(
    /省级专项\s*1\s*3,000\s*2,500\s*1,000/,
  );
  await expect(sums.getByRole('row').last()).toHaveText(/合计\s*1\s*3,000\s*2,500\s*1,000/);
  await expectAccessible(page);
  await workbench.screenshot('funding-applications');
  expect(workbench.complaints).toEqual([]);
});

test('a refusal has a reason, a step back too, and a deleted application comes back with its papers', async ({
  workbench,
}) => {
  const page = await fill(workbench);
  const policy = await ask<{ id: string }>(workbench, 'records.create', {
    entity: 'policy',
    set: { title: '城市更新专项债', channel: 'special_bond', materials: '实施方案\n法律意见书' },
  });
  await go(workbench, `/funding/policies/${policy.id}`);
  await page.getByRole('button', { name: '发起申报：江澜碳纤维' }).click();
  const form = page.getByRole('complementary', { name: '申报详情' });
  await form.getByRole('button', { name: '未通过' }).click();
  await expect(page.getByRole('button', { name: '确定' })).toBeDisabled();
  await page.getByRole('textbox', { name: '原因', exact: true }).fill('收益不能平衡');
  await page.getByRole('button', { name: '确定' }).click();
  await expect(form.getByText('未通过：收益不能平衡')).toBeVisible();
  await form.getByRole('button', { name: '重新申报' }).click();
  await page.getByRole('menuitem', { name: '从材料重新开始' }).click();
  await page.getByRole('textbox', { name: '原因', exact: true }).fill('方案已调整');
  await page.getByRole('button', { name: '确定' }).click();
  await expect(form.getByRole('button', { name: '推进到县审' })).toBeVisible();

  await form.getByRole('button', { name: '删除申报' }).click();
  await expect.poll(() => applications(workbench)).toHaveLength(0);
  await page.getByRole('alert').filter({ hasText: '已删除申报' }).getByRole('button', { name: /撤销/ }).click();
  await expect.poll(async () => (await applications(workbench))[0]?.materials.length).toBe(2);
});

test('an address leads to its application, and the table follows', async ({ workbench }) => {
  const page = await fill(workbench);
  const ids: string[] = [];
  const projects = await ask<{ id: string }[]>(workbench, 'projects.list', {});
  for (const [index, project] of projects.entries()) {
    const set = { project: project.id, title: `第${index + 1}项申报`, due: `2030-0${index + 1}-01` };
    ids.push((await ask<{ id: string }>(workbench, 'records.create', { entity: 'funding_application', set })).id);
  }
  await go(workbench, `/funding/applications/${ids[1]}`);
  const panel = page.getByRole('complementary', { name: '申报详情' });
  await expect(panel.getByRole('heading', { name: '第2项申报' })).toBeVisible();
  await expect(page.locator('[data-row="1"][data-active]')).toBeVisible();
  // Due later than the rest: the row moves, the panel and the cursor stay with it.
  await type(page, '申报详情', '申报截止', '2030-12-01');
  await expect(page.locator('[data-row="2"][data-active]')).toContainText('第2项申报');
  await expect(panel.getByRole('heading', { name: '第2项申报' })).toBeVisible();
  await page.locator('[data-row="0"] [data-column="0"]').click();
  await page.keyboard.press('ArrowDown');
  await expect(panel.getByRole('heading', { name: '第3项申报' })).toBeVisible();
});

test('on the project itself: what it could apply for, and what has become of it', async ({ workbench }) => {
  const page = await fill(workbench);
  for (const [title, sectors] of [
    ['省级工业转型升级专项资金', '新材料'],
    ['全域旅游补助', '旅游'],
  ])
    await ask(workbench, 'records.create', {
      entity: 'policy',
      set: { title, sectors, requirements: ['approval', 'environment'] },
    });
  const [{ id }] = (await ask<{ id: string }[]>(workbench, 'projects.list', {
    where: { name: '江澜碳纤维复合材料产业园' },
  })) as [{ id: string }];
  await go(workbench, `/projects/${id}/funding`);
  await expect(page.getByText('符合 0，欠条件 1')).toBeVisible();
  await expect(page.getByText('环评情况未登记')).toBeVisible();
  await expect(page.getByText('全域旅游补助')).toHaveCount(0);
  await page.getByRole('button', { name: '发起申报：江澜碳纤维' }).click();
  await expect(page.getByRole('complementary', { name: '申报详情' })).toBeVisible();
  await expect(page.getByText('已申报 · 匹配')).toBeVisible();
  await page.locator('[data-row="0"] [data-column="4"]').click();
  await page.keyboard.type('1200');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await applications(workbench))[0]?.application.asked).toBe(12_000_000);

  const policy = (await applications(workbench))[0]?.application.policy;
  const set = { materials: '资金申请报告\n环评批复' };
  await ask(workbench, 'records.revise', { entity: 'policy', id: policy, set });
  await page.getByRole('button', { name: '按政策列出 2 份' }).click();
  await expect(page.getByRole('checkbox', { name: '环评批复' })).toBeVisible();
  await expect(page.getByRole('button', { name: /按政策列出/ })).toHaveCount(0);
  await expectAccessible(page);
  await workbench.screenshot('funding-project');
  expect(workbench.complaints).toEqual([]);
});
