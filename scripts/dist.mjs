#!/usr/bin/env node
// Packages the app into `dist-app/`: with the official Electron as releases are, else with the older runtime and a Node beside it.
import { buildStale } from './build.mjs';
import { acquire } from './electron-runtime.mjs';
import { orGiveUp, requireModernNode, runTool } from './shared.mjs';

requireModernNode();
const { kind } = await orGiveUp(acquire());
await orGiveUp(buildStale({ force: true }));
const config = kind === 'fallback' ? 'electron-builder.fallback.yml' : 'electron-builder.yml';
process.exitCode = runTool('electron-builder', [
  '--dir',
  '--config',
  config,
  '--publish',
  'never',
  ...process.argv.slice(2),
]);
