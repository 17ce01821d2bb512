import { useCallback, useEffect, useRef, useState } from 'react';
import type { Finding } from './find-bar';
import { finderHere } from './finder';
import type { DataGridProps } from './grid-props';
import type { RowLike } from './grid-types';
import type { Selection } from './selection';
import { useFind } from './use-find';

type FindKey = Pick<globalThis.KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** The search of a grid: whether it is open, its keys, and with a finder of its own the keys of the whole page. */
export function useFinding<Row extends RowLike>(
  props: DataGridProps<Row>,
  selection: Selection,
  setSelection: (next: Selection) => void,
  isReviewing: boolean,
) {
  const { columns, total, rowAt, queryKey, version, writable, finder, openFind: asked } = props;
  const [finding, setFinding] = useState<Finding | null>(null);
  const [opened, setOpened] = useState(0);
  const find = useFind<Row>({
    finder: finder ?? finderHere(columns, total, rowAt),
    columns,
    rowAt,
    write: props.write,
    writable,
    version: finding ? `${queryKey}\n${version}` : '',
    selection,
    setSelection,
  });
  const open = useCallback((next: Finding) => {
    setFinding(next);
    setOpened((before) => before + 1);
  }, []);
  useEffect(() => {
    if (asked) open('find');
  }, [asked, open]);

  /** True where the key is one of the search. */
  const onKey = (event: FindKey): boolean => {
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && (key === 'f' || key === 'h'))
      open(key === 'h' && writable ? 'replace' : 'find');
    else if (key === 'f3' && finding && !isReviewing) void find.go(event.shiftKey ? 'previous' : 'next');
    else return false;
    return true;
  };
  const latest = useRef(onKey);
  latest.current = onKey;
  const isMain = finder !== undefined;
  useEffect(() => {
    if (!isMain) return undefined;
    const onPageKey = (event: globalThis.KeyboardEvent) => {
      const inDialog = event.target instanceof Element && event.target.closest('[role="dialog"]') !== null;
      if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || inDialog) return;
      if (latest.current(event)) event.preventDefault();
    };
    addEventListener('keydown', onPageKey);
    return () => removeEventListener('keydown', onPageKey);
  }, [isMain]);

  return { find, finding, setFinding, opened, onKey };
}
