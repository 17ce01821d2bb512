import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What makes another version of the program out of a copy of its sources. */
export interface Patch {
  /** File → texts that are put in place of others; each of them must be there. */
  readonly replace: Readonly<Record<string, readonly (readonly [text: string, by: string])[]>>;
  /** File → content. */
  readonly add: Readonly<Record<string, string>>;
}

/** The command line of one version of the program. */
export class Build {
  constructor(
    readonly name: string,
    readonly program: string,
  ) {}

  /** Runs a command and answers its JSON document; throws where it was refused, unless `refused` says that it may be. */
  // biome-ignore lint/suspicious/noExplicitAny: a document from outside, read as a script would
  run(ledger: string, now: string, ...words: readonly string[]): any {
    const done = spawnSync(process.execPath, [this.program, ...words, '--ledger', ledger, '--json'], {
      encoding: 'utf8',
      env: { ...process.env, WUBAO_NOW: now },
    });
    if (done.status !== 0) throw new Error(`${this.name}: wubao ${words.join(' ')}: ${done.stdout}${done.stderr}`);
    return JSON.parse(done.stdout);
  }
}

/**
 * Copies the sources into a folder of its own, changes them as a later version would have, and bundles the command line as the build
 * does. The folder stands inside `out`, for the addon of the database is found from there; it is removed at the end.
 */
export async function buildVersion(name: string, patches: readonly Patch[]): Promise<Build> {
  const folder = path.join(root, 'out', 'test-children', `${name}-${process.pid}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const part of ['src-main', 'src-shared', 'migrations', 'package.json'])
    cpSync(path.join(root, part), path.join(folder, part), { recursive: true });
  for (const { replace, add } of patches) {
    for (const [file, changes] of Object.entries(replace)) {
      let text = readFileSync(path.join(folder, file), 'utf8');
      for (const [old, by] of changes) {
        if (!text.includes(old)) throw new Error(`${file} has no “${old}”: the patch must follow it`);
        text = text.replaceAll(old, by);
      }
      writeFileSync(path.join(folder, file), text);
    }
    for (const [file, content] of Object.entries(add)) writeFileSync(path.join(folder, file), content);
  }
  const outDir = path.join(folder, 'out', 'main');
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3', 'sharp'] },
    build: {
      ssr: path.join(folder, 'src-main', 'cli', 'main.ts'),
      outDir,
      target: 'node22',
      minify: false,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'cli.cjs' } },
    },
  });
  cpSync(path.join(folder, 'migrations'), path.join(folder, 'out', 'migrations'), { recursive: true });
  return new Build(name, path.join(outDir, 'cli.cjs'));
}
