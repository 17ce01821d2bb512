import type { MonthRow } from '../contract/progress-methods';
import type { Progress } from '../entities/progress';
import { rate } from './indicators';
import { isStarted } from './ledger-views';
import type { Period } from './period';

export type MonthRecord = Pick<
  Progress,
  | 'completed'
  | 'construction'
  | 'installation'
  | 'land'
  | 'image_progress'
  | 'next_step'
  | 'explanation'
  | 'correction_reason'
>;

/** The record of the row, as its declaration describes it; the contract gives records loosely. */
export function recordOf(row: MonthRow): MonthRecord | null {
  return row.record as unknown as MonthRecord | null;
}

/** Parts of what a month completed. */
export const partNames = ['construction', 'installation', 'land'] as const;
export type PartName = (typeof partNames)[number];

/** Figures of a row that are computed, in yuan; null is 'not known' and never 0. */
export interface MonthFigures {
  readonly plan: number | null;
  /** Completed in the year before this month. */
  readonly before: number | null;
  readonly completed: number | null;
  /** `before` and this month together. */
  readonly cumulative: number | null;
  /** Of a project that has started: `cumulative` against the plan. */
  readonly rate: number | null;
}

export function monthFigures(row: MonthRow, month: string): MonthFigures {
  const plan = row.annual_plan?.[month.slice(0, 4)] ?? null;
  const earlier = row.months.flatMap((entry) =>
    entry.month < month && entry.completed !== null ? [entry.completed] : [],
  );
  // Nothing comes before January; in any other month silence is not nought.
  const before = earlier.length > 0 || month.endsWith('-01') ? add(earlier) : null;
  const completed = recordOf(row)?.completed ?? null;
  const cumulative = before === null && completed === null ? null : (before ?? 0) + (completed ?? 0);
  return {
    plan,
    before,
    completed,
    cumulative,
    rate: isStarted(row) && cumulative !== null ? rate(cumulative, plan ?? 0) : null,
  };
}

const add = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** Whether the project's report of a half-month is in: figures or words, and for the second half written after the 15th. */
export function isFilled(row: MonthRow, period: Period): boolean {
  const record = recordOf(row);
  if (!record || (record.completed === null && record.image_progress === null && record.next_step === null))
    return false;
  if (record.completed === null && isStarted(row)) return false;
  return period.half === 1 || row.changed_on === null || row.changed_on >= period.start;
}

export interface MonthSums {
  readonly count: number;
  readonly plan: number | null;
  readonly before: number | null;
  readonly completed: number | null;
  readonly construction: number | null;
  readonly installation: number | null;
  readonly land: number | null;
  readonly cumulative: number | null;
  readonly rate: number | null;
  /** Projects that the rate is made of: started, with a plan. */
  readonly rated: number;
}

/** Sums over rows; a column in which nobody wrote anything has none. The rate is that of the projects that have one. */
export function monthSums(rows: readonly MonthRow[], month: string): MonthSums {
  const figures = rows.map((row) => monthFigures(row, month));
  const rated = figures.filter((figure) => figure.rate !== null);
  const sum = (values: readonly (number | null)[]) => {
    const known = values.filter((value) => value !== null);
    return known.length > 0 ? add(known) : null;
  };
  const part = (name: PartName) => sum(rows.map((row) => recordOf(row)?.[name] ?? null));
  return {
    count: rows.length,
    plan: sum(figures.map(({ plan }) => plan)),
    before: sum(figures.map(({ before }) => before)),
    completed: sum(figures.map(({ completed }) => completed)),
    construction: part('construction'),
    installation: part('installation'),
    land: part('land'),
    cumulative: sum(figures.map(({ cumulative }) => cumulative)),
    rate: rate(add(rated.map(({ cumulative }) => cumulative ?? 0)), add(rated.map(({ plan }) => plan ?? 0))),
    rated: rated.length,
  };
}

/** Fields of a progress record that are the report itself: in a closed month they change only with a reason. A plan that is made late needs none. */
export const reportedFields: ReadonlySet<string> = new Set([
  'completed',
  'construction',
  'installation',
  'land',
  'image_progress',
  'stage_progress',
  'next_step',
  'needs',
  'planned',
]);
