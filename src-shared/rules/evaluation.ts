import type { Rubric, ScoredIndicator, ScoredMark, ScoredRegion } from '../contract/evaluation-values';
import type { EvaluationCounts } from './evaluation-counts';
import { type EvaluationFrame, measureOf } from './evaluation-measures';
import { addPoints, figure, rawPoints, roundPoints, standings } from './evaluation-points';
import { places } from './indicators';
import { indicatorKinds } from './rubric-indicators';
import { fullMarks } from './rubric-operators';

/** One region as it goes into an evaluation. */
export interface EvaluatedRegion {
  readonly code: string;
  /** Chinese name. */
  readonly region: string;
  readonly counts: EvaluationCounts;
  readonly marks: readonly ScoredMark[];
}

/** A region's score by itself: what it moved from and whose reports it came from are the ledger's to say. */
export type ScoredNow = Omit<ScoredRegion, 'movement' | 'source'>;

const noMarks = 0.0001;

/** Points of the approved marks of a kind together, before any cap. */
function approvedSum(marks: readonly ScoredMark[], kind: ScoredMark['kind']): number {
  return roundPoints(
    marks
      .filter((mark) => mark.kind === kind && mark.state === 'approved')
      .reduce((sum, { points }) => sum + points, 0),
  );
}

function vetoOf(rubric: Rubric, marks: readonly ScoredMark[]): ScoredRegion['veto'] {
  const vetoes = rubric.veto.length === 0 ? [] : marks.filter(({ kind }) => kind === 'veto');
  if (vetoes.some(({ state }) => state === 'approved')) return 'vetoed';
  return vetoes.some(({ state }) => state === 'proposed') ? 'checking' : 'none';
}

/**
 * Scores and places of regions by a rubric; the order of the regions is kept and does not matter.
 *
 * - An indicator without a denominator is not scored (—): its full marks are shared out among the region's other indicators in
 *   proportion to theirs, so that every region is measured by the same sum. Nothing is scored as 0 % or as 100 %.
 * - Points of an indicator are rounded to one decimal (四舍五入); everything after that adds up rounded points and is exact.
 * - Approved bonuses count up to the rubric's cap, approved deductions in full, proposed ones not at all.
 * - Ties share a place and the next one is left out. A region with an approved veto keeps its score and has no place.
 */
export function scoreRegions(rubric: Rubric, regions: readonly EvaluatedRegion[], frame: EvaluationFrame): ScoredNow[] {
  const measures = rubric.indicators.map(({ code }) => regions.map(({ counts }) => measureOf(code, counts, frame)));
  const placed = measures.map((column) => standings(column.map(({ value }) => value)));
  const allMarks = rubric.indicators.reduce((sum, one) => sum + fullMarks(one), 0);
  const scored = regions.map(({ code, region, counts, marks }, at) => {
    const raw = rubric.indicators.map((one, index) => {
      const measure = measures[index]?.[at];
      const standing = placed[index]?.[at];
      if (!measure || !standing) throw new RangeError(`no measure of ${one.code}`);
      return { one, measure, points: rawPoints(one, measure, counts, standing, indicatorKinds[one.code].unit) };
    });
    const known = raw.reduce((sum, { one, points }) => sum + (points === null ? 0 : fullMarks(one)), 0);
    const share = known > noMarks && known < allMarks - noMarks ? allMarks / known : 1;
    const sharing = share === 1 ? '' : ` × ${figure(allMarks)} ÷ ${figure(known)}`;
    const indicators = raw.map(({ one, measure, points }): ScoredIndicator => {
      const base = { code: one.code, value: measure.value, facts: [...measure.facts] };
      if (points === null) {
        const weight = fullMarks(one);
        const why = indicatorKinds[one.code].lacking ?? '没有数';
        const shared = weight > 0 ? `，${figure(weight)} 分由其余各项按分值分担` : '';
        return { ...base, points: null, weight: 0, sentence: `${why}，不计分${shared}` };
      }
      // What only takes away has no full marks, and nothing is shared out to it.
      const factor = fullMarks(one) > 0 ? share : 1;
      const rounded = roundPoints(points.points * factor);
      return {
        ...base,
        points: rounded,
        weight: fullMarks(one) * factor,
        sentence: sentenceOf(
          one.operator === 'ranked',
          points.sum,
          factor === 1 ? '' : sharing,
          points.limit,
          rounded,
          points.points,
        ),
      };
    });
    const earned = indicators.flatMap(({ points }) => (points === null ? [] : [points]));
    const basic = earned.length === 0 ? null : addPoints(earned);
    const bonus = Math.min(rubric.bonus?.cap ?? 0, approvedSum(marks, 'bonus'));
    const deduction = approvedSum(marks, 'deduction');
    return {
      code,
      region,
      indicators,
      basic,
      sentence:
        earned
          .map((points, index) =>
            index === 0 ? signed(points) : points < 0 ? `− ${tenths(-points)}` : `＋ ${tenths(points)}`,
          )
          .join(' ') + (basic === null ? '各项都不计分' : ` ＝ ${signed(basic)}`),
      bonus,
      deduction,
      veto: vetoOf(rubric, marks),
      marks: [...marks],
      total: basic === null ? null : addPoints([basic, bonus, -deduction]),
    };
  });
  const ranks = places(scored.map(({ total, veto }) => (veto === 'vetoed' ? null : total)));
  return scored.map((one, index) => ({ ...one, rank: ranks[index] ?? null }));
}

const tenths = (points: number) => points.toFixed(1);
const signed = (points: number) => tenths(points).replace('-', '−');

function sentenceOf(
  isPlace: boolean,
  sum: string,
  sharing: string,
  limit: string,
  points: number,
  raw: number,
): string {
  if (isPlace) return `${sum}得 ${figure(raw)} 分${sharing === '' ? '' : `${sharing} ＝ ${signed(points)}`}`;
  const cut = limit === '' ? '' : `，${limit}`;
  return sharing === ''
    ? `${sum}${cut} ＝ ${signed(points)}`
    : limit === ''
      ? `${sum}${sharing} ＝ ${signed(points)}`
      : `（${sum}，${limit}）${sharing.trimStart()} ＝ ${signed(points)}`;
}

/** The bonus and deduction together, as lists print it. */
export function extraPoints({ bonus, deduction }: Pick<ScoredRegion, 'bonus' | 'deduction'>): number {
  return addPoints([bonus, -deduction]);
}
