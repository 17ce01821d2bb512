import { expect } from '@playwright/test';
import { expectAccessible } from './accessibility';
import { test } from './harness';
import { ask, begin, go, wang, zhou } from './people';

test('an empty desk says what will stand here and how to begin', async ({ start }) => {
  const secretary = await start();
  await begin(secretary, wang);
  await secretary.page.getByRole('link', { name: '导入我的 Excel' }).click();
  await expect(secretary.page).toHaveTitle(/导入 Excel/);
  const commission = await start({ ledger: `${secretary.folder}/市 台账` });
  await begin(commission, zhou);
  await commission.page.getByRole('link', { name: '去收包' }).click();
  await expect(commission.page).toHaveTitle(/同步/);
});

test('a to-do is put off with a reason and brought back; a plain one is ticked in place', async ({ workbench }) => {
  test.slow();
  const { page } = workbench;
  await ask(workbench, 'demonstration.open', { role: 'secretary', region: '220202' });
  const note = await ask<{ id: string }>(workbench, 'records.create', {
    entity: 'work_log',
    set: { date: '2018-09-14', matter: '到供电公司对接专线', next_step: '取回勘查意见', next_date: '2018-09-18' },
  });
  await page.reload();
  const todos = page.getByRole('region', { name: '今日待办' });
  const row = todos.getByRole('row', { name: /未按计划开工 孤店子秸秆热电/ });

  // From the keyboard: S over the row, and nothing is written without a reason.
  await row.getByRole('link').focus();
  await page.keyboard.press('s');
  const form = page.getByRole('form', { name: /推迟：未按计划开工/ });
  await expect(form.getByLabel('推迟的理由')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toContainText('请写明理由');
  await page.keyboard.type('等评审会结果');
  await form.getByRole('radio', { name: '选一天' }).check();
  await form.getByLabel('哪一天', { exact: true }).fill('9月16日');
  await form.getByRole('button', { name: '推迟', exact: true }).click();
  await expect(form.getByRole('alert')).toBeVisible();
  await form.getByLabel('哪一天', { exact: true }).fill('9月20日');
  await workbench.screenshot('desk-snooze');
  await expectAccessible(page);
  await form.getByRole('button', { name: '推迟', exact: true }).click();
  await expect(row).toHaveCount(0);

  await todos.getByRole('button', { name: '已推迟 1' }).click();
  const away = todos.getByRole('row', { name: /未按计划开工 孤店子秸秆热电/ });
  await expect(away).toContainText('推迟到 9月20日，等评审会结果');
  await expectAccessible(page);
  await away.hover();
  await away.getByRole('button', { name: '恢复' }).click();
  await expect(todos.getByRole('button', { name: /已推迟/ })).toHaveCount(0);
  await expect(row).toContainText('逾期 16 天');

  const step = todos.getByRole('row', { name: /取回勘查意见/ });
  await step.getByRole('button', { name: '已办：取回勘查意见' }).focus();
  await page.keyboard.press('Enter');
  await expect(step).toHaveCount(0);
  expect(
    await ask(workbench, 'records.asOf', { entity: 'work_log', id: note.id, at: '2018-09-17T00:00:00+08:00' }),
  ).toMatchObject({ next_done: '2018-09-16' });
  await page.getByRole('button', { name: /撤销/ }).click();
  await expect(step).toHaveCount(1);
  expect(workbench.complaints).toEqual([]);
});

test('what is due stands before the title of the window, but not for a demonstration', async ({ workbench }) => {
  await begin(workbench, wang);
  const title = () => workbench.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle() ?? '');
  await expect.poll(title).toBe('工作台 · 五包工作台');
  const { today } = await ask<{ today: string }>(workbench, 'ledger.status', {});
  const late = { entity: 'work_log', set: { date: '2018-09-14', matter: '对接专线', next_date: '2018-09-18' } };
  await ask(workbench, 'records.create', late);
  const { id } = await ask<{ id: string }>(workbench, 'records.create', {
    entity: 'work_log',
    set: { ...late.set, next_date: today },
  });
  await expect.poll(title, { timeout: 15_000 }).toBe('(2) 工作台 · 五包工作台');
  await ask(workbench, 'records.revise', { entity: 'work_log', id, set: { next_done: today } });
  await expect.poll(title, { timeout: 15_000 }).toBe('(1) 工作台 · 五包工作台');
  await ask(workbench, 'demonstration.open', { role: 'secretary', region: '220202' });
  await expect.poll(title, { timeout: 15_000 }).toBe('工作台 · 五包工作台');
  expect(workbench.complaints).toEqual([]);
});

test('a notification leads to the desk, the tray to a new note', async ({ workbench }) => {
  const { app, page } = workbench;
  await begin(workbench, wang);
  await go(workbench, '/settings');
  const ask = (deed: string) =>
    app.evaluate(
      ({ BrowserWindow }, wanted) =>
        BrowserWindow.getAllWindows()[0]?.webContents.send('wubao:event', { type: 'asked', deed: wanted }),
      deed,
    );
  await expect(page).toHaveTitle(/设置/);
  await ask('desk');
  await expect(page).toHaveTitle(/工作台/);
  await ask('note');
  await expect(page.getByRole('dialog', { name: /记一笔/ })).toBeVisible();
  expect(workbench.complaints).toEqual([]);
});

test('closing the window leaves the program in the tray only where she chose so', async ({ workbench }) => {
  const { app, page } = workbench;
  await begin(workbench, wang);
  await go(workbench, '/settings');
  await expect(page.getByRole('heading', { name: '提醒' })).toBeVisible();
  await page.getByRole('switch', { name: '关窗后留在托盘' }).check();
  await expect(page.getByRole('switch', { name: '关窗后留在托盘' })).toBeChecked();
  await workbench.screenshot('settings-desktop');
  await expectAccessible(page);
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible())))
    .toEqual([false]);
  // A second start of the program brings the window back.
  await app.evaluate(({ app: electronApp }) => {
    electronApp.emit('second-instance');
  });
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible())))
    .toEqual([true]);
});

test('every to-do says why and when, and its one action works by mouse and by keyboard', async ({ workbench }) => {
  test.slow();
  const { page } = workbench;
  await ask(workbench, 'demonstration.open', { role: 'secretary', region: '220202' });
  await page.reload();
  const todos = page.getByRole('region', { name: '今日待办' });
  const row = todos.getByRole('row', { name: /入统材料未齐 铸衡精铸技改/ });
  await expect(row).toContainText('开工满 2 个月未入统');
  await expect(row).toContainText('逾期 18 天');
  const action = row.getByRole('link');
  await expect(action).toHaveCSS('opacity', '0');
  await row.hover();
  await expect(action).toHaveCSS('opacity', '1');
  await workbench.screenshot('desk');
  await expectAccessible(page);
  await page.mouse.move(0, 0);
  await action.focus();
  await expect(action).toHaveCSS('opacity', '1');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/listing\/[^/]+/);
  await page.goBack();

  const projects = page.getByRole('region', { name: '我的项目' });
  await expect(projects.getByRole('row', { name: /松筑构件基地/ })).toContainText('−43.5');
  await projects.getByRole('link', { name: '松筑构件基地' }).click();
  await expect(page).toHaveURL(/#\/projects\/[^/]+/);
  expect(workbench.complaints).toEqual([]);
});
