import type { MoneyUnit } from '../../../src-shared/contract/excel-methods';
import { formatMoneyWithUnit, moneyUnitLabels } from '../../../src-shared/terms/format';
import { currentOf } from './excel-changes';
import { isUnitApart } from './excel-difference';
import type { Doubts } from './excel-doubts';
import type { KnownRecord } from './excel-known';
import type { ReadProject } from './excel-table';
import { isMoney, targetOf, toDate } from './excel-targets';

/** What is needed of the sheet to read a column in another unit. */
export interface MoneySheet {
  /** Last row of the header above a row, as the sheet numbers it. */
  headerRowOf(row: number): number;
  /** An amount read anew in `unit`; undefined where the cell names its own. */
  amount(row: number, column: string, unit: MoneyUnit): number | undefined;
}

export interface Pair {
  readonly read: ReadProject;
  /** Reads the project of the ledger; null for a new one. */
  readonly known: () => KnownRecord | null;
}

/** Projects that are compared at most: enough to know a unit by, and few enough to read them twice. */
const sampledPairs = 2_000;

interface Tally {
  compared: number;
  readonly apart: { readonly read: ReadProject; readonly mine: number; readonly file: number }[];
}

/**
 * Columns of which most amounts stand ten thousand times off against the ledger: the unit of the column is wrong, and it is asked once
 * for all of them. Returns their letters; what was decided is done to the values of `pairs`.
 */
export function settleColumnUnits(pairs: readonly Pair[], sheet: MoneySheet, doubts: Doubts): Set<string> {
  const settled = new Set<string>();
  for (const [column, { compared, apart }] of tally(pairs)) {
    const [first] = apart;
    if (!first || apart.length < 3 || apart.length * 2 <= compared) continue;
    settled.add(column);
    const answer = doubts.ask({
      kind: 'known-unit',
      row: sheet.headerRowOf(first.read.row),
      column,
      message: `${column} 列 ${apart.length} 个项目与台账都差一万倍`,
      detail: `如第 ${first.read.row} 行 ${formatMoneyWithUnit(first.file)}，台账里是 ${formatMoneyWithUnit(first.mine)}`,
      choices: [
        ...(['wan', 'yi', 'yuan'] as const).map((code) => ({ code, label: `读作${moneyUnitLabels[code]}` })),
        { code: 'skip', label: '不导这一列' },
      ],
      preset: null,
    });
    for (const { read } of pairs) reread(read, column, answer, sheet);
  }
  return settled;
}

function tally(pairs: readonly Pair[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  let sampled = 0;
  for (const pair of pairs) {
    const { read } = pair;
    const known = sampled < sampledPairs ? pair.known() : null;
    if (known === null) continue;
    sampled += 1;
    for (const [path, file] of read.values.entries()) {
      const column = read.columns.get(path);
      const mine = typeof file === 'number' && column ? knownAmount(path, known) : undefined;
      if (mine === undefined || !column || mine <= 0 || (file as number) <= 0) continue;
      const found = tallies.get(column) ?? { compared: 0, apart: [] };
      tallies.set(column, found);
      found.compared += 1;
      if (isUnitApart(mine, file)) found.apart.push({ read, mine, file: file as number });
    }
  }
  return tallies;
}

/** What the ledger has for a column of amounts; of a sum since January, the sum of its months. */
function knownAmount(path: string, known: KnownRecord): number | undefined {
  const target = targetOf(path);
  if (!target || !isMoney(target)) return undefined;
  if (target.entity === 'listing') return undefined;
  if (target.entity === 'project') {
    const value = currentOf(known, target.name, target.key);
    return typeof value === 'number' ? value : undefined;
  }
  const month = target.month ?? '';
  if (target.name !== toDate) {
    const value = known.progress.get(month)?.values[target.name];
    return typeof value === 'number' ? value : undefined;
  }
  let sum = 0;
  for (const [each, { values }] of known.progress)
    if (each <= month && each.startsWith(month.slice(0, 4)) && typeof values.completed === 'number')
      sum += values.completed;
  return sum;
}

function reread(read: ReadProject, column: string, answer: string | null, sheet: MoneySheet): void {
  for (const [path, letter] of [...read.columns]) {
    if (letter !== column || typeof read.values.get(path) !== 'number') continue;
    const amount =
      answer === null || answer === 'skip' ? undefined : sheet.amount(read.row, column, answer as MoneyUnit);
    if (answer === null || answer === 'skip') read.values.delete(path);
    else if (amount !== undefined) read.values.set(path, amount);
  }
}
