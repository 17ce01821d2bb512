import type { MoneyUnit } from '../../../src-shared/contract/excel-methods';
import { Refusal } from '../../../src-shared/terms/errors';
import { type Column, checkOverrides, columnsOf } from './excel-columns';
import { readDateColumns } from './excel-date-columns';
import type { Doubts } from './excel-doubts';
import { guessByValues } from './excel-evidence';
import { headOf, type TableHead } from './excel-fingerprint';
import { settleHidden } from './excel-hidden';
import { type Block, findBlocks, findTables, Grid, type SheetView, withTyped } from './excel-layout';
import type { StandIn } from './excel-meaning';
import { readMoneyColumns } from './excel-money-columns';
import { note, type SkippedRow, sortRows } from './excel-rows';
import type { SeenSheet, TypedRows, Workbook } from './excel-sheet';
import { chooseLedger } from './excel-sheet-choice';
import { settleStandIn } from './excel-stand-in';
import { type ColumnStore, ColumnValues, cellAt, type ReadProject, type Table } from './excel-table';
import { readTextColumns } from './excel-text-columns';
import { isGroupCaption, readContext, type TableContext } from './excel-titles';
import { readRowUnits, settleUnit } from './excel-unit';
import { isUnitLine, plainWord } from './excel-words';

export interface UnderstandingOptions {
  readonly fileName: string;
  readonly sheet?: string | undefined;
  readonly unit?: MoneyUnit | undefined;
  /** Overrides by column letter; null leaves a column out. */
  readonly mapping: Readonly<Record<string, string | null>>;
  /** Today by the ledger's clock, `YYYY-MM-DD`. */
  readonly today: string;
  /** Region of the person at the machine: of a project whose table names none. */
  readonly homeRegion: string | null;
  /** Rows that a person typed anew, which stand in their places before anything is understood. */
  readonly typed?: (sheet: SeenSheet) => TypedRows;
  /** What is known of a table by its head alone; it takes the place of the options of the same names. */
  readonly recall?: (head: TableHead | undefined) => Pick<UnderstandingOptions, 'mapping' | 'unit'>;
}

/** What a workbook was understood to say. Rows from 1, as the sheet numbers them. */
export interface Understanding {
  readonly view: SheetView;
  readonly sheet: string;
  readonly sheets: readonly string[];
  readonly headerRows: readonly number[];
  readonly columns: readonly Column[];
  readonly unit: MoneyUnit;
  readonly projects: readonly ReadProject[];
  readonly skipped: readonly { readonly row: number; readonly reason: string }[];
}

/**
 * Reads a ledger of any shape: which sheet, where its tables are, what each column means, which rows are projects, and what every
 * cell says. Doubts, problems and notes go into `doubts`. Throws Refusal: no_sheet, no_header, workbook_empty.
 */
export function understand(workbook: Workbook, options: UnderstandingOptions, doubts: Doubts): Understanding {
  checkOverrides(options.mapping);
  const { sheet, sheets } = chooseLedger(workbook, options, doubts);
  const grid = new Grid(withTyped(sheet, options.typed?.(sheet) ?? []));
  const blocks = findBlocks(grid);
  if (blocks.length === 0) throw new Refusal('no_header', { name: options.fileName });

  const settled = { ...options, ...options.recall?.(headOf(grid, blocks, options.fileName, options.today)) };
  const tables: Table[] = [];
  const projects: ReadProject[] = [];
  const skipped = new Map<number, string>();
  let before: Above | undefined;
  for (const found of findTables(grid)) {
    const context = contextOf(found.grid, found.block, options, before);
    const { table, read } = readTable(found.grid, found.block, context, workbook.date1904, settled, doubts, skipped);
    before = { context, caption: table.rows.findLast(({ group }) => group.region !== null)?.group.region ?? null };
    tables.push(table);
    projects.push(...read);
  }
  // Of two tables beside each other a line may be a caption in one and a project in the other.
  for (const { row } of projects) skipped.delete(row);
  const main = tables.reduce((most, table) => (table.rows.length > most.rows.length ? table : most));
  if (projects.length === 0) throw new Refusal('workbook_empty', { name: options.fileName });
  return {
    view: grid,
    sheet: sheet.name,
    sheets,
    headerRows: blocks.flatMap((block) => [
      ...range(block.headerTop + 1, block.headerBottom + 1),
      ...block.repeats.flatMap(({ top, headerBottom }) => range(top + 1, headerBottom + 1)),
    ]),
    columns: tables.flatMap((table) => (isBeside(table, main) ? table.columns : [])),
    unit: main.unit,
    projects,
    skipped: [...skipped].map(([row, reason]) => ({ row, reason })).sort((one, other) => one.row - other.row),
  };
}

