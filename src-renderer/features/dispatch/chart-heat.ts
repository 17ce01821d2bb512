import type { OutputOf } from '../../../src-shared/contract/contract';
import { addDays } from '../../../src-shared/rules/dates';
import { formatDay } from '../../../src-shared/terms/format';
import type { ChartColors } from '../../components/charts/chart-colors';
import type { ChartOption } from '../../components/charts/draw-chart';
import type { Sheet } from '../../components/charts/sheet';

type Heat = OutputOf<'dispatch.charts'>['heat'];

const short = (day: string) => `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`;

export function heatSummary(): string {
  return '当周写过进度的占在建 %，空白＝没报';
}

const cellsOf = ({ weeks, regions }: Heat) =>
  regions.flatMap(({ expected, projects }, row) =>
    weeks.map((_, week): [number, number, number] => [
      week,
      row,
      expected > 0 ? Math.min(100, Math.round(((projects[week] ?? 0) / expected) * 100)) : 0,
    ]),
  );

/** Share of a region's projects by week, in five shades; a week without any report stays empty. */
export function heatOption(heat: Heat, colors: ChartColors): ChartOption {
  const { weeks, regions } = heat;
  const bounds = [20, 40, 60, 80];
  const shade = (value: number) => bounds.filter((bound) => value >= bound).length;
  const text = { color: colors.faint };
  return {
    grid: { left: 92, right: 12, top: 4, bottom: 24 },
    xAxis: {
      type: 'category',
      data: weeks.map(short),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: text,
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: regions.map(({ label }) => label),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...text, interval: 0 },
    },
    visualMap: {
      show: false,
      type: 'piecewise',
      dimension: 2,
      pieces: [
        { value: 0, color: colors.background },
        ...colors.ramp.map((color, index) => ({
          gt: index === 0 ? 0 : bounds[index - 1],
          ...(index === 0 ? {} : { gte: bounds[index - 1], gt: undefined }),
          ...(index === 4 ? {} : { lt: bounds[index] }),
          color,
        })),
      ],
    },
    series: [
      {
        type: 'heatmap',
        data: cellsOf(heat).map((value) => ({
          value,
          label: { color: value[2] === 0 ? colors.faint : colors.onRamp[shade(value[2])] },
        })),
        label: {
          show: true,
          fontSize: 12,
          formatter: ({ value }: { value: [number, number, number] }) => (value[2] === 0 ? '' : String(value[2])),
        },
        itemStyle: { borderColor: colors.grid, borderWidth: 1 },
      },
    ],
  };
}

export function heatWords({ weeks, regions }: Heat, index: number): string | null {
  const region = regions[Math.floor(index / weeks.length)];
  const week = weeks[index % weeks.length];
  if (!region || !week) return null;
  const count = region.projects[index % weeks.length] ?? 0;
  return `${region.label} ${formatDay(week)}至${formatDay(addDays(week, 6))}：在建 ${region.expected} 项，写过进度 ${count} 项`;
}

export function heatSheet({ weeks, regions }: Heat, periodName: string, note: string): Sheet {
  return {
    title: `${periodName}各属地每周报送`,
    unit: '单位：项',
    note: `每格是进度数最后写于那一周的项目数，一周从周一起。${note}`,
    columns: [
      { label: '属地' },
      { label: '在建', right: true },
      ...weeks.map((week) => ({ label: formatDay(week), right: true })),
    ],
    rows: regions.map(({ label, expected, projects }) => ({
      cells: [label, String(expected), ...projects.map((count) => String(count))],
    })),
  };
}
