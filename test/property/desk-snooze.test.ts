import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from '../../src-shared/rules/dates';
import { deskOf } from '../../src-shared/rules/desk';
import { nextMonday } from '../../src-shared/rules/desk-snooze';
import { itemOf, surroundings } from '../support/desk-items';

const first = '2018-09-03';
const day = fc.integer({ min: 0, max: 60 }).map((count) => addDays(first, count));
const note = (id: string, due: string) => ({
  id,
  date: first,
  matter: '对接',
  next_step: null,
  next_date: due,
  next_done: null,
});

test('a to-do that was put off is away exactly until its day, and nothing else moves', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.record({ id: fc.stringMatching(/^[a-z]{1,4}$/), due: day }), {
        minLength: 1,
        maxLength: 8,
        selector: ({ id }) => id,
      }),
      fc.nat(),
      day,
      day,
      (notes, pick, until, today) => {
        const item = itemOf({
          project: { lifecycle: 'reserve' },
          work_logs: notes.map(({ id, due }) => note(id, due)),
        });
        const put = `next-step:${notes[pick % notes.length]?.id}`;
        const before = deskOf([item], surroundings(), [], today);
        const after = deskOf([item], surroundings(), [{ todo: put, until, reason: '等会' }], today);
        const ids = (todos: readonly { id: string }[]) => todos.map(({ id }) => id);
        const isThere = ids(before.todos).includes(put);
        const isAway = isThere && today < until;
        expect(ids(after.todos)).toEqual(ids(before.todos).filter((id) => !(isAway && id === put)));
        expect(after.snoozed.map(({ id, until: back, reason }) => [id, back, reason])).toEqual(
          isAway ? [[put, until, '等会']] : [],
        );
        expect(after.projects).toEqual(before.projects);
      },
    ),
  );
});

test('next Monday is a Monday within a week, never today', () => {
  fc.assert(
    fc.property(day, (today) => {
      const monday = nextMonday(today);
      expect(new Date(`${monday}T00:00:00Z`).getUTCDay()).toBe(1);
      expect(daysBetween(today, monday)).toBeGreaterThan(0);
      expect(daysBetween(today, monday)).toBeLessThanOrEqual(7);
    }),
  );
});
