import type { PaperCell, PaperColumn, PaperTable } from '../contract/paper-values';
import { formatDate, formatGap, formatMoney, formatRate, formatYi, unknown } from '../terms/format';

type Format = PaperColumn['format'];

const counts = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 20 });
const tenths = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const signed = (words: string) => {
  const text = words.replace('-', '−');
  return text === '−0.0' ? '0.0' : text;
};

/**
 * A cell as a person reads it: 1,234.5; rates in per cent with one decimal; gaps with their sign and a real minus; — where nothing is known.
 * Every form of a paper words its cells here, so that they cannot differ. A text in a column of figures stands as it is.
 */
export function cellWords(cell: PaperCell, format: Format): string {
  if (cell === null) return unknown;
  if (typeof cell === 'string')
    return format === 'date' && /^\d{4}-\d{2}(-\d{2})?$/.test(cell) ? formatDate(cell) : cell;
  if (!Number.isFinite(cell)) return unknown;
  switch (format) {
    case 'yi':
      return signed(formatYi(cell));
    case 'wan':
      return formatMoney(cell, 'wan');
    case 'rate':
      return signed(formatRate(cell));
    case 'gap':
      return formatGap(cell);
    case 'points':
      return signed(tenths.format(cell));
    case 'place':
      return String(cell);
    default:
      return counts.format(cell).replace('-', '−');
  }
}

/**
 * A figure as a workbook holds it: money in its column's unit and rates in per cent, unrounded, so that whoever computes on gets the yuan
 * back, with the number format that makes it read like `cellWords`. Null where the cell is a text.
 */
export function cellNumber(cell: PaperCell, format: Format): { value: number; numberFormat: string } | null {
  if (typeof cell !== 'number' || !Number.isFinite(cell)) return null;
  const words = cellWords(cell, format);
  const decimals = words.split('.')[1]?.length ?? 0;
  const plain = `#,##0${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}`;
  const withMinus = `${plain};−${plain};${plain}`;
  switch (format) {
    case 'yi':
      return { value: cell / 100_000_000, numberFormat: withMinus };
    case 'wan':
      return { value: cell / 10_000, numberFormat: withMinus };
    case 'rate':
      return { value: cell * 100, numberFormat: withMinus };
    case 'gap':
      // What rounds to nothing bears no sign.
      return { value: cell, numberFormat: words === '0.0' ? '0.0' : '+0.0;−0.0;0.0' };
    case 'place':
      return { value: cell, numberFormat: '0' };
    default:
      return { value: cell, numberFormat: withMinus };
  }
}

/** Figures right, places, days and — in the middle, texts left, but where the column says otherwise. */
export function cellAlign(cell: PaperCell, column: PaperColumn): 'left' | 'center' | 'right' {
  if (column.align && cell !== null) return column.align;
  if (column.format === 'text') return cell === null ? 'center' : 'left';
  if (cell === null || column.format === 'place' || column.format === 'date') return 'center';
  return typeof cell === 'number' ? 'right' : 'center';
}

/** Widths of the columns in whole units that add up to `total`. */
export function columnWidths(columns: readonly { readonly width: number }[], total: number): number[] {
  const sum = columns.reduce((all, { width }) => all + width, 0);
  let taken = 0;
  let before = 0;
  return columns.map(({ width }) => {
    taken += width;
    const end = Math.round((total * taken) / sum);
    const own = end - before;
    before = end;
    return own;
  });
}

export interface HeadGroup {
  /** '' for a column that stands alone and is as high as the head. */
  readonly name: string;
  /** Places of its columns. */
  readonly from: number;
  readonly to: number;
}

/** Neighbours of one group under one header. */
export function headGroups(columns: readonly PaperColumn[]): HeadGroup[] {
  const groups: HeadGroup[] = [];
  columns.forEach(({ group = '' }, index) => {
    const last = groups.at(-1);
    if (last && group !== '' && last.name === group) groups[groups.length - 1] = { ...last, to: index + 1 };
    else groups.push({ name: group, from: index, to: index + 1 });
  });
  return groups;
}

/** A form and a table without any header have no head. */
export function hasHead({ look, columns }: Pick<PaperTable, 'look' | 'columns'>): boolean {
  return look !== 'form' && columns.some(({ header, group }) => header !== '' || (group ?? '') !== '');
}

/** Every second column of a form, beginning with the first, holds labels. */
export function isLabel(look: PaperTable['look'], index: number): boolean {
  return look === 'form' && index % 2 === 0;
}

/** Where the line over a table is divided between caption and unit: as near to the caption's length as columns allow. */
export function captionColumns({ caption, unit, columns }: Pick<PaperTable, 'caption' | 'unit' | 'columns'>): number {
  if (columns.length === 1 || unit === '') return columns.length;
  const wanted = (caption.length * 1.2 + 1) / (caption.length * 1.2 + unit.length + 2);
  const sum = columns.reduce((all, { width }) => all + width, 0);
  let taken = 0;
  let best = 1;
  let nearest = Number.POSITIVE_INFINITY;
  columns.slice(0, -1).forEach(({ width }, index) => {
    taken += width;
    const distance = Math.abs(taken / sum - wanted);
    if (distance < nearest) {
      nearest = distance;
      best = index + 1;
    }
  });
  return best;
}
