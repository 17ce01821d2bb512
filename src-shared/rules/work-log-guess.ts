import type { Duty } from '../entities/duties';
import { datesIn, type WrittenDate } from './work-log-dates';
import { counterpartIn, type KnownContact } from './work-log-people';
import { type NamedProject, type OpenProblem, problemIn, projectByName, projectByStem } from './work-log-projects';
import { clauseAround, overlaps, type Span } from './work-log-spans';
import { dutyIn, minutesIn, type Way, wayIn } from './work-log-words';

/** Something that was understood, and where it stands in the text; null where it follows from something else than the text. */
export interface Guess<Value> {
  readonly value: Value;
  readonly span: Span | null;
}

/** Where the person is while writing: the project on the screen and the duty that the screen is about. */
export interface WorkLogPlace {
  readonly project: string | null;
  readonly duty: Duty | null;
}

export interface WorkLogSurroundings {
  readonly today: string;
  readonly projects: readonly NamedProject[];
  readonly contacts: readonly KnownContact[];
  /** Names of departments that were written before. */
  readonly departments: readonly string[];
  /** Problems that are not closed. */
  readonly problems: readonly OpenProblem[];
  readonly place: WorkLogPlace;
}

export interface WorkLogGuess {
  readonly project: Guess<string> | null;
  readonly duty: Guess<Duty> | null;
  readonly way: Guess<Way> | null;
  readonly department: Guess<string> | null;
  readonly person: Guess<string> | null;
  /** Id of an open problem. */
  readonly problem: Guess<string> | null;
  /** Day of the note where the text names one that is past; null means today. */
  readonly date: Guess<string> | null;
  readonly next_step: Guess<string> | null;
  readonly next_date: Guess<string> | null;
  readonly minutes: Guess<number> | null;
}

/** A clause with one of these speaks of what is still to be done. */
const followUp = /再|催|跟进|回访|下一步|问|追|落实|复核|取|送|报|交|去|到|看|开会|见面|对接|办/;
const again = /再|下一步|跟进|回访|继续/;

/** The day of the next step: of the days to come the last whose clause says 再 and the like, else the last that asks for something, else the last. */
function nextOf(text: string, dates: readonly WrittenDate[], today: string): WrittenDate | null {
  const coming = dates.filter(({ date }) => date > today);
  const clauseOf = ({ span }: WrittenDate) => {
    const { start, end } = clauseAround(text, span);
    return text.slice(start, end);
  };
  return (
    coming.findLast((date) => again.test(clauseOf(date))) ??
    coming.findLast((date) => followUp.test(clauseOf(date))) ??
    coming.at(-1) ??
    null
  );
}

/** The words of a next step: its clause without the day; a clause that ends with its verb is told whom it means. */
function stepWords(text: string, clause: Span, date: Span, whom: string): string {
  const before = text.slice(clause.start, date.start);
  const after = text.slice(date.end, clause.end);
  const words = `${before}${after}`.replace(/^(?:下一步|之?前|[\s:：])+/, '').trim();
  if (words === '') return text.slice(clause.start, clause.end);
  return words.length <= 4 && /(?:[问催找约看]|联系|对接|拜访)$/.test(words) ? `${words}${whom}` : words;
}

/**
 * What one line of a work log says: project, duty, way, with whom, next step, time spent, and the open problem it is about. Depends on its
 * arguments alone, never fails, and every span lies in the text. Nothing that was guessed is more than a proposal: the screen shows each as a
 * token that can be taken off.
 */
export function guessWorkLog(text: string, around: WorkLogSurroundings): WorkLogGuess {
  const { today, place } = around;
  const here = around.projects.some(({ id }) => id === place.project) ? place.project : null;
  const byName = projectByName(text, around.projects, here);
  const named: Span[] = byName ? [byName.span] : [];

  const dates = datesIn(text, today, named);
  const dateSpans = dates.map(({ span }) => span);
  const minutes = minutesIn(text, [...named, ...dateSpans]);
  const next = nextOf(text, dates, today);
  const clause = next && clauseAround(text, next.span);
  const closed = [...named, ...dateSpans, ...(minutes ? [minutes.span] : [])];

  // Whom the next step is about comes after whom the note is about.
  const counterpartOf = (taken: readonly Span[]) =>
    counterpartIn(text, around.contacts, around.departments, byName?.value ?? here, taken);
  const outside = counterpartOf(clause && !coversAll(clause, text) ? [...closed, clause] : closed);
  const counterpart = outside.department || outside.person ? outside : counterpartOf(closed);
  const withWhom = [counterpart.department, counterpart.person].flatMap((found) => (found ? [found.span] : []));

  const byStem = byName ?? projectByStem(text, around.projects, here, [...closed, ...withWhom]);
  const project: Guess<string> | null = byStem ?? (here === null ? null : { value: here, span: null });
  const projectSpan = byStem ? [byStem.span] : [];

  const way = wayIn(text, [...projectSpan, ...(clause && !coversAll(clause, text) ? [clause] : [])]);
  const problem = problemIn(text, around.problems, project?.value ?? null, [...projectSpan, ...dateSpans]);
  const duty = dutyOf(text, around, problem !== null, [...projectSpan, ...withWhom], counterpart);
  const past = dates.find(({ date, span }) => date < today && !(clause && overlaps(span, clause)));
  const whom = `${counterpart.department?.value ?? ''}${counterpart.person?.value ?? ''}`;
  return {
    project,
    duty,
    way,
    department: counterpart.department,
    person: counterpart.person,
    problem,
    date: past ? { value: past.date, span: past.span } : null,
    next_step: next && clause && { value: stepWords(text, clause, next.span, whom), span: clause },
    next_date: next && { value: next.date, span: next.span },
    minutes,
  };
}

const coversAll = (clause: Span, text: string) => clause.start === 0 && clause.end >= text.trimEnd().length;

/** A problem of the project decides; then the words of the text; then the screen; whoever only talked to somebody kept contact. */
function dutyOf(
  text: string,
  { place }: WorkLogSurroundings,
  isProblem: boolean,
  taken: readonly Span[],
  { department, person }: { department: unknown; person: unknown },
): Guess<Duty> | null {
  if (isProblem) return { value: 'problems', span: null };
  const said = dutyIn(text, taken, place.duty);
  if (said) return said;
  if (place.duty) return { value: place.duty, span: null };
  return department || person ? { value: 'liaison', span: null } : null;
}
