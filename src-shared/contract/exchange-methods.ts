import { z } from 'zod';
import { file, isoDate, nothing, period, timestamp } from './common';
import { command, query } from './method';

const passphrase = z.string().min(1).max(200);

/** Whom packages are closed for: KEYs (an age recipient, or a device id or fingerprint of the roster), or whoever knows the passphrase. */
export const closing = {
  for: z.array(z.string().trim().min(1).max(200)).max(100).optional(),
  passphrase: passphrase.optional(),
};

const packageOutcome = z.strictObject({
  file: z.string(),
  /** cancelled: a person stopped the import before this file was merged. */
  outcome: z.enum(['merged', 'duplicate', 'held', 'quarantined', 'rejected', 'cancelled']),
  applied: z.number(),
  conflicts: z.number(),
  review: z.number(),
  /** Missing ranges of seq, e.g. `<device>:41-57`. */
  missing: z.array(z.string()),
  message: z.string(),
  /** The file is closed with a passphrase, and none or a wrong one was given. */
  passphrase: z.enum(['needed', 'wrong']).optional(),
});
export type PackageOutcome = z.infer<typeof packageOutcome>;

const packageEntry = z.strictObject({
  sha256: z.string(),
  name: z.string(),
  direction: z.enum(['in', 'out']),
  kind: z.string(),
  device: z.string(),
  person: z.string(),
  at: timestamp,
  changes: z.number(),
  bytes: z.number(),
  state: z.string(),
  message: z.string(),
});
export type PackageEntry = z.infer<typeof packageEntry>;

export const regionFigures = z.strictObject({
  /** Chinese name. */
  region: z.string(),
  projects: z.number(),
  planned_starts: z.number(),
  started: z.number(),
  start_rate: z.number().nullable(),
  annual_plan: z.number(),
  completed: z.number(),
  completion_rate: z.number().nullable(),
  gap: z.number().nullable(),
  due: z.number(),
  listed: z.number(),
  listing_rate: z.number().nullable(),
  not_listed: z.number(),
  signed: z.number(),
  landed: z.number(),
  landing_rate: z.number().nullable(),
  /** Projects of the planned-start ledger: the denominator of `preparation_rate`. */
  preparing: z.number(),
  prepared: z.number(),
  preparation_rate: z.number().nullable(),
  reserve: z.number(),
  start_rank: z.number().nullable(),
  completion_rank: z.number().nullable(),
  listing_rank: z.number().nullable(),
  reserve_rank: z.number().nullable(),
  rank: z.number().nullable(),
});
export type RegionFigures = z.infer<typeof regionFigures>;

export const bulletin = z.strictObject({
  period: z.string(),
  frozenAt: timestamp.nullable(),
  asOf: isoDate,
  timeProportional: z.number(),
  regions: z.array(regionFigures),
  totals: regionFigures,
});
export type BulletinFigures = z.infer<typeof bulletin>;

export const exchangeMethods = {
  /** What would go up: own changes by entity since the last receipt; the newest package, and the newest that a receipt covers. */
  'packages.summary': query(
    'ledger',
    nothing,
    z.strictObject({
      name: z.string(),
      changes: z.number(),
      from: z.number(),
      to: z.number(),
      byEntity: z.array(z.strictObject({ entity: z.string(), records: z.number() })),
      /** Files of attachments of these changes, and of those that the Commission lacks. */
      files: z.number(),
      lastName: z.string().nullable(),
      lastAt: timestamp.nullable(),
      receiptName: z.string().nullable(),
      receiptAt: timestamp.nullable(),
    }),
  ),
  /**
   * Writes the report package of this device. `file` is a file or an existing folder. In an envelope, where `for` or `passphrase` is given;
   * a file that nobody named then ends in `.wubao.age`.
   */
  'packages.export': command(
    'ledger',
    z.strictObject({ file: file.optional(), full: z.boolean().default(false), ...closing }),
    z.strictObject({
      file: z.string(),
      changes: z.number(),
      from: z.number(),
      to: z.number(),
      bytes: z.number(),
      /** The first package and its further volumes, all of which must be handed over. */
      files: z.array(z.strictObject({ file: z.string(), bytes: z.number() })),
      /** Files of attachments in them, and those that should be but are not here or damaged. */
      attachments: z.number(),
      lacking: z.number(),
    }),
    ['file'],
  ),
  'packages.import': command(
    'ledger',
    z.strictObject({
      files: z.array(file).min(1).max(500),
      trust: z.string().max(200).optional(),
      /** Opens those files that are closed with one. */
      passphrase: passphrase.optional(),
    }),
    z.array(packageOutcome),
    ['files'],
  ),
  /** Ends an import under way between two files or batches; what is merged stays. */
  'packages.cancel': command('ledger', nothing, z.strictObject({ cancelled: z.boolean() })),
  'packages.list': query('ledger', nothing, z.array(packageEntry)),

  /** Figures of a period: the frozen ones where it is frozen, else as they stand now. */
  'bulletins.figures': query('ledger', z.strictObject({ period }), bulletin),
  /** Keeps the figures of a period for good; a second call returns the first figures. */
  'bulletins.freeze': command('ledger', z.strictObject({ period }), bulletin),
  /** Writes .docx and .xlsx (and .json) into a folder, from frozen figures only where `freeze` is set. */
  'bulletins.write': command(
    'ledger',
    z.strictObject({ period, folder: file, freeze: z.boolean().default(true) }),
    z.strictObject({ files: z.array(z.string()), frozenAt: timestamp.nullable() }),
    ['folder'],
  ),
} as const;
