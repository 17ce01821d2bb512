import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('the story in the command line: three workbooks, two secretaries, the Commission, every sum to the yuan', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [path.resolve('test/story.mjs')]);
  expect(stdout).toMatch(/\d+ 处核对，全部相符。/);
}, 300_000);
