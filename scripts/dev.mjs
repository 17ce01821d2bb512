#!/usr/bin/env node
// `npm run dev`: opens the app; when a source changes, builds what is stale and opens it again. Arguments go to the app. The window
// is served as in the product (no development server), so that its locks are never off.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { buildStale } from './build.mjs';
import { acquire } from './electron-runtime.mjs';
import { appArguments, ensureSystemPackages, inProject, requireModernNode, root, say, withDisplay } from './shared.mjs';

requireModernNode();
ensureSystemPackages();
const { exe } = await acquire();
const env = await withDisplay();
let app;
let timer;

function open() {
  app = spawn(exe, appArguments(process.argv.slice(2)), { cwd: root, env, stdio: 'inherit' });
  app.once('exit', (status) => process.exit(status ?? 1));
}

async function reopen() {
  try {
    await buildStale();
  } catch (error) {
    say(error.message);
    return;
  }
  app.removeAllListeners('exit');
  app.once('exit', open);
  app.kill();
}

await buildStale();
open();
for (const folder of ['src-main', 'src-renderer', 'src-shared', 'migrations']) {
  watch(inProject(folder), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(reopen, 300);
  });
}
