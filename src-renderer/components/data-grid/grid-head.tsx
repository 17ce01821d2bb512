// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid places its rows itself, which a table cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays in the one input, which names the active cell
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import classes from './data-grid.module.css';
import type { GridColumn, RowLike, Sorting } from './grid-types';
import { nextSorting } from './next-sorting';

/** Whether some columns stand under a common heading. */
export function isTall(columns: readonly { readonly over?: string }[]): boolean {
  return columns.some((column) => column.over !== undefined);
}

/** Headings with the columns that they stand over. */
function headingsOf(columns: readonly { readonly over?: string }[]): { over: string; from: number; count: number }[] {
  const headings: { over: string; from: number; count: number }[] = [];
  columns.forEach(({ over }, index) => {
    const last = headings.at(-1);
    if (over === undefined) return;
    if (last && last.over === over && last.from + last.count === index) last.count += 1;
    else headings.push({ over, from: index, count: 1 });
  });
  return headings;
}

export function GridHead<Row extends RowLike>({
  columns,
  sortings,
  onSort,
  numberLabel,
}: {
  columns: readonly GridColumn<Row>[];
  sortings: readonly Sorting[];
  onSort: (next: Sorting[]) => void;
  numberLabel: string;
}) {
  const tall = isTall(columns);
  // In a head of two rows a column without a heading over it takes both.
  const place = (column: GridColumn<Row>, index: number) =>
    tall ? { gridColumn: index + 2, gridRow: column.over ? 2 : '1 / span 2' } : undefined;
  return (
    <div role="row" aria-rowindex={1} className={tall ? `${classes.head} ${classes.tall}` : classes.head}>
      <div role="columnheader" className={classes.number} style={tall ? { gridRow: '1 / span 2' } : undefined}>
        <span className="visually-hidden">{numberLabel}</span>
      </div>
      {tall &&
        headingsOf(columns).map(({ over, from, count }) => (
          <div
            key={from}
            aria-hidden="true"
            className={`${classes.headCell} ${classes.overCell}`}
            style={{ gridColumn: `${from + 2} / span ${count}`, gridRow: 1 }}
          >
            {over}
          </div>
        ))}
      {columns.map((column, index) => {
        const sorting = column.order ? sortings.find(({ field }) => field === column.order) : undefined;
        const label = (
          <>
            {column.over && <span className="visually-hidden">{column.over}</span>}
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
            style={place(column, index)}
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
