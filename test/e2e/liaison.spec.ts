import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { wordText, zipText } from '../support/zip-text';
import { expectAccessible } from './accessibility';
import { test, type Workbench } from './harness';
import { ask, begin, go, wang } from './people';

interface Scene {
  readonly page: Page;
  readonly project: string;
  readonly problem: string;
  readonly today: string;
  notes: () => Promise<Record<string, unknown>[]>;
}

/** A secretary with two projects, a problem of the first, a person of a department. */
async function scene(workbench: Workbench): Promise<Scene> {
  await begin(workbench, wang);
  const create = async (entity: string, set: object) =>
    (await ask<{ id: string }>(workbench, 'records.create', { entity, set })).id;
  const project = await create('project', {
    name: '松筑装配式建筑构件基地',
    short_name: '松筑构件基地',
    region: '220202',
    lifecycle: 'construction',
    actual_start: '2018-05-10',
  });
  await create('project', { name: '江澜碳纤维产业园', region: '220202', lifecycle: 'construction' });
  const problem = await create('problem', {
    project,
    number: '昌邑-2018-017',
    description: '施工用电未接通',
    state: 'handling',
    responsible_unit: '区供电公司',
  });
  await create('contact', { name: '孙立新', unit: '区住建局', position: '科长', phone: '0432-62012345' });
  const { today } = await ask<{ today: string }>(workbench, 'ledger.status', {});
  return {
    page: workbench.page,
    project,
    problem,
    today,
    notes: async () => (await ask<{ notes: Record<string, unknown>[] }>(workbench, 'workLogs.page', {})).notes,
  };
}

const sentence = '松筑 电话催昌邑供电刘工，答应下周三出专线方案，三天后再问';

function dayAfter(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

const line = (page: Page) => page.getByRole('textbox', { name: '记什么' });
const dialog = (page: Page) => page.getByRole('dialog', { name: '记一笔' });

test('the note stands with the focus in its line before the next key can come', async ({ workbench }) => {
  const { page } = await scene(workbench);
  const focused = await page.evaluate(async () => {
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', ctrlKey: true, bubbles: true }));
    // What a browser does between two keys: microtasks, and no frame.
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    return document.activeElement?.getAttribute('aria-label');
  });
  expect(focused).toBe('记什么');
});

test('a sentence becomes one note with what was understood of it', async ({ workbench }) => {
  const { page, project, problem, today, notes } = await scene(workbench);
  await page.keyboard.press('Control+j');
  await page.keyboard.type(sentence);
  const box = dialog(page);
  for (const words of ['松筑构件基地', '包问题破解', '电话', '昌邑供电 刘工', '施工用电未接通'])
    await expect(box.getByRole('button', { name: `去掉 ${words}` })).toBeVisible();
  await expect(box.locator('u')).toHaveText(['松筑', '电话', '昌邑供电刘工', '三天后再问']);
  await expect(box.getByRole('textbox', { name: '下一步做什么' })).toHaveValue('再问昌邑供电刘工');
  await expect(box.getByText('同时写进 昌邑-2018-017 的进展')).toBeVisible();
  await workbench.screenshot('quick-log');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(box).toBeHidden();
  await expect(page.getByText(/已记下，.*办下一步/)).toBeVisible();
  expect(await notes()).toMatchObject([
    {
      matter: sentence,
      date: today,
      project,
      problem,
      duty: 'problems',
      way: 'telephone',
      department: '昌邑供电',
      person: '刘工',
      next_step: '再问昌邑供电刘工',
      next_date: dayAfter(today, 3),
      next_done: null,
      secretary: '王秘书',
    },
  ]);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await notes()).length).toBe(0);
  expect(workbench.complaints).toEqual([]);
});

