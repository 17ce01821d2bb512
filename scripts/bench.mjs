#!/usr/bin/env node
// Bundles test/bench/run.ts as the ledger itself is bundled and runs it. Arguments (`--json`, names of benchmarks) go to it.
import { build } from 'vite';
import { follow, inProject, requireModernNode, root } from './shared.mjs';

requireModernNode();
const common = { root, configFile: false, logLevel: 'warn', ssr: { noExternal: true, external: ['better-sqlite3'] } };
const target = { outDir: inProject('out', 'bench'), target: 'node22', minify: false };
await build({ ...common, build: { ...target, ssr: inProject('test', 'bench', 'run.ts') } });
// The thread that reads workbooks stands beside the ledger, as in the app.
await build({
  ...common,
  build: {
    ...target,
    emptyOutDir: false,
    ssr: inProject('src-main', 'ledger', 'office', 'excel-worker.ts'),
    rolldownOptions: { output: { format: 'cjs', entryFileNames: '[name].cjs' } },
  },
});
process.exitCode = await follow(
  process.execPath,
  ['--expose-gc', inProject('out', 'bench', 'run.js'), ...process.argv.slice(2)],
  {
    cwd: root,
  },
);
