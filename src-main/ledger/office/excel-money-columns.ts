import type { MoneyUnit } from '../../../src-shared/contract/excel-methods';
import { formatMoney, moneyUnitLabels } from '../../../src-shared/terms/format';
import { cellFault, readMoneyCell } from './excel-cells';
import type { Column } from './excel-columns';
import type { Doubts } from './excel-doubts';
import { isBlankMark, yuanPer } from './excel-money';
import { cellText, isBlank } from './excel-sheet';
import { cellAt, put, type ReadProject, type Table } from './excel-table';
import { isMoney, targetOf } from './excel-targets';

interface Amount {
  readonly project: ReadProject;
  readonly column: Column;
  readonly yuan: number;
  /** The cell itself names its unit. */
  readonly own: boolean;
}

/** What no project of a ledger costs, in yuan: below a hundred thousand, above two hundred billion. */
const plausibleTotal = [100_000, 200_000_000_000] as const;
/** Below this statistics know no project at all, so that a total is worth a second look. */
const smallTotal = 5_000_000;
const tenThousand = 10_000;

/** Reads every amount of a table into its projects, and stops at those that are ten thousand times off. */
export function readMoneyColumns(table: Table, projects: readonly ReadProject[], doubts: Doubts): void {
  const columns = table.columns.filter((column) => column.target && isMoney(column.target));
  // The total first: it is what a plan is held against.
  columns.sort(
    (one, other) => Number(other.target?.path === 'total_investment') - Number(one.target?.path === 'total_investment'),
  );
  const places = rowsOfKinds(table);
  for (const [column, rowOf] of columns.flatMap((each) => byKind(each, places))) {
    if (isNoAmounts(table, column, doubts)) continue;
    if (column.factor !== 1 && column.unit === 'yuan')
      doubts.note(`${column.letter} 列“${column.header}”的单位是 ${column.factor} 元，已换算成元。`);
    const amounts = readColumn(table, column, rowOf, projects, doubts);
    for (const amount of guarded(table, column, amounts, doubts)) {
      put(amount.project, column.target?.path ?? '', amount.yuan, column.letter);
    }
  }
}

/** Unit of one figure of a column: its header's, that of its row, the table's. */
function scaleOf(table: Table, column: Column, index: number): { unit: MoneyUnit; factor: number } {
  if (column.unit !== null) return { unit: column.unit, factor: column.factor };
  const own = table.rowUnits[index] ?? null;
  return own === null ? { unit: table.unit, factor: table.factor } : { unit: own, factor: 1 };
}

/** A column of words under a header that may mean an amount (9月计划) holds something else. */
function isNoAmounts(table: Table, column: Column, doubts: Doubts): boolean {
  if (column.unit !== null) return false;
  let words = 0;
  let filled = 0;
  for (const { row } of table.rows.slice(0, 500)) {
    const cell = cellAt(table.grid, row, column.index, 'first');
    if (isBlank(cell) || cellFault(cell)) continue;
    filled += 1;
    if (typeof cell === 'string' && !/\d/.test(cell.normalize('NFKC')) && !isBlankMark(cell)) words += 1;
  }
  if (words < 2 || words * 10 < filled * 6) return false;
  doubts.note(`${column.letter} 列“${column.header}”写的不是金额，没有导入。`);
  return true;
}

/** Row of the sheet in which a column tells about a project, by its index; undefined where it does not. */
type RowOf = (index: number) => number | undefined;

/** Rows that a project takes, one for what was planned and one for what was done, where a column says so in each of them. */
interface KindRows {
  readonly planned: RowOf;
  readonly completed: RowOf;
}

const plannedRow = /^(?:计划|目标|任务)(?:投资|完成|数|额)*$/;
const completedRow = /^(?:实际|完成|已完成|实际完成|完成情况|实绩)(?:投资|数|额)*$/;

function rowsOfKinds(table: Table): KindRows | undefined {
  if (!table.rows.some(({ further }) => further.length > 0)) return undefined;
  const column = table.columns.find((each) => {
    const texts = table.rows.flatMap(({ row, further }) =>
      [row, ...further].map((at) => table.grid.text(at, each.index).trim()),
    );
    const said = texts.filter((text) => plannedRow.test(text) || completedRow.test(text));
    return said.length >= 2 && said.length * 10 >= texts.length * 8;
  });
  if (!column) return undefined;
  const find =
    (pattern: RegExp): RowOf =>
    (index) => {
      const { row, further } = table.rows[index] ?? { row: -1, further: [] };
      return [row, ...further].find((at) => pattern.test(table.grid.text(at, column.index).trim()));
    };
  return { planned: find(plannedRow), completed: find(completedRow) };
}

