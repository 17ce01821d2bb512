import { useSyncExternalStore } from 'react';
import type { BaseLocationHook, BaseSearchHook } from 'wouter';

/**
 * Addresses live behind the hash, query included: `#/projects?view=signed`. The library's own hash hook keeps the query
 * before the hash, where it would outlive the page it belongs to and reach the protocol handler.
 */
const current = () => {
  const address = location.hash.replace(/^#/, '') || '/';
  return address.startsWith('/') ? address : `/${address}`;
};

const listeners = new Set<() => void>();
const announce = () => {
  for (const listener of listeners) listener();
};

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) addEventListener('hashchange', announce);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) removeEventListener('hashchange', announce);
  };
}

/** Goes to a path of the window, `/projects/…?…`. */
export function navigate(to: string, options: { replace?: boolean } = {}): void {
  const url = `#${to.startsWith('/') ? to : `/${to}`}`;
  if (url === `#${current()}`) return;
  history[options.replace ? 'replaceState' : 'pushState'](null, '', url);
  announce();
}

export const useHashSearch: BaseSearchHook = () => useSyncExternalStore(subscribe, () => current().split('?')[1] ?? '');

export const useHashLocation: BaseLocationHook & { searchHook?: BaseSearchHook } = () => {
  const path = useSyncExternalStore(subscribe, () => current().split('?')[0] ?? '/');
  return [path, navigate];
};
useHashLocation.searchHook = useHashSearch;
useHashLocation.hrefs = (href: string) => `#${href}`;
