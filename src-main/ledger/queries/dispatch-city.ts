import plan from '../../../src-shared/catalogues/plan-2018-figures.json';
import { regionCode, regions } from '../../../src-shared/catalogues/regions';
import type { ProjectFacts } from '../../../src-shared/contract/bulletin-methods';
import type { OutputOf } from '../../../src-shared/contract/contract';
import type { EvaluationSheet } from '../../../src-shared/contract/evaluation-values';
import type { BulletinFigures } from '../../../src-shared/contract/exchange-methods';
import { type Period, parsePeriod } from '../../../src-shared/rules/period';
import { sizeClassRows, slicesOf, unmarked } from '../../../src-shared/rules/slices';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { targetLines } from './bulletin-facts';
import { factsOf, figuresOf, requirePeriod } from './bulletin-figures';
import { bulletinIn, bulletinScope } from './bulletin-frozen';
import { leadersOf } from './dispatch-leaders';
import { dispatchScope } from './dispatch-scope';
import { scoresOf } from './evaluation-sheets';

type City = OutputOf<'dispatch.city'>;

/** The latest freeze of the same year that ends before the period: cumulative figures of another year are not to be held against these. */
function previousFreeze(context: LedgerContext, period: Period): City['previous'] {
  const scope = bulletinScope(context);
  const codes = context.database
    .prepare('SELECT period FROM bulletin WHERE scope = @scope AND deleted <> 1 AND figures IS NOT NULL')
    .pluck()
    .all({ scope }) as string[];
  const earlier = codes
    .flatMap((code) => parsePeriod(code) ?? [])
    .filter(({ year, end }) => year === period.year && end < period.end)
    .sort((a, b) => b.end.localeCompare(a.end) || b.start.localeCompare(a.start))[0];
  const found = earlier && bulletinIn(context.database, scope, earlier);
  return found ? { code: earlier.code, name: earlier.shortName, figures: found.figures } : null;
}

/**
 * What the plan of the year itself asks of the city where the Commission has set nothing: everything unlisted when it was written is listed
 * by its deadline, everything planned to start begins by the year's end.
 */
function planTargets(
  period: Period,
  figures: BulletinFigures,
  facts: readonly ProjectFacts[] | null,
  own: City['targets'],
): City['targets'] {
  if (plan.asOf.slice(0, 4) !== String(period.year)) return [];
  const { notListed, construction, plannedStart } = plan;
  const [, month = '', day = ''] = notListed.deadline.split('-');
  const isPlanned = ({ planned_start: start }: ProjectFacts) =>
    start !== null && start.slice(0, 7) >= plannedStart.from && start.slice(0, 7) <= plannedStart.to;
  const ofPlan: City['targets'] = [
    {
      region: '全市',
      by: `${Number(month)}月${Number(day)}日前`,
      measure: 'listed',
      value: construction.atLeast50MillionYuan,
      actual: figures.totals.listed,
      source: 'plan',
    },
    {
      region: '全市',
      by: '年底前',
      measure: 'started',
      value: plannedStart.total,
      actual: facts?.filter(isPlanned).filter(({ counted }) => counted.started).length ?? null,
      source: 'plan',
    },
  ];
  return ofPlan.filter(({ measure }) => !own.some((line) => line.region === '全市' && line.measure === measure));
}

/** Scores by the rubric in use; null for a period that has not begun, or where no rubric can be read. */
function scoresIfAny(context: LedgerContext, period: Period): EvaluationSheet | null {
  try {
    return scoresOf(context, period);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

export const showCity: Handler<'dispatch.city'> = (context, { period: code }) => {
  const period = requirePeriod(code);
  const figures = figuresOf(context, period);
  const sheet = scoresIfAny(context, period);
  const leaderOf = leadersOf(context, period.end);
  const own = targetLines(context.database, period, figures).map((line) => ({ ...line, source: 'target' as const }));
  return {
    previous: previousFreeze(context, period),
    targets: [...own, ...planTargets(period, figures, factsOf(context, period), own)],
    scores: (sheet?.regions ?? []).map(({ region, total, rank, movement }) => ({
      region,
      score: total,
      rank,
      movement,
    })),
    leaders: regions.flatMap(({ code: region, name }) => {
      const leader = leaderOf(region);
      return leader === undefined ? [] : [{ region: name, leader }];
    }),
    comparedWith: sheet?.comparedWith ?? null,
    rubric: sheet?.rubric.name ?? null,
  };
};

export const showSlices: Handler<'dispatch.slices'> = (context, { period: code, by }) => {
  if (by === 'region') {
    const period = requirePeriod(code);
    const figures = figuresOf(context, period);
    const leaderOf = leadersOf(context, period.end);
    const rows = figures.regions.map((line) => ({
      key: regionCode(line.region) ?? unmarked,
      label: line.region,
      figures: line,
      leader: leaderOf(regionCode(line.region) ?? unmarked) ?? null,
    }));
    return { rows, classes: [], totals: figures.totals };
  }
  const { figures, facts, leaderOf } = dispatchScope(context, code);
  const share = figures.timeProportional;
  return {
    rows: facts && slicesOf(by, facts, share, leaderOf).map((slice) => ({ ...slice, leader: null })),
    classes: facts && by === 'size' ? sizeClassRows(facts, share) : [],
    totals: figures.totals,
  };
};
