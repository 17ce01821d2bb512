import ExcelJS from 'exceljs';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { nameKey } from '../../../src-shared/rules/names';
import { constantOf, templateSource } from '../../../src-shared/rules/template-sources';
import { Refusal } from '../../../src-shared/terms/errors';
import { formatDate } from '../../../src-shared/terms/format';
import { dispatchNotice } from './bulletin-letterhead';
import { findBlocks, Grid } from './excel-layout';
import { readWorkbook } from './excel-reader';
import { sortRows } from './excel-rows';
import { type Cell, cellNumber, cellText, isBlank } from './excel-sheet';
import { cellBorder, landscapePage } from './sheet-style';
import type { CellContent } from './template-cells';
import type { FilledColumn, FilledTable } from './template-fill';

type Difference = OutputOf<'templates.fill'>['differences'][number];

/** What differs, with the amounts behind the words. */
export interface Compared extends Difference {
  /** After less before, where both are numbers. */
  readonly change: number | null;
}

/** Columns that say another thing in every copy. */
const passing = new Set(['ordinal', 'today', 'month', 'year', 'time_proportional']);

/**
 * Holds a filled table against last month's copy of it. Rows are matched by name, columns by letter and header. Throws Refusal
 * template_unfit where the file is another table, and as `readWorkbook` does.
 */
export async function compareWithPrevious(
  table: FilledTable,
  sheet: string,
  bytes: Buffer,
  name: string,
): Promise<{ differences: Compared[]; notes: string[] }> {
  const workbook = await readWorkbook(bytes, name);
  const values =
    workbook.sheets.find((each) => each.name === sheet && findBlocks(new Grid(each)).length > 0) ??
    workbook.sheets.find((each) => !each.hidden && findBlocks(new Grid(each)).length > 0);
  if (!values) throw new Refusal('no_header', { name });
  const grid = new Grid(values);
  const blocks = findBlocks(grid);
  const headers = blocks[0]?.columns ?? [];
  const pairs = table.columns.flatMap((column, at) => {
    if (passing.has(column.source) || constantOf(column.source) !== null || column.source === 'name') return [];
    const index = placeOf(headers, column);
    return index === null ? [] : [{ column, at, index }];
  });
  const wanted = table.columns.filter(
    ({ source }) => !passing.has(source) && constantOf(source) === null && source !== 'name',
  );
  if (pairs.length === 0 && wanted.length > 0)
    throw new Refusal('template_unfit', { name, detail: '上月的表与这张表样的表头对不上，不能比对' });
  const lost = wanted.filter((column) => !pairs.some((pair) => pair.column === column));
  const notes =
    lost.length > 0
      ? [`上月的表里没有找到${lost.map(({ header }) => `“${header}”`).join('、')}，这几列没有比对。`]
      : [];

  const old = new Map<string, number>();
  for (const block of blocks) {
    for (const { row } of sortRows(grid, block).projects) {
      const key = nameKey(grid.text(row, block.nameColumn));
      if (!old.has(key)) old.set(key, row);
    }
  }
  const differences: Compared[] = [];
  const met = new Set<string>();
  table.names.forEach((project, index) => {
    const key = nameKey(project);
    const row = old.get(key);
    met.add(key);
    if (row === undefined) {
      differences.push({ project, column: '', header: '项目', before: '没有', after: '新增', change: null });
      return;
    }
    for (const { column, at, index: place } of pairs) {
      const found = compareCell(grid.rows[row]?.[place] ?? null, table.rows[index]?.[at] ?? null, column);
      if (found) differences.push({ project, column: column.column, header: column.header, ...found });
    }
  });
  for (const [key, row] of old) {
    if (met.has(key)) continue;
    const project = grid.text(row, blocks[0]?.nameColumn ?? 0).trim();
    differences.push({ project, column: '', header: '项目', before: '有', after: '本月没有', change: null });
  }
  return { differences, notes };
}

/** A header without blanks and without the months that change in it. */
const headerKey = (text: string) => text.normalize('NFKC').replace(/[\s\d]/g, '');

