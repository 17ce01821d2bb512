import { columnIndex, columnLetter } from './excel-sheet';

/**
 * Rows that take projects, as they stand in the blank table and as they will stand. `last` is `first - 1` where the table has none of
 * its own and rows are put in before `first`.
 */
export interface Region {
  readonly first: number;
  readonly last: number;
  /** Sheet rows that it will have. */
  readonly rows: number;
}

/** Where every row of a sheet goes when its regions grow or shrink. Rows from 1. */
export class RowPlan {
  readonly regions: readonly Region[];

  constructor(regions: readonly Region[]) {
    this.regions = regions.toSorted((one, other) => one.first - other.first);
  }

  #regionAt(row: number): Region | undefined {
    return this.regions.find((region) => row >= region.first && row <= region.last);
  }

  #shiftBefore(row: number): number {
    return this.regions.reduce(
      (shift, { first, last, rows }) => (row > last && row >= first ? shift + rows - (last - first + 1) : shift),
      0,
    );
  }

  /** First row of a region as it will stand. */
  newFirst({ first }: Region): number {
    return this.regions.reduce(
      (row, region) => (region.first < first ? row + region.rows - (region.last - region.first + 1) : row),
      first,
    );
  }

  newLast(region: Region): number {
    return this.newFirst(region) + region.rows - 1;
  }

  isInside(row: number): boolean {
    return this.#regionAt(row) !== undefined;
  }

  /** A single row. One inside a region keeps its place from the top, the last one stays the last. */
  row(row: number): number {
    const region = this.#regionAt(row);
    if (!region) return row + this.#shiftBefore(row);
    const [first, last] = [this.newFirst(region), Math.max(this.newLast(region), this.newFirst(region))];
    if (row === region.last && region.last > region.first) return last;
    return Math.min(first + row - region.first, last);
  }

  /**
   * A range. One that begins at or before the first row of a region and reaches into it takes in every row that the region will have: a
   * sum over the blank rows is a sum over all projects, also where its author stopped one row short.
   */
  range(from: number, to: number): [number, number] {
    const region = this.#regionAt(to);
    if (!region) return [this.row(from), this.row(to)];
    const spans = from <= region.first && (to > from || region.first === region.last);
    const last = Math.max(this.newLast(region), this.newFirst(region));
    return [this.row(from), spans ? last : this.row(to)];
  }
}

interface Place {
  readonly row: number;
  readonly fixed: boolean;
}

/** Says where the rows of a reference go; `to` is null for a single cell. */
type Mover = (from: Place, to: Place | null, ownSheet: boolean) => [number, number | null];

const token =
  /"(?:[^"]|"")*"|(?:('(?:[^']|'')+'|[\p{L}\p{N}_.]+)!)?(?:(\$?[A-Z]{1,3})(\$?)(\d{1,7})(?::(\$?[A-Z]{1,3})(\$?)(\d{1,7}))?|(\$?)(\d{1,7}):(\$?)(\d{1,7}))(?![\p{L}\p{N}_.(!])|\d+(?:\.\d+)?(?:[Ee][+-]?\d+)?|[\p{L}_\\][\p{L}\p{N}_.]*|\[[^\]]*\]|'(?:[^']|'')*'/gu;

/** Moves a column that is not fixed, '$' and all. */
function moveColumn(column: string, by: number): string {
  const index = by === 0 ? undefined : columnIndex(column);
  return index === undefined ? column : columnLetter(Math.max(index + by, 0));
}

/**
 * Rewrites the references of a formula; texts, names and functions are left as they are. `sheet` is the sheet that rows move in,
 * `columns` says by how many columns what is not fixed moves to the right.
 */
function moveReferences(formula: string, sheet: string, isOwnSheet: boolean, move: Mover, columns = 0): string {
  return formula.replace(token, (whole: string, ...found: unknown[]) => {
    const [prefix, column, fixed, row, column2, fixed2, row2, rowFixed, rowFrom, rowFixed2, rowTo] = found as (
      | string
      | undefined
    )[];
    if (row === undefined && rowFrom === undefined) return whole;
    const named = prefix?.startsWith("'") ? prefix.slice(1, -1).replaceAll("''", "'") : prefix;
    const own = named === undefined ? isOwnSheet : named === sheet;
    const before = prefix === undefined ? '' : `${prefix}!`;
    if (rowFrom !== undefined && rowTo !== undefined) {
      const [from, to] = move(
        { row: Number(rowFrom), fixed: rowFixed === '$' },
        { row: Number(rowTo), fixed: rowFixed2 === '$' },
        own,
      );
      return `${before}${rowFixed}${from}:${rowFixed2}${to}`;
    }
    const start = { row: Number(row), fixed: fixed === '$' };
    const end = row2 === undefined ? null : { row: Number(row2), fixed: fixed2 === '$' };
    const [from, to] = move(start, end, own);
    const left = moveColumn(column ?? '', columns);
    return `${before}${left}${fixed}${from}${end === null ? '' : `:${moveColumn(column2 ?? '', columns)}${fixed2}${to}`}`;
  });
}

/** A formula outside the regions, in this sheet or another one, after the rows have moved. */
export function shiftFormula(formula: string, sheet: string, isOwnSheet: boolean, plan: RowPlan): string {
  return moveReferences(formula, sheet, isOwnSheet, (from, to, own) => {
    if (!own) return [from.row, to?.row ?? null];
    return to === null ? [plan.row(from.row), null] : plan.range(from.row, to.row);
  });
}

/** A formula copied to another cell, as a spreadsheet copies: what is not fixed moves along. */
export function copyFormula(formula: string, rows: number, columns: number): string {
  const moved = ({ row, fixed }: Place) => (fixed ? row : row + rows);
  return moveReferences(formula, '', true, (from, to) => [moved(from), to === null ? null : moved(to)], columns);
}

/**
 * A formula of row `source` of a region as it reads in row `target` of the filled table. References to the own row and its neighbours
 * move along, those to the whole region grow, those to headers and totals follow them.
 */
export function rowFormula(
  formula: string,
  sheet: string,
  plan: RowPlan,
  region: Region,
  source: number,
  target: number,
): string {
  const inside = (row: number) => row >= region.first && row <= region.last;
  const one = ({ row, fixed }: Place) => {
    if (!inside(row) || fixed) return plan.row(row);
    const moved = row + target - source;
    return Math.min(Math.max(moved, plan.newFirst(region)), plan.newLast(region));
  };
  return moveReferences(formula, sheet, true, (from, to, own) => {
    if (!own) {
      // Another sheet's rows stand still, but a copied row looks at the next one there.
      const moved = ({ row, fixed }: Place) => (fixed ? row : row + target - plan.row(source));
      return [moved(from), to === null ? null : moved(to)];
    }
    if (to === null) return [one(from), null];
    const whole = region.last > region.first && from.row <= region.first && to.row >= region.last;
    return whole ? plan.range(from.row, to.row) : [one(from), one(to)];
  });
}

/** `A5:D14` and lists of such, as merges, filters and conditional formats write them. */
export function shiftRanges(ranges: string, plan: RowPlan): string {
  return ranges
    .split(/\s+/)
    .filter(Boolean)
    .map((range) => shiftFormula(range, '', true, plan))
    .join(' ');
}
