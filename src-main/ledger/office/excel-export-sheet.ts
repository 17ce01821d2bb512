import type ExcelJS from 'exceljs';
import { dispatchNotice } from './bulletin-letterhead';
import type { ExportCell } from './excel-export-cells';
import { columnLetter } from './excel-sheet';
import { cellBorder } from './sheet-style';

export interface TableColumn {
  readonly header: string;
  /** In characters, as sheets measure. */
  readonly width: number;
  readonly align: 'left' | 'center' | 'right';
  readonly isHidden?: boolean;
}

export interface TableRow {
  readonly cells: readonly ExportCell[];
  /** A heading with subtotals; the rows under it are its outline. */
  readonly kind?: 'group' | 'member';
}

/** One sheet: a title, a line under it, one row of headers, the rows, notes. */
export interface ExportTable {
  readonly name: string;
  readonly title: string;
  readonly under: string;
  readonly columns: readonly TableColumn[];
  /** How many of the columns, from the left, are printed. */
  readonly printed: number;
  /** How many columns stay in sight at the left. */
  readonly frozen: number;
  rows(): Iterable<TableRow>;
  readonly count: number;
  readonly notes: readonly string[];
  /** Not shown in the row of tabs: for the program alone. */
  readonly isHidden?: boolean;
  /** Without frames, and blank cells are left out: for sheets that are looked at, not printed. */
  readonly isPlain?: boolean;
}

export const headerRow = 3;
const rowsBetweenPauses = 200;
/** Height of the rows of a group, in points. */
const groupHeight = 18;

/** That of the cells without a font of their own. */
const font = 'Calibri';
const solid = (argb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } }) as const;
const headerFill = solid('FFEEF2F4');
const groupFill = solid('FFF4F7F9');
/** Grounds and inks of cells that carry a colour: those of the lights on the screen. */
const tones: Readonly<Record<NonNullable<ExportCell['tone']>, { fill: string; ink: string }>> = {
  red: { fill: 'FFFBECEC', ink: 'FFA82323' },
  yellow: { fill: 'FFFDF4E0', ink: 'FF825500' },
  green: { fill: 'FFE9F4ED', ink: 'FF276A43' },
};

/** Adds a table to a workbook that is being streamed. `pause` is awaited every few rows, so that the file keeps up and others get a turn. */
export async function writeTable(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  table: ExportTable,
  pause: (rows: number) => Promise<unknown>,
): Promise<void> {
  const { columns } = table;
  const pages = table.isPlain ? 1 : pagesAcross(columns.slice(0, table.printed));
  const sheet = workbook.addWorksheet(table.name, {
    ...(table.isHidden ? { state: 'hidden' as const } : {}),
    properties: { outlineProperties: { summaryBelow: false, summaryRight: false } } as never,
    views: [{ state: 'frozen', xSplit: table.frozen, ySplit: headerRow }],
    pageSetup: {
      paperSize: 8 as never,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: pages,
      fitToHeight: 0,
      printTitlesRow: `1:${headerRow}`,
      // What does not fit across one page goes on, with the names repeated at the left.
      ...(pages > 1 && table.frozen > 0
        ? { printTitlesColumn: `A:${columnLetter(table.frozen - 1)}`, pageOrder: 'overThenDown' as const }
        : {}),
      // The writer puts the dollar before the column only; a print area without the other one wanders.
      printArea: `A$1:${columnLetter(Math.max(table.printed, 1) - 1)}$${headerRow + table.count + table.notes.length}`,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: `&L&9${dispatchNotice}&R&9第 &P 页，共 &N 页` },
  });
  sheet.columns = columns.map(({ width, isHidden }) => ({ width, ...(isHidden ? { hidden: true } : {}) }));
  writeHead(sheet, table);
  const styles = new Styles(columns, table.isPlain === true);
  let written = 0;
  for (const row of table.rows()) {
    writeRow(sheet, headerRow + 1 + written, columns, row, styles);
    written += 1;
    if (written % rowsBetweenPauses === 0) await pause(rowsBetweenPauses);
  }
  await pause(written % rowsBetweenPauses);
  for (const note of table.notes) writeNote(sheet, note, Math.min(table.printed, 8));
  sheet.commit();
}

/** Characters that a page still shows in a readable size. */
const readableWidth = 300;

function pagesAcross(printed: readonly TableColumn[]): number {
  return Math.max(1, Math.ceil(printed.reduce((sum, { width }) => sum + width, 0) / readableWidth));
}

