import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blankTable } from '../support/blank-tables';
import { addBuildings, fillBlank, partsOf, said, sheetOf } from '../support/filled-tables';
import { makeLedger } from '../support/ledger';

const letters = ['D', 'E', 'F'] as const;

const tables = fc.record({
  projects: fc.integer({ min: 0, max: 9 }),
  rows: fc.integer({ min: 0, max: 7 }),
  totalOnTop: fc.boolean(),
  titles: fc.integer({ min: 0, max: 2 }),
  /** Blank lines between the table and what stands below it. */
  below: fc.integer({ min: 0, max: 2 }),
  merged: fc.boolean(),
  striped: fc.boolean(),
});

/** Numbers of the rows that a sum takes in. */
function summed(formula: string): [number, number] {
  const found = /^=SUM\([A-Z]+(\d+):[A-Z]+(\d+)\)$/.exec(formula);
  return [Number(found?.[1]), Number(found?.[2])];
}

test('whatever the rows of the table and however many projects: each has its row in its dress, and the sums take in all', async () => {
  await fc.assert(
    fc.asyncProperty(tables, async ({ projects, rows, totalOnTop, titles, below, merged, striped }) => {
      // A table without a row of its own has nothing to add up yet.
      const totals = rows > 0;
      const ledger = await makeLedger();
      await addBuildings(ledger, projects);
      const file = await blankTable('表.xlsx', {
        titles: ['重点项目调度表（单位：万元）', '填报日期：2018年8月31日'].slice(0, titles),
        header: [['序号', '项目名称', null, '总投资', '年度计划', '本年累计完成投资', '完成率']],
        rows,
        totalOnTop,
        ...(totals ? { totals: [4, 5, 6], formulas: { 7: 'F{row}/E{row}' } } : {}),
        finish: (sheet, { first, last }) => {
          for (let row = first; row <= last; row++) {
            if (merged) sheet.mergeCells(row, 2, row, 3);
            if (striped && (row - first) % 2 === 1)
              sheet.getCell(row, 4).fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEEEEEE' } };
          }
          sheet.getCell(last + below + 2, 5).value = '审核：';
        },
      });
      const before = await partsOf(file);
      const filled = await fillBlank(ledger, file);
      const after = await partsOf(filled.file);
      const sheet = await sheetOf(filled.file);
      expect(after.get('xl/styles.xml')).toBe(before.get('xl/styles.xml'));
      const { firstRow: first, lastRow } = filled.mapping;
      const shown = Math.max(projects, 1);
      expect(lastRow - first + 1).toBe(rows);
      for (let index = 0; index < projects; index++) {
        const row = first + index;
        expect(said(sheet, `B${row}`)).toBe(`第${index + 1}号厂房项目`);
        expect(said(sheet, `D${row}`)).toBe(10_000 * (index + 1));
        if (totals) expect(said(sheet, `G${row}`)).toBe(`=F${row}/E${row}`);
        expect(sheet.getCell(`D${row}`).border).toMatchObject({ top: { style: 'thin' }, left: { style: 'thin' } });
        if (merged && rows > 0) expect(sheet.getCell(`C${row}`).master.address).toBe(`B${row}`);
      }
      if (totals) {
        const total = totalOnTop ? first - 1 : first + shown;
        for (const letter of letters)
          expect(summed(String(said(sheet, `${letter}${total}`)))).toEqual([first, first + shown - 1]);
      }
      // What stood below is still as far below.
      expect(said(sheet, `E${lastRow + below + 2 + shown - rows}`)).toBe('审核：');
      // Rows and cells stand in order, each once.
      const xml = after.get('xl/worksheets/sheet1.xml') ?? '';
      const numbers = [...xml.matchAll(/<row r="(\d+)"/g)].map(([, number]) => Number(number));
      expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
      for (const [, number, cells] of xml.matchAll(/<row r="(\d+)"[^>]*>(.*?)<\/row>/gs))
        for (const [, row] of (cells ?? '').matchAll(/<c r="[A-Z]+(\d+)"/g)) expect(row).toBe(number);
    }),
    { numRuns: 40 },
  );
}, 60_000);
