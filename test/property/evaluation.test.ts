import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Rubric, rubricSchema, type ScoredMark } from '../../src-shared/contract/evaluation-values';
import { type EvaluatedRegion, scoreRegions } from '../../src-shared/rules/evaluation';
import type { EvaluationCounts } from '../../src-shared/rules/evaluation-counts';
import { scoresAfter, valuedEvents } from '../../src-shared/rules/evaluation-simulator';
import { mostPoints } from '../../src-shared/rules/rubric-operators';
import { defaultRubric, presetRubrics } from '../../src-shared/rules/rubric-presets';
import { evaluated, september } from '../support/evaluated-regions';

const count = fc.integer({ min: 0, max: 12 });
/** Of two counts the first is a part of the second, which is nought as often as not. */
const part = fc.tuple(count, count).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
const money = fc.integer({ min: 0, max: 5_000_000_000 });

const anyCounts: fc.Arbitrary<Partial<EvaluationCounts>> = fc
  .record({
    starts: part,
    listing: part,
    prepared: part,
    closed: part,
    plan: money,
    share: fc.double({ min: 0, max: 1.5, noNaN: true }),
    reserve: count,
    missed: count,
    fresh: count,
    old: count,
    june: fc.boolean(),
    plans: fc.array(money, { maxLength: 5 }),
  })
  .map(({ starts, listing, prepared, closed, plan, share, reserve, missed, fresh, old, june, plans }) => ({
    started: starts[0],
    planned_starts: starts[1],
    listed: listing[0],
    due: listing[1],
    prepared: prepared[0],
    preparing: prepared[1],
    problems_closed: closed[0],
    problems_due: closed[1],
    annual_plan: plan,
    completed: Math.round(plan * share),
    reserve,
    reports_missed: missed,
    late_starts: starts[1] - starts[0],
    late_listings: listing[1] - listing[0],
    half_year_plan: june ? plan : null,
    half_year_completed: june ? Math.round((plan * share) / 2) : null,
    new_projects: fresh,
    continued_projects: old,
    plans,
    reporters: missed === 0 ? 0 : 1,
  }));

const anyMark: fc.Arbitrary<Partial<ScoredMark>> = fc.record({
  kind: fc.constantFrom('bonus' as const, 'deduction' as const, 'veto' as const),
  points: fc.integer({ min: 1, max: 60 }).map((tenths) => tenths / 10),
  state: fc.constantFrom('proposed' as const, 'approved' as const, 'refused' as const),
});

const anyCity = fc
  .array(fc.tuple(anyCounts, fc.array(anyMark, { maxLength: 3 })), { minLength: 1, maxLength: 6 })
  .map((regions) => regions.map(([counts, marks], index) => evaluated(`区${index}`, counts, marks)));
const anyRubric = fc.constantFrom(...presetRubrics);

const cityOf = (regions: readonly EvaluatedRegion[], rubric: Rubric) => scoreRegions(rubric, regions, september);

