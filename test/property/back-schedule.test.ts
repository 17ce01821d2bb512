import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  backSchedule,
  CycleError,
  finishOf,
  latestSubmitOf,
  type PermitPlan,
} from '../../src-shared/rules/back-schedule';
import { dayNumber, WorkCalendar } from '../../src-shared/rules/work-calendar';

const calendar = new WorkCalendar();
const first = dayNumber('2018-01-01');
const anyDay = fc.integer({ min: first, max: first + 700 });
const isWorkday = (day: number) => calendar.onOrAfter(day) === day;

const anyPhase = fc.constantFrom('open', 'open', 'open', 'running', 'granted', 'dropped') satisfies fc.Arbitrary<
  PermitPlan['phase']
>;

/** Permits P0, P1, …; each waits for some of those before it, so that there is no ring. */
function anyPermits(options: { naturalDays: boolean; phases?: boolean; stops?: boolean; most?: number }) {
  const one = (index: number, today: number) =>
    fc
      .record({
        prerequisites:
          index === 0
            ? fc.constant<number[]>([])
            : fc.uniqueArray(fc.integer({ min: 0, max: index - 1 }), { maxLength: 3 }),
        count: fc.integer({ min: 0, max: 25 }),
        natural: options.naturalDays ? fc.boolean() : fc.constant(false),
        phase: options.phases ? anyPhase : fc.constant<PermitPlan['phase']>('open'),
        submitted: fc.integer({ min: today - 60, max: today }),
        granted: fc.integer({ min: today - 30, max: today }),
        stops: options.stops
          ? fc.array(fc.tuple(fc.integer({ min: today - 30, max: today + 60 }), fc.integer({ min: 0, max: 12 })), {
              maxLength: 2,
            })
          : fc.constant([] as [number, number][]),
      })
      .map(
        ({ prerequisites, count, natural, phase, submitted, granted, stops }): PermitPlan => ({
          id: `p${index}`,
          code: `P${index}`,
          prerequisites: [...prerequisites.map((other) => `P${other}`), 'P99'],
          limit: { count, unit: natural ? 'day' : 'workday' },
          phase,
          submitted: phase === 'running' || phase === 'granted' ? Math.min(submitted, granted) : null,
          granted: phase === 'granted' ? granted : null,
          stops: stops.map(([from, length]) => ({ from, to: from + length })),
        }),
      );
  return fc.tuple(anyDay, fc.integer({ min: 1, max: options.most ?? 12 })).chain(([today, size]) =>
    fc.record({
      today: fc.constant(today),
      target: fc.integer({ min: today - 20, max: today + 250 }),
      permits: fc.tuple(...Array.from({ length: size }, (_, index) => one(index, today))),
    }),
  );
}

/** Finish of a submission, counted day by day. */
function naiveFinish({ limit, stops }: PermitPlan, submit: number): number {
  let day = submit;
  for (let left = limit.count; left > 0; ) {
    day += 1;
    const stands = stops.some(({ from, to }) => day >= from && day <= to);
    if (!stands && (limit.unit === 'day' || isWorkday(day))) left -= 1;
  }
  if (limit.count > 0) while (!isWorkday(day)) day += 1;
  return day;
}

/** Everything that `permit` waits for, dropped ones passed through. */
function naiveBefore(permit: PermitPlan, permits: readonly PermitPlan[]): PermitPlan[] {
  return permits
    .filter(({ code }) => code !== null && permit.prerequisites.includes(code))
    .flatMap((other) => (other.phase === 'dropped' ? naiveBefore(other, permits) : [other]));
}

