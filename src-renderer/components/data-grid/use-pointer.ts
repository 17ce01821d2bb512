import { type MouseEvent, type PointerEvent, type RefObject, useMemo, useRef } from 'react';
import type { RowLike } from './grid-types';
import { type Block, blockOf, type Cell } from './selection';
import type { useGrid } from './use-grid';

function cellOf(target: EventTarget | null): (Cell & { number: boolean }) | null {
  const element = target instanceof Element ? target : null;
  const row = element?.closest<HTMLElement>('[data-row]')?.dataset.row;
  if (row === undefined) return null;
  const column = element?.closest<HTMLElement>('[data-column]')?.dataset.column;
  return { row: Number(row), column: Number(column ?? 0), number: column === undefined };
}

/** Selecting with the pointer: a cell, a block by dragging, a whole row by its number, filling by the handle. */
export function usePointer<Row extends RowLike>(
  grid: ReturnType<typeof useGrid<Row>>,
  input: RefObject<HTMLTextAreaElement | null>,
) {
  const { actions, setSelection } = grid;
  const drag = useRef<{ kind: 'block' | 'rows' | 'fill'; block: Block } | null>(null);
  return useMemo(
    () => ({
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        const target = event.target as Element;
        if (event.button !== 0 || target.closest('a, button, textarea')) return;
        const cell = cellOf(target);
        if (!cell) return;
        event.preventDefault();
        input.current?.focus({ preventScroll: true });
        const { world, selection } = actions.now();
        if (target.closest('[data-fill]')) {
          drag.current = { kind: 'fill', block: blockOf(selection) };
          return;
        }
        const row = world.rowAt(cell.row);
        if (row?.kind === 'group' && (cell.number || cell.column === 0)) {
          if (actions.commit()) world.onFold(row, target.closest('[data-open]') !== null);
          return;
        }
        if (!actions.commit()) return;
        if (cell.number) {
          drag.current = { kind: 'rows', block: blockOf(selection) };
          const last = world.columns.length - 1;
          setSelection((before) => ({
            active: { row: event.shiftKey ? before.active.row : cell.row, column: 0 },
            end: { row: cell.row, column: last },
          }));
          return;
        }
        drag.current = { kind: 'block', block: blockOf(selection) };
        actions.select(cell, event.shiftKey);
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const { current } = drag;
        if (!current || event.buttons !== 1) {
          drag.current = null;
          return;
        }
        const cell = cellOf(event.target);
        if (!cell) return;
        if (current.kind === 'fill') {
          if (cell.row >= current.block.bottom)
            setSelection((before) => ({
              active: before.active,
              end: { row: cell.row, column: blockRight(before.active.column, current.block) },
            }));
        } else {
          setSelection((before) => ({
            active: before.active,
            end: {
              row: cell.row,
              column: current.kind === 'rows' ? before.end.column : cell.number ? before.end.column : cell.column,
            },
          }));
        }
      },
      onPointerUp: () => {
        const { current } = drag;
        drag.current = null;
        if (current?.kind !== 'fill') return;
        void actions.fill(current.block, blockOf(actions.now().selection).bottom);
      },
      /** The focus stays in the input: a press on a cell would take it away. */
      onMouseDown: (event: MouseEvent<HTMLElement>) => {
        if (!(event.target as Element).closest('a, button, textarea')) event.preventDefault();
      },
      onDoubleClick: (event: MouseEvent<HTMLElement>) => {
        const cell = cellOf(event.target);
        if (cell && !cell.number && !(event.target as Element).closest('a, button')) actions.startEdit(null);
      },
    }),
    [actions, input, setSelection],
  );
}

// While filling, the block keeps its columns and only grows downwards.
const blockRight = (active: number, block: Block) => (active === block.left ? block.right : block.left);