/** A column of one month, told in two rows a project, is two columns. */
function byKind(column: Column, kinds: KindRows | undefined): [Column, RowOf | undefined][] {
  const { target } = column;
  if (!kinds || target?.entity !== 'progress' || target.name !== 'completed') return [[column, undefined]];
  const planned = targetOf(`progress.${target.month}.planned`) ?? null;
  return [
    [{ ...column, target: planned }, kinds.planned],
    [column, kinds.completed],
  ];
}

function readColumn(
  table: Table,
  column: Column,
  rowOf: RowOf | undefined,
  projects: readonly ReadProject[],
  doubts: Doubts,
): Amount[] {
  const amounts: Amount[] = [];
  table.rows.forEach((each, index) => {
    const project = projects[index];
    const row = rowOf ? rowOf(index) : each.row;
    if (row === undefined) return;
    const cell = cellAt(table.grid, row, column.index, 'first');
    const fault = cellFault(cell);
    // A sum that nobody computed says nothing that the months beside it do not say.
    if (fault && column.target?.name !== 'completed_to_date')
      doubts.problem(row + 1, column.letter, cellText(cell) || '公式', fault);
    if (!project || fault || isBlank(cell)) return;
    const { unit, factor } = scaleOf(table, column, index);
    // Of 千元 the decimals count: four of them are left as ten-thousandths.
    const reading = readMoneyCell(cell, factor === 1 ? unit : 'wan');
    if (reading.kind === 'unclear')
      doubts.problem(row + 1, column.letter, cellText(cell), `${reading.message}，没有写入`);
    if (reading.kind !== 'value') return;
    if (reading.rough)
      doubts.note(`${column.letter} 列有约数（如第 ${row + 1} 行“${cellText(cell).trim()}”），按写出的数读入。`);
    const own = reading.unit !== null || (column.unit === null && (table.rowUnits[index] ?? null) !== null);
    amounts.push({
      project,
      column,
      yuan: reading.unit === null && factor !== 1 ? Math.round((reading.yuan * factor) / yuanPer.wan) : reading.yuan,
      own,
    });
  });
  return amounts;
}

/** Amounts with every doubtful one as a person read it; one that must still be settled, or is to be skipped, is left out. */
function guarded(table: Table, column: Column, amounts: readonly Amount[], doubts: Doubts): Amount[] {
  const unit = column.unit ?? table.unit;
  const factor = column.unit === null ? table.factor : column.factor;
  const suspects = amounts.filter((amount) => !amount.own && isSuspect(amount, amounts));
  if (suspects.length === 0) return [...amounts];
  const bare = amounts.filter((amount) => !amount.own);
  if (suspects.length >= 3 && suspects.length * 2 > bare.length)
    return wholeColumn(table, column, amounts, suspects, doubts);

  const typical = amounts.filter((amount) => !suspects.includes(amount)).map((amount) => amount.yuan);
  const most = typical.length > 0 ? Math.max(...typical) : 0;
  return amounts.flatMap((amount) => {
    if (!suspects.includes(amount)) return [amount];
    const answer = doubts.ask({
      kind: 'unit',
      row: amount.project.row,
      column: column.letter,
      message: `${formatMoney(amount.yuan, unit)} ${moneyUnitLabels[unit]}，与同列差一万倍`,
      detail:
        typical.length > 0
          ? `同列其余 ${typical.length} 行都在 ${formatMoney(roundUp(most, unit), unit)} ${moneyUnitLabels[unit]}以内`
          : '一个项目不会是这么多',
      choices: unitChoices(unit),
      preset: null,
    });
    return answer === null || answer === 'skip' ? [] : [inUnit(amount, unit, factor, answer as MoneyUnit)];
  });
}

