import type { Handler } from '../handler';
import { readSetting, writeSetting } from '../settings';

/**
 * Changes who sits at this machine. The role stays: it decides what the ledger is. Lines that were written keep the name they were
 * written under.
 */
export const reviseIdentity: Handler<'identity.revise'> = (context, input) => {
  const identity = { ...input, role: context.identity.role };
  context.database
    .prepare("UPDATE device SET person = @person, unit = @unit, region = @region WHERE state = 'own'")
    .run({ person: identity.person, unit: identity.unit, region: identity.region });
  writeSetting(context.database, 'identity', identity);
  Object.assign(context, { identity: readSetting(context.database, 'identity') });
  return {};
};
