import { type ClipboardEvent, type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import type { FieldValue } from '../../../src-shared/entities/field';
import { describeFailure } from '../../../src-shared/terms/errors';
import { editText } from '../fields/edit-text';
import { readText } from '../fields/read-text';
import { optionsOf } from './cell-options';
import { readClipboard, writeClipboard } from './clipboard';
import { type Draft, draftOf } from './draft';
import { handleKey } from './grid-keys';
import type { CellEdit, GridColumn, RowLike, WriteEdits } from './grid-types';
import { planPaste, textsOf } from './paste';
import { at, type Block, blockOf, type Cell, type Extent, type Selection } from './selection';

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
  /** A sentence about what was refused. */
  readonly onRefusal: (message: string) => void;
}

/** Most rows that one command touches: a paste, a fill, a clearing. */
const mostRows = 2000;

/** Cursor, typing, clipboard and filling of the grid, whatever its rows are. */
export function useGrid<Row extends RowLike>(world: GridWorld<Row>) {
  const [selection, setSelection] = useState<Selection>(at(world.startRow ?? 0, 0));
  const [draft, setDraft] = useState<Draft | null>(null);
  const latest = useRef({ world, selection, draft });
  latest.current = { world, selection, draft };

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

    /** Whether the active cell may be typed in; says why not. */
    const mayEdit = (): boolean => {
      const { world: present } = now();
      const row = activeRow();
      const column = activeColumn();
      if (!row || !column || row.kind === 'group') return false;
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
        (column.field ? editText(column.field, column.value?.(row)) : '') || (column.startText?.(row) ?? '');
      setDraft(draftOf(text ?? whole, column.field));
    };

    const type = (text: string) => {
      const { draft: present } = now();
      if (!present && !mayEdit()) return;
      setDraft(draftOf(text, activeColumn()?.field));
    };

    const write = async (edits: CellEdit<Row>[], what: string | null): Promise<boolean> => {
      if (edits.length === 0) return true;
      const failure = await now().world.write(edits, what);
      if (!failure) return true;
      now().world.onRefusal(Object.values(describeFailure(failure)).join(''));
      return false;
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
      const options = optionsOf(column.field, present.text);
      const text = column.field.kind === 'choices' ? present.text : (options[present.option] ?? present.text);
      const reading = readText(column.field, text);
      if (!reading.ok) {
        setDraft({ ...present, fault: reading.message });
        return false;
      }
      setDraft(null);
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

    const select = (cell: Cell, extend: boolean) => {
      if (!commit()) return;
      setSelection((before) => (extend ? { active: before.active, end: cell } : at(cell.row, cell.column)));
    };

    const rowsOf = async (block: Block): Promise<boolean> => {
      if (block.bottom - block.top >= mostRows) {
        now().world.onRefusal(`一次最多 ${mostRows.toLocaleString('zh-CN')} 行，请分几次。`);
        return false;
      }
      await now().world.want(block.top, block.bottom);
      return true;
    };

    const clear = async () => {
      const { world: present, selection: where } = now();
      const block = blockOf(where);
      if (!present.writable) return mayEdit();
      if (!(await rowsOf(block))) return false;
      const plan = planPaste([['']], block, present.columns, present.rowAt, present.total);
      if (!plan.ok) return present.onRefusal(plan.message.replace('粘贴', '清除').replace('没有粘贴', '没有清除'));
      return write(plan.edits, `清除 ${plan.edits.length} 格`);
    };

    const paste = async (texts: string[][]) => {
      const { world: present, selection: where } = now();
      if (!present.writable) return mayEdit();
      const block = blockOf(where);
      const bottom = Math.min(present.total - 1, Math.max(block.bottom, block.top + texts.length + 20));
      if (!(await rowsOf({ ...block, bottom }))) return false;
      const plan = planPaste(texts, block, present.columns, present.rowAt, present.total);
      if (!plan.ok) return present.onRefusal(plan.message);
      if (!(await write(plan.edits, `粘贴 ${plan.rows} 行 × ${plan.columns} 列，改动 ${plan.edits.length} 格`)))
        return false;
      if (plan.edits.length === 0) present.onRefusal('粘贴的内容与现有的一样，没有改动。');
      setSelection({
        active: { row: block.top, column: block.left },
        end: { row: Math.min(present.total - 1, block.top + plan.rows - 1), column: block.left + plan.columns - 1 },
      });
      return true;
    };

    /** Repeats the block's rows downwards to row `to`. */
    const fill = async (block: Block, to: number) => {
      const { world: present } = now();
      if (to <= block.bottom || !present.writable || !(await rowsOf({ ...block, bottom: to }))) return;
      const source = textsOf(block, present.columns, present.rowAt);
      const texts: string[][] = [];
      for (let index = block.bottom + 1; index <= to; index += 1) {
        if (present.rowAt(index)?.kind !== 'group') texts.push(source[texts.length % source.length] ?? []);
      }
      const plan = planPaste(
        texts,
        { ...block, top: block.bottom + 1, bottom: to },
        present.columns,
        present.rowAt,
        present.total,
      );
      if (!plan.ok) return present.onRefusal(plan.message.replaceAll('粘贴', '填充'));
      if (await write(plan.edits, `向下填充，改动 ${plan.edits.length} 格`)) {
        setSelection({ active: { row: block.top, column: block.left }, end: { row: to, column: block.right } });
      }
    };

    return { now, extent, isStop, activeRow, activeColumn, startEdit, type, commit, select, clear, paste, fill };
  }, []);

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      // Invariant: while an input method composes, no key is ours, Escape, Enter and Tab included.
      if (event.nativeEvent.isComposing || event.keyCode === 229) return;
      if (handleKey(event, { ...actions, setSelection, setDraft })) event.preventDefault();
    },
    [actions],
  );

  const selectColumn = useCallback(
    (column: number) => {
      const { rows } = actions.extent();
      if (actions.commit())
        setSelection({ active: { row: 0, column }, end: { row: Math.max(0, rows - 1), column }, still: true });
    },
    [actions],
  );

  const onCopy = useCallback(
    (event: ClipboardEvent<HTMLElement>) => {
      const { world: present, selection: where, draft: typing } = actions.now();
      if (typing) return;
      event.preventDefault();
      writeClipboard(event.clipboardData, textsOf(blockOf(where), present.columns, present.rowAt));
    },
    [actions],
  );

  const onPaste = useCallback(
    (event: ClipboardEvent<HTMLElement>) => {
      const texts = readClipboard(event.clipboardData);
      const { draft: typing } = actions.now();
      if (!texts || typing) return;
      event.preventDefault();
      void actions.paste(texts);
    },
    [actions],
  );

  return { selection, setSelection, draft, setDraft, actions, selectColumn, onKeyDown, onCopy, onPaste };
}

const same = (a: FieldValue, b: FieldValue) => JSON.stringify(a) === JSON.stringify(b);