/** Whether a table is the main one, or stands in other columns of the same rows. */
const isBeside = (table: Table, main: Table) =>
  table === main || (table.grid !== main.grid && table.block.headerTop === main.block.headerTop);

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** The table above: what was said of it, and the region of the last caption inside it. */
interface Above {
  readonly context: TableContext;
  readonly caption: string | null;
}

/** What the lines above a table say; a later table of the sheet says the rest by the one above it. */
function contextOf(grid: Grid, block: Block, options: UnderstandingOptions, above: Above | undefined): TableContext {
  const titles = block.titleRows.flatMap((row) => grid.filled(row).map((column) => grid.text(row, column)));
  // A unit may stand in a corner of the header itself.
  const lines = [...titles, ...block.columns.flat().filter(isUnitLine)];
  const context = readContext(lines, above ? '' : grid.sheet.name, above ? '' : options.fileName);
  if (!above) return context;
  const before = above.context;
  // A caption holds on over a header that comes again, but not for a table with a title of its own.
  const goesOn = titles.every((text) => isGroupCaption(plainWord(text)));
  const captioned = above.caption !== null && !goesOn ? null : (above.caption ?? before.region);
  return {
    year: context.year ?? before.year,
    month: context.month ?? before.month,
    unit: context.unit ?? (saysUnit(context) ? null : before.unit),
    oddUnit: context.oddUnit ?? (saysUnit(context) ? null : before.oddUnit),
    mixedUnits: context.mixedUnits || (!saysUnit(context) && before.mixedUnits),
    region: context.region ?? captioned,
    kind: context.kind ?? before.kind,
    isOwn: context.isOwn || before.isOwn,
  };
}

const saysUnit = (context: TableContext) => context.mixedUnits || context.unit !== null || context.oddUnit !== null;

/** A unit that nothing above the table names may stand in a note below it, or below the last table of the sheet. */
function withNotes(grid: Grid, context: TableContext, skipped: readonly SkippedRow[]): TableContext {
  if (saysUnit(context)) return context;
  const notes = skipped.filter(({ reason }) => reason === note).map(({ row }) => row);
  const last = range(Math.max(0, grid.rows.length - lastRows), grid.rows.length - 1);
  const lines = [...notes, ...last]
    .filter((row) => grid.filled(row).length <= 2)
    .flatMap((row) => grid.filled(row).map((column) => grid.text(row, column)));
  const { unit, oddUnit, mixedUnits } = readContext(lines, '', '');
  return { ...context, unit, oddUnit, mixedUnits };
}

/** Where the notes at the foot of a sheet are looked for. */
const lastRows = 8;

