import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  HeightRule,
  type IBorderOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import type { Note } from '../../../src-shared/contract/liaison-methods';
import { workLog } from '../../../src-shared/entities/work-log';
import { addMonths, monthEnd } from '../../../src-shared/rules/dates';
import { dutyLabel, formatMinutes, reviewOf } from '../../../src-shared/rules/work-log-review';
import { formatDate, formatDay } from '../../../src-shared/terms/format';
import { type Face, figureFont, fontOf, fontTable } from './document-fonts';
import { mm, styleOf, styleSheet } from './document-styles';

export interface Handbook {
  readonly person: string;
  readonly unit: string;
  /** Days, both inclusive. */
  readonly from: string;
  readonly to: string;
  /** Notes of that time, in the order in which they are printed. */
  readonly notes: readonly Note[];
}

/** The printed area of GB/T 9704-2012 laid across: 225 × 156 mm. */
const margin = { top: mm(28), right: mm(35), bottom: mm(26), left: mm(37), header: mm(15), footer: mm(15), gutter: 0 };
const textWidth = mm(225);
const line: IBorderOptions = { style: BorderStyle.SINGLE, size: 6, color: '000000' };

type Alignment = (typeof AlignmentType)[keyof typeof AlignmentType];

function words(
  text: string,
  options: {
    face?: Face;
    size?: number;
    pitch?: number;
    bold?: boolean;
    align?: Alignment;
    before?: number;
    after?: number;
  },
): Paragraph {
  const { face, size = 21, pitch = 320, bold = false, align = AlignmentType.LEFT, before = 0, after = 0 } = options;
  return new Paragraph({
    style: styleOf.apart,
    alignment: align,
    spacing: { line: pitch, lineRule: LineRuleType.EXACT, before, after },
    children: [new TextRun({ text, font: face ? fontOf(face) : figureFont(), size, bold, snapToGrid: false })],
  });
}

/** '2018年9月'; '2018年1月至9月'; '2017年11月至2018年2月'; days where the time does not begin and end with months. */
export function spanName(from: string, to: string): string {
  const whole = from.endsWith('-01') && to === monthEnd(to);
  const [first, last] = whole
    ? [formatDate(from.slice(0, 7)), formatDate(to.slice(0, 7))]
    : [formatDate(from), formatDate(to)];
  if (first === last) return first;
  return `${first}至${from.slice(0, 4) === to.slice(0, 4) ? last.replace(/^\d+年/, '') : last}`;
}

/** Every month from the first to the last, `YYYY-MM`. */
function monthsOf(from: string, to: string): string[] {
  const months: string[] = [];
  for (let day = `${from.slice(0, 7)}-01`; day <= to; day = addMonths(day, 1)) months.push(day.slice(0, 7));
  return months;
}

