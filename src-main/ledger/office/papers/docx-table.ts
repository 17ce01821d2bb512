import {
  BorderStyle,
  HeightRule,
  type IBorderOptions,
  type Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { PaperCell, PaperColumn, PaperTable } from '../../../../src-shared/contract/paper-values';
import {
  captionColumns,
  cellAlign,
  cellWords,
  columnWidths,
  hasHead,
  headGroups,
  isLabel,
} from '../../../../src-shared/rules/paper-cells';
import { mm } from '../document-styles';
import { type Align, apart, gap, parts, type Setting, smallSize, twips } from './docx-text';

export const line: IBorderOptions = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
export const strong: IBorderOptions = { style: BorderStyle.SINGLE, size: 8, color: '000000' };
export const thin: IBorderOptions = { style: BorderStyle.SINGLE, size: 4, color: '999999' };
export const none: IBorderOptions = { style: BorderStyle.NIL, size: 0, color: 'auto' };
export const open = { top: none, bottom: none, left: none, right: none } as const;
export const everyLine = {
  top: line,
  bottom: line,
  left: line,
  right: line,
  insideHorizontal: line,
  insideVertical: line,
} as const;
export const noLine = { ...open, insideHorizontal: none, insideVertical: none } as const;

/** Half-points, the height of a line and of a row in points, and room at a cell's sides in twips. */
interface Look {
  readonly size: number;
  readonly pitch: number;
  readonly row: number;
  readonly side: number;
  readonly above: number;
}

const looks: Record<PaperTable['look'], Look> = {
  figures: { size: smallSize, pitch: 15, row: 19.5, side: 60, above: 0 },
  list: { size: 24, pitch: 19, row: 26, side: 90, above: 40 },
  form: { size: 25, pitch: 20, row: 30, side: 100, above: 40 },
};

/** In a sheet everything is 五号 between thin rules. */
const sheetLook: Look = { size: smallSize, pitch: 14.5, row: 18, side: 60, above: 30 };

/** Room at the left of a cell: a text after a column of figures keeps its distance where no rule stands between. */
function leftOf(index: number, { table, look, isOpen }: Frame): number {
  const [before, own] = [table.columns[index - 1], table.columns[index]];
  const isText = own !== undefined && headAlign(own, true) !== 'right';
  return isOpen && before && isText && headAlign(before, true) === 'right' ? 300 : look.side;
}

interface Frame {
  readonly table: PaperTable;
  readonly look: Look;
  readonly widths: readonly number[];
  /** Thin rules without upright ones. */
  readonly isOpen: boolean;
}

const lines = (text: string) => text.split('\n');

function headCell(
  text: string,
  width: number,
  frame: Frame,
  span: { columnSpan?: number; rowSpan?: number } = {},
  align: Align = 'center',
  left: number = frame.look.side,
) {
  const { look, isOpen } = frame;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: isOpen ? VerticalAlignTable.BOTTOM : VerticalAlignTable.CENTER,
    margins: isOpen ? { left, right: look.side, bottom: 20 } : { left: 0, right: 0 },
    ...(isOpen ? { borders: { ...open, bottom: strong } } : {}),
    ...span,
    children: lines(text).map((part) =>
      apart(part, {
        face: isOpen ? 'body' : 'first',
        size: isOpen ? 18 : look.size,
        height: isOpen ? 13 : look.pitch * 0.9,
        align,
      }),
    ),
  });
}

/** How a column's head stands over figures without upright rules. */
function headAlign(column: PaperColumn, isOpen: boolean): Align {
  return isOpen
    ? (column.align ??
        (column.format === 'text'
          ? 'left'
          : column.format === 'place' || column.format === 'date'
            ? 'center'
            : 'right'))
    : 'center';
}

/** Caption left, unit and date right: the first of the rows that Word repeats on every page, without borders of its own. */
function captionRow(frame: Frame): TableRow {
  const { table, widths, isOpen } = frame;
  const at = captionColumns(table);
  const sum = (from: number, to: number) => widths.slice(from, to).reduce((all, width) => all + width, 0);
  const cell = (from: number, to: number, child: Paragraph) =>
    new TableCell({
      ...(to - from > 1 ? { columnSpan: to - from } : {}),
      width: { size: sum(from, to), type: WidthType.DXA },
      margins: { left: 0, right: 0 },
      borders: { ...open, bottom: isOpen ? (hasHead(table) ? none : strong) : line },
      verticalAlign: VerticalAlignTable.BOTTOM,
      children: [child],
    });
  const caption = apart(table.caption, {
    face: 'first',
    size: isOpen ? smallSize : 24,
    bold: isOpen,
    height: isOpen ? 16 : 19.5,
  });
  const unit = apart(table.unit, { height: isOpen ? 16 : 19.5, align: 'right' });
  // One column alone holds both.
  const both = parts([table.caption, table.unit], sum(0, widths.length), {
    face: 'first',
    size: isOpen ? smallSize : 24,
    height: isOpen ? 16 : 19.5,
    rest: { face: 'body', size: smallSize },
  });
  return new TableRow({
    tableHeader: true,
    cantSplit: true,
    children:
      at < widths.length
        ? [cell(0, at, caption), cell(at, widths.length, unit)]
        : [cell(0, at, table.unit === '' ? caption : table.caption === '' ? unit : both)],
  });
}

