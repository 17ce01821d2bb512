import {
  AlignmentType,
  BorderStyle,
  Document,
  HeightRule,
  type IBorderOptions,
  LineRuleType,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { type Face, fontOf, fontTable } from './document-fonts';
import { mm, styleOf, styleSheet } from './document-styles';

/** A4 across: 297 − 25 − 25 mm. */
const textWidth = mm(247);
const size = 24;
const pitch = 380;
const rule: IBorderOptions = { style: BorderStyle.SINGLE, size: 6, color: '000000' };

export interface MeetingTable {
  /** '一、提请研究的问题' */
  readonly heading: string;
  readonly columns: readonly { readonly header: string; readonly share: number; readonly centred?: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

export interface MeetingPaper {
  readonly title: string;
  /** '2018年9月20日　区政府二楼会议室　主持：分管领导' */
  readonly subtitle: string;
  readonly tables: readonly MeetingTable[];
}

function line(
  text: string,
  more: { face?: Face; size?: number; centred?: boolean; line?: number; before?: number } = {},
) {
  return new Paragraph({
    style: styleOf.apart,
    alignment: more.centred ? AlignmentType.CENTER : AlignmentType.LEFT,
    spacing: { line: more.line ?? pitch, lineRule: LineRuleType.EXACT, before: more.before ?? 0, after: 0 },
    children: [new TextRun({ text, font: fontOf(more.face ?? 'body'), size: more.size ?? size, snapToGrid: false })],
  });
}

function table({ columns, rows }: MeetingTable): Table {
  const sum = columns.reduce((total, { share }) => total + share, 0);
  const widths = columns.map(({ share }) => Math.round((textWidth * share) / sum));
  const cell = (text: string, index: number, header: boolean) =>
    new TableCell({
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { left: 90, right: 90, top: 40, bottom: 40 },
      children: text
        .split('\n')
        .map((part) =>
          line(part, { centred: header || (columns[index]?.centred ?? false), face: header ? 'first' : 'body' }),
        ),
    });
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    borders: { top: rule, bottom: rule, left: rule, right: rule, insideHorizontal: rule, insideVertical: rule },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        height: { value: 520, rule: HeightRule.ATLEAST },
        children: columns.map(({ header }, index) => cell(header, index, true)),
      }),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            height: { value: 520, rule: HeightRule.ATLEAST },
            children: row.map((text, index) => cell(text, index, false)),
          }),
      ),
    ],
  });
}

/** 会前一页纸 as a .docx, A4 across; tables that grow longer go on with their heads repeated. */
export async function meetingDocx(paper: MeetingPaper): Promise<Buffer> {
  const document = new Document({
    title: paper.title,
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297), orientation: PageOrientation.LANDSCAPE },
            margin: {
              top: mm(24),
              right: mm(25),
              bottom: mm(20),
              left: mm(25),
              header: mm(12),
              footer: mm(12),
              gutter: 0,
            },
          },
        },
        children: [
          line(paper.title, { face: 'title', size: 40, centred: true, line: 620 }),
          line(paper.subtitle, { centred: true, size: 26, line: 460 }),
          ...paper.tables.flatMap((one) => [
            line(one.heading, { face: 'first', size: 28, line: 520, before: 120 }),
            table(one),
          ]),
        ],
      },
    ],
  });
  return Packer.toBuffer(document, undefined, [fontTable(), styleSheet(560, 32)]);
}
