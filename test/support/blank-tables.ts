import { writeFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { temporaryFolder } from './ledger';

/** Blank tables as superiors send them, built anew for each test. */

const line = { style: 'thin', color: { argb: 'FF000000' } } as const;
const box: Partial<ExcelJS.Borders> = { top: line, left: line, bottom: line, right: line };

export interface BlankTable {
  readonly sheet?: string;
  /** Lines above the header, each over the whole width. */
  readonly titles?: readonly string[];
  /** Header rows; null leaves a cell blank, merges make it one with its neighbours. */
  readonly header: readonly (readonly (string | null)[])[];
  /** In A1 notation. */
  readonly merges?: readonly string[];
  /** Bordered blank rows. */
  readonly rows: number;
  /** What stands in the blank rows, by column from 1; `{row}` is the row's number. */
  readonly formulas?: Readonly<Record<number, string>>;
  readonly formats?: Readonly<Record<number, string>>;
  /** Columns (from 1) that the total line adds up; none without it. */
  readonly totals?: readonly number[];
  readonly totalOnTop?: boolean;
  readonly below?: readonly string[];
  /** Further work on the sheet before it is written. */
  finish?(sheet: ExcelJS.Worksheet, place: Place): void;
}

export interface Place {
  readonly first: number;
  readonly last: number;
  readonly width: number;
  readonly workbook: ExcelJS.Workbook;
}

/** Writes a blank table into a folder of its own and answers its path. */
export async function blankTable(name: string, table: BlankTable): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(table.sheet ?? '表一', {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  const width = Math.max(...table.header.map((row) => row.length));
  for (const [index, title] of (table.titles ?? []).entries()) {
    const row = sheet.addRow([title]);
    sheet.mergeCells(row.number, 1, row.number, width);
    row.height = index === 0 ? 30 : 18;
    row.getCell(1).font = index === 0 ? { name: '方正小标宋简体', size: 18 } : { size: 11 };
    row.getCell(1).alignment = { horizontal: index === 0 ? 'center' : 'right', vertical: 'middle' };
  }
  for (const texts of table.header) {
    const row = sheet.addRow(texts);
    row.height = 28;
    for (let column = 1; column <= width; column++) {
      const cell = row.getCell(column);
      cell.border = box;
      cell.font = { bold: true };
      cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
    }
  }
  const total = (from: number, to: number) => {
    const row = sheet.addRow(['合计']);
    for (let column = 1; column <= width; column++) {
      const cell = row.getCell(column);
      cell.border = box;
      cell.font = { bold: true };
      const letter = sheet.getColumn(column).letter;
      if (table.totals?.includes(column)) cell.value = { formula: `SUM(${letter}${from}:${letter}${to})` };
      const format = table.formats?.[column];
      if (format) cell.numFmt = format;
    }
  };
  const first = sheet.rowCount + 1 + (table.totals && table.totalOnTop ? 1 : 0);
  const last = first + table.rows - 1;
  if (table.totals && table.totalOnTop) total(first, last);
  for (let index = 0; index < table.rows; index++) {
    const row = sheet.addRow([]);
    for (let column = 1; column <= width; column++) {
      const cell = row.getCell(column);
      cell.border = box;
      cell.alignment = { vertical: 'middle', wrapText: true };
      const format = table.formats?.[column];
      if (format) cell.numFmt = format;
      const formula = table.formulas?.[column];
      if (formula) cell.value = { formula: formula.replaceAll('{row}', String(row.number)) };
    }
  }
  if (table.totals && !table.totalOnTop) total(first, last);
  for (const words of table.below ?? []) sheet.addRow([words]);
  for (const merge of table.merges ?? []) sheet.mergeCells(merge);
  for (let column = 1; column <= width; column++) sheet.getColumn(column).width = 10 + (column % 4) * 4;
  table.finish?.(sheet, { first, last, width, workbook });
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, Buffer.from(await workbook.xlsx.writeBuffer()));
  return file;
}

/** A monthly table with two header rows, sums, own formulas, a print area and a line to sign on. */
export const monthlyTable: BlankTable = {
  titles: ['2018年重点项目推进情况月报表（8月）', '单位：万元'],
  header: [
    [
      '序号',
      '项目名称',
      '建设单位',
      '总投资（亿元）',
      '2018年计划投资',
      '1-8月完成投资',
      null,
      '完成率（%）',
      '形象进度',
      '存在问题',
      '红绿灯',
      '备注',
    ],
    [null, null, null, null, null, '累计', '其中：8月完成', null, null, null, null, null],
  ],
  merges: ['A3:A4', 'B3:B4', 'C3:C4', 'D3:D4', 'E3:E4', 'F3:G3', 'H3:H4', 'I3:I4', 'J3:J4', 'K3:K4', 'L3:L4'],
  rows: 5,
  formulas: { 8: 'F{row}/E{row}' },
  formats: { 4: '0.00', 5: '#,##0', 6: '#,##0', 7: '#,##0', 8: '0.0%' },
  totals: [4, 5, 6, 7],
  below: ['填报单位（盖章）：　　　　填报日期：2018年8月31日'],
  finish: (sheet, { last, width }) => {
    sheet.views = [{ state: 'frozen', xSplit: 2, ySplit: 4 }];
    sheet.pageSetup.printArea = `A1:${sheet.getColumn(width).letter}${last + 2}`;
    sheet.pageSetup.printTitlesRow = '1:4';
    sheet.addConditionalFormatting({
      ref: `K5:K${last}`,
      rules: [
        {
          type: 'expression',
          priority: 1,
          formulae: ['$K5="红灯"'],
          style: { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFFFC7CE' } } },
        },
      ],
    });
    for (let row = 5; row <= last; row++)
      sheet.getCell(row, 11).dataValidation = { type: 'list', allowBlank: true, formulae: ['"红灯,黄灯,绿灯"'] };
    sheet.headerFooter.oddFooter = '&C第 &P 页';
  },
};
