import { readdirSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { ask, begin, go, wang, zhou } from './people';

type Fields = Record<string, unknown>;
interface Shown {
  project: Fields;
  listing: Fields | null;
  materials: Fields[];
  listing_events: Fields[];
  work_logs: Fields[];
}

interface Scene {
  readonly page: Page;
  readonly id: string;
  readonly shown: () => Promise<Shown>;
}

/** A secretary with one started project that statistics must have and of whose case nothing is known. */
async function scene(workbench: Workbench): Promise<Scene> {
  await begin(workbench, wang);
  const { id } = await ask<{ id: string }>(workbench, 'records.create', {
    entity: 'project',
    set: {
      name: '江澜碳纤维复合材料产业园',
      short_name: '江澜碳纤维产业园',
      region: '220202',
      lifecycle: 'construction',
      actual_start: '2018-07-31',
      total_investment: 680_000_000,
      approval_type: 'filing',
    },
  });
  const { page } = workbench;
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '未入统' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('江澜碳纤维产业园');
  return { page, id, shown: () => ask<Shown>(workbench, 'projects.show', { id }) };
}

const papers = ['营业执照', '立项文件', '施工合同', '现场照片'];

/** Types into a cell and leaves it, as a person does. */
async function type(page: Page, name: string, text: string): Promise<void> {
  const cell = page.getByRole('textbox', { name, exact: true });
  await cell.fill(text);
  await cell.press('Tab');
}

test('a case goes from nothing to 齐套', async ({ workbench }) => {
  const { page, shown } = await scene(workbench);
  await expect(page.getByText('材料 / 一致性').locator('..')).toContainText('0 / 4');
  await expectAccessible(page);

  // Papers: each state, and of one the note, the file and the day.
  for (const paper of papers.slice(0, 3)) {
    await page.getByRole('combobox', { name: `${paper} 状态` }).selectOption({ label: '齐' });
  }
  await page.getByRole('combobox', { name: '现场照片 状态' }).selectOption({ label: '不合格' });
  await type(page, '现场照片 情况', '3 张，无时间地点');
  await type(page, '现场照片 文件', 'IMG_0914 等 3 张');
  await type(page, '现场照片 取得日期', '2018.9.14');
  await expect
    .poll(async () =>
      (await shown()).materials.map(({ state, file_name, received_on }) => [state, file_name, received_on]),
    )
    .toEqual([
      ['ready', null, null],
      ['ready', null, null],
      ['ready', null, null],
      ['faulty', 'IMG_0914 等 3 张', '2018-09-14'],
    ]);
  await expect(page.getByRole('button', { name: '改为齐套' })).toBeHidden();

  await expect(page.getByRole('textbox', { name: '现场照片 取得日期', exact: true })).toHaveValue('18年9月14日');

  // A day that cannot be read stays with its reason and is not taken.
  await type(page, '现场照片 取得日期', '2018年13月1日');
  await expect(page.getByRole('alert').filter({ hasText: '没有 13月' })).toBeVisible();
  await type(page, '现场照片 取得日期', '2018-09-14');

  // Statements side by side: they differ, the company is asked, and its answer is typed by a person.
  const consistency = page.getByRole('region', { name: '一致性' });
  await type(page, '批文总投资', '68000');
  await type(page, '申请表总投资', '66800');
  const money = consistency.getByRole('row', { name: /总投资/ });
  await expect(money).toContainText('不一致');
  await expect(money.getByRole('textbox')).toHaveCount(2);
  await money.getByRole('button', { name: '请企业核对' }).click();
  await expect(money).toContainText('已在待办');
  await expect.poll(async () => (await shown()).work_logs.map((log) => log.next_step)).toEqual(['请企业核对总投资']);
  expect((await shown()).listing).toMatchObject({ approval_investment: 680_000_000, form_investment: 668_000_000 });
  await type(page, '申请表总投资', '68000');
  await expect(money).toContainText('一致');
  await expect(money).not.toContainText('不一致');
  for (const name of ['批文建设单位', '合同甲方', '申请表单位']) await type(page, name, '吉林江澜新材料有限公司');
  await type(page, '批文日期', '2018-02-27');
  await type(page, '合同日期', '2018-06-29');
  await type(page, '申报日期', '2018-09-07');
  await expect(page.getByText('材料 / 一致性').locator('..')).toContainText('3 / 44 / 4');

  // Reasons and the promised month.
  await page.getByRole('button', { name: '改原因' }).click();
  await page.getByRole('checkbox', { name: /照片或佐证不合格/ }).check();
  await page.getByRole('checkbox', { name: /企业不配合/ }).check();
  await page.getByRole('button', { name: '把 J 设为主要原因' }).click();
  await expect.poll(async () => (await shown()).listing).toMatchObject({ reason_code: 'J', other_reasons: ['L'] });
  await page.getByRole('checkbox', { name: /企业不配合/ }).uncheck();
  await expect.poll(async () => (await shown()).listing).toMatchObject({ reason_code: 'L', other_reasons: null });
  await page.keyboard.press('Escape');
  await type(page, '承诺入统月份', '2018年9月');
  await expect.poll(async () => (await shown()).listing?.promised_month).toBe('2018-09');

  // Handed in, then sent back; the state follows in the same step, and one undo takes both back.
  await page.getByRole('button', { name: '记一步' }).click();
  await expectAccessible(page);
  await page.getByRole('button', { name: '记下' }).click();
  await expect.poll(async () => (await shown()).listing?.state).toBe('county_review');
  await page.getByRole('button', { name: '记一步' }).click();
  await page.getByRole('radio', { name: '退回' }).check();
  await page.getByRole('textbox', { name: '说明' }).fill('照片无时间地点');
  await page.getByRole('textbox', { name: '限期' }).fill('下周');
  await page.getByRole('button', { name: '记下' }).click();
  await expect(page.getByText('不是日期，请写成 2018-09-16')).toBeVisible();
  await page.getByRole('textbox', { name: '限期' }).fill('');
  await page.getByRole('button', { name: '记下' }).click();
  await expect
    .poll(async () => (await shown()).listing)
    .toMatchObject({ state: 'returned', return_reason: '照片无时间地点' });
  await expect(page.getByText('报送 1 次，退回 1 次')).toBeVisible();
  await expect(page.getByText('昌邑区统计局')).toBeVisible();

  // The last paper is mended; what is offered then is taken by a click, and not before.
  await page.getByRole('combobox', { name: '现场照片 状态' }).selectOption({ label: '齐' });
  await expect(page.getByText('必备材料 4 份都已标为齐')).toBeVisible();
  expect((await shown()).listing?.state).toBe('returned');
  await page.getByRole('button', { name: '改为齐套' }).click();
  await expect.poll(async () => (await shown()).listing?.state).toBe('ready');
  await expect(page.getByRole('button', { name: '改为齐套' })).toBeHidden();
  await expectAccessible(page);
  expect(workbench.complaints).toEqual([]);
});

test('a step is corrected and deleted with a way back; a paper of one’s own is added', async ({ workbench }) => {
  const { page, id, shown } = await scene(workbench);
  const { today } = await ask<{ today: string }>(workbench, 'ledger.status', {});
  await ask(workbench, 'listing.addEvent', {
    project: id,
    event: { date: today, kind: 'lenient', level: 'county', unit: '昌邑区统计局' },
    move: true,
  });
  await page.getByRole('button', { name: /昌邑区统计局/ }).click();
  await page.getByRole('textbox', { name: '说明' }).fill('缺合同备案');
  await page.getByRole('button', { name: '保存' }).click();
  await expect.poll(async () => (await shown()).listing_events[0]?.detail).toBe('缺合同备案');
  await page.getByRole('button', { name: /昌邑区统计局/ }).click();
  await page.getByRole('button', { name: '删除这一步' }).click();
  await expect.poll(async () => (await shown()).listing_events.length).toBe(0);
  await page.getByRole('alert').filter({ hasText: '已删除' }).getByRole('button', { name: /撤销/ }).click();
  await expect.poll(async () => (await shown()).listing_events.length).toBe(1);

  await page.getByRole('button', { name: '补充材料' }).click();
  await page.getByRole('textbox', { name: '另加材料的名称' }).fill('施工日志');
  await page.getByRole('textbox', { name: '另加材料的名称' }).press('Enter');
  await expect(page.getByRole('button', { name: '删除材料 施工日志' })).toBeVisible();
  await page.getByRole('button', { name: '按单纯购置核对' }).click();
  await expect(page.getByRole('combobox', { name: '设备购置合同 状态' })).toBeVisible();
  await expect(page.getByText('单纯购置没有规定一致性检查')).toBeVisible();
});

test('the list of papers is written; the project’s tab is the same clinic', async ({ workbench }) => {
  const { page, id } = await scene(workbench);
  await workbench.answerOpen(workbench.folder);
  await page.getByRole('button', { name: '材料清单' }).click();
  await expect(page.getByRole('dialog', { name: '材料清单已生成' })).toBeVisible();
  expect(readdirSync(workbench.folder)).toContain('入统材料清单（江澜碳纤维产业园）.docx');
  await page.keyboard.press('Escape');
  await go(workbench, `/projects/${id}/listing`);
  await page.getByRole('combobox', { name: '营业执照 状态' }).selectOption({ label: '齐' });
  await expect(page.getByText('材料 / 一致性').locator('..')).toContainText('1 / 4');
  await expectAccessible(page);
  await go(workbench, `/projects/${id}/progress`);
  await expect(page.getByRole('complementary', { name: '入统' })).toContainText('材料1 / 4');
  expect(workbench.complaints).toEqual([]);
});

test('small projects are checked, counted, and told when they have grown', async ({ workbench }) => {
  await begin(workbench, zhou);
  const { page } = workbench;
  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '5000万以下' }).click();
  await page.getByRole('button', { name: '加线索' }).first().click();
  await page.getByRole('textbox', { name: '项目名称' }).fill('土城子粮食烘干');
  await page.getByRole('textbox', { name: '总投资' }).fill('400');
  await page.getByRole('button', { name: '加入', exact: true }).click();
  await expect(page.getByText('不到 500 万元，不用入统')).toBeVisible();
  await page.getByRole('textbox', { name: '总投资' }).fill('2900');
  await page.getByRole('button', { name: '加入', exact: true }).click();
  await expect(page.getByRole('radio', { name: '待核查 1' })).toBeVisible();

  const cell = page.locator('[data-row="0"] [data-column="5"]');
  await cell.click();
  await page.keyboard.type('漏统待补报');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: '漏统待补报 1' })).toBeVisible();
  await page.getByRole('radio', { name: '待核查 0' }).check();
  await expect(page.getByText('没有“待核查”的项目。')).toBeVisible();
  await page.getByRole('button', { name: '看全部' }).click();
  await expectAccessible(page);

  await page.locator('[data-row="0"] [data-column="3"]').click();
  await page.keyboard.type('5000');
  await page.keyboard.press('Enter');
  await expect(page.getByText('总投资已满 5000 万元')).toBeVisible();
  await page.getByRole('link', { name: '土城子粮食烘干' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('土城子粮食烘干');
  await expect(page.getByText('未开工，暂不计').first()).toBeVisible();
  expect(workbench.complaints).toEqual([]);
});

test('windows of the place are set, and go back to what holds without them', async ({ workbench }) => {
  await begin(workbench, wang);
  const { page } = workbench;
  const rules = async () =>
    (await ask<{ settings: Fields[] }>(workbench, 'rules.show', {})).settings.map(({ scope, value }) => [scope, value]);
  await go(workbench, '/settings');
  const part = page.getByRole('region', { name: '入统窗口' });
  await part.getByRole('textbox', { name: '县级' }).fill('32');
  await part.getByRole('textbox', { name: '县级' }).press('Tab');
  await expect(part.getByRole('alert')).toContainText('原来的 10 日还在');
  expect(await rules()).toEqual([]);
  await part.getByRole('textbox', { name: '县级' }).fill('22');
  await part.getByRole('textbox', { name: '县级' }).press('Tab');
  await expect.poll(rules).toEqual([['220202', { county: 22, city: 20, province: 25 }]]);
  await expect(part.getByText('后一级的窗口早于前一级')).toBeVisible();
  await expectAccessible(page);
  await part.getByRole('button', { name: '恢复全市的' }).click();
  await expect.poll(rules).toEqual([]);
  await expect(part.getByRole('textbox', { name: '县级' })).toHaveValue('10');
});
