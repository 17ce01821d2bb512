import {
  AlignmentType,
  BorderStyle,
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
import { type Face, fontOf } from './document-fonts';
import { mm, styleOf } from './document-styles';

/** The pieces that a project card is laid out with: lines of text and tables with few rules, all in black and grey. */

/** 210 − 18 − 18 mm. */
export const textWidth = mm(174);
/** 小四 less a half: the size of everything that is not said otherwise, in half-points. */
export const size = 21;
export const strong: IBorderOptions = { style: BorderStyle.SINGLE, size: 8, color: '000000' };
export const thin: IBorderOptions = { style: BorderStyle.SINGLE, size: 4, color: '999999' };
const none: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' };
const open = { top: none, bottom: none, left: none, right: none };
export const box = { top: strong, bottom: strong, left: strong, right: strong };

export interface Style {
  readonly face?: Face;
  readonly size?: number;
  readonly bold?: boolean;
  readonly right?: boolean;
  readonly before?: number;
  readonly after?: number;
}

const lineOf = (height: number, style: Style) => ({
  line: Math.round(height * 13.5),
  lineRule: LineRuleType.EXACT,
  before: style.before ?? 0,
  after: style.after ?? 0,
});

export function words(text: string, style: Style = {}): Paragraph {
  const height = style.size ?? size;
  return new Paragraph({
    style: styleOf.apart,
    alignment: style.right ? AlignmentType.RIGHT : AlignmentType.LEFT,
    spacing: lineOf(height, style),
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

/** Left and right on one line of `width`. */
export function spread(left: string, right: string, style: Style & { readonly width?: number } = {}): Paragraph {
  const font = fontOf(style.face ?? 'body');
  const height = style.size ?? size;
  return new Paragraph({
    style: styleOf.apart,
    tabStops: [{ type: TabStopType.RIGHT, position: style.width ?? textWidth }],
    spacing: lineOf(height, style),
    children: [
      new TextRun({ text: left, font, size: height, bold: style.bold ?? false, snapToGrid: false }),
      new TextRun({ children: [new Tab(), right], font: fontOf('body'), size: height, snapToGrid: false }),
    ],
  });
}

export const heading = (text: string, right = '', width = textWidth) =>
  spread(text, right, { face: 'first', bold: true, before: 170, after: 60, width });

export interface CellStyle {
  readonly borders?: Partial<Record<'top' | 'bottom' | 'left' | 'right', IBorderOptions>>;
  readonly margins?: { readonly left?: number; readonly right?: number };
  readonly isTop?: boolean;
}

export function cell(lines: readonly (Paragraph | Table)[], width: number, style: CellStyle = {}): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: style.isTop ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER,
    margins: { left: 60, right: 60, top: 40, bottom: 40, ...style.margins },
    borders: { ...open, ...style.borders },
    children: lines,
  });
}

export function table(widths: readonly number[], rows: readonly TableRow[]): Table {
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: [...widths],
    borders: { ...open, insideHorizontal: none, insideVertical: none },
    rows: [...rows],
  });
}

export const row = (cells: readonly TableCell[]) => new TableRow({ cantSplit: true, children: cells });
export const shares = (...parts: number[]) => parts.map((part) => Math.round(textWidth * part));

/** Rows between thin rules, under a head where there is one. `right` names the columns that are figures. */
export function listTable(
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
          // A column of text after one of figures keeps its distance.
          ...(right.has(index - 1) && !right.has(index) ? { margins: { left: 300 } } : {}),
        }),
      ),
    );
  return table(widths, [...(head ? [line(head, true)] : []), ...rows.map((texts) => line(texts, false))]);
}
