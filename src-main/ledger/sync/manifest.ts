import { z } from 'zod';
import { roles } from '../../../src-shared/contract/common';

/** What this program writes, and the newest that it reads. */
export const manifestFormat = 'wubao/1';
export const readerVersion = 1;

const count = z.int().min(0);
const deviceId = z.string().regex(/^[0-9a-f]{16}$/);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** Lone surrogates would not survive a trip through UTF-8, so nothing here may hold one. */
const text = (length: number) =>
  z
    .string()
    .max(length)
    .refine((value) => !/\p{Surrogate}/u.test(value));

const kinds = ['report', 'return', 'receipt', 'enrolment', 'snapshot'] as const;

/** The two members that decide whether the rest can be read at all. */
export const manifestHead = z.looseObject({ format: z.string().regex(/^wubao\/\d{1,4}$/), reader: z.int().min(1) });

/**
 * `manifest.json` as sync.md section 2 gives it. Members that are not named here are ignored: a newer writer that still lets
 * this reader in may add some. `role`, `region` and `recipient` stand in enrolments and in what comes down.
 */
export const manifestSchema = z.object({
  format: z.literal(manifestFormat),
  reader: z.int().min(1),
  kind: z.enum(kinds),
  dataset: text(64).nullable(),
  device: deviceId,
  person: text(100),
  unit: text(200),
  key: z.object({ id: hash, algorithm: text(40), public: text(100) }),
  range: z.object({ from: z.int().min(1), to: z.int().min(1), before: hash, after: hash }).nullable(),
  schema: count,
  app: text(40),
  createdAt: text(40),
  clock: count,
  recipients: z.array(text(200)).max(1000),
  entries: z.array(z.object({ name: text(255), size: count, sha256: hash })).max(4096),
  have: z.record(text(64), z.object({ n: count, h: hash })),
  scope: z.unknown(),
  inReplyTo: text(200).nullable(),
  role: z.enum(roles).optional(),
  region: text(40).nullable().optional(),
  /** Hashes of attachments that the writer lacks: the other side's next packages carry them. */
  awaiting: z.array(hash).max(4096).optional(),
  /** Age recipient of the writing device. */
  recipient: text(100).optional(),
  /** In an enrolment: the word of the earlier key of the same machine, see `Replacement` in device-key.ts. */
  replaces: z
    .object({
      device: deviceId,
      public: text(100),
      last: z.object({ n: count, h: hash }),
      signature: text(100),
    })
    .optional(),
});

/** Lines of one device, or of one side of its parted stream, in a `return`; who sits there, for whoever has never heard of it. */
const section = z.object({
  device: text(64),
  branch: z.object({ of: text(64), after: count }).nullable(),
  lines: count,
  person: text(100).optional(),
  unit: text(200).optional(),
});
export type SectionEntry = z.infer<typeof section>;

/** `scope` of a return: whom it is for, and whose lines stand in it, one section behind another. */
export const returnScope = z.object({ recipient: deviceId, sections: z.array(section).max(100_000) });

/** `scope` of a snapshot: the packages in it, which stand there as they came, by their hashes, and who signed each. */
export const snapshotScope = z.object({
  packages: z.array(z.object({ sha256: hash, name: text(255), device: text(64) })).max(4000),
});

export type Manifest = z.infer<typeof manifestSchema>;
