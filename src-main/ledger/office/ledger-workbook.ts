import path from 'node:path';
import type { OutputOf, ParsedInputOf } from '../../../src-shared/contract/contract';
import type { ImportColumn, ImportOutcome } from '../../../src-shared/contract/excel-methods';
import { entityOf } from '../../../src-shared/entities/entities';
import { formatValue } from '../../../src-shared/terms/format';
import type { LedgerContext } from '../context';
import { isMoney } from './excel-export-cells';
import { cellText, columnLetter, isBlank } from './excel-sheet';
import { loadWorkbook } from './excel-source';
import { type LedgerWorkbook, recogniseLedger, type SheetColumn, type WorkbookSheet } from './ledger-workbook-in';
import { mayBeLedgerWorkbook } from './ledger-workbook-look';
import { planWorkbook, type RowRemark, type WorkbookPlan } from './ledger-workbook-plan';

type Preview = OutputOf<'excel.preview'>;
type Outcome = OutputOf<'excel.import'>;

/** A whole-ledger workbook held against the open ledger. */
export interface PreparedLedger {
  readonly preview: Preview;
  readonly outcome: ImportOutcome;
  readonly plan: WorkbookPlan;
  readonly name: string;
}

/** Rows that the preview draws in any case; those that something is to be said about come on top. */
const firstRows = 300;
const longestText = 200;
const mostDifferences = 5_000;

/**
 * What importing a workbook of the whole ledger (`excel.export` without any choice) would do; undefined for every other file, and where a sheet or
 * the meaning of a column was chosen: then the first sheet is read like any other ledger.
 */
export async function prepareLedgerWorkbook(
  context: LedgerContext,
  input: ParsedInputOf<'excel.preview'>,
): Promise<PreparedLedger | undefined> {
  const { file } = input;
  if (file === undefined || input.sheet !== undefined || input.unit !== undefined) return undefined;
  if (Object.keys(input.mapping).length > 0 || !(await mayBeLedgerWorkbook(file))) return undefined;
  const name = path.basename(file);
  context.progress('读取表格', 0, 3);
  const workbook = recogniseLedger(await loadWorkbook(file, name));
  if (!workbook) return undefined;
  context.progress('与台账比对', 2, 3);
  const plan = planWorkbook(context, workbook, name);
  const main =
    workbook.sheets.find(({ entity, isDeleted }) => entity === 'project' && !isDeleted) ?? workbook.sheets[0];
  if (!main) return undefined;
  const outcome = outcomeOf(main, plan);
  return { name, plan, outcome, preview: previewOf(name, workbook, main, plan, outcome) };
}

/** Writes what was prepared, as one step that one undo takes back. */
export function commitLedgerWorkbook(context: LedgerContext, { name, plan, outcome }: PreparedLedger): Outcome {
  if (plan.edits.length > 0) context.journal.commit([...plan.edits], { source: `导入 ${name}` });
  context.progress('写入', 3, 3);
  return { ...outcome, recalledFrom: null };
}

function outcomeOf(main: WorkbookSheet, plan: WorkbookPlan): ImportOutcome {
  const remark = (one: RowRemark) =>
    one.row.sheet === main.sheet.name ? one.message : `“${one.row.sheet}”表：${one.message}`;
  const byRow = (a: { row: number }, b: { row: number }) => a.row - b.row;
  return {
    sheet: main.sheet.name,
    headerRows: [main.header + 1],
    mapping: main.columns.filter(({ header }) => header !== '').map((column) => mappingOf(main, column)),
    created: plan.created,
    updated: plan.updated,
    unchanged: plan.unchanged,
    skipped: plan.skipped.map((one) => ({ row: one.row.row, reason: remark(one) })).sort(byRow),
    problems: plan.problems
      .map((one) => ({
        row: one.row.row,
        // A letter leads to a cell of the sheet that is drawn.
        column: one.row.sheet === main.sheet.name ? one.column : '',
        value: one.value,
        message: remark(one),
      }))
      .sort(byRow),
  };
}

