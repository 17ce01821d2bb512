#!/usr/bin/env node
// `npm start`: builds what is stale, finds Electron, opens the app. Where there is no display it says so and lets the real app
// walk through the demonstration city on a virtual one.
import { buildStale } from './build.mjs';
import { acquire } from './electron-runtime.mjs';
import {
  appArguments,
  ensureSystemPackages,
  follow,
  inProject,
  orGiveUp,
  requireModernNode,
  root,
  say,
  tool,
  withDisplay,
} from './shared.mjs';

requireModernNode();
ensureSystemPackages();
const { exe } = await orGiveUp(acquire());
await orGiveUp(buildStale());
process.exit(process.platform === 'linux' && !process.env.DISPLAY ? await demonstrate() : await open());

function open() {
  return follow(exe, appArguments(process.argv.slice(2)), { cwd: root });
}

async function demonstrate() {
  say('没有显示器（DISPLAY 没有设置）：改在虚拟屏幕上用真实程序走一遍演示数据。');
  const status = await follow(
    process.execPath,
    [tool('@playwright/test', 'playwright'), 'test', 'test/e2e/demonstration.spec.ts'],
    { cwd: root, env: await withDisplay() },
  );
  say(status === 0 ? `截图和文件在 ${inProject('out', 'demonstration')}` : '演示没有走完，原因见上。');
  return status;
}
