import type { OutputOf } from '../../../src-shared/contract/contract';
import type { ImportDifference } from '../../../src-shared/contract/excel-methods';
import { formatValue } from '../../../src-shared/terms/format';
import type { Doubts } from './excel-doubts';
import type { ImportPlan } from './excel-plan';
import type { FieldDifference } from './excel-planned';
import { type Cell, cellText, isBlank } from './excel-sheet';
import type { Understanding } from './excel-understanding';

type PreviewRow = OutputOf<'excel.preview'>['rows'][number];

/** Rows that are drawn in any case, and the last ones, where totals and notes stand; rows with doubts, problems and differences come on top. */
const firstRows = 300;
const lastRows = 20;
const maximumText = 200;
/** More differences than this nobody reads; they are taken or left all the same. */
const shownAtMost = 5_000;

/** The sheet as the preview draws it: cells as a person sees them in Excel, for the columns of the mapping. Blank rows are left out. */
export function previewRows(
  { view, headerRows, columns, skipped }: Understanding,
  plan: ImportPlan,
  doubts: Doubts,
): PreviewRow[] {
  const headers = new Set(headerRows);
  const left = new Set([...skipped, ...plan.merged].map((row) => row.row));
  const asked = new Set([...doubts.asked, ...doubts.problems].map((doubt) => doubt.row));
  for (const { row } of plan.differences.slice(0, shownAtMost)) asked.add(row);
  const { rows: all, hiddenRows } = view.sheet;
  const hidden = new Set(hiddenRows);
  const rows: PreviewRow[] = [];
  for (let index = 0; index < all.length; index++) {
    const row = index + 1;
    if (index >= firstRows && index < all.length - lastRows && !asked.has(row)) continue;
    const cells = view.cells(index);
    if (cells.every(isBlank)) continue;
    const state = headers.has(row) ? 'header' : left.has(row) ? 'skipped' : plan.states.get(row);
    // A row of no table and no title: below a table, or beside it.
    // A merged header stands in all of its cells, so that the window can draw it over them.
    const texts = columns.map((column) =>
      shorten((headers.has(row) ? view.seen(index, column.index) : cellText(cells[column.index])).trim()),
    );
    const beside = texts.every((text) => text === '') ? firstText(cells) : undefined;
    rows.push({
      row,
      state: state ?? 'skipped',
      cells: beside === undefined ? texts : texts.map((_, at) => (at === 0 ? beside : '')),
      ...(hidden.has(index) ? { hidden: true } : {}),
    });
  }
  return rows;
}

function firstText(cells: readonly Cell[]): string | undefined {
  const found = cells.find((cell) => !isBlank(cell));
  return found === undefined ? undefined : shorten(cellText(found).trim());
}

function shorten(text: string): string {
  return text.length > maximumText ? `${text.slice(0, maximumText)}…` : text;
}

/** The first differences, with both values as a person reads them. */
export function shownDifferences({ differences }: ImportPlan): ImportDifference[] {
  return differences.slice(0, shownAtMost).map(shownDifference);
}

function shownDifference({ row, column, path, label, field, mine, file, taken }: FieldDifference): ImportDifference {
  const texts = [mine, file].map((value) => shorten(formatValue(field, value)));
  return { row, column, field: path, label, mine: texts[0] ?? '', file: texts[1] ?? '', taken };
}
