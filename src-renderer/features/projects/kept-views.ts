import { useMemo } from 'react';
import type { SharedView } from '../../../src-shared/contract/view-methods';
import type { Failure } from '../../../src-shared/terms/errors';
import { useStatus } from '../../app/status';
import { useRemembered } from '../../components/remembered';
import { run, useLedgerQuery } from '../../ledger-client';
import { type GridState, plainState, readGridState, writeGridQuery } from './grid-state';

/** What a view keeps: projects, order and grouping in its query, and the columns with those that stay in sight. */
export interface ViewContent {
  readonly query: string;
  /** None where it shows the usual ones. */
  readonly columns: readonly string[];
  readonly pinned: number | null;
}

/** A named view: this machine's alone, one that is shared, or one that the program brings. */
export interface KeptView extends ViewContent {
  readonly id: string;
  readonly name: string;
  readonly kind: 'private' | 'shared' | 'ready';
  /** May be changed and deleted here. */
  readonly own: boolean;
  /** Who shared it: '市级 · 周科长'. */
  readonly from: string;
}

/** As older programs kept a view: without an id, without columns. */
interface Remembered extends Partial<ViewContent> {
  readonly id?: string;
  readonly name: string;
  readonly query: string;
}

const ready = (id: string, name: string, query: string): KeptView => ({
  id,
  name,
  query,
  columns: [],
  pinned: null,
  kind: 'ready',
  own: false,
  from: '程序自带',
});

/** Views that everybody asks for first; they stand behind those of one's own. */
export const readyViews: readonly KeptView[] = [
  ready('ready-red', '红灯', 'f=light~is~red'),
  ready('ready-large', '亿元以上', 'f=total_investment~at_least~100000000'),
];

const privateOf = ({ id, name, query, columns, pinned }: Remembered): KeptView => ({
  id: id ?? `own-${name}`,
  name,
  query,
  columns: columns ?? [],
  pinned: pinned ?? null,
  kind: 'private',
  own: true,
  from: '只在本机',
});

const sharedOf =
  (writable: boolean) =>
  (view: SharedView): KeptView => ({
    id: view.id,
    name: view.name,
    query: view.query,
    columns: view.columns,
    pinned: view.pinned,
    kind: 'shared',
    own: view.own && writable,
    from: [view.scopeLabel, view.person].filter(Boolean).join(' · '),
  });

/** What the grid would keep now. `columns` are the ones that are shown. */
export function contentOf(state: GridState, columns: readonly string[], pinned: number): ViewContent {
  return { query: writeGridQuery(state), columns, pinned };
}

/** The state that a view opens with. */
export function stateOf(view: KeptView): GridState {
  const { view: ledger, filters, words, sortings, group } = readGridState(view.query);
  return {
    ...plainState,
    view: ledger,
    filters,
    words,
    sortings,
    group,
    columns: view.columns.length > 0 ? view.columns : null,
    pinned: view.pinned,
    saved: view.id,
  };
}

/** Whether what is shown is no longer what the view keeps. */
export function isChanged(view: KeptView, state: GridState): boolean {
  const kept = stateOf(view);
  return (
    writeGridQuery(kept) !== writeGridQuery(state) ||
    (kept.columns ?? []).join(' ') !== (state.columns ?? []).join(' ') ||
    (state.pinned ?? kept.pinned) !== kept.pinned
  );
}

/** The view that a state began with, else the one that shows just the same. */
export function activeView(views: readonly KeptView[], state: GridState): KeptView | null {
  if (state.saved) return views.find(({ id }) => id === state.saved) ?? null;
  const query = writeGridQuery(state);
  return (query && views.find((view) => view.query === query && !isChanged(view, state))) || null;
}

export interface Views {
  /** Tabs in their order: shared, private, ready-made. */
  readonly tabs: readonly KeptView[];
  readonly others: readonly KeptView[];
  /** Names that a new view cannot have. */
  readonly taken: readonly string[];
  /** Whether views can be shared from here. */
  readonly sharing: boolean;
  /** Keeps a new view and answers with its id. */
  add(name: string, content: ViewContent, shared: boolean): Promise<{ id: string } | Failure>;
  revise(view: KeptView, change: Partial<ViewContent> & { readonly name?: string }): Promise<Failure | null>;
  remove(view: KeptView): Promise<Failure | null>;
}

const fieldsOf = ({ query, columns, pinned }: Partial<ViewContent>) => ({
  ...(query === undefined ? {} : { query }),
  ...(columns === undefined ? {} : { columns: columns.join(' ') }),
  ...(pinned === undefined ? {} : { pinned }),
});

/** Views of this machine (kept in the window) and shared ones (records of the ledger). Once a screen: what is kept in the window is known to one. */
export function useViews(): Views {
  const status = useStatus();
  const writable = status?.state === 'open';
  const shared = useLedgerQuery('views.list', {}, { keep: true }).data;
  const [kept, keep] = useRemembered<readonly Remembered[]>('saved-views', []);
  return useMemo<Views>(() => {
    const own = kept.map(privateOf);
    const near = (shared?.views ?? []).map(sharedOf(writable));
    const revisePrivate = (id: string, change: Partial<Remembered>) =>
      keep(kept.map((each) => (privateOf(each).id === id ? { ...each, id, ...change } : each)));
    return {
      tabs: [...near, ...own, ...readyViews],
      others: (shared?.others ?? []).map(sharedOf(false)),
      taken: [...near, ...own, ...readyViews].map(({ name }) => name),
      sharing: writable && shared !== undefined,
      add: async (name, content, isShared) => {
        if (!isShared) {
          const id = `own-${crypto.randomUUID()}`;
          keep([...kept, { id, name, ...content }]);
          return { id };
        }
        const result = await run('records.create', {
          entity: 'saved_view',
          set: { scope: shared?.scope ?? 'city', name, ...fieldsOf(content), person: status?.identity?.person ?? '' },
          source: '共享视图',
        });
        return result.ok ? { id: result.value.id } : result.error;
      },
      revise: async (view, { name, ...content }) => {
        if (view.kind === 'private') {
          revisePrivate(view.id, { ...content, ...(name === undefined ? {} : { name }) });
          return null;
        }
        const result = await run('records.revise', {
          entity: 'saved_view',
          id: view.id,
          set: { ...fieldsOf(content), ...(name === undefined ? {} : { name }) },
          source: name === undefined ? '更新视图' : '视图改名',
        });
        return result.ok ? null : result.error;
      },
      remove: async (view) => {
        if (view.kind === 'private') {
          keep(kept.filter((each) => privateOf(each).id !== view.id));
          return null;
        }
        const result = await run('records.withdraw', { entity: 'saved_view', id: view.id });
        return result.ok ? null : result.error;
      },
    };
  }, [kept, keep, shared, status, writable]);
}
