import type { Element } from '@xmldom/xmldom';
import { addMonths, monthEnd } from '../../../src-shared/rules/dates';
import { reportingPeriod } from '../../../src-shared/rules/period';
import { formatDate } from '../../../src-shared/terms/format';
import { cellText } from './excel-sheet';
import { plainWord } from './excel-words';
import type { ReportTime } from './template-facts';
import type { OpenTemplate } from './template-learn';
import { childNamed, childrenNamed, descendantsNamed, type WorkbookParts } from './template-parts';
import type { TemplateSheet } from './template-sheet';

const day = /(20\d{2})(年|[-./])(1[0-2]|0?[1-9])(月|\2)(3[01]|[12]\d|0?[1-9])(日?)/;
const signing = /(?:填报|填表|报送|制表|上报|编制)(?:日期|时间)/;
const blankDay = /(?:20\d{2}|[\s_　]*)[\s_　]*年[\s_　]*月[\s_　]*日/;

/** What a line above or below a table reads in the month that is filled in: its month and its day of filling in are brought up to date. */
export function updatedText(text: string, month: string | null, time: ReportTime): string {
  const year = time.month.slice(0, 4);
  if (signing.test(plainWord(text))) {
    // 填报日期：2018年8月31日, or with blanks to be written in.
    if (day.test(text)) return text.replace(day, (_, y: string, mark: string) => spelt(time.today, mark, y));
    if (blankDay.test(text)) return text.replace(blankDay, formatDate(time.today));
    if (/[:：]\s*$/.test(text)) return `${text.trimEnd()}${formatDate(time.today)}`;
    return text;
  }
  const blank = text.replace(/(20\d{2})年[\s_　]+月/, `${year}年${Number(time.month.slice(5))}月`);
  if (blank !== text) return blank;
  if (month === null) return text;
  const asOf = /截[至止]/.test(text)
    ? text.replace(day, (_, y: string, mark: string) => spelt(time.asOf, mark, y))
    : text;
  return halves(monthEnds(monthsIn(asOf, month, time), time), time);
}

/** A day in the spelling that it had: 2018年8月31日, 2018-08-31, 2018.8.31. */
function spelt(date: string, mark: string, _: string): string {
  const [year, month = '', date_ = ''] = date.split('-');
  if (mark === '年') return formatDate(date);
  return mark === '-' ? date : [year, Number(month), Number(date_)].join(mark);
}

/** Mentions of the table's month become the new one, those of the month before the one before; ranges keep their beginning. */
export function monthsIn(text: string, month: string, time: ReportTime): string {
  const [oldYear, newYear] = [month.slice(0, 4), time.month.slice(0, 4)];
  const [oldMonth, newMonth] = [Number(month.slice(5)), Number(time.month.slice(5))];
  const previous = Number(addMonths(`${month}-01`, -1).slice(5, 7));
  const newPrevious = Number(time.lastMonth.slice(5));
  const pattern = /(?:(20\d{2})([年.\-/]))?(?:(1)([—\-–－~～至]))?(?<!\d)(1[0-2]|0?[1-9])(月|(?=[^\d月年.\-/日]|$))/g;
  return text.replace(pattern, (whole: string, ...found: unknown[]) => {
    const [year, mark, start, dash, number, sign] = found as (string | undefined)[];
    // Without 月 a bare number counts only behind a year: 2018.8
    if (sign === '' && year === undefined) return whole;
    if (year !== undefined && year !== oldYear) return whole;
    const old = Number(number);
    const next =
      old === oldMonth ? newMonth : old === previous && start === undefined && year === undefined ? newPrevious : null;
    if (next === null) return whole;
    const written = number?.startsWith('0') ? String(next).padStart(2, '0') : String(next);
    const range = start === undefined || next === 1 ? '' : `${start}${dash}`;
    return `${year === undefined ? '' : `${newYear}${mark}`}${range}${written}${sign}`;
  });
}

/** 截至9月底 in the middle of September would say more than is known. */
function monthEnds(text: string, time: ReportTime): string {
  if (!/截[至止]/.test(text) || time.asOf === monthEnd(time.month)) return text;
  const month = Number(time.month.slice(5));
  return text.replace(new RegExp(`(?<!\\d)${month}月份?(?:底|末)`), `${month}月${Number(time.asOf.slice(8))}日`);
}

function halves(text: string, time: ReportTime): string {
  if (!/[上下]半月/.test(text)) return text;
  const due = reportingPeriod(time.today);
  const isDue = time.month.endsWith(String(due.month).padStart(2, '0'));
  return text.replace(/[上下]半月/, isDue && due.half === 1 ? '上半月' : '下半月');
}

/**
 * Brings months and dates in titles, in the lines under the table and in the headers of columns that are filled for the month up to date.
 * Returns sentences about what was changed and what was left.
 */
