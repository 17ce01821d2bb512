import type { InputOf } from '../../../src-shared/contract/contract';
import { isIsoDate, isIsoMonth } from '../../../src-shared/entities/field';
import { monthEnd } from '../../../src-shared/rules/dates';

type Page = InputOf<'workLogs.page'>;

/** What the list of notes shows; it stands in the address, so that going back leads to it. */
export interface NoteFilters {
  readonly month: string;
  readonly day: string | null;
  readonly words: string;
  readonly duty: string | null;
  readonly way: string | null;
  readonly project: string | null;
  readonly secretary: string | null;
}

export function readFilters(search: string, today: string): NoteFilters {
  const params = new URLSearchParams(search);
  const month = params.get('month') ?? '';
  const day = params.get('day') ?? '';
  return {
    month: isIsoMonth(month) ? month : isIsoDate(day) ? day.slice(0, 7) : today.slice(0, 7),
    day: isIsoDate(day) ? day : null,
    words: params.get('words') ?? '',
    duty: params.get('duty'),
    way: params.get('way'),
    project: params.get('project'),
    secretary: params.get('secretary'),
  };
}

/** The address of the list with these filters; what is as usual is left out. */
export function addressOf(filters: NoteFilters, today: string): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) {
    if (value && !(name === 'month' && (filters.day !== null || value === today.slice(0, 7)))) params.set(name, value);
  }
  const search = params.toString();
  return search === '' ? '/liaison' : `/liaison?${search}`;
}

/** Input of the query behind the list: the month of the calendar, narrowed to a day where one is picked. */
export function pageInput(filters: NoteFilters): Page {
  const { month, day, words, duty, way, project, secretary } = filters;
  return {
    from: `${month}-01`,
    to: monthEnd(month),
    day,
    words,
    duty: duty as Page['duty'],
    way: way as Page['way'],
    project,
    secretary,
  };
}

export const isNarrowed = ({ words, duty, way, project, secretary }: NoteFilters): boolean =>
  Boolean(words || duty || way || project || secretary);
