import type { Meeting } from '../entities/meeting';
import type { MeetingItem } from '../entities/meeting-item';
import type { Problem } from '../entities/problem';
import { levelLabel, type ProblemClock, type ProblemLevel } from './problem-clock';

type Decided = Pick<MeetingItem, 'decision' | 'due' | 'done_on'>;

/** Decisions that nobody has carried out yet: tasks, for whoever lists what is to be done. What is due soonest first. */
export function openDecisions<Item extends Decided>(items: readonly Item[]): Item[] {
  return items
    .filter(({ decision, done_on }) => decision !== null && done_on === null)
    .sort((a, b) => ((a.due ?? '9999') < (b.due ?? '9999') ? -1 : 1));
}

/** How far the decisions of a meeting are. */
export function decisionCounts(
  items: readonly Decided[],
  today: string,
): { readonly items: number; readonly decided: number; readonly open: number; readonly overdue: number } {
  const open = openDecisions(items);
  return {
    items: items.length,
    decided: items.filter(({ decision }) => decision !== null).length,
    open: open.length,
    overdue: open.filter(({ due }) => due !== null && due < today).length,
  };
}

/** The meeting of the same level before this one, the latest where there are several; its decisions are asked for first. */
export function meetingBefore<One extends Pick<Meeting, 'id' | 'level' | 'date'>>(
  meetings: readonly One[],
  meeting: One,
): One | null {
  const earlier = meetings
    .filter(
      ({ id, level, date }) => id !== meeting.id && level === meeting.level && (date ?? '') < (meeting.date ?? ''),
    )
    .sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? 1 : -1));
  return earlier[0] ?? null;
}

/** Levels whose problems a meeting deals with: its own, and for the city's meeting those of the counties that may be brought up. */
export function levelsOfMeeting(level: string | null): ProblemLevel[] {
  if (level === 'unit') return ['unit'];
  if (level === 'county') return ['county', 'unit'];
  return ['city', 'county'];
}

const first = (text: string | null) => text?.trim().split(/[。\n]/)[0] ?? '';

/** What is known of a problem as an item for the list, to be worded by a person: 问题、症结、建议、请谁定. */
export function agendaDraft(
  problem: Problem,
  clock: ProblemClock,
  meeting: Pick<Meeting, 'level' | 'chair'>,
): Pick<MeetingItem, 'matter' | 'crux' | 'suggestion' | 'decider' | 'responsible_unit'> {
  const standing = `在${levelLabel(clock.level)}层级已 ${clock.used} 个工作日${clock.over > 0 ? `，超 ${clock.over} 天` : ''}`;
  return {
    matter: first(problem.description).slice(0, 200),
    crux: `${standing}${problem.responsible_unit ? `，${problem.responsible_unit}未办结` : ''}`,
    suggestion: problem.request,
    decider: meeting.chair ?? (meeting.level === 'city' ? '市联席会议' : '分管领导'),
    responsible_unit: problem.responsible_unit,
  };
}
