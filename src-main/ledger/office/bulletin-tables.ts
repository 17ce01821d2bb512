import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  type IBorderOptions,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { RegionFigures } from '../../../src-shared/contract/exchange-methods';
import { type Column, columnOf, printed } from './bulletin-columns';
import { type Face, figureFont, fontOf } from './document-fonts';
import { styleOf } from './document-styles';

/** Width of the text, in twips: 210 − 28 − 26 mm. */
export const textWidth = 8844;

/** Half-points and twips of the table's text: 五号, lines of 15 pt. */
const size = 21;
const line: IBorderOptions = { style: BorderStyle.SINGLE, size: 6, color: '000000' };
const none: IBorderOptions = { style: BorderStyle.NIL, size: 0, color: 'auto' };

interface Shown extends Pick<Column, 'name'> {
  readonly width: number;
  /** Lines of the header; the column's own header where it is not named. */
  readonly header?: readonly string[];
}

export interface TableShape {
  readonly caption: string;
  /** Columns that the caption takes; unit and date stand over the others. */
  readonly captionColumns: number;
  readonly columns: readonly Shown[];
  /** Groups of columns with a header of their own over them. */
  readonly grouped: boolean;
}

const regionHeader = ['县（市）区、', '开发区'];

export const progressTable: TableShape = {
  caption: '各地重点项目推进情况',
  captionColumns: 4,
  grouped: false,
  columns: [
    { name: 'rank', width: 570 },
    { name: 'region', width: 1410, header: regionHeader },
    { name: 'projects', width: 630, header: ['在建', '项目'] },
    { name: 'annual_plan', width: 840, header: ['年度', '计划'] },
    { name: 'completed', width: 840, header: ['本年', '完成'] },
    { name: 'completion_rate', width: 810, header: ['完成率', '%'] },
    { name: 'gap', width: 840 },
    { name: 'due', width: 600, header: ['应入', '统'] },
    { name: 'listed', width: 600, header: ['已入', '统'] },
    { name: 'listing_rate', width: 810, header: ['入统率', '%'] },
    { name: 'listing_rank', width: 420, header: ['位', '次'] },
    { name: 'not_listed', width: 474, header: ['未入', '统'] },
  ],
};

export const startTable: TableShape = {
  caption: '各地开工、落地、前期和储备情况',
  captionColumns: 5,
  grouped: true,
  columns: [
    { name: 'region', width: 1434, header: regionHeader },
    { name: 'planned_starts', width: 600, header: ['应', '开工'] },
    { name: 'started', width: 600, header: ['已', '开工'] },
    { name: 'start_rate', width: 780, header: ['开工率', '%'] },
    { name: 'start_rank', width: 480, header: ['位次'] },
    { name: 'signed', width: 570 },
    { name: 'landed', width: 570 },
    { name: 'landing_rate', width: 780, header: ['落地率', '%'] },
    { name: 'preparing', width: 570 },
    { name: 'prepared', width: 570 },
    { name: 'preparation_rate', width: 780, header: ['成熟率', '%'] },
    { name: 'reserve', width: 570 },
    { name: 'reserve_rank', width: 540 },
  ],
};

