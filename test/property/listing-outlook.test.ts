import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ListingWindows } from '../../src-shared/contract/rule-values';
import { type Listing, listing as listingEntity, listingStates } from '../../src-shared/entities/listing';
import { listingEvent } from '../../src-shared/entities/listing-event';
import { type Material, material as materialEntity, materialStates } from '../../src-shared/entities/material';
import { addDays } from '../../src-shared/rules/dates';
import type { KnownEvent } from '../../src-shared/rules/listing-events';
import { materialChecklist } from '../../src-shared/rules/listing-materials';
import { listingOutlook } from '../../src-shared/rules/listing-outlook';
import { currentRound, levels, roundAfter, windowsOf } from '../../src-shared/rules/listing-windows';
import { WorkCalendar } from '../../src-shared/rules/work-calendar';
import { projectOf } from '../support/plain-ledger';

const calendar = new WorkCalendar();
const nothing = (fields: object) => Object.fromEntries(Object.keys(fields).map((name) => [name, null]));

const day = fc.integer({ min: 0, max: 3000 }).map((count) => addDays('2016-01-01', count));
const dayOfMonth = fc.integer({ min: 1, max: 31 });
const windows: fc.Arbitrary<ListingWindows> = fc.record({ county: dayOfMonth, city: dayOfMonth, province: dayOfMonth });
const names = [...materialChecklist('construction', []).required, ...materialChecklist('construction', []).extra].map(
  (item) => item.name,
);
const papers = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom(...names, '另加材料'),
    state: fc.constantFrom(null, ...materialStates.map((state) => state.code)),
  }),
  { selector: ({ name }) => name },
);
const materialOf = (set: { name: string; state: string | null }): Material =>
  ({ id: set.name, deleted: false, ...nothing(materialEntity.fields), ...set }) as Material;
const someDay = fc.option(day, { nil: null });
const money = fc.option(fc.integer({ min: 1, max: 9_999_999_999 }), { nil: null });
const owner = fc.constantFrom(null, '甲公司', '乙公司');
const caseSet = fc.record({
  state: fc.constantFrom(null, ...listingStates.map((state) => state.code).filter((code) => code !== 'listed')),
  reason_code: fc.constantFrom(null, 'A', 'C', 'E', 'J', 'M', 'N'),
  approval_owner: owner,
  contract_owner: owner,
  form_owner: owner,
  approval_investment: money,
  form_investment: money,
  approval_date: someDay,
  contract_date: someDay,
  declared_on: someDay,
});
const events = fc.array(
  fc.record({
    date: day,
    kind: fc.constantFrom(...listingEvent.fields.kind.choices.map((choice) => choice.code)),
    level: fc.constantFrom(null, ...levels),
    deadline: someDay,
  }),
  { maxLength: 6 },
);

const world = fc.record({ today: day, windows, papers, caseSet, events, start: someDay });
type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

function judge({ today, windows: days, papers: sets, caseSet: set, events: steps, start }: World) {
  return listingOutlook(
    {
      project: projectOf({ lifecycle: 'construction', actual_start: start, total_investment: 60_000_000 }),
      listing: { id: 'l', deleted: false, ...nothing(listingEntity.fields), ...set } as Listing,
    },
    sets.map(materialOf),
    steps.map((step) => ({ ...nothing(listingEvent.fields), ...step }) as unknown as KnownEvent),
    days,
    calendar,
    today,
  );
}

describe('rounds and windows', () => {
  test('a round is never January, never over, and at most one month is skipped', () => {
    fc.assert(
      fc.property(day, windows, (today, days) => {
        const round = currentRound(days, today);
        expect(round.slice(5)).not.toBe('01');
        expect(round >= today.slice(0, 7)).toBe(true);
        const list = windowsOf(round, days);
        expect(list).toHaveLength(3);
        for (const window of list) {
          expect(window.date.slice(0, 7)).toBe(round);
          expect(new Date(`${window.date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(window.date);
        }
        expect(list.some((window) => window.date >= today)).toBe(true);
        const next = roundAfter(round);
        expect(next > round && next.slice(5) !== '01').toBe(true);
      }),
    );
  });

  test('tomorrow’s round is today’s or a later one', () => {
    fc.assert(
      fc.property(day, windows, (today, days) => {
        expect(currentRound(days, addDays(today, 1)) >= currentRound(days, today)).toBe(true);
      }),
    );
  });
});

describe('outlook', () => {
  test('possible is only what has every paper, no difference, and a window that is open', () => {
    fc.assert(
      fc.property(world, (made) => {
        const found = judge(made);
        expect(found.why).not.toBe('');
        expect(found.why).not.toMatch(/undefined|null|NaN/);
        if (found.verdict === 'possible') {
          expect(found.checklist.complete).toBe(true);
          expect(found.checks.some((check) => check.result === 'differ')).toBe(false);
        }
        if (found.verdict !== 'hopeless' && found.nextWindow) expect(found.nextWindow.date >= made.today).toBe(true);
        if (found.nextWindow) expect(found.nextWindow.date >= made.today).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('a deadline lies between today and the window', () => {
    fc.assert(
      fc.property(world, (made) => {
        const { deadline, nextWindow } = judge(made);
        if (deadline === null) return;
        expect(deadline >= made.today).toBe(true);
        if (nextWindow) expect(deadline <= nextWindow.date).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('one more good paper never makes it worse', () => {
    const rank = { possible: 0, at_risk: 1, hopeless: 2 };
    fc.assert(
      fc.property(world, fc.constantFrom(...names), (made, name) => {
        const better = {
          ...made,
          papers: [...made.papers.filter((set) => set.name !== name), { name, state: 'ready' as const }],
        };
        expect(rank[judge(better).verdict]).toBeLessThanOrEqual(rank[judge(made).verdict]);
      }),
      { numRuns: 300 },
    );
  });

  test('no figure appears that was not typed', () => {
    fc.assert(
      fc.property(world, (made) => {
        const typed = new Set([made.caseSet.approval_investment, made.caseSet.form_investment]);
        for (const check of judge(made).checks) {
          for (const { value } of [...check.one, ...check.other]) {
            if (typeof value === 'number') expect(typed.has(value)).toBe(true);
          }
        }
      }),
    );
  });
});
