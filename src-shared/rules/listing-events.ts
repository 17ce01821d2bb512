import type { FieldValue } from '../entities/field';
import type { ListingEvent } from '../entities/listing-event';
import { type Level, levels } from './listing-windows';

export type KnownEvent = Pick<
  ListingEvent,
  'date' | 'kind' | 'level' | 'batch' | 'reason_code' | 'unit' | 'detail' | 'deadline'
>;

/** Earliest first; on one day in the order of entry. */
export function byDate<Event extends Pick<KnownEvent, 'date'>>(events: readonly Event[]): Event[] {
  return events.toSorted((a, b) => (a.date ?? '').localeCompare(b.date ?? ''));
}

const isLevel = (level: string | null): level is Level => levels.some((known) => known === level);

/** The batch that an event belongs to: the one written, else the month of its day. */
export function batchOf(event: Pick<KnownEvent, 'date' | 'batch'>): string {
  return event.batch ?? event.date?.slice(0, 7) ?? '';
}

/** Levels that a state of its own accord shows to be behind the case: what waits at a level has been handed in there. */
const handedIn: Readonly<Record<string, number>> = { county_review: 1, city_review: 2, province_review: 3 };
const takes = new Set<string | null>(['submitted', 'accepted', 'lenient', 'passed']);

/**
 * Levels whose window the case has met in a round: handed in there or taken, with or without gaps, and not sent back since. What was
 * handed in at a level has passed those before it.
 */
export function metLevels(state: string | null, events: readonly KnownEvent[], round: string): ReadonlySet<Level> {
  let count = 0;
  for (const event of byDate(events)) {
    if (batchOf(event) !== round || !isLevel(event.level)) continue;
    const place = levels.indexOf(event.level);
    if (takes.has(event.kind)) count = Math.max(count, place + 1);
    if (event.kind === 'listed') count = levels.length;
    if (event.kind === 'returned') count = Math.min(count, place);
  }
  const known = state === 'listed' ? levels.length : (handedIn[state ?? ''] ?? 0);
  return new Set(levels.slice(0, Math.max(count, known)));
}

/** The last event by which a level of a round was met; what stands under its window. */
export function meetingEvent(events: readonly KnownEvent[], level: Level, round: string): KnownEvent | null {
  return (
    byDate(events).findLast(
      (event) =>
        batchOf(event) === round && event.level === level && (takes.has(event.kind) || event.kind === 'listed'),
    ) ?? null
  );
}

export function returnsOf(events: readonly Pick<KnownEvent, 'kind'>[]): number {
  return events.filter((event) => event.kind === 'returned').length;
}

/** Day since when the case has waited at its level; null where nobody wrote it down. */
export function waitingSince(state: string | null, events: readonly KnownEvent[]): string | null {
  const place = (handedIn[state ?? ''] ?? 0) - 1;
  if (place < 0) return null;
  const event = byDate(events).findLast(
    ({ kind, level }) =>
      (level === levels[place] && (kind === 'submitted' || kind === 'accepted' || kind === 'lenient')) ||
      (place > 0 && level === levels[place - 1] && kind === 'passed'),
  );
  return event?.date ?? null;
}

/** Days by which somebody still waits for an answer: limits of questions, gaps and returns after which nothing was handed in or passed. */
export function openLimits(events: readonly KnownEvent[], today: string): string[] {
  const sorted = byDate(events);
  const last = sorted.findLastIndex(({ kind }) => kind === 'submitted' || kind === 'passed' || kind === 'listed');
  return sorted
    .slice(last + 1)
    .flatMap(({ deadline }) => (deadline !== null && deadline >= today ? [deadline] : []))
    .sort();
}

/** The state that an event leads the case into; null where it stays where it is. Offered to the person, never done by itself. */
export function stateAfter(event: Pick<KnownEvent, 'kind' | 'level'>): string | null {
  if (event.kind === 'returned') return 'returned';
  if (event.kind === 'listed') return 'listed';
  if (!isLevel(event.level)) return null;
  const place = levels.indexOf(event.level);
  if (event.kind === 'submitted' || event.kind === 'accepted') return `${levels[place]}_review`;
  // What the province has passed is listed by an event of its own: it has a month.
  return event.kind === 'passed' && place < 2 ? `${levels[place + 1]}_review` : null;
}

/** What the case takes over from an event when its state follows: the batch, why it came back, the month in which it was listed. */
export function caseAfter(event: KnownEvent): Record<string, FieldValue> {
  const state = stateAfter(event);
  if (state === null) return {};
  const batch = batchOf(event);
  return {
    state,
    ...(batch ? { batch } : {}),
    ...(state === 'returned' && event.detail ? { return_reason: event.detail } : {}),
    ...(state === 'listed' && batch ? { listed_month: batch } : {}),
  };
}
