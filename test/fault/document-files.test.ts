import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeDocuments } from '../../src-main/ledger/office/document-files';
import { Refusal } from '../../src-shared/terms/errors';

const text = (words: string) => new TextEncoder().encode(words);
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), '公文 五包-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function refusalOf(work: () => unknown): Refusal {
  try {
    work();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('documents that belong together', () => {
  test('replace what had their names, in a folder that is made for them', () => {
    const target = path.join(folder, '新 文件夹', '通报');
    writeDocuments(target, [{ name: '甲.docx', bytes: text('旧') }]);
    expect(
      writeDocuments(target, [
        { name: '甲.docx', bytes: text('新') },
        { name: '乙.json', bytes: text('{}') },
      ]),
    ).toEqual([path.join(target, '甲.docx'), path.join(target, '乙.json')]);
    expect(readFileSync(path.join(target, '甲.docx'), 'utf8')).toBe('新');
    expect(readdirSync(target).sort()).toEqual(['乙.json', '甲.docx'].sort());
  });

  test('a place that is taken by a folder refuses by its name and leaves no half file', () => {
    mkdirSync(path.join(folder, '乙.xlsx', '里面'), { recursive: true });
    writeFileSync(path.join(folder, '甲.docx'), '旧');
    const { failure } = refusalOf(() =>
      writeDocuments(folder, [
        { name: '甲.docx', bytes: text('新') },
        { name: '乙.xlsx', bytes: text('x') },
      ]),
    );
    expect(failure).toMatchObject({ code: 'file_unwritable', params: { name: '乙.xlsx' } });
    expect(readdirSync(folder).sort()).toEqual(['乙.xlsx', '甲.docx'].sort());
  });

  test('a name that is too long stops before anything is replaced', () => {
    writeFileSync(path.join(folder, '甲.docx'), '旧');
    const { failure, message } = refusalOf(() =>
      writeDocuments(folder, [
        { name: '甲.docx', bytes: text('新') },
        { name: `${'长'.repeat(100)}.xlsx`, bytes: text('x') },
      ]),
    );
    expect(failure.params.detail).toBe('文件名或路径太长');
    expect(message).toContain('台账没有变化');
    expect(readFileSync(path.join(folder, '甲.docx'), 'utf8')).toBe('旧');
    expect(readdirSync(folder)).toEqual(['甲.docx']);
  });

  test('a file where a folder should be', () => {
    writeFileSync(path.join(folder, '文件'), '');
    for (const target of ['文件', path.join('文件', '里面')]) {
      expect(
        refusalOf(() => writeDocuments(path.join(folder, target), [{ name: '甲.docx', bytes: text('x') }])).failure
          .code,
      ).toBe('file_unwritable');
    }
  });
});
