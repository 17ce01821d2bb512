import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { ask, begin, go, wang } from './people';

interface Permit {
  id: string;
  catalogue_code: string;
  state: string;
  planned_submit: string | null;
  planned_finish: string | null;
}

/** A worked day of the calendar that lies well ahead of today, so that the road fits before it. */
const farAway = (today: string) => `${Number(today.slice(0, 4)) + 1}-12-01`;

async function project(workbench: Workbench, set: Record<string, unknown> = {}): Promise<string> {
  await begin(workbench, wang);
  const { id } = await ask<{ id: string }>(workbench, 'records.create', {
    entity: 'project',
    set: { name: '哈达湾城市冷链物流中心', region: '220202', lifecycle: 'preparation', ...set },
  });
  return id;
}
const permitsOf = async (workbench: Workbench, id: string) =>
  (await ask<{ permits: Permit[] }>(workbench, 'projects.show', { id })).permits;

test('from nothing to a planned start: questions, permits, plan, what if, granted', async ({ workbench }) => {
  const { page } = workbench;
  const id = await project(workbench);
  const { today } = await ask<{ today: string }>(workbench, 'ledger.status', {});

  await page.getByRole('link', { name: '手续办理' }).click();
  await page.getByRole('link', { name: '启动路线图' }).click();
  await page.getByRole('radio', { name: /备案/ }).check();
  await page.getByRole('radiogroup', { name: '占用农用地或集体土地吗？' }).getByRole('radio', { name: '是' }).check();
  await page
    .getByRole('radiogroup', { name: /^环评要做哪一种/ })
    .getByRole('radio', { name: '报告书', exact: true })
    .check();
  await page.getByRole('checkbox', { name: '临时用水/用电/用气报装' }).uncheck();
  await expectAccessible(page);
  await workbench.screenshot('permits-start');
  await page.getByRole('button', { name: /^建立 \d+ 项手续$/ }).click();

  await expect(page.getByRole('heading', { level: 1 })).toContainText('冷链');
  const codes = (await permitsOf(workbench, id)).map(({ catalogue_code }) => catalogue_code);
  expect(codes).toEqual(expect.arrayContaining(['P106', 'P109', 'P117', 'P306']));
  expect(codes).not.toContain('P110');
  expect(codes).not.toContain('P307');

  const target = farAway(today);
  await page.getByRole('button', { name: '安排计划' }).click();
  const day = page.getByRole('dialog').getByRole('textbox', { name: '目标开工' });
  await day.fill(target);
  await expect(page.getByText(/早于目标 \d+ 个工作日。/)).toBeVisible();
  await page.getByRole('button', { name: '写入计划' }).click();
  await expect
    .poll(async () => (await permitsOf(workbench, id)).filter((one) => one.planned_submit !== null).length)
    .toBeGreaterThan(10);
  const { project: shown } = await ask<{ project: { planned_start: string } }>(workbench, 'projects.show', { id });
  expect(shown.planned_start).toBe(target);

  // What if: a week later for a critical one leaves less room; a day alone a weekend may swallow, with limits in natural days.
  const status = page.getByRole('status').filter({ hasText: '办结，则最早' });
  const roomOf = async () => Number(/早于目标 (\d+) 个/.exec((await status.textContent()) ?? '')?.[1]);
  await expect.poll(roomOf).toBeGreaterThan(0);
  const room = await roomOf();
  for (let count = 0; count < 8; count += 1) await page.getByRole('button', { name: '推后一个工作日' }).click();
  await expect.poll(roomOf).toBeLessThan(room);
  await page.getByRole('button', { name: '恢复' }).click();
  await expect.poll(roomOf).toBe(room);
  await expectAccessible(page);
  await workbench.screenshot('permits-map');

  // By keyboard the plan of the row in focus moves a worked day.
  const permit = async (code: string) => (await permitsOf(workbench, id)).find((one) => one.catalogue_code === code);
  const before = (await permit('P306'))?.planned_submit ?? '';
  await page.getByRole('button', { name: /^建筑工程施工许可证/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await permit('P306'))?.planned_submit).not.toBe(before);
  await expect(page.getByText(/^已安排“建筑工程施工许可证”/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await permit('P306'))?.planned_submit).toBe(before);

  // By mouse as well.
  const bar = page.locator(`[data-bar="${(await permit('P306'))?.id}"]`);
  await bar.scrollIntoViewIfNeeded();
  const box = await bar.boundingBox();
  if (!box) throw new Error('no bar');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 40, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => ((await permit('P306'))?.planned_submit ?? '') > before).toBe(true);

  // The list is the same permits; granting one moves the head.
  await page.getByRole('radio', { name: '列表' }).check();
  await page.locator('[data-row="0"] [data-column="1"]').click();
  await page.keyboard.type('办结');
  await page.keyboard.press('Tab');
  await expect(page.getByText(/^已办结 1 \/ \d+$/)).toBeVisible();
  await page.getByRole('radio', { name: '路线图' }).check();
  await expect(page.getByRole('button', { name: /^项目代码赋码/ })).toHaveAccessibleName(/办结/);
  await page.getByRole('link', { name: '手续办理' }).first().click();
  await expect(page.getByRole('row', { name: /冷链物流中心/ })).toContainText(/1 \/ \d+/);
  await expectAccessible(page);
  await workbench.screenshot('permits-list');
  expect(workbench.complaints).toEqual([]);
});

