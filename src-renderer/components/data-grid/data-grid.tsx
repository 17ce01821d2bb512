// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid places its rows itself, which a table cannot
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { editText } from '../fields/edit-text';
import { CellEditor } from './cell-editor';
import classes from './data-grid.module.css';
import { toggled } from './draft';
import { GridHead, isTall } from './grid-head';
import { GridRowView } from './grid-row-view';
import type { GridColumn, RowLike, Sorting, WriteEdits } from './grid-types';
import { at, blockOf, type Selection } from './selection';
import { SumRow } from './sum-row';
import { useGrid } from './use-grid';
import { usePointer } from './use-pointer';

const rowHeight = 32;
const numberWidth = (total: number) => Math.max(30, 14 + 8 * String(total).length);

/** Widths of the columns; room that is left goes to those that grow. */
function widen<Row extends RowLike>(columns: readonly GridColumn<Row>[], room: number): number[] {
  const shares = columns.reduce((sum, column) => sum + (column.grow ?? 0), 0);
  const left = Math.max(0, room - columns.reduce((sum, column) => sum + column.width, 0));
  return columns.map((column) => column.width + (shares > 0 ? Math.floor((left * (column.grow ?? 0)) / shares) : 0));
}

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
  /** Stands in place of the number of a row, with what its column is called. */
  readonly mark?: { readonly label: string; of(row: Row): ReactNode };
  /** One line under the rows, a cell for each column: sums. It stays in sight. */
  readonly foot?: readonly ReactNode[];
  /** The grid is no taller than its rows. */
  readonly fit?: boolean;
  /** Does not take the focus when it comes: it stands on a page among other things. */
  readonly still?: boolean;
  readonly tabTyped?: boolean;
  /** Another value puts the cursor there. */
  readonly goTo?: { readonly row: number; readonly column: number } | null;
  /** Keys of the screen itself, asked before the grid's own; true where the key is used up. Not asked while something is typed. */
  readonly onKey?: (event: KeyboardEvent<HTMLElement>, selection: Selection) => boolean;
  /** Stands in place of the rows: nothing here yet, nothing found, a failure. */
  readonly over?: ReactNode;
}

