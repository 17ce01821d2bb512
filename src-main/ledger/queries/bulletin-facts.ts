import type { Database } from 'better-sqlite3';
import { city, regionName } from '../../../src-shared/catalogues/regions';
import type { Corrections } from '../../../src-shared/contract/bulletin-methods';
import type { BulletinFigures } from '../../../src-shared/contract/exchange-methods';
import type { TargetIndicator } from '../../../src-shared/entities/target';
import type {
  BulletinFacts,
  CorrectionLine,
  ProblemCounts,
  ScoreLine,
  TargetLine,
} from '../../../src-shared/rules/bulletin-prose';
import { type Period, parsePeriod, periodKinds, periodOf, previousPeriod } from '../../../src-shared/rules/period';
import { measureOf } from '../../../src-shared/rules/region-measures';
import type { ReportedProblem } from '../../../src-shared/rules/report-project';
import { cityScope } from '../../../src-shared/rules/rule-book';
import type { LedgerContext } from '../context';
import { correctionsIn } from './bulletin-corrections';
import { figuresNow } from './bulletin-figures';
import { frozenBulletin } from './bulletin-frozen';
import type { PublishedEvaluation } from './evaluation-sheets';
import { reportDay, reportedProblems } from './report-facts';
import { loadRuleBook } from './rules';

/** What a bulletin says beyond its figures. A freeze keeps it, so that nothing written later changes the paper. */
export type BulletinSurroundings = Omit<BulletinFacts, 'figures' | 'period' | 'corrections'>;

/** Problems on the day, counted like the board counts them. */
function problemCounts(
  database: Database,
  period: Period,
  day: string,
  open: readonly ReportedProblem[],
): ProblemCounts {
  const count = (condition: string) =>
    database
      .prepare(
        `SELECT count(*) FROM problem p JOIN project j ON j.id = p.project AND j.deleted <> 1 WHERE p.deleted <> 1 AND ${condition}`,
      )
      .pluck()
      .get(condition.includes('@start') ? { start: period.start, day } : { day }) as number;
  return {
    open: count("coalesce(p.reported_on, '') <= @day AND (p.state IS NOT 'closed' OR p.closed_on > @day)"),
    raised: count('p.reported_on BETWEEN @start AND @day'),
    closed: count("p.state = 'closed' AND p.closed_on BETWEEN @start AND @day"),
    overdue: open.filter(({ over }) => over > 0).length,
    city: open.filter(({ level }) => level === 'city').length,
  };
}

/** '9月底前', '9月15日前', '年底前'. */
function byWords({ kind, month, half }: Period): string {
  if (kind === 'year') return '年底前';
  return half === 1 ? `${month}月15日前` : `${month}月底前`;
}

/**
 * Targets for the period, or for its month where it is half of one, with what is reached; the whole city's also for the quarter and the
 * year. Rates are kept in hundredths of a per cent.
 */
export function targetLines(database: Database, period: Period, figures: BulletinFigures): TargetLine[] {
  const ends = new Map(periodKinds.map((kind) => [periodOf(period.end, kind).code, periodOf(period.end, kind)]));
  const month = periodOf(period.end, 'month').code;
  const rows = database
    .prepare(
      'SELECT region, period, indicator, value FROM target WHERE scope = @scope AND deleted <> 1 ORDER BY record',
    )
    .all({ scope: cityScope }) as {
    region: string | null;
    period: string | null;
    indicator: TargetIndicator;
    value: number | null;
  }[];
  const found = rows.flatMap(({ region, period: code, indicator, value }): (TargetLine & { end: string })[] => {
    const until = ends.get(code ?? '');
    if (!until || value === null || region === null) return [];
    const isCity = region === city.code;
    const isOwn = code === period.code || (period.kind === 'half' && code === month);
    // A period shorter than this one is over with it and says nothing of its own.
    if (!(isOwn || (isCity && until.start <= period.start))) return [];
    const name = regionName(region);
    const line = isCity ? figures.totals : figures.regions.find((one) => one.region === name);
    const isRate = measureOf(indicator).format === 'rate';
    return [
      {
        region: name,
        by: byWords(until),
        measure: indicator,
        value: isRate ? value / 10_000 : value,
        actual: line?.[indicator] ?? null,
        end: until.end,
      },
    ];
  });
  const place = (line: TargetLine) => figures.regions.findIndex(({ region }) => region === line.region);
  return found
    .sort((a, b) => place(a) - place(b) || a.end.localeCompare(b.end) || a.measure.localeCompare(b.measure))
    .map(({ end: _, ...line }) => line);
}

/** Scores of a published evaluation that was made from the figures of the period; null where none was, by `before` (a moment). */
function publishedScores(database: Database, period: Period, before: string | null): BulletinFacts['evaluation'] {
  const rows = database
    .prepare(
      'SELECT scores FROM evaluation WHERE scope = @scope AND deleted <> 1 AND scores IS NOT NULL ORDER BY record',
    )
    .pluck()
    .all({ scope: cityScope }) as string[];
  for (const text of rows) {
    const { sheet } = JSON.parse(text) as PublishedEvaluation;
    const at = sheet.publishedAt;
    const isOfPeriod = sheet.period === period.code || sheet.figures === period.code;
    if (!isOfPeriod || at === null || (before !== null && Date.parse(at) > Date.parse(before))) continue;
    const scores = sheet.regions.flatMap(({ region, total, rank }): ScoreLine[] =>
      total === null ? [] : [{ region, score: total, place: rank }],
    );
    if (scores.length > 0) return { name: sheet.rubric.name, scores };
  }
  return null;
}

/** What stands beside the figures now. `figures` are the ones of the paper. */
export function surroundingsNow(
  context: LedgerContext,
  period: Period,
  figures: BulletinFigures,
): BulletinSurroundings {
  const { database, clock } = context;
  const frozenAt = figures.frozenAt;
  const earlier = frozenBulletin(context, previousPeriod(period));
  const isEarlier =
    earlier !== null && (frozenAt === null || Date.parse(earlier.figures.frozenAt ?? '') <= Date.parse(frozenAt));
  const day = reportDay(period, clock.today());
  const problems = reportedProblems(context, day);
  return {
    previous: isEarlier ? { name: nameBeside(previousPeriod(period), period), figures: earlier.figures } : null,
    targets: targetLines(database, period, figures),
    evaluation: publishedScores(database, period, frozenAt),
    problems: problemCounts(database, period, day, problems),
    cityWindow: loadRuleBook(context).listingWindows.city,
  };
}

/** '8月下半月', with its year where that is not the one of the paper. */
function nameBeside(other: Period, { year }: Period): string {
  return other.year === year && other.kind !== 'year' ? other.shortName : other.name;
}

/** What the paper puts right, a line a figure of a region, with the reasons that were written for the projects behind it. */
function correctionLines({ of, regions }: Corrections, period: Period): CorrectionLine[] {
  const corrected = of === null ? undefined : parsePeriod(of.period);
  if (!corrected) return [];
  const name = nameBeside(corrected, period);
  return regions.map(({ figure, ...line }) => ({ ...line, period: name, measure: figure }));
}

/** Everything that the bulletin of a period speaks of: as it was frozen, else as it stands now. */
export function bulletinFacts(context: LedgerContext, period: Period): BulletinFacts {
  const frozen = frozenBulletin(context, period);
  const figures = frozen?.figures ?? figuresNow(context.database, period);
  const corrections = correctionLines(correctionsIn(context, period), period);
  return { figures, period, corrections, ...(frozen?.surroundings ?? surroundingsNow(context, period, figures)) };
}
