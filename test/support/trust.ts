import type { LedgerContext } from '../../src-main/ledger/context';
import { readSetting } from '../../src-main/ledger/settings';
import { writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import { approve, authorOf, place, report, takeOne } from './sync-ledgers';

/** A package that comes down: signed by a real commission, without lines. */
export function returnPackage(
  commission: LedgerContext,
  recipient: string,
  change: Record<string, unknown> = {},
): Buffer {
  const author = authorOf(commission);
  return author.seal(
    author.manifest([], 1, {
      kind: 'return',
      range: null,
      entries: [],
      person: '周科长',
      unit: '市发改委',
      role: 'commission',
      region: null,
      dataset: readSetting(commission.database, 'dataset'),
      scope: { recipient, sections: [] },
      ...change,
    }),
    null,
  );
}

/** Makes the two trust each other, and gives the secretary what the commission has decided. */
export async function mutual(secretary: LedgerContext, commission: LedgerContext): Promise<void> {
  await approve(commission, secretary, await writeOwnEnrolment(secretary));
  const down = place(secretary, '市-返-0001.wubao', returnPackage(commission, secretary.journal.device));
  await takeOne(secretary, down, commission.journal.device);
  await takeOne(secretary, await report(commission, '市-0001.wubao'));
}
