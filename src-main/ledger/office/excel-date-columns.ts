import { formatDate } from '../../../src-shared/terms/format';
import { cellFault, readDateCell } from './excel-cells';
import type { Column } from './excel-columns';
import { type DateReading, splitPeriod } from './excel-date';
import { type Doubts, dateChoices } from './excel-doubts';
import { plainHeader } from './excel-headers';
import { type Cell, cellNumber, cellText, isBlank } from './excel-sheet';
import { meantCell, put, type ReadProject, type Table } from './excel-table';
import { constructionPeriod } from './excel-targets';

interface DateCell {
  readonly project: ReadProject;
  readonly rowKind: string | null;
  readonly text: string;
  date: string;
}

const dateKinds = new Set(['date', 'month', 'day_or_month']);
/** Kinds of ledger whose projects have not begun, whatever their 开工时间 says. */
const notStarted = new Set(['preparation', 'signed', 'negotiation', 'reserve']);

/** Reads every date of a table into its projects. */
export function readDateColumns(table: Table, projects: readonly ReadProject[], doubts: Doubts): void {
  for (const column of table.columns) {
    const { target } = column;
    if (!target) continue;
    if (target.path === constructionPeriod) readPeriods(table, column, projects, doubts);
    else if (dateKinds.has(target.field.kind)) readColumn(table, column, projects, doubts);
  }
}

function readColumn(table: Table, column: Column, projects: readonly ReadProject[], doubts: Doubts): void {
  const { target } = column;
  if (!target) return;
  const cells: DateCell[] = [];
  table.rows.forEach(({ row, group }, index) => {
    const project = projects[index];
    const cell = dateCell(table, column, index);
    const fault = cellFault(cell);
    if (fault) doubts.problem(row + 1, column.letter, cellText(cell) || '公式', fault);
    if (!project || fault || isBlank(cell)) return;
    const date = settle(readDateCell(cell, table.year, table.date1904), cell, row + 1, column, doubts);
    if (date !== undefined)
      cells.push({ project, rowKind: group.kind ?? table.context.kind, text: cellText(cell), date });
  });
  if (target.field.kind === 'day_or_month' && !table.context.isOwn) monthsOnly(column, cells, doubts);
  noteStyles(table, column, doubts);
  for (const cell of cells) place(table, column, cell, doubts);
}

/** The cell of a date: of one in parts, its parts; of a column of months, the month that a bare 1 to 12 means. */
function dateCell(table: Table, column: Column, index: number): Cell {
  const cell = meantCell(table, index, column.index);
  const year = cellText(cell).trim();
  if (column.rest.length > 0) {
    if (!/^\d{2,4}年?$/.test(year)) return cell;
    const parts = column.rest.map((at) =>
      cellText(meantCell(table, index, at))
        .trim()
        .replace(/[月日]$/, ''),
    );
    return [year.replace(/年$/, ''), ...parts.filter((part) => part !== '')].join('.');
  }
  if (!/^(?:0?[1-9]|1[0-2])$/.test(year) || !/月份?$/.test(plainHeader(column.header.split(' ').at(-1) ?? '')))
    return cell;
  return `${/(20\d{2})年/.exec(column.header)?.[1] ?? table.year}.${year.padStart(2, '0')}`;
}

/** The date that a reading comes to, or undefined where nothing is written. */
function settle(reading: DateReading, cell: Cell, row: number, column: Column, doubts: Doubts): string | undefined {
  if (reading.kind === 'empty') return undefined;
  const text = cellText(cell).trim();
  // 9月底前 is a month beyond doubt; as a day it is only about right.
  const isMonth = column.target?.field.kind === 'month';
  if (reading.kind === 'value' && (reading.loose === '' || isMonth)) return reading.date;
  const guesses = reading.kind === 'value' ? [reading.date] : reading.guesses;
  if (guesses.length === 0) {
    doubts.problem(row, column.letter, text, `${reading.kind === 'unclear' ? reading.message : '不是日期'}，没有写入`);
    return undefined;
  }
  const answer = doubts.ask({
    kind: 'date',
    row,
    column: column.letter,
    message: reading.kind === 'unclear' && guesses.length > 1 ? `“${text}”${reading.message}` : `“${text}”不是日期`,
    detail:
      reading.kind === 'value'
        ? reading.date.length === 7
          ? '只取到月份，或留空'
          : '取这一天，或留空'
        : reading.message,
    choices: dateChoices(guesses),
    // What is no date at all is nobody's to settle; what is one but for a word is taken as it stands.
    preset: reading.kind === 'value' ? reading.date : 'empty',
  });
  return answer === null || answer === 'empty' ? undefined : answer;
}