export function updateTexts(
  template: OpenTemplate,
  time: ReportTime,
  monthly: ReadonlySet<number>,
  keepHeaders: boolean,
): string[] {
  const { layout, sheet, months } = template;
  const { block, grid, segments } = layout;
  const notes: string[] = [];
  const last = segments.at(-1)?.last ?? block.dataTop;
  const titles = Array.from({ length: block.headerTop }, (_, row) => row);
  const below = Array.from({ length: Math.max(0, grid.rows.length - last) }, (_, index) => last + index);
  for (const row of [...titles, ...below]) {
    for (const column of grid.filled(row)) {
      const cell = grid.rows[row]?.[column];
      const isTitle = row < block.headerTop;
      if (typeof cell === 'string') {
        const text = updatedText(cell, isTitle ? months.month : null, time);
        if (text !== cell && setText(template.parts, sheet, row + 1, column, text))
          notes.push(`“${short(cell)}”改成了“${short(text)}”。`);
      } else if (
        typeof cell === 'object' &&
        cell?.kind === 'day' &&
        signing.test(plainWord(grid.text(row, column - 1)))
      ) {
        setDay(sheet, row + 1, column, time.today, template.workbook.date1904);
        notes.push(`填报日期 ${cellText(cell)} 改成了 ${time.today}。`);
      }
    }
  }
  if (months.month === null || months.wide || months.month === time.month) return notes;
  for (let row = block.headerTop; row <= block.headerBottom; row++) {
    for (const column of grid.filled(row)) {
      const cell = grid.rows[row]?.[column];
      const merge = grid.merges.at(row, column);
      const over = Array.from({ length: (merge?.right ?? column) - column + 1 }, (_, index) => column + index);
      if (typeof cell !== 'string' || !over.some((each) => monthly.has(each))) continue;
      const text = monthsIn(cell, months.month, time);
      if (text === cell) continue;
      if (keepHeaders) notes.push(`表头“${short(cell)}”的月份没有改，请自己核对。`);
      else if (setText(template.parts, sheet, row + 1, column, text))
        notes.push(`表头“${short(cell)}”改成了“${short(text)}”。`);
    }
  }
  if (monthsIn(sheet.name, months.month, time) !== sheet.name)
    notes.push(`工作表的名字还是“${sheet.name}”，没有改，免得别处的公式找不到它。`);
  return notes;
}

const short = (text: string) => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 40 ? `${line.slice(0, 39)}…` : line;
};

/** Gives a cell other words in the same dress. Returns false where a formula makes them. */
export function setText(
  parts: WorkbookParts,
  sheet: TemplateSheet,
  row: number,
  column: number,
  text: string,
): boolean {
  const cell = sheet.cell(row, column);
  if (!cell || childNamed(cell, 'f')) return false;
  const old = runsOf(parts, cell);
  const inline = sheet.create('is');
  const runs = old ? childrenNamed(old, 'r') : [];
  const texts = runs.flatMap((run) => childrenNamed(run, 't')[0] ?? []);
  if (old && runs.length > 0 && texts.length === runs.length) {
    // Words in several letterings: the longest part takes all, so that the dress of the title stays.
    const main = texts.reduce((most, each) =>
      (each.textContent ?? '').length > (most.textContent ?? '').length ? each : most,
    );
    for (const run of runs) {
      const part = childrenNamed(run, 't')[0];
      if (part !== main) continue;
      inline.appendChild(importInto(sheet, run));
    }
    const own = descendantsNamed(inline, 't')[0];
    if (own) writeText(own, text);
  } else {
    const own = sheet.create('t');
    writeText(own, text);
    inline.appendChild(own);
  }
  while (cell.firstChild) cell.removeChild(cell.firstChild);
  cell.setAttribute('t', 'inlineStr');
  cell.appendChild(inline);
  return true;
}

function writeText(element: Element, text: string): void {
  element.textContent = text;
  element.setAttributeNS('http://www.w3.org/XML/1998/namespace', 'xml:space', 'preserve');
}

/** A run of the shared strings as a node of the sheet. */
function importInto(sheet: TemplateSheet, run: Element): Element {
  return sheet.root.ownerDocument?.importNode(run, true) as Element;
}

/** The element that holds the words of a cell: a shared string or its own. */
function runsOf(parts: WorkbookParts, cell: Element): Element | undefined {
  if (cell.getAttribute('t') !== 's') return childNamed(cell, 'is');
  const index = Number(childNamed(cell, 'v')?.textContent);
  return parts.has('xl/sharedStrings.xml') ? childrenNamed(parts.root('xl/sharedStrings.xml'), 'si')[index] : undefined;
}

function setDay(sheet: TemplateSheet, row: number, column: number, date: string, from1904: boolean): void {
  const cell = sheet.cell(row, column);
  const value = cell && childNamed(cell, 'v');
  if (!value || childNamed(cell, 'f')) return;
  value.textContent = String(Date.parse(`${date}T00:00:00Z`) / 86_400_000 + 25_569 - (from1904 ? 1_462 : 0));
}
