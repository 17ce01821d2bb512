import type { View } from '../../../src-shared/contract/common';
import type { ParsedInputOf } from '../../../src-shared/contract/contract';
import type { EntityName } from '../../../src-shared/entities/entities';
import { entities } from '../../../src-shared/entities/entities';
import { formatDate } from '../../../src-shared/terms/format';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { countConflicts } from '../journal/conflicts';
import { projectIds } from '../queries/projects-page';
import { dispatchNotice } from './bulletin-letterhead';
import { type ExportColumn, exportColumns, keyedColumn } from './excel-export-columns';
import { writeWorkbook } from './excel-export-file';
import { gridExport } from './excel-export-grid';
import { ExportRows } from './excel-export-rows';
import type { ExportTable } from './excel-export-sheet';
import { headerOfColumn, type WorkbookColumn } from './ledger-workbook-columns';
import {
  countRecords,
  furtherTables,
  hasEditedAfterDeletion,
  ownColumns,
  refuseSecrets,
  workbookCell,
} from './ledger-workbook-out';
import { fillTemplateFile } from './template-tables';

type Input = ParsedInputOf<'excel.export'>;

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

/** Of the first sheet of every export. */
const sheetName = '项目台账';

/**
 * Writes projects as a workbook styled for print. Three forms: what a grid shows (with `columns`); a view with every field; and the whole
 * ledger, where all projects are asked for without any choice: then every other record has a sheet of its own, and importing the
 * workbook, here or into a new ledger, gives back every field of every record.
 */
export const exportExcel: Handler<'excel.export'> = async (context, input) => {
  const { columns, templateFile } = input;
  if (templateFile !== undefined) return fillTemplateFile(context, { ...input, templateFile });
  if (columns) return exportGrid(context, { ...input, columns });
  return isWholeLedger(input) ? exportLedger(context, input) : exportView(context, input);
};

function isWholeLedger({ view, filters, orders, words, group }: Input): boolean {
  return view === 'all' && filters.length + orders.length === 0 && words === '' && group === null;
}

async function exportGrid(context: LedgerContext, input: Input & { readonly columns: readonly string[] }) {
  const grid = gridExport(context, input, input.columns);
  const table: ExportTable = {
    name: sheetName,
    title: titles[input.view],
    under: underTitle(context, `共 ${grid.projects} 项`),
    columns: grid.columns,
    printed: grid.columns.length,
    frozen: nameAt(grid.columns),
    rows: () => grid.rows(),
    count: grid.count,
    notes: [dispatchNotice],
  };
  await write(context, input.file, table.title, [table], grid.count);
  return { rows: grid.projects, file: input.file };
}

async function exportView(context: LedgerContext, input: Input) {
  const isChosen = input.filters.length + input.orders.length > 0 || input.words !== '';
  const rows = new ExportRows(context, input.view, isChosen ? projectIds(context, input) : null);
  const table = viewTable(context, input, rows, [], []);
  await write(context, input.file, table.title, [table], table.count);
  return { rows: table.count, file: input.file };
}

async function exportLedger(context: LedgerContext, input: Input) {
  const rows = new ExportRows(context, 'all', null);
  const table = viewTable(context, input, rows, losslessColumns(context, rows, input), ownOf(context));
  const tables = function* () {
    yield table;
    yield* furtherTables(context);
  };
  await write(context, input.file, table.title, tables(), countRecords(context));
  return { rows: table.count, file: input.file };
}

/** The readable ledger: filled columns first and printed; `more` and the blank ones behind them; `own` at the end, hidden. */
function viewTable(
  context: LedgerContext,
  input: Input,
  rows: ExportRows,
  more: readonly ExportColumn[],
  own: readonly ExportColumn[],
): ExportTable {
  const year = input.year ?? rows.planYear();
  const { byProject, month } = rows.completed(year);
  const filled = new Set([...rows.filled(), ...rows.keysOf('annual_plan').map((key) => `annual_plan.${key}`)]);
  if (byProject.size > 0) filled.add('completed');
  const needYears = rows.keysOf('funding_need');
  for (const each of needYears) filled.add(`funding_need.${each}`);
  const readable = exportColumns({ view: input.view, year, month, needYears });
  const isFilled = ({ source }: ExportColumn) => source === null || filled.has(source);
  const printed = readable.filter(isFilled);
  const columns = [...printed, ...more, ...readable.filter((column) => !isFilled(column)), ...own];
  const conflicts = own.length > 0 ? countConflicts(context.journal.core) : 0;
  return {
    name: sheetName,
    title: titles[input.view],
    under: underTitle(context),
    columns,
    printed: printed.length,
    frozen: nameAt(columns),
    count: rows.records.length,
    notes: [
      dispatchNotice,
      ...(conflicts > 0 ? [`有 ${conflicts} 处待裁决的冲突，表里是当前显示的值，其他说法见“待裁决的冲突”表`] : []),
    ],
    *rows() {
      let index = 0;
      for (const row of rows.read(byProject)) {
        refuseSecrets(row.values);
        const place = index;
        yield { cells: columns.map((column) => column.cell(row, place)) };
        index += 1;
      }
    },
  };
}

/** What the readable columns do not show: plans of other years, sources of funds by channel, the project that it is bundled with. */
function losslessColumns(context: LedgerContext, rows: ExportRows, input: Input): ExportColumn[] {
  const shown = String(input.year ?? rows.planYear());
  const names = context.database.prepare('SELECT name FROM project WHERE id = ?').pluck();
  return [
    ...rows
      .keysOf('annual_plan')
      .filter((year) => year !== shown)
      .map((year) => keyedColumn('annual_plan', year)),
    ...rows.keysOf('fund_sources').map((channel) => keyedColumn('fund_sources', channel)),
    recordColumn({ kind: 'title', name: 'parent' }, 20, false, (_, id) => String(names.get(id) ?? '')),
  ];
}

function ownOf(context: LedgerContext): ExportColumn[] {
  return ownColumns('project', hasEditedAfterDeletion(context, 'project')).map(({ column, width }) =>
    recordColumn(column, width, true),
  );
}

/** A column of the workbook's own kind on the first sheet. */
function recordColumn(
  column: WorkbookColumn,
  width: number,
  isHidden: boolean,
  titleOf: (entity: EntityName, id: string) => string = () => '',
): ExportColumn {
  return {
    header: headerOfColumn('project', column),
    width,
    align: 'left',
    isHidden,
    source: null,
    cell: (row) => workbookCell('project', column, row, titleOf),
  };
}

function underTitle({ clock }: LedgerContext, more = ''): string {
  return [dispatchNotice, `截至${formatDate(clock.today())}`, '金额单位：万元', more].filter(Boolean).join('　');
}

function nameAt(columns: readonly { readonly header: string }[]): number {
  return columns.findIndex((column) => column.header === entities.project.fields.name.label) + 1;
}

async function write(
  context: LedgerContext,
  file: string,
  title: string,
  tables: Iterable<ExportTable>,
  total: number,
): Promise<void> {
  await writeWorkbook(file, title, tables, (rows) => context.progress('写表', rows, total));
}
