import fc from 'fast-check';
import { expect, test } from 'vitest';
import { presentFigures } from '../../src-main/ledger/queries/bulletin-figures';
import { projectFacts } from '../../src-main/ledger/queries/project-facts';
import { patronOf, regionCode } from '../../src-shared/catalogues/regions';
import type { RegionFigures } from '../../src-shared/contract/exchange-methods';
import { type FigureName, type FigurePart, isBehind } from '../../src-shared/rules/figure-parts';
import { type Period, parsePeriod } from '../../src-shared/rules/period';
import { isInSlice, sizeClassRows, sliceKinds, slicesOf } from '../../src-shared/rules/slices';
import { anyCity, insertCase, plainDatabase } from '../support/plain-ledger';

const period = fc
  .constantFrom('2018-03-H1', '2018-09-H1', '2018-09', '2018-Q3', '2018')
  .map((code) => parsePeriod(code) as Period);

/** The counts that the screen prints, and the lists that it opens for them. */
const printed: readonly [FigureName, FigurePart, (figures: RegionFigures) => number][] = [
  ['landing', 'all', ({ signed }) => signed],
  ['landing', 'done', ({ landed }) => landed],
  ['landing', 'open', ({ signed, landed }) => signed - landed],
  ['preparation', 'all', ({ preparing }) => preparing],
  ['preparation', 'done', ({ prepared }) => prepared],
  ['preparation', 'open', ({ preparing, prepared }) => preparing - prepared],
  ['listing', 'all', ({ due }) => due],
  ['listing', 'done', ({ listed }) => listed],
  ['listing', 'open', ({ not_listed }) => not_listed],
  ['start', 'all', ({ planned_starts }) => planned_starts],
  ['start', 'done', ({ started }) => started],
  ['start', 'open', ({ planned_starts, started }) => planned_starts - started],
  ['completion', 'all', ({ projects }) => projects],
  ['projects', 'all', ({ projects }) => projects],
  ['reserve', 'all', ({ reserve }) => reserve],
];

const sums = [
  'projects',
  'planned_starts',
  'started',
  'annual_plan',
  'completed',
  'due',
  'listed',
  'not_listed',
  'signed',
  'landed',
  'preparing',
  'prepared',
  'reserve',
] as const;

test('slices of every kind add up to the city, and behind every figure of every row stand exactly the projects that it counts', () => {
  const database = plainDatabase();
  const met = new Set<string>();
  fc.assert(
    fc.property(anyCity, period, (city, period) => {
      database.exec('DELETE FROM project; DELETE FROM listing; DELETE FROM permit; DELETE FROM progress;');
      for (const one of city) insertCase(database, one);
      const figures = presentFigures(database, period);
      const facts = projectFacts(database, period);
      const share = figures.timeProportional;
      for (const kind of sliceKinds) {
        const slices = slicesOf(kind, facts, share, patronOf);
        for (const name of sums)
          expect([kind, name, slices.reduce((sum, slice) => sum + slice.figures[name], 0)]).toEqual([
            kind,
            name,
            figures.totals[name],
          ]);
        // The rows of the screen: those of the bulletin itself for regions.
        const rows =
          kind === 'region'
            ? figures.regions.map((line) => ({ key: regionCode(line.region) ?? '', figures: line }))
            : [...slices, ...(kind === 'size' ? sizeClassRows(facts, share) : [])];
        for (const { key, figures: line } of [...rows, { key: null, figures: figures.totals }]) {
          const own = facts.filter((one) => isInSlice(kind, key, one, patronOf));
          for (const [figure, part, count] of printed) {
            const behind = own.filter((one) => isBehind(figure, part, one, share));
            expect([kind, key, figure, part, behind.length]).toEqual([kind, key, figure, part, count(line)]);
            if (behind.length > 0) met.add(`${figure} ${part}`);
          }
          const building = own.filter((one) => isBehind('completion', 'all', one, share));
          expect(building.reduce((sum, { plan }) => sum + (plan ?? 0), 0)).toBe(line.annual_plan);
          expect(building.reduce((sum, { completed }) => sum + (completed ?? 0), 0)).toBe(line.completed);
        }
      }
    }),
    { numRuns: 60 },
  );
  // Otherwise the cities were too poor to prove anything.
  expect(met.size).toBe(printed.length);
});
