import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import { writeDurably, writeRefusal } from '../durable-file';
import type { Handler } from '../handler';
import { adoptKey } from './adopt-key';
import { ContentStore } from './content-store';
import { type DeviceKey, ownKey, protectDeviceKey, renewDeviceKey } from './device-key';
import { writeOwnEnrolment } from './enrolment';
import { writeReport } from './export-package';
import { PackageRegister, type RegisterEntry } from './package-register';
import { Roster } from './roster';

/** The present key, or null where it cannot be opened here. */
function presentKey(context: LedgerContext): DeviceKey | null {
  try {
    return ownKey(context);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/**
 * See `devices.renewKey`. What can fail comes first: last report, then the key file (the point of no return), then the database (done
 * again by `adoptKey` at the next open, should the program stop here), then the enrolment. At a commission
 * everybody who trusts it compares the new fingerprint once more. Throws Refusal file_unwritable, disk_full.
 */
export const renewKey: Handler<'devices.renewKey'> = async (context, input) => {
  const { database, folder, clock } = context;
  const present = presentKey(context);
  const files: string[] = [];
  if (present) {
    try {
      const report = await writeReport(context, undefined);
      files.push(keep(report.file, input.folder));
    } catch (error) {
      // Nothing was ever written here, so there is nothing to report.
      if (!(error instanceof Refusal) || error.failure.code !== 'nothing_to_report') throw error;
    }
  }
  const own = new Roster(database).own();
  // Where the key file and the ledger disagree, the key signs for no stream.
  const last = { n: own.high_water, h: own.chain.toString('hex') };
  const key = renewDeviceKey(context, present?.id === own.id ? present : null, last);
  adoptKey(database, folder, clock.now().toISOString());
  context.journal.become(key.id);
  if (!key.replaces) {
    // What was signed in time can still be handed in; what was not is written again.
    const report = new PackageRegister(database).lastWritten(own.id);
    const written = report && lastReport(context, report);
    if (written) files.push(keep(written, input.folder));
    context.journal.restate(own.id, Math.max(own.receipt, report?.to_seq ?? 0), '旧钥匙打不开，由新钥匙重新签字');
  }
  const enrolment = await writeOwnEnrolment(context);
  files.push(keep(enrolment, input.folder, `登记-${context.identity.person}.wubao`));
  return { deviceId: key.id, fingerprint: key.fingerprint.hex, files, signed: key.replaces !== null };
};

/** The last report that the lost key signed, back in the outbox from the content store. */
function lastReport({ folder }: LedgerContext, { sha256, name }: RegisterEntry): string | undefined {
  const bytes = new ContentStore(folder).get(sha256);
  if (!bytes) return undefined;
  const place = path.join(folder, 'outbox');
  mkdirSync(place, { recursive: true });
  writeDurably(path.join(place, name), bytes);
  return path.join(place, name);
}

/** Puts a copy beside, where a folder is named; returns its name there. */
function keep(file: string, folder: string | undefined, name = path.basename(file)): string {
  if (folder === undefined) return path.basename(file);
  const safe = name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_');
  try {
    copyFileSync(file, path.join(folder, safe));
  } catch (error) {
    throw writeRefusal(error, safe);
  }
  return safe;
}

/** See `devices.protectKey`. Throws Refusal no_key_protection, device_key_missing, device_key_protected. */
export const protectKey: Handler<'devices.protectKey'> = (context) => {
  protectDeviceKey(context);
  return {};
};
