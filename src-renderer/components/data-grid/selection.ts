/** Where the cursor stands (`active`) and how far the block reaches (`end`): as in a spreadsheet, the active cell stays put. */
export interface Selection {
  readonly active: Cell;
  readonly end: Cell;
  /** A whole column or everything: the window does not follow its end. */
  readonly still?: true;
}

export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface Block {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Rows that one Page Down goes. */
  readonly page: number;
}

export const at = (row: number, column: number): Selection => ({ active: { row, column }, end: { row, column } });

export function blockOf({ active, end }: Selection): Block {
  return {
    top: Math.min(active.row, end.row),
    bottom: Math.max(active.row, end.row),
    left: Math.min(active.column, end.column),
    right: Math.max(active.column, end.column),
  };
}

export const sizeOf = (block: Block): number => (block.bottom - block.top + 1) * (block.right - block.left + 1);

const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));

/** Where a key of navigation leads from `cell`; null for every other key. */
export function step(cell: Cell, key: string, control: boolean, extent: Extent): Cell | null {
  const { row, column } = cell;
  const go = (toRow: number, toColumn: number): Cell => ({
    row: within(toRow, extent.rows),
    column: within(toColumn, extent.columns),
  });
  switch (key) {
    case 'ArrowUp':
      return go(control ? 0 : row - 1, column);
    case 'ArrowDown':
      return go(control ? extent.rows - 1 : row + 1, column);
    case 'ArrowLeft':
      return go(row, control ? 0 : column - 1);
    case 'ArrowRight':
      return go(row, control ? extent.columns - 1 : column + 1);
    case 'PageUp':
      return go(row - extent.page, column);
    case 'PageDown':
      return go(row + extent.page, column);
    case 'Home':
      return go(control ? 0 : row, 0);
    case 'End':
      return go(control ? extent.rows - 1 : row, extent.columns - 1);
    default:
      return null;
  }
}

/** The next cell in reading order, as Tab goes; null at the end, where Tab leaves the grid. */
export function tab(cell: Cell, backwards: boolean, extent: Extent): Cell | null {
  const index = cell.row * extent.columns + cell.column + (backwards ? -1 : 1);
  if (index < 0 || index >= extent.rows * extent.columns) return null;
  return { row: Math.floor(index / extent.columns), column: index % extent.columns };
}
