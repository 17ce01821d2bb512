import { z } from 'zod';
import { entityName, id, isoDate, nothing } from './common';
import { command, query } from './method';

const lightColor = z.enum(['red', 'yellow', 'green', 'none']);

/** To-dos of a group and projects that are handed over; their numbers say how many there are. More rows than anybody reads on a desk. */
export const mostOnDesk = 200;
/** What is due and handed over by name. */
export const mostDue = 2000;

const todo = z.strictObject({
  /** Names the same demand on every day, so that it can be put off. */
  id: z.string(),
  /** `waiting`: nothing is late, but somebody waits for this person's word. */
  group: z.enum(['overdue', 'waiting', 'this_week', 'next_week']),
  light: lightColor,
  what: z.string(),
  project: z.strictObject({ id, name: z.string() }).nullable(),
  /** The rule that put it here, in one sentence. */
  why: z.string(),
  due: isoDate,
  /** Where one click leads: a path of the window. */
  to: z.string(),
  action: z.string(),
  /** Where writing today's date into one field is all that is left to do: the field, and what the button says. */
  tick: z.strictObject({ entity: entityName, record: id, field: z.string(), label: z.string() }).nullable(),
});
export type Todo = z.infer<typeof todo>;

/** A to-do that this person put off, with the day on which it comes back and why. */
const snoozedTodo = todo.extend({ until: isoDate, reason: z.string() });
export type SnoozedTodo = z.infer<typeof snoozedTodo>;

export const deskMethods = {
  'desk.show': query(
    'ledger',
    nothing,
    z.strictObject({
      period: z.strictObject({
        name: z.string(),
        filled: z.number(),
        expected: z.number(),
        timeProportional: z.number(),
        deadline: isoDate,
      }),
      /** The first `mostOnDesk` of each group, sorted by day. */
      todos: z.array(todo),
      /** How many there are in each group. */
      groups: z.strictObject({
        overdue: z.number(),
        waiting: z.number(),
        this_week: z.number(),
        next_week: z.number(),
      }),
      snoozed: z.array(snoozedTodo),
      /** The first `mostOnDesk`, the worst light first. */
      projects: z.array(
        z.strictObject({
          id,
          name: z.string(),
          light: lightColor,
          sentence: z.string(),
          nextNode: z.string().nullable(),
          days: z.number().nullable(),
          gap: z.number().nullable(),
        }),
      ),
      /** How many projects there are of each light; for the whole city only those on red are counted. */
      lights: z.strictObject({ red: z.number(), yellow: z.number(), green: z.number(), none: z.number() }),
    }),
  ),
  /** What a notification and a badge say; everything that is due today or was due before. */
  'desk.counts': query(
    'ledger',
    nothing,
    z.strictObject({
      /** Today by the ledger's clock. */
      today: isoDate,
      /** A demonstration's day is nobody's day: it rings no bell. */
      demonstration: z.boolean(),
      overdue: z.number(),
      dueToday: z.number(),
      /** The first `mostDue` of them, the earliest first. */
      due: z.array(z.strictObject({ id: z.string(), late: z.boolean(), what: z.string(), project: z.string() })),
    }),
  ),
  /** Puts a to-do of this person off; it comes back on the day `until`. A second time changes the day and the reason. */
  'desk.snooze': command(
    'ledger',
    z.strictObject({
      todo: z.string().min(1).max(120),
      project: id.nullable(),
      until: isoDate,
      reason: z.string().trim().min(1, '请写明推迟的理由').max(200),
    }),
    nothing,
  ),
  /** Brings a to-do back that was put off. */
  'desk.wake': command('ledger', z.strictObject({ todo: z.string().min(1).max(120) }), nothing),
} as const;
