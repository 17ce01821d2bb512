import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import ExcelJS from 'exceljs';
import type { View } from '../../../src-shared/contract/common';
import { entities } from '../../../src-shared/entities/entities';
import type { FieldValue } from '../../../src-shared/entities/field';
import { secrecyMark } from '../../../src-shared/rules/secrecy';
import { Refusal } from '../../../src-shared/terms/errors';
import { formatDate } from '../../../src-shared/terms/format';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { projectIds } from '../queries/projects-page';
import { projectSource, toRow } from '../queries/rows';
import { viewSql } from '../queries/view-sql';
import { dispatchNotice } from './bulletin-letterhead';
import { type ExportColumn, type ExportRow, exportColumns } from './excel-export-columns';
import { columnLetter } from './excel-sheet';

const titles: Record<View, string> = {
  all: '全部项目台账',
  construction: '已开工（在建）项目台账',
  'not-listed': '未入统计库项目台账',
  'planned-start': '计划开工项目台账',
  signed: '招商签约项目台账',
  negotiation: '重点招商项目台账',
  reserve: '谋划储备项目台账',
  small: '5000万以下项目漏统核查台账',
  aside: '停工、终止项目台账',
};

const headerRow = 3;
const line = { style: 'thin', color: { argb: 'FF808080' } } as const;
const border: Partial<ExcelJS.Borders> = { top: line, left: line, bottom: line, right: line };

/** Writes a ledger view as a workbook styled for print; an export read in again changes nothing. */
export const exportExcel: Handler<'excel.export'> = async (context, input) => {
  const all = rowsOf(context, input.view);
  const rows = input.filters.length + input.orders.length > 0 ? shownOf(all, projectIds(context, input)) : all;
  const year = input.year ?? planYear(rows, context.clock.today());
  const month = addCompleted(context, rows, year);
  refuseSecrets(rows);
  const { columns, printed } = filledFirst(exportColumns(input.view, year, month), rows);
  await writeSheet(input.file, {
    title: titles[input.view],
    asOf: context.clock.today(),
    columns,
    printed,
    rows,
    progress: (done) => context.progress('写表', done, rows.length),
  });
  return { rows: rows.length, file: input.file };
};

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

function rowsOf({ database }: LedgerContext, view: View): Mutable<ExportRow & { id: string }>[] {
  const listing = database.prepare('SELECT * FROM listing WHERE project = @id AND deleted <> 1');
  const projects = database
    .prepare(`SELECT * FROM ${projectSource} WHERE ${viewSql(view)} ORDER BY record`)
    .all() as Record<string, unknown>[];
  return projects.map((raw) => {
    const values = toRow('project', raw);
    const found =
      view === 'not-listed' ? (listing.get({ id: values.id }) as Record<string, unknown> | undefined) : undefined;
    return {
      id: values.id,
      values: values as unknown as Record<string, FieldValue>,
      listing: found ? (toRow('listing', found) as unknown as Record<string, FieldValue>) : {},
      completed: null,
    };
  });
}

/** Columns that hold anything first, and how many they are: the blank ones stand behind them to be filled in, and are not printed. */
function filledFirst(
  columns: readonly ExportColumn[],
  rows: readonly ExportRow[],
): { columns: ExportColumn[]; printed: number } {
  const isFilled = (column: ExportColumn) =>
    column.isAlways || rows.some((row, index) => column.cell(row, index).value !== null);
  const filled = columns.filter(isFilled);
  return { columns: [...filled, ...columns.filter((column) => !filled.includes(column))], printed: filled.length };
}

