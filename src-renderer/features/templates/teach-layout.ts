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

/** Width and alignment of each column, by its head (its lines) and what would be filled in (`texts` of each column). */
export function layoutColumns(
  heads: readonly { readonly texts: readonly string[]; readonly hasUnit: boolean }[],
  texts: readonly (readonly string[])[],
): ColumnLayout[] {
  return heads.map(({ texts: words, hasUnit }, index) => {
    const cells = (texts[index] ?? []).filter((cell) => cell !== '' && cell !== '—');
    const widest = Math.max(...words.map(textWidth), ...cells.map(textWidth)) + 18;
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

export interface HeaderCell extends SpannedCell {
  /** Header rows that it reaches over. */
  readonly rows: number;
}

/**
 * Cells of the header rows, each row's own. A caption reaches over the blank cells beside it that have headers of their own below, and
 * a header over the blank cells below it, as merged cells do; repeated texts are taken for the same cell.
 */
export function headerCells(rows: readonly SheetRow[], letters: readonly string[]): HeaderCell[][] {
  const textAt = (row: number, letter: string) => {
    const line = rows[row];
    return line ? cellOf(line, letter) : '';
  };
  const drawn = rows.map(() => new Set<string>());
  return rows.map((_, index) => {
    const cells: HeaderCell[] = [];
    const captions = (letter: string) => textAt(index + 1, letter) !== '';
    letters.forEach((letter, column) => {
      if (drawn[index]?.has(letter)) return;
      const text = textAt(index, letter);
      let span = 1;
      for (const next of text !== '' && captions(letter) ? letters.slice(column + 1) : []) {
        if (!captions(next) || ![text, ''].includes(textAt(index, next))) break;
        span += 1;
      }
      let deep = 1;
      while (
        span === 1 &&
        text !== '' &&
        index + deep < rows.length &&
        ['', text].includes(textAt(index + deep, letter))
      )
        deep += 1;
      for (const covered of letters.slice(column, column + span))
        for (let row = index; row < index + deep; row += 1) drawn[row]?.add(covered);
      cells.push({ letter, text, span, rows: deep });
    });
    return cells;
  });
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
