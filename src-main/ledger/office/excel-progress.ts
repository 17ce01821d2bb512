import type { FieldValue } from '../../../src-shared/entities/field';
import { formatMoneyWithUnit } from '../../../src-shared/terms/format';
import type { Doubts } from './excel-doubts';
import type { KnownRecord } from './excel-known';
import type { ReadProject } from './excel-table';
import { targetOf, toDate } from './excel-targets';

/** What a row says of one month: values by field of progress, and whether `completed` is what is left of a sum since January. */
export interface MonthValues {
  readonly set: Record<string, FieldValue>;
  /** Path of the column that a field came from. */
  readonly paths: Record<string, string>;
  isRemainder: boolean;
  /** The sum that `completed` is the rest of, in yuan: as the file says it, and what the ledger has up to that month (null: nothing). */
  sum?: { readonly file: number; readonly mine: number | null };
}

const monthsBefore = (month: string) =>
  Array.from(
    { length: Number(month.slice(5)) - 1 },
    (_, index) => `${month.slice(0, 5)}${String(index + 1).padStart(2, '0')}`,
  );

/**
 * The months of a row. A sum from January to a month is kept as what the months before leave of it, so that months and sums of
 * different tables add up: nothing is estimated, every figure is the company's own less its own earlier ones. `values` are the project's.
 */
export function monthsOf(
  project: ReadProject,
  values: Iterable<readonly [path: string, value: FieldValue]>,
  known: KnownRecord | null,
  doubts: Doubts,
): Map<string, MonthValues> {
  const months = new Map<string, MonthValues>();
  const at = (month: string): MonthValues => {
    const found = months.get(month) ?? { set: {}, paths: {}, isRemainder: false };
    months.set(month, found);
    return found;
  };
  const sums: { month: string; sum: number; path: string }[] = [];
  for (const [path, value] of values) {
    const target = targetOf(path);
    if (target?.entity !== 'progress' || !target.month) continue;
    if (target.name === toDate) {
      if (typeof value === 'number') sums.push({ month: target.month, sum: value, path });
      continue;
    }
    at(target.month).set[target.name] = value;
    at(target.month).paths[target.name] = path;
  }
  sums.sort((one, other) => (one.month < other.month ? -1 : 1));
  for (const sum of sums) spread(sum, project, known, months, at, doubts);
  return months;
}

function spread(
  { month, sum, path }: { month: string; sum: number; path: string },
  project: ReadProject,
  known: KnownRecord | null,
  months: ReadonlyMap<string, MonthValues>,
  at: (month: string) => MonthValues,
  doubts: Doubts,
): void {
  const completedIn = (each: string): number | null => {
    const value = months.get(each)?.set.completed ?? known?.progress.get(each)?.values.completed;
    return typeof value === 'number' ? value : null;
  };
  const earlier = monthsBefore(month).map(completedIn);
  const before = earlier.reduce<number>((total, each) => total + (each ?? 0), 0);
  const own = project.values.get(`progress.${month}.completed`);
  const column = project.columns.get(path) ?? '';

  if (typeof own === 'number') {
    const left = sum - own - before;
    const previous = monthsBefore(month).at(-1);
    if (left === 0) return;
    // The month and the sum are told, and of the months before nothing: together they are what is left.
    if (left > 0 && previous && earlier.every((each) => each === null)) write(at(previous), left, path);
    else
      doubts.problem(
        project.row,
        column,
        formatMoneyWithUnit(sum),
        `与各月合计差 ${formatMoneyWithUnit(Math.abs(left))}，按各月写入`,
      );
    return;
  }
  const left = sum - before;
  if (left === completedIn(month)) return;
  if (left < 0) {
    const answer = doubts.ask({
      kind: 'sum',
      row: project.row,
      column,
      message: `到 ${Number(month.slice(5))} 月的累计比前几个月的合计还少`,
      detail: `${formatMoneyWithUnit(sum)} 与 ${formatMoneyWithUnit(before)}`,
      choices: [
        { code: 'keep', label: '照原值' },
        { code: 'skip', label: '跳过此格' },
      ],
      preset: 'skip',
    });
    if (answer !== 'keep') return;
  }
  // No record is made only to say that the months before are all there is.
  if (left === 0 && completedIn(month) === null && earlier.some((each) => each !== null)) return;
  write(at(month), left, path);
  at(month).sum = { file: sum, mine: knownSum(month, known) };
}

function knownSum(month: string, known: KnownRecord | null): number | null {
  const amounts = [...monthsBefore(month), month].flatMap((each) => {
    const value = known?.progress.get(each)?.values.completed;
    return typeof value === 'number' ? [value] : [];
  });
  return amounts.length === 0 ? null : amounts.reduce((total, each) => total + each, 0);
}

function write(month: MonthValues, completed: number, path: string): void {
  month.set.completed = completed;
  month.paths.completed = path;
  month.isRemainder = true;
}
