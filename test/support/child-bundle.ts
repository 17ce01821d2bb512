import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Bundles a program of this folder so that a test can start it as a process of its own, and kill it. Answers its file. */
export async function bundleChild(name: string): Promise<string> {
  // Beside node_modules, or the native module is not found.
  const outDir = path.join(root, 'out', 'test-children', `${name}-${process.pid}`);
  mkdirSync(outDir, { recursive: true });
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3', 'sharp'] },
    build: { ssr: path.join(root, 'test', 'support', `${name}.ts`), outDir, target: 'node22', minify: false },
  });
  return path.join(outDir, `${name}.js`);
}
