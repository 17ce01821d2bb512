import { z } from 'zod';
import { entityNames } from '../entities/entities';
import { fieldValue, id, timestamp } from './common';
import { command, query } from './method';

export const reviewState = z.enum(['open', 'accepted', 'refused']);
export type ReviewState = z.infer<typeof reviewState>;

/** How a change outside its device's scope stands. */
const decision = z.strictObject({
  person: z.string(),
  reason: z.string(),
  at: timestamp,
});

const reviewedChange = z.strictObject({
  /** Its dot, `<device>:<seq>`. */
  id: z.string(),
  device: z.string(),
  person: z.string(),
  unit: z.string(),
  at: timestamp,
  /** Name of the file that brought it. */
  package: z.string(),
  entity: z.enum(entityNames),
  record: id,
  /** Names the record for a person; empty where nobody knows. */
  title: z.string(),
  /** The project that it is or belongs to. */
  project: z.strictObject({ id, name: z.string() }).nullable(),
  region: z.string().nullable(),
  /** The record is not here: the change would make it, or its making is still missing. */
  isNew: z.boolean(),
  /** Its cells as its author wrote them; `deleted` is true or false. */
  set: z.record(z.string(), z.unknown()),
  /** The same for a person: what stands here now beside what is wanted; `deleted` as 1 or 0. */
  cells: z.array(z.strictObject({ field: z.string(), present: fieldValue, wanted: fieldValue })),
  /** Why it is out of scope, in one sentence. */
  why: z.string(),
  state: reviewState,
  /** Null while it is open. */
  decided: decision.nullable(),
});
export type ReviewedChange = z.infer<typeof reviewedChange>;

export const reviewMethods = {
  /** Changes outside their devices' scope, those of one project beside each other; what is decided, newest first. */
  'review.list': query('ledger', z.strictObject({ decided: z.boolean().default(false) }), z.array(reviewedChange)),
  /**
   * Accepts or refuses changes by their ids, all or none, at a commission. To refuse takes a reason. Throws no_review, review_not_here,
   * reason_required, review_project.
   */
  'review.decide': command(
    'ledger',
    z.strictObject({
      ids: z.array(z.string().max(120)).min(1).max(5000),
      accept: z.boolean(),
      reason: z.string().max(200).default(''),
    }),
    z.strictObject({ decided: z.number() }),
  ),
} as const;