function mappingOf({ entity }: WorkbookSheet, { index, header, column, isListing }: SheetColumn): ImportColumn {
  const name = column && 'name' in column ? column.name : undefined;
  const field = name === undefined ? undefined : entityOf(entity).fields[name];
  const isWritten = isListing || column?.kind === 'value' || column?.kind === 'reference';
  const key = column?.kind === 'value' && column.key !== null ? `.${column.key}` : '';
  return {
    column: columnLetter(index),
    header,
    field: column?.kind === 'id' ? 'id' : isWritten && name ? `${name}${key}` : null,
    unit: isWritten && field && isMoney(field) ? 'wan' : null,
    confidence: 'high',
  };
}

function previewOf(
  name: string,
  workbook: LedgerWorkbook,
  main: WorkbookSheet,
  plan: WorkbookPlan,
  outcome: ImportOutcome,
): Preview {
  const ofMain = plan.changes.filter(({ row }) => row.sheet === main.sheet.name);
  const differences = ofMain.filter(({ row }) => plan.states.get(row) === 'updated');
  return {
    name,
    sheets: [main.sheet.name, ...workbook.sheets.filter((sheet) => sheet !== main).map(({ sheet }) => sheet.name)],
    unit: 'wan',
    ...outcome,
    doubts: [],
    differences: differences.slice(0, mostDifferences).map(({ row, path: field, field: declared, before, after }) => ({
      row: row.row,
      column: row.letters.get(field) ?? '',
      field,
      label: declared.label,
      mine: shorten(formatValue(declared, before)),
      file: shorten(formatValue(declared, after)),
      taken: true,
    })),
    differenceCount: differences.length,
    policy: 'file',
    policies: {},
    remembered: null,
    notes: notesOf(workbook, main, plan),
    totalRows: main.sheet.rows.length,
    rows: rowsOfPreview(main, plan, outcome),
  };
}

function notesOf(workbook: LedgerWorkbook, main: WorkbookSheet, plan: WorkbookPlan): string[] {
  const rows = [...plan.states];
  const others = [
    ...new Set(
      rows.flatMap(([row, state]) => (row.sheet !== main.sheet.name && state !== 'unchanged' ? [row.sheet] : [])),
    ),
  ];
  const counted = others.map((sheet) => {
    const count = (state: string) => rows.filter(([row, each]) => row.sheet === sheet && each === state).length;
    const parts = [
      ['created', '新建'],
      ['updated', '更新'],
      ['skipped', '跳过'],
    ] as const;
    return `“${sheet}”${parts.flatMap(([state, word]) => (count(state) > 0 ? [`${word} ${count(state)} 条`] : [])).join('、')}`;
  });
  const computed = main.columns.filter(({ header, column, isListing }) => header !== '' && !column && !isListing);
  return [
    `这是整本台账的导出，共 ${workbook.sheets.length} 张表；按编号认记录，只写入导出以后改过的格和台账里没有的记录，表里删掉的行不会删除台账里的记录。`,
    ...(counted.length > 0 ? [`其他各表：${counted.join('；')}。`] : []),
    ...(plan.overtaken > 0 ? [`有 ${plan.overtaken} 条在导出以后台账里又改过、表里没有动过，保留台账里的值。`] : []),
    ...(computed.length > 0 ? [`“${computed.map(({ header }) => header).join('”“')}”由程序算出，不读入。`] : []),
    ...(workbook.others.length > 0 ? [`工作表“${workbook.others.join('”“')}”不是程序写的，没有读。`] : []),
  ];
}

function rowsOfPreview(main: WorkbookSheet, plan: WorkbookPlan, outcome: ImportOutcome): Preview['rows'] {
  const states = new Map(
    [...plan.states].flatMap(([row, state]) => (row.sheet === main.sheet.name ? [[row.row, state]] : [])),
  );
  const named = new Set([...outcome.skipped, ...outcome.problems].map(({ row }) => row));
  const columns = main.columns.filter(({ header }) => header !== '');
  return main.sheet.rows.flatMap((cells, index) => {
    const row = index + 1;
    const state = states.get(row);
    const isDrawn = index < firstRows || named.has(row) || state === 'updated' || state === 'created';
    if (!isDrawn || cells.every(isBlank)) return [];
    const texts = columns.map((column) => shorten(cellText(cells[column.index]).trim()));
    return [{ row, state: index === main.header ? 'header' : (state ?? 'skipped'), cells: texts }];
  });
}

function shorten(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}