test('a token that was taken off stays off, one set by hand stays, Escape keeps all of it over a restart', async ({
  workbench,
}) => {
  const { page, notes } = await scene(workbench);
  await page.getByRole('button', { name: /^记一笔/ }).click();
  const box = dialog(page);
  await line(page).fill('松筑 电话催昌邑供电刘工');
  await box.getByRole('button', { name: '去掉 施工用电未接通' }).click();
  await expect(line(page)).toBeFocused();
  await box.getByRole('button', { name: '加一项' }).click();
  await page.getByRole('menuitem', { name: '结果' }).click();
  await box.getByRole('textbox', { name: '结果' }).fill('答应出方案');
  await page.keyboard.press('Enter');
  await expect(box.getByRole('button', { name: '去掉 答应出方案' })).toBeVisible();
  await box.getByRole('button', { name: '项目 松筑构件基地' }).click();
  await page.getByRole('option', { name: '江澜碳纤维产业园' }).click();
  await expect(box.getByRole('button', { name: '去掉 江澜碳纤维产业园' })).toBeVisible();
  await page.keyboard.type('，用时5分钟');
  await expect(box.getByRole('textbox', { name: '用时（分钟）' })).toHaveValue('5');

  await page.keyboard.press('Escape');
  await expect(box).toBeHidden();
  await page.reload();
  await page.getByRole('button', { name: /^记一笔/ }).waitFor();
  await page.keyboard.press('Control+j');
  await expect(line(page)).toHaveValue('松筑 电话催昌邑供电刘工，用时5分钟');
  await expect(box.getByRole('button', { name: '去掉 江澜碳纤维产业园' })).toBeVisible();
  await expect(box.getByRole('button', { name: '去掉 施工用电未接通' })).toBeHidden();
  await page.keyboard.press('Control+Enter');
  // It goes on with an empty line.
  await expect(line(page)).toHaveValue('');
  await expect(line(page)).toBeFocused();
  const [note] = await notes();
  expect(note).toMatchObject({ result: '答应出方案', minutes: 5, problem: null, project_name: '江澜碳纤维产业园' });
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+j');
  await expect(line(page)).toHaveValue('');
});

test('Enter and Escape belong to the input method while it composes', async ({ workbench }) => {
  const { page, notes } = await scene(workbench);
  await page.keyboard.press('Control+j');
  await page.keyboard.type('看了一下');
  for (const key of ['Enter', 'Escape'])
    await line(page).evaluate((field, pressed) => {
      field.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, isComposing: true, bubbles: true }));
    }, key);
  await expect(dialog(page)).toBeVisible();
  expect(await notes()).toEqual([]);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await notes()).length).toBe(1);
});

test('over another dialog it opens, and Escape closes it alone', async ({ workbench }) => {
  const { page } = await scene(workbench);
  await go(workbench, '/projects');
  await page.getByRole('button', { name: '新建项目' }).click();
  const under = page.getByRole('dialog', { name: '新建项目' });
  await under.getByRole('textbox').first().fill('新的项目');
  await page.keyboard.press('Control+j');
  await expect(line(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(under.getByRole('textbox').first()).toHaveValue('新的项目');

  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+j');
  await expect(line(page)).toBeFocused();
  await expect(page.getByRole('dialog', { name: '搜索项目和命令' })).toBeHidden();
  await page.keyboard.press('Control+k');
  await expect(dialog(page)).toBeHidden();
  await page.keyboard.type('jyb');
  await page.keyboard.press('Enter');
  await expect(line(page)).toBeFocused();
});

test('what cannot be read as a day is said and not saved', async ({ workbench }) => {
  const { page, notes, today } = await scene(workbench);
  await page.keyboard.press('Control+j');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('alert')).toHaveText('先写一句做了什么。');
  await page.keyboard.type('看现场');
  const due = dialog(page).getByRole('textbox', { name: '下一步日期' });
  await due.fill('哪天再说');
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('alert')).toContainText('下一步日期没看懂');
  expect(await notes()).toEqual([]);
  await due.fill('五天后');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await notes())[0]?.next_date).toBe(dayAfter(today, 5));
});

