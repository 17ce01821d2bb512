import { type Block, findBlocks, Grid } from './excel-layout';
import type { Sheet } from './excel-sheet';
import { findSegments, type Segment, type SumRow } from './template-segments';
import type { TemplateSheet } from './template-sheet';
import type { TemplateStyles } from './template-styles';

export interface TemplateLayout {
  readonly grid: Grid;
  /** The first table of the sheet: its header is the header. */
  readonly block: Block;
  readonly segments: readonly Segment[];
  /** Totals, and captions that may have figures beside them. */
  readonly sums: readonly SumRow[];
  /** Sheet rows that one project takes, by the merges of its name. */
  readonly rowsPerProject: number;
}

/** Where the rows of projects stand in a blank or filled table; null where no header is found. */
export function findLayout(values: Sheet, sheet: TemplateSheet, styles: TemplateStyles): TemplateLayout | null {
  const grid = new Grid(values);
  const blocks = findBlocks(grid).map((each) => withoutPrintedRows(grid, each));
  const block = blocks[0];
  if (!block) return null;
  const { segments, sums } = findSegments(grid, blocks, sheet, styles);
  const first = segments[0];
  return { grid, block, segments, sums, rowsPerProject: first ? heightOf(sheet, first, block.nameColumn) : 1 };
}

/**
 * 万元 printed into every blank row, or 计划 and 完成 into every second, looks like a row of the header: rows that say the same as one of
 * the next are no header.
 */
function withoutPrintedRows(grid: Grid, block: Block): Block {
  const wordsOf = (row: number) => JSON.stringify(grid.filled(row).map((column) => [column, grid.text(row, column)]));
  for (let row = block.headerTop + 1; row <= block.headerBottom; row++) {
    const printed = grid.filled(row);
    const isRepeated = [1, 2, 3].some((period) => wordsOf(row) === wordsOf(row + period));
    if (printed.length === 0 || printed.includes(block.nameColumn) || !isRepeated) continue;
    const words = new Map<number, Set<string>>();
    for (let below = row; below <= block.headerBottom; below++) {
      for (const column of grid.filled(below))
        words.set(column, (words.get(column) ?? new Set()).add(grid.text(below, column).trim()));
    }
    const columns = block.columns.map((texts, column) =>
      texts.filter((text, index) => index === 0 || !words.get(column)?.has(text)),
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
