import type { RegionFigures } from '../../../src-shared/contract/exchange-methods';
import { formatGap, formatRate, formatYi, unknown } from '../../../src-shared/terms/format';

type Measure = Exclude<keyof RegionFigures, 'region'>;

export interface Column {
  readonly name: Measure | 'region';
  /** Header over several columns in the workbook and in the second table of the paper. */
  readonly group: string;
  readonly header: string;
  readonly kind: 'name' | 'count' | 'place' | 'money' | 'rate' | 'points';
}

/** Everything that is published of a region, in the order of the workbook. */
export const columns: readonly Column[] = [
  { name: 'rank', group: '', header: '名次', kind: 'place' },
  { name: 'region', group: '', header: '县（市）区、开发区', kind: 'name' },
  { name: 'projects', group: '投资进度', header: '在建项目', kind: 'count' },
  { name: 'annual_plan', group: '投资进度', header: '年度计划', kind: 'money' },
  { name: 'completed', group: '投资进度', header: '本年完成', kind: 'money' },
  { name: 'completion_rate', group: '投资进度', header: '完成率%', kind: 'rate' },
  { name: 'gap', group: '投资进度', header: '较序时', kind: 'points' },
  { name: 'completion_rank', group: '投资进度', header: '位次', kind: 'place' },
  { name: 'due', group: '项目入统', header: '应入统', kind: 'count' },
  { name: 'listed', group: '项目入统', header: '已入统', kind: 'count' },
  { name: 'not_listed', group: '项目入统', header: '未入统', kind: 'count' },
  { name: 'listing_rate', group: '项目入统', header: '入统率%', kind: 'rate' },
  { name: 'listing_rank', group: '项目入统', header: '位次', kind: 'place' },
  { name: 'planned_starts', group: '项目开工', header: '应开工', kind: 'count' },
  { name: 'started', group: '项目开工', header: '已开工', kind: 'count' },
  { name: 'start_rate', group: '项目开工', header: '开工率%', kind: 'rate' },
  { name: 'start_rank', group: '项目开工', header: '位次', kind: 'place' },
  { name: 'signed', group: '招商落地', header: '签约', kind: 'count' },
  { name: 'landed', group: '招商落地', header: '落地', kind: 'count' },
  { name: 'landing_rate', group: '招商落地', header: '落地率%', kind: 'rate' },
  { name: 'preparing', group: '前期工作', header: '计划', kind: 'count' },
  { name: 'prepared', group: '前期工作', header: '齐备', kind: 'count' },
  { name: 'preparation_rate', group: '前期工作', header: '成熟率%', kind: 'rate' },
  { name: 'reserve', group: '谋划储备', header: '项目', kind: 'count' },
  { name: 'reserve_rank', group: '谋划储备', header: '位次', kind: 'place' },
];

export function columnOf(name: Column['name']): Column {
  const found = columns.find((column) => column.name === name);
  if (!found) throw new RangeError(`no such column: ${name}`);
  return found;
}

/** A figure as the paper prints it: 亿元 and rates with one decimal, — where there is none. */
export function printed(figures: RegionFigures, { name, kind }: Column): string {
  if (name === 'region') return figures.region;
  const value = figures[name];
  if (value === null) return unknown;
  switch (kind) {
    case 'money':
      return formatYi(value);
    case 'rate':
      return formatRate(value);
    case 'points':
      return formatGap(value);
    default:
      return String(value);
  }
}

/** The lines under the tables: what each rate is divided by, and how places are given. */
export const progressNotes = (timeProportional: number) => [
  `完成率＝本年完成÷年度计划，按总投资5000万元及以上在建项目计；序时进度为${formatRate(timeProportional)}%。`,
  '入统率＝已入统÷应入统，应入统为总投资5000万元及以上的已开工项目。',
  '较序时按取整前的数计算，名次按它排列，数值相同的名次并列；分母为零的记“—”。',
];

export const startNotes = [
  '开工率＝已开工÷应开工，应开工为计划开工时间在本年且截至本期已到期的项目，只定到月的在月底到期。',
  '落地率＝落地÷签约，落地为已进入前期、已开工，或企业已注册且资金开始到位的签约项目。',
  '成熟率＝齐备÷计划，计划为前期阶段已定计划开工时间的项目，齐备为其中开工所需手续全部办结或不需要的项目。',
];
