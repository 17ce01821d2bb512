import { z } from 'zod';
import { file, fingerprint, isoDate, nothing, role, timestamp, view } from './common';
import { command, query } from './method';

const identity = z.strictObject({
  role,
  person: z.string().trim().min(1, '请填写姓名').max(40),
  unit: z.string().trim().min(1, '请填写单位').max(80),
  region: z.string().max(40).nullable().default(null),
  phone: z.string().max(40).default(''),
});
export type Identity = z.infer<typeof identity>;

const notice = z.strictObject({
  id: z.string(),
  text: z.string(),
  severity: z.enum(['info', 'attention']),
  to: z.string(),
  /** Words of the link. */
  label: z.string(),
});
export type Notice = z.infer<typeof notice>;

const status = z.strictObject({
  /** absent: no ledger here yet; readonly and broken come with a failure that says why. */
  state: z.enum(['absent', 'open', 'readonly', 'broken']),
  failure: z.strictObject({ code: z.string(), params: z.record(z.string(), z.string()) }).nullable(),
  ledgerId: z.string(),
  deviceId: z.string(),
  fingerprint,
  identity: identity.nullable(),
  /** Today by the ledger's clock. */
  today: isoDate,
  demonstration: z.boolean(),
  /** Warnings for the person: clock, folder, key protection. */
  warnings: z.array(z.string()),
  counts: z.record(view, z.number()),
  /** Own changes since the last package that was made here, and the day of that package. */
  unreported: z.strictObject({ changes: z.number(), lastReport: isoDate.nullable(), days: z.number().nullable() }),
  /** What waits for a person: packages quarantined and held, open conflicts, changes outside their devices' scope. */
  waiting: z.strictObject({ quarantined: z.number(), held: z.number(), conflicts: z.number(), review: z.number() }),
  /** What the person has to do about this machine itself, the gravest first; `to` is where it can be done. */
  notices: z.array(notice),
});
export type LedgerStatus = z.infer<typeof status>;

const check = z.strictObject({ name: z.string(), ok: z.boolean(), detail: z.string() });
const backup = z.strictObject({ name: z.string(), createdAt: timestamp, bytes: z.number(), reason: z.string() });

export const ledgerMethods = {
  'ledger.status': query('ledger', nothing, status),
  'ledger.initialize': command(
    'ledger',
    identity,
    z.strictObject({ ledgerId: z.string(), deviceId: z.string(), fingerprint: z.string() }),
  ),
  /** Opens a ledger that cannot be opened for writing, to look at what is there; nothing in the folder changes. */
  'ledger.openReadOnly': command('ledger', nothing, nothing),
  'identity.revise': command('ledger', identity, nothing),
  'ledger.verify': query('ledger', nothing, z.strictObject({ ok: z.boolean(), checks: z.array(check) })),
  'ledger.digest': query(
    'ledger',
    nothing,
    z.strictObject({ digest: z.string(), changes: z.number(), records: z.number() }),
  ),
  /** A verified copy into the ledger's own backups folder, or to `file`. */
  'backups.create': command(
    'ledger',
    z.strictObject({ file: file.optional() }),
    z.strictObject({ ok: z.boolean(), name: z.string(), bytes: z.number(), checks: z.array(check) }),
    ['file'],
  ),
  'backups.list': query('ledger', nothing, z.array(backup)),
  /** Puts a backup in the ledger's place; what was there is kept as a backup of its own first. */
  'backups.restore': command(
    'ledger',
    z.strictObject({ file: file.optional(), name: z.string().optional() }),
    z.strictObject({ ok: z.boolean(), checks: z.array(check) }),
    ['file'],
  ),
  /** Makes the demonstration city beside the ledger and opens it as the given person would see it. */
  'demonstration.open': command(
    'ledger',
    z.strictObject({ role, region: z.string().nullable() }),
    z.strictObject({ projects: z.number() }),
  ),
  /** Deletes the demonstration city and opens what was there before. Refused in a real ledger. */
  'demonstration.remove': command('ledger', nothing, nothing),
} as const;
