import type { GridColumn, RowLike, Sorting } from './grid-types';

/** Next order of a column on a click: figures begin with the greatest, texts with the first; the third click lets go. */
export function nextSorting(
  column: Pick<GridColumn<RowLike>, 'order' | 'right'>,
  sortings: readonly Sorting[],
  add: boolean,
): Sorting[] {
  if (!column.order) return [...sortings];
  const present = sortings.find((sorting) => sorting.field === column.order);
  const begin = column.right === true;
  const others = add ? sortings.filter((sorting) => sorting.field !== column.order) : [];
  if (!present) return [...others, { field: column.order, descending: begin }].slice(-4);
  if (present.descending === begin) return [...others, { field: column.order, descending: !begin }];
  return others;
}

export const oneSorting = (field: string, descending: boolean): Sorting[] => [{ field, descending }];

/** The order with one more level, the fourth at most. */
export const addSorting = (sortings: readonly Sorting[], field: string, descending: boolean): Sorting[] => [
  ...sortings.filter((sorting) => sorting.field !== field).slice(0, 3),
  { field, descending },
];
