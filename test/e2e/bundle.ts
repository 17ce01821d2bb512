import path from 'node:path';
import { build } from 'vite';
import { root } from '../../scripts/shared.mjs';

/** Bundles a source file of the project (JSON and all) into one CommonJS file, as the build of the shell does; returns its path. */
export async function bundle(entry: string, folder: string): Promise<string> {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: path.join(root, entry),
      outDir: folder,
      emptyOutDir: false,
      target: 'node18.15',
      minify: false,
      rolldownOptions: { external: ['electron'], output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  });
  return path.join(folder, `${path.basename(entry, '.ts')}.cjs`);
}
