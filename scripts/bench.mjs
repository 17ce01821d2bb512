#!/usr/bin/env node
// Bundles test/bench/run.ts as the ledger itself is bundled and runs it. Arguments (`--json`) go to it.
import { build } from 'vite';
import { follow, inProject, requireModernNode, root } from './shared.mjs';

requireModernNode();
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  ssr: { noExternal: true, external: ['better-sqlite3'] },
  build: {
    ssr: inProject('test', 'bench', 'run.ts'),
    outDir: inProject('out', 'bench'),
    target: 'node22',
    minify: false,
  },
});
process.exitCode = await follow(
  process.execPath,
  ['--expose-gc', inProject('out', 'bench', 'run.js'), ...process.argv.slice(2)],
  {
    cwd: root,
  },
);