/** The rows that a grid shows, in its order. */
function shownOf<Row extends { id: string }>(rows: readonly Row[], ids: readonly string[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The running year where anybody has a plan for it, else the latest that has one. */
function planYear(rows: readonly ExportRow[], today: string): number {
  const years = new Set(rows.flatMap((row) => Object.keys((row.values.annual_plan ?? {}) as Record<string, number>)));
  const current = today.slice(0, 4);
  return Number(years.has(current) || years.size === 0 ? current : [...years].sort().at(-1));
}

/** Adds to every row what it completed in the year; returns the last month that anybody reported. */
function addCompleted(
  { database, clock }: LedgerContext,
  rows: readonly Mutable<ExportRow & { id: string }>[],
  year: number,
): number {
  const sums = database
    .prepare(
      'SELECT project, sum(completed) AS completed, max(month) AS month FROM progress WHERE deleted <> 1 AND completed IS NOT NULL AND month BETWEEN @from AND @to GROUP BY project',
    )
    .all({ from: `${year}-01`, to: `${year}-12` }) as { project: string; completed: number; month: string }[];
  const byProject = new Map(sums.map((sum) => [sum.project, sum.completed]));
  for (const row of rows) row.completed = byProject.get(row.id) ?? null;
  const last =
    sums
      .map((sum) => sum.month)
      .sort()
      .at(-1) ?? clock.today();
  return Number(last.slice(5, 7));
}

function refuseSecrets(rows: readonly ExportRow[]): void {
  const texts = Object.keys(entities.project.fields);
  for (const { values } of rows) {
    for (const name of texts) {
      const value = values[name];
      const mark = typeof value === 'string' && value.includes('密') ? secrecyMark(value) : undefined;
      if (mark) throw new Refusal('secret_mark', { mark });
    }
  }
}

interface SheetContent {
  readonly title: string;
  readonly asOf: string;
  readonly columns: readonly ExportColumn[];
  /** How many of the columns, from the left, are printed. */
  readonly printed: number;
  readonly rows: readonly ExportRow[];
  readonly progress: (done: number) => void;
}

const faults: Readonly<Record<string, string>> = {
  ENOSPC: '磁盘空间不够',
  EACCES: '没有写入权限，或文件正在 Excel、WPS 里打开',
  EPERM: '没有写入权限，或文件正在 Excel、WPS 里打开',
  EBUSY: '文件正在 Excel、WPS 里打开',
  EROFS: '磁盘是只读的',
  ENOENT: '文件夹不在了',
  EISDIR: '同名的是一个文件夹',
  ENAMETOOLONG: '路径太长',
};

/** Streams a sheet into a file beside its place and moves it there when it is whole. Throws Refusal file_unwritable. */
async function writeSheet(file: string, content: SheetContent): Promise<void> {
  const partial = path.join(path.dirname(file), `~${path.basename(file)}.${process.pid}.partial`);
  const stream = createWriteStream(partial);
  // The stream may fail at any moment, also between two rows, when nobody waits for it.
  const failed = new Promise<never>((_, reject) => stream.once('error', reject));
  failed.catch(() => undefined);
  try {
    const closed = new Promise<void>((resolve) => stream.once('close', resolve));
    await Promise.race([writeWorkbook(stream, content, failed), failed]);
    await Promise.race([closed, failed]);
    await rename(partial, file);
  } catch (error) {
    stream.destroy();
    await rm(partial, { force: true }).catch(() => undefined);
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!code) throw error;
    throw new Refusal('file_unwritable', { name: path.basename(file), detail: faults[code] ?? code });
  }
}

async function writeWorkbook(
  stream: NodeJS.WritableStream,
  content: SheetContent,
  failed: Promise<never>,
): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: stream as never,
    useStyles: true,
    useSharedStrings: false,
  });
  workbook.title = content.title;
  workbook.description = dispatchNotice;
  const { columns } = content;
  const nameColumn = columns.findIndex((column) => column.header === entities.project.fields.name.label) + 1;
  const sheet = workbook.addWorksheet('项目台账', {
    views: [{ state: 'frozen', xSplit: nameColumn, ySplit: headerRow }],
    pageSetup: {
      paperSize: 8 as never,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `1:${headerRow}`,
      // The writer puts the dollar before the column only; a print area without the other one wanders.
      printArea: `A$1:${columnLetter(content.printed - 1)}$${headerRow + content.rows.length + 1}`,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: `&L&9${dispatchNotice}&R&9第 &P 页，共 &N 页` },
  });
  sheet.columns = columns.map(({ width }) => ({ width }));
  writeHead(sheet, content);
  for (const [index, row] of content.rows.entries()) {
    writeRow(sheet, columns, row, index);
    if (index % 500 !== 499) continue;
    content.progress(index + 1);
    // Lets the file keep up, or stops where it cannot be written.
    await Promise.race([new Promise((resolve) => setImmediate(resolve)), failed]);
  }
  writeNote(sheet, columns.length);
  sheet.commit();
  await workbook.commit();
}

function writeHead(sheet: ExcelJS.Worksheet, { title, asOf, columns }: SheetContent): void {
  const head = sheet.getRow(1);
  head.getCell(1).value = title;
  head.getCell(1).font = { name: '方正小标宋简体', size: 18 };
  head.getCell(1).alignment = { horizontal: 'left', vertical: 'middle' };
  head.height = 32;
  head.commit();
  const under = sheet.getRow(2);
  under.getCell(1).value = `${dispatchNotice}　截至${formatDate(asOf)}　金额单位：万元`;
  under.getCell(1).font = { size: 10 };
  under.commit();
  const header = sheet.getRow(headerRow);
  columns.forEach((column, index) => {
    const cell = header.getCell(index + 1);
    cell.value = column.header;
    cell.font = { bold: true, size: 11 };
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEEF2F4' } };
    cell.border = border;
  });
  header.height = 36;
  header.commit();
}

const styles = new Map<string, Partial<ExcelJS.Style>>();

/** One style object for all cells of a kind: the writer looks each up by itself. */
function styleOf(align: ExportColumn['align'], format: string | undefined): Partial<ExcelJS.Style> {
  const key = `${align} ${format ?? ''}`;
  let style = styles.get(key);
  if (!style) {
    style = {
      border,
      alignment: { horizontal: align, vertical: 'middle', wrapText: align === 'left' },
      ...(format ? { numFmt: format } : {}),
    };
    styles.set(key, style);
  }
  return style;
}

function writeRow(sheet: ExcelJS.Worksheet, columns: readonly ExportColumn[], row: ExportRow, index: number): void {
  const target = sheet.getRow(headerRow + 1 + index);
  columns.forEach((column, at) => {
    const cell = target.getCell(at + 1);
    const { value, format } = column.cell(row, index);
    cell.value = value;
    cell.style = styleOf(column.align, format);
  });
  target.commit();
}

function writeNote(sheet: ExcelJS.Worksheet, width: number): void {
  const note = sheet.addRow([`注：${dispatchNotice}。`]);
  note.getCell(1).font = { size: 10 };
  sheet.mergeCells(note.number, 1, note.number, Math.min(width, 8));
  note.commit();
}