function cover(book: Handbook): Paragraph[] {
  const field = (label: string, text: string) =>
    new Paragraph({
      style: styleOf.apart,
      alignment: AlignmentType.LEFT,
      indent: { left: mm(62) },
      spacing: { line: 640, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
      children: [
        new TextRun({ text: `${label}：`, font: fontOf('first'), size: 32, snapToGrid: false }),
        new TextRun({ text: `${text}　`, font: fontOf('body'), size: 32, snapToGrid: false }),
      ],
    });
  return [
    words('工作纪实手册', { face: 'title', size: 84, pitch: 1200, align: AlignmentType.CENTER, before: mm(30) }),
    words(spanName(book.from, book.to), {
      face: 'second',
      size: 36,
      pitch: 720,
      align: AlignmentType.CENTER,
      after: mm(22),
    }),
    field('姓　　名', book.person),
    field('单　　位', book.unit),
    field('起止时间', `${formatDate(book.from)}至${formatDate(book.to)}`),
    field('记　　录', `${book.notes.length} 次`),
  ];
}

interface Column {
  readonly header: string;
  readonly width: number;
  readonly align?: Alignment;
  text(note: Note): string;
}

const wayLabel = (code: string | null) =>
  workLog.fields.way.choices.find((choice) => choice.code === code)?.label ?? '';

function nextText({ next_step: step, next_date: date, next_done: done }: Note): string {
  const when = date ? `${formatDay(date)}` : '';
  const what = [step ?? '', when].filter(Boolean).join('，');
  return what === '' ? '' : done ? `${what}（${formatDay(done)}已办）` : what;
}

const columns: readonly Column[] = [
  { header: '日期', width: mm(20), align: AlignmentType.CENTER, text: ({ date }) => (date ? formatDay(date) : '') },
  { header: '项目', width: mm(33), text: ({ project_name: name }) => name ?? '' },
  { header: '五包', width: mm(19), align: AlignmentType.CENTER, text: ({ duty }) => (duty ? dutyLabel(duty) : '') },
  { header: '方式', width: mm(13), align: AlignmentType.CENTER, text: ({ way }) => wayLabel(way) },
  { header: '事项', width: mm(56), text: ({ matter }) => matter ?? '' },
  {
    header: '部门及人',
    width: mm(28),
    text: ({ department, person }) => [department, person].filter(Boolean).join(' '),
  },
  { header: '结果', width: mm(26), text: ({ result }) => result ?? '' },
  { header: '下一步', width: textWidth - mm(20) - mm(33) - mm(19) - mm(13) - mm(56) - mm(28) - mm(26), text: nextText },
];

function cell(text: string, width: number, options: { align?: Alignment; head?: boolean; bold?: boolean }): TableCell {
  const { align = AlignmentType.LEFT, head = false, bold = false } = options;
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { left: 70, right: 70, top: 30, bottom: 30 },
    children: text
      .split(/\r?\n/)
      .map((part) => words(part, { ...(head ? { face: 'first' as const } : {}), align, bold, pitch: 300 })),
  });
}

function table(widths: readonly number[], head: readonly string[], rows: readonly TableRow[]): Table {
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: [...widths],
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        height: { value: 480, rule: HeightRule.ATLEAST },
        children: head.map((text, index) =>
          cell(text, widths[index] ?? 0, { align: AlignmentType.CENTER, head: true }),
        ),
      }),
      ...rows,
    ],
  });
}

const row = (children: TableCell[]) =>
  new TableRow({ cantSplit: true, height: { value: 420, rule: HeightRule.ATLEAST }, children });

function noteTable(notes: readonly Note[]): Table {
  return table(
    columns.map(({ width }) => width),
    columns.map(({ header }) => header),
    notes.map((note) => row(columns.map(({ width, align, text }) => cell(text(note), width, align ? { align } : {})))),
  );
}

type Reviewed = Parameters<typeof reviewOf>[0];
const review = (notes: readonly Note[]) => reviewOf(notes as unknown as Reviewed);

/** Notes and minutes by duty, a row for each part of the time. */
function totalTable(parts: readonly { name: string; notes: readonly Note[] }[], corner: string): Table {
  const all = review(parts.flatMap(({ notes }) => notes));
  const widths = [mm(30), ...all.duties.map(() => Math.floor((textWidth - mm(60)) / all.duties.length)), mm(30)];
  const figure = (count: number, minutes: number) =>
    count === 0 ? '—' : minutes === 0 ? `${count} 次` : `${count} 次\n${formatMinutes(minutes)}`;
  const shares = ({ name, notes }: { name: string; notes: readonly Note[] }, bold: boolean) => {
    const own = review(notes);
    const texts = [
      name,
      ...all.duties.map(({ key }) => {
        const share = own.duties.find((duty) => duty.key === key);
        return figure(share?.count ?? 0, share?.minutes ?? 0);
      }),
      figure(own.count, own.minutes),
    ];
    return row(texts.map((text, index) => cell(text, widths[index] ?? 0, { align: AlignmentType.CENTER, bold })));
  };
  const sum = { name: '合计', notes: parts.flatMap(({ notes }) => notes) };
  return table(
    widths,
    [corner, ...all.duties.map(({ key }) => dutyLabel(key)), '合计'],
    [...parts.map((part) => shares(part, false)), ...(parts.length > 1 ? [shares(sum, true)] : [])],
  );
}

