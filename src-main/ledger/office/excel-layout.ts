import { type Head, headAt, namelessHead } from './excel-head';
import { namesProjects } from './excel-headers';
import { type Cell, cellText, isBlank, MergeMap, type SeenSheet, type Sheet, type TypedRows } from './excel-sheet';
import { isGroupCaption } from './excel-titles';
import { plainWord } from './excel-words';

/** One table of a sheet: its header and where its rows stand. Rows and columns from 0. */
export interface Block {
  readonly headerTop: number;
  readonly headerBottom: number;
  /** Column of 项目名称. */
  readonly nameColumn: number;
  /** Last column that the header of the names reaches over; `nameColumn` where it is not merged. */
  readonly nameRight: number;
  /** Header texts of each column, top to bottom, merged and spread captions included; empty where a column has none. */
  readonly columns: readonly (readonly string[])[];
  /** Rows above the header that say what the table is. */
  readonly titleRows: readonly number[];
  readonly dataTop: number;
  /** One behind the last row. */
  readonly dataEnd: number;
  /** A row of column numbers (1 2 3 …, 甲 乙 1 2 …) under the header, or null. */
  readonly numberRow: number | null;
  /** Headers that come again on every page of the same table, with their row of numbers. Both ends included. */
  readonly repeats: readonly { readonly top: number; readonly bottom: number; readonly headerBottom: number }[];
}

/** A sheet that is looked at here and there. */
export class SheetView {
  readonly merges: MergeMap;

  constructor(readonly sheet: SeenSheet) {
    this.merges = new MergeMap(sheet.merges, sheet.rows.length);
  }

  cells(row: number): readonly Cell[] {
    return row < 0 ? [] : (this.sheet.rows.at(row) ?? []);
  }

  text(row: number, column: number): string {
    return cellText(this.cells(row)[column]);
  }

  /** The text that a person sees at this place: of the merge that covers it, else its own. */
  seen(row: number, column: number): string {
    const merge = this.merges.at(row, column);
    return merge ? this.text(merge.top, merge.left) : this.text(row, column);
  }
}

/** A sheet together with what is asked of it again and again. */
export class Grid extends SheetView {
  readonly rows: Sheet['rows'];
  readonly width: number;

  constructor(override readonly sheet: Sheet) {
    super(sheet);
    this.rows = sheet.rows;
    this.width = sheet.rows.reduce((most, row) => Math.max(most, row.length), 0);
  }

  override text(row: number, column: number): string {
    return cellText(this.rows[row]?.[column]);
  }

  isBlank(row: number, column: number): boolean {
    return isBlank(this.rows[row]?.[column]);
  }

  /** Columns of a row that are not blank. */
  filled(row: number): number[] {
    const cells = this.rows[row] ?? [];
    const found: number[] = [];
    for (let column = 0; column < cells.length; column++) if (!isBlank(cells[column])) found.push(column);
    return found;
  }
}

/** A sheet with the rows that a person typed anew. */
export function withTyped(sheet: Sheet, typed: TypedRows): Sheet {
  if (typed.length === 0) return sheet;
  const rows = [...sheet.rows];
  for (const [row, cells] of typed) rows[row] = cells;
  return { ...sheet, rows };
}

const found = new WeakMap<Sheet, Block[]>();

/** Every table of a sheet that has a column of project names, from top to bottom. */
export function findBlocks(grid: Grid): Block[] {
  const known = found.get(grid.sheet);
  if (known) return known;
  const blocks = joinPages(grid, blocksOf(grid));
  found.set(grid.sheet, blocks);
  return blocks;
}

function blocksOf(grid: Grid): Block[] {
  const heads: Head[] = [];
  for (let row = 0; row < grid.rows.length; row++) {
    const head = headAt(grid, row);
    if (!head) continue;
    heads.push(head);
    row = head.bottom;
  }
  const nameless = heads.length === 0 ? namelessHead(grid) : undefined;
  if (nameless) heads.push(nameless);
  return heads.map((head, index): Block => {
    const before = heads[index - 1];
    const numberRow = isNumberRow(grid, head.bottom + 1, head.nameColumn) ? head.bottom + 1 : null;
    return {
      headerTop: head.top,
      headerBottom: head.bottom,
      nameColumn: head.nameColumn,
      nameRight: grid.merges.at(head.bottom, head.nameColumn)?.right ?? head.nameColumn,
      columns: headerTexts(grid, head),
      titleRows: titleRows(grid, head.top, before ? before.bottom + 1 : 0, before === undefined),
      dataTop: (numberRow ?? head.bottom) + 1,
      dataEnd: heads[index + 1]?.top ?? grid.rows.length,
      numberRow,
      repeats: [],
    };
  });
}

/** Tables that are the pages of one: the same header again, and no title of its own above it. */
function joinPages(grid: Grid, blocks: readonly Block[]): Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const before = joined.at(-1);
    if (before && continues(grid, before, block)) {
      const { headerTop: top, headerBottom, numberRow } = block;
      joined[joined.length - 1] = {
        ...before,
        dataEnd: block.dataEnd,
        repeats: [...before.repeats, { top, bottom: numberRow ?? headerBottom, headerBottom }],
      };
    } else joined.push(block);
  }
  return joined;
}

