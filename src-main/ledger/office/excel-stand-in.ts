import { readDateCell } from './excel-cells';
import type { Doubts } from './excel-doubts';
import type { StandIn } from './excel-meaning';
import { isBlank } from './excel-sheet';
import { cellAt, type Table } from './excel-table';
import { isMoney } from './excel-targets';

/** Latest year in which anything of the table starts; undefined where it has no such dates. */
function latestStart(table: Omit<Table, 'unit' | 'factor'>): number | undefined {
  let latest: number | undefined;
  for (const column of table.columns) {
    const path = column.target?.path;
    if (path !== 'actual_start' && path !== 'planned_start') continue;
    for (const { row } of table.rows.slice(0, 2_000)) {
      const cell = cellAt(table.grid, row, column.index, 'shared');
      if (isBlank(cell)) continue;
      const reading = readDateCell(cell, null, table.date1904);
      const year = reading.kind === 'value' ? Number(reading.date.slice(0, 4)) : 0;
      if (year > (latest ?? 0)) latest = year;
    }
  }
  return latest;
}

/**
 * Year and month of figures whose headers and titles name none. An undated plan is the running year's, unless nothing in the table
 * has started for two years: then it is an old table. Undated sums reach to the last full month. Both are asked where they matter.
 */
export function settleStandIn(table: Omit<Table, 'unit' | 'factor'>, doubts: Doubts): StandIn {
  const { context, today } = table;
  const current = Number(today.slice(0, 4));
  const started = latestStart(table);
  let year = context.year ?? (started !== undefined && current - started >= 2 ? started : current);
  const yearless = table.columns.find((column) => column.target && column.meaning.assumed === 'year');
  if (yearless && context.year === null) {
    const years = [...new Set([year, current, started ?? year])].sort();
    const row = table.block.headerBottom + 1;
    if (years.length > 1) {
      const answer = doubts.ask({
        kind: 'year',
        row,
        column: yearless.letter,
        message: `“${yearless.header}”没有写哪一年`,
        detail: '按表里最晚的开工年份看',
        choices: years.map((each) => ({ code: String(each), label: `${each}年` })),
        preset: String(year),
      });
      year = Number(answer);
    } else {
      doubts.note(`${yearless.letter} 列“${yearless.header}”没有写年份，按 ${year} 年读入。`);
    }
  }
  return { year, month: context.month ?? monthOf(table, year, doubts) };
}

const monthText = (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;

function monthOf(table: Omit<Table, 'unit' | 'factor'>, year: number, doubts: Doubts): string {
  const current = table.today.slice(0, 7);
  const lastFull =
    Number(current.slice(5)) === 1 ? `${year}-01` : `${year}-${String(Number(current.slice(5)) - 1).padStart(2, '0')}`;
  const month = current.startsWith(String(year)) ? lastFull : current < `${year}` ? `${year}-01` : `${year}-12`;
  const monthless = table.columns.find((column) => column.target && column.meaning.assumed === 'month');
  if (!monthless) return month;
  const others = current.startsWith(String(year)) ? [month, current] : [month];
  // Words tell how things stand now; figures reach to the last month that is over.
  const isWords = table.columns.every(
    (column) => !column.target || column.meaning.assumed !== 'month' || !isMoney(column.target),
  );
  if (isWords) others.reverse();
  const choices = [...new Set(others)].map((code) => ({ code, label: monthText(code) }));
  if (choices.length === 1) {
    doubts.note(`${monthless.letter} 列“${monthless.header}”没有写月份，记在${monthText(month)}。`);
    return month;
  }
  const answer = doubts.ask({
    kind: 'month',
    row: table.block.headerBottom + 1,
    column: monthless.letter,
    message: `“${monthless.header}”没有写哪一月`,
    detail: isWords ? '写的是现状，按本月看' : '按最近一个整月看',
    choices,
    preset: others[0] ?? month,
  });
  return answer ?? month;
}
