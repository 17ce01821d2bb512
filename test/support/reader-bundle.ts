import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { temporaryFolder } from './ledger';

const built = new Map<string, Promise<string>>();

/** The thread that reads workbooks, bundled as the build does it: a file to start it from. */
export function readerBundle(): Promise<string> {
  return threadBundle('office/excel-worker');
}

/** A thread of the ledger, `folder/name`, bundled as the build does it. */
export function threadBundle(thread: string): Promise<string> {
  const known = built.get(thread) ?? bundle(thread);
  built.set(thread, known);
  return known;
}

async function bundle(thread: string): Promise<string> {
  const folder = temporaryFolder();
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL(`../../src-main/ledger/${thread}.ts`, import.meta.url)),
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: {
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
      },
    },
  });
  return path.join(folder, `${path.basename(thread)}.cjs`);
}
