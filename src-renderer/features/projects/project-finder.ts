import { useCallback } from 'react';
import type { Finder } from '../../components/data-grid/finder';
import { demand } from '../../ledger-client';
import type { Row } from './grid-columns';
import type { GridQuery } from './grid-state';
import type { Folding } from './use-project-rows';

/** Looks for words in every cell of the grid of projects; the ledger looks, because few of the rows are here. */
export function useProjectFinder(
  state: GridQuery,
  folding: Folding,
  rowAt: (index: number) => Row | undefined,
): Finder<Row> {
  const { view, filters, words, sortings, group } = state;
  return useCallback(
    async ({ columns, ...request }) => {
      const { all, except } = folding;
      const answer = await demand('projects.find', {
        view,
        filters: [...filters],
        words,
        orders: [...sortings],
        group,
        ...(all ? { unfolded: [...except] } : { folded: [...except] }),
        columns: [...columns],
        ...request,
      });
      return {
        ...answer,
        cells: answer.cells.map(({ row, column, id, value }) => {
          const here = rowAt(row);
          // To write into a project its id is enough.
          return { row, column, value, of: here?.id === id ? here : ({ kind: 'project', id } as unknown as Row) };
        }),
      };
    },
    [view, filters, words, sortings, group, folding, rowAt],
  );
}
