import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect } from '@playwright/test';
import { isErrorCode } from '../../src-shared/terms/errors';
import { bundle } from './bundle';
import { test } from './harness';

test('every window is sandboxed and isolated', async ({ workbench }) => {
  const preferences = await workbench.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      const contents = window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
      return contents.getLastWebPreferences();
    }),
  );
  expect(preferences).toHaveLength(1);
  expect(preferences[0]).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test('the page sees no Node and no Electron', async ({ workbench }) => {
  const seen = await workbench.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', '__dirname', 'electron', 'ipcRenderer', 'global'].filter(
      (name) => name in globalThis,
    ),
  );
  expect(seen).toEqual([]);
});

test('only app://wubao is loaded, with the policy', async ({ workbench }) => {
  expect(workbench.page.url()).toMatch(/^app:\/\/wubao\//);
  const violations = await workbench.page.evaluate(async () => {
    const seen: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.brokenIn = 1';
    document.head.append(script);
    const style = document.createElement('style');
    style.textContent = 'body { display: none }';
    document.head.append(style);
    document.body.append(Object.assign(document.createElement('iframe'), { src: 'app://wubao/index.html' }));
    document.body.append(Object.assign(document.createElement('img'), { src: 'https://example.com/a.png' }));
    await fetch('app://wubao/index.html').catch(() => undefined);
    // Later, when the page is on its own: while the test's own code runs, the browser lets it evaluate.
    const evaluated = await new Promise((resolve) =>
      setTimeout(() => {
        try {
          // biome-ignore lint/security/noGlobalEval: this is what must not work
          resolve(globalThis.eval('"ran"'));
        } catch {
          resolve('refused');
        }
      }, 300),
    );
    return { seen: [...new Set(seen)].sort(), evaluated, brokenIn: 'brokenIn' in window };
  });
  expect(violations.evaluated).toBe('refused');
  expect(violations.brokenIn).toBe(false);
  expect(violations.seen).toEqual(
    expect.arrayContaining(['connect-src', 'frame-src', 'img-src', 'script-src-elem', 'style-src-elem']),
  );
});

test('the page itself breaks no policy', async ({ workbench }) => {
  await workbench.page.waitForLoadState('load');
  await expect(workbench.page.locator('#root')).not.toBeEmpty();
  expect(workbench.complaints).toEqual([]);
});

test('the protocol handler refuses what is not plainly a file of the window', async ({ workbench }) => {
  const statuses = await workbench.app.evaluate(async ({ net }) => {
    const results: Record<string, number | string> = {};
    for (const url of [
      'app://wubao/index.html',
      'app://wubao/../main/main.cjs',
      'app://wubao/%2e%2e/main/main.cjs',
      'app://wubao/..%5cmain%5cmain.cjs',
      'app://wubao/index.html%00.png',
      'app://other/index.html',
    ]) {
      try {
        results[url] = (await net.fetch(url)).status;
      } catch (error) {
        results[url] = String(error);
      }
    }
    results.POST = await net.fetch('app://wubao/index.html', { method: 'POST' }).then(
      ({ status }) => status,
      (error) => String(error),
    );
    return results;
  });
  expect(statuses['app://wubao/index.html']).toBe(200);
  for (const [url, status] of Object.entries(statuses)) {
    if (url !== 'app://wubao/index.html') expect([url, status === 200]).toEqual([url, false]);
  }
});

test('every permission is denied', async ({ workbench }) => {
  const { page, app } = workbench;
  const answers = await page.evaluate(async () => {
    const queried: Record<string, string> = {};
    for (const name of [
      'geolocation',
      'notifications',
      'camera',
      'microphone',
      'clipboard-read',
      'midi',
      'persistent-storage',
    ]) {
      queried[name] = await navigator.permissions.query({ name: name as PermissionName }).then(
        ({ state }) => state,
        () => 'unknown here',
      );
    }
    const camera = await navigator.mediaDevices?.getUserMedia({ video: true }).then(
      () => 'granted',
      () => 'denied',
    );
    const notification = await Notification.requestPermission();
    return { queried: Object.values(queried), camera, notification };
  });
  expect(answers.queried.filter((state) => state === 'granted')).toEqual([]);
  expect(answers.camera ?? 'denied').toBe('denied');
  expect(answers.notification).toBe('denied');
  // The handlers themselves, where the page cannot ask for the thing at all.
  const devices = await app.evaluate(({ session }) => {
    const locked = session.defaultSession;
    return { spell: locked.isSpellCheckerEnabled?.() };
  });
  expect(devices.spell).toBe(false);
});

test('no navigation, no second window, no embedded one', async ({ workbench }) => {
  const { page, app } = workbench;
  const before = page.url();
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async (address) => {
      opened.push(address);
    };
  });
  const windows = await page.evaluate(
    async (addresses) => {
      const opened = addresses.map((address) => window.open(address) !== null);
      for (const address of addresses) {
        const link = Object.assign(document.createElement('a'), { href: address });
        document.body.append(link);
        link.click();
        link.target = '_blank';
        link.click();
        link.remove();
      }
      document.body.append(document.createElement('webview'));
      location.href = 'https://example.com/moved';
      await new Promise((resolve) => setTimeout(resolve, 500));
      return opened;
    },
    [
      'https://example.com/',
      'http://example.com/',
      'file:///etc/passwd',
      'javascript:document.title="x"',
      'app://wubao/',
    ],
  );
  expect(windows).not.toContain(true);
  expect(page.url()).toBe(before);
  expect(app.windows()).toHaveLength(1);
  const { opened, contents } = await app.evaluate(({ webContents }) => ({
    opened: (globalThis as unknown as { opened: string[] }).opened,
    contents: webContents.getAllWebContents().length,
  }));
  expect(contents).toBe(1);
  expect([...new Set(opened)]).toEqual(['https://example.com/']);
});

