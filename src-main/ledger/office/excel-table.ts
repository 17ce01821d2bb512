import type { MoneyUnit } from '../../../src-shared/contract/excel-methods';
import type { FieldValue } from '../../../src-shared/entities/field';
import type { Column } from './excel-columns';
import type { Block, Grid } from './excel-layout';
import type { DataRow } from './excel-rows';
import type { Cell } from './excel-sheet';
import type { TableContext } from './excel-titles';

/** Values by path; an empty cell has none. */
export interface ValueMap {
  get(path: string): FieldValue | undefined;
  has(path: string): boolean;
  set(path: string, value: FieldValue): unknown;
  delete(path: string): unknown;
  entries(): Iterable<readonly [path: string, value: FieldValue]>;
}

/** Values of many rows by path, then by the index of the row. */
export type ColumnStore = Map<string, (FieldValue | undefined)[]>;

/** The values of one row of a store: a map of its own for each of twenty thousand rows takes several times as much. */
export class ColumnValues implements ValueMap {
  /** `rows` is how many the store has. */
  constructor(
    readonly columns: ColumnStore,
    readonly row: number,
    readonly rows: number,
  ) {}

  get(path: string): FieldValue | undefined {
    return this.columns.get(path)?.[this.row];
  }

  has(path: string): boolean {
    return this.get(path) !== undefined;
  }

  set(path: string, value: FieldValue): void {
    let column = this.columns.get(path);
    if (!column) {
      column = new Array<FieldValue | undefined>(this.rows).fill(undefined);
      this.columns.set(path, column);
    }
    column[this.row] = value;
  }

  delete(path: string): void {
    const column = this.columns.get(path);
    if (column) column[this.row] = undefined;
  }

  entries(): [string, FieldValue][] {
    const entries: [string, FieldValue][] = [];
    for (const [path, column] of this.columns) {
      const value = column[this.row];
      if (value !== undefined) entries.push([path, value]);
    }
    return entries;
  }
}

/** One project as a row of the table tells it. Row numbers as the sheet shows them, from 1. */
export interface ReadProject {
  readonly row: number;
  /** Written values by path of their target. */
  readonly values: ValueMap;
  /** Letter of the column that a path was read from; shared among rows, so that it may name paths that this row does not have. */
  columns: Map<string, string>;
  /** What the table only implies (a region in a title, the stage by the kind of ledger): it fills blanks and never replaces anything. */
  readonly implied: ValueMap;
}

/** A table with everything that is needed to read its cells. */
export interface Table {
  readonly grid: Grid;
  readonly block: Block;
  readonly context: TableContext;
  readonly columns: readonly Column[];
  readonly rows: readonly DataRow[];
  /** Unit of amounts in columns without one of their own. */
  readonly unit: MoneyUnit;
  /** How many of `unit` one figure is: 1, but 1000 of 千元 that are read as 元. */
  readonly factor: number;
  /** Units that a column of the table names row by row, by the index of `rows`; empty where it has none. */
  readonly rowUnits: readonly (MoneyUnit | null)[];
  readonly year: number;
  readonly date1904: boolean;
  /** Today by the ledger's clock. */
  readonly today: string;
}

/** Writes down what a cell says and where it stood. */
export function put(project: ReadProject, path: string, value: FieldValue, letter: string): void {
  project.values.set(path, value);
  const known = project.columns.get(path);
  if (known === letter) return;
  // Another row has it from another column: from here on this one keeps its own list.
  if (known !== undefined) project.columns = new Map(project.columns);
  project.columns.set(path, letter);
}

/** How a cell that a vertical merge covers is read: as the merge's value, or as nothing but in its first row. */
export type MergePolicy = 'shared' | 'first';

const dittos = new Set(['同上', '〃', '″', '"', '”', '“', '＂', "''", '′′']);

/**
 * The cell of a row and column of a table as it is meant: the merge's value in every row of it, and where 同上 or 〃 stands, that of
 * the row above.
 */
export function meantCell({ grid, rows }: Pick<Table, 'grid' | 'rows'>, index: number, column: number): Cell {
  for (let at = index; at >= 0; at--) {
    const cell = cellAt(grid, rows[at]?.row ?? 0, column, 'shared');
    if (typeof cell !== 'string' || cell.length > 4 || !dittos.has(cell.trim())) return cell;
  }
  return null;
}

/** The cell of a row and column, vertical merges taken into account. */
export function cellAt(grid: Grid, row: number, column: number, policy: MergePolicy): Cell {
  const merge = grid.merges.at(row, column);
  if (!merge || (merge.top === row && merge.left === column)) return grid.rows[row]?.[column] ?? null;
  if (merge.left !== column || merge.right !== column || policy === 'first') return null;
  return grid.rows[merge.top]?.[column] ?? null;
}
