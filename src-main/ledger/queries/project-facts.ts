import type { Database } from 'better-sqlite3';
import type { CountedFigure, ProjectFacts } from '../../../src-shared/contract/bulletin-methods';
import type { RegionCounts } from '../../../src-shared/rules/indicators';
import { listingThreshold } from '../../../src-shared/rules/ledger-views';
import { lastMonth, type Period } from '../../../src-shared/rules/period';
import { countedFigures } from '../../../src-shared/rules/summed-figures';
import { fromSigningSql, lifecycleSql, listingDueSql, startedSql, viewSql } from './view-sql';

// A date that may be a month alone. `known by`: the fact is there, so its month is enough. `due by`: nobody is late before the month is over.
const knownBy = (column: string) => `(${column} IS NULL OR ${column} <= @end)`;
const dueBy = (column: string) =>
  `(${column} >= @firstMonth AND CASE WHEN length(${column}) = 7 THEN date(${column} || '-01', '+1 month', '-1 day') ELSE ${column} END <= @end)`;

const inConstruction = `(${viewSql('construction')} AND project.total_investment >= ${listingThreshold} AND ${knownBy('project.actual_start')})`;
const listingDue = `(${listingDueSql} AND ${knownBy('project.actual_start')})`;
const plannedToStart = `(${dueBy('project.planned_start')} AND ${lifecycleSql} IS NOT 'terminated')`;
const fromSigning = `(${fromSigningSql} AND ${knownBy('project.signed_on')} AND ${lifecycleSql} IS NOT 'terminated')`;
const hasLanded = `(${startedSql} OR ${lifecycleSql} IS 'preparation' OR (project.credit_code IS NOT NULL AND project.paid_in_amount > 0))`;

/**
 * What each figure counts, with the period's end as @end and the month in which it ends as @month:
 *
 * - projects: under construction, total investment ≥ 50 million yuan, not started after the end;
 * - planned_starts: planned start in the period's year and due by the end (a month alone is due on its last day), not terminated;
 *   started: of those the ones whose actual start lies on or before the end;
 * - due: started ≥ 50 million yuan by the end, finished ones among them; listed: of those the ones listed by the period's month;
 * - signed: came from a signing by the end, not terminated; landed: of those the ones that started, or went on to preparation, or whose
 *   company is registered and whose money has begun to come;
 * - preparing: the planned-start ledger; prepared: of those the ones that have permits, all of which (those after the start apart) are
 *   granted by the end or not needed;
 * - reserve: the reserve ledger.
 */
const conditions: Readonly<Record<CountedFigure, string>> = {
  projects: inConstruction,
  planned_starts: plannedToStart,
  started: `${plannedToStart} AND project.actual_start <= @end`,
  due: listingDue,
  listed: `${listingDue} AND listing.state = 'listed' AND (listing.listed_month IS NULL OR listing.listed_month <= @month)`,
  signed: fromSigning,
  landed: `${fromSigning} AND ${hasLanded}`,
  preparing: viewSql('planned-start'),
  prepared: `${viewSql('planned-start')} AND papers.ready`,
  reserve: viewSql('reserve'),
};

/**
 * One row a project that is not withdrawn: its plan of the year (json path @year), what its months of the year (from @firstMonth) and of
 * the period (from @periodMonth) up to @month completed, and a column 0 or 1 for each figure that may count it. `columns` are further
 * ones. Everything that counts projects of a period counts these rows.
 */
const factsSql = (columns: string) => `
  WITH done AS (
    SELECT project, sum(completed) AS completed, sum(completed) FILTER (WHERE month >= @periodMonth) AS completed_period
    FROM progress WHERE deleted <> 1 AND month BETWEEN @firstMonth AND @month GROUP BY project
  ), papers AS (
    SELECT project, min(coalesce(state = 'not_needed' OR (state = 'granted' AND ${knownBy('actual_finish')}), 0)) AS ready FROM permit
    WHERE deleted <> 1 AND coalesce(catalogue_code NOT GLOB 'P4[0-9][0-9]' AND catalogue_code NOT IN ('P309', 'P310'), 1)
    GROUP BY project
  )
  SELECT project.region AS region, json_extract(project.annual_plan, @year) AS plan, done.completed AS completed${columns},
    ${countedFigures.map((name) => `coalesce(${conditions[name]}, 0) AS ${name}`).join(',\n    ')}
  FROM project
    LEFT JOIN done ON done.project = project.id
    LEFT JOIN papers ON papers.project = project.id
    LEFT JOIN listing ON listing.project = project.id AND listing.deleted <> 1
  WHERE project.deleted <> 1`;

const countsSql = `
  SELECT region, ${countedFigures.map((name) => `sum(${name}) AS ${name}`).join(', ')},
    sum(CASE WHEN projects THEN coalesce(plan, 0) ELSE 0 END) AS annual_plan,
    sum(CASE WHEN projects THEN coalesce(completed, 0) ELSE 0 END) AS completed
  FROM (${factsSql('')}) GROUP BY region`;

const detailsSql = `${factsSql(`, project.id AS id, project.name AS name, ${lifecycleSql} AS lifecycle, project.sector AS sector,
    project.nature AS nature, project.tiers AS tiers, project.owner AS owner, project.responsible_unit AS responsible_unit,
    project.patron AS patron, project.secretary AS secretary, project.total_investment AS total,
    done.completed_period AS completed_period, project.signed_on AS signed_on, project.planned_start AS planned_start,
    project.actual_start AS actual_start,
    listing.state AS listing, listing.listed_month AS listed_month`)} ORDER BY project.record`;

function parametersOf(period: Period) {
  return {
    end: period.end,
    month: lastMonth(period),
    firstMonth: `${period.end.slice(0, 4)}-01`,
    periodMonth: period.start.slice(0, 7),
    year: `$."${period.year}"`,
  };
}

/** Counts by region code (null: nobody wrote one), of the regions that have any project. Their `region` is the code. */
export function countRegions(
  database: Database,
  period: Period,
): (Omit<RegionCounts, 'region'> & { region: string | null })[] {
  return database.prepare(countsSql).all(parametersOf(period)) as (Omit<RegionCounts, 'region'> & {
    region: string | null;
  })[];
}

type FactsRow = Omit<ProjectFacts, 'counted' | 'tiers'> & { tiers: string | null } & Record<CountedFigure, 0 | 1>;

/** What every project that is not withdrawn adds to the figures of a period, as the ledger stands now, in the order of their making. */
export function projectFacts(database: Database, period: Period): ProjectFacts[] {
  const rows = database.prepare(detailsSql).all(parametersOf(period)) as FactsRow[];
  return rows.map(({ tiers, ...row }) => {
    const counted = {} as Record<CountedFigure, boolean>;
    const facts: Record<string, unknown> = { ...row, tiers: tiers === null ? [] : JSON.parse(tiers), counted };
    for (const name of countedFigures) {
      counted[name] = row[name] === 1;
      delete facts[name];
    }
    return facts as ProjectFacts;
  });
}
