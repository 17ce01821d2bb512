#!/usr/bin/env node
// The long tests of sync: mutated packages, kills at every step, three machines that edit, hand files around and are killed.
// `--runs 0.1` does a tenth of everything, `--minutes 5` stops each part after its share of the time, `--seed N` repeats a run;
// names (mutations, kills, histories, machines) choose parts. Prints its counts; its exit status is 1 where anything was lost.
import { parseArgs } from 'node:util';
import { follow, giveUp, requireModernNode, root, tool } from './shared.mjs';

requireModernNode();
const parts = ['mutations', 'kills', 'histories', 'machines'];
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '0' },
    seed: { type: 'string', default: '20180916' },
  },
});
const [runs, minutes, seed] = [values.runs, values.minutes, values.seed].map(Number);
if (!(runs > 0) || !(minutes >= 0) || !Number.isSafeInteger(seed))
  giveUp('用法：npm run soak -- [mutations kills histories machines] [--runs 0.1] [--minutes 5] [--seed 20180916]');
const unknown = positionals.find((name) => !parts.includes(name));
if (unknown) giveUp(`没有“${unknown}”这一项，只有 ${parts.join('、')}。`);
const wanted = positionals.length > 0 ? positionals : parts;

process.exitCode = await follow(
  process.execPath,
  [
    tool('vitest'),
    'run',
    '--disableConsoleIntercept=true',
    '--config',
    'vitest.soak.config.ts',
    ...wanted.map((name) => `test/soak/${name}.soak.ts`),
  ],
  {
    cwd: root,
    env: {
      ...process.env,
      WUBAO_SOAK: JSON.stringify({ runs, seed, milliseconds: (minutes * 60_000) / wanted.length }),
    },
  },
);
process.exit();
