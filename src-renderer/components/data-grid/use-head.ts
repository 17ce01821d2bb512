import { useMemo, useRef, useState } from 'react';
import type { DataGridProps } from './grid-props';
import type { RowLike } from './grid-types';
import type { HeadDeeds } from './head-menu';
import { fittingWidth } from './text-width';
import type { ColumnSizes } from './use-columns';

export interface HeadWorld<Row extends RowLike> {
  readonly props: DataGridProps<Row>;
  readonly sizes: ColumnSizes;
  /** Rows in sight. */
  readonly from: number;
  readonly to: number;
  readonly select: (column: number) => void;
}

/**
 * What the heads can do. It stays the same object while the rows scroll, so that the heads are not drawn again with them; the
 * functions in it read what is in force when they are called.
 */
export function useHead<Row extends RowLike>(world: HeadWorld<Row>) {
  const [menu, setMenu] = useState<string | null>(null);
  const latest = useRef(world);
  latest.current = world;
  const { sortings, onMoveColumn, onHideColumn, headMenu } = world.props;
  const { pinned } = world.sizes;
  const [canMove, canHide, hasMore] = [onMoveColumn, onHideColumn, headMenu].map((deed) => deed !== undefined);
  const deeds = useMemo((): HeadDeeds<Row> => {
    const now = () => latest.current;
    return {
      sortings,
      pinned,
      onSort: (next) => now().props.onSort(next),
      pin: (count) => now().sizes.pin(count),
      resize: (at, width, done) => now().sizes.resize(at, width, done),
      restore: (key) => now().sizes.restore(key),
      fit: (at) => {
        const { props, sizes, from, to } = now();
        const column = props.columns[at];
        if (column) sizes.resize(at, fittingWidth(column, props.rowAt, from, to), true);
      },
      select: (at) => now().select(at),
      move: canMove ? (key, to) => now().props.onMoveColumn?.(key, to) : undefined,
      hide: canHide ? (key) => now().props.onHideColumn?.(key) : undefined,
      more: hasMore ? (column, close) => now().props.headMenu?.(column, close) : undefined,
    };
  }, [sortings, pinned, canMove, canHide, hasMore]);
  // While a menu is open, what the screen adds to it changes with the screen.
  return { deeds, menu, setMenu, live: menu === null ? undefined : headMenu };
}
