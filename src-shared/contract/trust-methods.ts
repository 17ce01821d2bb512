import { z } from 'zod';
import { file, fingerprint, id, isoDate, nothing, role } from './common';
import { command, query } from './method';

const device = z.strictObject({
  id: z.string(),
  person: z.string(),
  unit: z.string(),
  region: z.string().nullable(),
  role,
  fingerprint,
  /** Hex SHA-256 of its public key: what the QR code holds. */
  keyId: z.string(),
  /** `age1…`, or null where it is not known: then nothing can be encrypted to it. */
  recipient: z.string().nullable(),
  state: z.enum(['own', 'pending', 'approved', 'revoked']),
  /** Ids of projects that it may change besides those of its person and region. */
  projects: z.array(z.string()),
  /** With state revoked: the last change of its stream that counts. */
  revokedAfter: z.number().nullable(),
  /** Its stream has two branches; it has been told to enrol with a new key. */
  enrolAgain: z.boolean(),
  /** Id of the earlier device of the same machine, where that one's key signed for it. */
  replaces: z.string().nullable(),
  /** Changes of its stream that are here without a hole. */
  changes: z.number(),
  lastPackage: z.string().nullable(),
  lastReport: isoDate.nullable(),
  /** Open conflicts in which a change of this device stands. */
  conflicts: z.number(),
  /** Words for the state column of the sync page. */
  note: z.string(),
  severity: z.enum(['ok', 'info', 'attention']),
});
export type Device = z.infer<typeof device>;

const enrolment = z.strictObject({
  deviceId: z.string(),
  fingerprint: z.string(),
  state: z.enum(['own', 'pending', 'approved', 'revoked']),
});

/** Who sits at a device and what it may change beyond that person's own; what is left out stays as it is. */
const scope = {
  person: z.string().trim().min(1, '请填写姓名').max(100).optional(),
  unit: z.string().trim().max(200).optional(),
  /** null: no regional limit. */
  region: z.string().max(40).nullable().optional(),
  role: role.optional(),
  projects: z.array(id).max(5000).optional(),
  reason: z.string().trim().max(500).optional(),
};

const peer = z.strictObject({ id: z.string(), person: z.string(), unit: z.string(), fingerprint, keyId: z.string() });

const ownDevice = z.strictObject({
  id: z.string(),
  fingerprint,
  keyId: z.string(),
  recipient: z.string().nullable(),
  /**
   * How this machine and the Commission stand: waiting (nothing has come back yet), compare (a package has come whose fingerprint a person
   * has to compare), mutual, revoked, enrol_again (its stream has two branches), key_lost (its key cannot be opened here). commission: this is one.
   */
  trust: z.enum(['commission', 'waiting', 'compare', 'mutual', 'revoked', 'enrol_again', 'key_lost']),
  /** The same as a sentence. */
  note: z.string(),
  /** The Commission's device: trusted, or the one to be compared. */
  commission: peer.nullable(),
  /** The key was changed on this machine and the Commission has not approved the new one yet. */
  renewed: z.boolean(),
  isProtected: z.boolean(),
  /** The system could protect the key and does not yet. */
  canProtect: z.boolean(),
  /** A sentence where the key lies open in its file, or cannot be opened. */
  warning: z.string().nullable(),
});
export type OwnDevice = z.infer<typeof ownDevice>;

export const trustMethods = {
  'devices.list': query('ledger', nothing, z.array(device)),
  /** This machine: its key, and how it and the Commission stand. */
  'devices.own': query('ledger', nothing, ownDevice),
  /** Reads an enrolment package at the Commission; `approve` countersigns at once. */
  'devices.enrol': command('ledger', z.strictObject({ file, approve: z.boolean().default(false) }), enrolment, [
    'file',
  ]),
  /**
   * `device` is a device id or a fingerprint. At the Commission any device, with what it may change; elsewhere only the Commission's own
   * device, whose fingerprint the person has compared. Revoking takes effect after the change `after` of its stream, without it after what
   * is here; what was merged stays. Approving a device that replaces another with that one's signature revokes that one from its end;
   * `revokeToo` names further ones (a machine that was lost).
   */
  'devices.decide': command(
    'ledger',
    z.strictObject({
      device: z.string().max(200),
      decision: z.enum(['approve', 'revoke']),
      after: z.int().min(0).optional(),
      revokeToo: z.array(z.string().max(64)).max(20).optional(),
      ...scope,
    }),
    enrolment,
  ),
  /** Who sits at an approved device and what it may change, at the Commission. */
  'devices.revise': command('ledger', z.strictObject({ device: z.string().max(200), ...scope }), enrolment),
  /** Writes this machine's enrolment package for the Commission. */
  'devices.writeEnrolment': command('ledger', z.strictObject({ file }), z.strictObject({ file: z.string() }), ['file']),
  /**
   * Gives this machine a new key: first a last report under the present one, then a new device that names it. Both files are kept in the
   * ledger folder and, where one is named, put into `folder`; `files` are their names there.
   */
  'devices.renewKey': command(
    'ledger',
    z.strictObject({ folder: file.optional() }),
    z.strictObject({
      deviceId: z.string(),
      fingerprint: z.string(),
      files: z.array(z.string()),
      /** False where the present key could not be opened: nobody signs for the new one. */
      signed: z.boolean(),
    }),
    ['folder'],
  ),
  /** Wraps a key that lay open with the system's protection. */
  'devices.protectKey': command('ledger', nothing, nothing),
} as const;
