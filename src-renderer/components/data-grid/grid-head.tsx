// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid places its rows itself, which a table cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays in the one input, which names the active cell
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, memo, type ReactNode, useState } from 'react';
import { ColumnEdge, widthStep } from './column-edge';
import classes from './data-grid.module.css';
import type { GridColumn, RowLike, Sorting } from './grid-types';
import { type HeadDeeds, HeadMenu } from './head-menu';
import { nextSorting } from './next-sorting';

/** Whether some columns stand under a common heading. */
export function isTall(columns: readonly { readonly over?: string }[]): boolean {
  return columns.some((column) => column.over !== undefined);
}

/** Headings with the columns from `first` to before `end` that they stand over. */
function headingsOf(
  columns: readonly { readonly over?: string }[],
  first: number,
  end: number,
): { over: string; from: number; count: number }[] {
  const headings: { over: string; from: number; count: number }[] = [];
  for (let index = first; index < end; index += 1) {
    const over = columns[index]?.over;
    const last = headings.at(-1);
    if (over === undefined) continue;
    if (last && last.over === over && last.from + last.count === index) last.count += 1;
    else headings.push({ over, from: index, count: 1 });
  }
  return headings;
}

export interface HeadProps<Row extends RowLike> {
  readonly columns: readonly GridColumn<Row>[];
  readonly widths: readonly number[];
  /** Keys of columns whose width a person gave. */
  readonly dragged: Readonly<Record<string, number>>;
  readonly numberLabel: string;
  readonly deeds: HeadDeeds<Row>;
  /** The column whose menu is open. */
  readonly menu: string | null;
  readonly setMenu: (key: string | null) => void;
  /** Another value draws the heads again although nothing of theirs has changed. */
  readonly live: unknown;
}

function Head<Row extends RowLike>(props: HeadProps<Row>) {
  const { columns, numberLabel, deeds } = props;
  const { pinned } = deeds;
  const tall = isTall(columns);
  const heading = ({ over, from, count }: { over: string; from: number; count: number }, shift: number) => (
    <div
      key={`over-${from}`}
      aria-hidden="true"
      className={`${classes.headCell} ${classes.overCell}`}
      style={{ gridColumn: `${from + 2 - shift} / span ${count}`, gridRow: 1 }}
    >
      {over}
    </div>
  );
  const cells = (from: number, end: number, shift: number) => [
    ...(tall ? headingsOf(columns, from, end).map((one) => heading(one, shift)) : []),
    ...columns
      .slice(from, end)
      .map((column, index) => (
        <HeadCell key={column.key} {...props} column={column} at={from + index} shift={shift} tall={tall} />
      )),
  ];
  return (
    <div role="row" aria-rowindex={1} className={tall ? `${classes.head} ${classes.tall}` : classes.head}>
      <div role="presentation" className={classes.pinnedPart}>
        <div role="columnheader" className={classes.number} style={tall ? { gridRow: '1 / span 2' } : undefined}>
          <span className="visually-hidden">{numberLabel}</span>
        </div>
        {cells(0, pinned, 0)}
      </div>
      {cells(pinned, columns.length, pinned)}
    </div>
  );
}

/** Drawn again only when something of the heads changes, not with every row that scrolls by. */
export const GridHead = memo(Head) as typeof Head;

