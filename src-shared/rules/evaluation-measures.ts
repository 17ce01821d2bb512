import type { IndicatorCode } from '../contract/evaluation-values';
import { formatRate, formatYi } from '../terms/format';
import type { EvaluationCounts } from './evaluation-counts';
import { rate } from './indicators';

/** What holds for every region of an evaluation. */
export interface EvaluationFrame {
  /** 序时进度 that investment is held against, 0…1. */
  readonly timeProportional: number;
  /** '9月上半月 8.5 ÷ 12 ＝ 70.8%'. */
  readonly timeWords: string;
}

/** The value of an indicator in a region, and how it came about. */
export interface Measure {
  /** A share 0…1 and more, or a count; null where there is nothing to divide by. */
  readonly value: number | null;
  /** The division inside the arithmetic: '10 ÷ 11', '65.9% ÷ 70.8%'. */
  readonly division: string;
  readonly facts: readonly { readonly label: string; readonly words: string }[];
}

const percent = (value: number | null) => (value === null ? '—' : `${formatRate(value)}%`);

function ofCounts(above: number, below: number, words: readonly [above: string, below: string]): Measure {
  return {
    value: rate(above, below),
    division: `${above} ÷ ${below}`,
    facts: [
      {
        label: '来由',
        words: `${words[0]} ${above} ÷ ${words[1]} ${below} 项${below > 0 ? ` ＝ ${percent(above / below)}` : ''}`,
      },
    ],
  };
}

function ofMoney(completed: number, plan: number, words = '本年完成'): Measure {
  const value = rate(completed, plan);
  return {
    value,
    division: percent(value),
    facts: [{ label: '完成率', words: `${words} ${formatYi(completed)} ÷ 年度计划 ${formatYi(plan)} 亿元` }],
  };
}

function ofTimes(
  value: number | null,
  parts: readonly (readonly [label: string, count: number, unit: string])[],
): Measure {
  return {
    value,
    division: String(value ?? '—'),
    facts: parts.map(([label, count, unit]) => ({ label, words: `${count} ${unit}` })),
  };
}

const measures: Readonly<Record<IndicatorCode, (counts: EvaluationCounts, frame: EvaluationFrame) => Measure>> = {
  start_rate: ({ started, planned_starts }) => ofCounts(started, planned_starts, ['已开工', '应开工']),
  investment_rate: ({ completed, annual_plan }, { timeProportional, timeWords }) => {
    const money = ofMoney(completed, annual_plan);
    return {
      value: money.value === null ? null : rate(money.value, timeProportional),
      division: `${money.division} ÷ ${percent(timeProportional)}`,
      facts: [...money.facts, { label: '序时', words: timeWords }],
    };
  },
  listing_rate: ({ listed, due }) => ofCounts(listed, due, ['已入库', '应入统']),
  preparation_rate: ({ prepared, preparing }) => ofCounts(prepared, preparing, ['手续齐备', '计划开工']),
  reserve: ({ reserve }) => ({
    value: reserve,
    division: String(reserve),
    facts: [{ label: '储备', words: `谋划储备 ${reserve} 项` }],
  }),
  problems_closed: ({ problems_closed, problems_due }) =>
    ofCounts(problems_closed, problems_due, ['按期销号', '到期问题']),
  reporting: ({ reporters, reports_missed, months_incomplete, reports_returned }) =>
    ofTimes(reporters === 0 ? null : reports_missed + months_incomplete + reports_returned, [
      ['未报', reports_missed, '次（半月报截止后没有上报包）'],
      ['缺项', months_incomplete, '个月（有在建项目没有月报）'],
      ['退回', reports_returned, '次（上报包被拒收）'],
    ]),
  annual_plan: ({ completed, annual_plan }) => ofMoney(completed, annual_plan),
  half_year_rank: ({ half_year_completed, half_year_plan }) =>
    half_year_plan === null || half_year_completed === null
      ? { value: null, division: '—', facts: [] }
      : ofMoney(half_year_completed, half_year_plan, '6月末完成'),
  late_listing: ({ late_starts, late_listings }) =>
    ofTimes(late_starts + late_listings, [
      ['未开工', late_starts, '项（已到计划开工时间）'],
      ['未入库', late_listings, '项（开工满一个月）'],
    ]),
  new_or_continued: ({ new_projects, continued_projects }) => ({
    value: rate(new_projects, new_projects + continued_projects),
    division: '',
    facts: [{ label: '项目', words: `新开 ${new_projects} 项，续建 ${continued_projects} 项` }],
  }),
  scale: ({ plans }) => ({
    value: plans.length === 0 ? null : plans.reduce((sum, plan) => sum + plan, 0) / plans.length,
    division: '',
    facts: [{ label: '项目', words: `有年度计划的在建项目 ${plans.length} 项` }],
  }),
  progress: ({ completed, annual_plan }) => ofMoney(completed, annual_plan),
};

/** The value of an indicator by a region's counts. */
export function measureOf(code: IndicatorCode, counts: EvaluationCounts, frame: EvaluationFrame): Measure {
  return measures[code](counts, frame);
}
