import {
  type IBorderOptions,
  LineRuleType,
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
import { ChartRun } from 'docx/charts';
import type { PaperBlock, PaperOf } from '../../../../src-shared/contract/paper-values';
import { columnWidths } from '../../../../src-shared/rules/paper-cells';
import { fontName, fontOf } from '../document-fonts';
import { styleOf } from '../document-styles';
import { pictureLine, pixels } from './docx-form';
import { noLine, open, strong, thin } from './docx-table';
import { alignmentOf, apart, bodyParagraph, gap, noIndent, parts, type Setting, smallSize } from './docx-text';

/** The pieces of a dense sheet: lines of text and tables with few rules, all in black and grey. */

interface CellStyle {
  readonly borders?: Partial<Record<'top' | 'bottom' | 'left' | 'right', IBorderOptions>>;
  readonly margins?: {
    readonly left?: number;
    readonly right?: number;
    readonly top?: number;
    readonly bottom?: number;
  };
  readonly isTop?: boolean;
}

const framed = { top: strong, bottom: strong, left: strong, right: strong };

function cell(lines: readonly (Paragraph | Table)[], width: number, style: CellStyle = {}): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: style.isTop ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER,
    margins: { left: 60, right: 60, top: 40, bottom: 40, ...style.margins },
    borders: { ...open, ...style.borders },
    // A cell must end with a paragraph.
    children: lines.length > 0 ? [...lines] : [gap(1)],
  });
}

function table(widths: readonly number[], rows: readonly (readonly TableCell[])[]): Table {
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: [...widths],
    borders: noLine,
    rows: rows.map((cells) => new TableRow({ cantSplit: true, children: cells })),
  });
}

const equal = (count: number, width: number) =>
  columnWidths(
    Array.from({ length: count }, () => ({ width: 1 })),
    width,
  );

/** Lines of one cell: a text may hold several. */
const linesOf = (text: string, style: Parameters<typeof apart>[1]) =>
  text.split('\n').map((line) => apart(line, style));

/** `heads` where it stands over what follows on the page; in a column its row holds it already. */
function sectionLine({ text, note }: PaperOf<'section'>, width: number, heads = false): Paragraph {
  return parts([text, note], width, {
    face: 'first',
    bold: true,
    height: 14.5,
    before: 8.5,
    after: 3,
    rest: { face: 'body', bold: false },
    keepNext: heads,
  });
}

function spreadLine({ left, right, small }: PaperOf<'spread'>, width: number, size: number = smallSize): Paragraph {
  const own = small ? 19 : size;
  return parts([left, right], width, { size: own, height: (own / 2) * 1.35, after: small ? 2 : 0 });
}

function markTable({ mark, lines }: PaperOf<'mark'>, { width }: Setting): (Paragraph | Table)[] {
  const widths = columnWidths([{ width: 0.13 }, { width: 0.87 }], width);
  return [
    table(widths, [
      [
        cell(linesOf(mark, { face: 'first', bold: true, size: 23, height: 15.5 }), widths[0] ?? 0, { borders: framed }),
        cell(
          lines.flatMap((text) => linesOf(text, { size: 22, height: 15 })),
          widths[1] ?? 0,
          { margins: { left: 160 } },
        ),
      ],
    ]),
    gap(5),
  ];
}

export function factTable({ across, items }: PaperOf<'facts'>, { width }: Setting): (Paragraph | Table)[] {
  const widths = equal(across, width);
  const rows = Array.from({ length: Math.max(1, Math.ceil(items.length / across)) }, (_, at) =>
    items.slice(at * across, at * across + across),
  );
  return [
    table(
      widths,
      rows.map((row, at) =>
        widths.map((own, index) =>
          cell(
            [
              ...linesOf(row[index]?.label ?? '', { size: 18, height: 12.2 }),
              ...linesOf(row[index]?.text ?? '', { face: 'first', bold: true, height: 14.2 }),
            ],
            own,
            {
              borders: {
                top: at === 0 ? strong : thin,
                bottom: at === rows.length - 1 ? strong : thin,
                ...(index > 0 ? { left: thin } : {}),
              },
            },
          ),
        ),
      ),
    ),
    gap(1),
  ];
}

const marks = { past: '●', present: '◉', future: '○' } as const;

/** A mark and, to the end of the cell, the line that leads to the next: a struck-through tab, because it is drawn at half height. */
function markLine(state: keyof typeof marks, width: number, isLast: boolean): Paragraph {
  return new Paragraph({
    style: styleOf.apart,
    tabStops: [{ type: TabStopType.RIGHT, position: width }],
    spacing: { line: 280, lineRule: LineRuleType.EXACT },
    children: [
      new TextRun({ text: marks[state], font: fontOf('number'), size: 24, snapToGrid: false }),
      ...(isLast
        ? []
        : [
            new TextRun({
              children: [new Tab()],
              strike: true,
              color: state === 'past' ? '000000' : 'AAAAAA',
              size: 24,
              snapToGrid: false,
            }),
          ]),
    ],
  });
}

function stageTable({ items }: PaperOf<'stages'>, { width }: Setting): (Paragraph | Table)[] {
  if (items.length === 0) return [];
  const widths = equal(items.length, width);
  return [
    table(widths, [
      items.map(({ state, name, word }, index) =>
        cell(
          [
            markLine(state, widths[index] ?? 0, index === items.length - 1),
            ...linesOf(name, { face: 'first', bold: true, height: 14.2 }),
            ...linesOf(word, { size: 18, height: 12.2 }),
          ],
          widths[index] ?? 0,
          { margins: { left: 0, right: 0 }, isTop: true },
        ),
      ),
    ]),
    gap(1),
  ];
}

