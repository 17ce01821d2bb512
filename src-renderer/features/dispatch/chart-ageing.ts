import type { OutputOf } from '../../../src-shared/contract/contract';
import { levelLabel, problemLevels } from '../../../src-shared/rules/problem-clock';
import { formatDay } from '../../../src-shared/terms/format';
import type { ChartColors } from '../../components/charts/chart-colors';
import type { ChartOption } from '../../components/charts/draw-chart';
import type { Sheet } from '../../components/charts/sheet';

type Ageing = OutputOf<'dispatch.charts'>['ageing'];

const totalOf = ({ levels }: Ageing[number]) => levels.reduce((sum, count) => sum + count, 0);

export function ageingSummary(ageing: Ageing, day: string): string {
  const [all, overdue] = [
    ageing.reduce((sum, age) => sum + totalOf(age), 0),
    ageing.reduce((sum, age) => sum + age.overdue, 0),
  ];
  return `${formatDay(day)}未销号 ${all} 件，其中超期 ${overdue} 件`;
}

/** Bars by age, stacked by level: the darker, the higher it stands. */
export function ageingOption(ageing: Ageing, colors: ChartColors): ChartOption {
  const text = { color: colors.faint };
  const shades = [colors.ramp[1], colors.ramp[2], colors.ramp[3], colors.actual];
  return {
    grid: { left: 36, right: 12, top: 28, bottom: 24 },
    legend: { top: 0, right: 8, itemWidth: 12, itemHeight: 8, textStyle: text },
    xAxis: {
      type: 'category',
      data: ageing.map(({ label }) => label),
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: false },
      axisLabel: { ...text, interval: 0 },
    },
    yAxis: { type: 'value', minInterval: 1, axisLabel: text, splitLine: { lineStyle: { color: colors.grid } } },
    series: problemLevels.map((level, index) => ({
      name: levelLabel(level),
      type: 'bar',
      stack: 'age',
      barMaxWidth: 48,
      data: ageing.map(({ levels }) => levels[index] ?? 0),
      itemStyle: { color: shades[index] },
    })),
  };
}

export function ageingWords(ageing: Ageing, series: number, index: number): string | null {
  const [age, level] = [ageing[index], problemLevels[series]];
  return age && level ? `${age.label}，在${levelLabel(level)} ${age.levels[series] ?? 0} 件` : null;
}

export function ageingSheet(ageing: Ageing, periodName: string, note: string): Sheet {
  return {
    title: `${periodName}未销号问题时长`,
    unit: '单位：件',
    note: `按登记日起的自然日。${note}`,
    columns: [
      { label: '登记以来' },
      ...problemLevels.map((level) => ({ label: levelLabel(level), right: true })),
      { label: '合计', right: true },
      { label: '其中超期', right: true },
    ],
    rows: ageing.map((age) => ({
      cells: [age.label, ...age.levels.map(String), String(totalOf(age)), String(age.overdue)],
    })),
  };
}
