import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isOwnAddress } from '../../src-main/shell/app-protocol';
import type { DoorkeeperParts } from '../../src-main/shell/doorkeeper';
import { FileTokens } from '../../src-main/shell/file-tokens';
import { type ShellEffects, shellHandlers } from '../../src-main/shell/shell-handlers';
import { printNewsTitle, readPrintNews } from '../../src-shared/rules/print-news';
import { Refusal } from '../../src-shared/terms/errors';

const folder = mkdtempSync(path.join(tmpdir(), '打印 五包-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const which = { kind: 'bulletin' as const, subject: '2018-09-H1', about: '' };
const tokens = new FileTokens();
const handlersWith = (name: string): DoorkeeperParts['handlers'] =>
  shellHandlers(
    { printPaper: async () => ({ name, bytes: new Uint8Array([37, 80, 68, 70]) }) } as unknown as ShellEffects,
    tokens,
  );

const codeOf = async (act: () => unknown): Promise<string> => {
  try {
    await act();
  } catch (error) {
    return error instanceof Refusal ? error.failure.code : String(error);
  }
  return 'done';
};

test('the PDF goes into the chosen folder under the name of the paper, and never out of it', async () => {
  const token = tokens.give(folder);
  const { files } = await handlersWith('../../通报:“9月”/上半月')['papers.print']({ ...which, folder: token });
  expect(files.map((file) => path.dirname(file))).toEqual([folder]);
  expect(readdirSync(folder)).toEqual(['.._.._通报_“9月”_上半月.pdf']);
  expect(readFileSync(files[0] ?? '', 'latin1')).toBe('%PDF');
  // Again over the former file, and nothing half-written stays.
  await handlersWith('../../通报:“9月”/上半月')['papers.print']({ ...which, folder: token });
  expect(readdirSync(folder)).toHaveLength(1);
});

test('a path that nobody chose, and a folder that is none, are refused in words', async () => {
  expect(await codeOf(() => handlersWith('甲')['papers.print']({ ...which, folder }))).toBe('no_file');
  const file = path.join(folder, '文件');
  writeFileSync(file, '');
  const token = tokens.give(file);
  expect(await codeOf(() => handlersWith('甲')['papers.print']({ ...which, folder: token }))).toBe('file_unwritable');
  expect(readFileSync(file, 'utf8')).toBe('');
});

test('what a page tells by its title is read only where it is that', () => {
  const news = { ready: true, name: '通报', pages: 3, landscape: false } as const;
  expect(readPrintNews(printNewsTitle(news))).toEqual(news);
  const failed = { ready: false, failure: { code: 'no_record', params: { id: 'x' } } } as const;
  expect(readPrintNews(printNewsTitle(failed))).toEqual(failed);
  for (const title of [
    '公文 · 五包工作台',
    'print:',
    'print:null',
    'print:{"ready":true}',
    'print:{"ready":false}',
    'print:[1',
  ])
    expect(readPrintNews(title)).toBeNull();
});

test('what is printed is an address of our own, whatever its subject', async () => {
  const { printAddress } = await import('../../src-main/shell/print-address');
  const address = printAddress({ kind: 'leader_sheet', subject: '../李天林?x#y', about: '2018-09-H1&issued=z' });
  expect(isOwnAddress(address)).toBe(true);
  const hash = new URL(address).hash.slice(1);
  expect(hash.split('?')[0]?.split('/').map(decodeURIComponent)).toEqual([
    '',
    'print',
    'leader_sheet',
    '../李天林?x#y',
  ]);
  expect([...new URLSearchParams(hash.split('?')[1])]).toEqual([['about', '2018-09-H1&issued=z']]);
});
