import { createWriteStream, mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { read, utils } from '@e965/xlsx';
import type { Database } from 'better-sqlite3';
import ExcelJS from 'exceljs';
import { shiftedClock } from '../../src-main/ledger/clock';
import { type Door, openDoor } from '../../src-main/ledger/door';
import { gridExport } from '../../src-main/ledger/office/excel-export-grid';
import type { TableColumn, TableRow } from '../../src-main/ledger/office/excel-export-sheet';
import { regionName } from '../../src-shared/catalogues/regions';
import type { Field } from '../../src-shared/entities/field';
import { project } from '../../src-shared/entities/project';
import { type Part, runTurns } from './part';
import { type Measure, must, seconds, withScratch } from './scratch';
import { cellValue, randomOf, columns as workColumns } from './workload';

const rowsIn = 20_000;
const rowsOut = 100_000;
const rounds = 3;

const shares: Readonly<Record<string, number>> = {
  fixed_investment: 0.8,
  completed_before_year: 0.2,
  paid_in_amount: 0.3,
};

const clock = shiftedClock('2018-09-16T09:00:00+08:00');

async function ledgerIn(folder: string): Promise<Door> {
  const door = openDoor(folder, { migrations: path.resolve('migrations'), clock });
  await must(door, 'ledger.initialize', { role: 'commission', person: '周科长', unit: '市发改委' });
  return door;
}

/** Thirty columns as a city keeps them: the 25 of the other benchmarks, three more, the plan of the year and the progress of a month. */
async function writeInput(file: string): Promise<void> {
  const random = randomOf(11);
  const fields: Readonly<Record<string, Field>> = project.fields;
  const more = ['投资方', '注册公司', '招商包保领导'];
  const stream = createWriteStream(file);
  const closed = new Promise<void>((resolve) => stream.once('close', resolve));
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: stream as never, useStyles: true });
  const sheet = workbook.addWorksheet('项目台账');
  const isMoney = (name: string) => fields[name]?.kind === 'money';
  sheet.addRow(['全市项目台账']).commit();
  sheet
    .addRow([
      ...workColumns.map((name) => `${fields[name]?.label}${isMoney(name) ? '（万元）' : ''}`),
      '2018年计划投资（万元）',
      '2018年8月完成投资（万元）',
      ...more,
    ])
    .commit();
  for (let row = 0; row < rowsIn; row += 1) {
    const total = 5_000 + Math.floor(random() * 100_000);
    const cells = workColumns.map((name) => {
      const value = cellValue(random, name);
      const field = fields[name] as Field;
      if (name === 'name') return `${value}${row}号`;
      if (name === 'code') return `2018-220202-13-03-${String(row).padStart(6, '0')}`;
      // Shares of the total, so that nothing is ten thousand times too much.
      if (field.kind === 'money') return Math.round(total * (shares[name] ?? 1));
      if (field.kind === 'choice') return field.choices?.find(({ code }) => code === value)?.label ?? String(value);
      if (field.kind === 'day_or_month') return new Date(`${value}T00:00:00Z`);
      return field.kind === 'region' ? regionName(String(value)) : value;
    });
    const amounts = [Math.round(total * 0.4), Math.round(total * 0.1 * random())];
    const words = more.map(() => String(cellValue(random, 'contact')));
    const target = sheet.addRow([...cells, ...amounts, ...words]);
    cells.forEach((cell, index) => {
      if (cell instanceof Date) target.getCell(index + 1).numFmt = 'yyyy-mm-dd';
    });
    target.commit();
  }
  sheet.commit();
  await workbook.commit();
  await closed;
}

/** What every reading costs: the library, and its rows as values. */
const excelReader: Part = async (file = '') => {
  const start = performance.now();
  const book = read(readFileSync(file), { dense: true, UTC: true, cellHTML: false, cellText: false, cellNF: true });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''];
  const rows = sheet ? utils.sheet_to_json(sheet, { header: 1, UTC: true, blankrows: false }) : [];
  if (rows.length !== rowsIn + 2) throw new Error(`${rows.length} rows`);
  return seconds(start);
};

