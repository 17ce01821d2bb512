import type { Database } from 'better-sqlite3';
import { regionName, regions } from '../../../src-shared/catalogues/regions';
import type { BulletinFigures } from '../../../src-shared/contract/exchange-methods';
import {
  emptyCounts,
  type RegionCounts,
  regionFigures,
  totalCounts,
  withPlaces,
} from '../../../src-shared/rules/indicators';
import { listingThreshold } from '../../../src-shared/rules/ledger-views';
import { type Period, parsePeriod, timeProportional as timeProportionalAt } from '../../../src-shared/rules/period';
import { cityScope } from '../../../src-shared/rules/rule-book';
import { linearShares, type MonthShares } from '../../../src-shared/rules/time-curve';
import { Refusal } from '../../../src-shared/terms/errors';
import { beijingTimestamp } from '../clock';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { loadCityLightRules } from './light-rules';
import { fromSigningSql, lifecycleSql, listingDueSql, startedSql, viewSql } from './view-sql';

/** Name of the line for projects whose region is empty or not in the catalogue; it stands after the regions and has no place. */
export const elsewhere = '属地不明';

// A date that may be a month alone. `known by`: the fact is there, so its month is enough. `due by`: nobody is late before the month is over.
const knownBy = (column: string) => `(${column} IS NULL OR ${column} <= @end)`;
const dueBy = (column: string) =>
  `(${column} >= @firstMonth AND CASE WHEN length(${column}) = 7 THEN date(${column} || '-01', '+1 month', '-1 day') ELSE ${column} END <= @end)`;

const inConstruction = `(${viewSql('construction')} AND project.total_investment >= ${listingThreshold} AND ${knownBy('project.actual_start')})`;
const listingDue = `(${listingDueSql} AND ${knownBy('project.actual_start')})`;
const plannedToStart = `(${dueBy('project.planned_start')} AND ${lifecycleSql} IS NOT 'terminated')`;
const fromSigning = `(${fromSigningSql} AND ${knownBy('project.signed_on')} AND ${lifecycleSql} IS NOT 'terminated')`;
const hasLanded = `(${startedSql} OR ${lifecycleSql} IS 'preparation' OR (project.credit_code IS NOT NULL AND project.paid_in_amount > 0))`;

const count = (condition: string) => `coalesce(sum(${condition}), 0)`;

/**
 * One row a region. What each column counts, with the period's end as @end:
 *
 * - projects: under construction, total investment ≥ 50 million yuan, not started after the end;
 * - planned_starts: planned start in the period's year and due by the end (a month alone is due on its last day), not terminated;
 *   started: of those the ones whose actual start lies on or before the end;
 * - annual_plan, completed: of `projects`; plan of the year, progress of its months up to the period's own, in yuan. The first half of
 *   a month counts what has been reported for it so far: progress is one record a month;
 * - due: started ≥ 50 million yuan by the end, finished ones among them; listed: of those the ones listed by the period's month;
 * - signed: came from a signing by the end, not terminated; landed: of those the ones that started, or went on to preparation, or whose
 *   company is registered and whose money has begun to come;
 * - preparing: the planned-start ledger; prepared: of those the ones that have permits, all of which (those after the start apart) are
 *   granted by the end or not needed;
 * - reserve: the reserve ledger.
 */
const countsSql = `
  WITH done AS (
    SELECT project, sum(completed) AS completed FROM progress
    WHERE deleted <> 1 AND month BETWEEN @firstMonth AND @month GROUP BY project
  ), papers AS (
    SELECT project, min(coalesce(state = 'not_needed' OR (state = 'granted' AND ${knownBy('actual_finish')}), 0)) AS ready FROM permit
    WHERE deleted <> 1 AND coalesce(catalogue_code NOT GLOB 'P4[0-9][0-9]' AND catalogue_code NOT IN ('P309', 'P310'), 1)
    GROUP BY project
  )
  SELECT project.region AS region,
    ${count(inConstruction)} AS projects,
    ${count(plannedToStart)} AS planned_starts,
    ${count(`${plannedToStart} AND project.actual_start <= @end`)} AS started,
    sum(CASE WHEN ${inConstruction} THEN coalesce(json_extract(project.annual_plan, @year), 0) ELSE 0 END) AS annual_plan,
    sum(CASE WHEN ${inConstruction} THEN coalesce(done.completed, 0) ELSE 0 END) AS completed,
    ${count(listingDue)} AS due,
    ${count(`${listingDue} AND listing.state = 'listed' AND (listing.listed_month IS NULL OR listing.listed_month <= @month)`)} AS listed,
    ${count(fromSigning)} AS signed,
    ${count(`${fromSigning} AND ${hasLanded}`)} AS landed,
    ${count(viewSql('planned-start'))} AS preparing,
    ${count(`${viewSql('planned-start')} AND papers.ready`)} AS prepared,
    ${count(viewSql('reserve'))} AS reserve
  FROM project
    LEFT JOIN done ON done.project = project.id
    LEFT JOIN papers ON papers.project = project.id
    LEFT JOIN listing ON listing.project = project.id AND listing.deleted <> 1
  WHERE project.deleted <> 1
  GROUP BY project.region`;

