import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bulletinRegion, presentFigures } from '../../src-main/ledger/queries/bulletin-figures';
import { projectFacts } from '../../src-main/ledger/queries/project-facts';
import type { ProjectFacts } from '../../src-shared/contract/bulletin-methods';
import type { Project } from '../../src-shared/entities/project';
import { correctedFacts, correctedFigures, correctionsOf } from '../../src-shared/rules/corrections';
import { addDays } from '../../src-shared/rules/dates';
import { type Period, parsePeriod, periodKinds, periodOf } from '../../src-shared/rules/period';
import { countsOf } from '../../src-shared/rules/project-facts';
import { anyCase, anyCity, type Case, insertCase, plainDatabase } from '../support/plain-ledger';

const database = plainDatabase();

function factsOf(city: readonly Case[], period: Period): ProjectFacts[] {
  database.exec('DELETE FROM project; DELETE FROM listing; DELETE FROM permit; DELETE FROM progress;');
  for (const one of city) insertCase(database, one);
  return projectFacts(database, period);
}

const anyPeriod = fc
  .record({
    kind: fc.constantFrom(...periodKinds),
    month: fc.integer({ min: 1, max: 12 }),
    half: fc.constantFrom('07', '23'),
  })
  .map(({ kind, month, half }) => periodOf(`2018-${String(month).padStart(2, '0')}-${half}`, kind));

/** Frozen when it was over. */
const afterwards = (period: Period) => ({ period, frozenOn: addDays(period.end, 3) });

/** The same projects, each changed by somebody or not, and some more. */
const changed = fc
  .tuple(anyCity, fc.array(fc.option(anyCase, { nil: null }), { minLength: 80, maxLength: 80, size: 'max' }), anyCity)
  .map(([was, changes, more]) => {
    const now = was.map((one, index): Case => {
      const change = changes[index];
      return change ? { ...change, project: { ...change.project, id: one.project.id } as Project } : one;
    });
    return {
      was,
      now: [...now, ...more.map((one, index) => ({ ...one, project: { ...one.project, id: `n${index}` } }))],
    };
  });

test('where nothing changed nothing is corrected', () => {
  fc.assert(
    fc.property(anyCity, anyPeriod, (city, period) => {
      const facts = factsOf(city, period);
      expect(correctionsOf(facts, structuredClone(facts), afterwards(period))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test('corrected figures are those of the corrected projects, region by region and in all', () => {
  let corrected = 0;
  fc.assert(
    fc.property(changed, anyPeriod, ({ was, now }, period) => {
      const before = factsOf(was, period);
      const figures = presentFigures(database, period);
      const after = factsOf(now, period);
      const frozen = afterwards(period);
      const known = new Map(before.map((facts) => [facts.id, facts]));
      const whole = after.flatMap((facts) => correctedFacts(known.get(facts.id) ?? null, facts, frozen) ?? []);
      const shifted = correctionsOf(before, after, frozen).map((project) => ({ ...project, reasons: [project.id] }));
      const { regions, totals } = correctedFigures(figures, shifted, bulletinRegion);
      corrected += totals.length;
      const names = new Set([...figures.regions.map(({ region }) => region), ...regions.map(({ region }) => region)]);
      for (const name of names) {
        const expected = countsOf(
          name,
          whole.filter(({ region }) => bulletinRegion(region) === name),
        );
        const line = figures.regions.find(({ region }) => region === name);
        for (const [figure, value] of Object.entries(expected)) {
          const found = regions.find((one) => one.region === name && one.figure === figure);
          if (figure !== 'region')
            expect([name, figure, found?.after ?? line?.[figure as 'due'] ?? 0]).toEqual([name, figure, value]);
        }
      }
      for (const { figure, before: from, after: to } of totals)
        expect([figure, from, to]).toEqual([figure, figures.totals[figure], countsOf('', whole)[figure]]);
    }),
    { numRuns: 80 },
  );
  expect(corrected).toBeGreaterThan(100);
});

test('a mere step, a permit and what came within the running month correct nothing', () => {
  const running = parsePeriod('2018-09-H1') as Period;
  const step = fc.constantFrom(
    'reserve',
    'preparation',
    'construction',
    'completed',
    'operating',
    'suspended',
    'terminated',
  );
  let moved = 0;
  fc.assert(
    fc.property(anyCity, step, fc.integer({ min: 0, max: 90_000_000 }), (city, lifecycle, completed) => {
      const was = city.filter(({ project }) => project.lifecycle !== null);
      const now = was.map((one): Case => {
        const listed = one.listing === null || one.listing.deleted || one.listing.state !== 'listed';
        return {
          // Without a date of their own nobody can tell when it was.
          project: { ...one.project, lifecycle, listing: listed ? 'listed' : one.project.listing },
          listing: listed ? { deleted: false, state: 'listed', listed_month: '2018-09' } : one.listing,
          permits: [{ deleted: false, catalogue_code: 'P106', state: 'accepted', actual_finish: null }],
          progress: [
            ...one.progress.filter(({ month }) => month !== '2018-09'),
            { deleted: false, month: '2018-09', completed },
          ],
        };
      });
      const before = factsOf(was, running);
      const after = factsOf(now, running);
      if (JSON.stringify(before) !== JSON.stringify(after)) moved += 1;
      expect(correctionsOf(before, after, afterwards(running))).toEqual([]);
    }),
    { numRuns: 80 },
  );
  expect(moved).toBeGreaterThan(40);
});
