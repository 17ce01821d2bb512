import { z } from 'zod';
import { file, nothing, timestamp } from './common';
import { closing } from './exchange-methods';
import { command, query } from './method';

/** A package that goes down to one device. */
const written = z.strictObject({
  device: z.string(),
  person: z.string(),
  /** return: with changes; receipt: only the word what has arrived. */
  kind: z.enum(['return', 'receipt']),
  file: z.string(),
  changes: z.number(),
  /** Files of attachments in it and its further volumes. */
  attachments: z.number(),
  bytes: z.number(),
  /** The package and its further volumes, all of which must be handed over. */
  files: z.array(z.strictObject({ file: z.string(), bytes: z.number() })),
  /** What closes the files: nothing, keys, or a passphrase. */
  envelope: z.enum(['none', 'recipients', 'passphrase']),
});
export type WrittenReturn = z.infer<typeof written>;

const recipient = z.strictObject({
  device: z.string(),
  person: z.string(),
  unit: z.string(),
  region: z.string().nullable(),
  /** What is here of its stream and is not covered by a package down yet. */
  unreceipted: z.number(),
  /** The newest package down: its name, when it was written, its size, and whether a report has answered it. */
  last: z
    .strictObject({ name: z.string(), at: timestamp, bytes: z.number(), changes: z.number(), confirmed: z.boolean() })
    .nullable(),
});
export type ReturnRecipient = z.infer<typeof recipient>;

const returnedValue = z.strictObject({
  id: z.string(),
  /** Name of the project, or of the record where it belongs to none. */
  title: z.string(),
  entity: z.string(),
  record: z.string(),
  field: z.string(),
  /** Mine and the other side's; for a correction before and after. Values as in `records.show`. */
  mine: z.unknown(),
  theirs: z.unknown(),
  /** Which of the two stands now; neither where a third value was written. */
  adopted: z.enum(['mine', 'theirs', 'other']),
  value: z.unknown(),
  person: z.string(),
  reason: z.string(),
  to: z.string(),
});
export type ReturnedValue = z.infer<typeof returnedValue>;

const returnedTodo = z.strictObject({
  id: z.string(),
  title: z.string(),
  kind: z.string(),
  text: z.string(),
  to: z.string(),
  label: z.string(),
});
export type ReturnedTodo = z.infer<typeof returnedTodo>;

export const returnMethods = {
  /** To whom packages go down from this commission: every approved device but its own. */
  'returns.recipients': query('ledger', nothing, z.array(recipient)),
  /**
   * Writes what concerns a device and it is not known to have, with the receipt for what came from it: for one (`device`, its id or
   * fingerprint), or for all approved ones where it is left out. `to` is a folder, or for one device a file. `full` repeats what was confirmed.
   * `encrypt` closes each for its own device, where its key is known; `for` and `passphrase` close all of them alike, as in `packages.export`.
   */
  'returns.write': command(
    'ledger',
    z.strictObject({
      device: z.string().max(200).optional(),
      file: file.optional(),
      full: z.boolean().default(false),
      encrypt: z.boolean().optional(),
      ...closing,
    }),
    z.strictObject({ written: z.array(written), cancelled: z.boolean() }),
    ['file'],
  ),
  /** Ends a run over all devices; what was written until then is whole and stays. */
  'returns.cancel': command('ledger', nothing, z.strictObject({ cancelled: z.boolean() })),
  /** What would go up to a superior commission: the reports that came in since the last receipt, and this ledger's own changes. */
  'snapshots.summary': query(
    'ledger',
    nothing,
    z.strictObject({
      name: z.string(),
      packages: z.number(),
      changes: z.number(),
      bytes: z.number(),
      volumes: z.number(),
      lastAt: timestamp.nullable(),
      receipted: z.boolean(),
    }),
  ),
  /** Writes it: the original reports unchanged, so that their authors' signatures reach the top. `file` is a file or a folder. */
  'snapshots.write': command(
    'ledger',
    z.strictObject({ file: file.optional(), full: z.boolean().default(false), ...closing }),
    z.strictObject({
      file: z.string(),
      packages: z.number(),
      changes: z.number(),
      files: z.array(z.strictObject({ file: z.string(), bytes: z.number() })),
    }),
    ['file'],
  ),
  /** What the newest package from the Commission brought: conflicts of mine that were settled, corrections, and what I have to do. */
  'returns.show': query(
    'ledger',
    nothing,
    z.strictObject({
      last: z.strictObject({ name: z.string(), at: timestamp, person: z.string(), changes: z.number() }).nullable(),
      settled: z.array(returnedValue),
      corrected: z.array(returnedValue),
      /** How many corrections there are besides those that are listed. */
      moreCorrected: z.number(),
      todos: z.array(returnedTodo),
      /** The newest report that a receipt covers as a whole, and when the receipt was written. */
      receipted: z.strictObject({ name: z.string().nullable(), seq: z.number(), at: timestamp.nullable() }),
    }),
  ),
  /** Writes who has not reported for the period that is being collected, since when, with telephone numbers: a table to be printed. */
  'reports.writeReminder': command(
    'ledger',
    z.strictObject({ folder: file }),
    z.strictObject({ files: z.array(z.string()) }),
    ['folder'],
  ),
} as const;
