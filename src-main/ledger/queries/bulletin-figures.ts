import type { Database } from 'better-sqlite3';
import { regionName, regions } from '../../../src-shared/catalogues/regions';
import type { ProjectFacts } from '../../../src-shared/contract/bulletin-methods';
import type { BulletinFigures } from '../../../src-shared/contract/exchange-methods';
import {
  emptyCounts,
  type RegionCounts,
  regionFigures,
  totalCounts,
  withPlaces,
} from '../../../src-shared/rules/indicators';
import { type Period, parsePeriod, timeProportional as timeProportionalAt } from '../../../src-shared/rules/period';
import { linearShares, type MonthShares } from '../../../src-shared/rules/time-curve';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { frozenBulletin, frozenFacts } from './bulletin-frozen';
import { loadCityLightRules } from './light-rules';
import { countRegions, projectFacts } from './project-facts';

/** Name of the line for projects whose region is empty or not in the catalogue; it stands after the regions and has no place. */
export const elsewhere = '属地不明';

const known: ReadonlySet<string | null> = new Set(regions.map((region) => region.code));

/** Name of the line that has the projects of a region. */
export function bulletinRegion(code: string | null): string {
  return code !== null && known.has(code) ? regionName(code) : elsewhere;
}

/** Figures of a period as the ledger stands now: regions in the order of the catalogue, withdrawn projects nowhere. */
export function presentFigures(
  database: Database,
  period: Period,
  shares: MonthShares = linearShares,
): BulletinFigures {
  const timeProportional = timeProportionalAt(period.month, period.half, shares);
  const rows = countRegions(database, period);
  const byCode = new Map(rows.map((row) => [row.region, row]));
  const counts = regions.map(
    ({ code, name }): RegionCounts => ({ ...(byCode.get(code) ?? emptyCounts(name)), region: name }),
  );
  const strays = rows.filter((row) => !known.has(row.region));
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

/** By the curve of 序时进度 that the city has chosen. */
export function figuresNow(database: Database, period: Period): BulletinFigures {
  return presentFigures(database, period, loadCityLightRules(database).monthShares);
}

type Reading = Pick<LedgerContext, 'database' | 'identity'>;

/** The frozen figures of a period where it is frozen, else as they stand now. */
export function figuresOf(context: Reading, period: Period): BulletinFigures {
  return frozenBulletin(context, period)?.figures ?? figuresNow(context.database, period);
}

/**
 * The projects behind `figuresOf`: as they were frozen where the period is frozen, else as they stand now. Null where it was frozen on
 * another machine, which alone knows them.
 */
export function factsOf(context: Reading, period: Period): ProjectFacts[] | null {
  const frozen = frozenBulletin(context, period);
  return frozen ? frozenFacts(context.database, frozen) : projectFacts(context.database, period);
}

export const bulletinFigures: Handler<'bulletins.figures'> = (context, { period }) =>
  figuresOf(context, requirePeriod(period));

export const bulletinProjects: Handler<'bulletins.projects'> = (context, { period: code, region, figure, without }) => {
  const period = requirePeriod(code);
  const projects = factsOf(context, period)?.filter(
    (facts) =>
      (region === undefined || (region === 'elsewhere' ? !known.has(facts.region) : facts.region === region)) &&
      (figure === undefined || facts.counted[figure]) &&
      (without === undefined || !facts.counted[without]),
  );
  return { frozenAt: figuresFrozenAt(context, period), projects: projects ?? null };
};

function figuresFrozenAt(context: Reading, period: Period): string | null {
  return frozenBulletin(context, period)?.figures.frozenAt ?? null;
}
