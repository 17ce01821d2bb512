import type { Doubts } from './excel-doubts';
import type { Block, Grid } from './excel-layout';
import type { DataRow } from './excel-rows';
import { columnLetter } from './excel-sheet';

const shownRows = 8;

/**
 * Says which rows and columns of a table are hidden, and asks whether projects in hidden rows are wanted: a filter may have left them
 * out on purpose, or only put them out of sight. Returns the rows that are read.
 */
export function settleHidden(
  grid: Grid,
  block: Block,
  rows: readonly DataRow[],
  doubts: Doubts,
  skip: (row: number, reason: string) => void,
): readonly DataRow[] {
  const { hiddenRows, hiddenColumns } = grid.sheet;
  const columns = hiddenColumns.filter((column) => (block.columns[column]?.length ?? 0) > 0);
  if (columns.length > 0) doubts.note(`${columns.map(columnLetter).join('、')} 列在表里是隐藏的，也读入了。`);
  const hidden = new Set(hiddenRows);
  const out = rows.filter(({ row }) => hidden.has(row));
  if (out.length === 0) return rows;
  const named = out
    .slice(0, shownRows)
    .map(({ row }) => row + 1)
    .join('、');
  const which = `第 ${named} ${out.length > shownRows ? `等 ${out.length} ` : ''}行在表里是隐藏的`;
  const answer = doubts.ask({
    kind: 'hidden',
    row: block.headerBottom + 1,
    column: columnLetter(block.nameColumn),
    message: which,
    detail: `有 ${out.length} 个项目在筛选掉或隐藏的行里`,
    choices: [
      { code: 'read', label: '也读入' },
      { code: 'skip', label: '不读隐藏的行' },
    ],
    preset: 'read',
  });
  doubts.note(`${which}，${answer === 'skip' ? '没有读' : '也读入了'}。`);
  if (answer !== 'skip') return rows;
  for (const { row } of out) skip(row, '隐藏的行');
  return rows.filter(({ row }) => !hidden.has(row));
}
