import { z } from 'zod';
import { edit, file, id, isoDate, nothing, record } from './common';
import { command, query } from './method';

/** Steps of a problem from its report to its end; `rules/problem-actions.ts` says who may take which and when. */
const action = z.enum([
  'verify',
  'assign',
  'handle',
  'raise',
  'request_extension',
  'grant_extension',
  'refuse_extension',
  'hand_in',
  'close',
  'return',
  'shelve',
  'resume',
]);
export type ProblemAction = z.infer<typeof action>;

export const slipKind = z.enum(['supervision', 'reminder', 'liaison']);
export type SlipKind = z.infer<typeof slipKind>;

const level = z.enum(['secretary', 'unit', 'county', 'city']);

/** See `rules/problem-clock.ts`. */
const clock = z.strictObject({
  level,
  since: isoDate.nullable(),
  limit: z.number(),
  used: z.number(),
  left: z.number(),
  over: z.number(),
  stopped: z.boolean(),
  held: z.boolean(),
  due: isoDate.nullable(),
  cause: z.enum(['limit', 'promise', 'extension']),
  known: z.boolean(),
  escalations: z.array(
    z.strictObject({
      from: level,
      to: level,
      due: isoDate,
      on: isoDate,
      cause: z.enum(['limit', 'promise', 'extension']),
    }),
  ),
});

const projectOf = z.strictObject({
  id,
  name: z.string(),
  /** Code; null where the project has none. */
  region: z.string().nullable(),
});

const line = z.strictObject({
  problem: record,
  project: projectOf,
  clock,
  measures: z.strictObject({ done: z.number(), total: z.number() }),
  /** Of a project of the person at this machine, or in this person's hands. */
  mine: z.boolean(),
  /** Day of its last step up, where it went up at all. */
  raisedOn: isoDate.nullable(),
});

const told = z.strictObject({
  day: isoDate,
  who: z.string(),
  text: z.string(),
  /** Time did it, nobody. */
  automatic: z.boolean(),
});

const shown = z.strictObject({
  problem: record,
  project: projectOf.extend({
    full_name: z.string(),
    owner: z.string().nullable(),
    patron: z.string().nullable(),
  }),
  clock,
  measures: z.array(record),
  clock_stops: z.array(record),
  work_logs: z.array(record),
  /** Newest first. */
  slips: z.array(record),
  meeting_items: z.array(record),
  /** Newest first. */
  history: z.array(told),
  /** How often it went up. */
  raised: z.number(),
  /** Names that may be offered where a person is asked for. */
  people: z.array(z.string()),
});
export type ShownProblem = z.infer<typeof shown>;

const meetingLine = z.strictObject({
  meeting: record,
  items: z.number(),
  decided: z.number(),
  open: z.number(),
  overdue: z.number(),
});
const meetingItem = z.strictObject({
  item: record,
  project: projectOf.nullable(),
  problem: record.nullable(),
});

export const problemMethods = {
  /** Every open problem, and the closed ones of this month or all of them; by the clock, what is due soonest first. */
  'problems.board': query(
    'ledger',
    z.strictObject({ closed: z.enum(['month', 'all']).default('month') }),
    z.strictObject({
      open: z.array(line),
      closed: z.array(line),
      closedInAll: z.number(),
      /** Problems without the Commission's number. */
      unnumbered: z.number(),
      /** Steps up that are to be written down by `problems.escalate`. */
      pending: z.number(),
    }),
  ),
  'problems.show': query('ledger', z.strictObject({ id }), shown),
  /** Makes a problem in the state 已登记 with a provisional number. */
  'problems.register': command('ledger', z.strictObject({ set: edit }), z.strictObject({ id })),
  /** One step; refused with the reason where it is not this person's or something is missing. `values` are fields of the problem. */
  'problems.advance': command(
    'ledger',
    z.strictObject({ id, action, values: edit.default({}) }),
    z.strictObject({ id, state: z.string(), level }),
  ),
  /** Writes down what time has raised, with a supervision slip for each step up. A second call finds nothing to do. */
  'problems.escalate': command('ledger', nothing, z.strictObject({ problems: z.number(), steps: z.number() })),
  /** Gives final numbers to all that have none; the Commission's alone. */
  'problems.confirmNumbers': command('ledger', nothing, z.strictObject({ confirmed: z.number() })),
  /** Makes a slip with its number, or completes the one that was made when the problem went up. */
  'slips.issue': command(
    'ledger',
    z.strictObject({ problem: id, kind: slipKind, slip: id.optional(), values: edit.default({}) }),
    z.strictObject({ id, number: z.string() }),
  ),
  /** Writes a slip as .docx into a folder. */
  'slips.write': command(
    'ledger',
    z.strictObject({ id, folder: file }),
    z.strictObject({ files: z.array(z.string()) }),
    ['folder'],
  ),

  /** Newest first. */
  'meetings.list': query('ledger', nothing, z.array(meetingLine)),
  /** One meeting with its items, what is left of earlier ones of its level, and problems that may be put on its list. */
  'meetings.show': query(
    'ledger',
    z.strictObject({ id }),
    z.strictObject({
      meeting: record,
      items: z.array(meetingItem),
      /** Decisions of the meeting before it. */
      last: z.strictObject({ meeting: record, items: z.array(meetingItem) }).nullable(),
      candidates: z.array(line),
    }),
  ),
  /** Puts problems on the list of a meeting, each with a draft of 问题、症结、建议、请谁定. */
  'meetings.propose': command(
    'ledger',
    z.strictObject({ meeting: id, problems: z.array(id).min(1).max(200) }),
    z.strictObject({ added: z.number() }),
  ),
  /** Writes 会前一页纸 as .docx into a folder. */
  'meetings.write': command(
    'ledger',
    z.strictObject({ id, folder: file }),
    z.strictObject({ files: z.array(z.string()) }),
    ['folder'],
  ),
} as const;
