import type { Database } from 'better-sqlite3';
import { city, cityCode, regionCode, regionName, regions } from '../../../src-shared/catalogues/regions';
import type { TargetIndicator } from '../../../src-shared/entities/target';
import { daysBetween } from '../../../src-shared/rules/dates';
import { parsePeriod, timeProportionalToday } from '../../../src-shared/rules/period';
import { cityScope } from '../../../src-shared/rules/rule-book';
import {
  inTargetUnit,
  sumOfRegions,
  type TargetValue,
  targetChecks,
  targetIndicators,
  targetPace,
} from '../../../src-shared/rules/targets';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import type { Edit } from '../journal/edit';
import { figuresOf, requirePeriod } from './bulletin-figures';
import { loadCityLightRules } from './light-rules';

/** Targets of a period that the Commission set. */
function targetsIn(database: Database, period: string): TargetValue[] {
  return database
    .prepare(
      'SELECT region, indicator, value FROM target WHERE scope = @scope AND period = @period AND deleted <> 1 AND value IS NOT NULL ORDER BY record',
    )
    .all({ scope: cityScope, period }) as TargetValue[];
}

function periodsWithTargets(database: Database) {
  const rows = database
    .prepare(
      'SELECT period AS code, count(*) AS targets FROM target WHERE scope = @scope AND deleted <> 1 AND value IS NOT NULL GROUP BY period',
    )
    .all({ scope: cityScope }) as { code: string | null; targets: number }[];
  return rows
    .flatMap(({ code, targets }) => {
      const period = parsePeriod(code ?? '');
      return period ? [{ code: period.code, name: period.name, targets, end: period.end, start: period.start }] : [];
    })
    .sort((a, b) => a.end.localeCompare(b.end) || b.start.localeCompare(a.start))
    .map(({ code, name, targets }) => ({ code, name, targets }));
}

/** The city's targets are the Commission's that has no regional limit. */
const keepsCity = ({ identity }: Pick<LedgerContext, 'identity'>) =>
  identity.role === 'commission' && identity.region === null;

export const showTargets: Handler<'targets.show'> = (context, { period: code }) => {
  const { database, clock } = context;
  const period = requirePeriod(code);
  const today = clock.today();
  const targets = targetsIn(database, period.code);
  const figures = figuresOf(context, period);
  const dueToday = period.end <= today ? figures.timeProportional : dueNow(database, today, period.year);
  const byRegion = new Map(figures.regions.map((line) => [line.region, line]));
  const values = new Map(targets.map(({ region, indicator, value }) => [`${region} ${indicator}`, value]));
  return {
    name: period.name,
    asOf: period.end,
    frozenAt: figures.frozenAt,
    daysLeft: daysBetween(today, period.end),
    mayWrite: keepsCity(context),
    indicators: targetIndicators.map((indicator) => ({
      indicator,
      sum: sumOfRegions(targets, indicator),
      pace: targetPace(indicator, dueToday, figures.timeProportional),
    })),
    lines: [city.code, ...regions.map((region) => region.code)].map((region) => {
      const line = region === city.code ? figures.totals : byRegion.get(regionName(region));
      return {
        region,
        name: regionName(region),
        cells: targetIndicators.map((indicator) => ({
          value: values.get(`${region} ${indicator}`) ?? null,
          actual: inTargetUnit(indicator, line?.[indicator] ?? null),
        })),
      };
    }),
    checks: targetChecks(targets),
    periods: periodsWithTargets(database),
  };
};

/** 序时进度 of today in the year of a period that is not over; nothing is due before its year begins. */
function dueNow(database: Database, today: string, year: number): number {
  if (Number(today.slice(0, 4)) !== year) return 0;
  return timeProportionalToday(today, loadCityLightRules(database).monthShares);
}

/** Edits for cells of the table; what is set already, or taken away where nothing stood, makes none. */
function editsFor(
  database: Database,
  period: string,
  cells: readonly { region: string; indicator: TargetIndicator; value: number | null }[],
): Edit[] {
  const find = database
    .prepare(
      'SELECT id FROM target WHERE scope = @scope AND region = @region AND period = @period AND indicator = @indicator AND deleted <> 1',
    )
    .pluck();
  // A cell that is named twice has its last value.
  const wanted = new Map<string, (typeof cells)[number]>();
  for (const cell of cells) {
    const region = cityCode(cell.region) ?? regionCode(cell.region);
    if (!region) throw new Refusal('invalid_value', { label: '属地', detail: `没有“${cell.region}”这个属地` });
    wanted.set(`${region} ${cell.indicator}`, { ...cell, region });
  }
  return [...wanted.values()].flatMap(({ region, indicator, value }): Edit[] => {
    const id = (find.get({ scope: cityScope, region, period, indicator }) as string | undefined) ?? null;
    if (id !== null) return [{ entity: 'target', id, set: { value } }];
    if (value === null) return [];
    return [{ entity: 'target', id: null, set: { scope: cityScope, region, period, indicator, value } }];
  });
}

export const writeTargets: Handler<'targets.write'> = (context, { period: code, cells }) => {
  const period = requirePeriod(code);
  if (!keepsCity(context)) throw new Refusal('targets_not_city', {});
  const edits = editsFor(context.database, period.code, cells);
  if (edits.length === 0) return { changed: 0 };
  const committed = context.journal.commit(edits, { source: `${period.name}目标` });
  return { changed: committed.filter(({ dot }) => dot !== null).length };
};
