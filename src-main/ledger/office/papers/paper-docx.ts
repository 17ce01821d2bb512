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
  Packer,
  PageNumber,
  PageOrientation,
  type Paragraph,
  Tab,
  type Table,
  TabStopType,
  TextRun,
} from 'docx';
import type { Paper, PaperBlock, PaperOf } from '../../../../src-shared/contract/paper-values';
import { fontOf, fontTable } from '../document-fonts';
import { mm, styleSheet } from '../document-styles';
import { formTable } from './docx-form';
import { pictureOf, sheetParts } from './docx-sheet';
import { tableParts } from './docx-table';
import {
  alignmentOf,
  apart,
  bodyParagraph,
  exactly,
  gap,
  noIndent,
  parts,
  type Setting,
  settingOf,
  smallSize,
  twips,
} from './docx-text';

const red = 'D0021B';

/** Red title, number line, red rule (GB/T 9704-2012, 7.2); the title of the paper two lines below. */
function redHead(paper: Paper): Paragraph[] {
  return [
    ...(paper.letterhead === null
      ? []
      : [apart(paper.letterhead, { face: 'title', size: 63, color: red, spacing: 100, height: 36, align: 'center' })]),
    apart(
      paper.number ?? '',
      { size: 32, height: 24, before: 14.25, align: 'center' },
      { border: { bottom: { style: BorderStyle.SINGLE, size: 15, space: 4, color: red } } },
    ),
    ...titleLines(paper, 32.25),
  ];
}

/** The title in 2号 小标宋, a line each; `before` points over the first. */
function titleLines({ title, subtitle }: Paper, before: number): Paragraph[] {
  return [
    ...title.map((text, index) =>
      apart(
        text,
        {
          face: 'title',
          size: 44,
          height: 31.5,
          before: index === 0 ? before : 0,
          after: index === title.length - 1 ? (subtitle === null ? 10.5 : 2) : 0,
          align: 'center',
        },
        index === 0 ? { outlineLevel: 0 } : {},
      ),
    ),
    ...(subtitle === null
      ? []
      : [apart(subtitle, { face: 'second', size: 32, height: 28, after: 10, align: 'center' })]),
  ];
}

function plainHead(paper: Paper): Paragraph[] {
  return [
    ...(paper.number === null ? [] : [apart(paper.number, { size: 32, height: 28, align: 'right' })]),
    ...titleLines(paper, paper.number === null ? 0 : 14),
  ];
}

/** Title left, what it is under it, number right. */
function sheetHead(paper: Paper, { width }: Setting): Paragraph[] {
  const under = [paper.subtitle ?? '', paper.number ?? ''];
  return [
    ...paper.title.map((text, index) =>
      apart(
        text,
        { face: 'title', size: 40, height: 27, after: index === paper.title.length - 1 ? 2 : 0 },
        index === 0 ? { outlineLevel: 0 } : {},
      ),
    ),
    ...(under.some((text) => text !== '') ? [parts(under, width, { height: 14.2, after: 5 })] : []),
  ];
}

function slipHead(paper: Paper, { width }: Setting): Paragraph[] {
  return [
    ...paper.title.map((text, index) =>
      apart(
        text,
        {
          face: 'title',
          size: 44,
          spacing: 40,
          height: 32,
          after: index === paper.title.length - 1 ? 10 : 0,
          align: 'center',
        },
        index === 0 ? { outlineLevel: 0 } : {},
      ),
    ),
    parts([paper.number ?? '', paper.subtitle ?? ''], width, { size: 28, height: 25 }),
  ];
}

function headOf(paper: Paper, setting: Setting): Paragraph[] {
  switch (paper.form) {
    case 'red':
      return redHead(paper);
    case 'sheet':
      return sheetHead(paper, setting);
    case 'slip':
      return slipHead(paper, setting);
    default:
      return plainHead(paper);
  }
}

/** Issuer and date, four characters in from the right (GB/T 9704-2012, 7.3.5). */
function signature({ issuer, date }: PaperOf<'signature'>, setting: Setting): Paragraph[] {
  const { pitch } = setting.page.text;
  const line = (text: string, before: number) =>
    bodyParagraph([{ text }], setting, {
      alignment: AlignmentType.RIGHT,
      indent: { right: setting.size * 40 },
      keepNext: before > 0,
      spacing: exactly(pitch, before),
    });
  return [...(issuer === '' ? [] : [line(issuer, 15)]), line(date, issuer === '' ? 15 : 0)];
}

