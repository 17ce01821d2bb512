import { type Block, findBlocks, Grid } from './excel-layout';
import { sortRows } from './excel-rows';
import { cellText, type Sheet } from './excel-sheet';
import { regionNamed, regionOfCaption } from './excel-titles';
import { plainWord } from './excel-words';
import type { TemplateSheet } from './template-sheet';
import type { TemplateStyles } from './template-styles';

/** Rows of a blank table that take projects, one after another. Rows from 1. */
export interface Segment {
  readonly first: number;
  /** `first - 1` where the table has no row of its own for them. */
  readonly last: number;
  /** Row and words of the caption above it, where the table is in parts. */
  readonly caption: { readonly row: number; readonly text: string } | null;
  /** Code of the region whose projects it takes, or null. */
  readonly region: string | null;
}

export interface TemplateLayout {
  readonly grid: Grid;
  /** The first table of the sheet: its header is the header. */
  readonly block: Block;
  readonly segments: readonly Segment[];
  /** Sheet rows that one project takes, by the merges of its name. */
  readonly rowsPerProject: number;
}

type RowKind = 'rows' | 'total' | 'caption' | 'note' | 'absent';

/** Where the rows of projects stand in a blank or filled table; null where no header is found. */
export function findLayout(values: Sheet, sheet: TemplateSheet, styles: TemplateStyles): TemplateLayout | null {
  const grid = new Grid(values);
  const blocks = findBlocks(grid).map((each) => withoutPrintedRows(grid, each));
  const block = blocks[0];
  if (!block) return null;
  const segments = blocks.flatMap((each) => segmentsOf(grid, each, sheet, styles));
  const first = segments[0];
  return { grid, block, segments, rowsPerProject: first ? heightOf(sheet, first, block.nameColumn) : 1 };
}

/** 万元, printed into every blank row, looks like a row of units in the header: rows that say the same as the next one are no header. */
function withoutPrintedRows(grid: Grid, block: Block): Block {
  const wordsOf = (row: number) => JSON.stringify(grid.filled(row).map((column) => [column, grid.text(row, column)]));
  for (let row = block.headerTop + 1; row <= block.headerBottom; row++) {
    const printed = grid.filled(row);
    if (printed.length === 0 || printed.includes(block.nameColumn) || wordsOf(row) !== wordsOf(row + 1)) continue;
    const columns = block.columns.map((texts, column) =>
      printed.includes(column) && texts.length > 1 ? texts.slice(0, -1) : texts,
    );
    return { ...block, headerBottom: row - 1, dataTop: row, columns };
  }
  return block;
}

function heightOf(sheet: TemplateSheet, { first, last }: Segment, nameColumn: number): number {
  const merge = sheet.merges.find(({ top, left, right }) => top === first && left <= nameColumn && right >= nameColumn);
  const height = merge ? merge.bottom - merge.top + 1 : 1;
  return (last - first + 1) % height === 0 ? height : 1;
}

function segmentsOf(grid: Grid, block: Block, sheet: TemplateSheet, styles: TemplateStyles): Segment[] {
  const reasons = new Map(sortRows(grid, block).skipped.map(({ row, reason }) => [row, reason]));
  const columns = block.columns.flatMap((texts, column) => (texts.length > 0 ? [column] : []));
  const hasBorders = columns.some((column) => styles.hasBorder(sheet.style(block.headerBottom + 1, column)));
  const title = block.titleRows.map((row) =>
    grid
      .filled(row)
      .map((column) => grid.text(row, column))
      .join(' '),
  );
  const regionOfTitle = title.map(regionNamed).find((region) => region !== null) ?? null;
  // The header of a later table ends this one; its titles stand between them.
  const end = block.dataEnd < grid.rows.length ? block.dataEnd : Math.max(sheet.lastRow, grid.rows.length);

  const segments: Segment[] = [];
  let caption: Segment['caption'] = null;
  let first: number | null = null;
  const close = (row: number) => {
    if (first === null) return;
    segments.push({ first, last: row, caption, region: caption ? regionOfCaption(caption.text) : regionOfTitle });
    first = null;
  };
  for (let row = block.dataTop; row < end; row++) {
    const kind = kindOf(grid, block, sheet, styles, row, reasons.get(row), columns, hasBorders);
    if (kind === 'rows') {
      first ??= row + 1;
      continue;
    }
    close(row);
    if (kind === 'caption') caption = { row: row + 1, text: captionText(grid, row) };
    if (kind === 'note' || (kind === 'absent' && segments.length > 0)) break;
  }
  close(end);
  if (segments.length > 0) return segments;
  const start = firstFree(grid, block, reasons);
  return [{ first: start, last: start - 1, caption: null, region: regionOfTitle }];
}

/** Where rows are put in when the table has none: under the header and what is added up on top of it. */
function firstFree(grid: Grid, block: Block, reasons: ReadonlyMap<number, string>): number {
  const row = block.dataTop;
  const isTotal = reasons.get(row) === '合计、小计行';
  // A total straight under the header stands below the projects, unless something else follows it.
  return isTotal && grid.rows.length > row + 1 && grid.filled(row + 1).length > 0 && !reasons.has(row + 1)
    ? row + 2
    : row + 1;
}

function captionText(grid: Grid, row: number): string {
  return grid
    .filled(row)
    .map((column) => grid.text(row, column))
    .filter((text) => !/^[一二三四五六七八九十]+$|^\d+$/.test(plainWord(text)))
    .join(' ');
}

function kindOf(
  grid: Grid,
  block: Block,
  sheet: TemplateSheet,
  styles: TemplateStyles,
  row: number,
  reason: string | undefined,
  columns: readonly number[],
  hasBorders: boolean,
): RowKind {
  if (reason === '合计、小计行' || reason === '“其中”行') return 'total';
  const filled = grid.filled(row);
  // 万元, printed into each blank row right of the names, is neither a caption nor a note.
  const isPrinted =
    filled.length > 0 &&
    filled.every((column) => column > block.nameColumn && !/[:：]/.test(grid.text(row, column))) &&
    styles.hasBorder(sheet.style(row + 1, block.nameColumn));
  if (reason === '分组行' && !isPrinted) return 'caption';
  if (reason === '说明' && !isPrinted) return 'note';
  const cells = columns.filter((column) => sheet.cell(row + 1, column));
  if (filled.length > 0) {
    const words = filled.map((column) => cellText(grid.rows[row]?.[column]));
    const isNote = reason === '没有项目名称' && words.some((word) => /[:：]/.test(word) && plainWord(word).length > 2);
    return isNote ? 'note' : 'rows';
  }
  const wide = sheet.merges.some(
    ({ top, left, right }) =>
      top === row + 1 && left <= block.nameColumn && right > block.nameColumn && right - left + 1 > columns.length / 2,
  );
  if (wide) return 'note';
  const bordered = cells.filter((column) => styles.hasBorder(sheet.style(row + 1, column))).length;
  if (hasBorders) return bordered * 2 > columns.length ? 'rows' : 'absent';
  return cells.length * 2 > columns.length ? 'rows' : 'absent';
}
