import type { Rubric } from '../contract/evaluation-values';
import { type EvaluatedRegion, type ScoredNow, scoreRegions } from './evaluation';
import { withChanges } from './evaluation-counts';
import type { EvaluationEvent } from './evaluation-events';
import type { EvaluationFrame } from './evaluation-measures';
import { addPoints } from './evaluation-points';

/** An event with what it alone brings its region. */
export interface ValuedEvent extends EvaluationEvent {
  /** Points that the total rises by, with one decimal; below 0 where it costs more than it brings. */
  readonly gain: number;
}

/** Scores of all regions once some events of one of them have happened: its places can move others. */
export function scoresAfter(
  rubric: Rubric,
  regions: readonly EvaluatedRegion[],
  frame: EvaluationFrame,
  code: string,
  events: readonly EvaluationEvent[],
): ScoredNow[] {
  const changes = events.map(({ change }) => change);
  return scoreRegions(
    rubric,
    regions.map((region) =>
      region.code === code ? { ...region, counts: withChanges(region.counts, changes) } : region,
    ),
    frame,
  );
}

/**
 * What each event would bring its region by itself: what can still happen first, then the greatest gain. An event that brings nothing by
 * this rubric stays in the list only where it is too late for it, so that nobody has to ask.
 */
export function valuedEvents(
  rubric: Rubric,
  regions: readonly EvaluatedRegion[],
  frame: EvaluationFrame,
  code: string,
  events: readonly EvaluationEvent[],
): ValuedEvent[] {
  const totalOf = (scored: readonly ScoredNow[]) => scored.find((region) => region.code === code)?.total ?? 0;
  const now = totalOf(scoreRegions(rubric, regions, frame));
  return events
    .map((event): ValuedEvent => {
      const total = totalOf(scoresAfter(rubric, regions, frame, code, [event]));
      return { ...event, gain: addPoints([total, -now]) };
    })
    .filter(({ gain, possible }) => gain !== 0 || !possible)
    .sort(
      (a, b) =>
        Number(b.possible) - Number(a.possible) ||
        b.gain - a.gain ||
        a.kind.localeCompare(b.kind) ||
        a.name.localeCompare(b.name, 'zh-CN') ||
        a.id.localeCompare(b.id),
    );
}
