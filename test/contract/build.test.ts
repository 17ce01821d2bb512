import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildStale } from '../../scripts/build.mjs';
import { root } from '../../scripts/shared.mjs';
import { methodNames } from '../../src-shared/contract/contract';

const out = path.join(root, 'out');
const textsUnder = (folder: string, ending: RegExp) =>
  readdirSync(path.join(out, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => [name, readFileSync(path.join(out, folder, name), 'utf8')] as const);
/** Names of modules that a CommonJS file asks for at run time; its comments ask for nothing. */
const requiredBy = (text: string) =>
  [...text.replace(/^\s*(?:\*|\/\/).*$/gm, '').matchAll(/\b(?:require|import)\(["']([^"']+)["']\)/g)].map(
    ([, name]) => name,
  );

beforeAll(() => buildStale({ quiet: true }), 120_000);

describe('the built preload', () => {
  const text = () => readFileSync(path.join(out, 'preload', 'preload.cjs'), 'utf8');
  it('asks for electron only', () => {
    expect([...new Set(requiredBy(text()))]).toEqual(['electron']);
    expect(readdirSync(path.join(out, 'preload')).filter((name) => !name.startsWith('.'))).toEqual(['preload.cjs']);
  });
  it('knows exactly the names of the contract', () => {
    const list = /new Set\(\[([^\]]*)\]\)/.exec(text())?.[1] ?? '';
    expect([...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name)).toEqual(methodNames);
  });
});

describe('the built window', () => {
  it.each([
    ['Node', /\brequire\(|\bprocess\.(versions|binding|env)\b|from ?["'](node:|electron)/],
    ['evaluated text', /\beval\(|\bnew Function\(/],
    ['a connection', /\bXMLHttpRequest\b|\bnew WebSocket\b|\bEventSource\b|\bsendBeacon\b/],
    ['a map of its sources', /sourceMappingURL/],
  ])('has nothing of this in it: %s', (_what, pattern) => {
    const found = textsUnder('renderer', /\.(js|html|css)$/).flatMap(([name, text]) => {
      const at = text.search(pattern);
      return at < 0 ? [] : [`${name}: ${text.slice(Math.max(0, at - 60), at + 60)}`];
    });
    expect(found).toEqual([]);
  });
  it('loads nothing from a remote address', () => {
    const loads = /(?:src|href|url|import)\s*[=(]\s*["'`]?(?:https?:)?\/\/[\w.-]+/;
    const found = textsUnder('renderer', /\.(js|html|css)$/).flatMap(
      ([name, text]) => loads.exec(text)?.[0].concat(` in ${name}`) ?? [],
    );
    expect(found).toEqual([]);
    const [[, page] = ['', '']] = textsUnder('renderer', /index\.html$/);
    expect(page).not.toMatch(/https?:|<script(?![^>]*\bsrc=)|\son\w+=|<style/);
  });
});

describe('the built processes', () => {
  it('ask for Node, Electron, database driver and picture library only: packaging leaves the rest of node_modules out', () => {
    const asked = textsUnder('main', /\.cjs$/).flatMap(([, text]) => requiredBy(text));
    const packages = asked.filter((name): name is string => name !== undefined && !/^(\.|node:)/.test(name));
    const { builtinModules } = process.getBuiltinModule('node:module');
    expect([...new Set(packages)].filter((name) => !builtinModules.includes(name.split('/')[0] ?? '')).sort()).toEqual([
      'better-sqlite3',
      'electron',
      'sharp',
    ]);
  });
  it('keep Electron away from the ledger and the command line', () => {
    const chunks = new Map(textsUnder('main', /\.cjs$/));
    const reached = new Set<string>();
    const follow = (name: string) => {
      if (reached.has(name)) return;
      reached.add(name);
      for (const next of requiredBy(chunks.get(name) ?? ''))
        if (next?.startsWith('.')) follow(path.join(path.dirname(name), next));
    };
    follow('ledger.cjs');
    follow('cli.cjs');
    expect(reached.size).toBeGreaterThan(1);
    for (const name of reached)
      expect([name, requiredBy(chunks.get(name) ?? '').includes('electron')]).toEqual([name, false]);
  });
});

describe('the lockfile', () => {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<
      string,
      { version?: string; integrity?: string; resolved?: string; link?: boolean; hasInstallScript?: boolean }
    >;
  };
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
    devDependencies: Record<string, string>;
    optionalDependencies: Record<string, string>;
    allowScripts: Record<string, boolean>;
  };
  const installed = Object.entries(packages).filter(([name]) => name !== '');
  it('holds every package with its hash, and no address', () => {
    const bundledInside = (name: string) => (packages[name] as { inBundle?: boolean }).inBundle === true;
    expect(
      installed.filter(([name, { integrity }]) => !integrity && !bundledInside(name)).map(([name]) => name),
    ).toEqual([]);
    expect(installed.filter(([, { resolved }]) => resolved !== undefined).map(([name]) => name)).toEqual([]);
  });
  it('pins what the project asks for to one version', () => {
    const asked = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    for (const [name, version] of Object.entries(asked)) {
      expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+$/)]);
      expect([name, packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
    }
  });
  it('lets no install script run but by the list', () => {
    const wanting = installed
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([name]) => name.replace(/^.*node_modules\//, ''));
    expect([...new Set(wanting)].filter((name) => !(name in manifest.allowScripts))).toEqual([]);
    expect(readFileSync(path.join(root, '.npmrc'), 'utf8')).toContain('strict-allow-scripts=true');
  });
});