function unitChoices(unit: MoneyUnit) {
  const units: MoneyUnit[] = unit === 'yuan' ? ['yuan', 'wan', 'yi'] : ['wan', 'yi'];
  return [...units.map((code) => ({ code, label: `读作${moneyUnitLabels[code]}` })), { code: 'skip', label: '跳过' }];
}

const inUnit = (amount: Amount, from: MoneyUnit, factor: number, to: MoneyUnit): Amount => ({
  ...amount,
  yuan: Math.round((amount.yuan / (yuanPer[from] * factor)) * yuanPer[to]),
});

/** 19.3 亿 → 20 亿: the next round figure, for a sentence. */
function roundUp(yuan: number, unit: MoneyUnit): number {
  const number = yuan / yuanPer[unit];
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(number, 1))));
  return Math.ceil(number / step) * step * yuanPer[unit];
}

/** The header's or the table's unit fits none of the column: asked once, at the header. */
function wholeColumn(
  table: Table,
  column: Column,
  amounts: readonly Amount[],
  suspects: readonly Amount[],
  doubts: Doubts,
): Amount[] {
  const unit = column.unit ?? table.unit;
  const factor = column.unit === null ? table.factor : column.factor;
  const sample = suspects[0]?.yuan ?? 0;
  const answer = doubts.ask({
    kind: 'unit',
    row: table.block.headerBottom + 1,
    column: column.letter,
    message: `${column.header}按${moneyUnitLabels[unit]}读，差一万倍`,
    detail: `如 ${formatMoney(sample, unit)} ${moneyUnitLabels[unit]}，共 ${suspects.length} 行都这样`,
    choices: unitChoices(unit),
    preset: null,
  });
  if (answer === null || answer === 'skip') return amounts.filter((amount) => amount.own);
  return amounts.map((amount) => (amount.own ? amount : inUnit(amount, unit, factor, answer as MoneyUnit)));
}

/** Ten thousand times off: against what a project can cost, against the rest of the column, against the total of its own row. */
function isSuspect(amount: Amount, amounts: readonly Amount[]): boolean {
  const yuan = Math.abs(amount.yuan);
  const name = amount.column.target?.name;
  if (yuan === 0) return false;
  const total = amount.project.values.get('total_investment');
  const isTotal = name === 'total_investment';
  if (isTotal && (yuan < plausibleTotal[0] || yuan > plausibleTotal[1])) return true;
  if (!isTotal && typeof total === 'number' && total > 0) {
    if (yuan > total * 100) return true;
    // A part of a total that it does not exceed is nothing to stop at, nor is one that would exceed it if it were read otherwise.
    if (yuan <= total && (yuan * tenThousand > total * 1.1 || !spreads(name))) return false;
  }
  const rest = restOf(amounts);
  if (!rest) return false;
  if (yuan >= rest.middle * 1_000) return yuan / tenThousand >= rest.least / 10 && yuan / tenThousand <= rest.most * 10;
  if (isTotal)
    return (
      yuan < smallTotal &&
      yuan * 20 <= rest.middle &&
      yuan * tenThousand >= rest.least &&
      yuan * tenThousand <= rest.most * 3
    );
  return (
    spreads(name) &&
    yuan * 300 <= rest.middle &&
    yuan * tenThousand >= rest.least / 10 &&
    yuan * tenThousand <= rest.most * 10
  );
}

/** Fields whose amounts stay within a few powers of ten; what a month completed may be next to nothing. */
const spreads = (name: string | undefined) =>
  name === 'fixed_investment' || name === 'annual_plan' || name === 'agreed_amount';

interface Rest {
  readonly least: number;
  readonly middle: number;
  readonly most: number;
}

const rests = new WeakMap<readonly Amount[], Rest | null>();

/** Range of a column without its far ends; null where there are too few amounts to say anything. */
function restOf(amounts: readonly Amount[]): Rest | null {
  const known = rests.get(amounts);
  if (known !== undefined) return known;
  const sorted = amounts
    .map((each) => Math.abs(each.yuan))
    .filter((yuan) => yuan > 0)
    .sort((one, other) => one - other);
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const near = sorted.filter((yuan) => yuan < middle * 1_000 && yuan * 1_000 > middle);
  const rest = sorted.length < 4 ? null : { least: near[0] ?? middle, middle, most: near.at(-1) ?? middle };
  rests.set(amounts, rest);
  return rest;
}
