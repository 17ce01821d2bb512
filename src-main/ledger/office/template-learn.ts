import type { Buffer } from 'node:buffer';
import type { OutputOf } from '../../../src-shared/contract/contract';
import type { Filter } from '../../../src-shared/contract/record-methods';
import type { TemplateMapping } from '../../../src-shared/contract/template-values';
import { Refusal } from '../../../src-shared/terms/errors';
import { Doubts } from './excel-doubts';
import { findBlocks, Grid } from './excel-layout';
import { readWorkbook } from './excel-reader';
import type { Workbook } from './excel-sheet';
import { chooseSheet } from './excel-sheet-choice';
import { type LedgerKind, readContext, type TableContext } from './excel-titles';
import { plainWord } from './excel-words';
import { learntColumns } from './template-columns';
import { namedMonths, type TableMonths } from './template-headers';
import { findLayout, type TemplateLayout } from './template-layout';
import { WorkbookParts } from './template-parts';
import { isClear, titleLines } from './template-segments';
import { TemplateSheet } from './template-sheet';
import { TemplateStyles } from './template-styles';

type Learnt = OutputOf<'templates.learn'>;

/** A blank table taken apart and read. */
export interface OpenTemplate {
  readonly parts: WorkbookParts;
  readonly styles: TemplateStyles;
  readonly sheet: TemplateSheet;
  readonly workbook: Workbook;
  readonly layout: TemplateLayout;
  readonly context: TableContext;
  readonly months: TableMonths;
  /** Visible sheets. */
  readonly sheets: readonly string[];
  readonly notes: readonly string[];
}

/**
 * Opens a blank table, or last month's filled copy. Throws Refusal: template_kind, template_too_large, secret_mark, no_sheet, no_header,
 * and what damaged, locked or bursting files are refused with.
 */
export async function openTemplate(bytes: Buffer, name: string, today: string, wanted?: string): Promise<OpenTemplate> {
  const parts = await WorkbookParts.read(bytes, name);
  const workbook = await readWorkbook(bytes, name);
  const { sheet: values, sheets } = chooseSheet(workbook, { fileName: name, sheet: wanted }, new Doubts({}));
  const styles = new TemplateStyles(parts);
  const sheet = new TemplateSheet(parts, values.name);
  const layout = findLayout(values, sheet, styles);
  if (!layout) throw new Refusal('no_header', { name });
  const { block, grid } = layout;
  const context = readContext(titleLines(grid, block), values.name, name);
  const others = workbook.sheets.filter(
    (each) => !each.hidden && each.name !== values.name && findBlocks(new Grid(each)).length > 0,
  );
  const notes =
    others.length > 0
      ? [
          `还有工作表${others.map((each) => `“${each.name}”`).join('、')}也像项目表，这次只填“${values.name}”，其余原样留着。`,
        ]
      : [];
  return {
    parts,
    styles,
    sheet,
    workbook,
    layout,
    context,
    months: monthsOf(context, block.columns, today),
    sheets: [...sheets],
    notes,
  };
}

/** More columns of single months than a table of this month and the last one has. */
const wideFrom = 3;

function monthsOf(context: TableContext, headers: TemplateLayout['block']['columns'], today: string): TableMonths {
  const year = context.year ?? Number(today.slice(0, 4));
  const named = namedMonths(headers);
  const wide = named.length >= wideFrom;
  const last = named.at(-1);
  const month = context.month ?? (wide || last === undefined ? null : `${year}-${String(last).padStart(2, '0')}`);
  return { month, year, wide };
}

/** What was understood of a blank table; writes nothing. */
export function learnt(template: OpenTemplate): Learnt {
  const { layout, sheet, parts } = template;
  const { block, grid, segments } = layout;
  const notes = [...template.notes];
  const { columns, confidence } = learntColumns(template, notes);
  const { view, filters } = proposal(template, notes);
  notes.push(...segmentNotes(template));
  const first = segments[0]?.first ?? block.dataTop + 1;
  const mapping: TemplateMapping = {
    sheet: sheet.name,
    headerRows: range(block.headerTop + 1, block.headerBottom + 1),
    firstRow: first,
    lastRow: segments.at(-1)?.last ?? first - 1,
    columns,
    view,
    filters,
    orders: [],
  };
  return {
    name: parts.name.replace(/\.[^.]*$/, ''),
    fileName: parts.name,
    sheets: [...template.sheets],
    mapping,
    confidence,
    rows: shownRows(grid, first, mapping.lastRow),
    notes,
  };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

const viewOfKind: Readonly<Record<LedgerKind, TemplateMapping['view']>> = {
  construction: 'construction',
  continued: 'construction',
  new: 'construction',
  'not-listed': 'not-listed',
  preparation: 'planned-start',
  signed: 'signed',
  negotiation: 'negotiation',
  reserve: 'reserve',
  completed: 'all',
};

/** Which projects the titles ask for. */
function proposal(
  { context, layout, sheet }: OpenTemplate,
  notes: string[],
): { view: TemplateMapping['view']; filters: Filter[] } {
  const { block, grid, segments } = layout;
  const title = block.titleRows
    .flatMap((row) => grid.filled(row).map((column) => plainWord(grid.text(row, column))))
    .join('');
  const said = title + plainWord(sheet.name);
  const filters: Filter[] = [];
  if (context.kind === 'completed') filters.push({ field: 'lifecycle', operator: 'is', value: 'completed' });
  if (context.region !== null && segments.length === 1)
    filters.push({ field: 'region', operator: 'is', value: context.region });
  if (context.kind === 'continued') notes.push('标题说的是续建项目；取的是全部在建项目，要分开请加筛选条件。');
  if (/5000万元?以下|漏统/.test(said)) return { view: 'small', filters };
  if (/停工|停缓建/.test(said) && context.kind === null) return { view: 'aside', filters };
  return { view: context.kind === null ? 'all' : viewOfKind[context.kind], filters };
}

function segmentNotes({ layout: { segments } }: OpenTemplate): string[] {
  if (segments.length === 1) {
    const only = segments[0];
    return only && only.last < only.first ? ['表里没有留空行，填的时候在表头下面加行。'] : [];
  }
  return segments.every(isClear)
    ? [`表分成 ${segments.length} 段，各段填各自的项目。`]
    : [`表分成 ${segments.length} 段，没有认出每段填哪些项目，填不了；请换成不分段的表。`];
}

/** Rows shown after the first that takes a project, and after the last. */
const shownInside = 3;
const shownBelow = 6;

function shownRows(grid: Grid, firstRow: number, lastRow: number): Learnt['rows'] {
  const rows: Learnt['rows'] = [];
  const add = (row: number) => {
    const cells = Array.from({ length: grid.width }, (_, column) => grid.text(row - 1, column).slice(0, 400));
    rows.push({ row, cells });
  };
  for (let row = 1; row < firstRow + shownInside && row <= Math.max(lastRow, firstRow - 1); row++) add(row);
  for (let row = lastRow + 1; row <= lastRow + shownBelow && row <= grid.rows.length; row++) add(row);
  return rows;
}
