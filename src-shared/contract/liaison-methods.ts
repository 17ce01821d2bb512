import { z } from 'zod';
import { duties } from '../entities/duties';
import { workLog } from '../entities/work-log';
import { file, id, isoDate, nothing } from './common';
import { command, query } from './method';

const codes = <Code extends string>(choices: readonly { readonly code: Code }[]) =>
  z.enum(choices.map(({ code }) => code) as [Code, ...Code[]]);

/** A work log with the name of its project and the number of its problem. */
const note = z.looseObject({
  id: z.string(),
  date: z.string().nullable(),
  project: z.string().nullable(),
  project_name: z.string().nullable(),
  duty: z.string().nullable(),
  way: z.string().nullable(),
  matter: z.string().nullable(),
  department: z.string().nullable(),
  person: z.string().nullable(),
  result: z.string().nullable(),
  next_step: z.string().nullable(),
  next_date: z.string().nullable(),
  next_done: z.string().nullable(),
  minutes: z.number().nullable(),
  problem: z.string().nullable(),
  problem_number: z.string().nullable(),
  secretary: z.string().nullable(),
});
export type Note = z.infer<typeof note>;

const share = z.strictObject({ key: z.string().nullable(), count: z.number(), minutes: z.number() });
const review = z.strictObject({
  count: z.number(),
  minutes: z.number(),
  timed: z.number(),
  days: z.number(),
  duties: z.array(share),
  projects: z.array(share.extend({ name: z.string().nullable() })),
  openSteps: z.number(),
  doneSteps: z.number(),
});

const contactRow = z.looseObject({
  id: z.string(),
  project: z.string().nullable(),
  project_name: z.string().nullable(),
  name: z.string().nullable(),
  unit: z.string().nullable(),
  department: z.string().nullable(),
  position: z.string().nullable(),
  phone: z.string().nullable(),
  matters: z.string().nullable(),
});
export type ContactRow = z.infer<typeof contactRow>;

export const liaisonMethods = {
  /** What a line of the work log may be about: names of projects, people, departments that were written before, open problems. */
  'workLogs.surroundings': query(
    'ledger',
    nothing,
    z.strictObject({
      projects: z.array(z.strictObject({ id, name: z.string().nullable(), short_name: z.string().nullable() })),
      contacts: z.array(
        z.strictObject({
          project: id.nullable(),
          name: z.string().nullable(),
          unit: z.string().nullable(),
          position: z.string().nullable(),
        }),
      ),
      departments: z.array(z.string()),
      problems: z.array(
        z.strictObject({
          id,
          project: id.nullable(),
          number: z.string().nullable(),
          description: z.string().nullable(),
          category: z.string().nullable(),
          request: z.string().nullable(),
          responsible_unit: z.string().nullable(),
        }),
      ),
    }),
  ),
  /**
   * Notes from `from` to `to`, the newest day first, at most `limit`. `day` narrows the notes alone: days and review are those of the whole
   * span under the same filters.
   */
  'workLogs.page': query(
    'ledger',
    z.strictObject({
      from: isoDate.nullable().default(null),
      to: isoDate.nullable().default(null),
      day: isoDate.nullable().default(null),
      words: z.string().max(100).default(''),
      duty: codes(duties).nullable().default(null),
      way: codes(workLog.fields.way.choices).nullable().default(null),
      project: id.nullable().default(null),
      secretary: z.string().max(40).nullable().default(null),
      /** Only notes whose next step is open. */
      open: z.boolean().default(false),
      limit: z.number().int().min(1).max(2000).default(500),
    }),
    z.strictObject({
      notes: z.array(note),
      total: z.number(),
      days: z.array(z.strictObject({ date: z.string(), count: z.number() })),
      review,
      /** Everybody who wrote notes that are here. */
      secretaries: z.array(z.string()),
      /** Projects that have notes, for the filter. */
      projects: z.array(z.strictObject({ id, name: z.string() })),
    }),
  ),
  /** Open next steps of all time, the earliest day first, those without a day last. */
  'workLogs.steps': query('ledger', nothing, z.array(note)),
  /** Writes the 工作纪实手册 of one person from `from` to `to` into a folder; of the person at this machine where none is named. */
  'workLogs.write': command(
    'ledger',
    z.strictObject({
      from: isoDate,
      to: isoDate,
      folder: file,
      secretary: z.string().max(40).nullable().default(null),
    }),
    z.strictObject({ files: z.array(z.string()), notes: z.number() }),
    ['folder'],
  ),
  /** People to call: those of departments first, then by project; with `project` those of one project alone. */
  'contacts.list': query(
    'ledger',
    z.strictObject({ words: z.string().max(100).default(''), project: id.nullable().default(null) }),
    z.array(contactRow),
  ),
} as const;
