import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../src-shared/rules/dates';
import {
  type ClockedProblem,
  type ProblemStop,
  problemClock,
  problemLevels,
} from '../../src-shared/rules/problem-clock';
import { defaultProblemLimits } from '../../src-shared/rules/rule-book';
import { addWorkdays, WorkCalendar, workdaysBetween } from '../../src-shared/rules/work-calendar';

const calendar = new WorkCalendar();
const limits = defaultProblemLimits;
const start = '2018-08-20';
const day = fc.integer({ min: 0, max: 120 }).map((count) => addDays(start, count));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const anyProblem: fc.Arbitrary<ClockedProblem> = fc.record({
  level: maybe(fc.constantFrom(...problemLevels)),
  level_since: maybe(day),
  reported_on: maybe(day),
  state: fc.constantFrom('registered', 'handling', 'deferred', 'checking', 'shelved', 'returned', 'closed'),
  promised_on: maybe(day),
  extension_until: maybe(day),
  extension_approver: maybe(fc.constant('谢义')),
});
const anyStop: fc.Arbitrary<ProblemStop> = fc.record({
  reason: fc.constantFrom('checking', 'extension', 'other'),
  stopped_on: day,
  resumed_on: maybe(day),
});
const rank = (level: string) => problemLevels.indexOf(level as never);
const running = (since: string, level: string): ClockedProblem => ({
  level,
  level_since: since,
  reported_on: since,
  state: 'handling',
  promised_on: null,
  extension_until: null,
  extension_approver: null,
});

describe('the clock of any problem', () => {
  test('never goes up on a day off, and never falls as days go by', () => {
    fc.assert(
      fc.property(anyProblem, fc.array(anyStop, { maxLength: 3 }), (problem, stops) => {
        let before = -1;
        for (let count = -3; count < 160; count += 1) {
          const today = addDays(start, count);
          const clock = problemClock(problem, stops, limits, calendar, today);
          if (before >= 0 && rank(clock.level) > before) expect(calendar.isWorkday(today)).toBe(true);
          expect(rank(clock.level)).toBeGreaterThanOrEqual(Math.max(before, 0));
          before = rank(clock.level);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('goes up one level for each day that passed, on a worked day that no stop covers', () => {
    fc.assert(
      fc.property(anyProblem, fc.array(anyStop, { maxLength: 3 }), day, (problem, stops, today) => {
        const { escalations, level } = problemClock(problem, stops, limits, calendar, today);
        let at = problem.level ?? 'secretary';
        let last = '';
        for (const step of escalations) {
          expect([step.from, rank(step.to)]).toEqual([at, rank(at) + 1]);
          expect(step.due > last || last === '').toBe(true);
          expect(step.due < step.on && step.on <= today).toBe(true);
          expect(calendar.isWorkday(step.on)).toBe(true);
          expect(workdaysBetween(calendar, step.due, step.on)).toBeGreaterThanOrEqual(1);
          for (const stop of stops)
            expect(
              stop.stopped_on !== null &&
                stop.stopped_on <= step.on &&
                (stop.resumed_on === null || (step.on <= stop.resumed_on && stop.stopped_on <= stop.resumed_on)),
            ).toBe(false);
          at = step.to;
          last = step.due;
        }
        expect(level).toBe(at);
      }),
    );
  });

  test('what is written down changes nothing of where it stands', () => {
    fc.assert(
      fc.property(anyProblem, fc.array(anyStop, { maxLength: 2 }), day, (problem, stops, today) => {
        const derived = problemClock(problem, stops, limits, calendar, today);
        const last = derived.escalations.at(-1);
        if (!last) return;
        const written = problemClock(
          { ...problem, level: last.to, level_since: last.on },
          stops,
          limits,
          calendar,
          today,
        );
        expect(written).toEqual({ ...derived, escalations: [] });
      }),
    );
  });

  test('a stop of n worked days moves the last day by n worked days', () => {
    fc.assert(
      fc.property(
        day,
        fc.constantFrom(...problemLevels),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 30 }),
        (since, level, from, length) => {
          const problem = running(since, level);
          const plain = addWorkdays(calendar, since, limits[level]);
          const stopped_on = addDays(since, from);
          if (stopped_on > plain) return;
          const resumed_on = addDays(stopped_on, length);
          const taken = workdaysBetween(calendar, addDays(stopped_on, -1), resumed_on);
          const stop = { reason: 'other', stopped_on, resumed_on };
          expect(problemClock(problem, [stop], limits, calendar, since).due).toBe(
            addWorkdays(calendar, since, limits[level] + taken),
          );
        },
      ),
    );
  });

  test('used and left make up the limit until it is over', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...problemLevels), day, (since, level, today) => {
        const clock = problemClock(running(since, level), [], limits, calendar, today);
        if (today < since || clock.over > 0) return;
        expect(clock.used + clock.left).toBe(clock.limit);
      }),
    );
  });
});
