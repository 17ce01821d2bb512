import type { MonthRow } from '../../../src-shared/contract/progress-methods';
import { type MonthNote, monthNotes } from '../../../src-shared/rules/month-notes';
import {
  isFilled,
  type MonthFigures,
  type MonthRecord,
  monthFigures,
  recordOf,
} from '../../../src-shared/rules/month-report';
import type { Period } from '../../../src-shared/rules/period';

/** A row of the month's grid with what follows from it. */
export interface GridMonth {
  readonly kind: 'month';
  /** Of the project. */
  readonly id: string;
  readonly row: MonthRow;
  readonly record: MonthRecord | null;
  readonly figures: MonthFigures;
  readonly notes: readonly MonthNote[];
  readonly filled: boolean;
}

export function gridMonths(rows: readonly MonthRow[], period: Period): GridMonth[] {
  const month = period.code.slice(0, 7);
  return rows.map((row) => ({
    kind: 'month',
    id: row.project,
    row,
    record: recordOf(row),
    figures: monthFigures(row, month),
    notes: monthNotes(row, month),
    filled: isFilled(row, period),
  }));
}

/** Which rows are shown. */
export const monthFilters = ['all', 'unfilled', 'noted'] as const;
export type MonthFilter = (typeof monthFilters)[number];

export const passes: Readonly<Record<MonthFilter, (row: GridMonth) => boolean>> = {
  all: () => true,
  unfilled: (row) => row.row.expected && !row.filled,
  noted: (row) => row.notes.length > 0,
};
