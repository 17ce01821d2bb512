import { expect, test } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import { listReviews } from '../../src-main/ledger/sync/review';
import { approve, Ledgers, report, takeOne } from '../support/sync-ledgers';

const ledgers = new Ledgers();
const [changyi, longtan] = ['220202', '220203'];

/** Written past the screens, which refuse another region's list: what a machine that was tampered with may send. */
function commit(context: LedgerContext, entity: 'commitment' | 'campaign', set: Record<string, string>): string {
  const whole =
    entity === 'commitment'
      ? { matter: '施工许可办结', due: '2018-09-20', state: 'open', ...set }
      : { title: '工作方案', ...set };
  return context.journal.commit([{ entity, id: null, set: { month: '2018-09', ...whole } }])[0]?.id as string;
}

test('a plan that was written for another region waits for a decision', async () => {
  const commission = ledgers.commission();
  const wang = ledgers.make();
  await approve(commission, wang, await writeOwnEnrolment(wang));
  commit(wang, 'campaign', { scope: changyi });
  const foreign = commit(wang, 'campaign', { scope: longtan });
  expect(await takeOne(commission, await report(wang, '昌邑-0001.wubao'))).toMatchObject({ review: 1, conflicts: 0 });
  expect(commission.database.prepare('SELECT scope FROM campaign').pluck().all()).toEqual([changyi]);
  const reviews = await listReviews(commission, { decided: false });
  expect(reviews.map(({ record }) => record)).toEqual([foreign]);
});

test('a commitment that one region takes from another’s list waits too', async () => {
  const commission = ledgers.commission();
  const wang = ledgers.make();
  await approve(commission, wang, await writeOwnEnrolment(wang));
  const own = commit(wang, 'commitment', { scope: changyi });
  await takeOne(commission, await report(wang, '昌邑-0002.wubao'));
  // Away from her own region is as little hers to decide as into it.
  wang.journal.commit([{ entity: 'commitment', id: own, set: { scope: longtan } }]);
  expect(await takeOne(commission, await report(wang, '昌邑-0003.wubao'))).toMatchObject({ review: 1 });
  const scope = commission.database.prepare('SELECT scope FROM commitment WHERE id = @id').pluck();
  expect(scope.get({ id: own })).toBe(changyi);
});

test('nor may it be taken back from a region to which it was given', async () => {
  const commission = ledgers.commission();
  const wang = ledgers.make();
  await approve(commission, wang, await writeOwnEnrolment(wang));
  const own = commit(wang, 'commitment', { scope: changyi });
  await takeOne(commission, await report(wang, '昌邑-0004.wubao'));
  commission.journal.commit([{ entity: 'commitment', id: own, set: { scope: longtan } }]);
  // She knows nothing of it; the last of her changes would leave it in her own list.
  wang.journal.commit([{ entity: 'commitment', id: own, set: { scope: 'city' } }]);
  wang.journal.commit([{ entity: 'commitment', id: own, set: { scope: changyi } }]);
  const outcome = await takeOne(commission, await report(wang, '昌邑-0005.wubao'));
  expect(outcome).toMatchObject({ applied: 0, review: 2, conflicts: 0 });
  const scope = commission.database.prepare('SELECT scope FROM commitment WHERE id = @id').pluck();
  expect(scope.get({ id: own })).toBe(longtan);
});
