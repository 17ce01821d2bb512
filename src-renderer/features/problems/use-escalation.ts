import { useEffect, useRef } from 'react';
import { showDone } from '../../components/toast';
import { refreshSoon, run } from '../../ledger-client';

const hour = 3_600_000;

/**
 * Writes down what time has raised as soon as the board says that there is something, and looks again on the hour: where the window stays
 * open over night, the day changes under it.
 */
export function useEscalation(pending: number | undefined, writable: boolean): void {
  const running = useRef(false);
  useEffect(() => {
    if (!writable || !pending || running.current) return;
    running.current = true;
    void run('problems.escalate', {}).then((result) => {
      running.current = false;
      if (result.ok && result.value.problems > 0)
        showDone(`${result.value.problems} 个问题超过时限，已自动提级，督办单待签发`);
    });
  }, [pending, writable]);
  useEffect(() => {
    const timer = setInterval(refreshSoon, hour);
    return () => clearInterval(timer);
  }, []);
}
