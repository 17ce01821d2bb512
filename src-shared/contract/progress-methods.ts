import { z } from 'zod';
import { edit, id, money, record } from './common';
import { command, query } from './method';
import { lightRules } from './rule-values';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const year = z.number().int().min(1900).max(2199);

/** One project in one month, with what its figures are held against. Money in whole yuan. */
const monthRow = z.strictObject({
  project: id,
  /** Short name, else the name. */
  name: z.string(),
  full_name: z.string(),
  /** Names and codes by which a pasted table may call it. */
  other_names: z.array(z.string()),
  lifecycle: z.string().nullable(),
  total_investment: money.nullable(),
  annual_plan: z.record(z.string(), money).nullable(),
  completed_before_year: money.nullable(),
  carried_year: z.number().nullable(),
  actual_start: z.string().nullable(),
  actual_finish: z.string().nullable(),
  listed_month: z.string().nullable(),
  /** Whether a report is expected of it. */
  expected: z.boolean(),
  /** Months of the same year up to this one that have a record. */
  months: z.array(z.strictObject({ month: z.string(), completed: money.nullable(), land: money.nullable() })),
  /** The month's own record, or null. */
  record: record.nullable(),
  /** Day on which that record was last written. */
  changed_on: z.string().nullable(),
  /** Words of the last month before that has some. */
  previous: z
    .strictObject({ month: z.string(), image_progress: z.string().nullable(), next_step: z.string().nullable() })
    .nullable(),
});
export type MonthRow = z.infer<typeof monthRow>;

const carried = z.strictObject({
  project: id,
  name: z.string(),
  /** 截至上年底累计完成 as it stands, null where nobody wrote one. */
  before: money.nullable(),
  /** Completed in the year. */
  completed: money,
  after: money,
});
export type CarriedProject = z.infer<typeof carried>;

const lightCounts = z.strictObject({ red: z.number(), yellow: z.number(), green: z.number(), none: z.number() });
export type LightCounts = z.infer<typeof lightCounts>;

export const progressMethods = {
  /** The projects of the person at this machine in one month: those of which a report is expected, and those that have one. */
  'progress.month': query('ledger', z.strictObject({ month }), z.strictObject({ rows: z.array(monthRow) })),
  /**
   * Writes progress of several projects and months as one step, making records where there are none. Figures and words of a closed month
   * change only with a reason, which is kept in each record (month_closed). What comes through `records.*`, imports and packages is not
   * held up: those paths carry history that was closed elsewhere.
   */
  'progress.write': command(
    'ledger',
    z.strictObject({
      rows: z
        .array(z.strictObject({ project: id, month, set: edit }))
        .min(1)
        .max(5000),
      reason: z.string().trim().max(200).optional(),
      source: z.string().max(200).optional(),
    }),
    z.strictObject({ changed: z.number() }),
  ),
  /** What `progress.rollOver` would do: own projects with figures of that year that are not carried yet. */
  'progress.rollOverPreview': query(
    'ledger',
    z.strictObject({ year }),
    z.strictObject({ year, over: z.boolean(), rows: z.array(carried), done: z.number() }),
  ),
  /** Adds what the year completed to 截至上年底累计完成 of own projects, once for each; the next year's plan stays empty. */
  'progress.rollOver': command('ledger', z.strictObject({ year }), z.strictObject({ changed: z.number() })),
  /** Writes the node table of a project as one step, making records where there are none. */
  'nodes.write': command(
    'ledger',
    z.strictObject({
      project: id,
      rows: z
        .array(z.strictObject({ code: z.string().max(40), set: edit }))
        .min(1)
        .max(100),
    }),
    z.strictObject({ changed: z.number() }),
  ),
  /** How many of the own projects would stand on which light by these rules today. */
  'lights.preview': query('ledger', z.strictObject({ rules: lightRules }), lightCounts),
} as const;
