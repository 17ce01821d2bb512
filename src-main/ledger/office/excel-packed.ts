import { deserialize, serialize } from 'node:v8';
import type { FieldValue } from '../../../src-shared/entities/field';
import type { Cell, SheetRows } from './excel-sheet';
import { type ColumnStore, ColumnValues, type ReadProject } from './excel-table';

/** Rows that are unpacked together. */
const rowsInPack = 256;

/**
 * Rows on their way between threads. Most of them are never looked at on the other side, and there they stay bytes: as cells they would
 * take a second to arrive and the memory of the sheet once more.
 */
export interface PackedRows {
  readonly length: number;
  readonly packs: readonly Uint8Array<ArrayBuffer>[];
}

export function packRows(rows: readonly (readonly Cell[])[]): PackedRows {
  const packs: Uint8Array<ArrayBuffer>[] = [];
  for (let from = 0; from < rows.length; from += rowsInPack)
    packs.push(serialize(rows.slice(from, from + rowsInPack)) as Uint8Array<ArrayBuffer>);
  return { length: rows.length, packs };
}

/** Packed rows, unpacked as they are asked for; the last of them are kept, because rows are looked at in their order. */
export class UnpackedRows implements SheetRows {
  readonly length: number;
  readonly #packs: PackedRows['packs'];
  #pack = -1;
  #rows: readonly (readonly Cell[])[] = [];

  constructor({ length, packs }: PackedRows) {
    this.length = length;
    this.#packs = packs;
  }

  at(index: number): readonly Cell[] | undefined {
    const pack = Math.floor(index / rowsInPack);
    const bytes = this.#packs[pack];
    if (!bytes) return undefined;
    if (pack !== this.#pack) {
      this.#rows = deserialize(bytes) as readonly (readonly Cell[])[];
      this.#pack = pack;
    }
    return this.#rows[index % rowsInPack];
  }
}

/** Projects column by column: a map for each of twenty thousand rows would name every field twenty thousand times on its way. */
export interface PackedProjects {
  readonly rows: readonly number[];
  readonly values: ColumnStore;
  readonly implied: ColumnStore;
  readonly letters: readonly Map<string, string>[];
  /** Which of `letters` a project has. */
  readonly lettersOf: readonly number[];
}

export function packProjects(projects: readonly ReadProject[]): PackedProjects {
  const letters = [...new Set(projects.map((project) => project.columns))];
  const index = new Map(letters.map((each, at) => [each, at]));
  return {
    rows: projects.map((project) => project.row),
    values: columnsOf(projects.map((project) => project.values)),
    implied: columnsOf(projects.map((project) => project.implied)),
    letters,
    lettersOf: projects.map((project) => index.get(project.columns) ?? 0),
  };
}

function columnsOf(rows: readonly ReadProject['values'][]): ColumnStore {
  const [first] = rows;
  // Of a sheet with one table, all of whose rows are projects, they stand so already.
  if (first instanceof ColumnValues && first.rows === rows.length) {
    const { columns } = first;
    if (rows.every((row, at) => row instanceof ColumnValues && row.columns === columns && row.row === at))
      return columns;
  }
  const columns: ColumnStore = new Map();
  rows.forEach((row, at) => {
    for (const [path, value] of row.entries()) {
      let column = columns.get(path);
      if (!column) {
        column = new Array<FieldValue | undefined>(rows.length).fill(undefined);
        columns.set(path, column);
      }
      column[at] = value;
    }
  });
  return columns;
}

/** The projects as they were before they were sent. */
export function unpackProjects({ rows, values, implied, letters, lettersOf }: PackedProjects): ReadProject[] {
  return rows.map((row, at) => ({
    row,
    values: new ColumnValues(values, at, rows.length),
    implied: new ColumnValues(implied, at, rows.length),
    columns: letters[lettersOf[at] ?? 0] ?? new Map<string, string>(),
  }));
}
