import type { TemplateMapping } from '../../../src-shared/contract/template-values';
import { columnIndex, type Learnt } from './template-words';

export type SheetRow = Learnt['rows'][number];

/** What becomes of a row: the header and everything around the projects stays, the rows between take projects. */
export type RowRole = 'header' | 'project' | 'kept';

/** A row as it is drawn, or a run of rows that is not. */
export type SheetLine =
  | { readonly role: RowRole; readonly row: SheetRow }
  | { readonly role: 'fold'; readonly from: number; readonly to: number; readonly projects: boolean };

/** Project rows that are drawn before the rest is folded. */
const shownProjects = 2;

function roleOf(row: number, mapping: TemplateMapping): RowRole {
  if (mapping.headerRows.includes(row)) return 'header';
  return row >= mapping.firstRow && row <= mapping.lastRow ? 'project' : 'kept';
}

/** The sheet from its first row to its last known one, with folds where rows are left out. */
export function sheetLines(rows: readonly SheetRow[], mapping: TemplateMapping): SheetLine[] {
  const lines: SheetLine[] = [];
  let before = 0;
  const fold = (from: number, to: number) => {
    // A run may reach over the edge of the rows that take projects.
    const { firstRow, lastRow } = mapping;
    const inside = { from: Math.max(from, firstRow), to: Math.min(to, lastRow) };
    if (inside.from > inside.to) return void (from <= to && lines.push({ role: 'fold', from, to, projects: false }));
    if (from < inside.from) lines.push({ role: 'fold', from, to: inside.from - 1, projects: false });
    lines.push({ role: 'fold', ...inside, projects: true });
    if (to > inside.to) lines.push({ role: 'fold', from: inside.to + 1, to, projects: false });
  };
  for (const row of rows) {
    const role = roleOf(row.row, mapping);
    if (role === 'project' && row.row >= mapping.firstRow + shownProjects) continue;
    if (row.row - before > 1) fold(before + 1, row.row - 1);
    lines.push({ role, row });
    before = row.row;
  }
  if (mapping.lastRow > before) fold(before + 1, mapping.lastRow);
  return lines;
}

export const cellOf = (row: SheetRow, letter: string): string => row.cells[columnIndex(letter)] ?? '';

/** Rough width of a text at 14 px: full-width signs take a whole em. */
function textWidth(text: string): number {
  let width = 0;
  for (const sign of text) width += sign > '⺀' ? 14 : 8;
  return width;
}

const numeric = /^[-−+]?[\d,.，]+%?$/;

export const isFigure = (text: string): boolean => numeric.test(text);

export interface ColumnLayout {
  readonly width: number;
  readonly numeric: boolean;
}

/** Room for the confidence and the unit beside it. */
const unitWidth = 104;

/** Width and alignment of each column, by its head and what would be filled in (`texts` of each column). */
export function layoutColumns(
  heads: readonly { readonly text: string; readonly hasUnit: boolean }[],
  texts: readonly (readonly string[])[],
): ColumnLayout[] {
  return heads.map(({ text, hasUnit }, index) => {
    const cells = (texts[index] ?? []).filter((cell) => cell !== '' && cell !== '—');
    const widest = Math.max(textWidth(text), ...cells.map(textWidth)) + 16;
    return {
      width: Math.min(176, Math.max(hasUnit ? unitWidth : 52, widest)),
      numeric: cells.length > 0 && cells.filter(isFigure).length > cells.length / 2,
    };
  });
}

export interface SpannedCell {
  /** Letter of its first column. */
  readonly letter: string;
  readonly text: string;
  readonly span: number;
}

/** Cells of a header row: neighbours with the same text are one, and what the next header row repeats stands in the lowest only. */
export function headerCells(row: SheetRow, below: SheetRow | undefined, letters: readonly string[]): SpannedCell[] {
  const cells: SpannedCell[] = [];
  for (const letter of letters) {
    const text = cellOf(row, letter);
    const repeated = below !== undefined && text !== '' && cellOf(below, letter) === text;
    const last = cells.at(-1);
    if (last && text !== '' && !repeated && last.text === text)
      cells[cells.length - 1] = { ...last, span: last.span + 1 };
    else cells.push({ letter, text: repeated ? '' : text, span: 1 });
  }
  return cells;
}

/** Cells of a row that stays: a text runs on over the empty cells beside it, as Excel draws it; figures keep their place. */
export function keptCells(row: SheetRow, letters: readonly string[]): SpannedCell[] {
  const cells: SpannedCell[] = [];
  for (const letter of letters) {
    const text = cellOf(row, letter);
    const last = cells.at(-1);
    const runsOn = last && last.text !== '' && (text === '' || text === last.text) && !numeric.test(last.text);
    if (last && runsOn) cells[cells.length - 1] = { ...last, span: last.span + 1 };
    else cells.push({ letter, text, span: 1 });
  }
  return cells;
}
