#!/usr/bin/env node
// Everything that `npm test` stands for: types, style, unit, property, fault and contract tests, then the real app under a
// (virtual) display. Goes through to the end whatever fails, and says at last how many passed and failed.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { buildStale } from './build.mjs';
import { acquire } from './electron-runtime.mjs';
import { ensureSystemPackages, follow, inProject, requireModernNode, root, say, tool, withDisplay } from './shared.mjs';

requireModernNode();
const results = inProject('out', 'results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

let passed = 0;
let failed = 0;
const count = (good, bad) => {
  passed += good;
  failed += bad;
};

const run = async (title, packageName, binary, args, env = process.env) => {
  say(`\n— ${title}`);
  return follow(process.execPath, [tool(packageName, binary), ...args], { cwd: root, env });
};

/** Adds up a report; a run that broke off before it wrote one, or failed without a failing test, is a failure too. */
function countReport(status, file, read) {
  try {
    const { good, bad } = read(JSON.parse(readFileSync(file, 'utf8')));
    count(good, bad === 0 && status !== 0 ? 1 : bad);
  } catch {
    count(0, 1);
  }
}

async function check(title, packageName, binary, args) {
  if ((await run(title, packageName, binary, args)) === 0) count(1, 0);
  else count(0, 1);
}

async function testWithoutWindow() {
  const file = `${results}/unit.json`;
  const status = await run('不开窗口的测试', 'vitest', 'vitest', ['run'], { ...process.env, WUBAO_UNIT_RESULTS: file });
  countReport(status, file, (report) => ({ good: report.numPassedTests, bad: report.numFailedTests }));
}

async function testWithWindow() {
  const file = `${results}/e2e.json`;
  ensureSystemPackages();
  await acquire();
  const env = { ...(await withDisplay()), WUBAO_E2E_RESULTS: file };
  const status = await run('真实程序的测试', '@playwright/test', 'playwright', ['test'], env);
  countReport(status, file, ({ stats, errors }) => ({
    good: stats.expected,
    bad: stats.unexpected + stats.flaky + errors.length,
  }));
}

/** A step that could not even begin is one failure, and the others still run. */
async function attempt(step) {
  try {
    await step();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    count(0, 1);
  }
}

await check('类型', 'typescript', 'tsc', ['--noEmit']);
await check('风格', '@biomejs/biome', 'biome', ['check', '.']);
// The command line that some tests call, and the app that others drive.
await attempt(buildStale);
await testWithoutWindow();
await attempt(testWithWindow);

process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
