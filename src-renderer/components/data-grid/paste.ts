import type { FieldValue } from '../../../src-shared/entities/field';
import { editText } from '../fields/edit-text';
import type { CopyCell } from './clipboard';
import type { CellEdit, GridColumn, RowLike } from './grid-types';
import { type ClipCell, readCell } from './read-cell';
import type { Block } from './selection';

/** One cell as a paste, a fill or a clearing would leave it. */
export interface WantedCell<Row extends RowLike> {
  readonly row: Row;
  readonly column: GridColumn<Row>;
  /** Place in the grid. */
  readonly index: number;
  readonly at: number;
  readonly text: string;
  /** What it would be; undefined where it cannot be read or may not be changed. */
  readonly value: FieldValue | undefined;
  /** Why not, in a sentence. */
  readonly fault: string | null;
  /** The cell is computed or locked: mending the text does not help. */
  readonly locked: boolean;
  readonly changed: boolean;
}

/** What pasting would do. Nothing of it is written yet. */
export interface PastePlan<Row extends RowLike> {
  readonly cells: readonly WantedCell<Row>[];
  readonly block: Block;
  /** Lines and columns that find a place. */
  readonly rows: number;
  readonly columns: number;
  /** Lines and columns that find none. */
  readonly beyond: { readonly rows: number; readonly columns: number };
}

/** Times that a copied side is repeated so that it fills a selected one; 1 where it does not fit a whole number of times. */
const repeats = (wanted: number, given: number) => (wanted > given && wanted % given === 0 ? wanted / given : 1);

/**
 * What pasting `cells` at a block would do. A selection that is a multiple of what is pasted is filled with it, group headers
 * are stepped over. `rowAt` knows the rows from the block's top downwards.
 */
export function planPaste<Row extends RowLike>(
  cells: readonly (readonly ClipCell[])[],
  block: Block,
  columns: readonly GridColumn<Row>[],
  rowAt: (index: number) => Row | undefined,
  total: number,
): PastePlan<Row> {
  const given = { rows: cells.length, columns: cells[0]?.length ?? 0 };
  const down = repeats(block.bottom - block.top + 1, given.rows);
  const lines = given.rows * down;
  // Repeated lines end with the selection, though group headers in it take some of its rows.
  const end = down > 1 ? block.bottom : total - 1;
  const width = given.columns * repeats(block.right - block.left + 1, given.columns);
  const fitting = Math.min(width, columns.length - block.left);
  const wanted: WantedCell<Row>[] = [];
  let index = block.top;
  let line = 0;
  let bottom = block.top;
  for (; line < lines && index <= end; index += 1) {
    const row = rowAt(index);
    if (!row) break;
    if (row.kind === 'group') continue;
    for (let across = 0; across < fitting; across += 1) {
      const column = columns[block.left + across] as GridColumn<Row>;
      const cell = cells[line % given.rows]?.[across % given.columns] ?? { text: '', number: null };
      wanted.push(wantedCell(row, column, index, block.left + across, cell));
    }
    bottom = index;
    line += 1;
  }
  return {
    cells: wanted,
    block: { top: block.top, bottom, left: block.left, right: block.left + fitting - 1 },
    rows: line,
    columns: fitting,
    // A selection may hold group headers: what they take is not lost, it was only a repetition.
    beyond: { rows: down > 1 ? 0 : lines - line, columns: width - fitting },
  };
}

/** One cell with what a text would make of it. */
export function wantedCell<Row extends RowLike>(
  row: Row,
  column: GridColumn<Row>,
  index: number,
  at: number,
  cell: ClipCell,
): WantedCell<Row> {
  const place = { row, column, index, at, text: cell.text, value: undefined, changed: false };
  const lock = column.locked ?? column.lockedFor?.(row);
  if (!column.field || lock) {
    const wanted = cell.text.trim();
    const same = wanted === '' || copyCell(column, row).text === wanted || column.text(row) === wanted;
    return { ...place, fault: same ? null : (lock ?? '它是算出来的'), locked: true };
  }
  const reading = readCell(column.field, cell);
  if (!reading.ok) return { ...place, fault: reading.message, locked: false };
  const before = column.value?.(row) ?? null;
  const changed = JSON.stringify(before) !== JSON.stringify(reading.value);
  return { ...place, value: reading.value, fault: null, locked: false, changed };
}

export const faultsOf = <Row extends RowLike>(plan: PastePlan<Row>): WantedCell<Row>[] =>
  plan.cells.filter(({ fault }) => fault !== null);

/** What would be written: cells that can be read and are not so already. */
export function editsOf<Row extends RowLike>(plan: PastePlan<Row>): CellEdit<Row>[] {
  return plan.cells.flatMap(({ row, column, value, changed }) =>
    changed && value !== undefined ? [{ row, column, value }] : [],
  );
}

export const fits = <Row extends RowLike>({ beyond }: PastePlan<Row>): boolean =>
  beyond.rows === 0 && beyond.columns === 0;

/** The plan with another text in one cell. */
export function mended<Row extends RowLike>(plan: PastePlan<Row>, index: number, at: number, text: string) {
  return {
    ...plan,
    cells: plan.cells.map((cell) =>
      cell.index === index && cell.at === at && !cell.locked
        ? wantedCell(cell.row, cell.column, index, at, { text, number: null })
        : cell,
    ),
  };
}

/** Why nothing was done, in a sentence, for deeds that are all or nothing without being looked at first: '填充', '清除'. */
export function refusalOf<Row extends RowLike>(plan: PastePlan<Row>, deed: string): string | null {
  const fault = faultsOf(plan)[0];
  if (!fault) return null;
  const what = fault.locked
    ? `“${fault.column.label}”不能${deed}：${fault.fault}`
    : `“${fault.column.label}”：${fault.fault}`;
  return `${what}。没有${deed}任何内容。`;
}

/** Cells of a block for the clipboard: plain numbers, ISO dates, names; group headers are left out. */
export function copiesOf<Row extends RowLike>(
  block: Block,
  columns: readonly GridColumn<Row>[],
  rowAt: (index: number) => Row | undefined,
): CopyCell[][] {
  const rows: CopyCell[][] = [];
  for (let index = block.top; index <= block.bottom; index += 1) {
    const row = rowAt(index);
    if (!row || (row.kind === 'group' && block.top !== block.bottom)) continue;
    rows.push(columns.slice(block.left, block.right + 1).map((column) => copyCell(column, row)));
  }
  return rows;
}

const isNumber = (text: string) => /^-?\d+(\.\d+)?$/.test(text);

function copyCell<Row extends RowLike>(column: GridColumn<Row>, row: Row): CopyCell {
  const { field } = column;
  if (row.kind === 'group' || !field || !column.value) {
    const text = column
      .text(row)
      .replace(/^—$/, '')
      .replace(/−/g, '-')
      .replace(/^\+(?=\d)/, '')
      .replace(/(\d),(?=\d{3})/g, '$1');
    return { text, kind: column.right && isNumber(text) ? 'number' : 'words' };
  }
  const text = editText(field, column.value(row));
  switch (field.kind) {
    case 'money':
    case 'money_by_year':
    case 'money_by_channel':
    case 'integer':
    case 'percent':
      return { text, kind: isNumber(text) ? 'number' : 'words' };
    case 'date':
    case 'day_or_month':
      return { text, kind: /^\d{4}-\d{2}-\d{2}$/.test(text) ? 'day' : 'words' };
    default:
      return { text, kind: 'words' };
  }
}