function HeadCell<Row extends RowLike>({
  columns,
  widths,
  dragged,
  deeds,
  menu,
  setMenu,
  column,
  at,
  shift,
  tall,
}: HeadProps<Row> & { column: GridColumn<Row>; at: number; shift: number; tall: boolean }) {
  const { sortings } = deeds;
  const level = column.order ? sortings.findIndex(({ field }) => field === column.order) : -1;
  const sorting = sortings[level];
  const width = Math.round(widths[at] ?? column.width);
  const opened = menu === column.key;
  const drag = useDrag(column.key, at, columns, deeds.move);
  const label = (
    <>
      {column.over && <span className="visually-hidden">{column.over}</span>}
      <span className="ell">{column.label}</span>
      {sorting && <SortMark sorting={sorting} level={sortings.length > 1 ? level + 1 : null} />}
    </>
  );
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing || opened) return;
    const change = widthStep(event);
    if (change !== 0) deeds.resize(at, width + change, true);
    else if (!event.altKey && !event.ctrlKey && /^Arrow(Left|Right)$/.test(event.key)) focusHead(event);
    else if ((event.altKey && event.key === 'ArrowDown') || event.key === 'ContextMenu') setMenu(column.key);
    else return;
    event.preventDefault();
  };
  return (
    <div
      role="columnheader"
      aria-colindex={at + 2}
      // In a head of two rows a column without a heading over it takes both.
      style={tall ? { gridColumn: at + 2 - shift, gridRow: column.over ? 2 : '1 / span 2' } : undefined}
      aria-sort={sorting ? (sorting.descending ? 'descending' : 'ascending') : undefined}
      className={[classes.headCell, column.right && classes.right, drag.target && classes.dropTarget]
        .filter(Boolean)
        .join(' ')}
      onKeyDown={onKeyDown}
      onContextMenu={(event) => {
        event.preventDefault();
        setMenu(column.key);
      }}
      {...drag.handlers}
    >
      {column.order ? (
        <button
          type="button"
          className={classes.sort}
          title={`按${column.label}排序（Shift 再加一级；Alt ↓ 打开菜单；Shift ← → 调列宽）`}
          onClick={(event) => deeds.onSort(nextSorting(column, sortings, event.shiftKey))}
        >
          {label}
        </button>
      ) : (
        label
      )}
      <HeadMenu
        column={column}
        at={at}
        count={columns.length}
        width={width}
        dragged={dragged[column.key] !== undefined}
        opened={opened}
        setOpened={(next) => setMenu(next ? column.key : null)}
        tabIndex={column.order || at > 0 ? -1 : 0}
        deeds={deeds}
      />
      <ColumnEdge width={width} onResize={(next, done) => deeds.resize(at, next, done)} onFit={() => deeds.fit(at)} />
    </div>
  );
}

/** Left and right go from head to head. */
function focusHead(event: KeyboardEvent<HTMLElement>): void {
  const heads = [
    ...(event.currentTarget.closest('[role="row"]')?.querySelectorAll('[role="columnheader"][aria-colindex]') ?? []),
  ];
  const next = heads[heads.indexOf(event.currentTarget) + (event.key === 'ArrowRight' ? 1 : -1)];
  next?.querySelector('button')?.focus();
}

function SortMark({ sorting, level }: { sorting: Sorting; level: number | null }): ReactNode {
  const Icon = sorting.descending ? IconArrowDown : IconArrowUp;
  return (
    <>
      <Icon className="icon" aria-hidden="true" />
      {level !== null && <span className={classes.level}>{level}</span>}
    </>
  );
}

const carried = 'application/x-wubao-column';

/** A head is carried to another place among the heads; the first column stays where it is. */
function useDrag<Row extends RowLike>(
  key: string,
  at: number,
  columns: readonly GridColumn<Row>[],
  move: HeadDeeds<Row>['move'],
) {
  const [target, setTarget] = useState(false);
  if (!move || at === 0) return { target: false, handlers: {} };
  return {
    target,
    handlers: {
      draggable: true,
      onDragStart: (event: DragEvent) => {
        event.dataTransfer.setData(carried, key);
        event.dataTransfer.effectAllowed = 'move';
      },
      onDragOver: (event: DragEvent) => {
        if (!event.dataTransfer.types.includes(carried)) return;
        event.preventDefault();
        setTarget(true);
      },
      onDragLeave: () => setTarget(false),
      onDrop: (event: DragEvent) => {
        setTarget(false);
        const moved = event.dataTransfer.getData(carried);
        if (!moved || moved === key || !columns.some((column) => column.key === moved)) return;
        event.preventDefault();
        move(moved, at);
      },
    },
  };
}
