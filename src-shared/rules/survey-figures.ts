import type { Visit } from '../entities/visit';

/** One project of a month's survey: whether it was due, and what became of the visit, if it stands on a route. */
export interface SurveyLine {
  readonly region: string | null;
  readonly due: boolean;
  readonly visit: Pick<Visit, 'state' | 'verdict' | 'promised_month'> | null;
  readonly broken: boolean;
}

export interface SurveyFigures {
  readonly due: number;
  /** On a route, visited or not. */
  readonly planned: number;
  readonly visited: number;
  readonly missed: number;
  readonly ready: number;
  readonly lacking: number;
  readonly notStarted: number;
  readonly notDue: number;
  readonly hopeless: number;
  /** Visited without a finding. */
  readonly open: number;
  /** With a promised month. */
  readonly promised: number;
  /** Promises of before that were not kept. */
  readonly broken: number;
}

const count = <Item>(items: readonly Item[], test: (item: Item) => boolean) => items.filter(test).length;

/** Figures of a survey over some lines: the city's, or those of one region. */
export function surveyFigures(lines: readonly SurveyLine[]): SurveyFigures {
  const visited = lines.flatMap(({ visit }) => (visit?.state === 'visited' ? [visit] : []));
  const verdicts = (code: string) => count(visited, ({ verdict }) => verdict === code);
  return {
    due: count(lines, ({ due }) => due),
    planned: count(lines, ({ visit }) => visit !== null),
    visited: visited.length,
    missed: count(lines, ({ visit }) => visit?.state === 'missed'),
    ready: verdicts('ready'),
    lacking: verdicts('lacking'),
    notStarted: verdicts('not_started'),
    notDue: verdicts('not_due'),
    hopeless: verdicts('hopeless'),
    open: count(visited, ({ verdict }) => verdict === null),
    promised: count(visited, ({ promised_month }) => promised_month !== null),
    broken: count(lines, ({ broken }) => broken),
  };
}

/** Visited projects by the month that was promised, in order. */
export function promisedMonths(lines: readonly SurveyLine[]): { readonly month: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { visit } of lines) {
    const month = visit?.state === 'visited' ? visit.promised_month : null;
    if (month !== null && month !== undefined) counts.set(month, (counts.get(month) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => a.localeCompare(b)).map(([month, number]) => ({ month, count: number }));
}
