import {
  type IndicatorCode,
  indicatorCodes,
  type Operator,
  operatorsOf,
  type Rubric,
  type RubricIndicator,
} from '../../../src-shared/contract/evaluation-values';
import { indicatorKinds } from '../../../src-shared/rules/rubric-indicators';

/** A copy of a rubric under a name that is not taken. */
export function copyOf(rubric: Rubric, known: { readonly rubrics: readonly { readonly rubric: Rubric }[] }): Rubric {
  const taken = new Set(known.rubrics.map((one) => one.rubric.name));
  const stem = rubric.name.slice(0, 30);
  let name = `${stem}（自定）`;
  for (let count = 2; taken.has(name); count += 1) name = `${stem}（自定${count}）`;
  return { ...structuredClone(rubric), name };
}

/** Indicators that a rubric does not have yet. */
export function unusedCodes(rubric: Rubric): IndicatorCode[] {
  const used = new Set(rubric.indicators.map(({ code }) => code));
  return indicatorCodes.filter((code) => !used.has(code));
}

/** An indicator to begin with, by an operator that suits it. */
export function newIndicator(
  code: IndicatorCode,
  operator: Operator | undefined = operatorsOf[code][0],
): RubricIndicator {
  const { name, unit } = indicatorKinds[code];
  const common = { code, name, weight: 10 };
  switch (operator) {
    case 'banded':
      if (code === 'new_or_continued') return { ...common, operator, weight: 5, values: { new: 5, continued: 2 } };
      if (code === 'scale') {
        return {
          ...common,
          operator,
          bandsYuan: [
            { from: 1_000_000_000, points: 10 },
            { from: 100_000_000, points: 6 },
            { from: 0, points: 3 },
          ],
        };
      }
      return {
        ...common,
        operator,
        bands: [
          { below: 1, perPoint: 0.1, sign: '-' },
          { from: 1, perPoint: 0.1, sign: '+' },
        ],
        cap: 5,
      };
    case 'capped':
      if (code === 'late_listing') return { ...common, operator, weight: 0, perUnit: -1, min: -10 };
      return code === 'reserve'
        ? { ...common, operator, base: 0, perUnit: 1, min: 0, max: 10 }
        : { ...common, operator, base: 10, perUnit: -1, min: 0 };
    case 'ranked':
      return { ...common, operator, points: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1] };
    default:
      return { ...common, operator: 'linear', from: 0, to: unit === 'rate' ? 1 : 10 };
  }
}

/** Changed operator of an indicator: what it had by the old one has no meaning by the new. */
export function withOperator(one: RubricIndicator, operator: Operator): RubricIndicator {
  return one.operator === operator ? one : { ...newIndicator(one.code, operator), name: one.name, weight: one.weight };
}

/** '10、9、8' as numbers; what is no number stays one that the check complains about. */
export function readPoints(text: string): number[] {
  return text
    .normalize('NFKC')
    .split(/[、,;\s]+/)
    .filter(Boolean)
    .map((part) => Number(part.replace('−', '-')));
}

/** '3名7分、6名5分' as stretches of places. */
export function readRanks(text: string): { to: number; points: number }[] {
  return text
    .normalize('NFKC')
    .split(/[、,;]+/)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [to, points] = part.replace('−', '-').match(/-?\d+(\.\d+)?/g) ?? [];
      return { to: Number(to), points: Number(points) };
    });
}
