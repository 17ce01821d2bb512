import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { brokenLayers } from '../../scripts/layers.mjs';

const root = path.resolve(import.meta.dirname, '..', '..');
const rooms = ['src-shared', 'src-main', 'src-renderer'];

describe('the layers of the house', () => {
  it('hold', async () => {
    expect(await brokenLayers(root)).toEqual([]);
  });
});

describe('a broken layer', () => {
  let copy: string;
  beforeAll(async () => {
    copy = await mkdtemp(path.join(tmpdir(), '层次 副本-'));
    for (const room of rooms) await cp(path.join(root, room), path.join(copy, room), { recursive: true });
    await cp(path.join(root, 'package.json'), path.join(copy, 'package.json'));
    // Packages are found where they are; only their names matter here.
    await symlink(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'dir');
  });
  afterAll(() => rm(copy, { recursive: true, force: true }));

  it.each([
    ['src-shared/rules/broken.ts', "import { readFileSync } from 'node:fs';", 'rules-are-pure'],
    ['src-shared/entities/broken.ts', "import { contract } from '../contract/contract';", 'entities-stand-alone'],
    ['src-shared/terms/broken.ts', "import dayjs from 'dayjs';", 'shared-is-pure'],
    ['src-shared/terms/broken.ts', "import type { Door } from '../../src-main/ledger/door';", 'shared-into-mains'],
    [
      'src-renderer/app/broken.tsx',
      "import { join } from 'node:path'; export const a = <b>{join('c')}</b>;",
      'renderer-without-node',
    ],
    ['src-renderer/app/broken.ts', "import { ipcRenderer } from 'electron';", 'renderer-without-electron'],
    ['src-renderer/app/broken.ts', "import type { Door } from '../../src-main/ledger/door';", 'renderer-in-its-room'],
    ['src-main/ledger/queries/broken.ts', "import { app } from 'electron';", 'ledger-without-electron'],
    ['src-main/ledger/broken.ts', "import { openWindow } from '../shell/window';", 'ledger-in-its-room'],
    ['src-main/shell/broken.ts', "import { openDoor } from '../ledger/door';", 'shell-in-its-room'],
    ['src-main/preload/broken.ts', "import { readFileSync } from 'node:fs';", 'preload-is-thin'],
    ['src-main/ledger/queries/broken.ts', "import { importPackages } from '../sync/import-methods';", 'queries-read'],
    ['src-main/ledger/queries/broken.ts', "import Database from 'better-sqlite3';", 'one-database-door'],
    ['src-main/ledger/queries/broken.ts', "import { a } from './is-not-there';", 'no-unresolvable'],
  ])('is seen in %s: %s', async (file, source, rule) => {
    const place = path.join(copy, file);
    await writeFile(place, `${source}\n`);
    const broken = await brokenLayers(copy);
    await rm(place);
    expect(broken.filter(({ from }) => from === file).map((violation) => violation.rule)).toContain(rule);
  });

  it('is seen where two files need each other', async () => {
    const [one, two] = ['one', 'two'].map((name) => path.join(copy, 'src-shared', 'terms', `${name}.ts`)) as [
      string,
      string,
    ];
    await writeFile(one, "import { b } from './two'; export const a = b;");
    await writeFile(two, "import { a } from './one'; export const b = a;");
    const broken = await brokenLayers(copy);
    await rm(one);
    await rm(two);
    expect(broken.map(({ rule }) => rule)).toContain('no-cycles');
  });
});

describe('the dangerous words', () => {
  /** Files below the source folders whose code has the pattern. */
  async function filesWith(pattern: RegExp): Promise<string[]> {
    const found: string[] = [];
    for (const room of rooms) {
      for (const entry of await readdir(path.join(root, room), { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue;
        const file = path.join(entry.parentPath, entry.name);
        if (pattern.test(await readFile(file, 'utf8'))) found.push(path.relative(root, file).split(path.sep).join('/'));
      }
    }
    return found.sort();
  }

  it.each([
    [/\bipcMain\b/, ['src-main/shell/gateway.ts']],
    [/\bipcRenderer\b/, ['src-main/preload/preload.ts']],
    [/\bcontextBridge\b/, ['src-main/preload/preload.ts']],
    [/new BrowserWindow\b/, ['src-main/shell/window.ts']],
    [/\bopenExternal\(/, ['src-main/shell/locks.ts', 'src-main/shell/main.ts']],
    [/\bBrowserView\b|\bWebContentsView\b|<webview/, []],
    [/\bcpSync\b/, []],
    [/\bexecSync\b|\bexecFile\b|\bspawn\(/, []],
    [/\beval\(|new Function\(|dangerouslySetInnerHTML|\.innerHTML\b/, []],
    [/(?<![#.\w])fetch\(|XMLHttpRequest|WebSocket|from 'node:(http|https|net|tls|dgram)'/, []],
    [/@ts-ignore|@ts-expect-error|@ts-nocheck/, []],
  ])('%s stand only where they may', async (pattern, allowed) => {
    expect(await filesWith(pattern)).toEqual(allowed);
  });
});