function continues(grid: Grid, before: Block, block: Block): boolean {
  const textsOf = (rows: readonly number[]) => rows.flatMap((row) => grid.filled(row).map((at) => grid.text(row, at)));
  const said = new Set(textsOf(before.titleRows));
  return (
    JSON.stringify(before.columns) === JSON.stringify(block.columns) &&
    textsOf(block.titleRows).every((text) => said.has(text) || isGroupCaption(plainWord(text)))
  );
}

/** 1 2 3 4 … or 甲 乙 1 2 … or (5)=(3)/(4) under the header. */
function isNumberRow(grid: Grid, row: number, nameColumn: number): boolean {
  const texts = grid.filled(row).map((column) => plainWord(grid.text(row, column)));
  if (texts.length < 3 || grid.isBlank(row, nameColumn)) return false;
  if (!/^(?:[甲乙丙丁戊己]|[（(]?\d{1,2}[)）]?|[A-Z]|栏次)$/.test(plainWord(grid.text(row, nameColumn)))) return false;
  return texts.every((text) => /^(?:[甲乙丙丁戊己庚辛]|[A-Z]{1,2}|栏次|[\d()+\-*/=×÷%＝]+)$/.test(text));
}

function titleRows(grid: Grid, headerTop: number, from: number, isFirst: boolean): number[] {
  const rows: number[] = [];
  for (let row = headerTop - 1; row >= from && (isFirst || rows.length < 4); row--) {
    const filled = grid.filled(row);
    if (filled.length === 0) continue;
    // In a text file figures are texts as well: a line of sums above a header says nothing about the table below it.
    const isWord = (column: number) =>
      typeof grid.rows[row]?.[column] === 'string' && !/^[\d.,，\s]+$/.test(grid.text(row, column).normalize('NFKC'));
    const lone = filled.length <= 3 && filled.every(isWord);
    if (!lone && !isFirst) break;
    rows.push(row);
  }
  return rows.reverse();
}

/** Header texts by column; a caption that is not merged reaches over the blank cells to its right that have a header of their own below. */
function headerTexts(grid: Grid, head: Head): string[][] {
  const columns: string[][] = [];
  for (let column = 0; column < grid.width; column++) {
    const texts: string[] = [];
    for (let row = head.top; row <= head.bottom; row++) {
      const text = (grid.seen(row, column) || spreadCaption(grid, head, row, column)).trim();
      if (text !== '' && text !== texts.at(-1)) texts.push(text);
    }
    columns.push(texts);
  }
  return columns;
}

function spreadCaption(grid: Grid, head: Head, row: number, column: number): string {
  const hasOwn = (at: number) => {
    for (let below = row + 1; below <= head.bottom; below++) if (!grid.isBlank(below, at)) return true;
    return false;
  };
  if (row === head.bottom || grid.merges.at(row, column) || !hasOwn(column)) return '';
  const edge = column > head.nameColumn ? head.nameColumn : -1;
  for (let left = column - 1; left > edge; left--) {
    if (grid.isBlank(row, left) && !grid.merges.at(row, left)) continue;
    const merge = grid.merges.at(row, left);
    return !merge && hasOwn(left) ? grid.text(row, left) : '';
  }
  return '';
}

/**
 * The tables of a sheet, each with the grid to read it in: where two stand beside each other, with a blank column between them, each has
 * a grid in which the other is blank.
 */
export function findTables(grid: Grid): { grid: Grid; block: Block }[] {
  const blocks = findBlocks(grid);
  for (const block of blocks) {
    const split = secondTable(grid, block);
    if (split === null) continue;
    return [part(grid, 0, split, block.headerTop), part(grid, split, grid.width, block.headerTop)]
      .flatMap((half) => findBlocks(half).map((each) => ({ grid: half, block: each })))
      .sort((one, other) => one.block.headerTop - other.block.headerTop);
  }
  return blocks.map((block) => ({ grid, block }));
}

/** Where a second table with names of its own begins to the right of one, behind a column without anything; null where none does. */
function secondTable(grid: Grid, block: Block): number | null {
  const isEmpty = (column: number) => {
    if ((block.columns[column]?.length ?? 0) > 0) return false;
    for (let row = block.dataTop; row < block.dataEnd; row++) if (!grid.isBlank(row, column)) return false;
    return true;
  };
  for (let column = block.nameRight + 2; column < grid.width - 1; column++) {
    if (namesProjects(block.columns[column]?.at(-1) ?? '') !== 'sure') continue;
    for (let gap = column - 1; gap > block.nameRight; gap--) if (isEmpty(gap)) return gap + 1;
  }
  return null;
}

/** A grid with the columns from `left` to before `right` alone; titles above the tables stay for both. */
function part(grid: Grid, left: number, right: number, headerTop: number): Grid {
  const rows = grid.rows.map((row, at) => {
    const isTitle =
      at < headerTop && row.every((cell, column) => isBlank(cell) || column < 1 || grid.merges.at(at, column));
    return isTitle ? row : row.slice(0, right).map((cell, column) => (column < left ? null : cell));
  });
  return new Grid({ ...grid.sheet, rows });
}