/** A spreadsheet over rows that come in pages: cursor, block, typing, clipboard, filling, order, folding. */
export function DataGrid<Row extends RowLike>(props: DataGridProps<Row>) {
  const { columns, total, rowAt, want, version, queryKey, onSelection, still } = props;
  const viewport = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const idPrefix = useId();
  const [size, setSize] = useState({ width: 0, height: 0 });

  useLayoutEffect(() => {
    const element = viewport.current;
    if (!element) return undefined;
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);

  const page = Math.max(1, Math.floor(size.height / rowHeight) - 2);
  const grid = useGrid<Row>({ ...props, page });
  const { selection, setSelection, draft, setDraft, actions } = grid;
  const pointer = usePointer(grid, input);

  const headHeight = isTall(columns) ? 56 : rowHeight;
  const footHeight = props.foot ? rowHeight : 0;
  const first = props.mark ? 34 : numberWidth(total);
  const widths = useMemo(() => widen(columns, size.width - first), [columns, size.width, first]);
  const nameWidth = widths[0] ?? 0;
  const sheetWidth = first + widths.reduce((sum, width) => sum + width, 0);

  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => viewport.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 40;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version may have made rows in sight stale
  useEffect(() => void want(from, to), [want, from, to, version]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another query starts anew
  useEffect(() => {
    setSelection(at(props.startRow ?? 0, 0));
    setDraft(null);
    viewport.current?.scrollTo({ top: 0 });
  }, [queryKey]);

  useEffect(() => onSelection(selection), [onSelection, selection]);
  useEffect(() => {
    if (!still && document.activeElement === document.body) input.current?.focus({ preventScroll: true });
  }, [still]);

  const { row: endRow, column: endColumn } = selection.end;
  const offset = widths.slice(1, endColumn).reduce((sum, width) => sum + width, 0);
  const endWidth = widths[endColumn] ?? 0;
  useLayoutEffect(() => {
    const element = viewport.current;
    if (!element) return;
    const top = endRow * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + rowHeight + headHeight + footHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowHeight + headHeight + footHeight - element.clientHeight;
    if (endColumn === 0) return;
    const room = element.clientWidth - first - nameWidth;
    if (offset < element.scrollLeft) element.scrollLeft = offset;
    else if (offset + endWidth > element.scrollLeft + room) element.scrollLeft = offset + endWidth - room;
  }, [endRow, endColumn, offset, endWidth, first, nameWidth, headHeight, footHeight]);

  const { goTo, onKey } = props;
  useEffect(() => {
    if (!goTo) return;
    setSelection(at(goTo.row, goTo.column));
    input.current?.focus({ preventScroll: true });
  }, [goTo, setSelection]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const composing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (!composing && !draft && onKey?.(event, selection)) event.preventDefault();
    else grid.onKeyDown(event);
  };

  const block = blockOf(selection);
  const { active } = selection;
  const column = columns[active.column];
  const activeRow = rowAt(active.row);
  const activeLeft = first + widths.slice(0, active.column).reduce((sum, width) => sum + width, 0);
  const inSight = active.row >= from && active.row <= to;
  const pick = useCallback(
    (text: string) => {
      const present = actions.now().draft;
      if (actions.activeColumn()?.field?.kind === 'choices')
        setDraft({ text: toggled(present?.text ?? '', text), fault: null, option: -1 });
      else actions.commit({ text, fault: null, option: -1 });
    },
    [actions, setDraft],
  );
  const style = {
    '--grid-columns': [first, ...widths].map((width) => `${width}px`).join(' '),
    '--grid-number': `${first}px`,
    '--grid-head': `${headHeight}px`,
    ...(props.fit ? { flex: `0 1 ${headHeight + total * rowHeight + footHeight}px`, minHeight: 160 } : {}),
  } as CSSProperties;

  return (
    <div className={props.fit ? `${classes.frame} ${classes.fitted}` : classes.frame} style={style}>
      <div ref={viewport} className={classes.viewport}>
        <div
          role="grid"
          aria-label={props.label}
          aria-rowcount={total + (props.foot ? 2 : 1)}
          aria-colcount={columns.length + 1}
          aria-multiselectable="true"
          className={classes.sheet}
          style={{ width: sheetWidth, height: headHeight + total * rowHeight + footHeight }}
          onMouseDown={pointer.onMouseDown}
          onPointerDown={pointer.onPointerDown}
          onPointerMove={pointer.onPointerMove}
          onPointerUp={pointer.onPointerUp}
          onDoubleClick={pointer.onDoubleClick}
        >
          <GridHead
            columns={columns}
            sortings={props.sortings}
            onSort={props.onSort}
            numberLabel={props.mark?.label ?? '序号'}
          />
          {items.map(({ index, start }) => {
            const row = rowAt(index);
            const inside = index >= block.top && index <= block.bottom;
            return (
              <GridRowView
                key={index}
                row={row}
                index={index}
                top={start}
                number={row ? props.numberOf(row, index) : null}
                mark={props.mark?.of}
                columns={columns}
                folded={row ? props.isFolded(row) : false}
                from={inside ? block.left : -1}
                to={inside ? block.right : -1}
                first={index === block.top}
                last={index === block.bottom}
                active={index === active.row ? active.column : -1}
                idPrefix={idPrefix}
              />
            );
          })}
          {props.foot && <SumRow columns={columns} cells={props.foot} total={total} top={total * rowHeight} />}
        </div>
        {total > 0 && (
          <CellEditor
            input={input}
            draft={draft}
            field={column?.field}
            label={`${activeRow && columns[0] ? columns[0].text(activeRow) : ''} ${column?.label ?? ''}：${activeRow && column ? cellWords(column, activeRow) : ''}`}
            activeId={inSight ? `${idPrefix}-${active.row}-${active.column}` : undefined}
            top={headHeight + active.row * rowHeight}
            left={activeLeft}
            width={(widths[active.column] ?? 0) + 1}
            sheetWidth={sheetWidth}
            frozen={active.column === 0}
            doubt={activeRow && activeRow.kind !== 'group' ? (column?.doubt?.(activeRow) ?? null) : null}
            onType={actions.type}
            onPick={pick}
            onBlur={() => void actions.commit()}
            onKeyDown={onKeyDown}
            onCopy={grid.onCopy}
            onPaste={grid.onPaste}
          />
        )}
      </div>
      {props.over && <div className={classes.over}>{props.over}</div>}
    </div>
  );
}

function cellWords<Row extends RowLike>(column: GridColumn<Row>, row: Row): string {
  return column.text(row) || (column.field ? editText(column.field, column.value?.(row)) : '') || '空';
}
