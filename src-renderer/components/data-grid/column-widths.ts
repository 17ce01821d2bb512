import type { GridColumn, RowLike } from './grid-types';

export const leastWidth = 40;
const mostWidth = 900;

export const bounded = (width: number): number => Math.round(Math.max(leastWidth, Math.min(mostWidth, width)));

/** Widths of the columns: those that were dragged as they are, and room that is left to those that grow. */
export function widen<Row extends RowLike>(
  columns: readonly GridColumn<Row>[],
  room: number,
  dragged: Readonly<Record<string, number>>,
): number[] {
  const shareOf = (column: GridColumn<Row>) => (dragged[column.key] === undefined ? (column.grow ?? 0) : 0);
  const shares = columns.reduce((sum, column) => sum + shareOf(column), 0);
  const base = columns.map((column) => dragged[column.key] ?? column.width);
  const left = Math.max(0, room - base.reduce((sum, width) => sum + width, 0));
  return columns.map(
    (column, index) => (base[index] ?? 0) + (shares > 0 ? Math.floor((left * shareOf(column)) / shares) : 0),
  );
}

/** Columns that can be frozen: as many as are wanted, but never so many that nothing is left to scroll. */
export function frozenCount(widths: readonly number[], wanted: number, room: number): number {
  let width = 0;
  for (let count = 0; count < Math.min(wanted, widths.length); count += 1) {
    width += widths[count] ?? 0;
    if (count > 0 && width > room * 0.75) return count;
  }
  return Math.max(1, Math.min(wanted, widths.length));
}

/**
 * Dragged widths after the edge of a column was moved. Columns before it that grow keep the width they have: else they would
 * shrink, and the edge would not follow the hand.
 */
export function afterDrag<Row extends RowLike>(
  columns: readonly GridColumn<Row>[],
  widths: readonly number[],
  dragged: Readonly<Record<string, number>>,
  at: number,
  width: number,
): Record<string, number> {
  const next: Record<string, number> = { ...dragged };
  columns.slice(0, at).forEach((column, index) => {
    if (column.grow) next[column.key] = widths[index] ?? column.width;
  });
  const column = columns[at];
  if (column) next[column.key] = bounded(width);
  return next;
}
