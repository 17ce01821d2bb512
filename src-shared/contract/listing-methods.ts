import { z } from 'zod';
import { edit, file, id, nothing, record } from './common';
import { command, query } from './method';

/** Groups of the list: by what can become of the case this round, then what has not started yet. */
export const caseGroups = ['possible', 'at_risk', 'hopeless', 'later'] as const;

const listingLine = z.strictObject({
  id,
  name: z.string(),
  region: z.string().nullable(),
  group: z.enum(caseGroups),
  color: z.enum(['red', 'yellow', 'green', 'none']),
  /** Codes of the reasons, the first one first. */
  reasons: z.array(z.string()),
  /** Why it stands in its group, in one sentence. */
  why: z.string(),
  /** Of the person at this machine, or of nobody. */
  mine: z.boolean(),
});
export type ListingLine = z.infer<typeof listingLine>;

export const listingMethods = {
  /** Every unlisted project that statistics must have, and what is on its way to a start; `round` is the month of the windows here. */
  'listing.cases': query('ledger', nothing, z.strictObject({ round: z.string(), lines: z.array(listingLine) })),
  /** Writes facts of the case of a project; the record is made with the first of them, however fast the next one follows. */
  'listing.revise': command('ledger', z.strictObject({ project: id, set: edit }), z.strictObject({ id })),
  /** The same for one paper of the case, by its name. */
  'listing.reviseMaterial': command(
    'ledger',
    z.strictObject({ project: id, name: z.string().min(1).max(80), set: edit }),
    z.strictObject({ id }),
  ),
  /** Writes a step of a case down; with `move` the case takes over what follows from it, in the same step of undo. */
  'listing.addEvent': command(
    'ledger',
    z.strictObject({ project: id, event: edit, move: z.boolean() }),
    z.strictObject({ id }),
  ),
  /** Projects of the small check (5 to 50 million yuan), and those of it that have grown over the threshold. */
  'listing.small': query(
    'ledger',
    nothing,
    z.strictObject({
      projects: z.array(record),
      outgrown: z.array(z.strictObject({ id, name: z.string(), words: z.string() })),
    }),
  ),
  /** Writes the list of papers of a case as a .docx into a folder. */
  'listing.writeChecklist': command(
    'ledger',
    z.strictObject({ project: id, folder: file }),
    z.strictObject({ files: z.array(z.string()) }),
    ['folder'],
  ),
} as const;