const excelPreview: Part = (file = '', folder = '') => timedIn(file, folder, 'excel.preview');
const excelImport: Part = (file = '', folder = '') => timedIn(file, folder, 'excel.import');

async function timedIn(file: string, folder: string, method: 'excel.preview' | 'excel.import'): Promise<number> {
  const door = await ledgerIn(mkdtempSync(path.join(folder, '台账-')));
  const start = performance.now();
  const found = await must(door, method, { file });
  const taken = seconds(start);
  // A few of so many random names are alike.
  if (found.created < rowsIn * 0.99)
    throw new Error(`${found.created} of ${rowsIn} projects: ${JSON.stringify(found).slice(0, 500)}`);
  door.close();
  return taken;
}

const shownColumns = [
  'name',
  'region',
  'owner',
  'lifecycle',
  'nature',
  'total_investment',
  'annual_plan',
  'completed_this_year',
  'completion_rate',
  'gap',
  'listing',
  'light',
  'actual_start',
  'planned_finish',
];

/** Written beside the journal: how they came there is not measured. */
function fillProjects(database: Database, count: number): void {
  const random = randomOf(29);
  const insert = database.prepare(
    `INSERT INTO project (record, id, annual_plan, ${workColumns.join(', ')}) VALUES (@record, @id, @plan, ${workColumns.map((name) => `@${name}`).join(', ')})`,
  );
  const progress = database.prepare(
    "INSERT INTO progress (record, id, project, month, completed) VALUES (@record, @id, @project, '2018-08', @completed)",
  );
  const text = database.prepare('INSERT INTO search_text (rowid, words) VALUES (?, ?)');
  database.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const id = `01909c5e-0000-7000-8000-${index.toString(16).padStart(12, '0')}`;
      const values = Object.fromEntries(workColumns.map((name) => [name, cellValue(random, name)]));
      const plan = JSON.stringify({ 2018: 1_000_000 * (1 + Math.floor(random() * 500)) });
      insert.run({ record: index + 1, id, plan, ...values });
      text.run(index + 1, String(values.name));
      const completed = Math.floor(random() * 3_000) * 10_000;
      progress.run({ record: count + index + 1, id: `${id}-8`, project: id, completed });
    }
  })();
}

const excelExport: Part = async (ledger = '', file = '') => {
  const door = openDoor(ledger, { migrations: path.resolve('migrations'), clock });
  // The grid is on the screen when somebody exports what it shows.
  await must(door, 'projects.page', {});
  const start = performance.now();
  const { rows } = await must(door, 'excel.export', { file, columns: shownColumns });
  const taken = seconds(start);
  if (rows !== rowsOut) throw new Error(`${rows} rows`);
  door.close();
  return taken;
};

/** The writer alone: the very cells of the export, from memory, in the same styles. */
const excelWriter: Part = async (ledger = '', file = '') => {
  const door = openDoor(ledger, { migrations: path.resolve('migrations'), clock });
  if (!door.context) throw new Error('no ledger');
  const grid = gridExport(door.context, { view: 'all', filters: [], orders: [], group: null, words: '' }, shownColumns);
  const rows = [...grid.rows()];
  door.close();
  const start = performance.now();
  await writePlainly(file, grid.columns, rows);
  return seconds(start);
};

