import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { acquire } from '../../scripts/electron-runtime.mjs';
import { appArguments, root } from '../../scripts/shared.mjs';
import { test, type Workbench } from './harness';
import { isAlive, ledgerOf, socketsOf, treeOf } from './processes';

const identity = { role: 'secretary', person: '李秘书', unit: '昌邑区发改局', region: '220202', phone: '' };
type Answer = { ok: boolean; value: { id: string; state: string; projects: number }; error: { code: string } };

async function initialize(workbench: Workbench): Promise<void> {
  expect(await workbench.call('ledger.initialize', identity)).toMatchObject({ ok: true });
}

async function addProject(workbench: Workbench, name: string, key?: string): Promise<Answer> {
  return (await workbench.call(
    'records.create',
    { entity: 'project', set: { name, region: '220202' } },
    key,
  )) as Answer;
}

async function countProjects(workbench: Workbench): Promise<number> {
  return ((await workbench.call('projects.page', {})) as Answer).value.projects;
}

const pidOf = (workbench: Workbench) => workbench.app.process().pid as number;

async function ledgerPid(workbench: Workbench): Promise<number> {
  await expect.poll(() => ledgerOf(pidOf(workbench))).toBeDefined();
  return ledgerOf(pidOf(workbench)) as number;
}

/** Notes the ledger's events in the window from now on. */
function listen(workbench: Workbench): Promise<void> {
  return workbench.page.evaluate(() => {
    const told: unknown[] = [];
    Object.assign(window, { told });
    window.wubao.listen((event) => told.push(event));
  });
}

const told = (workbench: Workbench) =>
  workbench.page.evaluate(() =>
    (window as unknown as { told: { type: string; state?: string }[] }).told
      .filter(({ type }) => type === 'ledger')
      .map(({ state }) => state),
  );

test('the ledger process dies: it is started again, nothing acknowledged is missing, a repeat writes once', async ({
  workbench,
}) => {
  await initialize(workbench);
  await listen(workbench);
  expect(await addProject(workbench, '昌邑万达广场', 'key-1')).toMatchObject({ ok: true });
  const first = await ledgerPid(workbench);
  process.kill(first, 'SIGKILL');
  await expect.poll(() => told(workbench)).toEqual(['restarted']);
  expect(await ledgerPid(workbench)).not.toBe(first);
  expect(await countProjects(workbench)).toBe(1);
  // The window cannot know whether the command before the crash was written; it repeats it under the same key.
  expect(await addProject(workbench, '昌邑万达广场', 'key-1')).toMatchObject({ ok: true });
  expect(await countProjects(workbench)).toBe(1);
  expect(workbench.app.windows()).toHaveLength(1);
});

test('a ledger process that dies again and again is given up, and the window says so', async ({ workbench }) => {
  await initialize(workbench);
  await listen(workbench);
  for (let death = 0; death < 4; death += 1) {
    process.kill(await ledgerPid(workbench), 'SIGKILL');
    const expected = death < 3 ? death + 1 : 4;
    await expect.poll(async () => (await told(workbench)).length).toBe(expected);
  }
  expect((await told(workbench)).at(-1)).toBe('lost');
  expect(await workbench.call('ledger.status', {})).toMatchObject({ ok: false, error: { code: 'ledger_lost' } });
  await expect(workbench.page.locator('body')).toContainText('已不再自动重启');
  await workbench.screenshot('ledger-lost');
});

test('quitting closes the ledger, and the next start finds everything', async ({ start }) => {
  const workbench = await start();
  await initialize(workbench);
  await addProject(workbench, '昌邑万达广场');
  const tree = treeOf(pidOf(workbench)).map(({ pid }) => pid);
  await workbench.quit();
  await expect.poll(() => tree.filter(isAlive)).toEqual([]);
  // A closed database leaves no log beside it.
  expect(existsSync(path.join(workbench.ledger, 'ledger.sqlite'))).toBe(true);
  expect(existsSync(path.join(workbench.ledger, 'ledger.sqlite-wal'))).toBe(false);
  const again = await start({ ledger: workbench.ledger });
  expect(await again.call('ledger.status', {})).toMatchObject({ ok: true, value: { state: 'open', identity } });
  expect(await countProjects(again)).toBe(1);
});

