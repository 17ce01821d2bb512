#!/usr/bin/env node
// Builds the parts whose sources changed since the last build. `--force` builds all, `--quiet` keeps to itself.
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inProject, requireModernNode, root, say } from './shared.mjs';

const everywhere = [
  'src-shared',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'tsconfig.json',
  'postcss.config.cjs',
];
const sourcesOf = {
  main: ['src-main', 'migrations', ...everywhere],
  preload: ['src-main/preload', ...everywhere],
  renderer: ['src-renderer', ...everywhere],
};

function* filesUnder(place) {
  const status = statSync(place, { throwIfNoEntry: false });
  if (!status) return;
  if (!status.isDirectory()) {
    yield `${place} ${status.size} ${status.mtimeMs}`;
    return;
  }
  for (const name of readdirSync(place).sort()) yield* filesUnder(path.join(place, name));
}

/** Changes when a source file of the part is changed, added or removed. */
function fingerprint(part) {
  const hash = createHash('sha256');
  for (const source of sourcesOf[part]) for (const line of filesUnder(inProject(source))) hash.update(`${line}\n`);
  return hash.digest('hex');
}

const stampOf = (part) => inProject('out', part, '.sources');

function isStale(part) {
  try {
    return readFileSync(stampOf(part), 'utf8') !== fingerprint(part);
  } catch {
    return true;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Two terminals may both find the build stale: the second waits, then finds it fresh. */
async function whileLocked(work) {
  const lock = inProject('out', '.lock');
  mkdirSync(inProject('out'), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = Number(readFileSync(lock, { encoding: 'utf8', flag: 'a+' }));
      if (holder && !isRunning(holder)) rmSync(lock, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Built beside and moved into place, so that a program that starts meanwhile finds the old build or the new one whole. */
function moveIntoPlace(staging, part) {
  const place = inProject('out', part);
  const old = path.join(staging, `${part}.old`);
  if (existsSync(place)) renameSync(place, old);
  renameSync(path.join(staging, part), place);
}

/**
 * Brings `out/` up to date for these parts; does nothing where it is.
 * @param {{parts?: ('main' | 'preload' | 'renderer')[], force?: boolean, quiet?: boolean}} options
 */
export async function buildStale({ parts = ['main', 'preload', 'renderer'], force = false, quiet = false } = {}) {
  if (!force && !parts.some(isStale)) return;
  requireModernNode();
  await whileLocked(async () => {
    const stale = parts.filter((part) => force || isStale(part));
    if (stale.length === 0) return;
    if (!quiet) say(`正在构建：${stale.join('、')}`);
    const staging = inProject('out', '.staging');
    rmSync(staging, { recursive: true, force: true });
    const stamps = Object.fromEntries(stale.map((part) => [part, fingerprint(part)]));
    process.env.WUBAO_PARTS = stale.join(',');
    const { build } = await import('electron-vite');
    await build({ root, logLevel: 'warn', ignoreConfigWarning: true, build: { outDir: staging } });
    if (stale.includes('main')) {
      cpSync(inProject('migrations'), path.join(staging, 'migrations'), { recursive: true });
      moveIntoPlace(staging, 'migrations');
    }
    for (const part of stale) {
      if (!existsSync(path.join(staging, part))) continue;
      writeFileSync(path.join(staging, part, '.sources'), stamps[part]);
      moveIntoPlace(staging, part);
    }
    rmSync(staging, { recursive: true, force: true });
  });
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await buildStale({ force: process.argv.includes('--force'), quiet: process.argv.includes('--quiet') });
}
