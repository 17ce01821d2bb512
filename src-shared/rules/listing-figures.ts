import type { Progress } from '../entities/progress';

/** What was completed in a year by one source: the sum in whole yuan and the months that it comes from; null where nobody gave any. */
export interface CompletedSum {
  readonly yuan: number;
  readonly from: string;
  readonly to: string;
}

function sumOf(rows: readonly { month: string | null; yuan: number | null }[], today: string): CompletedSum | null {
  const [first, last] = [`${today.slice(0, 4)}-01`, today.slice(0, 7)];
  const known = rows.flatMap(({ month, yuan }) =>
    month !== null && yuan !== null && month >= first && month <= last ? [{ month, yuan }] : [],
  );
  const months = known.map(({ month }) => month).sort();
  const [from, to] = [months[0], months.at(-1)];
  if (from === undefined || to === undefined) return null;
  return { yuan: known.reduce((sum, { yuan }) => sum + yuan, 0), from, to };
}

/**
 * This year's completed investment by its two sources, each for itself: dispatch (调度数, reported by the secretary) and statistics
 * (统计数, fed back by the statistics office). They are shown side by side; neither is compared with or taken for the other.
 */
export function completedSums(
  progress: readonly Pick<Progress, 'month' | 'completed' | 'statistics_completed'>[],
  today: string,
): { readonly dispatch: CompletedSum | null; readonly statistics: CompletedSum | null } {
  return {
    dispatch: sumOf(
      progress.map(({ month, completed }) => ({ month, yuan: completed })),
      today,
    ),
    statistics: sumOf(
      progress.map(({ month, statistics_completed }) => ({ month, yuan: statistics_completed })),
      today,
    ),
  };
}
