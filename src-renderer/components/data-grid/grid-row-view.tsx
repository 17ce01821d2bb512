// biome-ignore-all lint/a11y/useSemanticElements: a virtual grid places its rows itself, which a table cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stays in the one input, which names the active cell
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import classes from './data-grid.module.css';
import { showsNeedle } from './finder';
import type { GridColumn, RowLike } from './grid-types';
import type { WantedCell } from './paste';

export interface RowViewProps<Row extends RowLike> {
  readonly row: Row | undefined;
  readonly index: number;
  readonly top: number;
  readonly number: number | null;
  /** Stands in place of the number. */
  readonly mark: ((row: Row) => ReactNode) | undefined;
  readonly columns: readonly GridColumn<Row>[];
  /** Columns at the left that do not scroll. */
  readonly pinned: number;
  readonly folded: boolean;
  /** Columns of the block in this row, −1 and −1 where it is outside. */
  readonly from: number;
  readonly to: number;
  readonly first: boolean;
  readonly last: boolean;
  readonly active: number;
  readonly idPrefix: string;
  /** Words that are searched for: cells that show them are marked. */
  readonly needle?: string;
  /** What a paste would leave here, by column, while a person looks at it. */
  readonly wanted?: readonly (WantedCell<Row> | undefined)[] | undefined;
}

function cellClass(
  props: RowViewProps<RowLike>,
  column: GridColumn<RowLike>,
  index: number,
  doubt: string | null,
  tone: 'locked' | 'quiet' | 'strong' | null,
  found: string | undefined,
  paste: string | undefined,
): string {
  const { from, to, first, last, active } = props;
  const block = from !== to || !first || !last;
  const inside = index >= from && index <= to;
  return [
    classes.cell,
    column.right && classes.right,
    tone && classes[tone],
    doubt && classes.doubted,
    found,
    paste,
    inside && block && classes.inBlock,
    inside && block && first && classes.blockTop,
    inside && block && last && classes.blockBottom,
    inside && block && index === from && classes.blockLeft,
    inside && block && index === to && classes.blockRight,
    index === active && classes.active,
    inside && last && index === to && classes.corner,
  ]
    .filter(Boolean)
    .join(' ');
}

function RowView<Row extends RowLike>(props: RowViewProps<Row>) {
  const { row, index, top, number, mark, columns, pinned, folded, to, last } = props;
  const group = row?.kind === 'group';
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={[classes.row, group && classes.group, last && to >= 0 && classes.holding].filter(Boolean).join(' ')}
      style={{ transform: `translateY(${top}px)` }}
      data-row={index}
      data-open={(group && !folded) || undefined}
      data-active={props.active >= 0 || undefined}
    >
      <div role="presentation" className={classes.pinnedPart}>
        <div role="rowheader" aria-expanded={group ? !folded : undefined} className={classes.number} data-number="">
          {group ? (
            <span className={classes.fold}>
              {folded ? (
                <IconChevronRight className="icon" aria-hidden="true" />
              ) : (
                <IconChevronDown className="icon" aria-hidden="true" />
              )}
            </span>
          ) : mark && row ? (
            mark(row)
          ) : (
            number
          )}
        </div>
        {columns.slice(0, pinned).map((column, at) => cellView(props, column, at))}
      </div>
      {columns.slice(pinned).map((column, at) => cellView(props, column, at + pinned))}
    </div>
  );
}

/** One cell; no component of its own, because a screen has hundreds of them. */
function cellView<Row extends RowLike>(props: RowViewProps<Row>, column: GridColumn<Row>, at: number): ReactNode {
  const { row, index, from, to, last, idPrefix } = props;
  const group = row?.kind === 'group';
  const ordinary = row && !group ? row : null;
  const tone = ordinary ? (column.tone?.(ordinary) ?? null) : null;
  // A paste lies over the row that it was planned for and no other: the rows may have moved since.
  const lying = props.wanted?.[at];
  const wanted = lying && lying.row.id === row?.id ? lying : undefined;
  const doubt = ordinary && !wanted ? (column.doubt?.(ordinary) ?? null) : null;
  return (
    <div
      key={column.key}
      role="gridcell"
      id={`${idPrefix}-${index}-${at}`}
      aria-colindex={at + 2}
      aria-selected={at >= from && at <= to}
      aria-readonly={group || !column.field || column.locked ? true : undefined}
      className={cellClass(
        props as unknown as RowViewProps<RowLike>,
        column as unknown as GridColumn<RowLike>,
        at,
        doubt,
        tone,
        ordinary && props.needle && showsNeedle(column.text(ordinary), props.needle) ? classes.found : undefined,
        wanted && (wanted.fault ? classes.wantedFault : wanted.changed ? classes.wanted : classes.wantedSame),
      )}
      aria-invalid={wanted?.fault ? true : undefined}
      data-column={at}
    >
      {wanted ? (
        <span className="ell" title={wanted.fault ?? wanted.text}>
          {wanted.text || '（清空）'}
        </span>
      ) : row ? (
        contentOf(row, column, doubt)
      ) : (
        <span className={`sk ${classes.skeleton}`} />
      )}
      {last && at === to && !group && <span className={classes.handle} data-fill="" />}
    </div>
  );
}

function contentOf<Row extends RowLike>(row: Row, column: GridColumn<Row>, doubt: string | null): ReactNode {
  if (column.render) return column.render(row);
  const text = column.text(row);
  return (
    <span className="ell" title={doubt ?? (column.right || text.length < 4 ? undefined : text)}>
      {text}
    </span>
  );
}

/** One row, drawn again only when something of its own changes: scrolling draws only rows that come into sight. */
export const GridRowView = memo(RowView) as typeof RowView;
