import { useCallback, useMemo, useState } from 'react';
import { useRemembered } from '../remembered';
import { afterDrag, frozenCount, widen } from './column-widths';
import type { DataGridProps } from './grid-props';
import type { GridLayout, RowLike } from './grid-types';

const start: GridLayout = { pinned: 1, widths: {} };

function useKept(name: string | undefined): [GridLayout, (next: GridLayout) => void] {
  const kept = useRemembered(`grid-layout-${name ?? ''}`, start);
  const here = useState(start);
  return name === undefined ? here : kept;
}

/** Widths and frozen columns of a grid. `room` is what the window leaves for columns. */
export function useColumns<Row extends RowLike>(
  { columns, remember, pinned, onPin }: Pick<DataGridProps<Row>, 'columns' | 'remember' | 'pinned' | 'onPin'>,
  room: number,
) {
  const [layout, setLayout] = useKept(remember);
  const [dragged, setDragged] = useState<Record<string, number> | null>(null);
  const inForce = dragged ?? layout.widths;
  const widths = useMemo(() => widen(columns, room, inForce), [columns, room, inForce]);
  const count = frozenCount(widths, pinned ?? layout.pinned, room);

  const pin = useCallback(
    (next: number) => (onPin ? onPin(next) : setLayout({ ...layout, pinned: next })),
    [layout, onPin, setLayout],
  );
  /** Moves the edge of a column while the hand is on it; `done` keeps it. */
  const resize = useCallback(
    (at: number, width: number, done: boolean) => {
      const next = afterDrag(columns, widths, layout.widths, at, width);
      setDragged(done ? null : next);
      if (done) setLayout({ ...layout, widths: next });
    },
    [columns, widths, layout, setLayout],
  );
  /** Gives one column, or with null all of them, the width they had at first. */
  const restore = useCallback(
    (key: string | null) => {
      const rest = Object.fromEntries(Object.entries(layout.widths).filter(([other]) => key !== null && other !== key));
      setLayout({ ...layout, widths: rest });
    },
    [layout, setLayout],
  );
  const pinnedWidth = widths.slice(0, count).reduce((sum, width) => sum + width, 0);
  return { widths, pinned: count, pinnedWidth, dragged: layout.widths, pin, resize, restore };
}

export type ColumnSizes = ReturnType<typeof useColumns>;
