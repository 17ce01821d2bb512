import { SSF } from '@e965/xlsx';

/** A sheet as plain values, it can be sent between threads. */
export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /** By row index from 0; a blank row is an empty array, trailing blanks are cut off. */
  readonly rows: readonly (readonly Cell[])[];
  readonly merges: readonly Merge[];
  /** Rows and columns from 0 that the sheet hides; a hidden row that is blank is left out. */
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly number[];
}

/** Rows that are looked at one by one: an array, or what unpacks them as they are asked for. */
export interface SheetRows {
  readonly length: number;
  at(index: number): readonly Cell[] | undefined;
}

/** A sheet of which a few rows are looked at. */
export type SeenSheet = Omit<Sheet, 'rows'> & { readonly rows: SheetRows };

/** Rows by index that take the place of the sheet's own: a person typed something into them anew. */
export type TypedRows = readonly (readonly [row: number, cells: readonly Cell[]])[];

/** Rows and columns from 0, both ends included. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
  readonly date1904: boolean;
}

/**
 * What one cell holds. A string is text, a number is a number in the general format; everything that needs more has an object:
 * a number with its format, a day (`monthOnly` where the format shows no day), an error such as #REF!, a formula that was never
 * computed.
 */
export type Cell =
  | null
  | string
  | number
  | boolean
  | { readonly kind: 'number'; readonly number: number; readonly format: string }
  | { readonly kind: 'day'; readonly day: string; readonly monthOnly: boolean }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'uncomputed' };

// Fifteen digits are what a sheet shows; the rest is noise of binary fractions.
const plainNumber = (number: number) => String(Number(number.toPrecision(15)));

function shownNumber(number: number, format: string): string {
  try {
    return SSF.format(format, number).trim();
  } catch {
    // A format that only Excel understands.
    return plainNumber(number);
  }
}

/** The cell as a person sees it, line ends kept; '' where there is nothing. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return plainNumber(cell);
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  switch (cell.kind) {
    case 'number':
      return shownNumber(cell.number, cell.format);
    case 'day':
      return cell.monthOnly ? `${cell.day.slice(0, 4)}年${Number(cell.day.slice(5, 7))}月` : cell.day;
    case 'error':
      return cell.error;
    case 'uncomputed':
      return '';
  }
}

/** Its number, or undefined where it is text, a day or nothing. */
export function cellNumber(cell: Cell | undefined): number | undefined {
  if (typeof cell === 'number') return cell;
  return typeof cell === 'object' && cell?.kind === 'number' ? cell.number : undefined;
}

export function isBlank(cell: Cell | undefined): boolean {
  return (
    cell === null ||
    cell === undefined ||
    (typeof cell === 'string' && cell.trim() === '') ||
    (typeof cell === 'object' && cell?.kind === 'uncomputed')
  );
}

/** 0 → 'A', 26 → 'AA'. */
export function columnLetter(index: number): string {
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

/** 'A' → 0; undefined where it is no column. */
export function columnIndex(letters: string): number | undefined {
  if (!/^[A-Z]{1,3}$/.test(letters)) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** Rows of merges that are looked at: real ones reach over a few rows each; a file may say that every one reaches over all. */
const maximumMergeRows = 2_000_000;
/** More merges than columns are beside each other in no row. */
const maximumInRow = 300;

/** Answers which merge covers a cell, without walking over all of them. */
export class MergeMap {
  readonly #byRow = new Map<number, Merge[]>();

  constructor(merges: readonly Merge[], lastRow: number) {
    let seen = 0;
    for (const merge of merges) {
      for (let row = merge.top; row <= Math.min(merge.bottom, lastRow) && seen < maximumMergeRows; row++) {
        seen += 1;
        const list = this.#byRow.get(row);
        if (list && list.length >= maximumInRow) continue;
        if (list) list.push(merge);
        else this.#byRow.set(row, [merge]);
      }
    }
  }

  at(row: number, column: number): Merge | undefined {
    // Asked for every cell, and most sheets have no merge below their head.
    if (this.#byRow.size === 0) return undefined;
    return this.#byRow.get(row)?.find((merge) => merge.left <= column && column <= merge.right);
  }
}
