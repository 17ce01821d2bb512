import { city, regionName, regions } from '../catalogues/regions';
import { type Target, type TargetIndicator, target } from '../entities/target';
import { formatMoneyWithUnit, unknown } from '../terms/format';
import { measureOf } from './region-measures';

/** What a target is counted in: projects, whole yuan, or hundredths of a per cent. */
export type TargetUnit = 'projects' | 'yuan' | 'rate';

/** Indicators in the order of the entity, which is that of the table. */
export const targetIndicators: readonly TargetIndicator[] = target.fields.indicator.choices.map(({ code }) => code);

const labels = new Map<TargetIndicator, string>(
  target.fields.indicator.choices.map(({ code, label }) => [code, label]),
);

export function indicatorLabel(indicator: TargetIndicator): string {
  return labels.get(indicator) ?? indicator;
}

/** The unit of the figure that the bulletin publishes under the same name. */
export function targetUnit(indicator: TargetIndicator): TargetUnit {
  const { format } = measureOf(indicator);
  return format === 'rate' ? 'rate' : format === 'yi' ? 'yuan' : 'projects';
}

/** A figure of the bulletin in the unit of a target: rates 0…1 become hundredths of a per cent, not rounded to whole ones. */
export function inTargetUnit(indicator: TargetIndicator, figure: number | null): number | null {
  if (figure === null || targetUnit(indicator) !== 'rate') return figure;
  // 0.57 × 10,000 is a hair below 5,700 in floating point and would miss a target of 57%.
  return Math.round(figure * 1e10) / 1e6;
}

/** Hundredths of a per cent as a plain number of per cent: 9550 → '95.5', 10000 → '100'. */
export function plainPercent(hundredths: number): string {
  return String(Math.round(hundredths) / 100);
}

/** '80项', '38,900万元', '95.5%'; — where there is none. */
export function formatTarget(indicator: TargetIndicator, value: number | null): string {
  if (value === null) return unknown;
  switch (targetUnit(indicator)) {
    case 'projects':
      return `${value}项`;
    case 'yuan':
      return formatMoneyWithUnit(Math.round(value));
    case 'rate':
      return `${plainPercent(value)}%`;
  }
}

/** A target beside what there is. */
export interface TargetStanding {
  readonly isReached: boolean;
  /** What is missing, in the unit of the target; 0 where it is reached. */
  readonly missing: number;
  /** Actual value ÷ target, for the bar; null where there is nothing to divide. */
  readonly share: number | null;
}

/** Null where there is no target, or no figure to hold against it: nothing is reached without a denominator. */
export function standingOf(value: number | null, actual: number | null): TargetStanding | null {
  if (value === null || actual === null) return null;
  return {
    isReached: actual >= value,
    missing: Math.max(0, value - actual),
    share: value > 0 ? Math.max(0, actual / value) : null,
  };
}

/** '已完成 40项，目标 49项，还差 9项'. */
export function standingWords(indicator: TargetIndicator, value: number | null, actual: number | null): string {
  const now = `现在 ${formatTarget(indicator, actual)}`;
  if (value === null) return `${now}，没有定目标`;
  const standing = standingOf(value, actual);
  const aim = `目标 ${formatTarget(indicator, value)}`;
  if (!standing) return `${now}，${aim}`;
  if (standing.isReached) return `${now}，${aim}，已达到`;
  const missing = formatTarget(indicator, standing.missing).replace(/%$/, '个百分点');
  return `${now}，${aim}，还差 ${missing}`;
}

/**
 * Share of the target that should be reached by today, 0…1: money runs from the first day of the year along the curve of 序时进度.
 * Counts have no such curve: null. `dueToday` and `dueAtEnd` are 序时进度 today and at the end of the period.
 */
export function targetPace(indicator: TargetIndicator, dueToday: number, dueAtEnd: number): number | null {
  if (indicator !== 'completed' && indicator !== 'completion_rate') return null;
  return dueAtEnd > 0 ? Math.min(1, dueToday / dueAtEnd) : null;
}

export type TargetValue = Pick<Target, 'region' | 'indicator' | 'value'>;

const valueAt = (targets: readonly TargetValue[], region: string, indicator: TargetIndicator) =>
  targets.find((one) => one.region === region && one.indicator === indicator)?.value ?? null;

/** What the regions are to reach together; null where none has a target, or the indicator is a rate, which does not add up. */
export function sumOfRegions(targets: readonly TargetValue[], indicator: TargetIndicator): number | null {
  if (targetUnit(indicator) === 'rate') return null;
  const known = regions.flatMap(({ code }) => valueAt(targets, code, indicator) ?? []);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

const amounts: readonly [TargetIndicator, TargetIndicator][] = [
  ['listed', 'listing_rate'],
  ['started', 'start_rate'],
  ['landed', 'landing_rate'],
  ['prepared', 'preparation_rate'],
];

/** Sentences about targets that do not fit together. They never block. */
export function targetChecks(targets: readonly TargetValue[]): string[] {
  const checks: string[] = [];
  for (const indicator of targetIndicators) {
    const label = indicatorLabel(indicator);
    const unit = targetUnit(indicator);
    const whole = valueAt(targets, city.code, indicator);
    const sum = sumOfRegions(targets, indicator);
    const without = regions.filter(({ code }) => valueAt(targets, code, indicator) === null);
    if (whole !== null && sum !== null && sum !== whole) {
      const difference = formatTarget(indicator, Math.abs(whole - sum));
      // While regions have none yet, what they lack may be theirs.
      const open = sum < whole && without.length > 0 ? `，还有 ${without.length} 个地区没有定` : '';
      checks.push(
        `${label}：各地合计 ${formatTarget(indicator, sum)}，比全市目标 ${formatTarget(indicator, whole)} ${sum > whole ? '多' : '少'} ${difference}${open}`,
      );
    }
    for (const { region, indicator: own, value } of targets) {
      if (own !== indicator || region === null || value === null) continue;
      const name = `${regionName(region)}${label}`;
      if (value < 0) checks.push(`${name}：目标 ${formatTarget(indicator, value)} 是负数`);
      else if (unit === 'rate' && value > 0 && value < 100)
        checks.push(`${name}：目标 ${formatTarget(indicator, value)} 不到 1%，请核对是不是按百分数填的`);
      else if (indicator !== 'completion_rate' && unit === 'rate' && value > 10_000)
        checks.push(`${name}：目标 ${formatTarget(indicator, value)} 超过 100%`);
    }
  }
  for (const [count, rate] of amounts)
    for (const region of [city.code, ...regions.map(({ code }) => code)])
      if (valueAt(targets, region, count) === 0 && (valueAt(targets, region, rate) ?? 0) > 0)
        checks.push(
          `${regionName(region)}：${indicatorLabel(count)}目标是 0，${indicatorLabel(rate)}目标却是 ${formatTarget(rate, valueAt(targets, region, rate))}`,
        );
  return checks;
}
