import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { regions } from '../../src-shared/catalogues/regions';
import { fundingStages } from '../../src-shared/entities/funding-application';
import { fundingChannels } from '../../src-shared/entities/funding-channels';
import { listingStates } from '../../src-shared/entities/listing';
import { policy as policyEntity } from '../../src-shared/entities/policy';
import { lifecycles } from '../../src-shared/entities/project';
import { fundingMoves, fundingWay, stageOf } from '../../src-shared/rules/funding-stages';
import { fundingSums } from '../../src-shared/rules/funding-sums';
import {
  type MatchedProject,
  matchPolicy,
  type PolicyConditions,
  policyKnowledge,
} from '../../src-shared/rules/policy-match';

const codes = (choices: readonly { readonly code: string }[]) => choices.map(({ code }) => code);
const orNull = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });
const day = fc
  .date({ min: new Date('2018-01-01'), max: new Date('2019-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const money = fc.integer({ min: 0, max: 2_000_000_000 });
const words = fc
  .array(fc.constantFrom('新材料', '装备制造业', '旅游', '现代农业', 'C28'), { minLength: 1, maxLength: 3 })
  .map((list) => list.join('、'));
const places = fc
  .array(fc.constantFrom('昌邑区', '龙潭区', '磐石', '老工业基地'), { minLength: 1, maxLength: 3 })
  .map((list) => list.join('，'));
const permit = fc.record({
  catalogue_code: fc.constantFrom('P103', 'P104', 'P110', 'P306'),
  name: fc.constant(null),
  state: fc.constantFrom('granted', 'accepted', 'not_started', 'not_needed'),
  planned_submit: fc.constant(null),
  planned_finish: fc.constant(null),
  actual_submit: fc.constant(null),
  actual_finish: fc.constant(null),
});

const project: fc.Arbitrary<MatchedProject> = fc.record({
  region: orNull(fc.constantFrom(...codes(regions))),
  sector: orNull(fc.constantFrom('新材料产业', '旅游', '农业', '装备制造')),
  industry: orNull(fc.constantFrom('2829', '3311')),
  lifecycle: orNull(fc.constantFrom(...codes(lifecycles))),
  actual_start: orNull(day),
  actual_finish: fc.constant(null),
  total_investment: orNull(money),
  code: orNull(fc.constant('2018-220202-28-03-004217')),
  code_state: orNull(fc.constantFrom('has', 'pending', 'none')),
  listing: orNull(fc.constantFrom(...codes(listingStates))),
  national_library: orNull(fc.constantFrom('outside', 'entered')),
});

const conditions: { [Name in keyof PolicyConditions]: fc.Arbitrary<NonNullable<PolicyConditions[Name]>> } = {
  opens_on: day,
  closes_on: day,
  sectors: words,
  regions: places,
  stages: fc.subarray(codes(lifecycles), { minLength: 1 }),
  least_investment: money,
  most_investment: money,
  requirements: fc.subarray(codes(policyEntity.fields.requirements.choices ?? []), { minLength: 1 }),
};
const policy = fc.record(
  Object.fromEntries(
    Object.entries(conditions).map(([name, arbitrary]) => [name, orNull(arbitrary as fc.Arbitrary<unknown>)]),
  ),
) as fc.Arbitrary<unknown> as fc.Arbitrary<PolicyConditions>;
const empty: PolicyConditions = {
  opens_on: null,
  closes_on: null,
  sectors: null,
  regions: null,
  stages: null,
  least_investment: null,
  most_investment: null,
  requirements: null,
};

const rank = { fits: 0, lacks: 1, excluded: 2 };

describe('matching', () => {
  test('an empty policy fits every project', () => {
    fc.assert(
      fc.property(project, fc.array(permit), (subject, permits) => {
        expect(matchPolicy(empty, subject, policyKnowledge(subject, permits, []), '2018-09-16').match).toBe('fits');
      }),
    );
  });

  test('one more condition never makes a match better, and what is missing says so', () => {
    fc.assert(
      fc.property(
        policy,
        policy,
        fc.constantFrom(...(Object.keys(conditions) as (keyof PolicyConditions)[])),
        project,
        fc.array(permit),
        (before, other, name, subject, permits) => {
          const knowledge = policyKnowledge(subject, permits, []);
          const fewer = { ...before, [name]: null };
          const more =
            name === 'requirements'
              ? { ...before, requirements: [...(before.requirements ?? []), ...(other.requirements ?? [])] }
              : { ...fewer, [name]: other[name] };
          const [less, stricter] = [name === 'requirements' ? before : fewer, more].map((conditioned) =>
            matchPolicy(conditioned, subject, knowledge, '2018-09-16'),
          );
          expect(rank[stricter?.match ?? 'fits']).toBeGreaterThanOrEqual(rank[less?.match ?? 'fits']);
          expect(stricter?.missing.length).toBeGreaterThanOrEqual(less?.missing.length ?? 0);
          expect(stricter?.match === 'fits').toBe(stricter?.missing.length === 0);
          expect(stricter?.match === 'excluded').toBe(stricter?.missing.some(({ excludes }) => excludes));
          // What nobody recorded excludes nobody.
          for (const gap of stricter?.missing ?? []) expect(gap.state === 'unknown' && gap.excludes).toBe(false);
        },
      ),
    );
  });
});

describe('applications', () => {
  const application = fc.record({
    channel: orNull(fc.constantFrom(...codes(fundingChannels))),
    stage: orNull(fc.constantFrom(...codes(fundingStages))),
    asked: orNull(money),
    granted: orNull(money),
    paid: orNull(money),
  });

  test('sums by channel add up to the total and to the applications, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(application), (applications) => {
        const { channels, total } = fundingSums(applications);
        expect(fundingSums([...applications].reverse())).toEqual({ channels, total });
        expect(total.count).toBe(applications.length);
        expect(channels.reduce((sum, { count }) => sum + count, 0)).toBe(applications.length);
        for (const name of ['asked', 'granted', 'paid'] as const) {
          const known = applications.map((each) => each[name]).filter((amount) => amount !== null);
          expect(total[name]).toBe(known.length === 0 ? null : known.reduce((sum, amount) => sum + amount, 0));
          const lines = channels.map((each) => each[name]).filter((amount) => amount !== null);
          expect(lines.reduce((sum, amount) => sum + amount, 0)).toBe(total[name] ?? 0);
        }
      }),
    );
  });

  test('forward steps lead from every stage to the last, each once, and each can be taken back', () => {
    fc.assert(
      fc.property(application, (start) => {
        let at = start;
        const seen = new Set<string>();
        for (let next = fundingMoves(at).forward; next !== null; next = fundingMoves(at).forward) {
          expect(seen.has(next)).toBe(false);
          seen.add(next);
          const from = stageOf(at);
          at = { ...at, stage: next };
          const back = fundingMoves(at).back;
          // A stage that the channel does not have cannot be gone back to.
          if (fundingWay(at.channel).includes(from)) expect(back[0]).toBe(from);
        }
        expect(stageOf(at)).toBe(stageOf(start) === 'refused' ? 'refused' : 'paid');
      }),
    );
  });
});