/** '附件：1．…', a line below the text, two characters in; more lines under the first title (GB/T 9704-2012, 7.3.4). */
function annexList({ titles }: PaperOf<'annexes'>, setting: Setting, kept: Partial<IParagraphOptions>): Paragraph[] {
  const character = setting.size * 10;
  return titles.map((title, index) => {
    const number = titles.length > 1 ? `${index + 1}．` : '';
    const text = index === 0 ? `附件：${number}${title}` : `${number}${title}`;
    return bodyParagraph([{ text }], setting, {
      ...kept,
      indent: {
        left: character * (titles.length > 1 ? 7 : 5),
        hanging: character * (index === 0 ? (titles.length > 1 ? 5 : 3) : 2),
      },
      ...(index === 0 ? { spacing: exactly(setting.page.text.pitch, setting.page.text.pitch) } : {}),
    });
  });
}

/** 附件 and its number in 黑体 at the head of a new page, the title on the third line. */
function annexHead({ mark, title }: PaperOf<'annex'>, setting: Setting): Paragraph[] {
  return [
    bodyParagraph([{ text: mark, face: 'first' }], setting, {
      indent: noIndent,
      pageBreakBefore: true,
      keepNext: true,
    }),
    apart(
      title,
      { face: 'title', size: 44, height: 31.5, before: 28, after: 12, align: 'center' },
      { outlineLevel: 0, keepNext: true },
    ),
  ];
}

const headingFaces = { 1: 'first', 2: 'second', 3: 'body' } as const;

/** `isHeld`: issuer and date follow, which never stand on a page without text. */
function blockParts(block: PaperBlock, setting: Setting, isHeld: boolean): (Paragraph | Table)[] {
  const kept = isHeld ? { keepNext: true, keepLines: true } : {};
  switch (block.kind) {
    case 'heading':
      return [
        bodyParagraph(
          [{ text: block.text, face: headingFaces[block.level] }, ...(block.after ? [{ text: block.after }] : [])],
          setting,
          {
            ...kept,
            ...(block.after ? {} : { keepNext: true }),
            ...(block.level === 1 ? { outlineLevel: 1 } : block.after ? {} : { outlineLevel: block.level }),
          },
        ),
      ];
    case 'paragraph': {
      const character = setting.size * 10;
      const indent: IParagraphOptions['indent'] = block.hang
        ? { left: character * (block.hang + (block.indent ? 2 : 0)), hanging: character * block.hang }
        : block.indent
          ? undefined
          : noIndent;
      return [
        bodyParagraph(block.runs, setting, {
          ...kept,
          ...(indent ? { indent } : {}),
          ...(block.align === 'left' ? {} : { alignment: alignmentOf(block.align) }),
        }),
      ];
    }
    case 'table':
      return tableParts(block, setting);
    case 'picture':
      return [
        ...pictureOf(block, setting.width, setting.height - 20),
        ...(block.caption
          ? [apart(block.caption, { face: 'second', size: 24, height: 20, after: 6, align: 'center' })]
          : []),
      ];
    case 'signature':
      return signature(block, setting);
    case 'annex':
      return annexHead(block, setting);
    case 'annexes':
      return annexList(block, setting, kept);
    case 'rule': {
      const style = block.cut ? BorderStyle.DASHED : BorderStyle.SINGLE;
      return [
        gap(block.cut ? 13 : 6, { border: { bottom: { style, size: 6, space: 1, color: '000000' } } }),
        gap(block.cut ? 7 : 6),
      ];
    }
    case 'page':
      return [gap(1, { pageBreakBefore: true })];
    case 'form':
      return [formTable(block, setting), gap(1)];
    default:
      return sheetParts(block, setting);
  }
}

const imprintPitch = 450;

/**
 * 版记: whom copies go to, who printed it and when, at the foot of the last page between rules (GB/T 9704-2012, 7.4). Two frames with fixed
 * places: WPS, Word and LibreOffice all set them there, which is true of neither a floating table nor of one frame with a rule inside.
 */
function imprint({ copies, printer, date }: NonNullable<Paper['imprint']>, setting: Setting): Paragraph[] {
  const rule = (size: number) => ({ style: BorderStyle.SINGLE, size, space: 0, color: '000000' });
  const foot = mm(setting.page.height - setting.page.margin.bottom);
  const line = (content: readonly string[], y: number, border: NonNullable<IParagraphOptions['border']>) =>
    apart(
      content.flatMap((text, index) => [
        ...(index > 0 ? [new TextRun({ children: [new Tab()] })] : []),
        new TextRun({ text, font: fontOf('body'), size: 28 }),
      ]),
      { height: imprintPitch / 20 },
      {
        frame: {
          type: 'absolute',
          position: { x: 0, y },
          anchor: { horizontal: FrameAnchorType.MARGIN, vertical: FrameAnchorType.PAGE },
          width: setting.width,
          wrap: FrameWrap.AROUND,
        },
        border,
        tabStops: [{ type: TabStopType.RIGHT, position: setting.width - 280 }],
      },
    );
  const lines = [copies, printer].filter((text) => text !== '');
  return lines.map((text, index) => {
    const isLast = index === lines.length - 1;
    return line(isLast ? [`　${text}`, `${date}印发`] : [`　${text}`], foot - (lines.length - index) * imprintPitch, {
      top: rule(index === 0 ? 8 : 6),
      ...(isLast ? { bottom: rule(8) } : {}),
    });
  });
}