test('the network is denied and downloads are cancelled', async ({ workbench }) => {
  const answers = await workbench.app.evaluate(async ({ BrowserWindow, session }) => {
    const results: Record<string, string> = {};
    for (const url of ['http://127.0.0.1:9/', 'https://example.com/', 'ftp://example.com/', 'file:///etc/passwd']) {
      results[url] = await session.defaultSession.fetch(url).then(
        async (response) => `${response.status} ${await response.text()}`,
        () => 'refused',
      );
    }
    const downloads: string[] = [];
    session.defaultSession.on('will-download', (event) =>
      downloads.push(event.defaultPrevented ? 'cancelled' : 'started'),
    );
    BrowserWindow.getAllWindows()[0]?.webContents.downloadURL('app://wubao/index.html');
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { results, downloads };
  });
  for (const answer of Object.values(answers.results)) expect(['refused', '403 denied']).toContain(answer);
  expect(answers.downloads).toEqual(['cancelled']);
});

test('the bridge is frozen, has three functions, and lets no event object through', async ({ workbench }) => {
  const { page, app } = workbench;
  const shape = await page.evaluate(() => {
    const bridge = window.wubao as unknown as Record<string, unknown>;
    const attempts: boolean[] = [];
    for (const change of [
      () => {
        bridge.call = () => 'mine';
      },
      () => {
        bridge.more = 1;
      },
      () => {
        (window as unknown as Record<string, unknown>).wubao = {};
      },
    ]) {
      try {
        change();
        attempts.push(true);
      } catch {
        attempts.push(false);
      }
    }
    return {
      names: Object.keys(window.wubao).sort(),
      frozen: Object.isFrozen(window.wubao),
      still: String(window.wubao.call),
    };
  });
  expect(shape.names).toEqual(['call', 'listen', 'tokenOf']);
  expect(shape.frozen).toBe(true);
  expect(shape.still).not.toContain('mine');
  await page.evaluate(() => {
    Object.assign(window, { heard: [] });
    window.wubao.listen((...args: unknown[]) => (window as unknown as { heard: unknown[] }).heard.push(args));
  });
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.send('wubao:event', { type: 'changed', entities: [] }),
  );
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard))
    .toEqual([[{ type: 'changed', entities: [] }]]);
});

