import type { BandedIndicator, Rubric, RubricIndicator } from '../contract/evaluation-values';
import { figure } from './evaluation-points';
import { indicatorKinds } from './rubric-indicators';

const percent = (share: number) => `${figure(share * 100)}%`;

function bandWords(one: BandedIndicator): string {
  if (one.values) return `新开 ${figure(one.values.new)} 分、续建 ${figure(one.values.continued)} 分，逐个计分取平均`;
  if (one.bandsYuan) {
    const steps = one.bandsYuan.map(({ points }) => figure(points)).join('、');
    const limits = one.bandsYuan
      .filter(({ from }) => from > 0)
      .map(({ from }) => (from >= 100_000_000 ? `${figure(from / 100_000_000)}亿` : `${figure(from / 10_000)}万`));
    return `年度计划 ${limits.join('、')}元分档，得 ${steps} 分，取平均`;
  }
  const parts = (one.bands ?? []).map(({ below, from, to, perPoint, sign }) => {
    const range =
      below !== undefined
        ? `不足 ${percent(below)} 每欠`
        : `${percent(from ?? 0)} ${to === undefined ? '以上' : `至 ${percent(to)} `}每超`;
    return `${range} 1 个百分点${sign === '+' ? '加' : '扣'} ${figure(perPoint)}`;
  });
  return `${figure(one.weight)} 分起，${parts.join('，')}${one.cap === undefined ? '' : `，加减最多 ${figure(one.cap)}`}`;
}

/** How an indicator is scored, for the footnote: '20 × 已开工 ÷ 应开工', '按个数排名，1至10名得 10至1分'. */
export function indicatorWords(one: RubricIndicator): string {
  const { formula, unit } = indicatorKinds[one.code];
  switch (one.operator) {
    case 'linear': {
      if (one.from === 0 && one.to === 1)
        return `${figure(one.weight)} × ${formula}${one.code === 'investment_rate' ? `，封顶 ${figure(one.weight)}` : ''}`;
      const words = unit === 'rate' ? percent : figure;
      return `${formula}，${words(one.from)} 得 0 分，${words(one.to)} 得 ${figure(one.weight)} 分`;
    }
    case 'banded':
      return bandWords(one);
    case 'capped': {
      const times =
        one.code === 'reporting'
          ? '每次缺报、退回'
          : unit === 'count' && one.code === 'reserve'
            ? '每项'
            : '每项未按期';
      const change = `${times}${one.perUnit < 0 ? '扣' : '加'} ${figure(Math.abs(one.perUnit))}`;
      const limit =
        one.perUnit < 0 ? `最低 ${figure(one.min)}` : one.max === undefined ? '' : `最高 ${figure(one.max)}`;
      const base = one.base ?? 0;
      return [
        base === 0 ? change : `${figure(base)} 分起，${change}`,
        ...(limit === '最低 0' || limit === '' ? [] : [limit]),
      ].join('，');
    }
    case 'ranked': {
      const by = unit === 'rate' ? '按率排名' : '按个数排名';
      if (one.ranks) {
        const stretches = one.ranks.map(
          ({ to, points }, index) => `${(one.ranks?.[index - 1]?.to ?? 0) + 1}至${to}名 ${figure(points)}`,
        );
        return `${by}，${stretches.join('、')} 分`;
      }
      const points = one.points ?? [];
      return `${by}，1至${points.length}名得 ${figure(points[0] ?? 0)}至${figure(points.at(-1) ?? 0)}分`;
    }
  }
}

/** What is said once of all points: rounding, ties, and what cannot be divided. */
export const scoringNotes = [
  '各项按取整前的数计算，四舍五入保留一位小数，基本分、总分是各项相加',
  '同分并列，名次照占',
  '分母为零的记“—”，不计分，它的分值由其余各项按分值分担',
] as const;

/** What may be added, and what takes a region out of the ranking: none, one or two lines. */
export function extraWords({ bonus, veto }: Rubric): { readonly name: string; readonly words: string }[] {
  const items = bonus && bonus.items.length > 0 ? `，限${bonus.items.join('、')}` : '';
  return [
    ...(bonus ? [{ name: '加分', words: `最多 ${figure(bonus.cap)} 分${items}` }] : []),
    ...(veto.length > 0 ? [{ name: '否决', words: `${veto.join('、')}一票否决，不排名；核查中的不计` }] : []),
  ];
}
