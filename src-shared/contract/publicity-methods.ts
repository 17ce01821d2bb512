import { z } from 'zod';
import { edit, id, record } from './common';
import { command, query } from './method';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
const state = z.enum(['draft', 'approved', 'published']);

const line = z.strictObject({
  id,
  title: z.string(),
  month: z.string().nullable(),
  state,
  /** '审定，周科长'. */
  standing: z.string(),
  photos: z.number(),
  project: z.strictObject({ id, name: z.string(), region: z.string().nullable() }),
});
export type StoryLine = z.infer<typeof line>;

export const publicityMethods = {
  /** 宣传稿, the newest first: of a month (and those without one), of a project, or all of them. `months` are those that have any, the newest first. */
  'stories.list': query(
    'ledger',
    z.strictObject({ month: month.optional(), project: id.optional() }),
    z.strictObject({
      stories: z.array(line),
      months: z.array(z.strictObject({ month, count: z.number() })),
    }),
  ),
  /** A story with what its editor needs; `fits` says whether it stands on one page. */
  'stories.show': query(
    'ledger',
    z.strictObject({ id }),
    z.strictObject({
      story: record,
      project: z.strictObject({ id, name: z.string(), region: z.string().nullable(), deleted: z.boolean() }),
      /** Of its photos those that are shown, in order. */
      photos: z.array(id),
      fits: z.boolean(),
      /** About how many characters of its body do not; the page ends with 〔未完〕 then. */
      over: z.number(),
      /** Why it cannot be approved or published now by whom sits here; empty where it can. */
      approve: z.array(z.string()),
      publish: z.array(z.string()),
    }),
  ),
  /** A new story of a project, of the present month unless another is named. */
  'stories.begin': command(
    'ledger',
    z.strictObject({ project: id, month: month.optional(), title: z.string().trim().min(1).max(60).optional() }),
    z.strictObject({ id }),
  ),
  /** Writes into a draft; refused once it is approved. */
  'stories.save': command('ledger', z.strictObject({ id, set: edit }), z.strictObject({ changed: z.boolean() })),
  /** draft → approved → published by the Commission, each with who and when; approved ones may go back to be changed. */
  'stories.advance': command('ledger', z.strictObject({ id, to: state }), z.strictObject({})),
} as const;
