#!/usr/bin/env node
// Runs the tests that drive the real app, under a virtual screen where there is none. Arguments go to Playwright.
import { buildStale } from './build.mjs';
import { acquire } from './electron-runtime.mjs';
import { ensureSystemPackages, follow, orGiveUp, requireModernNode, root, tool, withDisplay } from './shared.mjs';

requireModernNode();
ensureSystemPackages();
await orGiveUp(acquire());
await orGiveUp(buildStale());
process.exitCode = await follow(
  process.execPath,
  [tool('@playwright/test', 'playwright'), 'test', ...process.argv.slice(2)],
  {
    cwd: root,
    env: await withDisplay(),
  },
);
process.exit();
