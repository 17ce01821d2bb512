import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { temporaryFolder } from './ledger';

let built: Promise<string> | undefined;

/** The thread that reads workbooks, bundled as the build does it: a file to start it from. */
export function readerBundle(): Promise<string> {
  built ??= bundle();
  return built;
}

async function bundle(): Promise<string> {
  const folder = temporaryFolder();
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: fileURLToPath(new URL('../../src-main/ledger/office/excel-worker.ts', import.meta.url)),
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: {
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
      },
    },
  });
  return path.join(folder, 'excel-worker.cjs');
}
