import { z } from 'zod';
import { file, id, isoDate, nothing } from './common';
import { command, query } from './method';
import { permitItem } from './rule-values';

const day = isoDate.nullable();

const scheduledPermit = z.strictObject({
  id,
  code: z.string().nullable(),
  name: z.string(),
  phase: z.enum(['open', 'running', 'granted', 'dropped']),
  limit: z.strictObject({ count: z.number(), unit: z.enum(['workday', 'day']) }),
  earliestSubmit: day,
  earliestFinish: day,
  latestSubmit: day,
  latestFinish: day,
  float: z.number().nullable(),
  critical: z.boolean(),
  waitsFor: z.array(z.string()),
});

const projectLine = z.strictObject({
  id,
  name: z.string(),
  region: z.string().nullable(),
  /** Day or month of the planned start. */
  target: z.string().nullable(),
  started: z.boolean(),
  granted: z.number(),
  needed: z.number(),
  earliestStart: day,
  /** Worked days between earliest start and target. */
  float: z.number().nullable(),
  next: z.strictObject({ name: z.string(), latestSubmit: isoDate, ready: z.boolean() }).nullable(),
  /** First open permit of the critical path. */
  critical: z.string().nullable(),
  /** Why there is no schedule, in one sentence. */
  trouble: z.string().nullable(),
});
export type PermitProjectLine = z.infer<typeof projectLine>;

export const permitMethods = {
  /** My projects that have permits or are about to start, those without room first; of those that have started, the ones with open permits. */
  'permits.projects': query('ledger', nothing, z.array(projectLine)),
  /** Back-scheduling of one project; without a target, to the planned start of the project. */
  'permits.schedule': query(
    'ledger',
    z.strictObject({ project: id, target: isoDate.optional() }),
    z.strictObject({
      target: day,
      earliestStart: isoDate,
      float: z.number().nullable(),
      permits: z.array(scheduledPermit),
      beyondCalendar: z.boolean(),
      /** Last day that the State Council calendar is known for. */
      knownThrough: isoDate,
    }),
  ),
  /** Starts the road map: makes the permits of these catalogue items in one step; one that the project has is kept as it is. */
  'permits.start': command(
    'ledger',
    z.strictObject({
      project: id,
      approvalType: z.enum(['approval', 'verification', 'filing']),
      codes: z.array(z.string().max(20)).min(1).max(500),
    }),
    z.strictObject({ created: z.number(), kept: z.number() }),
  ),
  /** Writes planned days for a target into what is still to be handed in, and the target into the project, in one step. */
  'permits.plan': command(
    'ledger',
    z.strictObject({ project: id, target: isoDate, manner: z.enum(['earliest', 'latest']) }),
    z.strictObject({ planned: z.number(), earliestStart: isoDate, float: z.number() }),
  ),
  /** Writes the road map as a sheet for print into a folder. */
  'permits.writeSheet': command(
    'ledger',
    z.strictObject({ project: id, folder: file }),
    z.strictObject({ files: z.array(z.string()) }),
    ['folder'],
  ),
  /** Reads a permit catalogue from JSON or Excel without taking it over; `notes` name what was left out, by row. */
  'permits.readCatalogue': query(
    'ledger',
    z.strictObject({ file }),
    z.strictObject({ items: z.array(permitItem), notes: z.array(z.string()) }),
    ['file'],
  ),
  /** Writes the catalogue as it holds here into an Excel file that can be edited and read again. */
  'permits.writeCatalogue': command('ledger', z.strictObject({ file }), z.strictObject({ items: z.number() }), [
    'file',
  ]),
} as const;