test('a clock stop moves the finish, and can be ended in the table', async ({ workbench }) => {
  const { page } = workbench;
  const id = await project(workbench);
  const { today } = await ask<{ today: string }>(workbench, 'ledger.status', {});
  const { id: permit } = await ask<{ id: string }>(workbench, 'records.create', {
    entity: 'permit',
    set: {
      project: id,
      catalogue_code: 'P301',
      name: '施工图审查',
      workdays: 15,
      state: 'accepted',
      actual_submit: today,
    },
  });
  const finish = async () => {
    const { permits } = await ask<{ permits: { id: string; earliestFinish: string }[] }>(
      workbench,
      'permits.schedule',
      {
        project: id,
      },
    );
    return permits.find((one) => one.id === permit)?.earliestFinish ?? '';
  };
  const before = await finish();
  await go(workbench, `/permits/${id}/stops`);
  await page.getByRole('textbox', { name: '停表止' }).fill(`${today.slice(0, 4)}-12-31`);
  await page.getByRole('button', { name: '记下' }).click();
  await expect.poll(async () => (await finish()) > before).toBe(true);
  await expect(page.getByText('停表 1')).toBeVisible();
  await expectAccessible(page);
  await workbench.screenshot('permits-stops');
  await page.getByRole('button', { name: /^删除停表/ }).click();
  await expect.poll(finish).toBe(before);
});

test('permits that wait for each other are told, and the list is the way out; the sheet is written', async ({
  workbench,
}) => {
  const { page } = workbench;
  const id = await project(workbench, { planned_start: '2018-11-01' });
  const make = async (code: string, prerequisites: string) =>
    (
      await ask<{ id: string }>(workbench, 'records.create', {
        entity: 'permit',
        set: { project: id, catalogue_code: code, name: code, prerequisites, workdays: 5 },
      })
    ).id;
  const first = await make('P204', 'P205');
  await make('P205', 'P204');
  await go(workbench, `/permits/${id}`);
  await expect(page.getByText('“P204”“P205”互为前置，排不出先后，请改其中一项的前置手续。')).toBeVisible();
  await expect(page.getByRole('button', { name: '打印' })).toBeDisabled();
  await page.getByRole('link', { name: '去列表里改' }).click();
  await expect(page.getByRole('grid', { name: '手续' })).toBeVisible();
  await ask(workbench, 'records.revise', { entity: 'permit', id: first, set: { prerequisites: null } });
  await go(workbench, `/permits/${id}`);
  await expect(page.getByRole('button', { name: /^P204/ })).toBeVisible();

  const folder = path.join(workbench.folder, '打印 文件');
  mkdirSync(folder);
  await workbench.answerOpen(folder);
  await page.getByRole('button', { name: '打印' }).click();
  await page.getByRole('button', { name: '选择文件夹' }).click();
  await expect(page.getByRole('heading', { name: '路线图已生成' })).toBeVisible();
  expect(readdirSync(folder).join()).toMatch(/手续路线图（.*）\.xlsx$/);
});

test('settings: a limit of this city, taken back, a catalogue and a year of days off from files', async ({
  workbench,
}) => {
  const { page } = workbench;
  await begin(workbench, wang);
  const rules = async () => (await ask<{ settings: { key: string }[] }>(workbench, 'rules.show', {})).settings;
  await go(workbench, '/settings');
  const limit = page.getByRole('textbox', { name: '建筑工程施工许可证的时限' });
  await limit.fill('三天');
  await limit.blur();
  await expect(limit).toHaveValue('三天');
  expect(await rules()).toEqual([]);
  await limit.fill('3');
  await limit.press('Enter');
  await expect.poll(async () => (await rules()).map(({ key }) => key)).toEqual(['permit.P306']);
  await page.getByRole('button', { name: '恢复 建筑工程施工许可证' }).click();
  await expect.poll(rules).toEqual([]);
  await expect(limit).toHaveValue('7');

  const file = path.join(workbench.folder, '本市目录.json');
  const item = {
    code: 'P101',
    name: '项目代码赋码(在线平台登记)',
    stage: '1-立项用地规划许可',
    department: '发改',
    prerequisites: [],
    workdays: 2,
    appliesTo: ['审批', '核准', '备案'],
    limitUnitInLaw: '工作日',
  };
  writeFileSync(file, JSON.stringify([item]));
  await page.getByLabel('选择手续目录文件').setInputFiles(file);
  await expect(page.getByText(/读到 1 项：新增 0 项，改动 1 项，现有目录里有 48 项文件里没有/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: '并入，共 49 项' }).click();
  await expect(page.getByText('目录已换成导入的')).toBeVisible();
  await expect(page.getByRole('textbox', { name: '项目代码赋码(在线平台登记)的时限' })).toHaveValue('2');

  const year = path.join(workbench.folder, '2027.json');
  writeFileSync(year, JSON.stringify({ year: 2027, holidays: { '2027-01-01': '元旦' }, workdays: [] }));
  await page.getByLabel('选择节假日安排文件').setInputFiles(year);
  await expect(page.getByText('2027年12月31日')).toBeVisible();
  writeFileSync(year, '{}');
  await page.getByLabel('选择节假日安排文件').setInputFiles(year);
  await expect(page.getByText('“2027.json”里面没有放假的日子。没有改动，请换一个文件。')).toBeVisible();
  await page.getByRole('heading', { name: '手续目录' }).scrollIntoViewIfNeeded();
  await expectAccessible(page);
  await workbench.screenshot('permits-settings');
  expect(workbench.complaints).toEqual([]);
});