test('from the project page to the tab, the list, the calendar and the ticked step', async ({ workbench }) => {
  const { page, project, today, notes } = await scene(workbench);
  await go(workbench, `/projects/${project}/permits`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('松筑');
  await page.keyboard.press('Control+j');
  // Project and duty are those of the page.
  await page.keyboard.type('昨天去窗口送了材料，用时1小时，三天后取批复');
  await expect(dialog(page).getByRole('button', { name: '去掉 松筑构件基地' })).toBeVisible();
  await expect(dialog(page).getByRole('button', { name: '去掉 包手续办理' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await notes()).length).toBe(1);
  const [note] = await notes();
  expect(note).toMatchObject({ project, duty: 'permits', way: 'errand', minutes: 60, date: dayAfter(today, -1) });

  await page.getByRole('link', { name: '纪实 1' }).click();
  await expect(page.getByRole('button', { name: /昨天去窗口送了材料/ })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '沟通联络' }).click();
  await go(workbench, `/liaison?day=${dayAfter(today, -1)}`);
  const row = page.getByRole('button', { name: /昨天去窗口送了材料/ });
  await expect(row).toBeVisible();
  const day = Number(dayAfter(today, -1).slice(8));
  await expect(page.getByRole('button', { name: new RegExp(`月${day}日，1 次`) })).toBeVisible();
  await page.getByRole('textbox', { name: '搜索纪实' }).fill('不在里面的词');
  await expect(page.getByText('没有符合条件的记录')).toBeVisible();
  await page.getByRole('button', { name: '去掉条件' }).click();
  await row.click();
  const panel = page.getByRole('complementary', { name: '这一笔' });
  await panel.getByRole('textbox', { name: '结果' }).fill('一次受理');
  await panel.getByRole('textbox', { name: '对方' }).click();
  await expect.poll(async () => (await notes())[0]?.result).toBe('一次受理');
  await expectAccessible(page);

  await page.getByRole('radio', { name: '下一步 1' }).click();
  await page.getByRole('checkbox', { name: '已办 取批复' }).click();
  await expect.poll(async () => (await notes())[0]?.next_done).toBe(today);
  await expect(page.getByText('没有未办的下一步。')).toBeVisible();
  await page.getByRole('alert').filter({ hasText: '下一步已办' }).getByRole('button', { name: /撤销/ }).click();
  await expect(page.getByRole('checkbox', { name: '已办 取批复' })).toBeVisible();
  await expectAccessible(page);

  await go(workbench, `/liaison?day=${dayAfter(today, -1)}`);
  await row.click();
  await page.getByRole('button', { name: '删除这一笔' }).click();
  await expect(row).toBeHidden();
  await page.getByRole('alert').filter({ hasText: '已删除这一笔' }).getByRole('button', { name: /撤销/ }).click();
  await expect(row).toBeVisible();
  expect(workbench.complaints).toEqual([]);
});

test('a contact is added, its number warned of, and known to the next note', async ({ workbench }) => {
  const { page } = await scene(workbench);
  await go(workbench, '/liaison/contacts');
  await expect(page.getByRole('button', { name: '孙立新' })).toBeVisible();
  await page.getByRole('button', { name: '加联系人' }).click();
  await page.getByRole('textbox', { name: '姓名' }).fill('马晓东');
  await page.getByRole('textbox', { name: '单位' }).fill('江澜新材料公司');
  await page.getByRole('textbox', { name: '电话' }).fill('1380432123');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: '联系人详情' });
  await expect(panel.getByText('手机号应为 11 位，“1380432123”是 10 位。只提醒，已保存。')).toBeVisible();
  await expectAccessible(page);
  await panel.getByRole('textbox', { name: '电话' }).fill('13804321234');
  await panel.getByRole('textbox', { name: '职务' }).click();
  await expect(panel.getByText('只提醒')).toBeHidden();
  await page.keyboard.press('Control+j');
  await page.keyboard.type('马晓东来电，设备到场');
  await expect(dialog(page).getByRole('button', { name: '去掉 江澜新材料公司 马晓东' })).toBeVisible();
  await page.keyboard.press('Escape');
  await panel.getByRole('button', { name: '删除联系人 马晓东' }).click();
  await expect(page.getByRole('button', { name: '马晓东', exact: true })).toBeHidden();
  expect(workbench.complaints).toEqual([]);
});

test('the handbook of the month is written into a folder', async ({ workbench }) => {
  const { page, project, today } = await scene(workbench);
  await ask(workbench, 'records.create', {
    entity: 'work_log',
    set: { project, date: today, matter: '看主体进度', duty: 'progress', way: 'site', secretary: '王秘书' },
  });
  await go(workbench, '/liaison');
  await page.getByRole('button', { name: '工作纪实手册' }).click();
  await expectAccessible(page);
  await workbench.screenshot('liaison-handbook');
  await workbench.answerOpen(workbench.folder);
  await page.getByRole('button', { name: '选择文件夹' }).click();
  await expect(page.getByText('共 1 次记录')).toBeVisible();
  const [year, month] = today.split('-').map(Number);
  const name = `工作纪实手册（王秘书，${year}年${month}月）.docx`;
  expect(readdirSync(workbench.folder)).toContain(name);
  const document = await zipText(readFileSync(path.join(workbench.folder, name)), 'word/document.xml');
  expect(wordText(document)).toContain('看主体进度');
});

test('the demonstration month fills the page', async ({ workbench }) => {
  await ask(workbench, 'demonstration.open', { role: 'secretary', region: '220202' });
  const { page } = workbench;
  await page.reload();
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
  await go(workbench, '/liaison');
  await expect(page.getByRole('table', { name: '工作纪实' })).toBeVisible();
  await expectAccessible(page);
  await workbench.screenshot('liaison-month');
  await page.getByRole('table', { name: '工作纪实' }).getByRole('button').first().click();
  await workbench.screenshot('liaison-note');
  for (const view of ['steps', 'contacts']) {
    await go(workbench, `/liaison/${view}`);
    await expect(page.getByRole('table')).toBeVisible();
    await workbench.screenshot(`liaison-${view}`);
  }
  await page.getByRole('table').getByRole('link', { name: '松筑构件基地' }).click();
  await expect(page.getByRole('complementary', { name: '这个项目的联系人' })).toBeVisible();
  await expectAccessible(page);
  await workbench.screenshot('liaison-project');
  expect(workbench.complaints).toEqual([]);
});
