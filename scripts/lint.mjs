#!/usr/bin/env node
// Types, style and layers. `--fix` lets Biome mend what it can.
import { brokenLayers } from './layers.mjs';
import { requireModernNode, root, runTool, say } from './shared.mjs';

requireModernNode();
const fix = process.argv.includes('--fix') ? ['--write'] : [];
const failed = [
  runTool('typescript', ['--noEmit'], { binary: 'tsc' }) !== 0,
  runTool('@biomejs/biome', ['check', ...fix, '.'], { binary: 'biome' }) !== 0,
  (await layersHold()) === false,
].filter(Boolean).length;
process.exitCode = failed === 0 ? 0 : 1;

async function layersHold() {
  const broken = await brokenLayers(root);
  for (const { rule, from, to } of broken) say(`${rule}: ${from} → ${to}`);
  return broken.length === 0;
}
