import fc from 'fast-check';
import { expect, test } from 'vitest';
import { presentFigures } from '../../src-main/ledger/queries/bulletin-figures';
import { projectFacts } from '../../src-main/ledger/queries/project-facts';
import { regions } from '../../src-shared/catalogues/regions';
import type { CountedFigure, ProjectFacts } from '../../src-shared/contract/bulletin-methods';
import type { BulletinFigures, RegionFigures } from '../../src-shared/contract/exchange-methods';
import type { Project } from '../../src-shared/entities/project';
import { emptyCounts, type RegionCounts } from '../../src-shared/rules/indicators';
import { isFromSigning, isInView, isListingDue, isStarted, lifecycleOf } from '../../src-shared/rules/ledger-views';
import { type Period, periodKinds, periodOf } from '../../src-shared/rules/period';
import { isBeforeStart } from '../../src-shared/rules/permit-nodes';
import { countsOf } from '../../src-shared/rules/project-facts';
import { anyCity, type Case, insertCase, plainDatabase } from '../support/plain-ledger';

const period = fc
  .record({
    kind: fc.constantFrom(...periodKinds),
    year: fc.constantFrom(2017, 2018),
    month: fc.integer({ min: 1, max: 12 }),
    half: fc.constantFrom('07', '23'),
  })
  .map(({ kind, year, month, half }) => periodOf(`${year}-${String(month).padStart(2, '0')}-${half}`, kind));

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
const lastDayOf = (date: string) =>
  date.length === 10
    ? date
    : new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5)), 0)).toISOString().slice(0, 10);

/** The definitions of the bulletin, straight over the cases: no SQL, no shared arithmetic. */
function recompute(cases: readonly Case[], { year, end, timeProportional }: Period) {
  const alive = cases.filter(({ project }) => !project.deleted);
  const month = end.slice(0, 7);
  const count = (test: (one: Case) => boolean) => alive.filter(test).length;
  const begun = ({ actual_start: start }: Project) => start === null || start <= end;
  const counted = alive.filter(
    ({ project }) =>
      isInView('construction', project) && (project.total_investment ?? 0) >= 50_000_000 && begun(project),
  );
  const planned = alive.filter(({ project }) => {
    const start = project.planned_start;
    return start?.startsWith(String(year)) && lastDayOf(start) <= end && lifecycleOf(project) !== 'terminated';
  });
  const due = alive.filter(({ project }) => isListingDue(project) && begun(project));
  const listed = due.filter(
    ({ project, listing }) => project.listing === 'listed' && (listing?.listed_month ?? '') <= month,
  );
  const signed = alive.filter(
    ({ project }) =>
      isFromSigning(project) && (project.signed_on ?? '') <= end && lifecycleOf(project) !== 'terminated',
  );
  const landed = signed.filter(
    ({ project }) =>
      isStarted(project) ||
      project.lifecycle === 'preparation' ||
      (project.credit_code && (project.paid_in_amount ?? 0) > 0),
  );
  const preparing = alive.filter(({ project }) => isInView('planned-start', project));
  const prepared = preparing.filter(({ permits }) => {
    const needed = permits.filter((permit) => !permit.deleted && isBeforeStart(permit));
    return (
      needed.length > 0 &&
      needed.every(
        ({ state, actual_finish }) => state === 'not_needed' || (state === 'granted' && (actual_finish ?? '') <= end),
      )
    );
  });
  const annualPlan = sum(counted.map(({ project }) => project.annual_plan?.[year] ?? 0));
  const completed = sum(
    counted.flatMap(({ progress }) =>
      progress
        .filter((row) => !row.deleted && row.month?.startsWith(String(year)) && row.month <= month)
        .map((row) => row.completed ?? 0),
    ),
  );
  const started = planned.filter(({ project }) => project.actual_start !== null && project.actual_start <= end);
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : null);
  const completionRate = share(completed, annualPlan);
  return {
    projects: counted.length,
    planned_starts: planned.length,
    started: started.length,
    start_rate: share(started.length, planned.length),
    annual_plan: annualPlan,
    completed,
    completion_rate: completionRate,
    gap: completionRate === null ? null : expect.closeTo((completionRate - timeProportional) * 100, 6),
    due: due.length,
    listed: listed.length,
    listing_rate: share(listed.length, due.length),
    not_listed: due.length - listed.length,
    signed: signed.length,
    landed: landed.length,
    landing_rate: share(landed.length, signed.length),
    preparing: preparing.length,
    prepared: prepared.length,
    preparation_rate: share(prepared.length, preparing.length),
    reserve: count(({ project }) => project.lifecycle === 'reserve'),
  };
}

