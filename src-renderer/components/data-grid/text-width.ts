import { bounded } from './column-widths';
import type { GridColumn, RowLike } from './grid-types';

let brush: CanvasRenderingContext2D | null = null;

/** Width in which the head of a column and what stands in rows `from`…`to` of it can be read whole. */
export function fittingWidth<Row extends RowLike>(
  column: GridColumn<Row>,
  rowAt: (index: number) => Row | undefined,
  from: number,
  to: number,
): number {
  brush ??= document.createElement('canvas').getContext('2d');
  if (!brush) return column.width;
  const style = getComputedStyle(document.body);
  brush.font = `${style.fontSize} ${style.fontFamily}`;
  let widest = brush.measureText(column.label).width + 20;
  for (let index = from; index <= to; index += 1) {
    const row = rowAt(index);
    if (row) widest = Math.max(widest, brush.measureText(column.text(row)).width);
  }
  // Room on both sides, the line, and the arrow that opens a record from its name.
  return bounded(Math.ceil(widest) + 16 + (column.render ? 28 : 0));
}
