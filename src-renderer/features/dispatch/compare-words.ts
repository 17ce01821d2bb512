import { regionName } from '../../../src-shared/catalogues/regions';
import type { FigureShift, ShiftedProject, SummedFigure } from '../../../src-shared/contract/bulletin-methods';
import { type Measure, measured, measureOf } from '../../../src-shared/rules/region-measures';
import { formatGap, formatMoney, formatYi, unknown } from '../../../src-shared/terms/format';

/** Columns of the comparison, in the order of the published tables. */
export const comparedMeasures = [
  'projects',
  'annual_plan',
  'completed',
  'completion_rate',
  'due',
  'listed',
  'listing_rate',
  'planned_starts',
  'started',
  'signed',
  'landed',
  'preparing',
  'prepared',
  'reserve',
] as const satisfies readonly Measure[];
export type ComparedMeasure = (typeof comparedMeasures)[number];

/** The sums of projects that a measure is made of. */
export function figuresBehind(measure: ComparedMeasure): readonly SummedFigure[] {
  if (measure === 'completion_rate') return ['annual_plan', 'completed'];
  if (measure === 'listing_rate') return ['due', 'listed'];
  return [measure];
}

const minus = '−';
const sign = (value: number) => (value > 0 ? '+' : minus);

/** How a measure moved: '+2', '−0.3' (亿元, or 万元 where that says more), percentage points for rates; '' where it did not. */
export function differenceWords(measure: ComparedMeasure, before: number | null, after: number | null): string {
  if (before === after) return '';
  if (before === null || after === null) return unknown;
  const difference = after - before;
  const { format } = measureOf(measure);
  if (format === 'rate') return formatGap(difference * 100);
  if (format !== 'yi') return `${sign(difference)}${Math.abs(difference)}`;
  const yi = formatYi(Math.abs(difference));
  return `${sign(difference)}${yi === '0.0' ? `${formatMoney(Math.abs(difference))}万` : yi}`;
}

/** '从 23项 到 25项', for the eye that rests on a difference. */
export function fromToWords(measure: ComparedMeasure, before: number | null, after: number | null): string {
  const words = (value: number | null) => measured(measureOf(measure), value);
  return `从 ${words(before)} 到 ${words(after)}`;
}

/** One thing that a project does otherwise: '计入已入统项目', '不再计入在建项目', '年度计划 3,000 → 3,600万元'. */
function shiftWords({ figure, before, after }: FigureShift): string {
  const { label, format } = measureOf(figure);
  if (format === 'count') return `${after > before ? '计入' : '不再计入'}${label}`;
  return `${label} ${formatMoney(before)} → ${formatMoney(after)}万元`;
}

/** Everything that a project does otherwise, of the wanted figures; a move from one region to another stands for itself. */
export function projectWords(
  { kind, region, formerRegion, shifts }: ShiftedProject,
  wanted: readonly SummedFigure[] | null,
): string[] {
  const lines: string[] = [];
  if (kind === 'added') lines.push('新登记');
  if (kind === 'withdrawn') lines.push('已撤回');
  const name = (code: string | null) => (code === null ? '属地未填' : regionName(code));
  if (formerRegion !== undefined) {
    lines.push(`属地 ${name(formerRegion)} → ${name(region)}`);
    return lines;
  }
  const shown = shifts.filter(({ figure }) => wanted === null || wanted.includes(figure));
  lines.push(...shown.map(shiftWords));
  return lines;
}
