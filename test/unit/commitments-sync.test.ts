import { expect, test } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import { writeReturns } from '../../src-main/ledger/sync/return-package';
import { listReviews } from '../../src-main/ledger/sync/review';
import { approve, Ledgers, place, report, takeOne } from '../support/sync-ledgers';

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

const matters = (context: LedgerContext) =>
  context.database.prepare('SELECT id FROM commitment WHERE deleted <> 1 ORDER BY id').pluck().all();

let files = 0;
async function down(commission: LedgerContext, to: LedgerContext): Promise<void> {
  files += 1;
  const { written } = await writeReturns(commission, {
    device: to.journal.device,
    file: place(commission, `回执-${files}.wubao`, Buffer.of()),
    full: false,
  });
  const outcome = await takeOne(to, written[0]?.file as string, commission.journal.device);
  expect(outcome).toMatchObject({ outcome: 'merged' });
}

test('a region’s list and plan come by its package; what it wrote into others’ waits for a decision', async () => {
  const commission = ledgers.commission();
  const wang = ledgers.make();
  await approve(commission, wang, await writeOwnEnrolment(wang));
  const own = commit(wang, 'commitment', { scope: changyi });
  commit(wang, 'campaign', { scope: changyi });
  const foreign = commit(wang, 'commitment', { scope: longtan });
  const ofCity = commit(wang, 'commitment', { scope: 'city' });
  const plan = commit(wang, 'campaign', { scope: longtan });

  expect(await takeOne(commission, await report(wang, '昌邑-0001.wubao'))).toMatchObject({
    outcome: 'merged',
    review: 3,
    conflicts: 0,
  });
  expect(matters(commission)).toEqual([own]);
  expect(commission.database.prepare('SELECT scope FROM campaign').pluck().all()).toEqual([changyi]);
  const reviews = await listReviews(commission, { decided: false });
  expect(reviews.map(({ record }) => record).sort()).toEqual([foreign, ofCity, plan].sort());
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

test('a region gets back its own list and the city’s, not another region’s', async () => {
  const commission = ledgers.commission();
  const wang = ledgers.make();
  await approve(commission, wang, await writeOwnEnrolment(wang));
  const own = commit(commission, 'commitment', { scope: changyi });
  const ofCity = commit(commission, 'commitment', { scope: 'city' });
  commit(commission, 'commitment', { scope: longtan });
  await down(commission, wang);
  expect(matters(wang)).toEqual([own, ofCity].sort());
});
