import {
  type ClipboardEvent,
  type CSSProperties,
  type KeyboardEvent,
  type RefObject,
  useId,
  useLayoutEffect,
} from 'react';
import type { Field } from '../../../src-shared/entities/field';
import { optionsOf } from './cell-options';
import classes from './data-grid.module.css';
import type { Draft } from './draft';

/** Least width while something is typed, so that a narrow column does not hide it. */
function roomFor(field: Field | undefined): number {
  switch (field?.kind) {
    case 'long_text':
      return 280;
    case 'text':
      return 180;
    case 'money':
    case 'integer':
    case 'percent':
    case undefined:
      return 0;
    default:
      return 112;
  }
}

/**
 * The one input of the grid. It always has the focus and lies over the active cell, so that an input method composes from the
 * first key on; it shows itself only while something is typed.
 */
export function CellEditor({
  input,
  draft,
  field,
  label,
  activeId,
  top,
  left,
  width,
  sheetWidth,
  frozen,
  trouble,
  doubt,
  onType,
  onPick,
  onBlur,
  onKeyDown,
  onCopy,
  onPaste,
}: {
  input: RefObject<HTMLTextAreaElement | null>;
  draft: Draft | null;
  field: Field | undefined;
  label: string;
  activeId: string | undefined;
  top: number;
  left: number;
  width: number;
  sheetWidth: number;
  frozen: boolean;
  /** Why what is to be pasted here cannot be read. */
  trouble: string | null;
  /** What looks wrong with the cell as it stands. */
  doubt: string | null;
  onType: (text: string) => void;
  onPick: (text: string) => void;
  onBlur: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  onCopy: (event: ClipboardEvent<HTMLElement>) => void;
  onPaste: (event: ClipboardEvent<HTMLElement>) => void;
}) {
  const listId = useId();
  const editing = draft !== null;
  const options = draft ? optionsOf(field, draft.text) : [];
  const long = field?.kind === 'long_text';
  const text = draft?.text ?? '';

  // A long text gets the room it needs; the rest stays one line.
  useLayoutEffect(() => {
    const element = input.current;
    if (!element) return;
    element.style.height = '';
    if (editing && long && text) element.style.height = `${Math.min(180, Math.max(33, element.scrollHeight + 4))}px`;
  }, [input, editing, long, text]);

  const room = editing ? Math.max(width, roomFor(field)) : width;
  // At the right end of the sheet words stand to the left, where there is room for them.
  const aligned: CSSProperties = !frozen && left + 320 > sheetWidth ? { left: 'auto', right: 0 } : {};
  const box: CSSProperties = frozen ? { left, width: room } : { marginLeft: left, width: room };
  const number =
    field?.kind === 'money' ||
    field?.kind === 'money_by_year' ||
    field?.kind === 'integer' ||
    field?.kind === 'percent';
  return (
    <div className={classes.editorLayer} style={{ top, width: sheetWidth }}>
      <div className={frozen ? `${classes.editorBox} ${classes.frozenBox}` : classes.editorBox} style={box}>
        <textarea
          ref={input}
          rows={1}
          className={[
            classes.editor,
            editing && classes.editing,
            draft?.fault && classes.faulty,
            number && classes.right,
            long && classes.long,
          ]
            .filter(Boolean)
            .join(' ')}
          aria-label={label}
          aria-activedescendant={activeId}
          aria-invalid={draft?.fault ? true : undefined}
          spellCheck={false}
          autoComplete="off"
          value={text}
          onChange={(event) => onType(event.target.value)}
          onBlur={onBlur}
          onKeyDown={onKeyDown}
          onCopy={onCopy}
          onCut={onCopy}
          onPaste={onPaste}
        />
        {draft?.fault && (
          <div className={classes.fault} style={aligned} role="alert">
            {draft.fault}
          </div>
        )}
        {!editing && trouble && (
          <div className={classes.fault} style={aligned} role="status">
            {trouble}
          </div>
        )}
        {!editing && !trouble && doubt && (
          <div className={classes.doubt} style={aligned} role="status">
            {doubt}
          </div>
        )}
        {options.length > 0 && !draft?.fault && (
          <div className={classes.options} role="listbox" id={listId} aria-label="可选">
            {options.map((option, index) => (
              <div
                key={option}
                role="option"
                tabIndex={-1}
                aria-selected={index === draft?.option}
                className={index === draft?.option ? classes.optionOn : classes.option}
                onMouseDown={(event) => event.preventDefault()}
                onPointerDown={(event) => {
                  event.preventDefault();
                  event.stopPropagation();
                  onPick(option);
                }}
              >
                {option}
              </div>
            ))}
          </div>
        )}
      </div>
    </div>
  );
}
