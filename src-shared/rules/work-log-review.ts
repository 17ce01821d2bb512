import { duties } from '../entities/duties';
import type { WorkLog } from '../entities/work-log';

/** A next step that somebody wrote down and nobody has ticked. */
export interface OpenStep {
  /** The work log that it stands in. */
  readonly id: string;
  readonly project: string | null;
  readonly step: string;
  readonly due: string | null;
  /** Day of the note. */
  readonly noted: string | null;
  readonly secretary: string | null;
}

type Stepped = Pick<
  WorkLog,
  'id' | 'project' | 'matter' | 'next_step' | 'next_date' | 'next_done' | 'date' | 'secretary'
>;

/** Whether a note still asks for something: a step or a day for it is written, and it is not done. */
export function isOpenStep(note: Pick<WorkLog, 'next_step' | 'next_date' | 'next_done'>): boolean {
  return note.next_done === null && (note.next_step !== null || note.next_date !== null);
}

/** The open next steps of notes, the earliest day first, those without a day last. What is to be done without words is the matter itself. */
export function openSteps(notes: readonly Stepped[]): OpenStep[] {
  return notes
    .filter(isOpenStep)
    .map((note) => ({
      id: note.id,
      project: note.project,
      step: note.next_step ?? note.matter ?? '下一步',
      due: note.next_date,
      noted: note.date,
      secretary: note.secretary,
    }))
    .sort((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999') || a.id.localeCompare(b.id));
}

export interface Share {
  readonly key: string | null;
  readonly count: number;
  readonly minutes: number;
}

export interface WorkLogReview {
  readonly count: number;
  /** Minutes of the notes that say how long they took. */
  readonly minutes: number;
  /** How many say so. */
  readonly timed: number;
  readonly days: number;
  /** The five duties in their order, then the notes without one. */
  readonly duties: readonly Share[];
  /** By project id, most notes first. */
  readonly projects: readonly Share[];
  readonly openSteps: number;
  readonly doneSteps: number;
}

type Reviewed = Pick<WorkLog, 'date' | 'project' | 'duty' | 'minutes' | 'next_step' | 'next_date' | 'next_done'>;

function sharesOf(notes: readonly Reviewed[], keyOf: (note: Reviewed) => string | null): Map<string | null, Share> {
  const shares = new Map<string | null, Share>();
  for (const note of notes) {
    const key = keyOf(note);
    const known = shares.get(key) ?? { key, count: 0, minutes: 0 };
    shares.set(key, { key, count: known.count + 1, minutes: known.minutes + (note.minutes ?? 0) });
  }
  return shares;
}

/** What a heap of notes adds up to: a month of one secretary, or of a project. */
export function reviewOf(notes: readonly Reviewed[]): WorkLogReview {
  const byDuty = sharesOf(notes, ({ duty }) => duty);
  const byProject = sharesOf(notes, ({ project }) => project);
  const without = byDuty.get(null);
  return {
    count: notes.length,
    minutes: notes.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0),
    timed: notes.filter(({ minutes }) => minutes !== null).length,
    days: new Set(notes.map(({ date }) => date)).size,
    duties: [
      ...duties.map(({ code }) => byDuty.get(code) ?? { key: code, count: 0, minutes: 0 }),
      ...(without ? [without] : []),
    ],
    projects: [...byProject.values()].sort(
      (a, b) => b.count - a.count || b.minutes - a.minutes || (a.key ?? '').localeCompare(b.key ?? ''),
    ),
    openSteps: notes.filter(isOpenStep).length,
    doneSteps: notes.filter(({ next_done: done }) => done !== null).length,
  };
}

/** 95 → '1小时35分', 30 → '30分钟'. */
export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return hours === 0 ? `${rest}分钟` : rest === 0 ? `${hours}小时` : `${hours}小时${rest}分`;
}

/** '包问题破解' → '问题破解': the short word for narrow columns. */
export function dutyLabel(code: string | null): string {
  return duties.find((duty) => duty.code === code)?.label.replace(/^包/, '') ?? '未分';
}
