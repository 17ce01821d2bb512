import type { Paper, PaperBlock, PaperCell, PaperOf } from '../../../../src-shared/contract/paper-values';
import { dispatchNotice } from '../bulletin-letterhead';

export interface CardStage {
  /** Done, under way, still to come. */
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

/** What the card says, all of it in words but the figures of its periods. */
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
  /** Time, completed and cumulative in yuan, gap, image progress. */
  readonly periods: readonly (readonly PaperCell[])[];
  readonly matters: readonly (readonly [string, string, string])[];
  readonly requests: readonly string[];
  readonly foot: string;
}

function curveChart({ actual, planned, due }: CardCurve): PaperOf<'chart'> {
  return {
    kind: 'chart',
    description: '本年投资的实际、计划和序时累计，万元',
    look: 'line',
    // Every third month by its number alone: what is longer breaks in two lines.
    categories: ['', ...Array.from({ length: 12 }, (_, month) => (month % 3 === 2 ? `${month + 1}` : ''))],
    series: [
      { name: '实际', values: [...actual], stroke: 'strong' },
      ...(planned ? [{ name: '计划', values: [...planned], stroke: 'thin' as const }] : []),
      { name: '序时', values: [...due], stroke: 'dotted' },
    ],
    height: 46.5,
  };
}

/** Curve and permits side by side; a project without a plan of the year has its permits alone. */
function middle(card: ProjectCard): PaperBlock[] {
  const permits = [
    { kind: 'section' as const, text: '开工前手续', note: card.permits.count },
    ...card.permits.rows.map(([left, right]) => ({ kind: 'spread' as const, left, right, small: true })),
  ];
  if (!card.curve) return permits;
  return [
    {
      kind: 'columns',
      share: 0.58,
      left: [
        { kind: 'section', text: '投资进度', note: ['各月累计，万元', card.gap].filter(Boolean).join('　') },
        curveChart(card.curve),
      ],
      right: permits,
    },
  ];
}

function periodTable(periods: ProjectCard['periods']): PaperBlock[] {
  if (periods.length === 0) return [];
  return [
    {
      kind: 'table',
      caption: '近三期',
      unit: '万元',
      columns: [
        { header: '时间', width: 15, format: 'text' },
        { header: '完成', width: 12, format: 'wan' },
        { header: '累计', width: 12, format: 'wan' },
        { header: '序时差', width: 12, format: 'gap' },
        { header: '形象进度', width: 49, format: 'text' },
      ],
      rows: periods.map((row) => [...row]),
      totals: null,
      notes: [],
      look: 'list',
    },
  ];
}

/** The card as a sheet: one A4 page that a leader reads in a minute and that a copier does not spoil. */
export function projectCardPaper(card: ProjectCard, name: string): Paper {
  const requests =
    card.requests.length > 0
      ? card.requests.map((text, index) => `${index + 1}. ${text}`)
      : ['本期没有须领导定的事项。'];
  return {
    name,
    form: 'sheet',
    landscape: false,
    letterhead: null,
    number: card.code === '' ? null : card.code,
    title: [card.name],
    subtitle: card.owner,
    addressee: null,
    blocks: [
      { kind: 'mark', mark: card.light, lines: [card.sentence, ...(card.aside ? [card.aside] : [])] },
      { kind: 'facts', across: 4, items: card.facts.map(([label, text]) => ({ label, text })) },
      { kind: 'section', text: '五个阶段', note: card.nodes },
      { kind: 'stages', items: card.stages.map((stage) => ({ ...stage })) },
      ...middle(card),
      ...periodTable(card.periods),
      {
        kind: 'table',
        caption: '入统和问题',
        unit: '',
        columns: [
          { header: '', width: 18, format: 'text' },
          { header: '', width: 56, format: 'text' },
          { header: '', width: 26, format: 'text', align: 'right' },
        ],
        rows: card.matters.map((row) => [...row]),
        totals: null,
        notes: [],
        look: 'list',
      },
      { kind: 'box', title: '请领导定', lines: requests },
    ],
    imprint: null,
    draft: null,
    notice: dispatchNotice,
    foot: card.foot,
  };
}