function boxTable({ title, lines }: PaperOf<'box'>, { width }: Setting): (Paragraph | Table)[] {
  return [
    gap(7),
    table(
      [width],
      [
        [
          cell(
            [
              ...linesOf(title, { face: 'first', bold: true, height: 14.2, after: 2 }),
              ...lines.flatMap((text) => linesOf(text, { height: 14.5 })),
            ],
            width,
            { borders: framed, margins: { left: 140, right: 140 } },
          ),
        ],
      ],
    ),
    gap(3),
  ];
}

const strokes = {
  strong: { line: { color: '000000', width: 2.25 }, markers: { shape: 'circle', size: 4 } },
  thin: { line: { color: '777777', width: 1.25 }, markers: false },
  dotted: { line: { color: '666666', width: 1, dash: 'shortDot' }, markers: false },
} as const;
const fills = { strong: '000000', thin: '999999', dotted: 'CCCCCC' } as const;

/** A chart that Word and WPS draw themselves, so that it can be changed like the rest; lines differ by weight and dashes, not by colour. */
function chartLine({ description, look, categories, series, height }: PaperOf<'chart'>, width: number): Paragraph {
  const font = { name: fontName('body'), size: 8, color: '333333' };
  const shared = {
    categories,
    legend: { position: 'top' as const, font },
    categoryAxis: { font },
    valueAxis: { font, minimum: 0, numberFormat: '#,##0' },
    chartArea: { fill: 'none', border: 'none' } as const,
    transformation: { width: Math.round(width / 15), height: pixels(height) },
    altText: { name: series.map(({ name }) => name).join('、'), description },
  };
  // Every series is as long as its categories.
  const valuesOf = (values: readonly (number | null)[]) => categories.map((_, index) => values[index] ?? null);
  return new Paragraph({
    style: styleOf.apart,
    spacing: { line: 240, lineRule: LineRuleType.AUTO },
    children: [
      look === 'line'
        ? new ChartRun({
            type: 'line',
            ...shared,
            series: series.map(({ name, values, stroke }) => ({ name, values: valuesOf(values), ...strokes[stroke] })),
          })
        : new ChartRun({
            type: 'column',
            ...shared,
            series: series.map(({ name, values, stroke }) => ({
              name,
              values: valuesOf(values),
              color: fills[stroke],
            })),
          }),
    ],
  });
}

type Narrow = PaperOf<'columns'>['left'][number];

function narrow(block: Narrow, width: number, setting: Setting): Paragraph[] {
  switch (block.kind) {
    case 'section':
      return [sectionLine(block, width)];
    case 'spread':
      return [spreadLine(block, width)];
    case 'chart':
      return [chartLine(block, width)];
    case 'picture':
      return [
        ...pictureOf(block, width, setting.height - 20),
        ...(block.caption ? [apart(block.caption, { face: 'second', align: 'center' })] : []),
      ];
    default:
      return [
        bodyParagraph(block.runs, setting, {
          alignment: alignmentOf(block.align),
          ...(block.indent ? {} : { indent: noIndent }),
        }),
      ];
  }
}

/** A picture no wider than its column and no higher than `height` millimetres. */
export function pictureOf(block: PaperOf<'picture'>, width: number, height: number): Paragraph[] {
  const most = (width * 25.4) / 1440;
  const scale = Math.min(1, most / block.width, height / block.height);
  return [
    pictureLine(block, block.width * scale, block.height * scale, {
      alignment: 'center',
      keepNext: block.caption !== '',
    }),
  ];
}

function columnTable({ share, left, right }: PaperOf<'columns'>, setting: Setting): (Paragraph | Table)[] {
  const widths = columnWidths([{ width: share }, { width: 1 - share }], setting.width);
  const gutter = 240;
  const tight = { isTop: true, margins: { left: 0, right: 0 } };
  const leftWidth = widths[0] ?? 0;
  const rightWidth = (widths[1] ?? 0) - gutter;
  return [
    table(widths, [
      [
        cell(
          left.flatMap((block) => narrow(block, leftWidth, setting)),
          leftWidth,
          tight,
        ),
        cell(
          right.flatMap((block) => narrow(block, rightWidth, setting)),
          widths[1] ?? 0,
          { isTop: true, margins: { left: gutter, right: 0 } },
        ),
      ],
    ]),
    gap(1),
  ];
}

/** Blocks of a sheet, which may stand in any paper. */
export type SheetBlock = Extract<
  PaperBlock,
  { kind: 'section' | 'spread' | 'facts' | 'mark' | 'stages' | 'box' | 'columns' | 'chart' }
>;

export function sheetParts(block: SheetBlock, setting: Setting): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'section':
      return [sectionLine(block, setting.width, true)];
    case 'spread':
      return [
        setting.form === 'sheet'
          ? spreadLine(block, setting.width)
          : parts([block.left, block.right], setting.width, { size: 28, height: 25 }),
      ];
    case 'facts':
      return factTable(block, setting);
    case 'mark':
      return markTable(block, setting);
    case 'stages':
      return stageTable(block, setting);
    case 'box':
      return boxTable(block, setting);
    case 'chart':
      return [chartLine(block, setting.width)];
    case 'columns':
      return columnTable(block, setting);
  }
}
