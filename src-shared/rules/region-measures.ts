import type { RegionFigures } from '../contract/exchange-methods';
import type { PaperColumn } from '../contract/paper-values';
import { formatGap, formatMoneyWithUnit, formatRate, formatYi, unknown } from '../terms/format';

export type Measure = Exclude<keyof RegionFigures, 'region'>;

export interface RegionMeasure {
  readonly name: Measure;
  /** Header over several columns where the table has room for one. */
  readonly group: string;
  readonly header: string;
  /** In a sentence: '已入统项目'. */
  readonly label: string;
  readonly format: Exclude<PaperColumn['format'], 'text' | 'wan' | 'points' | 'date'>;
}

/** Everything that is published of a region, in the order of the tables. Headers are those of the city's own paper. */
export const regionMeasures: readonly RegionMeasure[] = [
  { name: 'rank', group: '', header: '名次', label: '名次', format: 'place' },
  { name: 'projects', group: '投资进度', header: '在建项目', label: '在建项目', format: 'count' },
  { name: 'annual_plan', group: '投资进度', header: '年度计划', label: '年度计划', format: 'yi' },
  { name: 'completed', group: '投资进度', header: '本年完成', label: '本年完成投资', format: 'yi' },
  { name: 'completion_rate', group: '投资进度', header: '完成率%', label: '投资完成率', format: 'rate' },
  { name: 'gap', group: '投资进度', header: '较序时', label: '较序时进度', format: 'gap' },
  { name: 'completion_rank', group: '投资进度', header: '位次', label: '完成率位次', format: 'place' },
  { name: 'due', group: '项目入统', header: '应入统', label: '应入统项目', format: 'count' },
  { name: 'listed', group: '项目入统', header: '已入统', label: '已入统项目', format: 'count' },
  { name: 'not_listed', group: '项目入统', header: '未入统', label: '未入统项目', format: 'count' },
  { name: 'listing_rate', group: '项目入统', header: '入统率%', label: '项目入统率', format: 'rate' },
  { name: 'listing_rank', group: '项目入统', header: '位次', label: '入统率位次', format: 'place' },
  { name: 'planned_starts', group: '项目开工', header: '应开工', label: '应开工项目', format: 'count' },
  { name: 'started', group: '项目开工', header: '已开工', label: '已开工项目', format: 'count' },
  { name: 'start_rate', group: '项目开工', header: '开工率%', label: '项目开工率', format: 'rate' },
  { name: 'start_rank', group: '项目开工', header: '位次', label: '开工率位次', format: 'place' },
  { name: 'signed', group: '招商落地', header: '签约', label: '招商签约项目', format: 'count' },
  { name: 'landed', group: '招商落地', header: '落地', label: '落地项目', format: 'count' },
  { name: 'landing_rate', group: '招商落地', header: '落地率%', label: '招商落地率', format: 'rate' },
  { name: 'preparing', group: '前期工作', header: '计划', label: '计划开工项目', format: 'count' },
  { name: 'prepared', group: '前期工作', header: '齐备', label: '手续齐备项目', format: 'count' },
  { name: 'preparation_rate', group: '前期工作', header: '成熟率%', label: '前期工作成熟率', format: 'rate' },
  { name: 'reserve', group: '谋划储备', header: '项目', label: '谋划储备项目', format: 'count' },
  { name: 'reserve_rank', group: '谋划储备', header: '位次', label: '谋划储备位次', format: 'place' },
];

const byName = new Map<string, RegionMeasure>(regionMeasures.map((measure) => [measure.name, measure]));

/** Undefined where a newer program froze a figure that this one does not know. */
export function findMeasure(name: string): RegionMeasure | undefined {
  return byName.get(name);
}

export function measureOf(name: Measure): RegionMeasure {
  const found = byName.get(name);
  if (!found) throw new RangeError(`no such measure: ${name}`);
  return found;
}

/** A value with its unit as a sentence has it: '29项', '38.9亿元', '74.5%', '第3位'; — where there is none. */
export function measured({ format }: Pick<RegionMeasure, 'format'>, value: number | null): string {
  if (value === null) return unknown;
  switch (format) {
    case 'count':
      return `${value}项`;
    case 'yi':
      return `${formatYi(value)}亿元`;
    case 'rate':
      return `${formatRate(value)}%`;
    case 'gap':
      return `${formatGap(value)}个百分点`;
    case 'place':
      return `第${value}位`;
  }
}

/** Two values side by side: where 亿元 would print both alike, in 万元, so that what moved is seen. */
export function measuredPair(
  measure: Pick<RegionMeasure, 'format'>,
  before: number | null,
  after: number | null,
): [string, string] {
  const isFine = measure.format === 'yi' && before !== after && formatYi(before) === formatYi(after);
  const words = (value: number | null) => (isFine ? formatMoneyWithUnit(value) : measured(measure, value));
  return [words(before), words(after)];
}
