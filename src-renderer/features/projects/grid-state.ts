import { useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { type View, views } from '../../../src-shared/contract/common';
import type { Filter } from '../../../src-shared/contract/record-methods';
import type { Sorting } from '../../components/data-grid/grid-types';
import { readFilter, writeFilter } from './grid-filters';

export const groups = ['region', 'patron', 'lifecycle'] as const;
export type Group = (typeof groups)[number];
export const groupLabels: Record<Group, string> = { region: '属地', patron: '包保领导', lifecycle: '阶段' };

/** What the grid shows; all of it stands in the address, so that back, links and saved views work. */
export interface GridState {
  readonly view: View;
  readonly filters: readonly Filter[];
  readonly sortings: readonly Sorting[];
  readonly group: Group | null;
}

export function readGridState(search: string): GridState {
  const params = new URLSearchParams(search);
  const view = params.get('view');
  const group = params.get('group');
  return {
    view: views.find((known) => known === view) ?? 'all',
    filters: params.getAll('f').flatMap((text) => readFilter(text) ?? []),
    sortings: params
      .getAll('sort')
      .map((text) => ({ field: text.replace(/^-/, ''), descending: text.startsWith('-') })),
    group: groups.find((known) => known === group) ?? null,
  };
}

/** The query of the address, without a leading question mark. */
export function writeGridState(state: GridState): string {
  const params = new URLSearchParams();
  if (state.view !== 'all') params.set('view', state.view);
  for (const filter of state.filters) params.append('f', writeFilter(filter));
  for (const { field, descending } of state.sortings) params.append('sort', `${descending ? '-' : ''}${field}`);
  if (state.group) params.set('group', state.group);
  return params.toString();
}

export const gridAddress = (state: GridState): string => {
  const query = writeGridState(state);
  return query ? `/projects?${query}` : '/projects';
};

export function useGridState(): [GridState, (change: Partial<GridState>) => void] {
  const search = useSearch();
  const [, navigate] = useLocation();
  const state = useMemo(() => readGridState(search), [search]);
  return [state, (change) => navigate(gridAddress({ ...state, ...change }))];
}
