import { Document, Footer, LineRuleType, Packer, Paragraph, Tab, type Table, TabStopType, TextRun } from 'docx';
import { ChartRun } from 'docx/charts';
import { dispatchNotice } from './bulletin-letterhead';
import { fontName, fontOf, fontTable } from './document-fonts';
import { mm, styleOf, styleSheet } from './document-styles';
import {
  box,
  cell,
  heading,
  listTable,
  row,
  shares,
  size,
  spread,
  strong,
  table,
  textWidth,
  thin,
  words,
} from './project-card-blocks';

export interface CardStage {
  /** Done, under way, still to come: a full circle, a ring with a point, an empty one. */
  readonly state: 'past' | 'present' | 'future';
  /** '招商落地 4/4' */
  readonly name: string;
  readonly word: string;
}

/** Cumulative 万元 at the beginning and at the end of each month, thirteen values; null where nothing is known yet. */
export interface CardCurve {
  readonly actual: readonly (number | null)[];
  /** By the monthly plans, where there are some. */
  readonly planned: readonly number[] | null;
  readonly due: readonly number[];
}

/** What the card says, all of it in words. */
export interface ProjectCard {
  readonly name: string;
  readonly owner: string;
  readonly code: string;
  /** Shape and word: it must be read on a black and white print. */
  readonly light: string;
  readonly sentence: string;
  /** Why it stands still or was given up; null for every other project. */
  readonly aside: string | null;
  /** Name and value, four in a row. */
  readonly facts: readonly (readonly [string, string])[];
  readonly stages: readonly CardStage[];
  readonly nodes: string;
  /** Null where the year has no plan. */
  readonly curve: CardCurve | null;
  readonly gap: string;
  readonly permits: { readonly count: string; readonly rows: readonly (readonly [string, string])[] };
  readonly periods: readonly (readonly string[])[];
  readonly matters: readonly (readonly [string, string, string])[];
  readonly requests: readonly string[];
  readonly foot: string;
}

const marks = { past: '●', present: '◉', future: '○' } as const;

function lightTable(card: ProjectCard): Table {
  const widths = shares(0.13, 0.87);
  return table(widths, [
    row([
      cell([words(card.light, { face: 'first', bold: true, size: 23 })], widths[0] ?? 0, { borders: box }),
      cell(
        [words(card.sentence, { size: 22 }), ...(card.aside ? [words(card.aside, { size: 22 })] : [])],
        widths[1] ?? 0,
        { margins: { left: 160 } },
      ),
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

/** A mark and, to the end of the cell, the line that leads to the next: a struck-through tab, because it is drawn at half height. */
function markLine({ state }: CardStage, width: number, isLast: boolean): Paragraph {
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

function stageTable(stages: ProjectCard['stages']): Table {
  const widths = shares(0.2, 0.2, 0.2, 0.2, 0.2);
  const tight = { margins: { left: 0, right: 0 }, isTop: true };
  return table(widths, [
    row(
      stages.map((stage, index) => {
        const width = widths[index] ?? 0;
        return cell(
          [
            markLine(stage, width, index === stages.length - 1),
            words(stage.name, { face: 'first', bold: true }),
            words(stage.word, { size: 18 }),
          ],
          width,
          tight,
        );
      }),
    ),
  ]);
}

/** A chart that Word and WPS draw themselves, so that it can be changed like the rest; lines differ by weight and dashes, not by colour. */
function curveChart({ actual, planned, due }: CardCurve, width: number): Paragraph {
  const font = { name: fontName('body'), size: 8, color: '333333' };
  const plain = { markers: false } as const;
  return new Paragraph({
    style: styleOf.apart,
    spacing: { line: 240, lineRule: LineRuleType.AUTO },
    children: [
      new ChartRun({
        type: 'line',
        // Every third month by its number alone: what is longer breaks in two lines.
        categories: ['', ...Array.from({ length: 12 }, (_, month) => (month % 3 === 2 ? `${month + 1}` : ''))],
        series: [
          {
            name: '实际',
            values: actual,
            line: { color: '000000', width: 2.25 },
            markers: { shape: 'circle', size: 4 },
          },
          ...(planned ? [{ name: '计划', values: planned, line: { color: '777777', width: 1.25 }, ...plain }] : []),
          { name: '序时', values: due, line: { color: '666666', width: 1, dash: 'shortDot' as const }, ...plain },
        ],
        legend: { position: 'top', font },
        categoryAxis: { font },
        valueAxis: { font, minimum: 0, numberFormat: '#,##0' },
        chartArea: { fill: 'none', border: 'none' },
        transformation: { width: Math.round(width / 15), height: 176 },
        altText: { name: '投资进度', description: '本年投资的实际、计划和序时累计，万元' },
      }),
    ],
  });
}

/** Curve and permits side by side; a project without a plan of the year has its permits alone. */
function middle(card: ProjectCard): Table {
  const left = Math.round(textWidth * (card.curve ? 0.58 : 0));
  const right = textWidth - left;
  const gutter = card.curve ? 240 : 0;
  const width = right - gutter;
  const permits = [
    heading('开工前手续', card.permits.count, width),
    ...card.permits.rows.map(([name, word]) => spread(name, word, { size: 19, width, after: 40 })),
  ];
  const tight = { margins: { left: 0, right: 0 }, isTop: true };
  const permitCell = cell(permits, right, { ...tight, margins: { left: gutter, right: 0 } });
  if (!card.curve) return table([right], [row([permitCell])]);
  return table(
    [left, right],
    [
      row([
        cell([heading('投资进度', `各月累计，万元　${card.gap}`, left), curveChart(card.curve, left)], left, tight),
        permitCell,
      ]),
    ],
  );
}

function requestTable(requests: readonly string[]): Table {
  const lines =
    requests.length > 0 ? requests.map((text, index) => `${index + 1}. ${text}`) : ['本期没有须领导定的事项。'];
  return table(
    [textWidth],
    [
      row([
        cell(
          [words('请领导定', { face: 'first', bold: true, after: 40 }), ...lines.map((text) => words(text))],
          textWidth,
          { borders: box, margins: { left: 140, right: 140 } },
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
            margin: { top: mm(17), right: mm(18), bottom: mm(15), left: mm(18), footer: mm(8), gutter: 0 },
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
          stageTable(card.stages),
          middle(card),
          ...(card.periods.length > 0
            ? [
                heading('近三期', '万元'),
                listTable(
                  ['时间', '完成', '累计', '序时差', '形象进度'],
                  card.periods,
                  shares(0.15, 0.12, 0.12, 0.12, 0.49),
                  new Set([1, 2, 3]),
                ),
              ]
            : []),
          heading('入统和问题'),
          listTable(null, card.matters, shares(0.18, 0.56, 0.26), new Set([2])),
          words('', { size: 14 }),
          requestTable(card.requests),
        ],
      },
    ],
  });
  return Packer.toBuffer(document, undefined, [fontTable(), styleSheet(300, size)]);
}
