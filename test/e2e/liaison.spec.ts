import { expect, type Page } from '@playwright/test';
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
