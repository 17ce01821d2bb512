import {
  AlignmentType,
  type IParagraphOptions,
  LineRuleType,
  Paragraph,
  type ParagraphChild,
  Tab,
  TabStopType,
  TextRun,
} from 'docx';
import type { Paper, PaperRun } from '../../../../src-shared/contract/paper-values';
import { type PaperPage, paperPage, textArea } from '../../../../src-shared/rules/paper-page';
import { type Face, fontOf } from '../document-fonts';
import { mm, styleOf } from '../document-styles';

/** The unit of line heights and indents: a twentieth of a point. */
export const twips = (points: number) => Math.round(points * 20);

/** What a paper is set with: its page, its width in twips, and the size of its text. */
export interface Setting {
  readonly page: PaperPage;
  readonly form: Paper['form'];
  /** Twips. */
  readonly width: number;
  /** Millimetres. */
  readonly height: number;
  /** Half-points of the text, and of its line in twips. */
  readonly size: number;
  readonly pitch: number;
}

export function settingOf(paper: Pick<Paper, 'form' | 'landscape'>): Setting {
  const page = paperPage(paper);
  const area = textArea(page);
  return {
    page,
    form: paper.form,
    width: mm(area.width),
    height: area.height,
    size: page.text.size * 2,
    pitch: twips(page.text.pitch),
  };
}

/** 小字: notes, tables of figures, 五号. */
export const smallSize = 21;

/** Texts of the Paper may hold line breaks; a run of Word does not take them as characters. */
function broken(text: string): { text?: string; children?: (string | Tab)[]; break?: number }[] {
  return text.split('\n').map((line, index) => {
    const parts = line.split('\t');
    const content =
      parts.length === 1
        ? { text: line }
        : { children: parts.flatMap((part, at) => (at > 0 ? [new Tab(), part] : [part])) };
    return index > 0 ? { ...content, break: 1 } : content;
  });
}

export interface TextStyle {
  readonly face?: Face | undefined;
  /** Half-points. */
  readonly size?: number | undefined;
  readonly bold?: boolean | undefined;
  readonly color?: string | undefined;
  /** Between characters, in twentieths of a point. */
  readonly spacing?: number | undefined;
  /** Digits of Times New Roman. */
  readonly figures?: boolean | undefined;
}

/** Runs that do not keep to the line grid. */
function textRuns(text: string, style: TextStyle = {}): TextRun[] {
  const name = fontOf(style.face ?? 'body');
  return broken(text).map(
    (content) =>
      new TextRun({
        ...content,
        font: style.figures ? { ...name, ascii: 'Times New Roman', hAnsi: 'Times New Roman' } : name,
        size: style.size ?? smallSize,
        bold: style.bold ?? false,
        snapToGrid: false,
        ...(style.color ? { color: style.color } : {}),
        ...(style.spacing ? { characterSpacing: style.spacing } : {}),
      }),
  );
}

/** Runs of the text itself, on the line grid. */
function bodyRuns({ text, face, bold }: PaperRun, setting: Setting): TextRun[] {
  const closer = Math.round(-setting.page.text.closer * 20);
  return broken(text).map(
    (content) =>
      new TextRun({
        ...content,
        font: fontOf(face ?? 'body'),
        size: setting.size,
        ...(bold ? { bold } : {}),
        ...(closer !== 0 ? { characterSpacing: closer } : {}),
      }),
  );
}

/** A paragraph of the text, two characters in. */
export function bodyParagraph(
  runs: readonly PaperRun[],
  setting: Setting,
  options: Partial<IParagraphOptions> = {},
): Paragraph {
  const isDense = setting.form === 'sheet';
  return new Paragraph({
    indent: { firstLine: setting.size * 20, firstLineChars: 200 },
    ...(isDense ? { spacing: exactly(setting.page.text.pitch) } : {}),
    ...options,
    children: runs.flatMap((run) => bodyRuns(run, setting)),
  });
}

export const noIndent = { firstLine: 0, firstLineChars: 0 } as const;

/** A line of a fixed height, all in points. */
export const exactly = (height: number, before = 0, after = 0) => ({
  line: twips(height),
  lineRule: LineRuleType.EXACT,
  before: twips(before),
  after: twips(after),
});

const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;
export type Align = keyof typeof alignments;
export const alignmentOf = (align: Align) => alignments[align];

/** A line apart from the grid: heads, tables, notes. `height`, `before` and `after` in points. */
export function apart(
  content: string | readonly ParagraphChild[],
  style: TextStyle & { height?: number; before?: number; after?: number; align?: Align } = {},
  options: Partial<IParagraphOptions> = {},
): Paragraph {
  const { height = ((style.size ?? smallSize) / 2) * 1.4, before, after, align = 'left' } = style;
  return new Paragraph({
    style: styleOf.apart,
    alignment: alignments[align],
    spacing: exactly(height, before, after),
    ...options,
    children: typeof content === 'string' ? textRuns(content, style) : [...content],
  });
}

/** An empty line of `height` points. */
export const gap = (height: number, options: Partial<IParagraphOptions> = {}) => apart([], { height }, options);

/** Texts on one line of `width`, each at its own stop, the last one at the right edge where it is asked for. */
export function parts(
  texts: readonly string[],
  width: number,
  style: TextStyle & {
    height?: number;
    before?: number;
    after?: number;
    lastRight?: boolean;
    rest?: TextStyle;
    keepNext?: boolean;
  },
): Paragraph {
  const stops = texts.slice(1).map((_, index) => {
    const isLast = index === texts.length - 2;
    return isLast && (style.lastRight ?? true)
      ? { type: TabStopType.RIGHT, position: width }
      : { type: TabStopType.LEFT, position: Math.round((width * (index + 1)) / texts.length) };
  });
  const children = texts.flatMap((text, index) => {
    const own = index > 0 && style.rest ? { ...style, ...style.rest } : style;
    return [...(index > 0 ? [new TextRun({ children: [new Tab()] })] : []), ...textRuns(text, own)];
  });
  return apart(children, style, { tabStops: stops, ...(style.keepNext ? { keepNext: true } : {}) });
}
