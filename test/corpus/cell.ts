/** One cell as a hand would fill it in. A formula carries the value that Excel last computed. */
export type Plain = string | number | boolean | null;
export interface Dressed {
  readonly value: Plain;
  readonly formula?: string;
  /** '#REF!', '#DIV/0!', '#N/A', '#VALUE!', '#NAME?'; then `value` says nothing. */
  readonly error?: string;
  /** Number format, e.g. `yyyy"年"m"月"`, `0.00`, `0.0%`. */
  readonly format?: string;
  readonly look?: Look;
  /** The text in several fonts; joined they are `value`. */
  readonly runs?: readonly string[];
  /** A reading noted above the characters; no part of the text. */
  readonly phonetic?: string;
  /** `YYYY-MM-DD`: a real date; its serial depends on the date system of the workbook. */
  readonly day?: string;
}
export type Cell = Plain | Dressed;

export interface Look {
  readonly bold?: boolean;
  readonly fill?: boolean;
  readonly border?: boolean;
  readonly wrap?: boolean;
  readonly align?: 'center' | 'centerContinuous' | 'right';
}

export const day = (iso: string, format = 'yyyy-mm-dd'): Dressed => ({ value: null, day: iso, format });
export const computed = (formula: string, value: Plain, format?: string): Dressed =>
  format === undefined ? { value, formula } : { value, formula, format };
export const broken = (error: string, formula: string): Dressed => ({ value: null, error, formula });
export const shown = (value: number, format: string): Dressed => ({ value, format });
export const looking = (value: Plain, look: Look): Dressed => ({ value, look });

export function dressed(cell: Cell): Dressed {
  return typeof cell === 'object' && cell !== null ? cell : { value: cell };
}

const dayMilliseconds = 86_400_000;
const serialOf1970 = 25_569;
const serialsBefore1904 = 1_462;

export function serialOf(iso: string, date1904 = false): number {
  const serial = Date.parse(`${iso}T00:00:00Z`) / dayMilliseconds + serialOf1970;
  return date1904 ? serial - serialsBefore1904 : serial;
}

export function columnLetter(index: number): string {
  let rest = index + 1;
  let letters = '';
  while (rest > 0) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
    rest = Math.floor((rest - 1) / 26);
  }
  return letters;
}

export const address = (row: number, column: number) => `${columnLetter(column)}${row}`;