function writeHead(sheet: ExcelJS.Worksheet, { title, under, columns }: ExportTable): void {
  const head = sheet.getRow(1);
  head.getCell(1).value = title;
  head.getCell(1).font = { name: '方正小标宋简体', size: 18 };
  head.getCell(1).alignment = { horizontal: 'left', vertical: 'middle' };
  head.height = 32;
  head.commit();
  const below = sheet.getRow(2);
  below.getCell(1).value = under;
  below.getCell(1).font = { name: font, size: 10 };
  below.commit();
  const header = sheet.getRow(headerRow);
  columns.forEach((column, index) => {
    const cell = header.getCell(index + 1);
    cell.value = sheetText(column.header);
    cell.font = { name: font, bold: true, size: 11 };
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
    cell.fill = headerFill;
    cell.border = cellBorder;
  });
  header.height = 36;
  header.commit();
}

type Style = Partial<ExcelJS.Style>;

/** One style object for all cells of a kind: the writer recognises each by itself. */
class Styles {
  /** By column and format: what almost every cell asks for. */
  readonly #plain: Map<string | undefined, Style>[];
  readonly #known = new Map<string, Style>();

  constructor(
    readonly columns: readonly TableColumn[],
    readonly isPlain: boolean,
  ) {
    this.#plain = columns.map(() => new Map());
  }

  of(at: number, content: ExportCell, isGroup: boolean): Style {
    const align = this.columns[at]?.align ?? 'left';
    if (isGroup || content.tone) return this.#shared(align, content, isGroup);
    const plain = this.#plain[at];
    let style = plain?.get(content.format);
    if (!style) {
      style = this.#shared(align, content, isGroup);
      plain?.set(content.format, style);
    }
    return style;
  }

  #shared(align: TableColumn['align'], { format, tone }: ExportCell, isGroup: boolean): Style {
    const key = `${align} ${format ?? ''} ${tone ?? ''} ${isGroup}`;
    let style = this.#known.get(key);
    if (!style) {
      const colour = tone && tones[tone];
      style = {
        ...(this.isPlain ? {} : { border: cellBorder }),
        alignment: { horizontal: align, vertical: 'middle', wrapText: align === 'left' && !this.isPlain },
        ...(format ? { numFmt: format } : {}),
        ...(colour
          ? { fill: solid(colour.fill), font: { name: font, color: { argb: colour.ink }, bold: true, size: 11 } }
          : {}),
        ...(isGroup ? { fill: groupFill, font: { name: font, bold: true, size: 11 } } : {}),
      };
      this.#known.set(key, style);
    }
    return style;
  }
}

function writeRow(
  sheet: ExcelJS.Worksheet,
  place: number,
  columns: readonly TableColumn[],
  row: TableRow,
  styles: Styles,
): void {
  const target = sheet.getRow(place);
  if (row.kind === 'member') target.outlineLevel = 1;
  if (row.kind === 'group') target.height = groupHeight;
  for (let at = 0; at < columns.length; at += 1) {
    const content = row.cells[at];
    if (!content || (content.value === null && styles.isPlain)) continue;
    const cell = target.getCell(at + 1);
    cell.value = typeof content.value === 'string' ? sheetText(content.value) : content.value;
    cell.style = styles.of(at, content, row.kind === 'group');
  }
  target.commit();
}

function writeNote(sheet: ExcelJS.Worksheet, note: string, width: number): void {
  const row = sheet.addRow([`注：${note}。`]);
  row.getCell(1).font = { name: font, size: 10 };
  if (width > 1) sheet.mergeCells(row.number, 1, row.number, width);
  row.commit();
}

// Control characters but line end and tab, and what is no character at all, XML forbids or changes.
const forbidden = /[^\P{Cc}\n\t]|[\uFFFE\uFFFF]/gu;
/** A quick look: hardly any text has one of these. */
const suspects = /[^\P{Cc}\n\t]|[&_\u200B\uFEFF\uFFFE\uFFFF]/u;
const delicate = /&(?:#|quot;|apos;|gt;|lt;|amp;)|_x[\da-f]{4}_|[\u200B\uFEFF\uFFFE\uFFFF]/i;
const hexOf = (sign: string) => sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');

/**
 * Text as the file must carry it so that every program reads the same words back: an underscore that would begin an escape is
 * escaped itself (ECMA-376, ST_Xstring), so are characters that XML forbids; and text that looks like an entity or ends in what
 * counts as a blank is written as a rich text of one run, because readers unescape the ordinary form of this writer twice.
 */
function sheetText(words: string): ExcelJS.CellValue {
  if (!suspects.test(words)) return words;
  const text = words.replace(/_(?=x[\da-f]{4}_)/gi, '_x005F_').replace(forbidden, (sign) => `_x${hexOf(sign)}_`);
  return text === words && !delicate.test(words) ? words : { richText: [{ text }] };
}
