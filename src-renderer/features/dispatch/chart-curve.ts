import type { OutputOf } from '../../../src-shared/contract/contract';
import { rate } from '../../../src-shared/rules/indicators';
import { formatDate, formatGap, formatRate, formatYi, unknown } from '../../../src-shared/terms/format';
import type { ChartColors } from '../../components/charts/chart-colors';
import type { ChartOption } from '../../components/charts/draw-chart';
import type { Sheet } from '../../components/charts/sheet';

type Curve = OutputOf<'dispatch.charts'>['curve'];

const yi = 100_000_000;
const inYi = (yuan: number | null) => (yuan === null ? null : yuan / yi);

const lines = [
  { name: '序时', value: ({ due }: Curve[number]) => due },
  { name: '计划', value: ({ planned }: Curve[number]) => planned },
  { name: '完成', value: ({ completed }: Curve[number]) => completed },
] as const;

const lastOf = (curve: Curve) => curve.findLast(({ completed }) => completed !== null);

export function curveSummary(curve: Curve, annualPlan: number): string {
  const last = lastOf(curve);
  if (!last) return `年度计划 ${formatYi(annualPlan)}亿元，还没有完成数`;
  const gap = rate((last.completed ?? 0) - last.due, annualPlan);
  const gapWords = gap === null ? '' : `，较序时 ${formatGap(gap * 100)} 个百分点`;
  return `计划 ${formatYi(annualPlan)}亿元，完成 ${formatYi(last.completed)}亿元${gapWords}`;
}

export function curveOption(curve: Curve, colors: ChartColors): ChartOption {
  const text = { color: colors.faint };
  const hasPlan = curve.some(({ planned }) => planned !== null);
  return {
    grid: { left: 44, right: 20, top: 28, bottom: 24 },
    legend: {
      top: 0,
      right: 8,
      itemWidth: 20,
      itemHeight: 8,
      textStyle: text,
      data: hasPlan ? ['完成', '计划', '序时'] : ['完成', '序时'],
    },
    xAxis: {
      type: 'category',
      data: curve.map(({ label }) => label),
      boundaryGap: false,
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: false },
      axisLabel: { ...text, interval: (index: number) => index % 2 === 1 },
    },
    yAxis: { type: 'value', axisLabel: text, splitLine: { lineStyle: { color: colors.grid } }, splitNumber: 4 },
    series: lines.map(({ name, value }) => {
      const isActual = name === '完成';
      const color = isActual ? colors.actual : colors.plan;
      return {
        name,
        type: 'line',
        data: curve.map((step) => inYi(value(step))),
        connectNulls: true,
        showSymbol: isActual,
        symbol: 'circle',
        symbolSize: 6,
        itemStyle: { color },
        lineStyle: { color, width: isActual ? 2.25 : 1.5, type: name === '序时' ? [2, 4] : 'solid' },
      };
    }),
  };
}

export function curveWords(curve: Curve, series: number, index: number): string | null {
  const [line, step] = [lines[series], curve[index]];
  return line && step ? `${formatDate(step.end)} ${line.name} ${formatYi(line.value(step))}亿元` : null;
}

export function curveSheet(curve: Curve, periodName: string, note: string): Sheet {
  const shown = curve.filter(({ completed, label }) => completed !== null || !label.endsWith('上'));
  const total = curve.at(-1)?.due ?? 0;
  return {
    title: `${periodName}投资进度`,
    unit: '单位：亿元',
    note,
    columns: [
      { label: '截至' },
      ...['序时应完成', '各月计划', '本年完成', '完成率 %', '较序时（百分点）'].map((label) => ({
        label,
        right: true,
      })),
    ],
    rows: shown.map(({ end, due, planned, completed }) => {
      const done = completed === null ? null : rate(completed, total);
      const gap = completed === null ? null : rate(completed - due, total);
      return {
        cells: [
          formatDate(end),
          formatYi(due),
          planned === null ? unknown : formatYi(planned),
          completed === null ? unknown : formatYi(completed),
          formatRate(done),
          formatGap(gap === null ? null : gap * 100),
        ],
      };
    }),
  };
}
