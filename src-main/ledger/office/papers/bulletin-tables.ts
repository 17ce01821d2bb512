import type { PaperTable } from '../../../../src-shared/contract/paper-values';
import {
  type BulletinFacts,
  type BulletinTable,
  isSameYear,
  rubricWords,
} from '../../../../src-shared/rules/bulletin-prose';
import { shortened } from '../../../../src-shared/rules/prose';
import { findMeasure, measured, measuredPair } from '../../../../src-shared/rules/region-measures';
import { formatDate, formatRate } from '../../../../src-shared/terms/format';
import { dispatchNotice } from '../bulletin-letterhead';
import { byPlace, nameColumn, type RegionColumn, regionTable } from './region-tables';

/** The lines under the tables: what each rate is divided by, and how places are given. */
export const progressNotes = (timeProportional: number) => [
  `完成率＝本年完成÷年度计划，按总投资5000万元及以上在建项目计；序时进度为${formatRate(timeProportional)}%。`,
  '入统率＝已入统÷应入统，应入统为总投资5000万元及以上的已开工项目。',
];
const placeNote = '较序时按取整前的数计算，名次按它排列，数值相同的名次并列；分母为零的记“—”。';

export const startNotes = [
  '开工率＝已开工÷应开工，应开工为计划开工时间在本年且截至本期已到期的项目，只定到月的在月底到期。',
  '落地率＝落地÷签约，落地为已进入前期、已开工，或企业已注册且资金开始到位的签约项目。',
  '成熟率＝齐备÷计划，计划为前期阶段已定计划开工时间的项目，齐备为其中开工所需手续全部办结或不需要的项目。',
];

const noticeLine = `${dispatchNotice}。`;

/** The table that a paragraph of the bulletin refers to. */
export function bulletinTable(kind: BulletinTable, facts: BulletinFacts): PaperTable {
  switch (kind) {
    case 'progress':
      return progressTable(facts);
    case 'start':
      return startTable(facts);
    case 'change':
      return changeTable(facts);
    case 'targets':
      return targetsTable(facts);
    case 'corrections':
      return correctionsTable(facts);
  }
}

const asOf = ({ figures }: BulletinFacts) => `截至${formatDate(figures.asOf)}`;

/** Places by the evaluation where there is one, else by completion against 序时进度. */
function order({ figures, evaluation }: BulletinFacts) {
  const scores = new Map(evaluation?.scores.map((score) => [score.region, score]));
  const place = evaluation
    ? (region: { region: string }) => scores.get(region.region)?.place ?? null
    : (region: { rank: number | null }) => region.rank;
  return { regions: byPlace(figures.regions, place), scores, place };
}

function progressTable(facts: BulletinFacts): PaperTable {
  const { figures, evaluation } = facts;
  const { regions, scores, place } = order(facts);
  const columns: RegionColumn[] = [
    { header: '名次', width: 570, format: 'place', of: place, blankTotal: true },
    nameColumn(evaluation ? 1560 : 1410),
    { measure: 'projects', width: 600 },
    { measure: 'annual_plan', width: 800 },
    { measure: 'completed', width: 800 },
    { measure: 'completion_rate', width: 800 },
    { measure: 'gap', width: 820 },
    { measure: 'due', width: 570 },
    { measure: 'listed', width: 570 },
    { measure: 'listing_rate', width: 800 },
    { measure: 'listing_rank', width: 440 },
    { measure: 'not_listed', width: 570 },
  ];
  if (evaluation) {
    columns.push({
      header: '得分',
      width: 640,
      format: 'points',
      of: ({ region }) => scores.get(region)?.score ?? null,
    });
  }
  return regionTable(
    {
      caption: '各地重点项目推进情况',
      unit: `单位：项、亿元、百分点${evaluation ? '、分' : ''}，${asOf(facts)}`,
      notes: [
        noticeLine,
        ...progressNotes(figures.timeProportional),
        evaluation
          ? `名次按得分排列，得分按${rubricWords(evaluation.name)}计；较序时按取整前的数计算；分母为零的记“—”。`
          : placeNote,
      ],
    },
    columns,
    regions,
    figures.totals,
  );
}

function startTable(facts: BulletinFacts): PaperTable {
  const column = (measure: NonNullable<RegionColumn['measure']>, group: string, width: number): RegionColumn => ({
    measure,
    group,
    width,
  });
  return regionTable(
    {
      caption: '各地开工、落地、前期和储备情况',
      unit: `单位：项，${asOf(facts)}`,
      notes: [noticeLine, ...startNotes],
    },
    [
      nameColumn(1434),
      column('planned_starts', '项目开工', 600),
      column('started', '项目开工', 600),
      column('start_rate', '项目开工', 780),
      column('start_rank', '项目开工', 480),
      column('signed', '招商落地', 570),
      column('landed', '招商落地', 570),
      column('landing_rate', '招商落地', 780),
      column('preparing', '前期工作', 570),
      column('prepared', '前期工作', 570),
      column('preparation_rate', '前期工作', 780),
      column('reserve', '谋划储备', 570),
      column('reserve_rank', '谋划储备', 540),
    ],
    order(facts).regions,
    facts.figures.totals,
  );
}

