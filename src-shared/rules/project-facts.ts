import type { CountedFigure, ProjectFacts } from '../contract/bulletin-methods';
import { emptyCounts, type RegionCounts } from './indicators';

/** Counts of some projects under a name: what the same projects add to the figures of a bulletin. */
export function countsOf(region: string, projects: readonly ProjectFacts[]): RegionCounts {
  const counts: RegionCounts = { ...emptyCounts(region) };
  for (const facts of projects) {
    for (const name of Object.keys(facts.counted) as CountedFigure[]) if (facts.counted[name]) counts[name] += 1;
    if (!facts.counted.projects) continue;
    counts.annual_plan += facts.plan ?? 0;
    counts.completed += facts.completed ?? 0;
  }
  return counts;
}
