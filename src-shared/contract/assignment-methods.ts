import { z } from 'zod';
import { id, isoDate } from './common';
import { command, query } from './method';

const term = z.strictObject({
  region: z.string(),
  /** Null where nobody is in charge. */
  leader: z.string().nullable(),
  post: z.string().nullable(),
  since: isoDate.nullable(),
  until: isoDate.nullable(),
  /** The record that it comes from; null: from the plan, or nobody. */
  record: id.nullable(),
});
export type ShownTerm = z.infer<typeof term>;

export const assignmentMethods = {
  /** 包保分工 as it stands: who has each region when, in the order of the catalogue, and what looks wrong in it. */
  'assignments.show': query(
    'ledger',
    z.strictObject({}),
    z.strictObject({
      terms: z.array(term),
      leaders: z.array(
        z.strictObject({ leader: z.string(), post: z.string().nullable(), regions: z.array(z.string()) }),
      ),
      doubts: z.array(z.strictObject({ region: z.string(), sentence: z.string() })),
    }),
  ),
  /** A leader takes regions over from a day on; what was before stays as it was. */
  'assignments.take': command(
    'ledger',
    z.strictObject({
      regions: z.array(z.string().min(1).max(40)).min(1).max(100),
      leader: z.string().trim().min(1).max(40),
      post: z.string().trim().max(80).nullable(),
      since: isoDate,
    }),
    z.strictObject({ changed: z.number() }),
  ),
} as const;
