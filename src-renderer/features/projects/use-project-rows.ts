import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { OutputOf } from '../../../src-shared/contract/contract';
import type { FieldValue } from '../../../src-shared/entities/field';
import type { WriteEdits } from '../../components/data-grid/grid-types';
import { PageCache } from '../../components/data-grid/page-cache';
import { showDone } from '../../components/toast';
import { demand, onStale, run } from '../../ledger-client';
import { editOf, type ProjectColumn, type Row } from './grid-columns';
import type { GridQuery } from './grid-state';

type Answer = OutputOf<'projects.page'>;
export type Summary = Pick<Answer, 'projects' | 'all' | 'sums'>;

/** Groups that are folded, or, where all are but some, the ones that are open. */
export interface Folding {
  readonly all: boolean;
  readonly except: readonly string[];
}

/** Rows of the grid for a query of it, by page, kept fresh; and the way to write into them. */
export function useProjectRows(state: GridQuery, folding: Folding, year: number) {
  const { view, filters, words, sortings, group } = state;
  const key = JSON.stringify([{ view, filters, words, sortings, group }, folding]);
  const cache = useMemo(() => {
    const [query, { all, except }] = JSON.parse(key) as [GridQuery, { all: boolean; except: string[] }];
    return new PageCache<Row, Summary>(async (offset, limit) => {
      const { rows, total, ...summary } = await demand('projects.page', {
        view: query.view,
        filters: [...query.filters],
        words: query.words,
        orders: [...query.sortings],
        group: query.group,
        ...(all ? { unfolded: except } : { folded: except }),
        offset,
        limit,
      });
      return { rows, total, summary };
    });
  }, [key]);
  useEffect(() => onStale(() => cache.refresh()), [cache]);
  const version = useSyncExternalStore(cache.subscribe, cache.version);

  useEffect(() => void cache.want(0, 60), [cache]);
  // The former rows stay until the first page of the new ones is here.
  const shown = useRef(cache);
  if (cache.total !== null || cache.failure) shown.current = cache;
  const visible = shown.current;

  const rowAt = useCallback((index: number) => visible.row(index), [visible]);
  const want = useCallback((from: number, to: number) => visible.want(from, to), [visible]);
  const write = useCallback<WriteEdits<Row>>(
    async (edits, what) => {
      for (const { row, column, value } of edits)
        visible.patch(
          row.id,
          (before) => patched(before, column, value),
          (before) => before.id,
        );
      const sets = new Map<string, Record<string, FieldValue>>();
      for (const { row, column, value } of edits)
        sets.set(row.id, { ...sets.get(row.id), ...editOf(column, value, year) });
      const list = [...sets].map(([id, set]) => ({ entity: 'project' as const, id, set: set as never }));
      const [only] = list;
      const result =
        list.length === 1 && only
          ? await run('records.revise', only)
          : await run('records.reviseMany', { edits: list });
      if (!result.ok) {
        visible.refresh();
        return result.error;
      }
      if (what) showDone(what, { undo: true });
      return null;
    },
    [visible, year],
  );
  return {
    rowAt,
    want,
    write,
    version,
    total: visible.total ?? 0,
    loading: useSlow(visible.total === null && !visible.failure),
    loaded: visible.total !== null,
    summary: visible.summary,
    failure: visible.failure,
    refresh: () => visible.refresh(),
  };
}

function patched(row: Row, column: ProjectColumn, value: FieldValue): Row {
  if (row.kind === 'group') return row;
  return column.key === 'annual_plan'
    ? { ...row, annual_plan_now: value as number | null }
    : { ...row, [column.key]: value };
}

/** True once something has been waited for longer than 300 ms, so that a quick answer shows no flicker. */
function useSlow(waiting: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!waiting) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), 300);
    return () => clearTimeout(timer);
  }, [waiting]);
  return slow;
}
