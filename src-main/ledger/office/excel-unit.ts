import type { MoneyUnit } from '../../../src-shared/contract/excel-methods';
import { moneyUnitLabels } from '../../../src-shared/terms/format';
import type { Column } from './excel-columns';
import type { Doubts } from './excel-doubts';
import { readMoney, yuanPer } from './excel-money';
import { cellNumber, cellText } from './excel-sheet';
import { cellAt, meantCell, type Table } from './excel-table';
import { isMoney } from './excel-targets';

type Unitless = Omit<Table, 'unit' | 'factor'>;

/** Enough rows to see what a column is used to. */
const sampleRows = 2_000;
const units = ['wan', 'yi', 'yuan'] as const satisfies MoneyUnit[];

/**
 * Unit of the columns that name none: as chosen, as the title says, else by what is seen. Totals speak by their size, plans by the
 * totals beside them; a unit other than 万元, which everybody uses unsaid, is asked.
 */
export function settleUnit(
  table: Unitless,
  chosen: MoneyUnit | undefined,
  doubts: Doubts,
): Pick<Table, 'unit' | 'factor'> {
  const { oddUnit } = table.context;
  if (chosen === undefined && oddUnit !== null) {
    doubts.note(`表上的金额单位是 ${oddUnit} 元，已换算成元。`);
    return { unit: 'yuan', factor: oddUnit };
  }
  return { unit: chosen ?? table.context.unit ?? guessUnit(table, doubts), factor: 1 };
}

function guessUnit(table: Unitless, doubts: Doubts): MoneyUnit {
  if (table.rowUnits.length > 0 && table.rowUnits.every((unit) => unit !== null)) return 'wan';
  const bare = table.columns.filter((column) => column.target && isMoney(column.target) && column.unit === null);
  const [first] = bare;
  if (!first) return 'wan';
  const guessed = bySize(table, bare) ?? byTotals(table, bare) ?? planUnit(table) ?? 'wan';
  if (guessed === 'wan' && !table.context.mixedUnits) {
    doubts.note('表上没有写金额单位，按万元读入。');
    return guessed;
  }
  const asked = bare.find((column) => column.target?.path === 'total_investment') ?? first;
  const answer = doubts.ask({
    kind: 'table-unit',
    row: table.block.headerBottom + 1,
    column: asked.letter,
    message: table.context.mixedUnits ? '表上写了不止一种金额单位' : '表上没有写金额单位',
    detail: `按数的大小看是${moneyUnitLabels[guessed]}`,
    choices: units.map((code) => ({ code, label: moneyUnitLabels[code] })),
    preset: guessed,
  });
  return units.find((unit) => unit === answer) ?? guessed;
}

/** Projects of a ledger stand between five million yuan and some hundred 亿, so that their size gives their unit away. */
function bySize(table: Unitless, bare: readonly Column[]): MoneyUnit | undefined {
  const total = bare.find((column) => column.target?.path === 'total_investment');
  const numbers = total ? numbersOf(table, total).filter((number) => number !== null && number > 0) : [];
  const middle = (numbers as number[]).sort((one, other) => one - other)[Math.floor(numbers.length / 2)];
  if (middle === undefined) return undefined;
  return middle >= 2_000_000 ? 'yuan' : middle >= 400 ? 'wan' : 'yi';
}

/** The unit in which the most plans are a sensible part of their totals. */
function byTotals(table: Unitless, bare: readonly Column[]): MoneyUnit | undefined {
  const total = table.columns.find((column) => column.target?.path === 'total_investment' && column.unit !== null);
  const plan = bare.find(
    (column) => column.target?.name === 'annual_plan' || column.target?.name === 'fixed_investment',
  );
  if (!total?.unit || !plan) return undefined;
  const perTotal = yuanPer[total.unit] * total.factor;
  const totals = numbersOf(table, total);
  const plans = numbersOf(table, plan);
  let best: { unit: MoneyUnit; fits: number } | undefined;
  for (const unit of units) {
    const fits = plans.filter((number, index) => {
      const share = ((number ?? 0) * yuanPer[unit]) / ((totals[index] ?? 0) * perTotal);
      return share >= 0.002 && share <= 1.1;
    }).length;
    if (fits > (best?.fits ?? 0)) best = { unit, fits };
  }
  return best?.unit;
}

/** What is completed is told in the unit of the plan. */
function planUnit(table: Unitless): MoneyUnit | undefined {
  return table.columns.find((column) => column.target?.name === 'annual_plan')?.unit ?? undefined;
}

/** Bare numbers of a column by row; null where a cell holds none, or an amount with its own unit. */
function numbersOf(table: Unitless, column: Column): (number | null)[] {
  return table.rows.slice(0, sampleRows).map(({ row }) => {
    const cell = cellAt(table.grid, row, column.index, 'first');
    const number = cellNumber(cell);
    if (number !== undefined) return number;
    const reading = readMoney(cellText(cell), 'yuan');
    return reading.kind === 'value' && reading.unit === null
      ? Number(
          cellText(cell)
            .normalize('NFKC')
            .replace(/[^\d.-]/g, ''),
        )
      : null;
  });
}

const unitHeaders = /^(?:金额|计量|投资|货币)?单位(?:[(（].*)?$/;
const unitCells: Readonly<Record<string, MoneyUnit>> = { 元: 'yuan', 万: 'wan', 万元: 'wan', 亿: 'yi', 亿元: 'yi' };

/** Units that a column 计量单位 names row by row; empty where there is none. */
export function readRowUnits(table: Pick<Table, 'grid' | 'rows' | 'columns'>): (MoneyUnit | null)[] {
  const column = table.columns.find((each) => unitHeaders.test(each.header) && each.target?.path !== 'owner');
  if (!column) return [];
  const read = table.rows.map((_, index) => unitCells[cellText(meantCell(table, index, column.index)).trim()] ?? null);
  return read.filter((unit) => unit !== null).length * 10 >= read.length * 8 ? read : [];
}