/** '— 1 —' at the outer side, one character in; the notice about the figures at the inner side (GB/T 9704-2012, 7.5). */
function footer(paper: Paper, setting: Setting, side: 'odd' | 'even'): Footer {
  const notice = paper.notice ?? '';
  if (!setting.page.numbered)
    return new Footer({ children: [parts([notice, paper.foot ?? ''], setting.width, { size: smallSize })] });
  const number = new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: fontOf('number'), size: 28 });
  const words = new TextRun({ text: notice, font: fontOf('body'), size: smallSize });
  const tab = new TextRun({ children: [new Tab()] });
  return new Footer({
    children: [
      apart(
        side === 'odd' ? [words, tab, number] : [number, tab, words],
        { height: 20 },
        {
          tabStops: [{ type: TabStopType.RIGHT, position: setting.width - (side === 'odd' ? 280 : 0) }],
          indent: { left: side === 'even' ? 280 : 0 },
        },
      ),
    ],
  });
}

function header({ draft }: Paper): Header {
  return new Header({
    children: [apart(draft ?? '', { face: 'first', size: 27, height: 15 })],
  });
}

/** Places of the blocks before the signature that hold on to it: the last text, and the list of annexes under it. */
function heldBySignature(blocks: readonly PaperBlock[]): ReadonlySet<number> {
  const held = new Set<number>();
  for (let at = blocks.findIndex(({ kind }) => kind === 'signature') - 1; at >= 0; at--) {
    const kind = blocks[at]?.kind;
    if (kind !== 'paragraph' && kind !== 'heading' && kind !== 'annexes') break;
    held.add(at);
    if (kind !== 'annexes') break;
  }
  return held;
}

function contentOf(paper: Paper, setting: Setting): (Paragraph | Table)[] {
  const held = heldBySignature(paper.blocks);
  const blocks = paper.blocks.map((block, index) => blockParts(block, setting, held.has(index)));
  const last = paper.blocks.length - 1;
  const lastKind = paper.blocks[last]?.kind;
  const frames = paper.imprint ? imprint(paper.imprint, setting) : [];
  // Frames belong to the paragraph after them, and so to the page that this stands on. They stand before all that the signature holds:
  // between two paragraphs that hold together they would part them.
  const at = lastKind === 'signature' ? Math.min(last, ...held) : lastKind === 'paragraph' ? last : last + 1;
  return [
    ...headOf(paper, setting),
    ...(paper.addressee === null ? [] : [bodyParagraph([{ text: paper.addressee }], setting, { indent: noIndent })]),
    ...blocks.slice(0, at).flat(),
    ...frames,
    ...blocks.slice(at).flat(),
    ...(frames.length > 0 && at > last ? [gap(1)] : []),
  ];
}

/** A paper as a .docx in the form of GB/T 9704-2012; editable, fonts by name, tables with their heads on every page. */
export async function paperDocx(paper: Paper): Promise<Buffer> {
  const setting = settingOf(paper);
  const { page } = setting;
  const headed = header(paper);
  const document = new Document({
    title: [paper.letterhead, paper.title.join('')].filter(Boolean).join('　'),
    ...(paper.imprint?.printer ? { creator: paper.imprint.printer } : {}),
    ...(paper.notice ? { description: paper.notice } : {}),
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: {
          page: {
            // Given upright: the library turns them.
            size: {
              width: mm(210),
              height: mm(297),
              ...(paper.landscape ? { orientation: PageOrientation.LANDSCAPE } : {}),
            },
            margin: {
              top: mm(page.margin.top),
              right: mm(page.margin.right),
              bottom: mm(page.margin.bottom),
              left: mm(page.margin.left),
              header: mm(page.header),
              footer: mm(page.footer),
              gutter: 0,
            },
          },
          ...(paper.form === 'sheet'
            ? {}
            : { grid: { type: DocumentGridType.LINES, linePitch: twips(page.text.pitch) } }),
        },
        headers: { default: headed, even: headed },
        footers: { default: footer(paper, setting, 'odd'), even: footer(paper, setting, 'even') },
        children: contentOf(paper, setting),
      },
    ],
  });
  return Packer.toBuffer(document, undefined, [fontTable(), styleSheet(setting.pitch, setting.size)]);
}
