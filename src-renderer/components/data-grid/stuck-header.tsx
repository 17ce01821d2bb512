import classes from './data-grid.module.css';
import { GridRowView } from './grid-row-view';
import type { GridColumn, RowLike } from './grid-types';

/** The header of the group that a row belongs to, as far as it is here; null where the row is a header itself. */
function headerAbove<Row extends RowLike>(index: number, rowAt: (index: number) => Row | undefined): number | null {
  if (rowAt(index)?.kind === 'group') return null;
  for (let above = index - 1; above >= 0; above -= 1) {
    const row = rowAt(above);
    if (row === undefined) return null;
    if (row.kind === 'group') return above;
  }
  return null;
}

/** The header of the group at the top of the window, while its rows scroll by; it is a picture of the row that has left. */
export function StuckHeader<Row extends RowLike>({
  first,
  rowAt,
  isFolded,
  columns,
  pinned,
  top,
  idPrefix,
}: {
  /** The row at the top of the window. */
  first: number;
  rowAt: (index: number) => Row | undefined;
  isFolded: (row: Row) => boolean;
  columns: readonly GridColumn<Row>[];
  pinned: number;
  top: number;
  idPrefix: string;
}) {
  const index = headerAbove(first, rowAt);
  const row = index === null ? undefined : rowAt(index);
  if (index === null || !row) return null;
  return (
    <div aria-hidden="true" className={classes.stuck} style={{ top }}>
      <GridRowView
        row={row}
        index={index}
        top={0}
        number={null}
        mark={undefined}
        columns={columns}
        pinned={pinned}
        folded={isFolded(row)}
        from={-1}
        to={-1}
        first={false}
        last={false}
        active={-1}
        idPrefix={`${idPrefix}-stuck`}
      />
    </div>
  );
}