function placeOf(headers: readonly (readonly string[])[], column: FilledColumn): number | null {
  const wanted = headerKey(column.header);
  const keyAt = (index: number) => headerKey((headers[index] ?? []).join(''));
  if (keyAt(column.index) === wanted) return column.index;
  const found = headers.findIndex((_, index) => keyAt(index) === wanted);
  return found < 0 ? null : found;
}

function compareCell(
  before: Cell,
  after: CellContent,
  { source }: FilledColumn,
): Pick<Compared, 'before' | 'after' | 'change'> | null {
  const kind = templateSource(source)?.kind;
  const oldNumber = cellNumber(before) ?? numberIn(cellText(before), kind);
  const newNumber = after !== null && 'number' in after ? after.number : undefined;
  if (kind !== 'date' && oldNumber !== undefined && newNumber !== undefined) {
    const change = newNumber - oldNumber;
    if (Math.abs(change) <= 1e-6 * Math.max(1, Math.abs(oldNumber))) return null;
    return {
      before: cellText(before).trim(),
      after: numberText(newNumber, before),
      change: Number(change.toPrecision(12)),
    };
  }
  const oldText = dateText(before) ?? cellText(before).trim();
  const newText =
    after === null
      ? ''
      : 'text' in after
        ? after.text.trim()
        : kind === 'date'
          ? serialText(after.number)
          : numberText(after.number, before);
  return plain(oldText) === plain(newText) ? null : { before: oldText, after: newText, change: null };
}

/** A number that somebody typed as text, '1,234.5'. */
function numberIn(text: string, kind: string | undefined): number | undefined {
  if (kind === 'text' || kind === 'date') return undefined;
  const found = text.normalize('NFKC').replace(/[\s,]/g, '');
  return /^-?\d+(?:\.\d+)?$/.test(found) ? Number(found) : undefined;
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/^[-—–]+$/, '');
const dateText = (cell: Cell) =>
  typeof cell === 'object' && cell?.kind === 'day'
    ? formatDate(cell.monthOnly ? cell.day.slice(0, 7) : cell.day)
    : undefined;
const serialText = (serial: number) => formatDate(new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10));

/** In the dress of last month's cell. */
function numberText(number: number, before: Cell): string {
  return typeof before === 'object' && before?.kind === 'number' && !isBlank(before)
    ? cellText({ ...before, number })
    : cellText(Number(number.toPrecision(12)));
}

/** The differences as a sheet of their own, for printing on A4. */
export async function differencesWorkbook(
  title: string,
  month: string,
  differences: readonly Compared[],
): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('与上月比对', {
    views: [{ state: 'frozen', ySplit: 3 }],
    pageSetup: {
      ...landscapePage,
      printTitlesRow: '1:3',
    },
    headerFooter: { oddFooter: '&R&9第 &P 页，共 &N 页' },
  });
  sheet.columns = [{ width: 6 }, { width: 34 }, { width: 26 }, { width: 30 }, { width: 30 }, { width: 14 }];
  sheet.addRow([`${title}：与上月比对`]).font = { bold: true, size: 14 };
  sheet.addRow([`${formatDate(month)}　共 ${differences.length} 处不同　${dispatchNotice}`]).font = { size: 10 };
  const header = sheet.addRow(['序号', '项目名称', '栏目', '上月', '本月', '增减']);
  header.eachCell((cell) => {
    cell.font = { bold: true };
    cell.border = cellBorder;
    cell.alignment = { horizontal: 'center', vertical: 'middle' };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEEF2F4' } };
  });
  differences.forEach((difference, index) => {
    const { project, header: name, before, after, change } = difference;
    const row = sheet.addRow([index + 1, project, name, before, after, change]);
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      cell.border = cellBorder;
      cell.alignment = {
        vertical: 'middle',
        wrapText: true,
        horizontal: column === 1 ? 'center' : column === 6 ? 'right' : 'left',
      };
      // Text of the text format stays text, whatever it begins with.
      cell.numFmt = column === 6 ? '+#,##0.####;-#,##0.####;0' : column === 1 ? '0' : '@';
    });
  });
  if (differences.length === 0) sheet.addRow(['', '与上月相比没有不同。']);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