function summary(notes: readonly Note[]): string {
  const { count, minutes, timed, projects, openSteps, doneSteps } = review(notes);
  const projectCount = projects.filter(({ key }) => key !== null).length;
  return [
    `共记 ${count} 次，涉及项目 ${projectCount} 个`,
    timed > 0 ? `${timed} 次记了用时，共 ${formatMinutes(minutes)}` : '',
    openSteps + doneSteps > 0 ? `下一步 ${openSteps + doneSteps} 件，已办 ${doneSteps} 件` : '',
  ]
    .filter(Boolean)
    .join('；')
    .concat('。');
}

function monthPages(month: string, notes: readonly Note[], first: boolean): (Paragraph | Table)[] {
  const heading = new Paragraph({
    style: styleOf.apart,
    pageBreakBefore: !first,
    keepNext: true,
    outlineLevel: 0,
    spacing: { line: 560, lineRule: LineRuleType.EXACT, before: 0, after: 60 },
    children: [new TextRun({ text: formatDate(month), font: fontOf('first'), size: 32, snapToGrid: false })],
  });
  if (notes.length === 0) return [heading, words('本月没有记录。', { face: 'body', size: 24, pitch: 400 })];
  return [
    heading,
    words(summary(notes), { face: 'body', size: 24, pitch: 400, after: 80 }),
    noteTable(notes),
    words('按五包合计', { face: 'first', size: 24, pitch: 440, before: 160, after: 40 }),
    totalTable([{ name: '本月', notes }], ''),
  ];
}

const footer = new Footer({
  children: [
    new Paragraph({
      style: styleOf.apart,
      alignment: AlignmentType.CENTER,
      children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: fontOf('number'), size: 28 })],
    }),
  ],
});

/** The handbook as a .docx, A4 across: cover, each month on pages of its own with its totals by duty, and all months together at the end. */
export async function handbookDocx(book: Handbook): Promise<Buffer> {
  const size = { width: mm(210), height: mm(297), orientation: PageOrientation.LANDSCAPE };
  const months = monthsOf(book.from, book.to).map((month) => ({
    month,
    notes: book.notes.filter(({ date }) => date?.startsWith(month)),
  }));
  const document = new Document({
    title: `工作纪实手册（${book.person}，${spanName(book.from, book.to)}）`,
    creator: book.person,
    sections: [
      { properties: { page: { size, margin } }, children: cover(book) },
      {
        properties: { type: SectionType.NEXT_PAGE, page: { size, margin, pageNumbers: { start: 1 } } },
        footers: { default: footer },
        children: [
          ...months.flatMap(({ month, notes }, index) => monthPages(month, notes, index === 0)),
          ...(months.length > 1
            ? [
                new Paragraph({
                  style: styleOf.apart,
                  pageBreakBefore: true,
                  outlineLevel: 0,
                  spacing: { line: 560, lineRule: LineRuleType.EXACT, before: 0, after: 60 },
                  children: [
                    new TextRun({
                      text: `${spanName(book.from, book.to)}合计`,
                      font: fontOf('first'),
                      size: 32,
                      snapToGrid: false,
                    }),
                  ],
                }),
                words(summary(book.notes), { face: 'body', size: 24, pitch: 400, after: 80 }),
                totalTable(
                  months.map(({ month, notes }) => ({ name: formatDate(month), notes })),
                  '月份',
                ),
              ]
            : []),
        ],
      },
    ],
  });
  return Packer.toBuffer(document, undefined, [fontTable(), styleSheet(400, 24)]);
}
