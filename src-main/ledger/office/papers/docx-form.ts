import {
  HeightRule,
  ImageRun,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { PaperFormRow, PaperOf } from '../../../../src-shared/contract/paper-values';
import { columnWidths } from '../../../../src-shared/rules/paper-cells';
import { formLayout, formRow, formShares, formSize } from '../../../../src-shared/rules/paper-form';
import { mm, styleOf } from '../document-styles';
import { everyLine, noLine } from './docx-table';
import { apart, parts, type Setting } from './docx-text';

const size = formSize * 2;
const points = (millimetres: number) => (millimetres * 72) / 25.4;
const cellText = (text: string, pitch: number = formRow.pitch) => apart(text, { size, height: points(pitch) });

interface Frame {
  readonly widths: readonly number[];
  /** Of the three columns beside a label. */
  readonly wide: number;
  readonly pitch: number;
  readonly roomOf: (wanted: number) => number;
}

/** Pixels of 1/96 inch, as pictures are measured in. */
export const pixels = (millimetres: number) => Math.round((millimetres * 96) / 25.4);

/** A picture in a line of fixed height would be cut to it. */
export function pictureLine(
  { data, type }: { readonly data: string; readonly type: 'image/png' | 'image/jpeg' },
  width: number,
  height: number,
  more: { alignment?: 'left' | 'center'; keepNext?: boolean } = {},
): Paragraph {
  return new Paragraph({
    style: styleOf.apart,
    ...(more.alignment ? { alignment: more.alignment } : {}),
    ...(more.keepNext ? { keepNext: true } : {}),
    spacing: { line: 240, lineRule: LineRuleType.AUTO, before: 0, after: 0 },
    children: [
      new ImageRun({
        type: type === 'image/png' ? 'png' : 'jpg',
        data: Buffer.from(data, 'base64'),
        transformation: { width: pixels(width), height: pixels(height) },
      }),
    ],
  });
}

function labelCell(text: string, { widths }: Frame): TableCell {
  return new TableCell({
    width: { size: widths[0] ?? 0, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: 30, right: 30 },
    children: text
      .split('\n')
      .map((line) => apart(line, { face: 'first', size, height: points(formRow.pitch), align: 'center' })),
  });
}

function valueCell(
  children: readonly (Paragraph | Table)[],
  width: number,
  more: { columnSpan?: number; bottom?: boolean } = {},
): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: more.bottom ? VerticalAlignTable.BOTTOM : VerticalAlignTable.CENTER,
    margins: { left: 120, right: 120, top: 60, bottom: 60 },
    ...(more.columnSpan ? { columnSpan: more.columnSpan } : {}),
    children: [...children],
  });
}

/** The picture at the left edge of the wide cell, its lines in a cell without borders beside it. */
function pictureCells(row: Extract<PaperFormRow, { kind: 'picture' }>, { wide }: Frame): Table {
  const inner = wide - 240;
  const left = mm(row.side) + 120;
  const cell = (width: number, children: readonly Paragraph[]) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { left: 60, right: 60 },
      children: [...children],
    });
  return new Table({
    width: { size: inner, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: [left, inner - left],
    borders: noLine,
    rows: [
      new TableRow({
        cantSplit: true,
        children: [
          cell(left, [pictureLine(row, row.side, row.side)]),
          cell(inner - left, row.lines.length > 0 ? row.lines.map((text) => cellText(text)) : [cellText('')]),
        ],
      }),
    ],
  });
}

function content(row: Exclude<PaperFormRow, { kind: 'pair' }>, frame: Frame): (Paragraph | Table)[] {
  switch (row.kind) {
    case 'picture':
      // A table must not be the last thing in a cell.
      return [pictureCells(row, frame), apart('', { height: 1 })];
    case 'text':
      return (row.paragraphs.length > 0 ? row.paragraphs : ['']).flatMap((text) =>
        text.split('\n').map((line) => cellText(line, frame.pitch)),
      );
    default:
      return [
        parts(row.parts, frame.wide - 240, { size, height: points(formRow.pitch), lastRight: row.kind === 'room' }),
      ];
  }
}

function tableRow(row: PaperFormRow, frame: Frame): TableRow {
  const { widths, wide } = frame;
  const height =
    row.kind === 'room'
      ? frame.roomOf(row.height)
      : row.kind === 'line'
        ? (row.height ?? formRow.least)
        : formRow.least;
  const cells =
    row.kind === 'pair'
      ? row.cells.flatMap(({ label, text }, at) => [
          labelCell(label, frame),
          valueCell(
            text.split('\n').map((line) => cellText(line)),
            widths[at * 2 + 1] ?? 0,
          ),
        ])
      : [
          labelCell(row.label, frame),
          valueCell(content(row, frame), wide, { columnSpan: 3, bottom: row.kind === 'room' }),
        ];
  return new TableRow({ cantSplit: true, height: { value: mm(height), rule: HeightRule.ATLEAST }, children: cells });
}

/** A form of four columns: labels in 黑体, entries, lines to sign on, room to write in. */
export function formTable({ rows }: PaperOf<'form'>, setting: Setting): Table {
  const widths = columnWidths(
    formShares.map((width) => ({ width })),
    setting.width,
  );
  const { pitch, roomOf } = formLayout(rows, (setting.width * 25.4) / 1440, setting.height);
  const frame: Frame = { widths, wide: setting.width - (widths[0] ?? 0), pitch, roomOf };
  return new Table({
    width: { size: setting.width, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    borders: everyLine,
    rows: rows.map((row) => tableRow(row, frame)),
  });
}
