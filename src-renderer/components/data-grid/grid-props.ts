import type { KeyboardEvent, ReactNode } from 'react';
import type { Finder } from './finder';
import type { GridColumn, RowLike, Sorting, WriteEdits } from './grid-types';
import type { Selection } from './selection';

export interface DataGridProps<Row extends RowLike> {
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  readonly total: number;
  readonly rowAt: (index: number) => Row | undefined;
  readonly want: (from: number, to: number) => Promise<void>;
  /** Changes with every change of the rows behind `rowAt`. */
  readonly version: number;
  /** Changes when other rows are shown: cursor and scroll go back to the start. */
  readonly queryKey: string;
  /** Row that the cursor stands on then; the top one without it. */
  readonly startRow?: number;
  readonly numberOf: (row: Row, index: number) => number | null;
  readonly isFolded: (row: Row) => boolean;
  readonly onFold: (row: Row, fold: boolean) => void;
  readonly onOpen: (row: Row) => void;
  readonly write: WriteEdits<Row>;
  readonly writable: boolean;
  readonly sortings: readonly Sorting[];
  readonly onSort: (next: Sorting[]) => void;
  readonly onSelection: (selection: Selection) => void;
  readonly onRefusal: (message: string) => void;
  /** Name under which dragged widths and the frozen columns are kept on this machine; without it they are kept while the grid is open. */
  readonly remember?: string;
  /** Columns frozen at the left where the screen keeps that itself, as a saved view does; then with `onPin`. */
  readonly pinned?: number;
  readonly onPin?: (count: number) => void;
  /** More for the menu of a column's head, such as a filter with counts; `close` closes the menu. Null for none. */
  readonly headMenu?: (column: GridColumn<Row>, close: () => void) => ReactNode;
  /** Puts the column of this key at another place among the columns; without it columns cannot be moved. */
  readonly onMoveColumn?: (key: string, to: number) => void;
  /** Takes the column of this key away; without it columns cannot be hidden. The first one never is. */
  readonly onHideColumn?: (key: string) => void;
  /** Rows stand in groups: the header of the one at the top stays in sight. */
  readonly grouped?: boolean;
  /** Stands in place of the number of a row, with what its column is called. */
  readonly mark?: { readonly label: string; of(row: Row): ReactNode };
  /** One line under the rows, a cell for each column: sums. It stays in sight. */
  readonly foot?: readonly ReactNode[];
  /** The grid is no taller than its rows. */
  readonly fit?: boolean;
  /** Does not take the focus when it comes: it stands on a page among other things. */
  readonly still?: boolean;
  readonly tabTyped?: boolean;
  /** ISO day that Ctrl+; types. */
  readonly today?: string;
  /** Another value puts the cursor there. */
  readonly goTo?: { readonly row: number; readonly column: number } | null;
  /** Keys of the screen itself, asked before the grid's own; true where the key is used up. Not asked while something is typed. */
  readonly onKey?: (event: KeyboardEvent<HTMLElement>, selection: Selection) => boolean;
  /** Looks for words in all rows, where they are not all here; Ctrl+F anywhere on the page then opens the search. */
  readonly finder?: Finder<Row>;
  /** Another value opens the search, as a button of the screen does. */
  readonly openFind?: number;
  /** Stands in place of the rows: nothing here yet, nothing found, a failure. */
  readonly over?: ReactNode;
}