/** 1 + the number of regions that are better; the definition of a shared place. */
function placeIn(
  all: readonly RegionFigures[],
  one: RegionFigures,
  name: 'start_rate' | 'completion_rate' | 'listing_rate' | 'reserve',
) {
  const own = one[name];
  return own === null ? null : 1 + all.filter((other) => (other[name] ?? -Infinity) > own).length;
}

const countNames = Object.keys(emptyCounts('')).filter((name) => name !== 'region') as (keyof RegionCounts)[];

/** Every project that is not withdrawn once, counted just where the definitions count it, with its own sums; together they are the figures. */
function checkFacts(facts: readonly ProjectFacts[], city: readonly Case[], figures: BulletinFigures, period: Period) {
  const alive = city.filter(({ project }) => !project.deleted);
  expect(facts.map(({ id }) => id)).toEqual(alive.map(({ project }) => project.id));
  alive.forEach((one, index) => {
    const found = facts[index] as ProjectFacts;
    const own = recompute([one], period);
    for (const name of countNames)
      if (name !== 'annual_plan' && name !== 'completed')
        expect([one.project, name, found.counted[name as CountedFigure]]).toEqual([
          one.project,
          name,
          own[name as 'due'] === 1,
        ]);
    expect(found.plan).toBe(one.project.annual_plan?.[period.year] ?? null);
    const reported = (from: string) => {
      const rows = one.progress.filter(
        (row) =>
          !row.deleted &&
          row.completed !== null &&
          (row.month ?? '') >= from &&
          (row.month ?? '') <= period.end.slice(0, 7),
      );
      return rows.length > 0 ? sum(rows.map((row) => row.completed ?? 0)) : null;
    };
    expect(found.completed).toBe(reported(`${period.year}-01`));
    expect(found.completed_period).toBe(reported(period.start.slice(0, 7)));
    expect(found).toMatchObject({
      region: one.project.region,
      total: one.project.total_investment,
      listing: one.project.listing,
    });
  });
  const together = countsOf('全市', facts);
  for (const name of countNames) expect([name, together[name]]).toEqual([name, figures.totals[name]]);
}

test('the figures of any city are those of the definitions, region by region and in all', () => {
  const database = plainDatabase();
  const codes = new Set(regions.map((region) => region.code));
  const filled: Record<string, boolean> = {};
  fc.assert(
    fc.property(anyCity, period, (city, period) => {
      database.exec('DELETE FROM project; DELETE FROM listing; DELETE FROM permit; DELETE FROM progress;');
      for (const one of city) insertCase(database, one);
      const figures = presentFigures(database, period);
      const ranked = figures.regions.slice(0, 13);
      regions.forEach(({ code, name }, index) => {
        const found = figures.regions[index] as RegionFigures;
        const own = city.filter(({ project }) => project.region === code);
        expect(found).toEqual({
          region: name,
          ...recompute(own, period),
          start_rank: placeIn(ranked, found, 'start_rate'),
          completion_rank: placeIn(ranked, found, 'completion_rate'),
          listing_rank: placeIn(ranked, found, 'listing_rate'),
          reserve_rank: placeIn(ranked, found, 'reserve'),
          rank: placeIn(ranked, found, 'completion_rate'),
        });
      });
      const strays = city.filter(({ project }) => !codes.has(project.region ?? '') && !project.deleted);
      expect(figures.regions.length).toBe(strays.length > 0 ? 14 : 13);
      if (strays.length > 0)
        expect(figures.regions[13]).toMatchObject({ region: '属地不明', rank: null, ...recompute(strays, period) });
      expect(figures.totals).toMatchObject({ region: '全市', rank: null, ...recompute(city, period) });
      checkFacts(projectFacts(database, period), city, figures, period);
      for (const [name, value] of Object.entries(figures.totals))
        if (typeof value === 'number' && value !== 0) filled[name] = true;
    }),
    { numRuns: 120 },
  );
  // Otherwise the cities were too poor to prove anything.
  expect(Object.keys(filled)).toHaveLength(19);
});
