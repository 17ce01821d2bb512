import { regions } from '../../../src-shared/catalogues/regions';
import type { EvaluationSheet, Rubric } from '../../../src-shared/contract/evaluation-values';
import { type EvaluatedRegion, type ScoredNow, scoreRegions } from '../../../src-shared/rules/evaluation';
import { emptyEvaluationCounts } from '../../../src-shared/rules/evaluation-counts';
import type { EvaluationFrame } from '../../../src-shared/rules/evaluation-measures';
import { type EvaluationWindow, evaluationWindow, timeWords } from '../../../src-shared/rules/evaluation-window';
import { type Period, parsePeriod } from '../../../src-shared/rules/period';
import { cityScope } from '../../../src-shared/rules/rule-book';
import { Refusal } from '../../../src-shared/terms/errors';
import { formatDay } from '../../../src-shared/terms/format';
import type { LedgerContext } from '../context';
import { requirePeriod } from './bulletin-figures';
import { bulletinScope, type StreamEnd } from './bulletin-frozen';
import { loadEvaluation } from './evaluation-counts';
import { marksOf } from './evaluation-marks';
import { remembered } from './project-selection';
import { requireRubric } from './rubrics';

/** What stands in the field `scores` of an evaluation. */
export interface PublishedEvaluation {
  readonly sheet: EvaluationSheet;
  /** The changes that the scores came from, as in a bulletin. */
  readonly through: readonly StreamEnd[];
}

/** What a period's scores are made of. */
export interface EvaluationInput {
  readonly period: Period;
  readonly window: EvaluationWindow;
  readonly frozen: boolean;
  readonly frame: EvaluationFrame;
  readonly regions: readonly EvaluatedRegion[];
}

/** The window of a period that has begun. Throws the refusal `evaluation_not_begun`. */
export function requireWindow(context: LedgerContext, period: Period): EvaluationWindow {
  const window = evaluationWindow(period, context.clock.today());
  if (!window) throw new Refusal('evaluation_not_begun', { period: period.name });
  return window;
}

/** Whether a rubric asks for the half-year: a second look at all projects. */
const asksHalfYear = ({ indicators }: Rubric) => indicators.some(({ code }) => code === 'half_year_rank');

/**
 * What a rubric scores of a period. Counted once as long as nobody writes: the city picture, its table and the simulator ask for the same
 * figures one after the other, and the simulator with every box that is ticked.
 */
export function evaluationInput(context: LedgerContext, period: Period, rubric: Rubric): EvaluationInput {
  const halfYear = asksHalfYear(rubric);
  const key = JSON.stringify(['evaluation', period.code, halfYear, context.clock.today()]);
  return remembered(context.database, key, () => countInput(context, period, halfYear));
}

function countInput(context: LedgerContext, period: Period, halfYear: boolean): EvaluationInput {
  const material = loadEvaluation(context, requireWindow(context, period), { halfYear });
  const share = material.timeProportional;
  const marks = marksOf(context, period.code);
  return {
    period,
    window: material.window,
    frozen: material.frozen,
    frame: { timeProportional: share, timeWords: timeWords(material.window.half, share) },
    regions: regions.map(({ code, name }) => ({
      code,
      region: name,
      counts: material.counts.get(code) ?? emptyEvaluationCounts,
      marks: marks.get(code) ?? [],
    })),
  };
}

/** The published sheet of a period and rubric, null where it was not published. */
export function publishedSheet({ database }: LedgerContext, period: string, rubric: string): EvaluationSheet | null {
  const text = database
    .prepare(
      'SELECT scores FROM evaluation WHERE scope = @scope AND period = @period AND rubric = @rubric AND deleted <> 1 AND scores IS NOT NULL',
    )
    .pluck()
    .get({ scope: cityScope, period, rubric }) as string | undefined;
  return text === undefined ? null : (JSON.parse(text) as PublishedEvaluation).sheet;
}

