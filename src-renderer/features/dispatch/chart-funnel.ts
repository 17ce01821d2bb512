import type { OutputOf } from '../../../src-shared/contract/contract';
import { rate } from '../../../src-shared/rules/indicators';
import { formatRate } from '../../../src-shared/terms/format';
import type { ChartColors } from '../../components/charts/chart-colors';
import type { ChartOption } from '../../components/charts/draw-chart';
import type { Sheet } from '../../components/charts/sheet';

type Funnel = OutputOf<'dispatch.charts'>['funnel'];

const share = (funnel: Funnel, index: number) => {
  const value = rate(funnel[index]?.count ?? 0, funnel[0]?.count ?? 0);
  return value === null ? '' : `${formatRate(value)}%`;
};

export function funnelSummary(funnel: Funnel): string {
  const [signed, landed] = ['signed', 'landed'].map((key) => funnel.find((step) => step.key === key)?.count ?? 0);
  return `签约 ${signed} 项，落地 ${landed} 项；每一步含以后各步`;
}

/** A bar from the middle for each step: lengths can be compared, which the sides of a funnel cannot. */
export function funnelOption(funnel: Funnel, colors: ChartColors): ChartOption {
  const most = funnel[0]?.count ?? 0;
  return {
    grid: { left: 92, right: 96, top: 8, bottom: 8 },
    xAxis: { type: 'value', show: false, min: 0, max: Math.max(most, 1) },
    yAxis: {
      type: 'category',
      inverse: true,
      data: funnel.map(({ label }) => label),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: colors.text, fontSize: 14 },
    },
    series: [
      // An empty part before each bar puts its middle into the middle.
      {
        type: 'bar',
        stack: 'step',
        silent: true,
        data: funnel.map(({ count }) => (most - count) / 2),
        itemStyle: { color: 'transparent' },
      },
      {
        type: 'bar',
        stack: 'step',
        barCategoryGap: '20%',
        data: funnel.map(({ count, key }) => ({
          value: count,
          itemStyle: { color: key === 'landed' ? colors.actual : colors.ramp[2] },
        })),
        label: {
          show: true,
          position: 'right',
          color: colors.text,
          fontSize: 14,
          formatter: ({ dataIndex }: { dataIndex: number }) =>
            `${funnel[dataIndex]?.count} 项${dataIndex === 0 ? '' : ` ${share(funnel, dataIndex)}`}`,
        },
      },
    ],
  };
}

export function funnelWords(funnel: Funnel, index: number): string | null {
  const step = funnel[index];
  const before = funnel[index - 1];
  if (!step) return null;
  const lost = before ? `，比前一步少 ${before.count - step.count} 项` : '';
  return `${step.label} ${step.count} 项${lost}`;
}

export function funnelSheet(funnel: Funnel, periodName: string, note: string): Sheet {
  return {
    title: `${periodName}签约项目进展`,
    unit: '单位：项',
    note: `每一步含以后各步；已落地＝公司已注册且有资金到位，或已进入前期、已开工。${note}`,
    columns: [
      { label: '进展' },
      { label: '项目', right: true },
      { label: '占签约 %', right: true },
      { label: '比前一步少', right: true },
    ],
    rows: funnel.map(({ label, count }, index) => ({
      cells: [
        label,
        String(count),
        formatRate(rate(count, funnel[0]?.count ?? 0)),
        index === 0 ? '' : String((funnel[index - 1]?.count ?? 0) - count),
      ],
    })),
  };
}
