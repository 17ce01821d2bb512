import { z } from 'zod';
import { edit, id, isoDate, record } from './common';
import { command, query } from './method';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const standing = z.enum(['open', 'overdue', 'done', 'late', 'dropped']);
/** 'city' or the code of a region. */
const scope = z.string().min(1).max(40);

const counts = z.strictObject({
  total: z.number(),
  done: z.number(),
  overdue: z.number(),
  /** Denominator and numerator of the carry-out rate; rules/commitments.ts. */
  due: z.number(),
  onTime: z.number(),
  rate: z.number().nullable(),
});

const shownCommitment = z.strictObject({
  /** The whole record. */
  record,
  scope,
  place: z.string(),
  /** Name of its project; null where it has none or that is not here. */
  project: z.string().nullable(),
  standing,
  /** Days over its limit; 0 where it is within. */
  over: z.number(),
  doubts: z.array(z.string()),
  /** Of an earlier month and not settled: shown, but counted with its own month. */
  carried: z.boolean(),
  mayWrite: z.boolean(),
});
export type ShownCommitment = z.infer<typeof shownCommitment>;

const campaignLine = z.strictObject({
  scope,
  place: z.string(),
  /** The region's plan of the month, the whole record; null where none was handed in. */
  campaign: record.nullable(),
  counts,
  mayWrite: z.boolean(),
});
export type CampaignLine = z.infer<typeof campaignLine>;

export const commitmentMethods = {
  /** 项目建设月 and its press-down list, of the whole city or, at a machine of a region, of that region. */
  'commitments.show': query(
    'ledger',
    z.strictObject({ month }),
    z.strictObject({
      month,
      asOf: isoDate,
      /** Regions in the order of the catalogue; the city's own departments first where they have commitments. */
      lines: z.array(campaignLine),
      totals: counts,
      /** Regions that handed a plan in. */
      handedIn: z.number(),
      regions: z.number(),
      commitments: z.array(shownCommitment),
      /** Months that have plans or commitments, the newest first. */
      months: z.array(month),
    }),
  ),
  /**
   * Makes and changes commitments, all together as one step. Done without a day is done today; open again has none. A new one needs `scope`
   * or a project. Refused: step_refused where the list is another region's.
   */
  'commitments.write': command(
    'ledger',
    z.strictObject({
      edits: z
        .array(z.strictObject({ id: id.nullable(), set: edit }))
        .min(1)
        .max(2000),
      source: z.string().max(200).optional(),
    }),
    z.strictObject({ changed: z.number(), ids: z.array(id) }),
  ),
  /** Writes the plans of regions for a month as one step, making them where there are none. */
  'campaigns.write': command(
    'ledger',
    z.strictObject({
      month,
      edits: z
        .array(z.strictObject({ scope, set: edit }))
        .min(1)
        .max(100),
    }),
    z.strictObject({ changed: z.number(), ids: z.array(id) }),
  ),
  /** Projects by the names that stand in a list, in the same order; null where none is called so, or several are. */
  'commitments.projects': query(
    'ledger',
    z.strictObject({ names: z.array(z.string().max(400)).max(2000) }),
    z.array(z.strictObject({ id, name: z.string(), region: z.string().nullable() }).nullable()),
  ),
} as const;