/** What moved since the period before; investment only within one year. */
function changeTable(facts: BulletinFacts): PaperTable {
  const { figures, previous } = facts;
  const earlier = new Map(previous?.figures.regions.map((region) => [region.region, region]));
  if (previous) earlier.set(figures.totals.region, previous.figures.totals);
  const same = isSameYear(facts);
  type Counted = 'completed' | 'listed' | 'started' | 'landed' | 'reserve';
  const difference = (measure: Counted): NonNullable<RegionColumn['of']> => {
    return (region) => {
      const before = earlier.get(region.region);
      return before === undefined ? null : region[measure] - before[measure];
    };
  };
  const points = (measure: 'completion_rate' | 'listing_rate'): NonNullable<RegionColumn['of']> => {
    return (region) => {
      const before = earlier.get(region.region)?.[measure] ?? null;
      const now = region[measure];
      return before === null || now === null ? null : Math.round((now - before) * 1e11) / 1e9 + 0;
    };
  };
  const progress: RegionColumn[] = same
    ? [
        { header: '本年完成', group: '增减', width: 900, format: 'yi', of: difference('completed') },
        { header: '完成率', group: '增减', width: 820, format: 'gap', of: points('completion_rate') },
      ]
    : [];
  const places: RegionColumn[] = same
    ? [
        { measure: 'rank', header: '本期', group: '进度名次', width: 600, blankTotal: true },
        {
          header: '上期',
          group: '进度名次',
          width: 600,
          format: 'place',
          of: ({ region }) => earlier.get(region)?.rank ?? null,
          blankTotal: true,
        },
      ]
    : [];
  return regionTable(
    {
      caption: '各地较上期变化情况',
      unit: `单位：项、亿元、百分点，与${previous?.name ?? '上期'}相比`,
      notes: [noticeLine, `本期${asOf(facts)}，上期数为已冻结的通报数据；减少的为负数。`],
    },
    [
      nameColumn(1434),
      ...progress,
      { header: '已入统', group: '增减', width: 700, format: 'count', of: difference('listed') },
      { header: '入统率', group: '增减', width: 820, format: 'gap', of: points('listing_rate') },
      ...(same
        ? [{ header: '已开工', group: '增减', width: 700, format: 'count' as const, of: difference('started') }]
        : []),
      { header: '落地', group: '增减', width: 700, format: 'count', of: difference('landed') },
      { header: '储备', group: '增减', width: 700, format: 'count', of: difference('reserve') },
      ...places,
    ],
    order(facts).regions,
    figures.totals,
  );
}

function targetsTable(facts: BulletinFacts): PaperTable {
  return {
    kind: 'table',
    caption: '目标完成情况',
    unit: asOf(facts),
    look: 'figures',
    columns: [
      { header: '地区', width: 1700, format: 'text' },
      { header: '指标', width: 2300, format: 'text' },
      { header: '时限', width: 1400, format: 'text' },
      { header: '目标', width: 1500, format: 'text', align: 'right' },
      { header: '现为', width: 1500, format: 'text', align: 'right' },
      { header: '完成', width: 900, format: 'text', align: 'center' },
    ],
    rows: facts.targets.flatMap((target) => {
      const measure = findMeasure(target.measure);
      if (!measure) return [];
      const { region, by, value, actual } = target;
      return [
        [
          region,
          measure.label,
          by,
          measured(measure, value),
          measured(measure, actual),
          actual !== null && actual >= value ? '是' : '否',
        ],
      ];
    }),
    totals: null,
    notes: [noticeLine],
  };
}

function correctionsTable(facts: BulletinFacts): PaperTable {
  const hasReasons = facts.corrections.some(({ reasons }) => reasons.length > 0);
  return {
    kind: 'table',
    caption: '更正情况',
    unit: asOf(facts),
    look: 'figures',
    columns: [
      { header: '原通报', width: 1450, format: 'text' },
      { header: '地区', width: 1300, format: 'text' },
      { header: '指标', width: 1850, format: 'text' },
      { header: '原数', width: 1850, format: 'text', align: 'right' },
      { header: '更正为', width: 1850, format: 'text', align: 'right' },
      ...(hasReasons ? [{ header: '原因', width: 2500, format: 'text' as const }] : []),
    ],
    rows: facts.corrections.flatMap(({ period, region, measure: name, before, after, reasons }) => {
      const measure = findMeasure(name);
      if (!measure) return [];
      const row = [period, region, measure.label, ...measuredPair(measure, before, after)];
      return [hasReasons ? [...row, shortened(reasons.join('；'), 40)] : row];
    }),
    totals: null,
    notes: ['原通报不变，以后各期按更正后的数计算。'],
  };
}
