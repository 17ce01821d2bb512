import { Refusal } from '../../../src-shared/terms/errors';
import type { Handler } from '../handler';
import { readSetting, writeSetting } from '../settings';
import { writeOwnEnrolment } from './enrolment';

/**
 * Changes who sits at this machine. The role stays: it decides what the ledger is. Lines that were written keep the name they were
 * written under. The enrolment in the ledger folder says who sits here, so it is written anew; what the Commission has approved stays
 * until somebody there decides.
 */
export const reviseIdentity: Handler<'identity.revise'> = async (context, input) => {
  const { database, journal } = context;
  const identity = { ...input, role: context.identity.role };
  journal.transaction(() => {
    database
      .prepare("UPDATE device SET person = @person, unit = @unit, region = @region WHERE state = 'own'")
      .run({ person: identity.person, unit: identity.unit, region: identity.region });
    writeSetting(database, 'identity', identity);
  });
  Object.assign(context, { identity: readSetting(database, 'identity') });
  try {
    if (identity.role !== 'commission') await writeOwnEnrolment(context);
  } catch (error) {
    // The identity is saved; the file can be written at any time, and whoever asks for it then is told what is wrong.
    if (!(error instanceof Refusal)) throw error;
  }
  return {};
};
