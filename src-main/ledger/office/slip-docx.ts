import {
  AlignmentType,
  BorderStyle,
  Document,
  HeightRule,
  type IBorderOptions,
  ImageRun,
  LineRuleType,
  Packer,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { type Face, fontOf, fontTable } from './document-fonts';
import { mm, styleOf, styleSheet } from './document-styles';

/** Width of the text, in twips: 210 − 28 − 26 mm. */
const textWidth = 8844;
const columns = [1380, 3180, 1380, 2904] as const;
/** 小四 and a half in the table, 四号 over and under it; lines of 20 pt and 25 pt. */
const cellSize = 25;
const lineSize = 28;
const cellPitch = 400;
/** Of the long texts of a form that would not stay on its sheet otherwise. */
const tightPitch = 330;

const rule: IBorderOptions = { style: BorderStyle.SINGLE, size: 6, color: '000000' };

/** One row of the form: two short entries, or one over the whole width. */
export type SlipRow =
  | { readonly kind: 'pair'; readonly cells: readonly [SlipEntry, SlipEntry] }
  | { readonly kind: 'text'; readonly label: string; readonly paragraphs: readonly string[] }
  /** Several entries on one line, set apart evenly: to sign, to tick. */
  | { readonly kind: 'line'; readonly label: string; readonly parts: readonly string[]; readonly height?: number }
  /** Room to write in by hand, with a line to sign at its foot. */
  | { readonly kind: 'room'; readonly label: string; readonly height: number; readonly parts: readonly string[] }
  /** A picture (.png), `side` pixels of 1/96 inch wide and high, with lines beside it. */
  | {
      readonly kind: 'picture';
      readonly label: string;
      readonly png: Buffer;
      readonly side: number;
      readonly lines: readonly string[];
    };

export interface SlipEntry {
  readonly label: string;
  readonly text: string;
}

export interface SlipPaper {
  /** '昌邑区重点项目督办单' */
  readonly title: string;
  readonly number: string;
  /** '2018年9月14日' */
  readonly day: string;
  readonly rows: readonly SlipRow[];
  /** The strip to cut off under the form, or null where none comes back. */
  readonly receipt: readonly [string, string] | null;
}

const run = (text: string, face: Face = 'body', size: number = cellSize) =>
  new TextRun({ text, font: fontOf(face), size, snapToGrid: false });

function cellParagraph(text: string, more: { centred?: boolean; face?: Face; pitch?: number } = {}): Paragraph {
  return new Paragraph({
    style: styleOf.apart,
    alignment: more.centred ? AlignmentType.CENTER : AlignmentType.LEFT,
    spacing: { line: more.pitch ?? cellPitch, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    children: [run(text, more.face)],
  });
}

/** Texts on one line, each at its own stop; the last one ends at the right edge where it is asked for. */
function partsParagraph(
  parts: readonly string[],
  width: number,
  lastRight: boolean,
  size: number = cellSize,
): Paragraph {
  const stops = parts.slice(1).map((_, index) => {
    const last = index === parts.length - 2;
    return last && lastRight
      ? { type: TabStopType.RIGHT, position: width }
      : { type: TabStopType.LEFT, position: Math.round((width * (index + 1)) / parts.length) };
  });
  return new Paragraph({
    style: styleOf.apart,
    alignment: AlignmentType.LEFT,
    tabStops: stops,
    spacing: { line: size === cellSize ? cellPitch : 500, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    children: parts.flatMap((text, index) => [
      ...(index > 0 ? [new TextRun({ children: [new Tab()] })] : []),
      run(text, 'body', size),
    ]),
  });
}

function labelCell(text: string): TableCell {
  return new TableCell({
    width: { size: columns[0], type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: 30, right: 30 },
    children: [cellParagraph(text, { centred: true, face: 'first' })],
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

const wide = columns[1] + columns[2] + columns[3];

const rowHeight = 600;
/** Height of the sheet less margins, title, number line and receipt. */
const tableHeight = mm(297 - 30 - 22) - 2500;
const leastRoom = 900;

/** Height of all rows but the room to write in, with long texts set in lines of `pitch`. */
function heightOf(rows: readonly SlipRow[], pitch: number): number {
  const perLine = Math.floor((wide - 240) / (cellSize * 10));
  const lines = (texts: readonly string[]) =>
    texts.reduce((sum, text) => sum + Math.max(1, Math.ceil(text.length / perLine)), 0);
  return rows
    .filter((row) => row.kind !== 'room')
    .map((row) =>
      row.kind === 'text'
        ? Math.max(rowHeight, lines(row.paragraphs) * pitch + 160)
        : row.kind === 'line'
          ? (row.height ?? rowHeight)
          : row.kind === 'picture'
            ? row.side * 15 + 240
            : // An entry of two lines makes its row higher.
              Math.max(
                rowHeight,
                ...row.cells.map(({ text }, at) => Math.ceil(text.length / (at === 0 ? 11 : 10)) * cellPitch + 160),
              ),
    )
    .reduce((sum, height) => sum + height, 0);
}

/** Where much is said its lines move together, so that the form stays on one sheet with the least room to answer. */
function pitchOf(rows: readonly SlipRow[]): number {
  return heightOf(rows, cellPitch) + leastRoom > tableHeight ? tightPitch : cellPitch;
}

/** Room to write in by hand gives way where much is said. */
function roomIn(rows: readonly SlipRow[], wanted: number): number {
  return Math.max(leastRoom, Math.min(wanted, tableHeight - heightOf(rows, pitchOf(rows))));
}

/** The picture at the left edge of the wide cell, its lines in a cell without borders beside it. */
function pictureCells({ png, side, lines }: Extract<SlipRow, { kind: 'picture' }>): Table {
  const left = side * 15 + 120;
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
  const cell = (width: number, children: readonly Paragraph[]) =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { left: 60, right: 60 },
      children: [...children],
    });
  return new Table({
    width: { size: wide - 240, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: [left, wide - 240 - left],
    borders: { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none },
    rows: [
      new TableRow({
        cantSplit: true,
        children: [
          cell(left, [
            new Paragraph({
              style: styleOf.apart,
              // A picture in a line of fixed height would be cut to it.
              spacing: { line: 240, lineRule: LineRuleType.AUTO, before: 0, after: 0 },
              children: [new ImageRun({ type: 'png', data: png, transformation: { width: side, height: side } })],
            }),
          ]),
          cell(
            wide - 240 - left,
            lines.map((text) => cellParagraph(text)),
          ),
        ],
      }),
    ],
  });
}

function tableRow(row: SlipRow, rows: readonly SlipRow[]): TableRow {
  const height =
    row.kind === 'room' ? roomIn(rows, row.height) : row.kind === 'line' ? (row.height ?? rowHeight) : rowHeight;
  const cells =
    row.kind === 'pair'
      ? [
          labelCell(row.cells[0].label),
          valueCell([cellParagraph(row.cells[0].text)], columns[1]),
          labelCell(row.cells[1].label),
          valueCell([cellParagraph(row.cells[1].text)], columns[3]),
        ]
      : [
          labelCell(row.label),
          valueCell(
            row.kind === 'picture'
              ? // A table must not be the last thing in a cell.
                [pictureCells(row), cellParagraph('', { pitch: 20 })]
              : row.kind === 'text'
                ? row.paragraphs.map((text) => cellParagraph(text, { pitch: pitchOf(rows) }))
                : [partsParagraph(row.parts, wide - 240, row.kind === 'room')],
            wide,
            { columnSpan: 3, bottom: row.kind === 'room' },
          ),
        ];
  return new TableRow({ cantSplit: true, height: { value: height, rule: HeightRule.ATLEAST }, children: cells });
}

/** A slip as a .docx: one A4 sheet, title in 小标宋, number and date over the form, a strip to cut off under it. */
export async function slipDocx(paper: SlipPaper): Promise<Buffer> {
  const document = new Document({
    title: `${paper.title} ${paper.number}`,
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: {
              top: mm(30),
              right: mm(26),
              bottom: mm(22),
              left: mm(28),
              header: mm(15),
              footer: mm(15),
              gutter: 0,
            },
          },
        },
        children: [
          new Paragraph({
            style: styleOf.apart,
            alignment: AlignmentType.CENTER,
            outlineLevel: 0,
            spacing: { line: 640, lineRule: LineRuleType.EXACT, before: 0, after: 200 },
            children: [
              new TextRun({
                text: paper.title,
                font: fontOf('title'),
                size: 44,
                characterSpacing: 40,
                snapToGrid: false,
              }),
            ],
          }),
          partsParagraph([paper.number, paper.day], textWidth, true, lineSize),
          new Table({
            width: { size: textWidth, type: WidthType.DXA },
            layout: TableLayoutType.FIXED,
            columnWidths: [...columns],
            borders: { top: rule, bottom: rule, left: rule, right: rule, insideHorizontal: rule, insideVertical: rule },
            rows: paper.rows.map((row) => tableRow(row, paper.rows)),
          }),
          new Paragraph({
            style: styleOf.apart,
            spacing: { line: 260, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
            ...(paper.receipt
              ? { border: { bottom: { style: BorderStyle.DASHED, size: 6, space: 1, color: '000000' } } }
              : {}),
            children: [],
          }),
          ...(paper.receipt
            ? [
                new Paragraph({
                  style: styleOf.apart,
                  spacing: { line: 140, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
                  children: [],
                }),
                partsParagraph(paper.receipt, textWidth, true, lineSize),
              ]
            : []),
        ],
      },
    ],
  });
  return Packer.toBuffer(document, undefined, [fontTable(), styleSheet(560, 32)]);
}
