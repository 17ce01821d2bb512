import { z } from 'zod';
import { id, nothing, record } from './common';
import { command, query } from './method';

const window = z.strictObject({
  state: z.enum(['open', 'upcoming', 'closed']),
  /** Natural days to the end, to the begin, or since the end; null without such a day. */
  days: z.number().nullable(),
});
const match = z.enum(['fits', 'lacks', 'excluded']);
const shortfall = z.strictObject({
  condition: z.enum(['sector', 'region', 'stage', 'size', 'requirement']),
  state: z.enum(['no', 'unknown']),
  excludes: z.boolean(),
  sentence: z.string(),
});
/** The application that a project has made under a policy, where there is one. */
const made = z.strictObject({ id, stage: z.string().nullable() }).nullable();

const matchedProject = z.strictObject({
  id,
  name: z.string(),
  /** Chinese name. */
  region: z.string().nullable(),
  total_investment: z.number().nullable(),
  match,
  missing: z.array(shortfall),
  application: made,
});
export type MatchedProjectLine = z.infer<typeof matchedProject>;

const policyLine = z.strictObject({
  policy: record,
  window,
  /** Projects of this ledger that fit, and that only lack something. */
  fits: z.number(),
  lacks: z.number(),
  applications: z.number(),
});
export type PolicyLine = z.infer<typeof policyLine>;

const policyOfProject = z.strictObject({
  policy: record,
  window,
  match,
  missing: z.array(shortfall),
  application: made,
});
export type PolicyOfProject = z.infer<typeof policyOfProject>;

const applicationLine = z.strictObject({
  application: record,
  project: z.strictObject({ id, name: z.string(), region: z.string().nullable() }),
  /** Null where it was made without a policy. A policy that was deleted still gives its title. */
  policy: z.strictObject({ id, title: z.string(), deleted: z.boolean() }).nullable(),
  /** Papers that the policy asks for and the list does not have. */
  absent: z.array(z.string()),
  materials: z.array(record),
});
export type ApplicationLine = z.infer<typeof applicationLine>;

export const fundingMethods = {
  /** Policies, those that end soonest first, closed ones last. Terminated projects are matched with none. */
  'funding.policies': query('ledger', nothing, z.array(policyLine)),
  /** Projects held against one policy: who fits, who lacks the least, and at last who is excluded. */
  'funding.matches': query('ledger', z.strictObject({ policy: id }), z.array(matchedProject)),
  /** Policies held against one project. */
  'funding.ofProject': query('ledger', z.strictObject({ project: id }), z.array(policyOfProject)),
  /** Applications, what is due soonest first; of one project, or of all. */
  'funding.applications': query('ledger', z.strictObject({ project: id.optional() }), z.array(applicationLine)),
  /** Makes an application of a project under a policy together with the papers that the policy asks for. Refused where there is one already. */
  'funding.apply': command('ledger', z.strictObject({ policy: id, project: id }), z.strictObject({ id })),
  /** Puts the papers on the list that the policy asks for and the list does not have. */
  'funding.addPapers': command('ledger', z.strictObject({ id }), z.strictObject({ added: z.number() })),
  /** Withdraws an application together with its papers. */
  'funding.withdraw': command('ledger', z.strictObject({ id }), z.strictObject({ id })),
} as const;
