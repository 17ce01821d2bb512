import { Refusal } from '../../../src-shared/terms/errors';
import type { Doubts } from './excel-doubts';
import { findBlocks, Grid } from './excel-layout';
import type { Sheet, Workbook } from './excel-sheet';

/** Sheets that explain, list codes or stand in front. */
const besides = /说明|封面|目录|字典|参数|选项|下拉|填报须知|指标解释|模板|样例|示例|汇总/;

interface Candidate {
  readonly sheet: Sheet;
  readonly rows: number;
  readonly headers: number;
}

/** The sheet to read: the one asked for, else the visible one that is most of a ledger. Throws Refusal: no_sheet, no_header, workbook_empty. */
export function chooseSheet(
  workbook: Workbook,
  options: { fileName: string; sheet?: string | undefined },
  doubts: Doubts,
): { sheet: Sheet; sheets: string[] } {
  const name = options.fileName;
  const visible = workbook.sheets.filter((sheet) => !sheet.hidden);
  const sheets = visible.map((sheet) => sheet.name);
  if (options.sheet !== undefined) {
    const sheet = workbook.sheets.find((candidate) => candidate.name === options.sheet);
    if (!sheet) throw new Refusal('no_sheet', { name, sheet: options.sheet, known: sheets.join('、') });
    return { sheet, sheets: sheet.hidden ? [...sheets, sheet.name] : sheets };
  }
  if (workbook.sheets.every((sheet) => sheet.rows.length === 0)) throw new Refusal('workbook_empty', { name });

  const found = candidates(visible);
  const best = found[0] ?? candidates(workbook.sheets)[0];
  if (!best) throw new Refusal('no_header', { name });
  const others = found.slice(1).filter((candidate) => candidate.rows > 0 && !besides.test(candidate.sheet.name));
  if (others.length > 0)
    doubts.note(
      `还有工作表${others.map((candidate) => `“${candidate.sheet.name}”`).join('、')}也像台账，这次没有导入；可在上方换工作表再导。`,
    );
  if (best.sheet.hidden) doubts.note(`读的是隐藏的工作表“${best.sheet.name}”。`);
  const hidden = workbook.sheets.filter((sheet) => sheet.hidden && sheet !== best.sheet && sheet.rows.length > 0);
  if (hidden.length > 0) doubts.note(`隐藏的工作表${hidden.map((sheet) => `“${sheet.name}”`).join('、')}没有读。`);
  return { sheet: best.sheet, sheets: best.sheet.hidden ? [...sheets, best.sheet.name] : sheets };
}

/** As `chooseSheet`, for projects that are read: a table on its side is refused by that name, table_sideways. */
export function chooseLedger(
  ...[workbook, options, doubts]: Parameters<typeof chooseSheet>
): ReturnType<typeof chooseSheet> {
  try {
    return chooseSheet(workbook, options, doubts);
  } catch (error) {
    if (error instanceof Refusal && error.failure.code === 'no_header' && workbook.sheets.some(isSideways))
      throw new Refusal('table_sideways', { name: options.fileName });
    throw error;
  }
}

const sidewaysRows = 400;

/** Whether a sheet would be a ledger if its rows were columns: a project a column, the headers one under another. */
function isSideways(sheet: Sheet): boolean {
  if (sheet.rows.length > sidewaysRows) return false;
  const width = Math.max(0, ...sheet.rows.map((row) => row.length));
  const rows = Array.from({ length: width }, (_, column) => sheet.rows.map((row) => row[column] ?? null));
  const merges = sheet.merges.map(({ top, left, bottom, right }) => ({
    top: left,
    left: top,
    bottom: right,
    right: bottom,
  }));
  const grid = new Grid({ ...sheet, rows, merges });
  return findBlocks(grid).some(({ dataTop, dataEnd, nameColumn }) =>
    rows.slice(dataTop, dataEnd).some((_, at) => !grid.isBlank(dataTop + at, nameColumn)),
  );
}

function candidates(sheets: readonly Sheet[]): Candidate[] {
  return sheets
    .flatMap((sheet): Candidate[] => {
      const blocks = findBlocks(new Grid(sheet));
      if (blocks.length === 0) return [];
      return [
        {
          sheet,
          rows: blocks.reduce((sum, block) => sum + block.dataEnd - block.dataTop, 0),
          headers: Math.max(...blocks.map((block) => block.columns.filter((texts) => texts.length > 0).length)),
        },
      ];
    })
    .sort((one, other) => scoreOf(other) - scoreOf(one));
}

/** Rows and columns both count, so that a wide ledger beats a long list of codes; sheets beside the ledger come last. */
function scoreOf({ sheet, rows, headers }: Candidate): number {
  return (Math.log2(rows + 1) + headers) * (besides.test(sheet.name) ? 0.2 : 1);
}