/**
 * Where every day of a column is the first, nobody knew the day: a sheet cannot hold a month alone. One or two such days may be
 * chance, unless the column writes bare months as well.
 */
function monthsOnly(column: Column, cells: DateCell[], doubts: Doubts): void {
  const days = cells.filter((cell) => cell.date.length > 7);
  const isEnough = days.length >= 3 || days.length < cells.length;
  if (days.length === 0 || !isEnough || days.some((cell) => !cell.date.endsWith('-01'))) return;
  for (const cell of days) cell.date = cell.date.slice(0, 7);
  doubts.note(`${column.letter} 列写到日的都是每月 1 日，按月份读入。`);
}

const shapeOf = (text: string) => text.normalize('NFKC').trim().replace(/\d+/g, '9');

function noteStyles(table: Table, column: Column, doubts: Doubts): void {
  const shapes = new Set<string>();
  let serial: Cell = null;
  for (const { row } of table.rows) {
    const cell = table.grid.rows[row]?.[column.index] ?? null;
    if (isBlank(cell)) continue;
    const number = cellNumber(cell);
    if (serial === null && number !== undefined && number >= 20_000 && number < 80_000) serial = cell;
    if (shapes.size < 20) shapes.add(typeof cell === 'object' ? 'day' : shapeOf(cellText(cell)));
  }
  if (shapes.size < 2 && serial === null) return;
  const example = serial === null ? undefined : readDateCell(serial, null, table.date1904);
  const told = example?.kind === 'value' ? `${cellText(serial)} 读作 ${formatDate(example.date)}` : '';
  doubts.note(`${[`${column.letter} 列有 ${shapes.size} 种日期写法`, told].filter(Boolean).join('，')}。`);
}

function place(table: Table, column: Column, cell: DateCell, doubts: Doubts): void {
  const { target } = column;
  if (!target) return;
  let { path } = target;
  let { date } = cell;
  if (target.field.kind === 'month') date = date.slice(0, 7);
  if (target.field.kind === 'date' && date.length === 7) {
    doubts.problem(cell.project.row, column.letter, cell.text, '只写到月份，缺哪一天，没有写入');
    return;
  }
  if (column.meaning.openDate && (notStarted.has(cell.rowKind ?? '') || isFuture(date, table.today))) {
    path = 'planned_start';
    // A column that says 计划开工 outright knows better.
    if (cell.project.values.has(path)) return;
  }
  put(cell.project, path, date, column.letter);
}

/** A month that still runs counts as begun. */
function isFuture(date: string, today: string): boolean {
  return date > today.slice(0, date.length);
}

function readPeriods(table: Table, column: Column, projects: readonly ReadProject[], doubts: Doubts): void {
  table.rows.forEach(({ row, group }, index) => {
    const project = projects[index];
    const cell = meantCell(table, index, column.index);
    if (!project || isBlank(cell)) return;
    const text = cellText(cell).trim();
    const [start, finish] = (splitPeriod(text) ?? []).map((part) => readDateCell(part, table.year, table.date1904));
    if (start?.kind !== 'value' || finish?.kind !== 'value') {
      doubts.problem(row + 1, column.letter, text, '不是起止年月，没有写入');
      return;
    }
    const planned = notStarted.has(group.kind ?? table.context.kind ?? '') || isFuture(start.date, table.today);
    for (const [path, date] of [
      [planned ? 'planned_start' : 'actual_start', start.date],
      ['planned_finish', finish.date],
    ] as const) {
      if (project.values.has(path)) continue;
      put(project, path, date, column.letter);
    }
  });
}