/** Figures of a period as the ledger stands now: regions in the order of the catalogue, withdrawn projects nowhere. */
export function presentFigures(
  database: Database,
  period: Period,
  shares: MonthShares = linearShares,
): BulletinFigures {
  const timeProportional = timeProportionalAt(period.month, period.half, shares);
  const rows = database.prepare(countsSql).all({
    end: period.end,
    month: period.code.slice(0, 7),
    firstMonth: `${period.year}-01`,
    year: `$."${period.year}"`,
  }) as (Omit<RegionCounts, 'region'> & { region: string | null })[];
  const byCode = new Map(rows.map((row) => [row.region, row]));
  const counts = regions.map(
    ({ code, name }): RegionCounts => ({ ...(byCode.get(code) ?? emptyCounts(name)), region: name }),
  );
  const known = new Set(regions.map((region) => region.code));
  const strays = rows.filter((row) => row.region === null || !known.has(row.region));
  const placed = withPlaces(counts.map((count) => regionFigures(count, timeProportional)));
  const stray = totalCounts(
    elsewhere,
    strays.map((row) => ({ ...row, region: regionName(row.region ?? '') })),
  );
  return {
    period: period.code,
    frozenAt: null,
    asOf: period.end,
    timeProportional,
    regions: strays.length > 0 ? [...placed, regionFigures(stray, timeProportional)] : placed,
    totals: regionFigures(totalCounts('全市', [...counts, stray]), timeProportional),
  };
}

/** The period of that code. Throws the refusal `invalid_period`. */
export function requirePeriod(code: string): Period {
  const period = parsePeriod(code);
  if (!period) throw new Refusal('invalid_period', { period: code });
  return period;
}

function frozenFigures(database: Database, period: Period): BulletinFigures | null {
  const row = database
    .prepare(
      'SELECT figures FROM bulletin WHERE scope = @scope AND period = @period AND deleted <> 1 AND figures IS NOT NULL',
    )
    .get({ scope: cityScope, period: period.code }) as { figures: string } | undefined;
  return row ? (JSON.parse(row.figures) as BulletinFigures) : null;
}

/** By the curve of 序时进度 that the city has chosen. */
function figuresNow(database: Database, period: Period): BulletinFigures {
  return presentFigures(database, period, loadCityLightRules(database).monthShares);
}

/** The frozen figures of a period where it is frozen, else as they stand now. */
export function figuresOf(context: Pick<LedgerContext, 'database'>, period: Period): BulletinFigures {
  return frozenFigures(context.database, period) ?? figuresNow(context.database, period);
}

/**
 * Keeps the figures of a period for good, so that a published paper can always be made again; a second call returns the first
 * figures. A period that has not begun is refused: nobody could ever correct its figures.
 */
export function freezeFigures(
  context: Pick<LedgerContext, 'database' | 'clock' | 'journal'>,
  period: Period,
): BulletinFigures {
  const { database, clock, journal } = context;
  const frozen = frozenFigures(database, period);
  if (frozen) return frozen;
  if (clock.today() < period.start) throw new Refusal('period_not_begun', { period: period.name });
  const figures = { ...figuresNow(database, period), frozenAt: beijingTimestamp(clock.now()) };
  const set = {
    scope: cityScope,
    period: period.code,
    frozen_at: figures.frozenAt,
    figures: JSON.stringify(figures),
  };
  journal.commit([{ entity: 'bulletin', id: null, set }], { source: '冻结' });
  return figures;
}

export const bulletinFigures: Handler<'bulletins.figures'> = (context, { period }) =>
  figuresOf(context, requirePeriod(period));

export const freezeBulletin: Handler<'bulletins.freeze'> = (context, { period }) =>
  freezeFigures(context, requirePeriod(period));
