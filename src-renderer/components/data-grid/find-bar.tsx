import { Button, TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import type { GridColumn, RowLike } from './grid-types';
import classes from './strip.module.css';
import type { useFind } from './use-find';

export type Finding = 'find' | 'replace';

const composing = (event: KeyboardEvent) => event.nativeEvent.isComposing || event.keyCode === 229;

/** How many cells hold the words and which of them the cursor is on. */
function stateWords({ needle, answer, busy }: Pick<ReturnType<typeof useFind>, 'needle' | 'answer' | 'busy'>): string {
  if (needle === '' || (!answer && !busy)) return '';
  if (!answer) return '正在查……';
  const hidden = answer.hidden > 0 ? `收起的组里有 ${answer.hidden.toLocaleString('zh-CN')} 处` : '';
  if (answer.total === 0) return hidden || '没有找到';
  const place = `${answer.hit ? answer.hit.ordinal.toLocaleString('zh-CN') : '—'} / ${answer.total.toLocaleString('zh-CN')}`;
  return hidden ? `${place}，${hidden}` : place;
}

/** The bar of searching and replacing over the grid. */
export function FindBar<Row extends RowLike>({
  find,
  finding,
  setFinding,
  column,
  opened,
  onClose,
  writable,
}: {
  find: ReturnType<typeof useFind<Row>>;
  finding: Finding;
  setFinding: (finding: Finding) => void;
  /** The column of the cursor. */
  column: GridColumn<Row> | undefined;
  /** Changes each time the bar is asked for: its field takes the focus again. */
  opened: number;
  onClose: () => void;
  writable: boolean;
}) {
  const input = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again, the field takes the focus again
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [opened]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (composing(event)) return;
    const control = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (key === 'escape') onClose();
    else if (key === 'f3') void find.go(event.shiftKey ? 'previous' : 'next');
    else if (control && key === 'f') focusOn(input);
    else if (control && key === 'h' && writable) setFinding('replace');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onEnter = (deed: (event: KeyboardEvent) => void) => (event: KeyboardEvent) => {
    if (composing(event) || event.key !== 'Enter') return;
    event.preventDefault();
    deed(event);
  };
  // Not dead when nothing is left: the focus of a button that has just replaced the last would die with it.
  const none = find.needle === '';
  const bad = find.needle !== '' && find.answer?.total === 0 && find.message === null;
  return (
    <search className={classes.strip} aria-label="查找和替换" onKeyDown={onKeyDown}>
      <TextInput
        ref={input}
        className={classes.findInput}
        aria-label="查找"
        placeholder="查找"
        value={find.needle}
        error={bad}
        onChange={(event) => find.setNeedle(event.currentTarget.value)}
        onKeyDown={onEnter((event) => void find.go(event.shiftKey ? 'previous' : 'next'))}
      />
      <span className={bad ? `${classes.findState} ${classes.warning}` : classes.findState} role="status">
        {stateWords(find)}
      </span>
      <span className={classes.pair}>
        <button
          type="button"
          className="btn quiet sm icon-only"
          aria-label="上一个"
          title="上一个（Shift F3）"
          disabled={none}
          onClick={() => void find.go('previous')}
        >
          <IconChevronUp className="icon" aria-hidden="true" />
        </button>
        <button
          type="button"
          className="btn quiet sm icon-only"
          aria-label="下一个"
          title="下一个（F3 或 Enter）"
          disabled={none}
          onClick={() => void find.go('next')}
        >
          <IconChevronDown className="icon" aria-hidden="true" />
        </button>
      </span>
      <button
        type="button"
        className={find.onlyColumn === null ? 'btn quiet sm' : 'btn sm on'}
        aria-pressed={find.onlyColumn !== null}
        title="只在光标所在的列里查"
        onClick={() => find.setOnlyColumn(find.onlyColumn === null ? (column?.key ?? null) : null)}
      >
        {find.onlyColumn === null ? '全部列' : '只查此列'}
      </button>
      {writable && finding === 'find' && (
        <button type="button" className="btn quiet sm" title="Ctrl H" onClick={() => setFinding('replace')}>
          替换…
        </button>
      )}
      {writable && finding === 'replace' && (
        <>
          <span className="sep" />
          <TextInput
            className={classes.findInput}
            aria-label="替换为"
            placeholder="替换为"
            value={find.replacement}
            onChange={(event) => find.setReplacement(event.currentTarget.value)}
            onKeyDown={onEnter(() => void find.replaceOne())}
          />
          <Button size="compact-xs" disabled={none} onClick={() => void find.replaceOne()}>
            替换
          </Button>
          <Button size="compact-xs" disabled={none} onClick={() => void find.replaceAll()}>
            全部替换
          </Button>
        </>
      )}
      {find.message && (
        <span className={find.message.good ? 'sub-fg ell' : 'yellow-fg ell'} role="alert" title={find.message.text}>
          {find.message.text}
        </span>
      )}
      <button
        type="button"
        className={`btn quiet sm icon-only ${classes.stripEnd}`}
        aria-label="关闭查找"
        title="Esc"
        onClick={onClose}
      >
        <IconX className="icon" aria-hidden="true" />
      </button>
    </search>
  );
}

function focusOn(input: RefObject<HTMLInputElement | null>): void {
  input.current?.focus();
  input.current?.select();
}
