import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { foldText, hasFigure, needleOf, replaceIn, wordings } from '../../../src-shared/rules/find-text';
import { editText } from '../fields/edit-text';
import { readText } from '../fields/read-text';
import type { CellEdit, GridColumn, RowLike } from './grid-types';
import type { Cell } from './selection';

export interface FindRequest {
  readonly needle: string;
  /** Keys of the columns that are looked into, in their order. */
  readonly columns: readonly string[];
  /** Place in `columns` of the one that is looked into alone. */
  readonly only: number | null;
  readonly from: Cell;
  readonly toward: 'here' | 'next' | 'previous';
  /** Hands over the first so many cells. */
  readonly take: number;
}

export interface FoundCell<Row extends RowLike> extends Cell {
  /** The row, or as much of it as it takes to write into it. */
  readonly of: Row;
  readonly value: FieldValue;
}

export interface FindAnswer<Row extends RowLike> {
  readonly total: number;
  /** Cells that hold the words in rows that are folded away. */
  readonly hidden: number;
  readonly hit: (Cell & { readonly ordinal: number }) | null;
  readonly cells: readonly FoundCell<Row>[];
}

/** Looks for words in every cell of the grid, in sight or not. */
export type Finder<Row extends RowLike> = (request: FindRequest) => Promise<FindAnswer<Row>>;

/** Whether what a cell shows holds the words. */
export function showsNeedle(text: string, needle: string): boolean {
  const { folded, figure } = needleOf(needle);
  if (folded === '') return false;
  return (
    foldText(text).includes(folded) || (figure !== null && hasFigure(text.replace(/,/g, '').replace('−', '-'), figure))
  );
}

/** Whether a cell holds the words, as it is shown or as it is typed. */
export function cellShows<Row extends RowLike>(column: GridColumn<Row>, row: Row, needle: string): boolean {
  if (showsNeedle(column.text(row), needle)) return true;
  return column.field !== undefined && showsNeedle(editText(column.field, column.value?.(row) ?? null), needle);
}

/** What a cell holds; a word that is only shown because it follows from something else counts as well. */
export function valueShown<Row extends RowLike>(column: GridColumn<Row>, row: Row): FieldValue {
  const value = column.value?.(row) ?? null;
  return value === null && column.field?.kind === 'text' ? column.text(row).replace(/^—$/, '') || null : value;
}

/** A finder over rows that are all here. */
export function finderHere<Row extends RowLike>(
  columns: readonly GridColumn<Row>[],
  total: number,
  rowAt: (index: number) => Row | undefined,
): Finder<Row> {
  return ({ needle, columns: keys, only, from, toward, take }) => {
    const cells: FoundCell<Row>[] = [];
    for (let row = 0; row < total; row += 1) {
      const of = rowAt(row);
      if (!of || of.kind === 'group') continue;
      keys.forEach((key, column) => {
        const found = columns.find((one) => one.key === key);
        if (!found || (only !== null && only !== column)) return;
        if (cellShows(found, of, needle)) cells.push({ row, column, of, value: valueShown(found, of) });
      });
    }
    const after = ({ row, column }: Cell) => row > from.row || (row === from.row && column > from.column);
    const before = ({ row, column }: Cell) => row < from.row || (row === from.row && column < from.column);
    const at =
      toward === 'previous'
        ? cells.findLastIndex(before)
        : cells.findIndex((cell) => after(cell) || (toward === 'here' && !before(cell)));
    const place = at >= 0 ? at : toward === 'previous' ? cells.length - 1 : 0;
    const hit = cells[place];
    return Promise.resolve({
      total: cells.length,
      hidden: 0,
      hit: hit ? { row: hit.row, column: hit.column, ordinal: place + 1 } : null,
      cells: cells.slice(0, take),
    });
  };
}

export interface Replacing<Row extends RowLike> {
  readonly edits: readonly CellEdit<Row>[];
  /** What the replacement cannot become, with the reason. */
  readonly faults: readonly {
    readonly row: number;
    readonly label: string;
    readonly text: string;
    readonly message: string;
  }[];
  /** Cells that are locked or computed. */
  readonly locked: number;
}

/** What one cell becomes: its text with the words replaced and read; null where it does not hold them as it is typed. */
function replaced(field: Field, value: FieldValue, needle: string, replacement: string) {
  for (const wording of wordings(field, value, editText(field, value))) {
    const text = replaceIn(wording, needle, replacement);
    if (text !== null) return { text, reading: readText(field, text) };
  }
  return null;
}

/** What replacing the words in cells would do; nothing is written yet. */
export function planReplacing<Row extends RowLike>(
  cells: readonly FoundCell<Row>[],
  columns: readonly GridColumn<Row>[],
  needle: string,
  replacement: string,
): Replacing<Row> {
  const edits: CellEdit<Row>[] = [];
  const faults: Replacing<Row>['faults'][number][] = [];
  let locked = 0;
  for (const { of, row, column: at, value } of cells) {
    const column = columns[at];
    if (!column?.field || column.locked || column.lockedFor?.(of)) {
      locked += 1;
      continue;
    }
    const outcome = replaced(column.field, value, needle, replacement);
    if (!outcome) locked += 1;
    else if (!outcome.reading.ok)
      faults.push({ row, label: column.label, text: outcome.text, message: outcome.reading.message });
    else if (JSON.stringify(outcome.reading.value) !== JSON.stringify(value))
      edits.push({ row: of, column, value: outcome.reading.value });
  }
  return { edits, faults, locked };
}