test('a shell that is killed takes the ledger process with it, nothing acknowledged is missing', async ({ start }) => {
  const workbench = await start();
  await initialize(workbench);
  await addProject(workbench, '昌邑万达广场');
  const ledger = await ledgerPid(workbench);
  process.kill(pidOf(workbench), 'SIGKILL');
  await expect.poll(() => isAlive(ledger)).toBe(false);
  const again = await start({ ledger: workbench.ledger });
  expect(await countProjects(again)).toBe(1);
  expect(await again.call('ledger.verify', {})).toMatchObject({ ok: true, value: { ok: true } });
});

test('the same ledger is opened once: a second start ends at once', async ({ workbench }) => {
  const { exe } = await acquire({ allowDownload: false });
  const second = spawn(exe, appArguments(['--ledger', workbench.ledger]), {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, XDG_DATA_HOME: path.join(workbench.folder, '程序 数据') },
  });
  const status = await new Promise((resolve) => second.once('exit', resolve));
  expect(status).toBe(0);
  expect(workbench.app.windows()).toHaveLength(1);
  expect(await workbench.call('ledger.status', {})).toMatchObject({ ok: true });
});

test('two ledgers are open side by side', async ({ start, workbench }) => {
  const other = await start({ ledger: path.join(workbench.folder, '另一 台账') });
  await initialize(workbench);
  expect(await other.call('ledger.status', {})).toMatchObject({ ok: true, value: { state: 'absent' } });
});

test('the window is 1366 × 768 at first, not below 1024 × 700, and remembers its size', async ({ start }) => {
  const workbench = await start();
  const boundsOf = ({ app }: Workbench) =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  expect(await boundsOf(workbench)).toMatchObject({ width: 1366, height: 768 });
  expect(
    await workbench.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getMinimumSize()),
  ).toEqual([1024, 700]);
  await workbench.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 1200, height: 720 }),
  );
  await workbench.quit();
  const again = await start({ ledger: workbench.ledger });
  expect(await boundsOf(again)).toEqual({ x: 40, y: 30, width: 1200, height: 720 });
});

test('Ctrl and plus, minus, zero zoom the page; there is no menu bar', async ({ workbench }) => {
  const { app } = workbench;
  const zoom = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel());
  const press = (keyCode: string) =>
    app.evaluate(
      ({ BrowserWindow }, key) =>
        BrowserWindow.getAllWindows()[0]?.webContents.sendInputEvent({
          type: 'keyDown',
          keyCode: key,
          modifiers: ['control'],
        }),
      keyCode,
    );
  await press('=');
  await expect.poll(zoom).toBe(0.5);
  await press('-');
  await press('-');
  await expect.poll(zoom).toBe(-0.5);
  await press('0');
  await expect.poll(zoom).toBe(0);
  expect(await app.evaluate(({ Menu }) => Menu.getApplicationMenu() === null)).toBe(true);
});

test('the app opens no socket', async ({ start }) => {
  // Started without the test's own connection, which is a socket too.
  const { ledger, folder, ...first } = await start();
  await first.quit();
  const { exe } = await acquire({ allowDownload: false });
  const app = spawn(exe, appArguments(['--ledger', ledger]), {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, XDG_DATA_HOME: path.join(folder, '程序 数据') },
  });
  try {
    const pid = app.pid as number;
    await expect.poll(() => treeOf(pid).some(({ command }) => command.includes('--type=renderer'))).toBe(true);
    await expect.poll(() => ledgerOf(pid)).toBeDefined();
    for (let look = 0; look < 20; look += 1) {
      expect(
        treeOf(pid).flatMap((process) =>
          socketsOf(process.pid).map((socket) => `${process.command.slice(0, 60)} ${socket}`),
        ),
      ).toEqual([]);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(isAlive(pid)).toBe(true);
  } finally {
    const ended = new Promise((resolve) => app.once('exit', resolve));
    app.kill();
    await ended;
  }
});
