import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { type Grouping, groupings, type View, views } from '../../../src-shared/contract/common';
import type { Filter } from '../../../src-shared/contract/record-methods';
import type { Sorting } from '../../components/data-grid/grid-types';
import { readFilter, writeFilter } from './grid-filters';

export const groupLabels: Record<Grouping, string> = {
  region: '属地',
  patron: '包保领导',
  lifecycle: '阶段',
  listing: '入统状态',
  light: '灯',
  sector: '领域',
  nature: '建设性质',
  responsible_unit: '责任单位',
  secretary: '项目秘书',
};
export { groupings };

/** What the grid shows; all of it stands in the address, so that back, links and saved views work. */
export interface GridState {
  readonly view: View;
  readonly filters: readonly Filter[];
  /** Words that a project must have somewhere, as in the search box. */
  readonly words: string;
  readonly sortings: readonly Sorting[];
  readonly group: Grouping | null;
  /** Keys of the columns in their order; null for the ones that this machine usually shows. */
  readonly columns: readonly string[] | null;
  /** Columns frozen at the left; null as this machine usually has it. */
  readonly pinned: number | null;
  /** Id of the saved view that this began with. */
  readonly saved: string | null;
}

/** The part of a state that says which projects are shown and in what order: what a saved view keeps as its query. */
export type GridQuery = Pick<GridState, 'view' | 'filters' | 'words' | 'sortings' | 'group'>;

export const plainState: GridState = {
  view: 'all',
  filters: [],
  words: '',
  sortings: [],
  group: null,
  columns: null,
  pinned: null,
  saved: null,
};

export function readGridState(search: string): GridState {
  const params = new URLSearchParams(search);
  const view = params.get('view');
  const group = params.get('group');
  const columns = params.get('columns')?.split('.').filter(Boolean) ?? [];
  const pinned = Number(params.get('pinned') ?? Number.NaN);
  return {
    view: views.find((known) => known === view) ?? 'all',
    filters: params.getAll('f').flatMap((text) => readFilter(text) ?? []),
    words: (params.get('words') ?? '').slice(0, 100),
    sortings: params
      .getAll('sort')
      .map((text) => ({ field: text.replace(/^-/, ''), descending: text.startsWith('-') })),
    group: groupings.find((known) => known === group) ?? null,
    columns: columns.length > 0 ? columns : null,
    pinned: Number.isInteger(pinned) && pinned > 0 ? pinned : null,
    saved: params.get('saved'),
  };
}

function queryOf(state: GridQuery): URLSearchParams {
  const params = new URLSearchParams();
  if (state.view !== 'all') params.set('view', state.view);
  for (const filter of state.filters) params.append('f', writeFilter(filter));
  if (state.words) params.set('words', state.words);
  for (const { field, descending } of state.sortings) params.append('sort', `${descending ? '-' : ''}${field}`);
  if (state.group) params.set('group', state.group);
  return params;
}

/** What a saved view keeps of a state, without a leading question mark. */
export const writeGridQuery = (state: GridQuery): string => queryOf(state).toString();

/** The query of the address, without a leading question mark. */
export function writeGridState(state: GridState): string {
  const params = queryOf(state);
  if (state.columns) params.set('columns', state.columns.join('.'));
  if (state.pinned) params.set('pinned', String(state.pinned));
  if (state.saved) params.set('saved', state.saved);
  return params.toString();
}

export const gridAddress = (state: GridState): string => {
  const query = writeGridState(state);
  return query ? `/projects?${query}` : '/projects';
};

/** `replace` leaves no step to go back to: for what follows the first of several small changes. */
export type ChangeGrid = (change: Partial<GridState>, options?: { replace?: boolean }) => void;

export function useGridState(): [GridState, ChangeGrid] {
  const search = useSearch();
  const [, navigate] = useLocation();
  const state = useMemo(() => readGridState(search), [search]);
  const change = useCallback<ChangeGrid>(
    (patch, options = {}) => navigate(gridAddress({ ...readGridState(search), ...patch }), options),
    [search, navigate],
  );
  return [state, change];
}
