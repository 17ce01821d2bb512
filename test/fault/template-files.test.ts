import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { blankTable, monthlyTable } from '../support/blank-tables';
import { addBuildings, fillBlank, partsOf } from '../support/filled-tables';
import { makeLedger, temporaryFolder } from '../support/ledger';
import { zip } from '../support/sync-ledgers';
import { putFile } from '../support/workbook';

async function withTable() {
  const ledger = await makeLedger();
  await addBuildings(ledger, 2);
  const file = await blankTable('月报.xlsx', monthlyTable);
  const { mapping } = await ledger.call('templates.learn', { file });
  const { id } = await ledger.call('templates.save', { file, name: '月报', mapping });
  return { ledger, file, mapping, id };
}

describe('a place that cannot be written', () => {
  test('is refused by its name; nothing half is left, the old file stays', async () => {
    const { ledger, id } = await withTable();
    const folder = temporaryFolder();
    mkdirSync(path.join(folder, '占.xlsx', '里面'), { recursive: true });
    expect(await ledger.refused('templates.fill', { id, file: path.join(folder, '占.xlsx') })).toBe('file_unwritable');
    writeFileSync(path.join(folder, '一个文件'), '');
    expect(await ledger.refused('templates.fill', { id, file: path.join(folder, '一个文件', '表.xlsx') })).toBe(
      'file_unwritable',
    );
    expect(await ledger.refused('templates.fill', { id, file: path.join(folder, `${'长'.repeat(100)}.xlsx`) })).toBe(
      'file_unwritable',
    );
    expect(readdirSync(folder).sort()).toEqual(['一个文件', '占.xlsx'].sort());
  });

  test('the filled table and its differences come together or not at all', async () => {
    const { ledger, id, file } = await withTable();
    const folder = temporaryFolder();
    const target = path.join(folder, '九月.xlsx');
    writeFileSync(target, '旧的');
    mkdirSync(path.join(folder, '九月与上月比对.xlsx', '里面'), { recursive: true });
    const last = await fillBlank(ledger, file, { month: '2018-08' });
    expect(await ledger.refused('templates.fill', { id, file: target, previousFile: last.file })).toBe(
      'file_unwritable',
    );
    expect(readdirSync(folder).filter((name) => name.includes('partial'))).toEqual([]);
  });

  test('a read-only folder', async () => {
    const { ledger, id } = await withTable();
    const folder = temporaryFolder();
    chmodSync(folder, 0o500);
    try {
      const result = await ledger.door.call('templates.fill', { id, file: path.join(folder, '表.xlsx') });
      // The superuser writes everywhere.
      if (process.getuid?.() === 0) expect(result.ok).toBe(true);
      else expect(result.ok ? '' : result.error.code).toBe('file_unwritable');
    } finally {
      chmodSync(folder, 0o700);
    }
  });
});

describe('a table that has nowhere to be filled', () => {
  test('rows inside the header, or behind the last one, are refused', async () => {
    const { ledger, file, mapping } = await withTable();
    for (const [firstRow, lastRow] of [
      [3, 9],
      [8, 5],
      [1, 1],
    ] as const) {
      const { id } = await ledger.call('templates.save', {
        file,
        name: '坏',
        mapping: { ...mapping, firstRow, lastRow },
      });
      expect(await ledger.refused('templates.fill', { id, file: path.join(temporaryFolder(), '表.xlsx') })).toBe(
        'template_unfit',
      );
    }
  });

  test('without a column that is filled', async () => {
    const { ledger, file, mapping } = await withTable();
    const columns = mapping.columns.map((column) => ({ ...column, source: null }));
    const { id } = await ledger.call('templates.save', { file, name: '空', mapping: { ...mapping, columns } });
    const target = path.join(temporaryFolder(), '表.xlsx');
    expect(await ledger.refused('templates.fill', { id, file: target })).toBe('template_unfit');
    expect(existsSync(target)).toBe(false);
  });

  test('parts whose region nobody can tell', async () => {
    const ledger = await makeLedger();
    const file = await blankTable('分组.xlsx', {
      header: [['序号', '项目名称', '总投资（万元）']],
      rows: 6,
      finish: (sheet) => {
        for (const [row, text] of [
          [2, '一、重点项目'],
          [5, '二、其他项目'],
        ] as const) {
          sheet.getCell(row, 1).value = text;
          sheet.mergeCells(row, 1, row, 3);
        }
      },
    });
    const { mapping, notes } = await ledger.call('templates.learn', { file });
    expect(notes.join('')).toContain('没有认出每段填哪些项目');
    const { id } = await ledger.call('templates.save', { file, name: '分组', mapping });
    expect(await ledger.refused('templates.fill', { id, file: file.replace('分组', '填') })).toBe('template_unfit');
  });

  test('a sheet that is gone', async () => {
    const { ledger, file, mapping } = await withTable();
    expect(await ledger.refused('templates.save', { file, name: '坏', mapping: { ...mapping, sheet: '没有' } })).toBe(
      'no_sheet',
    );
  });
});

describe('a file that is no honest table', () => {
  test('macros, bombs, torn sheets and names that point outside', async () => {
    const ledger = await makeLedger();
    const good = await partsOf(await blankTable('月报.xlsx', monthlyTable));
    const rebuilt = (change: (parts: Map<string, Buffer>) => void, name: string) => {
      const parts = new Map([...good].map(([part, text]) => [part, Buffer.from(text)]));
      change(parts);
      return putFile(name, zip([...parts].map(([part, content]) => ({ name: part, content }))));
    };
    const learn = (file: string) => ledger.refused('templates.learn', { file });
    expect(await learn(rebuilt((parts) => parts.set('xl/vbaProject.bin', Buffer.from('x')), '宏.xlsm'))).toBe(
      'template_kind',
    );
    expect(
      await learn(rebuilt((parts) => parts.set('xl/media/a.bin', Buffer.alloc(60 * 1024 * 1024)), '炸弹.xlsx')),
    ).toBe('template_too_large');
    expect(
      await learn(
        rebuilt(
          (parts) => parts.set('xl/worksheets/sheet1.xml', Buffer.from('<worksheet><sheetData><row>')),
          '破.xlsx',
        ),
      ),
    ).toMatch(/not_a_workbook|no_header|workbook_empty/);
    expect(await learn(rebuilt((parts) => parts.set('../../evil', Buffer.from('x')), '外.xlsx'))).toBe(
      'not_a_workbook',
    );
    expect(await learn(rebuilt((parts) => parts.delete('xl/workbook.xml'), '缺.xlsx'))).toBe('not_a_workbook');
  });

  test('what a project says in secret never goes into a table', async () => {
    const { ledger, file, mapping } = await withTable();
    const { id } = await ledger.call('templates.save', { file, name: '密', mapping });
    // What came from an older program, past the check of what is typed.
    ledger.context.database.prepare("UPDATE project SET owner = '绝密★10年' WHERE name = '第2号厂房项目'").run();
    const target = path.join(temporaryFolder(), '表.xlsx');
    expect(await ledger.refused('templates.fill', { id, file: target })).toBe('secret_mark');
    expect(existsSync(target)).toBe(false);
  });
});

test('the blank table itself is never written to', async () => {
  const ledger = await makeLedger();
  await addBuildings(ledger, 2);
  const file = await blankTable('月报.xlsx', monthlyTable);
  const before = readFileSync(file);
  await fillBlank(ledger, file);
  expect(readFileSync(file).equals(before)).toBe(true);
});
