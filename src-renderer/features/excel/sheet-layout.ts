import type { OutputOf } from '../../../src-shared/contract/contract';
import { columnNote, describeField } from './field-options';

export type Preview = OutputOf<'excel.preview'>;
export type SheetRow = Preview['rows'][number];

/** A run of rows that the preview leaves out: both ends as the sheet numbers them. */
export interface Fold {
  from: number;
  to: number;
}

/** Shorter gaps are blank rows, which nobody misses. */
const leastFold = 20;

/** Rows and, where many were left out, what stands in their place. */
export function sheetLines(rows: readonly SheetRow[]): (SheetRow | Fold)[] {
  return rows.flatMap((row, index) => {
    const before = rows[index - 1]?.row ?? 0;
    return row.row - before > leastFold ? [{ from: before + 1, to: row.row - 1 }, row] : [row];
  });
}

/** Rough width of a text at 14 px: full-width signs take a whole em, all others a good half. */
function textWidth(text: string): number {
  let width = 0;
  for (const sign of text) width += sign > '⺀' ? 14 : 7.6;
  return width;
}

const numeric = /^[-−]?[\d,.，]+%?$/;
const dates = /start|finish|_on$|month/;

export interface ColumnLayout {
  width: number;
  numeric: boolean;
}

/** Width and alignment of each column, read off the first rows that will be written. */
export function layoutColumns(preview: Preview, today: string): ColumnLayout[] {
  const rows = preview.rows.filter((row) => row.state !== 'skipped' && row.state !== 'header').slice(0, 100);
  return preview.mapping.map((column, index) => {
    const cells = rows.map((row) => row.cells[index] ?? '').filter((cell) => cell !== '');
    // Captions above it are spread over several columns; of its own is the last part.
    const own = column.header.split(' ').at(-1) ?? '';
    const meaning = column.field === null ? '' : describeField(column.field).label;
    const note = `高 ${columnNote(column, preview, today)}`;
    const widest = Math.ceil(Math.max(textWidth(own), textWidth(meaning), textWidth(note), ...cells.map(textWidth)));
    const least = column.field === null ? 42 : 78;
    return {
      width: Math.min(column.field === 'name' ? 182 : 140, Math.max(least, widest + 14)),
      numeric:
        !dates.test(column.field ?? '') &&
        cells.length > 0 &&
        cells.filter((cell) => numeric.test(cell)).length > cells.length / 2,
    };
  });
}

/** The one text of a row that has only one, as titles, notes and unit lines do; undefined for all others. */
export function loneText(row: SheetRow): string | undefined {
  const filled = new Set(row.cells.filter((cell) => cell !== ''));
  return filled.size === 1 ? [...filled][0] : undefined;
}

export interface SpannedCell {
  text: string;
  /** Columns that it spans. */
  span: number;
}

/**
 * Cells of a header row as they are drawn: neighbours with the same text become one, and a text that the next header row repeats
 * (a cell merged downwards) stands in the lowest row only.
 */
export function headerCells(row: SheetRow, below: SheetRow | undefined, columns: number): SpannedCell[] {
  const cells: SpannedCell[] = [];
  for (let index = 0; index < columns; index += 1) {
    const text = row.cells[index] ?? '';
    const repeated = below?.state === 'header' && (below.cells[index] ?? '') === text;
    const last = cells.at(-1);
    if (last && text !== '' && !repeated && last.text === text) last.span += 1;
    else cells.push({ text: repeated ? '' : text, span: 1 });
  }
  return cells;
}

/** Cells of a row that is left out: a text runs on over the empty cells beside it, as Excel draws it; figures keep their place. */
export function skippedCells(row: SheetRow, layout: readonly ColumnLayout[]): SpannedCell[] {
  const cells: SpannedCell[] = [];
  layout.forEach(({ numeric: isFigure }, index) => {
    const text = row.cells[index] ?? '';
    const last = cells.at(-1);
    if (last && last.text !== '' && text === '' && !numeric.test(last.text) && !isFigure) last.span += 1;
    else cells.push({ text, span: 1 });
  });
  return cells;
}
