import type { ScoredRegion } from '../../../src-shared/contract/evaluation-values';
import { extraPoints } from '../../../src-shared/rules/evaluation';
import { unknown } from '../../../src-shared/terms/format';
/** Points as the table prints them: one decimal, the minus sign of print, — for what is not scored. */
export function pointsText(points: number | null): string {
  return points === null ? unknown : points.toFixed(1).replace('-', '−');
}

export function extraText(scored: ScoredRegion): string {
  const extra = extraPoints(scored);
  return extra === 0 ? unknown : `${extra > 0 ? '+' : ''}${pointsText(extra)}`;
}