async function writePlainly(file: string, columns: readonly TableColumn[], rows: readonly TableRow[]): Promise<void> {
  const stream = createWriteStream(file);
  const closed = new Promise<void>((resolve) => stream.once('close', resolve));
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: stream as never, useStyles: true });
  const sheet = workbook.addWorksheet('项目台账');
  sheet.columns = columns.map(({ width }) => ({ width }));
  sheet.addRow(columns.map(({ header }) => header)).commit();
  const line = { style: 'thin', color: { argb: 'FF808080' } } as const;
  const border = { top: line, left: line, bottom: line, right: line };
  const styles = new Map<string, Partial<ExcelJS.Style>>();
  for (const [index, { cells }] of rows.entries()) {
    const row = sheet.getRow(index + 2);
    cells.forEach(({ value, format }, at) => {
      const align = columns[at]?.align ?? 'left';
      const key = `${align} ${format}`;
      let style = styles.get(key);
      if (!style) {
        style = { border, alignment: { horizontal: align, vertical: 'middle' }, ...(format ? { numFmt: format } : {}) };
        styles.set(key, style);
      }
      const cell = row.getCell(at + 1);
      cell.value = value;
      cell.style = style;
    });
    row.commit();
    if (index % 500 === 499) await new Promise((resolve) => setImmediate(resolve));
  }
  sheet.commit();
  await workbook.commit();
  await closed;
}

/** What the others need, for profiling them by hand: `run.js --part excelFiles FOLDER`. */
const excelFiles: Part = async (folder = '') => {
  await writeInput(path.join(folder, '台账.xlsx'));
  await makeCity(path.join(folder, '台账'), rowsOut);
  return 0;
};

/** A ledger of a commission with so many projects under construction and elsewhere. */
export async function makeCity(folder: string, count: number): Promise<void> {
  const door = await ledgerIn(folder);
  if (!door.context) throw new Error('no ledger');
  fillProjects(door.context.database, count);
  door.close();
}

export const excelParts: Readonly<Record<string, Part>> = {
  excelReader,
  excelPreview,
  excelImport,
  excelExport,
  excelWriter,
  excelFiles,
};

const memory = (megabytes: number) => `${Math.round(megabytes)} MB`;

/** Reading: 20,000 rows of thirty columns from the file to the preview, and from the file into the ledger. */
export async function measureExcelIn(): Promise<Measure[]> {
  return withScratch(async (folder) => {
    const file = path.join(folder, '全市 台账.xlsx');
    await writeInput(file);
    const {
      excelReader: alone,
      excelPreview: preview,
      excelImport: whole,
    } = await runTurns(rounds, {
      excelReader: [file],
      excelPreview: [file, folder],
      excelImport: [file, folder],
    });
    if (!alone || !preview || !whole) throw new Error('a part is missing');
    const against = `reader alone ${alone.seconds.toFixed(1)} s, ${memory(alone.megabytes)}`;
    const measure = (work: string, part: typeof alone): Measure => ({
      work,
      figure: `${part.seconds.toFixed(1)} s, ${memory(part.megabytes)} at most`,
      against,
      ratio: (part.seconds / alone.seconds).toFixed(2),
      aim: '≤ 1.5, < 500 MB',
    });
    return [
      measure(`Excel in ${rowsIn} × 30, preview`, preview),
      measure(`Excel in ${rowsIn} × 30, into the ledger`, whole),
    ];
  });
}

/** Writing: what a grid of 100,000 projects shows. */
export async function measureExcelOut(): Promise<Measure[]> {
  return withScratch(async (folder) => {
    const ledger = path.join(folder, '台账');
    await makeCity(ledger, rowsOut);
    const { excelWriter: alone, excelExport: whole } = await runTurns(rounds, {
      excelWriter: [ledger, path.join(folder, '写表.xlsx')],
      excelExport: [ledger, path.join(folder, '导出 台账.xlsx')],
    });
    if (!alone || !whole) throw new Error('a part is missing');
    return [
      {
        work: `Excel out ${rowsOut} × ${shownColumns.length + 1}`,
        figure: `${whole.seconds.toFixed(1)} s, ${memory(whole.megabytes)} at most`,
        against: `writer alone ${alone.seconds.toFixed(1)} s`,
        ratio: (whole.seconds / alone.seconds).toFixed(2),
        aim: '≤ 1.3',
      },
    ];
  });
}
