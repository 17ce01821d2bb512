// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid places its rows itself, which a table cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays in the one input, which names the active cell
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import classes from './data-grid.module.css';
import type { GridColumn, RowLike, Sorting } from './grid-types';
import { nextSorting } from './next-sorting';

export function GridHead<Row extends RowLike>({
  columns,
  sortings,
  onSort,
}: {
  columns: readonly GridColumn<Row>[];
  sortings: readonly Sorting[];
  onSort: (next: Sorting[]) => void;
}) {
  return (
    <div role="row" aria-rowindex={1} className={classes.head}>
      <div role="columnheader" className={classes.number}>
        <span className="visually-hidden">序号</span>
      </div>
      {columns.map((column, index) => {
        const sorting = column.order ? sortings.find(({ field }) => field === column.order) : undefined;
        const label = (
          <>
            <span className="ell">{column.label}</span>
            {sorting &&
              (sorting.descending ? (
                <IconArrowDown className="icon" aria-hidden="true" />
              ) : (
                <IconArrowUp className="icon" aria-hidden="true" />
              ))}
          </>
        );
        return (
          <div
            key={column.key}
            role="columnheader"
            aria-colindex={index + 2}
            aria-sort={sorting ? (sorting.descending ? 'descending' : 'ascending') : undefined}
            className={[classes.headCell, index === 0 && classes.frozen, column.right && classes.right]
              .filter(Boolean)
              .join(' ')}
          >
            {column.order ? (
              <button
                type="button"
                className={classes.sort}
                title={`按${column.label}排序`}
                onClick={(event) => onSort(nextSorting(column, sortings, event.shiftKey))}
              >
                {label}
              </button>
            ) : (
              label
            )}
          </div>
        );
      })}
    </div>
  );
}
