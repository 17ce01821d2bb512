import ExcelJS from 'exceljs';
import type { Paper, PaperCell, PaperTable } from '../../../../src-shared/contract/paper-values';
import {
  captionColumns,
  cellAlign,
  cellNumber,
  cellWords,
  hasHead,
  headGroups,
  isLabel,
} from '../../../../src-shared/rules/paper-cells';

const black = { style: 'thin', color: { argb: 'FF000000' } } as const;
const edges: Partial<ExcelJS.Borders> = { top: black, left: black, bottom: black, right: black };
const body = '仿宋_GB2312';

/** Tables of a paper in their order. */
export function tablesOf({ blocks }: Pick<Paper, 'blocks'>): PaperTable[] {
  return blocks.filter((block): block is PaperTable => block.kind === 'table');
}

/** Names that Excel takes: 31 characters, none of them `[]:*?/\`, none twice. */
function sheetNames(tables: readonly PaperTable[]): string[] {
  const taken = new Set<string>();
  return tables.map(({ caption }, index) => {
    const plain =
      caption
        .replace(/[[\]:*?/\\'\p{Cc}]/gu, ' ')
        .trim()
        .slice(0, 28) || `表${index + 1}`;
    let name = plain;
    for (let copy = 2; taken.has(name.toLowerCase()); copy++) name = `${plain.slice(0, 26)} ${copy}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

/** Half-width characters that a text takes, its longest line. */
const widthOf = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is not ASCII is as wide as two
  Math.max(...text.split('\n').map((line) => line.replace(/[^\x00-\xff]/g, '00').length));

/** Width of a column by its words: wide enough for figures, and texts that are long wrap. */
function columnWidth(table: PaperTable, index: number): number {
  const column = table.columns[index];
  if (!column) return 10;
  const words = [...table.rows, ...(table.totals ? [table.totals] : [])].map((row) =>
    widthOf(cellWords(row[index] ?? '', column.format)),
  );
  const head = Math.ceil(widthOf(column.header) / 2);
  return Math.min(40, Math.max(6, head, ...words) + 2);
}

function put(
  sheet: ExcelJS.Worksheet,
  row: number,
  from: number,
  to: number,
  value: string,
  font: Partial<ExcelJS.Font>,
  horizontal: 'left' | 'center' | 'right',
): void {
  if (to > from) sheet.mergeCells(row, from, row, to);
  Object.assign(sheet.getCell(row, from), {
    value,
    font: { name: body, size: 11, ...font },
    alignment: { horizontal, vertical: 'middle', wrapText: true },
  });
}

/** Title, then what the figures are and their unit. Returns the row of the head. */
function writeTitle(sheet: ExcelJS.Worksheet, table: PaperTable, paper: Paper): number {
  const last = table.columns.length;
  const { notice, draft } = paper;
  put(sheet, 1, 1, last, table.caption || paper.title.join(''), { name: '方正小标宋简体', size: 18 }, 'center');
  sheet.getRow(1).height = 32;
  const left = notice && draft ? `${notice}（${draft}）` : (notice ?? draft ?? '');
  if (last === 1) {
    put(sheet, 2, 1, 1, [left, table.unit].filter(Boolean).join('　'), {}, 'left');
  } else {
    const half = captionColumns({ caption: left, unit: table.unit || '　', columns: table.columns });
    put(sheet, 2, 1, half, left, {}, 'left');
    put(sheet, 2, half + 1, last, table.unit, {}, 'right');
  }
  sheet.getRow(2).height = last < 4 ? 34 : 20;
  return 3;
}

/** Returns the row after the head. */
function writeHead(sheet: ExcelJS.Worksheet, table: PaperTable, start: number): number {
  if (!hasHead(table)) return start;
  const groups = headGroups(table.columns);
  const isGrouped = groups.some(({ name }) => name !== '');
  const below = isGrouped ? start + 1 : start;
  table.columns.forEach(({ header }, index) => {
    sheet.getCell(below, index + 1).value = header;
  });
  for (const { name, from, to } of isGrouped ? groups : []) {
    if (name === '') {
      sheet.getCell(start, from + 1).value = table.columns[from]?.header ?? '';
      sheet.getCell(below, from + 1).value = null;
      sheet.mergeCells(start, from + 1, below, from + 1);
    } else {
      sheet.getCell(start, from + 1).value = name;
      if (to - from > 1) sheet.mergeCells(start, from + 1, start, to);
    }
  }
  for (let row = start; row <= below; row++) {
    sheet.getRow(row).height = row === below ? 36 : 24;
    for (let column = 1; column <= table.columns.length; column++) {
      Object.assign(sheet.getCell(row, column), {
        font: { name: '黑体', size: 11 },
        alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
        border: edges,
      });
    }
  }
  return below + 1;
}

function writeRow(
  sheet: ExcelJS.Worksheet,
  at: number,
  cells: readonly PaperCell[],
  table: PaperTable,
  bold: boolean,
): void {
  table.columns.forEach((column, index) => {
    const given = cells[index] === undefined ? '' : (cells[index] ?? null);
    const number = cellNumber(given, column.format);
    const label = isLabel(table.look, index);
    const cell = sheet.getCell(at, index + 1);
    cell.value = number ? number.value : cellWords(given, column.format);
    if (number) cell.numFmt = number.numberFormat;
    // A text is never taken for a formula or a number.
    else cell.numFmt = '@';
    cell.font = { name: label ? '黑体' : number ? 'Times New Roman' : body, size: 11, bold };
    cell.border = edges;
    cell.alignment = { vertical: 'middle', horizontal: label ? 'center' : cellAlign(given, column), wrapText: true };
  });
  const longest = Math.max(
    1,
    ...table.columns.map((column, index) => {
      const words = cellWords(cells[index] ?? '', column.format);
      const width = sheet.getColumn(index + 1).width ?? 10;
      return words.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil((widthOf(line) + 1) / width)), 0);
    }),
  );
  sheet.getRow(at).height = Math.min(409, Math.max(22, longest * 15 + 6));
}

function writeSheet(workbook: ExcelJS.Workbook, name: string, table: PaperTable, paper: Paper): void {
  const { notice, draft } = paper;
  const widths = table.columns.map((_, index) => columnWidth(table, index));
  const isWide = widths.reduce((sum, width) => sum + width, 0) > 92;
  const sheet = workbook.addWorksheet(name, {
    pageSetup: {
      paperSize: 9,
      orientation: isWide ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: {
      oddHeader: draft ? `&L&"黑体"&11${draft}` : '',
      oddFooter: `&L&"宋体"&9${(notice ?? '').replace(/&/g, '&&')}&R&"宋体"&9— &P —`,
    },
  });
  sheet.columns = widths.map((width) => ({ width }));
  const head = writeTitle(sheet, table, paper);
  const first = writeHead(sheet, table, head);
  sheet.pageSetup.printTitlesRow = `1:${first - 1}`;
  const isNamed = table.columns[0]?.format === 'text' ? 1 : table.columns[1]?.format === 'text' ? 2 : 0;
  sheet.views = [
    { state: 'frozen', xSplit: table.columns.length > 4 ? isNamed : 0, ySplit: first - 1, showGridLines: false },
  ];
  table.rows.forEach((row, index) => {
    writeRow(sheet, first + index, row, table, false);
  });
  let next = first + table.rows.length;
  if (table.totals) writeRow(sheet, next++, table.totals, table, true);
  const width = widths.reduce((sum, own) => sum + own, 0);
  for (const note of table.notes) {
    put(sheet, next, 1, table.columns.length, note, { size: 10.5 }, 'left');
    sheet.getRow(next).height = Math.max(19, Math.ceil(widthOf(note) / width) * 16);
    next++;
  }
}

/**
 * The tables of a paper as a workbook, a sheet each: figures as numbers with the number format that reads as on paper, unit and day, notes,
 * A4 as wide as the page with the head on every page. A paper without tables has none.
 */
export async function paperXlsx(paper: Paper): Promise<Buffer | null> {
  const tables = tablesOf(paper);
  if (tables.length === 0) return null;
  const workbook = new ExcelJS.Workbook();
  workbook.title = paper.title.join('');
  if (paper.notice) workbook.description = paper.notice;
  const names = sheetNames(tables);
  tables.forEach((table, index) => {
    writeSheet(workbook, names[index] ?? `表${index + 1}`, table, paper);
  });
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
