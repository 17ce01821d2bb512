import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  type IBorderOptions,
  LineRuleType,
  Packer,
  Paragraph,
  ShadingType,
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
import { styleOf, styleSheet } from './document-styles';

/** What the card says, all of it in words. */
export interface ProjectCard {
  readonly name: string;
  readonly owner: string;
  readonly code: string;
  /** Shape and word: it must be read on a black and white print. */
  readonly light: string;
  readonly sentence: string;
  /** Name and value, four in a row. */
  readonly facts: readonly (readonly [string, string])[];
  /** Mark, name with count, and a word below. */
  readonly stages: readonly (readonly [mark: string, name: string, word: string])[];
  readonly nodes: string;
  /** Shares of the annual plan, 0…1, or null where there is none. */
  readonly progress: { readonly completed: number; readonly timeProportional: number } | null;
  readonly gap: string;
  readonly periods: readonly (readonly string[])[];
  readonly matters: readonly (readonly [string, string, string])[];
  readonly requests: readonly string[];
  readonly foot: string;
}

const mm = (length: number) => Math.round((length * 1440) / 25.4);
const textWidth = mm(174);
const size = 21;
const strong: IBorderOptions = { style: BorderStyle.SINGLE, size: 8, color: '000000' };
const thin: IBorderOptions = { style: BorderStyle.SINGLE, size: 4, color: '999999' };
const none: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' };
const open = { top: none, bottom: none, left: none, right: none };

interface Style {
  readonly face?: Face;
  readonly size?: number;
  readonly bold?: boolean;
  readonly right?: boolean;
  readonly before?: number;
  readonly after?: number;
}

function words(text: string, style: Style = {}): Paragraph {
  const height = style.size ?? size;
  return new Paragraph({
    style: styleOf.apart,
    alignment: style.right ? AlignmentType.RIGHT : AlignmentType.LEFT,
    spacing: {
      line: Math.round(height * 13.5),
      lineRule: LineRuleType.EXACT,
      before: style.before ?? 0,
      after: style.after ?? 0,
    },
    children: [
      new TextRun({
        text,
        font: fontOf(style.face ?? 'body'),
        size: height,
        bold: style.bold ?? false,
        snapToGrid: false,
      }),
    ],
  });
}

/** Left and right on one line. */
function spread(left: string, right: string, style: Style = {}): Paragraph {
  const font = fontOf(style.face ?? 'body');
  return new Paragraph({
    style: styleOf.apart,
    tabStops: [{ type: TabStopType.RIGHT, position: textWidth }],
    spacing: { line: 300, lineRule: LineRuleType.EXACT, before: style.before ?? 0, after: style.after ?? 0 },
    children: [
      new TextRun({ text: left, font, size, bold: style.bold ?? false, snapToGrid: false }),
      new TextRun({ children: [new Tab(), right], font: fontOf('body'), size, snapToGrid: false }),
    ],
  });
}

const heading = (text: string, right = '') =>
  spread(text, right, { face: 'first', bold: true, before: 170, after: 60 });

interface CellStyle extends Style {
  readonly borders?: Partial<Record<'top' | 'bottom' | 'left' | 'right', IBorderOptions>>;
  readonly fill?: string;
}

function cell(lines: readonly Paragraph[], width: number, style: CellStyle = {}): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: 60, right: 60, top: 40, bottom: 40 },
    borders: { ...open, ...style.borders },
    ...(style.fill ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: style.fill } } : {}),
    children: lines,
  });
}

function table(widths: readonly number[], rows: readonly TableRow[]): Table {
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: [...widths],
    borders: { ...open, insideHorizontal: none, insideVertical: none },
    rows: [...rows],
  });
}

const row = (cells: readonly TableCell[]) => new TableRow({ cantSplit: true, children: cells });
const shares = (...parts: number[]) => parts.map((part) => Math.round(textWidth * part));

function lightTable(card: ProjectCard): Table {
  const widths = shares(0.13, 0.87);
  const box = { top: strong, bottom: strong, left: strong, right: strong };
  return table(widths, [
    row([
      cell([words(card.light, { face: 'first', bold: true, size: 24 })], widths[0] ?? 0, { borders: box }),
      cell([words(card.sentence, { size: 24 })], widths[1] ?? 0),
    ]),
  ]);
}

