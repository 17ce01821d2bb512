/**
 * What is counted of one region for its evaluation; every value of an indicator follows from it, and the simulator changes nothing else.
 * Money in whole yuan.
 */
export interface EvaluationCounts {
  readonly planned_starts: number;
  readonly started: number;
  readonly annual_plan: number;
  readonly completed: number;
  readonly due: number;
  readonly listed: number;
  readonly preparing: number;
  readonly prepared: number;
  readonly reserve: number;
  /** Problems whose last day lies in the window, and those closed in it before their last day; of both those closed in time. */
  readonly problems_due: number;
  readonly problems_closed: number;
  /** People expected to report. */
  readonly reporters: number;
  /** Reports of half-months that nobody handed in, closed months in which projects lack their figures, packages that were refused. */
  readonly reports_missed: number;
  readonly months_incomplete: number;
  readonly reports_returned: number;
  /** At the end of June; null as long as June is not over. */
  readonly half_year_plan: number | null;
  readonly half_year_completed: number | null;
  /** Planned to start by now and not started; started a month ago and not listed. */
  readonly late_starts: number;
  readonly late_listings: number;
  /** Of the projects under construction those that started in the year, and the others. */
  readonly new_projects: number;
  readonly continued_projects: number;
  /** Plan of the year of each project under construction that has one. */
  readonly plans: readonly number[];
}

export const emptyEvaluationCounts: EvaluationCounts = {
  planned_starts: 0,
  started: 0,
  annual_plan: 0,
  completed: 0,
  due: 0,
  listed: 0,
  preparing: 0,
  prepared: 0,
  reserve: 0,
  problems_due: 0,
  problems_closed: 0,
  reporters: 0,
  reports_missed: 0,
  months_incomplete: 0,
  reports_returned: 0,
  half_year_plan: null,
  half_year_completed: null,
  late_starts: 0,
  late_listings: 0,
  new_projects: 0,
  continued_projects: 0,
  plans: [],
};

/** Fields that an event of the simulator may change: counts of things done, never an amount of money. */
export type SimulatedCount =
  | 'planned_starts'
  | 'started'
  | 'due'
  | 'listed'
  | 'preparing'
  | 'prepared'
  | 'problems_due'
  | 'problems_closed'
  | 'reports_missed'
  | 'months_incomplete'
  | 'late_starts'
  | 'late_listings';

export type CountChange = Readonly<Partial<Record<SimulatedCount, number>>>;

/** The counts after some events. */
export function withChanges(counts: EvaluationCounts, changes: readonly CountChange[]): EvaluationCounts {
  const next = { ...counts };
  for (const change of changes) {
    for (const [name, by] of Object.entries(change) as [SimulatedCount, number][])
      next[name] = Math.max(0, next[name] + by);
  }
  return next;
}
