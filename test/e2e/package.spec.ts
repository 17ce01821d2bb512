import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { _electron as electron, expect, test } from '@playwright/test';
import { appArguments, root } from '../../scripts/shared.mjs';

let folder: string;
let installed: string;
let program: string;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = await mkdtemp(path.join(tmpdir(), '安装 试验-'));
  const packed = spawnSync(
    process.execPath,
    [
      path.join(root, 'scripts', 'dist.mjs'),
      `--config.directories.output=${folder}`,
      // Playwright talks to the program over its inspector; releases have this off.
      '--config.electronFuses.enableNodeCliInspectArguments=true',
    ],
    { cwd: root, encoding: 'utf8' },
  );
  expect(packed.status, packed.stderr + packed.stdout).toBe(0);
  installed = path.join(folder, '五包 工作台');
  await rename(path.join(folder, 'linux-unpacked'), installed);
  program = path.join(installed, 'wubao');
});
test.afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

/** Names of all files in an archive, from its header. */
function filesOfArchive(archive: string): string[] {
  const file = openSync(archive, 'r');
  const sizes = Buffer.alloc(16);
  readSync(file, sizes, 0, 16, 0);
  const header = Buffer.alloc(sizes.readUInt32LE(12));
  readSync(file, header, 0, header.length, 16);
  closeSync(file);
  type Entry = { files?: Record<string, Entry> };
  const names = (entry: Entry, prefix: string): string[] =>
    Object.entries(entry.files ?? {}).flatMap(([name, part]) =>
      part.files ? names(part, `${prefix}${name}/`) : [prefix + name],
    );
  return names(JSON.parse(header.toString('utf8')), '');
}

test('the fuses are set', async () => {
  const fuses = await getCurrentFuseWire(program);
  expect(fuses[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE);
  expect(fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(FuseState.DISABLE);
  expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE);
});

test('the archive holds the build, the database driver and the one for pictures, no maps, sources, tests or keys', () => {
  const files = filesOfArchive(path.join(installed, 'resources', 'app.asar'));
  expect(files).toEqual(
    expect.arrayContaining([
      'package.json',
      'out/main/main.cjs',
      'out/main/ledger.cjs',
      'out/preload/preload.cjs',
      'out/renderer/index.html',
      'out/migrations/0010_initial.sql',
    ]),
  );
  const stray = files.filter(
    (file) =>
      !/^(package\.json$|out\/(main|preload|renderer|migrations)\/|node_modules\/(better-sqlite3|sharp|@img|detect-libc|semver)\/)/.test(
        file,
      ),
  );
  expect(stray).toEqual([]);
  expect(
    files.filter((file) =>
      /\.(map|[cm]?ts|tsx|pem|key|sqlite|wubao)$|(^|\/)(test|tests|\.sources|\.env)(\/|$)/.test(file),
    ),
  ).toEqual([]);
  expect(existsSync(path.join(installed, 'resources', 'default_app.asar'))).toBe(false);
});

test('the installed program opens its ledger in the local data folder, with developer tools off', async () => {
  const data = path.join(folder, '本机 数据');
  const app = await electron.launch({
    executablePath: program,
    args: appArguments().filter((argument) => argument !== root),
    env: { ...(process.env as Record<string, string>), XDG_DATA_HOME: data },
    cwd: folder,
  });
  try {
    const page = await app.firstWindow();
    const call = (method: string, input: unknown) =>
      page.evaluate(([name, value]) => window.wubao.call(name as string, value), [method, input]);
    expect(await call('app.about', {})).toMatchObject({ ok: true, value: { packaged: true } });
    const identity = { role: 'secretary', person: '李秘书', unit: '昌邑区发改局', region: '220202', phone: '' };
    expect(await call('ledger.initialize', identity)).toMatchObject({ ok: true });
    expect(
      await call('records.create', { entity: 'project', set: { name: '昌邑万达广场', region: '220202' } }),
    ).toMatchObject({ ok: true });
    expect(await call('ledger.verify', {})).toMatchObject({ ok: true, value: { ok: true } });
    expect(existsSync(path.join(data, 'wubao', 'ledger', 'ledger.sqlite'))).toBe(true);
    const devTools = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.openDevTools();
      return contents?.isDevToolsOpened();
    });
    expect(devTools).toBe(false);
  } finally {
    await app.close();
  }
});

test('the command line lies beside the program and runs under a plain Node', () => {
  const cli = path.join(installed, 'resources', 'app.asar.unpacked', 'out', 'main', 'cli.cjs');
  const ledger = path.join(folder, '命令行 台账');
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [cli, ...args, '--ledger', ledger, '--json'], { cwd: folder, encoding: 'utf8' });
  const made = run('init', '--role', 'commission', '--person', '王主任', '--unit', '市发改委');
  expect(made.status, made.stderr).toBe(0);
  expect(JSON.parse(made.stdout)).toMatchObject({ fingerprint: expect.anything() });
  expect(JSON.parse(run('verify').stdout)).toMatchObject({ ok: true });
});
