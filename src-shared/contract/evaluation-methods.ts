import { z } from 'zod';
import { evaluationMark } from '../entities/evaluation-mark';
import { id, nothing, period, timestamp } from './common';
import { evaluationSheet, indicatorCodes, rubricSchema } from './evaluation-values';
import { command, query } from './method';

/** Name of a rubric, of the program's or an own one; without it the one in use. */
const rubricName = z.string().trim().min(1).max(40);
const region = z.string().min(1).max(20);
const codesOf = <Code extends string>(choices: readonly { readonly code: Code }[]) => choices.map(({ code }) => code);

/** What can be got done of one project, problem or report, and what it brings. */
const candidate = z.strictObject({
  /** `<kind>:<what>`: stays the same as long as it can be done. */
  id: z.string().max(200),
  kind: z.enum(['permits', 'problem', 'listed', 'started', 'report']),
  project: z.string().nullable(),
  name: z.string(),
  /** What is lacking, or why it comes too late. */
  why: z.string(),
  /** It can still happen within the period. */
  possible: z.boolean(),
  /** Points that it alone brings to the total, with one decimal. */
  gain: z.number(),
});
export type Candidate = z.infer<typeof candidate>;

const standing = z.strictObject({
  region: z.string(),
  rank: z.number().nullable(),
  total: z.number().nullable(),
  own: z.boolean(),
});

export const evaluationMethods = {
  /** Scores of a period: the published ones where it was published, else as the ledger stands now. */
  'evaluations.show': query('ledger', z.strictObject({ period, rubric: rubricName.optional() }), evaluationSheet),
  /** Scores by a rubric that is not saved, or everything that is wrong with it, each in a sentence. Never the published ones. */
  'evaluations.preview': query(
    'ledger',
    z.strictObject({ period, rubric: z.unknown() }),
    z.strictObject({ errors: z.array(z.string()), sheet: evaluationSheet.nullable() }),
  ),
  /** Keeps the scores of a period that is over for good; a second call returns the first ones. The Commission alone. */
  'evaluations.publish': command('ledger', z.strictObject({ period, rubric: rubricName.optional() }), evaluationSheet),
  /** What was published, the newest period first. */
  'evaluations.list': query(
    'ledger',
    nothing,
    z.array(
      z.strictObject({
        id,
        period,
        periodName: z.string(),
        rubric: z.string(),
        publishedAt: timestamp,
        /** Names of the regions on the first place. */
        first: z.array(z.string()),
      }),
    ),
  ),
  /** What would raise a region's place, and where it stands once the chosen events have happened. Events only, never amounts. */
  'evaluations.simulate': query(
    'ledger',
    z.strictObject({
      period,
      rubric: rubricName.optional(),
      region,
      events: z.array(z.string().max(200)).max(500).default([]),
    }),
    z.strictObject({
      candidates: z.array(candidate),
      now: standing,
      after: standing,
      /** Every region with its place once they have happened. */
      ladder: z.array(standing),
    }),
  ),
  /** The projects behind a score of a region; `projects` is null where the figures were frozen on another machine. */
  'evaluations.projects': query(
    'ledger',
    z.strictObject({ period, region, code: z.enum(indicatorCodes) }),
    z.strictObject({
      groups: z.array(
        z.strictObject({ label: z.string(), projects: z.array(z.strictObject({ id, name: z.string() })).nullable() }),
      ),
    }),
  ),
  /** Proposes a bonus, a deduction or a veto; it counts once another person has decided. `points` are hundredths. */
  'evaluations.propose': command(
    'ledger',
    z.strictObject({
      period,
      region,
      kind: z.enum(codesOf(evaluationMark.fields.kind.choices)),
      item: z.string().trim().min(1).max(80),
      points: z.number().int().min(0).max(10_000),
      reason: z.string().trim().max(2000),
      evidence: z.string().trim().max(2000),
    }),
    z.strictObject({ id }),
  ),
  /** Approves or refuses what somebody else proposed. */
  'evaluations.decide': command(
    'ledger',
    z.strictObject({ id, approve: z.boolean(), person: z.string().trim().min(1).max(40) }),
    nothing,
  ),

  /** Rubrics of the program and own ones. */
  'rubrics.list': query(
    'ledger',
    nothing,
    z.strictObject({
      /** The one that scores and places are made by where nobody names another. */
      inUse: z.string(),
      rubrics: z.array(z.strictObject({ rubric: rubricSchema, own: z.boolean() })),
    }),
  ),
  /** Saves an own rubric under its name; refused with every mistake at once. */
  'rubrics.save': command('ledger', z.strictObject({ rubric: z.unknown() }), z.strictObject({ name: z.string() })),
  'rubrics.remove': command('ledger', z.strictObject({ name: rubricName }), nothing),
  /** Takes a rubric for the city picture, the bulletin and whatever names none. */
  'rubrics.use': command('ledger', z.strictObject({ name: rubricName }), nothing),
} as const;
