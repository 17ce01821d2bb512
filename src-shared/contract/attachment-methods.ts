import { z } from 'zod';
import { entityName, file, id, nothing, timestamp } from './common';
import { command, query } from './method';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const shown = z.strictObject({
  id,
  /** Null where its record belongs to none. */
  project: id.nullable(),
  owner_entity: z.string(),
  owner: id,
  /** What its record is called: 施工许可证, 江澜碳纤维复合材料产业园. */
  owner_title: z.string(),
  sha256,
  name: z.string(),
  type: z.string(),
  bytes: z.number(),
  taken_at: z.string().nullable(),
  note: z.string().nullable(),
  /** `awaiting`: the record came, the file has not, or lies here damaged. */
  state: z.enum(['here', 'awaiting']),
  /** Where the ending of the name says another kind of file than the bytes are. */
  lie: z.string().nullable(),
  /** Who attached it, and when. */
  person: z.string(),
  at: timestamp,
});
export type ShownAttachment = z.infer<typeof shown>;

const owner = { entity: entityName, id };

export const attachmentMethods = {
  /**
   * Files of a record, in the order in which they were attached; with `related` (a project) also those of all its records. Withdrawn ones
   * are left out.
   */
  'attachments.list': query(
    'ledger',
    z.strictObject({ ...owner, related: z.boolean().default(false) }),
    z.strictObject({ attachments: z.array(shown) }),
  ),
  /**
   * Copies files into the content store and ties them to a record. One that cannot be taken does not stop the others; the same bytes at
   * the same record are not tied twice, and come back as they are.
   */
  'attachments.add': command(
    'ledger',
    z.strictObject({ ...owner, files: z.array(file).min(1).max(1000) }),
    z.strictObject({
      added: z.array(shown),
      refused: z.array(
        z.strictObject({
          name: z.string(),
          message: z.string(),
          /** The same as `terms/errors.ts` knows it. */
          code: z.string(),
          params: z.record(z.string(), z.string()),
        }),
      ),
    }),
    ['files'],
  ),
  /** The same for a picture out of the clipboard; base64 of its bytes. Anything but a picture is refused. */
  'attachments.addPicture': command(
    'ledger',
    z.strictObject({ ...owner, name: z.string().min(1).max(255), data: z.base64().max(15_900_000) }),
    shown,
  ),
  /** Writes a copy under a name that a person chose. */
  'attachments.save': command('ledger', z.strictObject({ id, file }), z.strictObject({ name: z.string() }), ['file']),
  /** Writes copies of several into a folder, none over another file. */
  'attachments.saveAll': command(
    'ledger',
    z.strictObject({ ids: z.array(id).min(1).max(5000), folder: file }),
    z.strictObject({ names: z.array(z.string()), missing: z.array(z.string()) }),
    ['folder'],
  ),
  /**
   * For the shell, which opens what this answers: a read-only copy whose ending is that of its bytes. Refused where its kind is not safe
   * to open.
   */
  'attachments.lend': command('ledger', z.strictObject({ id }), z.strictObject({ place: z.string() })),
  /** For the shell, which serves what this answers to the window: a picture by its hash, or its thumbnail (JPEG, 320 px). */
  'attachments.picture': query(
    'ledger',
    z.strictObject({ sha256, size: z.enum(['thumbnail', 'whole']) }),
    z.strictObject({ place: z.string(), type: z.string() }).nullable(),
  ),
  /** Files in the store that no living record names: what `attachments.purge` may remove. */
  'attachments.leftovers': query(
    'ledger',
    nothing,
    z.strictObject({
      files: z.array(
        z.strictObject({
          sha256,
          bytes: z.number(),
          /** Names under which withdrawn records know it; empty where none ever named it here. */
          names: z.array(z.string()),
        }),
      ),
      bytes: z.number(),
    }),
  ),
  /** Removes files for good, after a person said so; one that a living record names is left. */
  'attachments.purge': command(
    'ledger',
    z.strictObject({ sha256: z.array(sha256).min(1).max(100_000) }),
    z.strictObject({ removed: z.number(), bytes: z.number(), kept: z.number() }),
  ),
  /** Opens an attachment with the system's program; refused where its kind is not safe to open, or nothing can open it. */
  'attachments.open': command('shell', z.strictObject({ id }), nothing),
} as const;
