import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { openQuickLog } from './quick-log-state';
import { useCanWrite } from './status';

/** Does what a notification or the tray asked for: the desk, or a new note. */
export function useAsked(): void {
  const [, navigate] = useLocation();
  const writable = useCanWrite();
  useEffect(
    () =>
      window.wubao.listen((event) => {
        if (event.type !== 'asked') return;
        if (event.deed === 'desk') navigate('/');
        else if (writable) openQuickLog();
      }),
    [navigate, writable],
  );
}
