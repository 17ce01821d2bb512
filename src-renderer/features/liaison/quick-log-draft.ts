import type { Duty } from '../../../src-shared/entities/duties';
import { guessWorkLog, type WorkLogPlace, type WorkLogSurroundings } from '../../../src-shared/rules/work-log-guess';
import type { OpenProblem } from '../../../src-shared/rules/work-log-projects';
import { joinSpans, type Span } from '../../../src-shared/rules/work-log-spans';

/** What a note holds besides its line of text. */
export interface Values {
  readonly project: string | null;
  readonly duty: string | null;
  readonly way: string | null;
  readonly department: string | null;
  readonly person: string | null;
  readonly problem: string | null;
  readonly result: string | null;
  readonly date: string | null;
  readonly minutes: number | null;
  readonly next_step: string | null;
  readonly next_date: string | null;
}

export interface Draft {
  readonly text: string;
  /** Where it was begun: a draft that is taken up on another page is still about the first. */
  readonly place: WorkLogPlace;
  /** What was set by hand, or taken off (null); a guess never comes back over it. */
  readonly hand: Partial<Values>;
  /** Whether the next step counts, where that was said by hand. */
  readonly next: boolean | null;
}

export const emptyDraft = (place: WorkLogPlace): Draft => ({ text: '', place, hand: {}, next: null });

const key = 'wubao.quick-log';

export function readDraft(): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<Draft> | null;
    if (!draft || typeof draft.text !== 'string') return null;
    const place = { project: draft.place?.project ?? null, duty: draft.place?.duty ?? null };
    return { text: draft.text, place, hand: draft.hand ?? {}, next: draft.next ?? null };
  } catch {
    return null;
  }
}

export function keepDraft(draft: Draft): void {
  if (draft.text.trim() === '' && Object.keys(draft.hand).length === 0) localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify(draft));
}

export function forgetDraft(): void {
  localStorage.removeItem(key);
}

const dutyOfTab: Readonly<Record<string, Duty>> = {
  permits: 'permits',
  progress: 'progress',
  listing: 'progress',
  liaison: 'liaison',
  problems: 'problems',
  funding: 'funding',
};

/** Project and duty of an address of the window: /projects/<id>/permits, /problems, /permits?project=<id>. */
export function placeOfAddress(path: string, search: string): WorkLogPlace {
  const [page = '', id, tab = ''] = path.split('/').slice(1);
  if (page === 'projects')
    return { project: id ? decodeURIComponent(id) : null, duty: id ? (dutyOfTab[tab] ?? null) : null };
  // The work log itself is about every duty.
  const duty = page === 'liaison' ? null : (dutyOfTab[page] ?? null);
  return { project: new URLSearchParams(search).get('project'), duty };
}

export interface Understood {
  readonly values: Values;
  /** Whether the next step is saved with the note. */
  readonly next: boolean;
  /** What to underline. */
  readonly spans: readonly Span[];
}

/** What is known of a note: what was set by hand, and for the rest what its text says. */
export function understand(draft: Draft, around: Omit<WorkLogSurroundings, 'place'>): Understood {
  const { hand, text, place } = draft;
  const byHand = (name: keyof Values) => Object.hasOwn(hand, name);
  // A project that was chosen by hand decides which problems are meant; one that was taken off is no longer where the person is.
  const guess = guessWorkLog(text, {
    ...around,
    ...(byHand('project') ? { projects: around.projects.filter(({ id }) => id === hand.project) } : {}),
    place: byHand('project') ? { ...place, project: hand.project ?? null } : place,
  });
  const known = <Name extends keyof Values>(name: Name, guessed: Values[Name] | undefined): Values[Name] =>
    byHand(name) ? (hand[name] as Values[Name]) : (guessed ?? (null as Values[Name]));
  const values: Values = {
    project: known('project', guess.project?.value),
    duty: known('duty', guess.duty?.value),
    way: known('way', guess.way?.value),
    department: known('department', guess.department?.value),
    person: known('person', guess.person?.value),
    problem: known('problem', guess.problem?.value),
    result: known('result', null),
    date: known('date', guess.date?.value),
    minutes: known('minutes', guess.minutes?.value),
    next_step: known('next_step', guess.next_step?.value),
    next_date: known('next_date', guess.next_date?.value),
  };
  const next = draft.next ?? (values.next_step !== null || values.next_date !== null);
  const spans = Object.entries(guess).flatMap(([name, found]) =>
    found?.span && !byHand(name as keyof Values) && (next || !name.startsWith('next_')) ? [found.span] : [],
  );
  return { values, next, spans: joinSpans(spans) };
}

/** Fields of the one record that a note becomes; what is not known is left out. */
export function recordOf(
  draft: Draft,
  { values, next }: Understood,
  today: string,
  secretary: string | undefined,
): Record<string, string | number> {
  const { next_step: step, next_date: due, ...rest } = values;
  const set = {
    ...rest,
    matter: draft.text.replace(/\s*\n\s*/g, ' ').trim(),
    date: values.date ?? today,
    ...(next ? { next_step: step, next_date: due } : {}),
    secretary: secretary ?? null,
  };
  return Object.fromEntries(
    Object.entries(set).filter((entry): entry is [string, string | number] => entry[1] !== null && entry[1] !== ''),
  );
}

/** What a problem is called where there is little room: its number, else how it begins. */
export function problemName({ number, description }: Pick<OpenProblem, 'number' | 'description'>): string {
  const words = description?.trim().split(/\r?\n/)[0] ?? '';
  return number ?? (words.length > 14 ? `${words.slice(0, 13)}…` : words);
}
