import { useEffect } from 'react';
import { showDone } from '../../components/toast';
import { run } from '../../ledger-client';

const hour = 3_600_000;
/** The first page comes first. */
const startDelay = 1500;

/**
 * Writes down what time has raised, when the window opens and on the hour: where it stays open over night, the day changes under it. The
 * command does nothing where nothing has passed, and two machines that do it write the same slip.
 */
export function useEscalation(writable: boolean): void {
  useEffect(() => {
    if (!writable) return undefined;
    const look = () =>
      void run('problems.escalate', {}, undefined, ({ problems }) => problems > 0).then((result) => {
        if (result.ok && result.value.problems > 0)
          showDone(`${result.value.problems} 个问题超过时限，已自动提级，督办单待签发`);
      });
    const first = setTimeout(look, startDelay);
    const timer = setInterval(look, hour);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [writable]);
}
