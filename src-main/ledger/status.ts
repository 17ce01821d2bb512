import { type View, views } from '../../src-shared/contract/common';
import type { LedgerStatus } from '../../src-shared/contract/ledger-methods';
import type { Failure } from '../../src-shared/terms/errors';
import { beijingDay } from './clock';
import type { LedgerContext } from './context';
import { folderWarning } from './database/pragmas';
import { countConflicts } from './journal/conflicts';
import { countOpenReviews } from './journal/review';
import { viewCounts } from './queries/view-counts';
import { readSetting } from './settings';
import { fingerprint } from './sync/device-key';
import { trustNotices } from './sync/trust-own';

const dayLength = 86_400_000;

/** Own changes since the last package that was made here, the day of that package, and the days since. */
export function unreportedChanges(context: LedgerContext): LedgerStatus['unreported'] {
  // After a change of the key the earlier device's packages are history.
  const own = context.database.prepare("SELECT id, high_water AS seq FROM device WHERE state = 'own'").get() as {
    id: string;
    seq: number;
  };
  // Further volumes hold files alone, and no changes.
  const last = context.database
    .prepare(
      "SELECT max(at) AS at, max(to_seq) AS to_seq FROM package WHERE direction = 'out' AND kind = 'report' AND device = @id",
    )
    .get({ id: own.id }) as { at: string | null; to_seq: number | null };
  const lastReport = last.at === null ? null : beijingDay(new Date(last.at));
  return {
    changes: own.seq - (last.to_seq ?? 0),
    lastReport,
    days: lastReport ? Math.round((Date.parse(context.clock.today()) - Date.parse(lastReport)) / dayLength) : null,
  };
}

/** Where a ledger stands: who, today, counts of the views, what waits for a person. */
export function ledgerStatus(
  context: LedgerContext,
  state: 'open' | 'readonly',
  failure: Failure | null,
): LedgerStatus {
  const { database, identity } = context;
  const device = database.prepare("SELECT id, public_key FROM device WHERE state = 'own'").get() as {
    id: string;
    public_key: Buffer;
  };
  const waiting = database
    .prepare(
      "SELECT count(*) FILTER (WHERE state = 'quarantined') AS quarantined, count(*) FILTER (WHERE state = 'held') AS held FROM package",
    )
    .get() as {
    quarantined: number;
    held: number;
  };
  const warnings = [
    folderWarning(context.folder),
    context.journal.clockRunsBehind() ? '电脑时间早于上次录入的时间，请检查系统时间。' : undefined,
  ];
  return {
    state,
    failure: failure ? { code: failure.code, params: { ...failure.params } } : null,
    ledgerId: readSetting(database, 'ledger_id') ?? '',
    deviceId: device.id,
    fingerprint: fingerprint(device.public_key),
    identity,
    today: context.clock.today(),
    demonstration: context.demonstration,
    warnings: warnings.filter((warning) => warning !== undefined),
    counts: viewCounts(database),
    unreported: unreportedChanges(context),
    waiting: {
      ...waiting,
      conflicts: countConflicts(context.journal.core),
      review: countOpenReviews(context.journal.core),
    },
    notices: trustNotices(context),
  };
}

/** The same where no ledger is open. */
export function absentStatus(state: 'absent' | 'broken', failure: Failure | null, today: string): LedgerStatus {
  return {
    state,
    failure: failure ? { code: failure.code, params: { ...failure.params } } : null,
    ledgerId: '',
    deviceId: '',
    fingerprint: { hex: '', words: [] },
    identity: null,
    today,
    demonstration: false,
    warnings: [],
    counts: Object.fromEntries(views.map((view) => [view, 0])) as Record<View, number>,
    unreported: { changes: 0, lastReport: null, days: null },
    waiting: { quarantined: 0, held: 0, conflicts: 0, review: 0 },
    notices: [],
  };
}
