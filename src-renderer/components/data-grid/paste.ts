import { editText } from '../fields/edit-text';
import { readText } from '../fields/read-text';
import type { CellEdit, GridColumn, RowLike } from './grid-types';
import type { Block } from './selection';

export type PastePlan<Row extends RowLike> =
  | { readonly ok: true; readonly edits: CellEdit<Row>[]; readonly rows: number; readonly columns: number }
  | { readonly ok: false; readonly message: string };

/**
 * What pasting `texts` at a block would write. All or nothing: one text that is not understood refuses the whole. A single
 * text fills the block; group headers are stepped over. `rowAt` knows the rows from the block's top downwards.
 */
export function planPaste<Row extends RowLike>(
  texts: readonly (readonly string[])[],
  block: Block,
  columns: readonly GridColumn<Row>[],
  rowAt: (index: number) => Row | undefined,
  total: number,
): PastePlan<Row> {
  const single = texts.length === 1 && texts[0]?.length === 1;
  const width = single ? block.right - block.left + 1 : (texts[0]?.length ?? 0);
  const height = single ? block.bottom - block.top + 1 : texts.length;
  if (block.left + width > columns.length)
    return refuse(`粘贴的内容有 ${width} 列，从这里往右只有 ${columns.length - block.left} 列`);
  const edits: CellEdit<Row>[] = [];
  let index = block.top;
  for (let line = 0; line < height; index += 1) {
    const row = index < total ? rowAt(index) : undefined;
    if (!row) return refuse(`粘贴的内容有 ${height} 行，从这里往下只有 ${line} 行`);
    if (row.kind === 'group') {
      // A filled block may hold group headers; pasted lines go on below them.
      if (single) line += 1;
      continue;
    }
    for (let across = 0; across < width; across += 1) {
      const column = columns[block.left + across] as GridColumn<Row>;
      const text = (single ? texts[0]?.[0] : texts[line]?.[across]) ?? '';
      const lock = column.locked ?? column.lockedFor?.(row);
      if (!column.field || lock) return refuse(`“${column.label}”不能粘贴：${lock ?? '它是算出来的'}`);
      const reading = readText(column.field, text);
      if (!reading.ok) return refuse(`第 ${line + 1} 行“${column.label}”是“${text.slice(0, 20)}”：${reading.message}`);
      const before = column.value?.(row) ?? null;
      if (JSON.stringify(before) !== JSON.stringify(reading.value)) edits.push({ row, column, value: reading.value });
    }
    line += 1;
  }
  return { ok: true, edits, rows: height, columns: width };
}

const refuse = (what: string) => ({ ok: false, message: `${what}。没有粘贴任何内容。` }) as const;

/** Texts of a block for the clipboard: plain numbers, ISO dates, names; group headers are left out. */
export function textsOf<Row extends RowLike>(
  block: Block,
  columns: readonly GridColumn<Row>[],
  rowAt: (index: number) => Row | undefined,
): string[][] {
  const rows: string[][] = [];
  for (let index = block.top; index <= block.bottom; index += 1) {
    const row = rowAt(index);
    if (!row || (row.kind === 'group' && block.top !== block.bottom)) continue;
    rows.push(columns.slice(block.left, block.right + 1).map((column) => copyText(column, row)));
  }
  return rows;
}

function copyText<Row extends RowLike>(column: GridColumn<Row>, row: Row): string {
  if (row.kind !== 'group' && column.field && column.value) return editText(column.field, column.value(row));
  return column
    .text(row)
    .replace(/^—$/, '')
    .replace(/−/g, '-')
    .replace(/(\d),(?=\d{3})/g, '$1');
}
