import { beijingTimestamp } from '../clock';
import type { LedgerContext } from '../context';
import { schemaVersion } from '../database/migrations';
import { readSetting } from '../settings';
import { appVersion } from '../version';
import type { Manifest } from './manifest';
import type { ManifestDraft } from './package-file';
import { Roster } from './roster';

/** What this machine has of every device without a hole, so that the receiver knows what to send. */
function haves(context: LedgerContext): Manifest['have'] {
  const known = new Roster(context.database).list().filter((entry) => entry.high_water > 0 && entry.branch_of === null);
  return Object.fromEntries(known.map((entry) => [entry.id, { n: entry.high_water, h: entry.chain.toString('hex') }]));
}

/** A manifest of this machine without a range; writers add what their kind needs. */
export function packageDraft(context: LedgerContext, kind: Manifest['kind']): ManifestDraft {
  const { database, identity, clock } = context;
  return {
    kind,
    dataset: readSetting(database, 'dataset') ?? null,
    person: identity.person,
    unit: identity.unit,
    range: null,
    schema: schemaVersion(database),
    app: appVersion,
    createdAt: beijingTimestamp(clock.now()),
    clock: 0,
    recipients: [],
    have: haves(context),
    scope: null,
    inReplyTo: null,
  };
}
