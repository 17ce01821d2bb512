import { regions } from '../../../../src-shared/catalogues/regions';
import type { EvaluationSheet, ScoredRegion } from '../../../../src-shared/contract/evaluation-values';
import type { Paper, PaperBlock, PaperTable } from '../../../../src-shared/contract/paper-values';
import { extraPoints } from '../../../../src-shared/rules/evaluation';
import { evaluationProse, markWords } from '../../../../src-shared/rules/evaluation-prose';
import { paperNumber, paperNumberPattern } from '../../../../src-shared/rules/paper-numbers';
import { headingMark } from '../../../../src-shared/rules/prose';
import { indicatorKinds } from '../../../../src-shared/rules/rubric-indicators';
import { extraWords, indicatorWords, scoringNotes } from '../../../../src-shared/rules/rubric-words';
import { Refusal } from '../../../../src-shared/terms/errors';
import { formatDate } from '../../../../src-shared/terms/format';
import type { LedgerContext } from '../../context';
import { requirePeriod } from '../../queries/bulletin-figures';
import { sheetOf } from '../../queries/evaluation-sheets';
import { requireRubric } from '../../queries/rubrics';
import { ownScope, settingsOf } from '../../queries/rules';
import { dispatchNotice, letterhead } from '../bulletin-letterhead';
import type { PaperMaker } from './makers';
import { byPlace } from './region-tables';

const draftWords = (sheet: EvaluationSheet) => (sheet.running ? '试算稿，本期未结束' : '送审稿，考评未公布');
const stateOf = (sheet: EvaluationSheet) => (sheet.publishedAt === null ? draftWords(sheet) : null);
const dayOf = (sheet: EvaluationSheet, today: string) => sheet.publishedAt?.slice(0, 10) ?? today;

/** Regions by place, those without one last. */
const ordered = (sheet: EvaluationSheet) => byPlace(sheet.regions, ({ rank }) => rank);

/** The table of all regions: points of every indicator, sums, places. */
function scoreTable(sheet: EvaluationSheet): PaperTable {
  const { rubric } = sheet;
  return {
    kind: 'table',
    caption: '各地考评得分',
    unit: `单位：分，截至${formatDate(sheet.asOf)}`,
    columns: [
      { header: '名次', width: 600, format: 'place' },
      { header: '县（市）区、\n开发区', width: 1500, format: 'text' },
      ...rubric.indicators.map(({ code }) => ({
        header: indicatorKinds[code].short,
        width: 780,
        format: 'points' as const,
      })),
      { header: '基本分', width: 840, format: 'points' },
      { header: '加减分', width: 840, format: 'points' },
      { header: '总分', width: 840, format: 'points' },
    ],
    rows: ordered(sheet).map((scored) => [
      scored.rank,
      scored.region,
      ...scored.indicators.map(({ points }) => points),
      scored.basic,
      extraPoints(scored),
      scored.total,
    ]),
    totals: null,
    notes: [
      `${dispatchNotice}。`,
      `${rubric.indicators.map((one) => `${indicatorKinds[one.code].short}：${indicatorWords(one)}`).join('；')}。`,
      ...extraWords(rubric).map(({ name, words }) => `${name}：${words}。`),
      `${scoringNotes.join('；')}。`,
    ],
    look: 'figures',
  };
}

/** Every point of one region with its arithmetic. */
function regionScores(sheet: EvaluationSheet, scored: ScoredRegion): PaperTable {
  const { indicators } = sheet.rubric;
  return {
    kind: 'table',
    caption: `${scored.region}（${scored.rank === null ? '不排名' : `第${scored.rank}名`}）`,
    unit: `单位：分，截至${formatDate(sheet.asOf)}`,
    columns: [
      { header: '指标', width: 1900, format: 'text', align: 'left' },
      { header: '分值', width: 760, format: 'points' },
      { header: '算式和来由', width: 5400, format: 'text', align: 'left' },
      { header: '得分', width: 760, format: 'points' },
    ],
    rows: [
      ...scored.indicators.map(({ points, sentence, facts }, index) => [
        indicators[index]?.name ?? '',
        indicators[index]?.weight ?? null,
        [sentence, ...facts.map(({ label, words }) => `${label}：${words}`)].join('；'),
        points,
      ]),
      [
        '加减分',
        null,
        scored.marks.length === 0 ? '没有' : scored.marks.map(markWords).join('；'),
        extraPoints(scored),
      ],
    ],
    totals: ['总分', null, `基本分 ${scored.sentence}`, scored.total],
    notes: [`${dispatchNotice}。来自${scored.source}。`],
    look: 'list',
  };
}

