#!/usr/bin/env node
// Bundles test/bench/run.ts as the ledger itself is bundled and runs it. Arguments (`--json`, names of benchmarks) go to it.
import { build } from 'vite';
import { buildStale } from './build.mjs';
import { acquire } from './electron-runtime.mjs';
import { follow, inProject, requireModernNode, root, withDisplay } from './shared.mjs';

requireModernNode();
const common = { root, configFile: false, logLevel: 'warn', ssr: { noExternal: true, external: ['better-sqlite3'] } };
const target = { outDir: inProject('out', 'bench'), target: 'node22', minify: false };
await build({ ...common, build: { ...target, ssr: inProject('test', 'bench', 'run.ts') } });
// The threads stand beside the ledger, as in the app.
for (const thread of [
  ['office', 'excel-worker.ts'],
  ['sync', 'stream-thread.ts'],
]) {
  await build({
    ...common,
    build: {
      ...target,
      emptyOutDir: false,
      ssr: inProject('src-main', 'ledger', ...thread),
      rolldownOptions: { output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  });
}
const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const windows = ['grid', 'city'];
const env =
  named.length === 0 || windows.some((name) => named.includes(name)) ? await windowEnvironment() : process.env;
process.exitCode = await follow(
  process.execPath,
  ['--expose-gc', inProject('out', 'bench', 'run.js'), ...process.argv.slice(2)],
  { cwd: root, env },
);
process.exit();

/** The grid and the city picture are measured in the real app; where no window can be opened the table says so, and the rest is measured all the same. */
async function windowEnvironment() {
  try {
    await acquire();
    await buildStale();
    return await withDisplay();
  } catch (error) {
    return { ...process.env, WUBAO_BENCH_NO_WINDOW: error.message };
  }
}
