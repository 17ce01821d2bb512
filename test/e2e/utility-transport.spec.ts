import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { acquire } from '../../scripts/electron-runtime.mjs';
import { appArguments, root } from '../../scripts/shared.mjs';
import { bundle } from './bundle';

const stopped = { ok: false, error: { code: 'ledger_stopped', params: {} } };

test("a ledger process in Electron's utility process", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), '传输 试验-'));
  try {
    const main = path.basename(await bundle('test/fixtures/utility-trial.ts', folder));
    await writeFile(path.join(folder, 'package.json'), JSON.stringify({ name: 'trial', main }));
    const { exe } = await acquire({ allowDownload: false });
    const echo = path.join(root, 'test', 'fixtures', 'echo-ledger.cjs');
    const { stdout } = await promisify(execFile)(exe, appArguments([echo, `--user-data-dir=${folder}/窗口`], folder), {
      env: { ...process.env, SOME_SECRET: 'x' },
    });
    const seen = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    expect(seen.echo).toEqual({
      ok: true,
      value: { input: { 名称: '项目 “一”', list: [1, null, true] }, key: 'key-1' },
    });
    expect(seen.long).toBe(1_000_000);
    expect(seen.many).toBe(100);
    expect(seen.environment.value).toContain('PATH');
    expect(seen.environment.value).not.toContain('SOME_SECRET');
    expect(seen.died).toEqual(stopped);
    expect(seen.silent).toEqual(stopped);
    expect(seen.again).toMatchObject({ ok: true });
    expect(seen.anotherProcess).toBe(true);
    expect(seen.events).toEqual([
      { type: 'progress', key: 'key-2', step: '读取', done: 1, total: 2 },
      { type: 'ledger', state: 'restarted' },
    ]);
    expect(seen.log).toContain('ledger: something is wrong here');
    expect(seen.log.at(-1)).toBe('ledger closed');
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
