import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import classes from './data-grid.module.css';

/** The right edge of a column's head: dragged for its width; a double click fits the width to what stands in it. */
export function ColumnEdge({
  width,
  onResize,
  onFit,
}: {
  width: number;
  onResize: (width: number, done: boolean) => void;
  onFit: () => void;
}) {
  const from = useRef<{ x: number; width: number } | null>(null);
  const widthAt = (event: PointerEvent) => (from.current ? from.current.width + event.clientX - from.current.x : width);
  return (
    <div
      aria-hidden="true"
      className={classes.edge}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => from.current && onResize(widthAt(event), false)}
      onPointerUp={(event) => {
        if (!from.current) return;
        const moved = event.clientX !== from.current.x;
        const next = widthAt(event);
        from.current = null;
        if (moved) onResize(next, true);
      }}
      onDoubleClick={(event) => {
        event.stopPropagation();
        onFit();
      }}
    />
  );
}

/** Steps by which the keys of a head change a width. */
export function widthStep(event: KeyboardEvent): number {
  if (!event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return 0;
  return event.key === 'ArrowRight' ? 8 : event.key === 'ArrowLeft' ? -8 : 0;
}