/** Secretaries of a region whose reports were merged, by region code. */
function sources({ database }: LedgerContext): ReadonlyMap<string, number> {
  const rows = database
    .prepare(
      `SELECT region, count(*) AS people FROM device WHERE role = 'secretary' AND region IS NOT NULL AND id NOT LIKE '%~%'
       AND EXISTS (SELECT 1 FROM package WHERE package.device = device.id AND direction = 'in' AND kind = 'report' AND state = 'merged')
       GROUP BY region`,
    )
    .all() as { region: string; people: number }[];
  return new Map(rows.map(({ region, people }) => [region, people]));
}

interface Earlier {
  readonly name: string;
  readonly ranks: ReadonlyMap<string, number | null>;
}

const ranksOf = (scored: readonly Pick<ScoredNow, 'code' | 'rank'>[]) =>
  new Map(scored.map(({ code, rank }) => [code, rank]));

/**
 * What places are held against: of the evaluations published by this rubric and the bulletins frozen, the one that ended last before these
 * figures. A frozen bulletin has no scores of its own; they are made of its frozen figures.
 */
function earlierOf(context: LedgerContext, rubric: Rubric, before: string): Earlier | null {
  const codes = (sql: string, scope: string) =>
    (context.database.prepare(sql).pluck().all({ scope, rubric: rubric.name }) as string[]).flatMap((code) => {
      const period = parsePeriod(code);
      return period && period.end < before ? [period] : [];
    });
  const published = codes(
    'SELECT period FROM evaluation WHERE scope = @scope AND rubric = @rubric AND deleted <> 1 AND scores IS NOT NULL',
    cityScope,
  );
  const frozen = codes(
    "SELECT period FROM bulletin WHERE scope = @scope AND deleted <> 1 AND figures IS NOT NULL AND @rubric <> ''",
    bulletinScope(context),
  );
  const latest = [...published, ...frozen].sort((a, b) => b.end.localeCompare(a.end))[0];
  if (!latest) return null;
  const sheet = published.includes(latest) ? publishedSheet(context, latest.code, rubric.name) : null;
  if (sheet) return { name: `${latest.name}考评`, ranks: ranksOf(sheet.regions) };
  const { regions: scored, frame } = evaluationInput(context, latest, rubric);
  return { name: latest.name, ranks: ranksOf(scoreRegions(rubric, scored, frame)) };
}

/** Scores as the ledger stands now. */
export function sheetNow(context: LedgerContext, input: EvaluationInput, rubric: Rubric): EvaluationSheet {
  const { period, window, frozen, frame } = input;
  const earlier = earlierOf(context, rubric, window.end);
  const people = sources(context);
  return {
    period: period.code,
    periodName: period.name,
    figures: window.half.code,
    asOf: window.end,
    timeProportional: frame.timeProportional,
    timeWords: frame.timeWords,
    running: window.running,
    frozen,
    publishedAt: null,
    comparedWith: earlier?.name ?? null,
    rubric,
    regions: scoreRegions(rubric, input.regions, frame).map((scored) => {
      const before = earlier?.ranks.get(scored.code) ?? null;
      return {
        ...scored,
        source: `${people.get(scored.code) ?? 0} 名秘书的上报包，截至 ${formatDay(window.end)}`,
        movement: before === null || scored.rank === null ? null : before - scored.rank,
      };
    }),
  };
}

/** The published scores of a period where it was published, else as the ledger stands now. */
export function sheetOf(context: LedgerContext, period: Period, rubric: Rubric): EvaluationSheet {
  return (
    publishedSheet(context, period.code, rubric.name) ??
    sheetNow(context, evaluationInput(context, period, rubric), rubric)
  );
}

/**
 * Score and place of every region for the city picture, the bulletin and whoever else speaks of ranks: by the rubric in use. Problems and
 * reports count from the first day of the quarter also for a half-month or a month, so that its score is that of the running quarter.
 */
export function scoresOf(context: LedgerContext, period: Period | string): EvaluationSheet {
  const known = typeof period === 'string' ? requirePeriod(period) : period;
  return sheetOf(context, known, requireRubric(context, undefined));
}
