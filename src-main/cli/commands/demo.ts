import { readdirSync } from 'node:fs';
import { Refusal } from '../../../src-shared/terms/errors';
import { buildDemonstration } from '../../ledger/demonstration/build';
import { command } from '../invocation';
import { countOf } from '../options';

function isEmpty(folder: string): boolean {
  try {
    return readdirSync(folder).length === 0;
  } catch {
    return true;
  }
}

export const demoCommand = command(
  'demo',
  '做一个演示城市：13 名秘书的台账、上报包、合并和第一期通报',
  {
    needsLedger: false,
    options: {
      out: { type: 'string', valueHint: 'DIR', required: true, description: '放在哪个空文件夹' },
      scale: { type: 'string', valueHint: 'N', description: '放大 N 倍' },
    },
  },
  async (invocation, { out = '', scale }) => {
    const begin = performance.now();
    const folder = invocation.path(out);
    const times = scale === undefined ? 1 : countOf('--scale', scale, 1000);
    // What lies there may be somebody's; a demonstration is never written over it.
    if (!isEmpty(folder)) throw new Refusal('folder_not_empty', { path: folder });
    const made = await buildDemonstration({
      folder,
      scale: times,
      migrations: invocation.migrations,
      onProgress: (step, done, total) => invocation.say(`${done}/${total} ${step}`),
    });
    const seconds = Math.round(performance.now() - begin) / 1000;
    return {
      json: {
        projects: made.projects,
        packages: made.packages.length,
        files: [...made.packages, ...made.documents],
        seconds,
      },
      text: [
        `${made.projects} 个项目，${made.packages.length} 个包，用时 ${seconds} 秒。`,
        `市发改委的台账在 ${made.open}`,
        ...made.documents.map((file) => `通报 ${file}`),
      ].join('\n'),
    };
  },
);
