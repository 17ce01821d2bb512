import { useCallback, useEffect, useRef, useState } from 'react';
import { describeFailure } from '../../../src-shared/terms/errors';
import { cellShows, type FindAnswer, type Finder, planReplacing, valueShown } from './finder';
import type { GridColumn, RowLike, WriteEdits } from './grid-types';
import { at, type Cell, type Selection } from './selection';

export interface FindWorld<Row extends RowLike> {
  readonly finder: Finder<Row>;
  readonly columns: readonly GridColumn<Row>[];
  readonly rowAt: (index: number) => Row | undefined;
  readonly write: WriteEdits<Row>;
  readonly writable: boolean;
  /** Changes when rows or their order may have changed: what was found is asked for again. */
  readonly version: string;
  readonly selection: Selection;
  readonly setSelection: (next: Selection) => void;
}

/** Most cells that one replacement changes. */
export const mostReplaced = 5000;

const count = (number: number) => number.toLocaleString('zh-CN');

/** Searching and replacing in a grid: the words, what was found of them, the steps. */
export function useFind<Row extends RowLike>(world: FindWorld<Row>) {
  const [needle, setNeedle] = useState('');
  const [replacement, setReplacement] = useState('');
  const [onlyColumn, setOnlyColumn] = useState<string | null>(null);
  const [answer, setAnswer] = useState<FindAnswer<Row> | null>(null);
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState<{ readonly text: string; readonly good: boolean } | null>(null);
  const latest = useRef({ world, needle, replacement, onlyColumn });
  latest.current = { world, needle, replacement, onlyColumn };
  /** Every question has a number; an answer to an older one is not shown. */
  const asked = useRef(0);
  /** A step is under way: to count anew must not get before it. */
  const stepping = useRef(false);
  const replacing = useRef(false);

  const warn = useCallback((text: string) => setMessage({ text, good: false }), []);

  const ask = useCallback(
    async (toward: 'here' | 'next' | 'previous', from: Cell, take = 0, columns?: readonly GridColumn<Row>[]) => {
      const { world: present, needle: words, onlyColumn: key } = latest.current;
      const shown = columns ?? present.columns;
      const only = key === null ? null : shown.findIndex((column) => column.key === key);
      if (words === '' || shown.length === 0 || only === -1) return null;
      const keys = shown.map((column) => column.key);
      return present.finder({ needle: words, columns: keys, only, from, toward, take });
    },
    [],
  );

  const go = useCallback(
    async (toward: 'here' | 'next' | 'previous', move = true): Promise<void> => {
      if (!move && stepping.current) return;
      const number = ++asked.current;
      stepping.current = move;
      const { world: present, needle: words } = latest.current;
      if (words === '') {
        stepping.current = false;
        return setAnswer(null);
      }
      setBusy(true);
      try {
        const next = await ask(toward, present.selection.active);
        if (number !== asked.current) return;
        setAnswer(next);
        if (move && next?.hit) present.setSelection(at(next.hit.row, next.hit.column));
      } catch {
        if (number === asked.current) warn('没有查成，请再试一次。');
      } finally {
        if (number === asked.current) {
          setBusy(false);
          stepping.current = false;
        }
      }
    },
    [ask, warn],
  );

  // What is typed is looked for from where the cursor stands, when the hand rests for a moment.
  const sought = `${onlyColumn ?? ''}\n${needle}`;
  const before = useRef(sought);
  useEffect(() => {
    if (before.current === sought) return undefined;
    before.current = sought;
    setMessage(null);
    const timer = setTimeout(() => void go('here'), 150);
    return () => clearTimeout(timer);
  }, [sought, go]);
  const { version } = world;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was found of other rows is counted anew, the cursor stays
  useEffect(() => {
    const timer = setTimeout(() => void go('here', false), 200);
    return () => clearTimeout(timer);
  }, [version]);

  /** Replaces in the cell under the cursor if it holds the words, and goes on to the next. */
  const replaceOne = useCallback(async () => {
    const { world: present, needle: words, replacement: other } = latest.current;
    setMessage(null);
    const { active } = present.selection;
    const column = present.columns[active.column];
    const row = present.rowAt(active.row);
    const elsewhere = onlyColumn !== null && column?.key !== onlyColumn;
    if (!row || !column || row.kind === 'group' || elsewhere || !cellShows(column, row, words)) return go('next');
    const cell = { ...active, of: row, value: valueShown(column, row) };
    const { edits, faults } = planReplacing([cell], present.columns, words, other);
    const [fault] = faults;
    if (fault) return warn(`“${fault.label}”会变成“${fault.text.slice(0, 20)}”：${fault.message}。没有改。`);
    if (edits.length === 0) {
      warn(`“${column.label}”不能在这里改，已跳过。`);
      return go('next');
    }
    const failure = await present.write([...edits], '替换 1 处');
    if (failure) return warn(Object.values(describeFailure(failure)).join(''));
    return go('next');
  }, [go, onlyColumn, warn]);

  /** Replaces everywhere at once, as one step; cells that are computed, locked or would not be understood stay as they are. */
  const replaceAll = useCallback(async () => {
    const { world: present, needle: words, replacement: other, onlyColumn: key } = latest.current;
    if (replacing.current) return;
    replacing.current = true;
    setMessage(null);
    setBusy(true);
    try {
      const open = present.columns.filter((column) => column.field && !column.locked);
      const everything = await ask('here', { row: 0, column: 0 });
      const isOpen = key === null || open.some((column) => column.key === key);
      const found = isOpen ? await ask('here', { row: 0, column: 0 }, mostReplaced, open) : null;
      const { edits, faults, locked } = planReplacing(found?.cells ?? [], open, words, other);
      if (edits.length > 0) {
        const failure = await present.write([...edits], `替换 ${count(edits.length)} 处`);
        if (failure) return warn(Object.values(describeFailure(failure)).join(''));
      }
      const total = everything?.total ?? 0;
      const later = (found?.total ?? 0) - (found?.cells.length ?? 0);
      const shut = total - (found?.total ?? 0) + locked;
      const [fault] = faults;
      const parts = [
        edits.length > 0 ? `替换了 ${count(edits.length)} 处` : '没有可以替换的',
        shut > 0 && `${count(shut)} 处是算出来的或锁定的，没有动`,
        fault &&
          `${count(faults.length)} 处替换后读不懂，没有动（如第 ${fault.row + 1} 行“${fault.label}”会变成“${fault.text.slice(0, 12)}”）`,
        later > 0 && `一次最多 ${count(mostReplaced)} 处，还剩 ${count(later)} 处，请再点一次`,
      ];
      setMessage({ text: `${parts.filter(Boolean).join('；')}。`, good: edits.length > 0 && !fault && later <= 0 });
    } catch {
      warn('没有替换成，什么也没有改。请再试一次。');
    } finally {
      replacing.current = false;
      setBusy(false);
    }
  }, [ask, warn]);

  return {
    needle,
    setNeedle,
    replacement,
    setReplacement,
    onlyColumn,
    setOnlyColumn,
    answer: needle === '' ? null : answer,
    busy,
    message,
    go,
    replaceOne,
    replaceAll,
  };
}

export type Find = ReturnType<typeof useFind>;