function readTable(
  grid: Grid,
  block: Block,
  above: TableContext,
  date1904: boolean,
  options: UnderstandingOptions,
  doubts: Doubts,
  skipped: Map<number, string>,
): { table: Table; read: ReadProject[] } {
  for (const row of block.titleRows) skipped.set(row + 1, '标题、说明');
  if (block.numberRow !== null) skipped.set(block.numberRow + 1, '列号');
  for (const { bottom, headerBottom } of block.repeats) if (bottom > headerBottom) skipped.set(bottom + 1, '列号');
  const sorted = sortRows(grid, block);
  const skip = (row: number, reason: string) => {
    if (!skipped.has(row + 1)) skipped.set(row + 1, reason);
  };
  for (const { row, reason } of sorted.skipped) skip(row, reason);
  const rows = settleHidden(grid, block, sorted.projects, doubts, skip);
  const context = withNotes(grid, above, sorted.skipped);

  const bare = { grid, rowUnits: [], block, context, rows, year: 0, date1904, today: options.today };
  const guess = (standIn: StandIn) => guessByValues(bare, columnsOf(grid, block, context, standIn, options.mapping));
  const standIn = settleStandIn(
    { ...bare, columns: guess({ year: Number(options.today.slice(0, 4)), month: options.today.slice(0, 7) }) },
    doubts,
  );
  const columns = guess(standIn);
  const rowUnits = readRowUnits({ grid, rows, columns });
  const scale = settleUnit({ ...bare, rowUnits, columns }, options.unit, doubts);
  const open: Table = { ...bare, ...scale, rowUnits, columns, year: context.year ?? standIn.year };

  const letters = new Map<string, string>();
  const values: ColumnStore = new Map();
  const implied: ColumnStore = new Map();
  const read: ReadProject[] = rows.map(({ row }, index) => ({
    row: row + 1,
    values: new ColumnValues(values, index, rows.length),
    columns: letters,
    implied: new ColumnValues(implied, index, rows.length),
  }));
  const table = { ...open, columns: readTextColumns(open, read, doubts) };
  readDateColumns(table, read, doubts);
  readMoneyColumns(table, read, doubts);
  imply(table, read, options.homeRegion);
  return { table, read: read.filter((project) => isNamed(project, table, skipped)) };
}

/** A name that could not be read leaves nothing to hold the row by. */
function isNamed(project: ReadProject, table: Table, skipped: Map<number, string>): boolean {
  if (typeof project.values.get('name') === 'string') return true;
  const name = cellAt(table.grid, project.row - 1, table.block.nameColumn, 'shared');
  skipped.set(project.row, typeof name === 'object' && name?.kind === 'error' ? '项目名称的公式出错' : '没有项目名称');
  return false;
}

const stages: Readonly<Record<string, string>> = {
  preparation: 'preparation',
  signed: 'signed',
  negotiation: 'negotiation',
  reserve: 'reserve',
  completed: 'completed',
  continued: 'construction',
  construction: 'construction',
  'not-listed': 'construction',
};

/** What kind of ledger it is says the stage and the listing of its projects, unless it has columns that say so themselves. */
function imply(table: Table, projects: readonly ReadProject[], homeRegion: string | null): void {
  const paths = new Set(table.columns.map((column) => column.target?.path));
  projects.forEach((project, index) => {
    const group = table.rows[index]?.group;
    const kind = group?.kind && group.kind !== 'new' ? group.kind : table.context.kind;
    const isStarted = project.values.has('actual_start');
    if (!paths.has('lifecycle')) {
      const stage = kind ? stages[kind] : undefined;
      const open = table.columns.some((column) => column.meaning.openDate) && project.values.has('planned_start');
      const implied =
        isStarted && stage !== 'completed'
          ? 'construction'
          : (stage ?? (project.implied.get('lifecycle') as string | undefined) ?? (open ? 'preparation' : undefined));
      if (implied) project.implied.set('lifecycle', implied);
    } else {
      project.implied.delete('lifecycle');
    }
    if (kind === 'not-listed' && !paths.has('listing') && !paths.has('listing.state'))
      project.implied.set('listing', 'missing');
    const region = group?.region ?? table.context.region ?? homeRegion;
    if (region && !paths.has('region')) project.implied.set('region', region);
  });
}
