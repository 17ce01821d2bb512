import { useMemo } from 'react';
import type { ClockStop } from '../../../src-shared/entities/clock-stop';
import type { Permit } from '../../../src-shared/entities/permit';
import {
  type ProjectSchedule,
  type RoadInput,
  scheduleOfProject,
  scheduleTrouble,
} from '../../../src-shared/rules/road-map';
import type { RuleBook } from '../../../src-shared/rules/rule-book';
import { useRuleBook } from '../../app/rule-book';
import { useCanWrite, useStatus } from '../../app/status';
import { type LedgerError, useLedgerQuery } from '../../ledger-client';
import { fileOf, type ProjectFile } from '../projects/project-file';

/** What the road map of one project is made of. */
export interface Road {
  readonly file: ProjectFile;
  readonly permits: readonly Permit[];
  /** Clock stops of permits; those of problems are none of it. */
  readonly stops: readonly ClockStop[];
  readonly book: RuleBook;
  readonly input: RoadInput;
  /** As things stand; null where it cannot be made, and then `trouble` says why. */
  readonly schedule: ProjectSchedule | null;
  readonly trouble: string | null;
}

/** The schedule, or the sentence why there is none. */
export function tryToSchedule(input: RoadInput): Pick<Road, 'schedule' | 'trouble'> {
  try {
    return { schedule: scheduleOfProject(input), trouble: null };
  } catch (error) {
    const trouble = scheduleTrouble(error, input.permits);
    if (trouble === null) throw error;
    return { schedule: null, trouble };
  }
}

export function useRoad(id: string): { road: Road | null; error: LedgerError | null; retry: () => void } {
  const shown = useLedgerQuery('projects.show', { id }, { keep: true });
  const book = useRuleBook();
  const status = useStatus();
  const writable = useCanWrite();
  const today = status?.today;
  const road = useMemo((): Road | null => {
    if (!shown.data || !book || today === undefined) return null;
    const file = fileOf(shown.data, today, writable);
    // The contract gives records loosely; here it is known which is which.
    const stops = (shown.data.clock_stops as unknown as ClockStop[]).filter((stop) => stop.permit !== null);
    const input: RoadInput = {
      permits: file.permits,
      stops,
      target: file.project.planned_start,
      today,
      calendar: book.calendar,
      items: book.permits,
    };
    return { file, permits: file.permits, stops, book, input, ...tryToSchedule(input) };
  }, [shown.data, book, today, writable]);
  return { road, error: shown.data ? null : shown.error, retry: () => void shown.refetch() };
}