const paragraph = (text: string): PaperBlock => ({
  kind: 'paragraph',
  runs: [{ text }],
  indent: true,
  align: 'left',
});

/** 考评结果 of a published period, or its draft: what was scored, what stands out, what was added; every region's arithmetic as annex. */
function evaluationPaper(sheet: EvaluationSheet, today: string, number: string): Paper {
  const prose = evaluationProse(sheet);
  const parts: { heading: string; blocks: PaperBlock[] }[] = [
    { heading: '总体情况', blocks: [...prose.overall.map(paragraph), scoreTable(sheet)] },
    {
      heading: '分项情况',
      blocks: prose.indicators.map(
        ({ name, sentence }, index): PaperBlock => ({
          kind: 'heading',
          level: 2,
          text: `${headingMark(2, index)}${name}`,
          after: `。${sentence}`,
        }),
      ),
    },
    { heading: '加分、扣分和否决', blocks: prose.marks.map(paragraph) },
  ];
  const day = formatDate(dayOf(sheet, today));
  const annex = '各县（市）区、开发区考评得分表';
  return {
    name: `项目建设考评结果（${sheet.periodName}，${sheet.rubric.name}${sheet.publishedAt === null ? '，送审稿' : ''}）`,
    form: 'red',
    landscape: false,
    letterhead: '项目建设考评通报',
    number,
    title: [`关于${sheet.periodName}全市项目建设`, '考评结果的通报'],
    subtitle: null,
    addressee: letterhead.addressees,
    blocks: [
      paragraph(prose.basis),
      ...parts
        .filter(({ blocks }) => blocks.length > 0)
        .flatMap(({ heading, blocks }, index): PaperBlock[] => [
          { kind: 'heading', level: 1, text: `${headingMark(1, index)}${heading}` },
          ...blocks,
        ]),
      { kind: 'annexes', titles: [annex] },
      { kind: 'signature', issuer: letterhead.issuer, date: day },
      { kind: 'annex', mark: '附件', title: annex },
      ...ordered(sheet).map((scored) => regionScores(sheet, scored)),
    ],
    imprint: { copies: letterhead.copies, printer: letterhead.issuer, date: day },
    draft: stateOf(sheet),
    notice: dispatchNotice,
  };
}

/** The sheet of one region by itself, to be handed to it. */
function regionPaper(sheet: EvaluationSheet, scored: ScoredRegion): Paper {
  const table = regionScores(sheet, scored);
  return {
    name: `${scored.region}考评得分表（${sheet.periodName}${sheet.publishedAt === null ? '，送审稿' : ''}）`,
    form: 'plain',
    landscape: false,
    letterhead: null,
    number: null,
    title: [`${scored.region}${sheet.periodName}`, '项目建设考评得分表'],
    subtitle: `考评规则“${sheet.rubric.name}”　数据截至${formatDate(sheet.asOf)}`,
    addressee: null,
    blocks: [{ ...table, notes: [...table.notes, `${scoringNotes.join('；')}。`] }],
    imprint: null,
    draft: stateOf(sheet),
    notice: dispatchNotice,
  };
}

const rubricMark = 'rubric:';

function numberOf(context: LedgerContext, year: number): string {
  return paperNumber(paperNumberPattern('evaluation', settingsOf(context), ownScope(context)), year, null);
}

/** Subject is a period; `about` a region's code for its sheet alone, or 'rubric:<name>' for another rubric than the one in use. */
export const makeEvaluation: PaperMaker = (context, subject, about) => {
  const period = requirePeriod(subject);
  const rubric = requireRubric(context, about.startsWith(rubricMark) ? about.slice(rubricMark.length) : undefined);
  const sheet = sheetOf(context, period, rubric);
  if (about === '' || about.startsWith(rubricMark)) {
    return evaluationPaper(sheet, context.clock.today(), numberOf(context, period.year));
  }
  const scored = sheet.regions.find(({ code }) => code === about);
  if (!scored) {
    throw new Refusal('invalid_value', {
      label: '属地',
      detail: `没有“${about}”，可用的有${regions.map(({ name }) => name).join('、')}`,
    });
  }
  return regionPaper(sheet, scored);
};
