import { type ClipboardEvent, type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import type { FieldValue } from '../../../src-shared/entities/field';
import { describeFailure } from '../../../src-shared/terms/errors';
import { editText } from '../fields/edit-text';
import { readText } from '../fields/read-text';
import { cellDeeds, mostRows } from './cell-deeds';
import { optionsOf } from './cell-options';
import { readClipboard, writeClipboard } from './clipboard';
import { type Draft, draftOf } from './draft';
import { handleKey } from './grid-keys';
import type { GridColumn, RowLike, WriteEdits } from './grid-types';
import { copiesOf } from './paste';
import { nextFault, type Review } from './review';
import { at, blockOf, type Cell, type Extent, type Selection } from './selection';

export interface GridWorld<Row extends RowLike> {
  readonly columns: readonly GridColumn<Row>[];
  readonly total: number;
  readonly rowAt: (index: number) => Row | undefined;
  /** Fetches rows that are needed but not here. */
  readonly want: (from: number, to: number) => Promise<void>;
  readonly write: WriteEdits<Row>;
  readonly writable: boolean;
  /** Tab goes from one column that is typed in to the next, over those that are computed. */
  readonly tabTyped?: boolean;
  /** Rows of one page of the window. */
  readonly page: number;
  readonly onOpen: (row: Row) => void;
  readonly onFold: (row: Row, fold: boolean) => void;
  /** Row that the cursor stands on at first. */
  readonly startRow?: number;
  /** ISO day that Ctrl+; puts in. */
  readonly today?: string;
  /** A sentence about what was refused. */
  readonly onRefusal: (message: string) => void;
}

/** Cursor, typing, clipboard and filling of the grid, whatever its rows are. */
export function useGrid<Row extends RowLike>(world: GridWorld<Row>) {
  const [selection, setSelection] = useState<Selection>(at(world.startRow ?? 0, 0));
  const [draft, setDraft] = useState<Draft | null>(null);
  const [review, setReview] = useState<Review<Row> | null>(null);
  const latest = useRef({ world, selection, draft, review });
  latest.current = { world, selection, draft, review };

  const actions = useMemo(() => {
    const now = () => latest.current;
    const extent = (): Extent => ({
      rows: now().world.total,
      columns: now().world.columns.length,
      page: now().world.page,
    });
    const isStop = (column: number) => !now().world.tabTyped || now().world.columns[column]?.field !== undefined;
    const activeRow = () => now().world.rowAt(now().selection.active.row);
    const activeColumn = () => now().world.columns[now().selection.active.column];
    const deeds = cellDeeds<Row>({ now, setSelection, setReview });
    /** The cell of a paste that lies over the active cell. */
    const wanted = () => {
      const { active } = now().selection;
      return now().review?.rows.get(active.row)?.[active.column];
    };

    /** Whether the active cell may be typed in; says why not. */
    const mayEdit = (): boolean => {
      const { world: present, review: lying } = now();
      const row = activeRow();
      const column = activeColumn();
      if (!row || !column || row.kind === 'group') return false;
      if (lying && !wanted()) {
        present.onRefusal('先处理这次粘贴：在上面选粘贴或取消。');
        return false;
      }
      const lock = column.locked ?? column.lockedFor?.(row);
      if (present.writable && column.field && !lock) return true;
      present.onRefusal(
        present.writable ? `“${column.label}”不能在这里改：${lock ?? '它是算出来的'}` : '台账是只读打开的，不能修改。',
      );
      return false;
    };

    const startEdit = (text: string | null) => {
      if (!mayEdit()) return;
      const row = activeRow() as Row;
      const column = activeColumn() as GridColumn<Row>;
      const whole =
        wanted()?.text ??
        ((column.field ? editText(column.field, column.value?.(row)) : '') || (column.startText?.(row) ?? ''));
      setDraft(draftOf(text ?? whole, column.field));
    };

    /** Begins typing with today's date; in a column of other things it says so. */
    const startToday = () => {
      const { today, onRefusal } = now().world;
      const kind = activeColumn()?.field?.kind;
      if (!today) return;
      if (kind === 'month') startEdit(today.slice(0, 7));
      else if (kind === 'date' || kind === 'day_or_month') startEdit(today);
      else onRefusal('这一列不是日期。');
    };

    const type = (text: string) => {
      const { draft: present } = now();
      if (!present && !mayEdit()) return;
      setDraft(draftOf(text, activeColumn()?.field));
    };

    /** What a draft stands for: the option that is marked, else the text itself. */
    const textOf = (present: Draft): string => {
      const field = activeColumn()?.field;
      return field?.kind === 'choices'
        ? present.text
        : (optionsOf(field, present.text)[present.option] ?? present.text);
    };

    /** Takes what was typed; false where it cannot be read, which leaves the editor open with the reason. */
    const commit = (picked?: Draft): boolean => {
      const { selection: where } = now();
      const present = picked ?? now().draft;
      if (!present) return true;
      const row = activeRow();
      const column = activeColumn();
      if (!row || !column?.field) {
        setDraft(null);
        return true;
      }
      const reading = readText(column.field, textOf(present));
      if (!reading.ok) {
        setDraft({ ...present, fault: reading.message });
        return false;
      }
      setDraft(null);
      if (deeds.mend(where.active.row, where.active.column, textOf(present))) return true;
      if (same(column.value?.(row) ?? null, reading.value)) return true;
      void now()
        .world.write([{ row, column, value: reading.value }], null)
        .then((failure) => {
          if (!failure) return;
          const { what, next } = describeFailure(failure);
          setSelection(at(where.active.row, where.active.column));
          setDraft({ text: present.text, fault: `${what}${next}`, option: -1 });
        });
      return true;
    };

    /** Puts what is typed into the whole selection; what cannot be read stays in the editor. */
    const commitToAll = () => {
      const { draft: present, review: lying } = now();
      const column = activeColumn();
      if (!present || !column?.field || lying) return;
      const text = textOf(present);
      const reading = readText(column.field, text);
      if (!reading.ok) return setDraft({ ...present, fault: reading.message });
      setDraft(null);
      void deeds.fillSelection(text);
    };

    const select = (cell: Cell, extend: boolean) => {
      if (!commit()) return;
      setSelection((before) => (extend ? { active: before.active, end: cell } : at(cell.row, cell.column)));
    };

    const selectColumn = (column: number) => {
      const bottom = Math.max(0, now().world.total - 1);
      if (commit()) setSelection({ active: { row: 0, column }, end: { row: bottom, column }, still: true });
    };
    const selectRows = () => {
      const { top, bottom } = blockOf(now().selection);
      const right = Math.max(0, now().world.columns.length - 1);
      if (commit()) setSelection({ active: { row: top, column: 0 }, end: { row: bottom, column: right }, still: true });
    };

    /** Goes to the next cell of the paste with a fault. */
    const stepFault = (backwards: boolean): boolean => {
      const { review: lying, selection: where } = now();
      const fault = lying && nextFault(lying, where.active, backwards);
      if (fault && commit()) setSelection(at(fault.index, fault.at));
      return lying !== null;
    };
    const cancelReview = (): boolean => {
      const lying = now().review !== null;
      setReview(null);
      return lying;
    };

    return {
      ...deeds,
      now,
      extent,
      isStop,
      activeRow,
      activeColumn,
      wanted,
      startEdit,
      startToday,
      type,
      commit,
      commitToAll,
      select,
      selectColumn,
      selectRows,
      stepFault,
      cancelReview,
    };
  }, []);

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      // Invariant: while an input method composes, no key is ours, Escape, Enter and Tab included.
      if (event.nativeEvent.isComposing || event.keyCode === 229) return;
      if (handleKey(event, { ...actions, setSelection, setDraft })) event.preventDefault();
    },
    [actions],
  );

  const onCopy = useCallback(
    (event: ClipboardEvent<HTMLElement>) => {
      const { world: present, selection: where, draft: typing } = actions.now();
      if (typing) return;
      event.preventDefault();
      const block = blockOf(where);
      if (block.bottom - block.top >= mostRows) {
        present.onRefusal(`一次最多复制 ${mostRows.toLocaleString('zh-CN')} 行，什么也没有复制。要整张表请用“导出”。`);
        return;
      }
      if (isHere(block, present.rowAt)) {
        writeClipboard(event.clipboardData, copiesOf(block, present.columns, present.rowAt));
        return;
      }
      // Rows out of sight are fetched first; then the same command finds them here.
      void actions.fetched(block).then((fits) => {
        if (fits && isHere(block, actions.now().world.rowAt)) document.execCommand('copy');
        else if (fits) present.onRefusal('有些行还没有读出来，什么也没有复制。请再按一次。');
      });
    },
    [actions],
  );

  const onPaste = useCallback(
    (event: ClipboardEvent<HTMLElement>) => {
      if (actions.now().draft) return;
      const cells = readClipboard(event.clipboardData);
      if (!cells) return;
      event.preventDefault();
      void actions.paste(cells);
    },
    [actions],
  );

  return { selection, setSelection, draft, setDraft, review, actions, onKeyDown, onCopy, onPaste };
}

const same = (a: FieldValue, b: FieldValue) => JSON.stringify(a) === JSON.stringify(b);

function isHere(block: { top: number; bottom: number }, rowAt: (index: number) => unknown): boolean {
  for (let index = block.top; index <= block.bottom; index += 1) if (rowAt(index) === undefined) return false;
  return true;
}