function factTable(facts: ProjectCard['facts']): Table {
  const widths = shares(0.25, 0.25, 0.25, 0.25);
  const lines = Array.from({ length: Math.ceil(facts.length / 4) }, (_, at) => facts.slice(at * 4, at * 4 + 4));
  return table(
    widths,
    lines.map((line, at) =>
      row(
        widths.map((width, index) =>
          cell(
            [words(line[index]?.[0] ?? '', { size: 18 }), words(line[index]?.[1] ?? '', { face: 'first', bold: true })],
            width,
            {
              borders: {
                top: at === 0 ? strong : thin,
                bottom: at === lines.length - 1 ? strong : thin,
                ...(index > 0 ? { left: thin } : {}),
              },
            },
          ),
        ),
      ),
    ),
  );
}

function stageTable(card: ProjectCard): Table {
  const widths = shares(0.2, 0.2, 0.2, 0.2, 0.2);
  return table(widths, [
    row(
      widths.map((width, index) => {
        const [mark = '', name = '', word = ''] = card.stages[index] ?? [];
        return cell([words(`${mark} ${name}`, { face: 'first', bold: true }), words(word, { size: 18 })], width);
      }),
    ),
  ]);
}

/** A bar: what is filled of the whole, under a label. A table of its own, because its column stands where the share ends. */
function bar(name: string, share: number, fill: string): Table {
  const label = Math.round(textWidth * 0.16);
  const scale = textWidth - label;
  const filled = Math.min(scale - 1, Math.max(1, Math.round(scale * share)));
  const rest = scale - filled;
  const frame = { top: thin, bottom: thin };
  return table(
    [label, filled, rest],
    [
      row([
        cell([words(`${name} ${(share * 100).toFixed(1)}%`, { size: 18 })], label),
        cell([words('', { size: 12 })], filled, { fill, borders: { ...frame, left: thin } }),
        cell([words('', { size: 12 })], rest, { borders: { ...frame, right: thin } }),
      ]),
    ],
  );
}

function listTable(
  head: readonly string[] | null,
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  right: ReadonlySet<number>,
): Table {
  const line = (texts: readonly string[], isHead: boolean) =>
    row(
      widths.map((width, index) =>
        cell([words(texts[index] ?? '', { right: right.has(index), ...(isHead ? { size: 18 } : {}) })], width, {
          borders: { bottom: isHead ? strong : thin },
        }),
      ),
    );
  return table(widths, [...(head ? [line(head, true)] : []), ...rows.map((texts) => line(texts, false))]);
}

function requestTable(requests: readonly string[]): Table {
  const box = { top: strong, bottom: strong, left: strong, right: strong };
  return table(
    [textWidth],
    [
      row([
        cell(
          [
            words('请领导定', { face: 'first', bold: true, after: 40 }),
            ...(requests.length > 0
              ? requests.map((text, index) => words(`${index + 1}. ${text}`))
              : [words('本期无须领导定的事项。')]),
          ],
          textWidth,
          { borders: box },
        ),
      ]),
    ],
  );
}

/** One A4 page that a leader reads in a minute and that a copier does not spoil. */
export function projectCardDocx(card: ProjectCard): Promise<Buffer> {
  const document = new Document({
    title: card.name,
    description: dispatchNotice,
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: { top: mm(18), right: mm(18), bottom: mm(16), left: mm(18), footer: mm(9), gutter: 0 },
          },
        },
        footers: { default: new Footer({ children: [spread(dispatchNotice, card.foot)] }) },
        children: [
          words(card.name, { face: 'title', size: 40, after: 40 }),
          spread(card.owner, card.code, { after: 100 }),
          lightTable(card),
          words('', { size: 8 }),
          factTable(card.facts),
          heading('五个阶段', card.nodes),
          stageTable(card),
          ...(card.progress
            ? [
                heading('投资进度', card.gap),
                bar('完成', card.progress.completed, '333333'),
                words('', { size: 6 }),
                bar('序时', card.progress.timeProportional, 'BBBBBB'),
              ]
            : []),
          heading('近三期', '万元'),
          listTable(
            ['时间', '完成', '累计', '形象进度'],
            card.periods,
            shares(0.16, 0.14, 0.14, 0.56),
            new Set([1, 2]),
          ),
          heading('入统和问题'),
          listTable(null, card.matters, shares(0.2, 0.52, 0.28), new Set([2])),
          words('', { size: 14 }),
          requestTable(card.requests),
        ],
      },
    ],
  });
  return Packer.toBuffer(document, undefined, [fontTable(), styleSheet(300, size)]);
}
