import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isIsoDate } from '../../src-shared/entities/field';
import { addDays } from '../../src-shared/rules/dates';
import { guessWorkLog, type WorkLogSurroundings } from '../../src-shared/rules/work-log-guess';
import { joinSpans } from '../../src-shared/rules/work-log-spans';

const pieces = [
  '松筑',
  '江澜碳纤维产业园',
  '昌邑供电',
  '刘工',
  '区自然资源局',
  '王科长',
  '电话',
  '现场',
  '催',
  '，',
  ' ',
  '。',
  '周五',
  '下周三',
  '9月21日',
  '21日',
  '月底',
  '三天后',
  '昨天',
  '用时',
  '20分钟',
  '半小时',
  '问题',
  '专线',
  '施工许可',
  '\n',
  '😀',
  '(',
  '[',
  '\\',
  '2月30日',
  '十',
  '号',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 14 })
  .map((parts) => parts.join(''));
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });
const name = fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 12 }));
const day = fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2017-12-30', days));
const around: fc.Arbitrary<WorkLogSurroundings> = fc.record({
  today: day,
  projects: fc.array(fc.record({ id: fc.uuid(), name: maybe(name), short_name: maybe(name) }), { maxLength: 5 }),
  contacts: fc.array(
    fc.record({ project: fc.constant(null), name: maybe(name), unit: maybe(name), position: maybe(name) }),
    { maxLength: 4 },
  ),
  departments: fc.array(name, { maxLength: 4 }),
  problems: fc.array(
    fc.record({
      id: fc.uuid(),
      project: maybe(fc.constant('p')),
      number: maybe(name),
      description: maybe(name),
      category: maybe(name),
      request: fc.constant(null),
      responsible_unit: maybe(name),
    }),
    { maxLength: 4 },
  ),
  place: fc.record({
    project: maybe(fc.constant('p')),
    duty: maybe(fc.constantFrom('permits' as const, 'funding' as const)),
  }),
});

test('a guess never fails, says the same twice, lies in the text, and looks ahead', () => {
  fc.assert(
    fc.property(text, around, (line, surroundings) => {
      const guess = guessWorkLog(line, surroundings);
      expect(guessWorkLog(line, surroundings)).toEqual(guess);
      for (const found of Object.values(guess)) {
        const span = found?.span;
        if (!span) continue;
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.start).toBeLessThan(span.end);
        expect(span.end).toBeLessThanOrEqual(line.length);
      }
      const { next_date: next, date, next_step: step, project, minutes } = guess;
      if (next) expect(isIsoDate(next.value) && next.value > surroundings.today).toBe(true);
      if (date) expect(isIsoDate(date.value) && date.value < surroundings.today).toBe(true);
      expect(step === null).toBe(next === null);
      if (step) expect(step.value.trim()).not.toBe('');
      if (project) expect(surroundings.projects.map(({ id }) => id)).toContain(project.value);
      if (minutes) expect(Number.isInteger(minutes.value) && minutes.value > 0).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test('a person or a department stands in the text as it is written, but for people who are known', () => {
  fc.assert(
    fc.property(text, (line) => {
      const none = { today: '2018-09-16', projects: [], contacts: [], departments: [], problems: [] };
      const guess = guessWorkLog(line, { ...none, place: { project: null, duty: null } });
      for (const found of [guess.person, guess.department])
        if (found?.span) expect(line.slice(found.span.start, found.span.end)).toBe(found.value);
    }),
  );
});

test('joined spans cover the same places, in order and apart', () => {
  const span = fc.tuple(fc.nat(30), fc.nat(10)).map(([start, length]) => ({ start, end: start + length }));
  fc.assert(
    fc.property(fc.array(span), (spans) => {
      const covered = (list: typeof spans) =>
        Array.from({ length: 41 }, (_, at) => list.some(({ start, end }) => at >= start && at < end));
      const joined = joinSpans(spans);
      expect(covered(joined)).toEqual(covered(spans));
      for (const [index, { start }] of joined.entries())
        expect(index === 0 || start > (joined[index - 1]?.end ?? 0)).toBe(true);
    }),
  );
});
