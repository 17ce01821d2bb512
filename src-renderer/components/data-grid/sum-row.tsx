// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid places its rows itself, which a table cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays in the one input, which names the active cell
import type { ReactNode } from 'react';
import classes from './data-grid.module.css';
import type { GridColumn, RowLike } from './grid-types';

/** The line of sums under the rows; while they scroll it stays at the foot of the grid. */
export function SumRow<Row extends RowLike>({
  columns,
  pinned,
  cells,
  total,
  top,
}: {
  columns: readonly GridColumn<Row>[];
  pinned: number;
  cells: readonly ReactNode[];
  total: number;
  top: number;
}) {
  const cell = (column: GridColumn<Row>, index: number) => (
    <div
      key={column.key}
      role="gridcell"
      aria-colindex={index + 2}
      aria-readonly="true"
      className={column.right ? `${classes.cell} ${classes.right}` : classes.cell}
    >
      {cells[index]}
    </div>
  );
  return (
    <div role="row" aria-rowindex={total + 2} className={classes.foot} style={{ marginTop: top }}>
      <div role="presentation" className={classes.pinnedPart}>
        <div role="rowheader" className={classes.number}>
          <span className="visually-hidden">合计</span>
        </div>
        {columns.slice(0, pinned).map(cell)}
      </div>
      {columns.slice(pinned).map((column, index) => cell(column, index + pinned))}
    </div>
  );
}
