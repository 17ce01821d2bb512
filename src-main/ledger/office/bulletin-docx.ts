import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  FrameAnchorType,
  FrameWrap,
  Header,
  type IParagraphOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Tab,
  type Table,
  TabStopType,
  TextRun,
} from 'docx';
import type { BulletinFigures, RegionFigures } from '../../../src-shared/contract/exchange-methods';
import type { Period } from '../../../src-shared/rules/period';
import { formatDate } from '../../../src-shared/terms/format';
import { progressNotes, startNotes } from './bulletin-columns';
import { dispatchNotice, draftNotice, letterhead } from './bulletin-letterhead';
import { bulletinText, type Item } from './bulletin-prose';
import { bulletinTable, progressTable, startTable, textWidth } from './bulletin-tables';
import { type Face, fontOf, fontTable } from './document-fonts';
import { mm, styleOf, styleSheet } from './document-styles';

const red = 'D0021B';
/** 3号, with a quarter point less between characters: 28 of them fill the 156 mm of a line. */
const bodySize = 32;
const bodySpacing = -5;
/** 28 pt: 22 lines on the 225 mm of a page. */
const pitch = 560;

interface Piece {
  readonly text: string;
  readonly face?: Face;
}

function run({ text, face = 'body' }: Piece): TextRun {
  return new TextRun({ text, font: fontOf(face), size: bodySize, characterSpacing: bodySpacing });
}

function bodyParagraph(pieces: readonly Piece[], options: Partial<IParagraphOptions> = {}): Paragraph {
  return new Paragraph({
    indent: { firstLine: 640, firstLineChars: 200 },
    ...options,
    children: pieces.map(run),
  });
}

function smallParagraph(text: string): Paragraph {
  return new Paragraph({
    style: styleOf.apart,
    spacing: { line: 300, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    children: [new TextRun({ text, font: fontOf('body'), size: 21, snapToGrid: false })],
  });
}

const gap = (height: number) =>
  new Paragraph({
    style: styleOf.apart,
    spacing: { line: height, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    children: [],
  });

function centred(
  text: string,
  face: Face,
  size: number,
  spacing: { line: number; before: number; after: number },
  more: Partial<IParagraphOptions> = {},
  colour?: string,
): Paragraph {
  return new Paragraph({
    style: styleOf.apart,
    alignment: AlignmentType.CENTER,
    spacing: { ...spacing, lineRule: LineRuleType.EXACT },
    ...more,
    children: [
      new TextRun({
        text,
        font: fontOf(face),
        size,
        ...(colour ? { color: colour, characterSpacing: 100 } : {}),
      }),
    ],
  });
}

/** Red title, number line, red rule (GB/T 9704-2012, 7.2). The number is left open for the office that registers the paper. */
function head(period: Period): Paragraph[] {
  return [
    centred(letterhead.title, 'title', 63, { line: 720, before: 0, after: 0 }, {}, red),
    centred(
      `${letterhead.numberBefore}〔${period.year}〕　　${letterhead.numberAfter}`,
      'body',
      bodySize,
      { line: 480, before: 285, after: 0 },
      {
        border: { bottom: { style: BorderStyle.SINGLE, size: 15, space: 4, color: red } },
      },
    ),
    centred(
      `关于${period.shortName}全市重点项目`,
      'title',
      44,
      { line: 630, before: 645, after: 0 },
      { outlineLevel: 0 },
    ),
    centred('推进情况的通报', 'title', 44, { line: 630, before: 0, after: 210 }),
  ];
}

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** Regions by place, those without one last in the order of the catalogue. */
export function byPlace(regions: readonly RegionFigures[]): RegionFigures[] {
  return [...regions].sort((a, b) => (a.rank ?? Number.POSITIVE_INFINITY) - (b.rank ?? Number.POSITIVE_INFINITY) || 0);
}

function tableBlock(table: NonNullable<Item['table']>, figures: BulletinFigures): (Paragraph | Table)[] {
  const asOf = `截至${formatDate(figures.asOf)}`;
  const [shape, unit, notes] =
    table === 'progress'
      ? [progressTable, '单位：项、亿元、百分点', progressNotes(figures.timeProportional)]
      : [startTable, '单位：项', startNotes];
  return [
    gap(150),
    bulletinTable(shape, byPlace(figures.regions), figures.totals, `${unit}，${asOf}`),
    gap(60),
    smallParagraph(`${dispatchNotice}。`),
    ...notes.map(smallParagraph),
    gap(120),
  ];
}

function content(figures: BulletinFigures, period: Period): (Paragraph | Table)[] {
  const parts = bulletinText(figures, period);
  return parts.flatMap((part, index) => [
    bodyParagraph([{ text: `${numerals[index]}、${part.heading}`, face: 'first' }], {
      keepNext: true,
      outlineLevel: 1,
    }),
    ...part.items.flatMap((item, at) => {
      // Issuer and date never stand on a page without text.
      const isLast = index === parts.length - 1 && at === part.items.length - 1;
      const pieces: Piece[] = [{ text: `（${numerals[at]}）${item.lead}`, face: 'second' }, { text: `。${item.text}` }];
      return [
        bodyParagraph(pieces, isLast ? { keepNext: true, keepLines: true } : {}),
        ...(item.table ? tableBlock(item.table, figures) : []),
      ];
    }),
  ]);
}

/** Issuer and date, four characters in from the right (GB/T 9704-2012, 7.3.5). */
function signature(day: string): Paragraph[] {
  const line = (text: string, before: number) =>
    bodyParagraph([{ text }], {
      alignment: AlignmentType.RIGHT,
      indent: { right: 1280 },
      keepNext: before > 0,
      spacing: { line: pitch, lineRule: LineRuleType.EXACT, before, after: 0 },
    });
  return [line(letterhead.issuer, 300), line(formatDate(day), 0)];
}

const imprintPitch = 450;

/**
 * 版记: whom copies go to, who printed it and when, at the foot of the last page between rules (GB/T 9704-2012, 7.4). Two frames with fixed
 * places: WPS, Word and LibreOffice all set them there, which is true of neither a floating table nor of one frame with a rule inside.
 */
function imprint(day: string): Paragraph[] {
  const rule = (size: number) => ({ style: BorderStyle.SINGLE, size, space: 0, color: '000000' });
  const foot = mm(297) - mm(35);
  const line = (content: readonly string[], y: number, border: NonNullable<IParagraphOptions['border']>) =>
    new Paragraph({
      style: styleOf.apart,
      alignment: AlignmentType.LEFT,
      frame: {
        type: 'absolute',
        position: { x: 0, y },
        anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.PAGE },
        width: textWidth,
        wrap: FrameWrap.AROUND,
      },
      border,
      tabStops: [{ type: TabStopType.RIGHT, position: textWidth - 280 }],
      spacing: { line: imprintPitch, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
      children: content.flatMap((text, index) => [
        ...(index > 0 ? [new TextRun({ children: [new Tab()] })] : []),
        new TextRun({ text, font: fontOf('body'), size: 28 }),
      ]),
    });
  return [
    line([`　${letterhead.copies}`], foot - 2 * imprintPitch, { top: rule(8) }),
    line([`　${letterhead.issuer}`, `${formatDate(day)}印发`], foot - imprintPitch, { top: rule(6), bottom: rule(8) }),
  ];
}

/** '— 1 —' at the outer side, one character in; the notice about the figures at the inner side (GB/T 9704-2012, 7.5). */
function footer(side: 'odd' | 'even'): Footer {
  const number = new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: fontOf('number'), size: 28 });
  const notice = new TextRun({ text: dispatchNotice, font: fontOf('body'), size: 21 });
  const tab = new TextRun({ children: [new Tab()] });
  return new Footer({
    children: [
      new Paragraph({
        style: styleOf.apart,
        alignment: AlignmentType.LEFT,
        tabStops: [{ type: TabStopType.RIGHT, position: textWidth - (side === 'odd' ? 280 : 0) }],
        indent: { left: side === 'even' ? 280 : 0 },
        children: side === 'odd' ? [notice, tab, number] : [number, tab, notice],
      }),
    ],
  });
}