test('the bridge knows the methods of the contract and no other', async ({ workbench }) => {
  const contract = createRequire(import.meta.url)(await bundle('src-shared/contract/contract.ts', workbench.folder));
  const methodNames: string[] = contract.methodNames;
  expect(methodNames).toContain('ledger.status');
  const answers = await workbench.page.evaluate(
    (names) =>
      Promise.all(names.map(async (name) => [name, await window.wubao.call(name, { 'no such field': 1 })] as const)),
    [...methodNames, 'ledger.absent', '__proto__', 'toString', ''],
  );
  for (const [name, answer] of answers) {
    const code = answer.ok ? 'ok' : answer.error.code;
    expect([name, code]).toEqual([name, methodNames.includes(name) ? 'invalid_input' : 'unknown_method']);
  }
});

test('odd messages get a failure with a name', async ({ workbench }) => {
  const codes = await workbench.page.evaluate(async () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    const inputs: unknown[] = [
      undefined,
      null,
      7,
      'x',
      [],
      circle,
      new Map([[1, 2]]),
      new Date(),
      new Uint8Array(4),
      { words: 'x'.repeat(17_000_000) },
    ];
    const answers = [];
    for (const input of inputs) answers.push(await window.wubao.call('search.find', input));
    return answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
  });
  for (const code of codes) expect([code, isErrorCode(code)]).toEqual([code, true]);
  expect(codes).not.toContain('unexpected');
});

test('a frame inside the page and a page of another origin are not listened to', async ({ workbench }) => {
  const { app } = workbench;
  const answer = await app.evaluate(async ({ BrowserWindow, app: electron }) => {
    const preload = `${electron.getAppPath()}/out/preload/preload.cjs`;
    const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
    await foreign.loadURL('data:text/html,<p>foreign</p>');
    const said = await foreign.webContents.executeJavaScript("window.wubao.call('ledger.status', {})");
    foreign.destroy();
    return said;
  });
  expect(answer).toMatchObject({ ok: false, error: { code: 'unexpected' } });
});

test('a dropped file becomes a token; a look-alike does not', async ({ workbench }) => {
  const { page, folder } = workbench;
  await mkdir(path.join(folder, 'U 盘'), { recursive: true });
  const file = path.join(folder, 'U 盘', '垃圾 台账.xlsx');
  await writeFile(file, 'not a workbook');
  await page.evaluate(() =>
    document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'given' })),
  );
  await page.setInputFiles('#given', file);
  const { token, fakes } = await page.evaluate(async () => ({
    token: await window.wubao.tokenOf((document.querySelector('#given') as HTMLInputElement).files?.[0]),
    fakes: await Promise.all(
      [
        { path: '/etc/passwd' },
        '/etc/passwd',
        new File(['x'], 'made.xlsx'),
        null,
        undefined,
        Object.create(File.prototype, { path: { value: '/etc/passwd' } }),
      ].map((fake) => window.wubao.tokenOf(fake)),
    ),
  }));
  expect(fakes).toEqual([null, null, null, null, null, null]);
  expect(token).toMatch(/^[0-9a-f-]{36}$/);
  // The token is worth something: the ledger reads the file behind it (and finds no ledger here, or no workbook in it).
  const answer = (await workbench.call('excel.preview', { file: token })) as { ok: boolean; error: { code: string } };
  expect(answer.ok).toBe(false);
  expect(['no_ledger', 'not_a_workbook']).toContain(answer.error.code);
  const invented = (await workbench.call('excel.preview', { file })) as { error: { code: string } };
  expect(invented.error.code).toBe('no_file');
});

test('files chosen in a dialog come as tokens and names', async ({ workbench }) => {
  await workbench.answerOpen('/home/u/我的 文档/台账.xlsx');
  const chosen = (await workbench.call('files.choose', { purpose: 'excel' })) as {
    ok: true;
    value: { token: string; name: string }[];
  };
  expect(chosen.value.map(({ name }) => name)).toEqual(['台账.xlsx']);
  expect(JSON.stringify(chosen)).not.toContain('/home');
  await workbench.answerOpen();
  expect(await workbench.call('files.chooseFolder', {})).toEqual({ ok: true, value: null });
  await workbench.answerSave('/home/u/导出.xlsx');
  expect(await workbench.call('files.chooseSave', { purpose: 'excel', name: '导出.xlsx' })).toMatchObject({
    ok: true,
    value: { name: '导出.xlsx' },
  });
});
