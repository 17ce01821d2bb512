import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  type IBorderOptions,
  LineRuleType,
  Packer,
  PageNumber,
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
import { dispatchNotice } from './bulletin-letterhead';
import { type Face, fontOf, fontTable } from './document-fonts';
import { mm, styleOf, styleSheet } from './document-styles';

/** 210 − 22 − 22 mm. */
const textWidth = mm(166);
const small = 21;
const line: IBorderOptions = { style: BorderStyle.SINGLE, size: 6, color: '000000' };

/** What the sheet says, all of it in words: the room that knows the case makes them. */
export interface ChecklistSheet {
  readonly title: string;
  readonly project: string;
  /** Name and value, two pairs a row. */
  readonly facts: readonly (readonly [string, string])[];
  readonly materials: readonly (readonly string[])[];
  readonly checks: readonly (readonly string[])[];
  readonly windows: string;
  readonly notes: readonly string[];
  readonly day: string;
}

interface Style {
  readonly face?: Face;
  readonly size?: number;
  readonly alignment?: (typeof AlignmentType)[keyof typeof AlignmentType];
  readonly before?: number;
  readonly after?: number;
}

function paragraph(text: string, style: Style = {}): Paragraph {
  const size = style.size ?? small;
  return new Paragraph({
    style: styleOf.apart,
    alignment: style.alignment ?? AlignmentType.LEFT,
    spacing: {
      line: Math.round(size * 13.4),
      lineRule: LineRuleType.EXACT,
      before: style.before ?? 0,
      after: style.after ?? 0,
    },
    children: [new TextRun({ text, font: fontOf(style.face ?? 'body'), size, snapToGrid: false })],
  });
}

function cell(text: string, width: number, style: Style = {}): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: 70, right: 70, top: 30, bottom: 30 },
    children: text.split('\n').map((part) => paragraph(part, style)),
  });
}

/** A table with a head that stands again on every page; `shares` of the text's width by column. */
function tableOf(head: readonly string[], rows: readonly (readonly string[])[], shares: readonly number[]): Table {
  const widths = shares.map((share) => Math.round(textWidth * share));
  const row = (texts: readonly string[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: widths.map((width, index) =>
        cell(texts[index] ?? '', width, isHead ? { face: 'first', alignment: AlignmentType.CENTER } : {}),
      ),
    });
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: [...(head.length > 0 ? [row(head, true)] : []), ...rows.map((texts) => row(texts, false))],
  });
}

function factTable(facts: ChecklistSheet['facts']): Table {
  const pairs = Array.from({ length: Math.ceil(facts.length / 2) }, (_, index) =>
    facts.slice(index * 2, index * 2 + 2),
  );
  const widths = [0.14, 0.34, 0.14, 0.38].map((share) => Math.round(textWidth * share));
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: pairs.map(
      (pair) =>
        new TableRow({
          cantSplit: true,
          children: [0, 1].flatMap((side) => [
            cell(pair[side]?.[0] ?? '', widths[side * 2] ?? 0, { face: 'first' }),
            cell(pair[side]?.[1] ?? '', widths[side * 2 + 1] ?? 0),
          ]),
        }),
    ),
  });
}

const heading = (text: string) => paragraph(text, { face: 'first', size: 24, before: 160, after: 80 });

/** The list of papers of a listing case on A4, to be ticked off and handed over. */
export function checklistDocx(sheet: ChecklistSheet): Promise<Buffer> {
  const document = new Document({
    title: sheet.title,
    description: dispatchNotice,
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(17), right: mm(22), bottom: mm(17), left: mm(22), footer: mm(9), gutter: 0 },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                style: styleOf.apart,
                tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
                children: [
                  new TextRun({ text: `${dispatchNotice}　　${sheet.day}`, font: fontOf('body'), size: small }),
                  new TextRun({
                    children: [new Tab(), '第 ', PageNumber.CURRENT, ' 页'],
                    font: fontOf('body'),
                    size: small,
                  }),
                ],
              }),
            ],
          }),
        },
        children: [
          paragraph(sheet.title, { face: 'title', size: 36, alignment: AlignmentType.CENTER, after: 60 }),
          paragraph(sheet.project, { face: 'second', size: 28, alignment: AlignmentType.CENTER, after: 160 }),
          factTable(sheet.facts),
          heading('一、入统材料'),
          tableOf(
            ['', '材料', '要求', '状态', '情况和文件', '取得日期、来处'],
            sheet.materials,
            [0.05, 0.3, 0.08, 0.1, 0.25, 0.22],
          ),
          heading('二、一致性'),
          ...(sheet.checks.length > 0
            ? [tableOf(['检查', '一处', '另一处', '结果'], sheet.checks, [0.17, 0.28, 0.39, 0.16])]
            : [paragraph('这类材料没有规定一致性检查。')]),
          heading('三、申报窗口'),
          paragraph(sheet.windows),
          ...sheet.notes.map((note, index) => paragraph(note, { before: index === 0 ? 120 : 40 })),
          paragraph('核对人：　　　　　　　　　　日期：　　　　　　', { before: 240 }),
        ],
      },
    ],
  });
  return Packer.toBuffer(document, undefined, [fontTable(), styleSheet(300, small)]);
}