function draftHeader(frozen: boolean): Header {
  return new Header({
    children: [
      new Paragraph({
        style: styleOf.apart,
        spacing: { line: 300, lineRule: LineRuleType.EXACT },
        children: frozen ? [] : [new TextRun({ text: draftNotice, font: fontOf('first'), size: 27 })],
      }),
    ],
  });
}

/**
 * The bulletin as a .docx in the form of GB/T 9704-2012: A4, margins 37/26/35/28 mm, 22 lines of 28 characters. `day` is the day of
 * the paper. Unfrozen figures carry 送审稿，数据未冻结 on every page.
 */
export async function bulletinDocx(figures: BulletinFigures, period: Period, day: string): Promise<Buffer> {
  const frozen = figures.frozenAt !== null;
  const document = new Document({
    title: `${letterhead.title}（${period.name}）`,
    creator: letterhead.issuer,
    description: dispatchNotice,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: {
          page: {
            size: { width: mm(210), height: mm(297) },
            margin: {
              top: mm(37),
              right: mm(26),
              bottom: mm(35),
              left: mm(28),
              header: mm(26),
              footer: mm(23),
              gutter: 0,
            },
          },
          grid: { type: DocumentGridType.LINES, linePitch: pitch },
        },
        headers: { default: draftHeader(frozen), even: draftHeader(frozen) },
        footers: { default: footer('odd'), even: footer('even') },
        children: [
          ...head(period),
          bodyParagraph([{ text: letterhead.addressees }], { indent: { firstLine: 0, firstLineChars: 0 } }),
          bodyParagraph([{ text: letterhead.opening }]),
          ...content(figures, period),
          // Frames belong to the paragraph after them, and so to the page that the signature stands on.
          ...imprint(day),
          ...signature(day),
        ],
      },
    ],
  });
  return Packer.toBuffer(document, undefined, [fontTable(), styleSheet(pitch, bodySize)]);
}
