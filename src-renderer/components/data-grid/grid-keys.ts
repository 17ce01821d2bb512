import type { Field } from '../../../src-shared/entities/field';
import { undoLast } from '../toast';
import { optionsOf } from './cell-options';
import { type Draft, toggled } from './draft';
import type { RowLike } from './grid-types';
import { at, type Block, blockOf, type Cell, type Extent, type Selection, step, tab } from './selection';

/** The part of a key event that matters here. */
export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  /** The key itself: an input method turns what it types into something else. */
  readonly code?: string;
}

/** What keys may do to the grid. */
export interface KeyActions<Row extends RowLike> {
  readonly now: () => {
    readonly selection: Selection;
    readonly draft: Draft | null;
    readonly world: { readonly onOpen: (row: Row) => void; readonly onFold: (row: Row, fold: boolean) => void };
  };
  readonly extent: () => Extent;
  /** Whether Tab stops in a column. */
  readonly isStop: (column: number) => boolean;
  readonly activeRow: () => Row | undefined;
  readonly activeColumn: () => { readonly field?: Field } | undefined;
  readonly commit: () => boolean;
  readonly startEdit: (text: string | null) => void;
  readonly startToday: () => void;
  /** Takes what is typed for every cell of the selection. */
  readonly commitToAll: () => void;
  readonly clear: () => Promise<unknown>;
  readonly fill: (block: Block, to: number) => Promise<unknown>;
  readonly fillRight: () => Promise<unknown>;
  readonly selectColumn: (column: number) => void;
  /** Makes the selection reach over whole rows. */
  readonly selectRows: () => void;
  /** Goes to the next cell of a paste that cannot be read; false where no paste lies over the grid. */
  readonly stepFault: (backwards: boolean) => boolean;
  readonly cancelReview: () => boolean;
  readonly setSelection: (next: Selection) => void;
  readonly setDraft: (next: Draft | null) => void;
}

const controls = (key: Key) => key.ctrlKey || key.metaKey;

/** Does what a key means; true where the key is used up. The caller keeps composing keys away. */
export function handleKey<Row extends RowLike>(key: Key, actions: KeyActions<Row>): boolean {
  const { draft, selection } = actions.now();
  if (key.key === 'Tab') return onTab(key, actions);
  if (draft) return onTypingKey(key, draft, actions);
  if (key.key === 'F3' && actions.stepFault(key.shiftKey)) return true;
  if (key.key === 'Escape' && actions.cancelReview()) return true;
  if (onGroupKey(key, actions)) return true;
  if (key.key === 'Enter' && !controls(key)) {
    go(actions, step(selection.active, key.shiftKey ? 'ArrowUp' : 'ArrowDown', false, actions.extent()));
    return true;
  }
  return onMovingKey(key, actions) || onEditingKey(key, actions) || onCommandKey(key, actions);
}

function go<Row extends RowLike>(actions: KeyActions<Row>, cell: Cell | null): void {
  if (cell && actions.commit()) actions.setSelection(at(cell.row, cell.column));
}

function onTab<Row extends RowLike>(key: Key, actions: KeyActions<Row>): boolean {
  let next = tab(actions.now().selection.active, key.shiftKey, actions.extent());
  while (next && !actions.isStop(next.column)) next = tab(next, key.shiftKey, actions.extent());
  if (!actions.commit()) return true;
  if (next) actions.setSelection(at(next.row, next.column));
  return next !== null;
}

function onTypingKey<Row extends RowLike>(key: Key, draft: Draft, actions: KeyActions<Row>): boolean {
  const { selection } = actions.now();
  const field = actions.activeColumn()?.field;
  const options = optionsOf(field, draft.text);
  const vertical = key.key === 'ArrowDown' || key.key === 'ArrowUp';
  if (key.key === 'Escape') {
    actions.setDraft(null);
    return true;
  }
  if (key.key === 'Enter' && controls(key)) {
    actions.commitToAll();
    return true;
  }
  if (key.key === 'Enter') {
    const chosen = field?.kind === 'choices' ? options[draft.option] : undefined;
    if (key.altKey) actions.setDraft({ ...draft, text: `${draft.text}\n` });
    else if (chosen) actions.setDraft({ text: toggled(draft.text, chosen), fault: null, option: -1 });
    else go(actions, step(selection.active, key.shiftKey ? 'ArrowUp' : 'ArrowDown', false, actions.extent()));
    return true;
  }
  if (vertical && options.length > 0) {
    const option = draft.option + (key.key === 'ArrowDown' ? 1 : -1);
    actions.setDraft({ ...draft, option: option < 0 ? options.length - 1 : option % options.length });
    return true;
  }
  // In a text with several lines the arrows belong to the text; else they end the typing, as in a spreadsheet.
  if (vertical && !draft.text.includes('\n')) {
    go(actions, step(selection.active, key.key, false, actions.extent()));
    return true;
  }
  return false;
}

/** Group headers fold and unfold. */
function onGroupKey<Row extends RowLike>(key: Key, actions: KeyActions<Row>): boolean {
  const row = actions.activeRow();
  if (row?.kind !== 'group' || controls(key) || key.shiftKey || key.altKey) return false;
  if (!['ArrowLeft', 'ArrowRight', 'Enter', ' '].includes(key.key)) return false;
  actions.now().world.onFold(row, key.key !== 'ArrowRight');
  return true;
}

function onMovingKey<Row extends RowLike>(key: Key, actions: KeyActions<Row>): boolean {
  const { selection } = actions.now();
  const target = key.altKey
    ? null
    : step(key.shiftKey ? selection.end : selection.active, key.key, controls(key), actions.extent());
  if (!target) return false;
  actions.setSelection(key.shiftKey ? { active: selection.active, end: target } : at(target.row, target.column));
  return true;
}

function onEditingKey<Row extends RowLike>(key: Key, actions: KeyActions<Row>): boolean {
  const { selection } = actions.now();
  if (key.key === 'F2' || (key.altKey && key.key === 'ArrowDown')) actions.startEdit(null);
  else if (key.key === 'Delete' || key.key === 'Backspace') void actions.clear();
  else if (key.key === 'Escape') actions.setSelection(at(selection.active.row, selection.active.column));
  else return false;
  return true;
}

function onCommandKey<Row extends RowLike>(key: Key, actions: KeyActions<Row>): boolean {
  if (key.key === ' ' && key.shiftKey && !controls(key)) {
    actions.selectRows();
    return true;
  }
  if (!controls(key)) return false;
  if (key.code === 'Semicolon' && !key.shiftKey) {
    actions.startToday();
    return true;
  }
  const { selection, world } = actions.now();
  const row = actions.activeRow();
  const extent = actions.extent();
  switch (key.key.toLowerCase()) {
    case 'enter':
      if (row && row.kind !== 'group') world.onOpen(row);
      return true;
    case 'a':
      actions.setSelection({
        active: { row: 0, column: 0 },
        end: { row: extent.rows - 1, column: extent.columns - 1 },
        still: true,
      });
      return true;
    case 'd': {
      const block = blockOf(selection);
      void actions.fill({ ...block, bottom: block.top }, block.bottom);
      return true;
    }
    case 'r':
      if (!key.shiftKey) void actions.fillRight();
      return true;
    case ' ':
      actions.selectColumn(selection.active.column);
      return true;
    case 'z':
      void undoLast();
      return true;
    default:
      return false;
  }
}
