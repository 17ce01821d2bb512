import type { ScoredMark } from '../../src-shared/contract/evaluation-values';
import type { EvaluatedRegion } from '../../src-shared/rules/evaluation';
import { type EvaluationCounts, emptyEvaluationCounts } from '../../src-shared/rules/evaluation-counts';
import type { EvaluationFrame } from '../../src-shared/rules/evaluation-measures';

/** The half-month of the pictures. */
export const september: EvaluationFrame = { timeProportional: 8.5 / 12, timeWords: '9月上半月 8.5 ÷ 12 ＝ 70.8%' };

export function evaluated(
  region: string,
  counts: Partial<EvaluationCounts>,
  marks: readonly Partial<ScoredMark>[] = [],
): EvaluatedRegion {
  return {
    code: region,
    region,
    counts: { ...emptyEvaluationCounts, reporters: 1, ...counts },
    marks: marks.map((mark, index) => ({
      id: `${region}-${index}`,
      kind: 'bonus',
      item: '上争资金',
      points: 1,
      state: 'approved',
      reason: '',
      evidence: '文件',
      proposedBy: '周科长',
      decidedBy: '韩主任',
      decidedOn: '2018-09-16',
      ...mark,
    })),
  };
}

/** 昌邑区 of the pictures: 10 of 11 started, 26.9 of 40.8 hundred million, 23 of 31 listed, 3 of 5 prepared, 2 of 6 problems closed. */
export const changyi: Partial<EvaluationCounts> = {
  planned_starts: 11,
  started: 10,
  annual_plan: 4_080_000_000,
  completed: 2_690_000_000,
  due: 31,
  listed: 23,
  preparing: 5,
  prepared: 3,
  reserve: 3,
  problems_due: 6,
  problems_closed: 2,
  reports_missed: 1,
  months_incomplete: 1,
};
