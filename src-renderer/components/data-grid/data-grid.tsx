// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid places its rows itself, which a table cannot
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type KeyboardEvent,
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { editText } from '../fields/edit-text';
import { CellEditor } from './cell-editor';
import classes from './data-grid.module.css';
import { toggled } from './draft';
import { FindBar } from './find-bar';
import { GridHead, isTall } from './grid-head';
import type { DataGridProps } from './grid-props';
import { GridRowView } from './grid-row-view';
import type { GridColumn, RowLike } from './grid-types';
import { ReviewBar } from './review-bar';
import { at, blockOf } from './selection';
import { StuckHeader } from './stuck-header';
import { SumRow } from './sum-row';
import { useColumns } from './use-columns';
import { useFinding } from './use-finding';
import { useGrid } from './use-grid';
import { useHead } from './use-head';
import { usePointer } from './use-pointer';

const rowHeight = 32;
const numberWidth = (total: number) => Math.max(30, 14 + 8 * String(total).length);

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
  const { selection, setSelection, draft, setDraft, review, actions } = grid;
  const search = useFinding<Row>(props, selection, setSelection, review !== null);
  const { find, finding, setFinding } = search;
  const pointer = usePointer(grid, input);

  const headHeight = isTall(columns) ? 56 : rowHeight;
  const footHeight = props.foot ? rowHeight : 0;
  const first = props.mark ? 34 : numberWidth(total);
  const sizes = useColumns(props, size.width - first);
  const { widths, pinned, pinnedWidth } = sizes;
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
  const head = useHead<Row>({
    props,
    sizes,
    from,
    to,
    select: (column) => {
      actions.selectColumn(column);
      input.current?.focus({ preventScroll: true });
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version may have made rows in sight stale
  useEffect(() => void want(from, to), [want, from, to, version]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another query starts anew
  useEffect(() => {
    setSelection(at(props.startRow ?? 0, 0));
    setDraft(null);
    actions.cancelReview();
    viewport.current?.scrollTo({ top: 0 });
  }, [queryKey]);

  useEffect(() => onSelection(selection), [onSelection, selection]);
  useEffect(() => {
    if (!still && document.activeElement === document.body) input.current?.focus({ preventScroll: true });
  }, [still]);

  // The header that stays in sight must not lie over the cursor.
  const stuckHeight = props.grouped ? rowHeight : 0;
  const { row: endRow, column: endColumn } = selection.end;
  const offset = widths.slice(pinned, endColumn).reduce((sum, width) => sum + width, 0);
  const endWidth = widths[endColumn] ?? 0;
  useLayoutEffect(() => {
    const element = viewport.current;
    if (!element || selection.still) return;
    const top = endRow * rowHeight;
    if (top - stuckHeight < element.scrollTop) element.scrollTop = top - stuckHeight;
    else if (top + rowHeight + headHeight + footHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + rowHeight + headHeight + footHeight - element.clientHeight;
    if (endColumn < pinned) return;
    const room = element.clientWidth - first - pinnedWidth;
    if (offset < element.scrollLeft) element.scrollLeft = offset;
    else if (offset + endWidth > element.scrollLeft + room) element.scrollLeft = offset + endWidth - room;
  }, [
    endRow,
    endColumn,
    offset,
    endWidth,
    first,
    pinned,
    pinnedWidth,
    headHeight,
    footHeight,
    selection.still,
    stuckHeight,
  ]);

  const { goTo, onKey } = props;
  useEffect(() => {
    if (!goTo) return;
    setSelection(at(goTo.row, goTo.column));
    input.current?.focus({ preventScroll: true });
  }, [goTo, setSelection]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const composing = event.nativeEvent.isComposing || event.keyCode === 229;
    if (!composing && !draft && search.onKey(event)) return event.preventDefault();
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
    '--grid-columns': [first + pinnedWidth, ...widths.slice(pinned)].map((width) => `${width}px`).join(' '),
    '--grid-pinned': [first, ...widths.slice(0, pinned)].map((width) => `${width}px`).join(' '),
    '--grid-head': `${headHeight}px`,
    ...(props.fit ? { flex: `0 1 ${headHeight + total * rowHeight + footHeight}px`, minHeight: 160 } : {}),
  } as CSSProperties;

  return (
    <div className={props.fit ? `${classes.frame} ${classes.fitted}` : classes.frame} style={style}>
      {review && (
        <ReviewBar
          review={review}
          onStep={(backwards) => {
            actions.stepFault(backwards);
            input.current?.focus({ preventScroll: true });
          }}
          onWrite={() => void actions.writeReview().then(() => input.current?.focus({ preventScroll: true }))}
          onCancel={() => {
            actions.cancelReview();
            input.current?.focus({ preventScroll: true });
          }}
        />
      )}
      {finding && (
        <FindBar
          find={find}
          finding={finding}
          setFinding={setFinding}
          column={column}
          opened={search.opened}
          writable={props.writable}
          onClose={() => {
            setFinding(null);
            input.current?.focus({ preventScroll: true });
          }}
        />
      )}
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
            widths={widths}
            dragged={sizes.dragged}
            numberLabel={props.mark?.label ?? '序号'}
            deeds={head.deeds}
            menu={head.menu}
            setMenu={head.setMenu}
            live={head.live}
          />
          {props.grouped && (
            <StuckHeader
              first={virtualizer.range?.startIndex ?? 0}
              rowAt={rowAt}
              isFolded={props.isFolded}
              columns={columns}
              pinned={pinned}
              top={headHeight}
              idPrefix={idPrefix}
            />
          )}
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
                pinned={pinned}
                folded={row ? props.isFolded(row) : false}
                from={inside ? block.left : -1}
                to={inside ? block.right : -1}
                first={index === block.top}
                last={index === block.bottom}
                active={index === active.row ? active.column : -1}
                idPrefix={idPrefix}
                {...(finding && find.needle ? { needle: find.needle } : {})}
                wanted={review?.rows.get(index)}
              />
            );
          })}
          {props.foot && (
            <SumRow columns={columns} pinned={pinned} cells={props.foot} total={total} top={total * rowHeight} />
          )}
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
            frozen={active.column < pinned}
            trouble={review?.rows.get(active.row)?.[active.column]?.fault ?? null}
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
