import { z } from 'zod';
import { edit, fieldValue, id, isoDate, record } from './common';
import { command, query } from './method';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const urgency = z.enum(['broken', 'promised', 'waiting', 'small']);

const place = {
  name: z.string(),
  region: z.string().nullable(),
  address: z.string().nullable(),
  owner: z.string().nullable(),
  secretary: z.string().nullable(),
  total: z.number().nullable(),
};

const dueProject = z.strictObject({
  id,
  ...place,
  urgency,
  days: z.number().nullable(),
  why: z.string(),
  reasons: z.array(z.string()),
  missing: z.string().nullable(),
  promisedMonth: z.string().nullable(),
  lastVisit: z.strictObject({ date: isoDate, verdict: z.string().nullable() }).nullable(),
  /** Listed since the month began: it is counted, but nobody need go there. */
  listed: z.boolean(),
  /** Id of its visit of the month, null while it stands on no route. */
  visit: id.nullable(),
});
export type DueProject = z.infer<typeof dueProject>;

const siteVisit = z.strictObject({
  /** The whole record of the visit. */
  record,
  project: z.strictObject({ id, ...place, days: z.number().nullable(), why: z.string() }),
  /** Whether its finding stands in the listing case, as it is now. */
  back: z.enum(['none', 'open', 'written']),
  /** Of the survey's own problem of the project, if one was registered. */
  problem: id.nullable(),
});
export type SiteVisit = z.infer<typeof siteVisit>;

const route = z.strictObject({ inspection: record, visits: z.array(siteVisit) });
export type ShownRoute = z.infer<typeof route>;

const figures = z.strictObject({
  due: z.number(),
  planned: z.number(),
  visited: z.number(),
  missed: z.number(),
  ready: z.number(),
  lacking: z.number(),
  notStarted: z.number(),
  notDue: z.number(),
  hopeless: z.number(),
  open: z.number(),
  promised: z.number(),
  broken: z.number(),
});

const survey = z.strictObject({
  month,
  from: isoDate,
  to: isoDate,
  /** Worked days of the window that are not over. */
  days: z.array(isoDate),
  /** By this day promises and waiting are judged. */
  asOf: isoDate,
  due: z.array(dueProject),
  routes: z.array(route),
  /** In the order of the catalogue; a region without anything is left out. `region` null: nobody wrote one. */
  regions: z.array(z.strictObject({ region: z.string().nullable(), figures })),
  totals: figures,
  promised: z.array(z.strictObject({ month, count: z.number() })),
});
export type Survey = z.infer<typeof survey>;

const change = z.strictObject({
  field: z.enum(['state', 'reason_code', 'other_reasons', 'missing_materials', 'promised_month']),
  before: fieldValue,
  after: fieldValue,
  contradicts: z.boolean(),
});

const writeBack = z.strictObject({
  visit: id,
  project: id,
  name: z.string(),
  visitedOn: isoDate,
  changes: z.array(change),
  notes: z.array(z.string()),
  detail: z.string(),
});
export type ShownWriteBack = z.infer<typeof writeBack>;

const field = change.shape.field;

export const surveyMethods = {
  /** The survey of unlisted projects of a month (未入统踏查): who is due, the routes, what was found. */
  'surveys.show': query('ledger', z.strictObject({ month, small: z.boolean().default(false) }), survey),
  /** How the chosen projects would be put on routes; writes nothing. */
  'surveys.propose': query(
    'ledger',
    z.strictObject({
      month,
      projects: z.array(id).max(5_000),
      from: isoDate.optional(),
      teams: z.number().int().min(1).max(10).default(2),
      most: z.number().int().min(1).max(50).default(8),
    }),
    z.array(
      z.strictObject({
        region: z.string(),
        date: isoDate,
        team: z.number(),
        projects: z.array(z.strictObject({ id, name: z.string(), town: z.string().nullable() })),
      }),
    ),
  ),
  /**
   * Makes the routes, one round a region and day. Projects that stand on a route of the month already are left out; a round that the
   * region has on that day with the same leader and people takes them at its end.
   */
  'surveys.plan': command(
    'ledger',
    z.strictObject({
      month,
      routes: z
        .array(
          z.strictObject({
            region: z.string(),
            date: isoDate,
            leader: z.string().max(40).default(''),
            team: z.string().max(200).default(''),
            projects: z.array(id).min(1).max(200),
          }),
        )
        .min(1)
        .max(200),
    }),
    z.strictObject({ inspections: z.number(), visits: z.number() }),
  ),
  /** The order of the sites of a route. */
  'surveys.reorder': command(
    'ledger',
    z.strictObject({ inspection: id, visits: z.array(id).min(1).max(200) }),
    z.strictObject({}),
  ),
  /** Writes what was found. With a finding or a verdict a planned visit is visited, on the day of its route unless another is named. */
  'surveys.record': command(
    'ledger',
    z.strictObject({
      edits: z
        .array(z.strictObject({ id, set: edit }))
        .min(1)
        .max(500),
    }),
    z.strictObject({ changed: z.number() }),
  ),
  /** Takes a route away with its sites; refused once one of them was visited. */
  'surveys.drop': command('ledger', z.strictObject({ inspection: id }), z.strictObject({ visits: z.number() })),
  /** What writing these visits back would change in the listing cases, without doing it. Visits without a verdict are left out. */
  'surveys.previewBack': query('ledger', z.strictObject({ visits: z.array(id).max(500) }), z.array(writeBack)),
  /**
   * Writes findings into the listing cases, each as a step of its case that came from the survey. Of what contradicts the reports only the
   * fields in `take` are written.
   */
  'surveys.writeBack': command(
    'ledger',
    z.strictObject({
      items: z
        .array(z.strictObject({ visit: id, take: z.array(field).default([]) }))
        .min(1)
        .max(500),
    }),
    z.strictObject({ cases: z.number(), changes: z.number() }),
  ),
  /** Visits of one project, the newest first, with the rounds that they belong to. */
  'surveys.ofProject': query(
    'ledger',
    z.strictObject({ project: id }),
    z.array(z.strictObject({ visit: record, inspection: record.nullable() })),
  ),
} as const;
