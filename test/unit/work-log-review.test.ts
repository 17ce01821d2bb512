import { expect, test } from 'vitest';
import { dutyLabel, formatMinutes, openSteps, reviewOf } from '../../src-shared/rules/work-log-review';

const note = (
  id: string,
  fields: Partial<Parameters<typeof openSteps>[0][number]> & { duty?: null | 'permits' | 'problems'; minutes?: number },
) => ({
  id,
  project: null,
  matter: `事项 ${id}`,
  next_step: null,
  next_date: null,
  next_done: null,
  date: '2018-09-16',
  secretary: '王秘书',
  duty: null,
  minutes: null,
  ...fields,
});

const notes = [
  note('a', { duty: 'problems', project: 'p1', minutes: 20, next_step: '再问', next_date: '2018-09-21' }),
  note('b', { duty: 'permits', project: 'p1', minutes: 45, next_date: '2018-09-18' }),
  note('c', { duty: 'problems', project: 'p2', date: '2018-09-14', next_step: '送件' }),
  note('d', { next_step: '已办的', next_date: '2018-09-10', next_done: '2018-09-10' }),
];

test('open steps: the earliest first, without a day last, done ones left out, no words means the matter', () => {
  expect(openSteps(notes).map(({ id, step, due }) => [id, step, due])).toEqual([
    ['b', '事项 b', '2018-09-18'],
    ['a', '再问', '2018-09-21'],
    ['c', '送件', null],
  ]);
});

test('the review adds up, every duty in its place', () => {
  const review = reviewOf(notes);
  expect(review).toMatchObject({ count: 4, minutes: 65, timed: 2, days: 2, openSteps: 3, doneSteps: 1 });
  expect(review.duties.map(({ key, count, minutes }) => [key, count, minutes])).toEqual([
    ['permits', 1, 45],
    ['progress', 0, 0],
    ['liaison', 0, 0],
    ['problems', 2, 20],
    ['funding', 0, 0],
    [null, 1, 0],
  ]);
  expect(review.projects.map(({ key, count }) => [key, count])).toEqual([
    ['p1', 2],
    [null, 1],
    ['p2', 1],
  ]);
  expect(reviewOf([])).toMatchObject({ count: 0, minutes: 0, days: 0, openSteps: 0 });
});

test('words', () => {
  expect([30, 60, 95].map(formatMinutes)).toEqual(['30分钟', '1小时', '1小时35分']);
  expect([dutyLabel('problems'), dutyLabel(null)]).toEqual(['问题破解', '未分']);
});
