import { statSync } from 'node:fs';
import path from 'node:path';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import { writeDurably } from '../durable-file';
import type { Handler } from '../handler';
import { fingerprint, ownKey } from './device-key';
import { readArrived } from './envelope-opening';
import { continueImport } from './import-packages';
import { introductionOf } from './judge';
import { packageDraft } from './package-draft';
import { readPackage, writePackage } from './package-file';
import { Roster, type RosterEntry } from './roster';
import { acceptCommission, isForeign, joinDataset } from './trust-accept';
import { approveDevice, countersign, requireCommission } from './trust-countersign';

/** Name under which a new ledger leaves its enrolment in its folder. */
export const enrolmentName = 'enrolment.wubao';

/**
 * Writes this machine's enrolment: who sits here, and the key. `file` is a file, which is replaced, or an existing folder; without it the ledger
 * folder is meant. Returns the file. Throws Refusal device_key_missing, device_key_protected, file_unwritable, disk_full.
 */
export async function writeOwnEnrolment(context: LedgerContext, file?: string): Promise<string> {
  const key = ownKey(context);
  const { role, region } = context.identity;
  const bytes = await writePackage(
    {
      ...packageDraft(context, 'enrolment'),
      role,
      region,
      recipient: key.recipient,
      ...(key.replaces ? { replaces: key.replaces } : {}),
      have: {},
    },
    Buffer.alloc(0),
    key,
    context.clock.now(),
  );
  const place = file ?? context.folder;
  const target = isFolder(place) ? path.join(place, enrolmentName) : place;
  writeDurably(target, bytes);
  return target;
}

function isFolder(file: string): boolean {
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
}

/** See `devices.writeEnrolment`. */
export const writeEnrolment: Handler<'devices.writeEnrolment'> = async (context, input) => ({
  file: await writeOwnEnrolment(context, input.file),
});

/**
 * See `devices.enrol`: reads an enrolment at the Commission; `approve` countersigns at once, and what waited for the device is merged.
 * Throws Refusal not_commission, no_file, file_unreadable, not_a_package, package_newer, not_an_enrolment, enrolled_elsewhere.
 */
export const enrolDevice: Handler<'devices.enrol'> = async (context, input) => {
  requireCommission(context);
  const { inner, name } = await readArrived(context, input.file);
  const content = await readPackage(inner, name);
  if (!content.readable) throw new Refusal('package_newer', { name });
  const { manifest, publicKey } = content;
  if (manifest.kind !== 'enrolment') throw new Refusal('not_an_enrolment', { name });
  if (isForeign(context, manifest)) throw new Refusal('enrolled_elsewhere', { name });
  const roster = new Roster(context.database);
  const introduction = introductionOf(manifest, publicKey);
  const approved = context.journal.transaction(() => {
    const entry = roster.introduce(introduction);
    if (!input.approve || entry.state === 'own') return [];
    roster.describe(introduction);
    const { person, unit, region, role } = introduction;
    const approved = approveDevice(context, roster.resolve(entry.id), { person, unit, region, role }, []);
    joinDataset(context, manifest);
    return approved;
  });
  await continueImport(context, approved);
  return enrolmentOf(roster.resolve(manifest.device));
};

/**
 * See `devices.decide`. Throws Refusal not_commission (elsewhere only the Commission's device can be decided upon), unknown_device, and
 * invalid_input for this machine itself.
 */
export const decideDevice: Handler<'devices.decide'> = async (context, input) => {
  const roster = new Roster(context.database);
  const found = roster.resolve(input.device);
  const isCommission = context.identity.role === 'commission';
  if (!isCommission && found.role !== 'commission') throw new Refusal('not_commission');
  if (found.state === 'own') throw new Refusal('invalid_input', { detail: '本机不用批准，也不能停用' });
  if (!isCommission) {
    const accepted = context.journal.transaction(() => acceptCommission(context, found, input.decision));
    if (accepted) await continueImport(context, [found.id]);
    return enrolmentOf(roster.resolve(found.id));
  }
  const { device: _, decision, after, revokeToo, ...scope } = input;
  const approved = context.journal.transaction(() => {
    if (decision === 'approve') return approveDevice(context, found, scope, revokeToo ?? []);
    const revokedAfter = Math.min(after ?? found.high_water, found.high_water);
    return countersign(context, new Map([[found.id, { ...scope, state: 'revoked', revokedAfter }]]), '停用设备');
  });
  await continueImport(context, approved);
  return enrolmentOf(roster.resolve(found.id));
};

/** See `devices.revise`. Throws Refusal not_commission, unknown_device, and invalid_input for a device that is not approved. */
export const reviseDevice: Handler<'devices.revise'> = (context, input) => {
  requireCommission(context);
  const roster = new Roster(context.database);
  const { device, ...scope } = input;
  const found = roster.resolve(device);
  if (found.state !== 'approved') throw new Refusal('invalid_input', { detail: '这台设备还没有批准' });
  countersign(context, new Map([[found.id, scope]]), '调整设备授权');
  return enrolmentOf(roster.resolve(found.id));
};

function enrolmentOf(entry: RosterEntry): OutputOf<'devices.enrol'> {
  if (!entry.public_key || entry.state === 'stranger' || entry.state === 'fork')
    throw new Refusal('unknown_device', { device: entry.id });
  return { deviceId: entry.id, fingerprint: fingerprint(entry.public_key).hex, state: entry.state };
}
