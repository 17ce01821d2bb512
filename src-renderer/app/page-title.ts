import { useEffect, useSyncExternalStore } from 'react';

export interface Crumb {
  readonly label: string;
  /** Where a click leads; the last crumb, the page itself, has none. */
  readonly to?: string;
}

let crumbs: readonly Crumb[] = [];
const listeners = new Set<() => void>();

/** What stands in the top bar of the present page: `usePageTitle([{ label: '台账', to: '/projects' }, { label: '全部项目' }])`. */
export function usePageTitle(next: readonly Crumb[]): void {
  const key = JSON.stringify(next);
  useEffect(() => {
    crumbs = JSON.parse(key) as Crumb[];
    document.title = [crumbs.at(-1)?.label, '五包工作台'].filter(Boolean).join(' · ');
    for (const listener of listeners) listener();
  }, [key]);
}

export function useCrumbs(): readonly Crumb[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => crumbs,
  );
}