function paragraph(
  text: string,
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType],
  options: { face?: Face; bold?: boolean; size?: number; pitch?: number },
) {
  return new Paragraph({
    style: styleOf.apart,
    alignment,
    spacing: { line: options.pitch ?? 300, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    children: [
      new TextRun({
        text,
        font: options.face ? fontOf(options.face) : figureFont(),
        size: options.size ?? size,
        bold: options.bold ?? false,
        snapToGrid: false,
      }),
    ],
  });
}

function headerCell(lines: readonly string[], options: { columnSpan?: number; rowSpan?: number; width: number }) {
  return new TableCell({
    width: { size: options.width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: 0, right: 0 },
    ...(options.columnSpan ? { columnSpan: options.columnSpan } : {}),
    ...(options.rowSpan ? { rowSpan: options.rowSpan } : {}),
    children: lines.map((text) => paragraph(text, AlignmentType.CENTER, { face: 'first', pitch: 270 })),
  });
}

const headerLines = (shown: Shown) => shown.header ?? [columnOf(shown.name).header];

/** Caption left, unit and date right: the first of the rows that Word repeats on every page, without borders of its own. */
function captionRow(shape: TableShape, note: string): TableRow {
  const left = shape.captionColumns;
  const widthOf = (columns: readonly Shown[]) => columns.reduce((sum, column) => sum + column.width, 0);
  const cell = (columns: readonly Shown[], child: Paragraph) =>
    new TableCell({
      columnSpan: columns.length,
      width: { size: widthOf(columns), type: WidthType.DXA },
      margins: { left: 0, right: 0 },
      borders: { top: none, left: none, right: none, bottom: line },
      verticalAlign: VerticalAlignTable.BOTTOM,
      children: [child],
    });
  return new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: [
      cell(
        shape.columns.slice(0, left),
        paragraph(shape.caption, AlignmentType.LEFT, { face: 'first', size: 24, pitch: 390 }),
      ),
      cell(shape.columns.slice(left), paragraph(note, AlignmentType.RIGHT, { face: 'body', pitch: 390 })),
    ],
  });
}

function headerRows(shape: TableShape): TableRow[] {
  const row = (cells: TableCell[], height: number) =>
    new TableRow({
      tableHeader: true,
      cantSplit: true,
      height: { value: height, rule: HeightRule.ATLEAST },
      children: cells,
    });
  if (!shape.grouped)
    return [
      row(
        shape.columns.map((shown) => headerCell(headerLines(shown), { width: shown.width })),
        600,
      ),
    ];
  const groups: { name: string; columns: Shown[] }[] = [];
  for (const shown of shape.columns) {
    const name = columnOf(shown.name).group;
    const last = groups.at(-1);
    if (last && name !== '' && last.name === name) last.columns.push(shown);
    else groups.push({ name, columns: [shown] });
  }
  const top = groups.map(({ name, columns }) => {
    const width = columns.reduce((sum, column) => sum + column.width, 0);
    const [only] = columns;
    return name === '' && only
      ? headerCell(headerLines(only), { rowSpan: 2, width })
      : headerCell([name], { columnSpan: columns.length, width });
  });
  const below = groups.filter(({ name }) => name !== '').flatMap(({ columns }) => columns);
  return [
    row(top, 390),
    row(
      below.map((shown) => headerCell(headerLines(shown), { width: shown.width })),
      600,
    ),
  ];
}

function bodyRow(shape: TableShape, figures: RegionFigures, bold: boolean): TableRow {
  const cells = shape.columns.map(({ name, width }) => {
    const column = columnOf(name);
    const text = bold && name === 'rank' ? '' : printed(figures, column);
    const alignment =
      column.kind === 'name'
        ? AlignmentType.LEFT
        : column.kind === 'place' || text === '—'
          ? AlignmentType.CENTER
          : AlignmentType.RIGHT;
    return new TableCell({
      width: { size: width, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { left: 60, right: 60 },
      children: [paragraph(text, alignment, { bold })],
    });
  });
  return new TableRow({ cantSplit: true, height: { value: 390, rule: HeightRule.ATLEAST }, children: cells });
}

/** A table of the bulletin: regions as given, the city's sums last; caption, unit and date, and head stand again on every page. */
export function bulletinTable(
  shape: TableShape,
  regions: readonly RegionFigures[],
  totals: RegionFigures,
  note: string,
): Table {
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: shape.columns.map(({ width }) => width),
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: [
      captionRow(shape, note),
      ...headerRows(shape),
      ...regions.map((region) => bodyRow(shape, region, false)),
      bodyRow(shape, totals, true),
    ],
  });
}
