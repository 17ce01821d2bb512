import type { IndicatorCode } from '../contract/evaluation-values';

/** What an indicator is, apart from any rubric. */
export interface IndicatorKind {
  readonly name: string;
  /** For heads of tables. */
  readonly short: string;
  /** rate: a share; count: things counted; projects: points of each project, the mean of which is taken. */
  readonly unit: 'rate' | 'count' | 'projects';
  /** What is divided or counted, for the footnote. */
  readonly formula: string;
  /** Footnote of where it cannot be scored: '没有到期问题'; null where it always can. */
  readonly lacking: string | null;
}

export const indicatorKinds: Readonly<Record<IndicatorCode, IndicatorKind>> = {
  start_rate: {
    name: '项目开工率',
    short: '开工率',
    unit: 'rate',
    formula: '已开工 ÷ 应开工',
    lacking: '没有应开工项目',
  },
  investment_rate: {
    name: '投资完成率（对序时）',
    short: '投资',
    unit: 'rate',
    formula: '完成率 ÷ 序时',
    lacking: '没有年度计划',
  },
  listing_rate: {
    name: '项目入统率',
    short: '入统率',
    unit: 'rate',
    formula: '已入库 ÷ 应入统',
    lacking: '没有应入统项目',
  },
  preparation_rate: {
    name: '前期工作成熟率',
    short: '前期',
    unit: 'rate',
    formula: '手续齐备 ÷ 计划开工',
    lacking: '没有计划开工项目',
  },
  reserve: { name: '谋划储备', short: '储备', unit: 'count', formula: '谋划储备项目个数', lacking: null },
  problems_closed: {
    name: '问题办结率',
    short: '办结率',
    unit: 'rate',
    formula: '按期销号 ÷ 到期问题',
    lacking: '没有到期问题',
  },
  reporting: { name: '报送质量', short: '报送', unit: 'count', formula: '缺报、退回的次数', lacking: '没有应报送的人' },
  annual_plan: {
    name: '年度计划完成',
    short: '年计划',
    unit: 'rate',
    formula: '本年完成 ÷ 年度计划',
    lacking: '没有年度计划',
  },
  half_year_rank: {
    name: '半年完成率排名',
    short: '半年',
    unit: 'rate',
    formula: '6月末完成 ÷ 年度计划',
    lacking: '上半年没有结束或没有年度计划',
  },
  late_listing: {
    name: '未按期开工入库',
    short: '未按期',
    unit: 'count',
    formula: '到期未开工、开工满一个月未入库的项目',
    lacking: null,
  },
  new_or_continued: {
    name: '新开或续建',
    short: '新续建',
    unit: 'projects',
    formula: '在建项目逐个计分取平均',
    lacking: '没有在建项目',
  },
  scale: {
    name: '年度计划规模',
    short: '规模',
    unit: 'projects',
    formula: '在建项目按年度计划逐个计分取平均',
    lacking: '在建项目都没有年度计划',
  },
  progress: { name: '进度', short: '进度', unit: 'rate', formula: '本年完成 ÷ 年度计划', lacking: '没有年度计划' },
};