function headRows(frame: Frame): TableRow[] {
  const { table, widths, look, isOpen } = frame;
  const row = (cells: TableCell[], height: number) =>
    new TableRow({
      tableHeader: true,
      cantSplit: true,
      height: { value: twips(height), rule: HeightRule.ATLEAST },
      children: cells,
    });
  const cellOf = (index: number, span: { rowSpan?: number } = {}) => {
    const column = table.columns[index];
    return headCell(
      column?.header ?? '',
      widths[index] ?? 0,
      frame,
      span,
      column ? headAlign(column, isOpen) : 'center',
      leftOf(index, frame),
    );
  };
  const height = isOpen ? 16 : look.row * 1.5;
  const groups = headGroups(table.columns);
  if (groups.every(({ name }) => name === ''))
    return [
      row(
        table.columns.map((_, index) => cellOf(index)),
        height,
      ),
    ];
  const top = groups.map(({ name, from, to }) =>
    name === ''
      ? cellOf(from, { rowSpan: 2 })
      : headCell(
          name,
          widths.slice(from, to).reduce((all, width) => all + width, 0),
          frame,
          { columnSpan: to - from },
        ),
  );
  const below = groups
    .filter(({ name }) => name !== '')
    .flatMap(({ from, to }) =>
      table.columns.flatMap((_, index) => (index >= from && index < to ? [cellOf(index)] : [])),
    );
  return [row(top, look.row), row(below, height)];
}

/** `kept`: stays with the next row. */
function bodyRow(cells: readonly PaperCell[], frame: Frame, kind: 'body' | 'totals', kept = false): TableRow {
  const { table, widths, look, isOpen } = frame;
  const height = table.rowHeight === undefined ? twips(look.row) : Math.max(twips(look.row), mm(table.rowHeight));
  return new TableRow({
    cantSplit: true,
    height: { value: height, rule: HeightRule.ATLEAST },
    children: table.columns.map((column, index) => {
      // A row that is shorter than the head leaves its last cells empty.
      const cell = cells[index] === undefined ? '' : (cells[index] ?? null);
      const label = isLabel(table.look, index);
      const align = label ? 'center' : cellAlign(cell, column);
      return new TableCell({
        width: { size: widths[index] ?? 0, type: WidthType.DXA },
        verticalAlign: VerticalAlignTable.CENTER,
        margins: {
          left: label ? 20 : leftOf(index, frame),
          right: label ? 20 : look.side,
          top: look.above,
          bottom: look.above,
        },
        ...(isOpen
          ? {
              borders: {
                ...open,
                ...(kind === 'totals' ? { top: strong } : {}),
                bottom: kind === 'totals' ? strong : thin,
              },
            }
          : {}),
        children: lines(cellWords(cell, column.format)).map((part) =>
          apart(
            part,
            {
              face: label ? 'first' : 'body',
              figures: !label,
              bold: kind === 'totals',
              size: look.size,
              height: look.pitch,
              align,
            },
            kept ? { keepNext: true } : {},
          ),
        ),
      });
    }),
  });
}

/** A table with caption, unit and head that stand again on every page, sums last, and its footnotes under it. */
export function tableParts(table: PaperTable, setting: Setting): (Paragraph | Table)[] {
  const isOpen = setting.form === 'sheet' && table.look !== 'form';
  const look = isOpen ? sheetLook : looks[table.look];
  const frame: Frame = { table, look, isOpen, widths: columnWidths(table.columns, setting.width) };
  const head = [
    ...(table.caption === '' && table.unit === '' ? [] : [captionRow(frame)]),
    ...(hasHead(table) ? headRows(frame) : []),
  ];
  const body = [
    // Sums do not stand alone under the head of a new page.
    ...table.rows.map((row, at) => bodyRow(row, frame, 'body', table.totals !== null && at >= table.rows.length - 2)),
    ...(table.totals ? [bodyRow(table.totals, frame, 'totals')] : []),
  ];
  return [
    gap(isOpen ? 4 : 7.5, { keepNext: true }),
    new Table({
      width: { size: setting.width, type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      columnWidths: [...frame.widths],
      borders: isOpen ? noLine : everyLine,
      // A table without any row is none for Word.
      rows: head.length + body.length > 0 ? [...head, ...body] : [bodyRow([], frame, 'body')],
    }),
    ...(table.notes.length > 0 ? [gap(3), ...table.notes.map((note) => apart(note, { height: 15 }))] : []),
    gap(isOpen ? 3 : 6),
  ];
}
