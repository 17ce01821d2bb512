import fc from 'fast-check';
import { expect, test } from 'vitest';
import { regions } from '../../src-shared/catalogues/regions';
import type { BulletinFigures, RegionFigures } from '../../src-shared/contract/exchange-methods';
import { type BulletinFacts, bulletinText } from '../../src-shared/rules/bulletin-prose';
import type { RegionCounts } from '../../src-shared/rules/indicators';
import { regionFigures, totalCounts } from '../../src-shared/rules/indicators';
import { leaderFigures } from '../../src-shared/rules/leader-sheet-prose';
import { findMeasure, regionMeasures } from '../../src-shared/rules/region-measures';
import { topicFigures } from '../../src-shared/rules/special-report-prose';
import { factsOfFigures } from '../support/bulletin-facts';
import { figuresFrom } from '../support/figures';

const upTo = (most: number) => fc.integer({ min: 0, max: most });
const part = (whole: number) => fc.oneof({ weight: 3, arbitrary: upTo(whole) }, fc.constant(whole), fc.constant(0));

const counts: fc.Arbitrary<Partial<RegionCounts>> = fc
  .record({
    projects: upTo(400),
    planned_starts: upTo(60),
    due: upTo(400),
    signed: upTo(60),
    preparing: upTo(60),
    reserve: upTo(99),
  })
  .chain((whole) =>
    fc
      .record({
        started: part(whole.planned_starts),
        listed: part(whole.due),
        landed: part(whole.signed),
        prepared: part(whole.preparing),
        annual_plan: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 900_000_000_000 })),
        completed: upTo(900_000_000_000),
      })
      .map((rest) => ({ ...whole, ...rest })),
  );

const figures = (period: string) =>
  fc
    .array(counts, { minLength: 0, maxLength: regions.length })
    .map((all) =>
      figuresFrom(Object.fromEntries(all.map((one, index) => [regions[index]?.name ?? '', one])), { period }),
    );

const counted = ['listed', 'completed', 'due', 'started'] as const;

const facts: fc.Arbitrary<BulletinFacts> = fc
  .record({
    now: fc.constantFrom('2018-09-H1', '2018-12-H2', '2019-01-H1', '2018-09', '2018-Q3', '2018').chain(figures),
    before: fc.option(figures('2018-08-H2'), { nil: null }),
    corrections: fc.array(
      fc.record({
        period: fc.constant('8月下半月'),
        region: fc.constantFrom(...regions.map(({ name }) => name)),
        measure: fc.constantFrom(...counted),
        before: upTo(300_000_000),
        after: upTo(300_000_000),
        reasons: fc.constant([]),
      }),
      { maxLength: 6 },
    ),
    targets: fc.array(
      fc.record({
        region: fc.constantFrom('全市', ...regions.map(({ name }) => name)),
        measure: fc.constantFrom('listed', 'listing_rate', 'completed'),
        value: fc.oneof(upTo(400), upTo(900_000_000_000)),
      }),
      { maxLength: 6 },
    ),
    problems: fc.option(
      fc.record({ open: upTo(99), raised: upTo(99), closed: upTo(99), overdue: upTo(99), city: upTo(99) }),
      {
        nil: null,
      },
    ),
  })
  .map(({ now, before, corrections, targets, problems }) =>
    factsOfFigures(now, {
      previous: before && { name: '8月下半月', figures: before },
      corrections,
      targets: targets.map((target) => {
        const measure = findMeasure(target.measure);
        const line = [now.totals, ...now.regions].find(({ region }) => region === target.region);
        return {
          ...target,
          by: '9月底前',
          value: measure?.format === 'rate' ? Math.min(target.value, 10_000) / 10_000 : target.value,
          actual: (line?.[target.measure as keyof RegionFigures] as number | null | undefined) ?? null,
        };
      }),
      problems,
    }),
  );

const numbersIn = (text: string) =>
  [...text.matchAll(/\d[\d,]*(?:\.\d+)?/g)].map(([number]) => number.replaceAll(',', ''));

