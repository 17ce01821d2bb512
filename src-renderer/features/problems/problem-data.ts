import type { OutputOf } from '../../../src-shared/contract/contract';
import type { ClockStop } from '../../../src-shared/entities/clock-stop';
import type { Measure } from '../../../src-shared/entities/measure';
import type { Meeting } from '../../../src-shared/entities/meeting';
import type { MeetingItem } from '../../../src-shared/entities/meeting-item';
import type { Problem } from '../../../src-shared/entities/problem';
import type { Slip } from '../../../src-shared/entities/slip';
import type { ProblemLine } from '../../../src-shared/rules/problem-board';
import type { ProblemClock } from '../../../src-shared/rules/problem-clock';

type Shown = OutputOf<'problems.show'>;

/** One problem with everything that belongs to it. */
export interface KnownProblem extends Omit<Shown, 'problem' | 'measures' | 'clock_stops' | 'slips' | 'clock'> {
  readonly problem: Problem;
  readonly clock: ProblemClock;
  readonly measures: readonly Measure[];
  readonly clock_stops: readonly ClockStop[];
  readonly slips: readonly Slip[];
}

export interface KnownItem {
  readonly item: MeetingItem;
  readonly project: { readonly id: string; readonly name: string; readonly region: string | null } | null;
  readonly problem: Problem | null;
}

export interface KnownMeeting {
  readonly meeting: Meeting;
  readonly items: readonly KnownItem[];
  readonly last: { readonly meeting: Meeting; readonly items: readonly KnownItem[] } | null;
  readonly candidates: readonly ProblemLine[];
}

// The contract gives records loosely, because one method serves every entity; here it is known which is which.
export const knownProblem = (shown: Shown): KnownProblem => shown as unknown as KnownProblem;
export const knownLines = (lines: OutputOf<'problems.board'>['open']): ProblemLine[] =>
  lines as unknown as ProblemLine[];
export const knownMeeting = (shown: OutputOf<'meetings.show'>): KnownMeeting => shown as unknown as KnownMeeting;

/** The first words of a description, as a card and a heading name the problem. */
export function problemTitle({ description }: Pick<Problem, 'description'>): string {
  return description?.trim().split(/[，,。；;\n]/)[0] || '问题';
}

export const problemPath = (id: string): string => `/problems/${encodeURIComponent(id)}`;
export const meetingPath = (id: string): string => `/problems/meetings/${encodeURIComponent(id)}`;
