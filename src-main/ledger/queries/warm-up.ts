import { setImmediate } from 'node:timers/promises';
import type { LedgerContext } from '../context';
import { showDesk } from './desk';
import { ProjectSelection } from './project-selection';
import { viewCounts } from './view-counts';

/**
 * Works out beforehand what the first screens of a window ask for, while the window is still waking up: the numbers of the views, the
 * figures that the grid sorts by, its sums, and the desk. Each is kept until something is written. Calls that come meanwhile get in
 * between. Never throws: whoever asks meets the same failure, and is told.
 */
export async function warmUp(context: LedgerContext): Promise<void> {
  const grid = () => new ProjectSelection(context, { view: 'all', filters: [], orders: [], words: '' });
  const steps = [
    () => viewCounts(context.database),
    () => grid(),
    () => grid().sums(null),
    () => grid().ofView(),
    () => showDesk(context, {}),
  ];
  try {
    for (const step of steps) {
      if (!context.database.open) return;
      await step();
      await setImmediate();
    }
  } catch {
    return;
  }
}