/** A value in every way in which a person may print it: as it is, in 亿元, in 万元, as per cent. */
function worded(value: number | null): string[] {
  if (value === null) return [];
  const size = Math.abs(value);
  const one = (number: number) =>
    new Intl.NumberFormat('en-US', { maximumFractionDigits: 1, minimumFractionDigits: 1, useGrouping: false }).format(
      number,
    );
  return [String(size), one(size / 1e8), one(size * 100), one(size), String(size / 1e4)];
}

const valuesOf = (line: RegionFigures) => regionMeasures.map(({ name }) => line[name]);

/** Every number that the facts support: the figures, their differences, how many regions there are, and the days of the period. */
function supported({ figures: now, previous, corrections, targets, problems, period }: BulletinFacts): Set<string> {
  const differences = previous
    ? regionMeasures.map(({ name }) => (now.totals[name] ?? 0) - (previous.figures.totals[name] ?? 0))
    : [];
  const values = [
    ...valuesOf(now.totals),
    now.totals.planned_starts - now.totals.started,
    now.totals.gap === null ? null : Math.abs(now.totals.gap),
    ...differences,
    ...corrections.flatMap(({ before, after }) => [before, after]),
    corrections.length - 3,
    ...targets.flatMap(({ value, actual }) => [value, actual, actual === null ? null : value - actual]),
    ...Object.values(problems ?? {}),
    ...Array.from({ length: 14 }, (_, index) => index),
    10,
    20,
  ];
  const days = [
    period.year,
    period.year + 1,
    period.month,
    (period.month % 12) + 1,
    15,
    2,
    8,
    9,
    Number(now.asOf.slice(8)),
  ];
  return new Set([...values.flatMap(worded), ...days.map(String)]);
}

test('every number in the bulletin’s prose is one of its figures', () => {
  fc.assert(
    fc.property(facts, (one) => {
      const text = bulletinText(one)
        .flatMap(({ items }) => items.map((item) => item.text))
        .join('\n');
      expect(text).not.toMatch(/NaN|Infinity|null|undefined|；。|，。|。。|—/);
      const known = supported(one);
      expect(numbersIn(text).filter((number) => !known.has(number))).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test('every part and item has a heading and a sentence that ends', () => {
  fc.assert(
    fc.property(facts, (one) => {
      for (const { heading, items } of bulletinText(one)) {
        expect(heading).not.toBe('');
        expect(items.length).toBeGreaterThan(0);
        for (const { lead, text } of items) {
          expect(lead).not.toBe('');
          expect(text).toMatch(/。$/);
        }
      }
    }),
    { numRuns: 200 },
  );
});

const report = (now: BulletinFigures, topic: 'listing' | 'start' | 'landing') => ({
  ...factsOfFigures(now),
  topic,
  day: now.asOf,
  projects: [],
  problems: [],
  slips: [],
});

test('so are those of special reports and of a leader’s sheet', () => {
  fc.assert(
    fc.property(
      figures('2018-09-H1'),
      fc.subarray([...regions.map(({ name }) => name)], { minLength: 1 }),
      (now, own) => {
        const lines = now.regions.filter(({ region }) => own.includes(region));
        const sum = regionFigures(totalCounts('合计', lines), now.timeProportional);
        const gap =
          sum.completion_rate !== null && now.totals.completion_rate !== null
            ? sum.completion_rate - now.totals.completion_rate
            : null;
        const texts = [
          leaderFigures({ sum, city: now }),
          ...(['listing', 'start', 'landing'] as const).map((topic) => topicFigures(report(now, topic)) ?? ''),
        ];
        const values = [
          ...valuesOf(sum),
          ...valuesOf(now.totals),
          now.totals.signed - now.totals.landed,
          gap,
          ...Array.from({ length: 14 }, (_, index) => index),
        ];
        const known = new Set(values.flatMap(worded));
        for (const text of texts) {
          expect(text).toMatch(/。$/);
          expect(text).not.toMatch(/NaN|Infinity|null|undefined|；。|，。|—/);
          expect(numbersIn(text).filter((number) => !known.has(number))).toEqual([]);
        }
      },
    ),
    { numRuns: 300 },
  );
});