describe('scores', () => {
  test('full marks of what is scored always add up to the same sum: what is not scored is shared out', () => {
    fc.assert(
      fc.property(anyCity, anyRubric, (regions, rubric) => {
        const whole = rubric.indicators.reduce((sum, { weight }) => sum + weight, 0);
        for (const scored of cityOf(regions, rubric)) {
          const earnable = scored.indicators.reduce((sum, { weight }) => sum + weight, 0);
          // Only what takes away is left: there is nothing that marks could be shared out to.
          const isShared = scored.indicators.some(
            ({ points }, index) => points !== null && (rubric.indicators[index]?.weight ?? 0) > 0,
          );
          expect(earnable).toBeCloseTo(isShared ? whole : 0, 6);
        }
      }),
    );
  });

  test('basic is the exact sum of the rounded points, total of basic, bonus and deduction', () => {
    fc.assert(
      fc.property(anyCity, anyRubric, (regions, rubric) => {
        for (const { indicators, basic, bonus, deduction, total } of cityOf(regions, rubric)) {
          const tenths = indicators.flatMap(({ points }) => (points === null ? [] : [Math.round(points * 10)]));
          for (const { points } of indicators) if (points !== null) expect(points).toBe(Math.round(points * 10) / 10);
          expect(basic).toBe(tenths.length === 0 ? null : tenths.reduce((sum, one) => sum + one, 0) / 10);
          if (basic !== null)
            expect(total).toBe((Math.round(basic * 10) + Math.round(bonus * 10) - Math.round(deduction * 10)) / 10);
        }
      }),
    );
  });

  test('caps hold: no indicator above what it can bring, no bonus above the cap', () => {
    fc.assert(
      fc.property(anyCity, anyRubric, (regions, rubric) => {
        for (const { indicators, bonus } of cityOf(regions, rubric)) {
          expect(bonus).toBeLessThanOrEqual(rubric.bonus?.cap ?? 0);
          indicators.forEach(({ points, weight }, index) => {
            const one = rubric.indicators[index];
            if (points === null || !one) return;
            const factor = one.weight > 0 ? weight / one.weight : 1;
            expect(points).toBeLessThanOrEqual(mostPoints(one) * factor + 0.05 + 1e-9);
            const least = one.operator === 'capped' ? one.min : 0;
            expect(points).toBeGreaterThanOrEqual(least * Math.max(1, factor) - 0.05 - 1e-9);
          });
        }
      }),
    );
  });

  test('the order of the regions changes nothing', () => {
    fc.assert(
      fc.property(anyCity, anyRubric, fc.integer(), (regions, rubric, seed) => {
        const shuffled = [...regions].sort(
          (a, b) => ((a.code.charCodeAt(1) * seed) % 7) - ((b.code.charCodeAt(1) * seed) % 7),
        );
        const byCode = new Map(cityOf(shuffled, rubric).map((scored) => [scored.code, scored]));
        for (const scored of cityOf(regions, rubric)) expect(byCode.get(scored.code)).toEqual(scored);
      }),
    );
  });

  test('places: a higher total never stands behind, equal ones share a place', () => {
    fc.assert(
      fc.property(anyCity, anyRubric, (regions, rubric) => {
        const placed = cityOf(regions, rubric).filter(({ rank }) => rank !== null);
        for (const a of placed) {
          const ahead = placed.filter((b) => (b.total ?? 0) > (a.total ?? 0)).length;
          expect(a.rank).toBe(ahead + 1);
        }
      }),
    );
  });

  const improvements = [
    ['started', 'planned_starts'],
    ['listed', 'due'],
    ['prepared', 'preparing'],
    ['problems_closed', 'problems_due'],
  ] as const;

  test('more done of the same never costs a point', () => {
    fc.assert(
      fc.property(anyCity, fc.constantFrom(...improvements), (regions, [done, due]) => {
        const [first, ...others] = regions as [EvaluatedRegion, ...EvaluatedRegion[]];
        fc.pre(first.counts[done] < first.counts[due]);
        const better = { ...first, counts: { ...first.counts, [done]: first.counts[done] + 1 } };
        const [before] = cityOf(regions, defaultRubric);
        const [after] = cityOf([better, ...others], defaultRubric);
        expect(after?.total ?? 0).toBeGreaterThanOrEqual(before?.total ?? 0);
      }),
    );
  });

  test('more invested of the same plan, and more in reserve, never cost a point', () => {
    fc.assert(
      fc.property(anyCity, anyRubric, money, (regions, rubric, more) => {
        const [first, ...others] = regions as [EvaluatedRegion, ...EvaluatedRegion[]];
        const { counts } = first;
        const better = {
          ...first,
          counts: { ...counts, completed: counts.completed + more, reserve: counts.reserve + 1 },
        };
        const [before] = cityOf(regions, rubric);
        const [after] = cityOf([better, ...others], rubric);
        if (before?.total !== null) expect(after?.total ?? 0).toBeGreaterThanOrEqual(before?.total ?? 0);
      }),
    );
  });

  test('a missed report never brings a point', () => {
    fc.assert(
      fc.property(anyCity, (regions) => {
        const [first, ...others] = regions as [EvaluatedRegion, ...EvaluatedRegion[]];
        const worse = { ...first, counts: { ...first.counts, reports_missed: first.counts.reports_missed + 1 } };
        const [before] = cityOf(regions, defaultRubric);
        const [after] = cityOf([worse, ...others], defaultRubric);
        if (before?.total !== null) expect(after?.total ?? 0).toBeLessThanOrEqual(before?.total ?? 0);
      }),
    );
  });
});

test('the simulator changes counts of things done alone: investment stays as it was', () => {
  fc.assert(
    fc.property(anyCity, (regions) => {
      const code = regions[0]?.code ?? '';
      const event = {
        id: 'listed:1',
        kind: 'listed' as const,
        project: '1',
        name: '项目',
        why: '',
        possible: true,
        change: { listed: 1 },
      };
      const after = scoresAfter(defaultRubric, regions, september, code, [event]);
      const before = cityOf(regions, defaultRubric);
      const money = (scored: typeof before) => scored.map(({ indicators }) => indicators[1]?.value);
      expect(money(after)).toEqual(money(before));
      const [valued] = valuedEvents(defaultRubric, regions, september, code, [event]);
      const own = (scored: typeof before) => scored.find((region) => region.code === code)?.total ?? 0;
      expect(valued?.gain ?? 0).toBeCloseTo(own(after) - own(before), 9);
    }),
  );
});

test('a copy of a preset with other weights is a rubric as long as they add up', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 7, maxLength: 7 }), (weights) => {
      const sum = weights.reduce((all, weight) => all + weight, 0);
      const indicators = defaultRubric.indicators.map((one, index) => ({ ...one, weight: weights[index] }));
      const parsed = rubricSchema.safeParse({ ...defaultRubric, name: '年终', indicators });
      expect(parsed.success).toBe(sum === 100);
      expect(rubricSchema.safeParse({ ...defaultRubric, name: '年终', total: undefined, indicators }).success).toBe(
        true,
      );
    }),
  );
});