describe('limits', () => {
  test('the finish is what counting day by day gives; the latest submission is the last worked day that still keeps it', () => {
    fc.assert(
      fc.property(anyPermits({ naturalDays: true, stops: true, most: 1 }), anyDay, ({ permits, today }, finish) => {
        const permit = permits[0] as PermitPlan;
        const submit = calendar.onOrAfter(today);
        expect(finishOf(permit, submit, calendar)).toBe(naiveFinish(permit, submit));
        const latest = latestSubmitOf(permit, finish, calendar);
        expect(isWorkday(latest)).toBe(true);
        expect(naiveFinish(permit, latest)).toBeLessThanOrEqual(finish);
        expect(naiveFinish(permit, calendar.onOrAfter(latest + 1))).toBeGreaterThan(finish);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the schedule', () => {
  test('is never before a prerequisite, neither early nor late', () => {
    fc.assert(
      fc.property(anyPermits({ naturalDays: true, phases: true, stops: true }), ({ permits, today, target }) => {
        const { deadlines, earliestStart } = backSchedule(permits, target, today, calendar);
        for (const permit of permits) {
          const own = deadlines.get(permit.id);
          expect(own === undefined).toBe(permit.phase === 'dropped');
          if (!own || permit.phase === 'granted') continue;
          expect(own.earliestFinish ?? 0).toBeLessThanOrEqual(earliestStart);
          expect(own.latestFinish ?? 0).toBeLessThanOrEqual(target);
          for (const other of naiveBefore(permit, permits)) {
            const before = deadlines.get(other.id);
            if (permit.phase === 'open') {
              expect(own.earliestSubmit).toBeGreaterThanOrEqual(before?.earliestFinish ?? 0);
              if (other.phase !== 'granted') expect(own.latestSubmit).toBeGreaterThanOrEqual(before?.latestFinish ?? 0);
            } else if (other.phase !== 'granted') {
              expect(own.earliestFinish).toBeGreaterThanOrEqual(before?.earliestFinish ?? 0);
              expect(own.latestFinish).toBeGreaterThanOrEqual(before?.latestFinish ?? 0);
            }
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test('moves all its latest days by n worked days with the target, where limits are in worked days and no clock stands', () => {
    fc.assert(
      fc.property(
        anyPermits({ naturalDays: false, phases: true }),
        fc.integer({ min: 0, max: 40 }),
        ({ permits, today, target }, count) => {
          const end = calendar.onOrBefore(target);
          const one = backSchedule(permits, end, today, calendar).deadlines;
          const other = backSchedule(permits, calendar.shift(end, count), today, calendar).deadlines;
          for (const [id, deadline] of one) {
            const moved = other.get(id);
            for (const key of ['latestSubmit', 'latestFinish'] as const) {
              const day = deadline[key];
              expect(moved?.[key]).toBe(day === null ? null : calendar.shift(day, count));
            }
            expect(moved?.float).toBe(deadline.float === null ? null : deadline.float + count);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('equals what trying every day finds on small graphs', () => {
    fc.assert(
      fc.property(anyPermits({ naturalDays: true, stops: true, most: 5 }), ({ permits, today, target }) => {
        const { deadlines, earliestStart, float } = backSchedule(permits, target, today, calendar);
        // Forwards: the first worked day on which everything before is granted.
        const finishes = new Map<string, number>();
        for (const permit of permits) {
          let submit = today;
          const ready = () => naiveBefore(permit, permits).every(({ id }) => (finishes.get(id) as number) <= submit);
          while (!isWorkday(submit) || !ready()) submit += 1;
          finishes.set(permit.id, naiveFinish(permit, submit));
          expect(deadlines.get(permit.id)).toMatchObject({
            earliestSubmit: submit,
            earliestFinish: finishes.get(permit.id),
          });
        }
        expect(earliestStart).toBe(Math.max(today, ...finishes.values()));
        // Backwards: the last worked day from which the whole rest, each handed in as soon as it may, still ends in time.
        const keeps = (permit: PermitPlan, submit: number): boolean => {
          const done = naiveFinish(permit, submit);
          if (done > target) return false;
          return permits
            .filter((other) => naiveBefore(other, permits).includes(permit))
            .every((other) => {
              let next = done;
              while (!isWorkday(next)) next += 1;
              return keeps(other, next);
            });
        };
        for (const permit of permits) {
          let submit = target;
          while (!isWorkday(submit) || !keeps(permit, submit)) submit -= 1;
          expect(deadlines.get(permit.id)?.latestSubmit).toBe(submit);
        }
        let days = 0;
        for (let day = earliestStart + 1; day <= target; day += 1) if (isWorkday(day)) days += 1;
        for (let day = earliestStart; day > target; day -= 1) if (isWorkday(day)) days -= 1;
        expect(float).toBe(days);
      }),
      { numRuns: 200 },
    );
  });

  test('has a float that agrees with itself: least on the critical path, and used up it starts on the target', () => {
    fc.assert(
      fc.property(anyPermits({ naturalDays: false }), ({ permits, today, target }) => {
        const { deadlines, earliestStart, float } = backSchedule(permits, target, today, calendar);
        const floats = [...deadlines.values()].map((deadline) => deadline.float as number);
        expect(Math.min(...floats)).toBe(float);
        for (const deadline of deadlines.values()) expect(deadline.critical).toBe(deadline.float === float);
        // At its own earliest start nothing on the path may slip.
        const tight = backSchedule(permits, earliestStart, today, calendar).deadlines;
        for (const deadline of tight.values()) {
          expect(deadline.latestFinish).toBeGreaterThanOrEqual(deadline.earliestFinish as number);
          if (deadline.critical) expect(deadline.float).toBe(0);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('has an unbroken critical path back to today, whatever the limits are in', () => {
    fc.assert(
      fc.property(anyPermits({ naturalDays: true, stops: true }), ({ permits, today }) => {
        const { deadlines } = backSchedule(permits, null, today, calendar);
        for (const permit of permits) {
          const own = deadlines.get(permit.id);
          if (!own?.critical || own.earliestSubmit === calendar.onOrAfter(today)) continue;
          expect(naiveBefore(permit, permits).some(({ id }) => deadlines.get(id)?.critical)).toBe(true);
        }
        expect([...deadlines.values()].some(({ critical }) => critical)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('refuses a ring and names who stands in it', () => {
    const permit = (code: string, prerequisites: string[]): PermitPlan => ({
      id: code,
      code,
      prerequisites,
      limit: { count: 1, unit: 'workday' },
      phase: 'open',
      submitted: null,
      granted: null,
      stops: [],
    });
    const ring = [permit('A', ['C']), permit('B', ['A']), permit('C', ['B']), permit('D', [])];
    expect(() => backSchedule(ring, null, first, calendar)).toThrow(CycleError);
    expect(() => backSchedule(ring, null, first, calendar)).toThrow(/A, B, C$/);
    expect(() => backSchedule([permit('A', ['A'])], null, first, calendar)).toThrow(RangeError);
  });
});
