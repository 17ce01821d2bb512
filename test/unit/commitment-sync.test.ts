import { expect, test } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { loadLeaders } from '../../src-main/ledger/queries/assignments';
import { loadCommitments } from '../../src-main/ledger/queries/commitments';
import { writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import { writeReturns } from '../../src-main/ledger/sync/return-package';
import { listReviews } from '../../src-main/ledger/sync/review';
import type { FieldValue } from '../../src-shared/entities/field';
import { approve, Ledgers, place, report, takeOne } from '../support/sync-ledgers';

const ledgers = new Ledgers();
const [changyi, longtan] = ['220202', '220203'];
const month = '2018-09';

const write = (
  context: LedgerContext,
  entity: 'commitment' | 'campaign' | 'assignment',
  set: Record<string, FieldValue>,
) => context.journal.commit([{ entity, id: null, set }])[0]?.id as string;
const promise = (context: LedgerContext, scope: string, matter: string) =>
  write(context, 'commitment', { scope, month, matter, due: '2018-09-20', state: 'open' });
const matters = (context: LedgerContext) =>
  loadCommitments(context, month).commitments.map(({ place: where, record }) => `${where} ${record.matter}`);

async function enrolled() {
  const commission = ledgers.commission();
  const wang = ledgers.make();
  await approve(commission, wang, await writeOwnEnrolment(wang));
  return { commission, wang };
}

test('a region’s plan and list go up without a word; another region’s waits for a decision and counts for nothing', async () => {
  const { commission, wang } = await enrolled();
  write(wang, 'campaign', { scope: changyi, month, leader: '赵立新', submitted_on: '2018-09-05' });
  promise(wang, changyi, '补齐备案');
  promise(wang, longtan, '别区的事');
  promise(wang, 'city', '市里的事');
  const outcome = await takeOne(commission, await report(wang, '上报.wubao'));
  expect(outcome).toMatchObject({ outcome: 'merged', review: 2 });
  expect(matters(commission)).toEqual(['昌邑区 补齐备案']);
  const { lines, handedIn } = loadCommitments(commission, month);
  expect(handedIn).toBe(1);
  expect(lines.find(({ scope }) => scope === changyi)?.campaign).toMatchObject({ leader: '赵立新' });
  const waiting = listReviews(commission, { decided: false }) as { entity: string }[];
  expect(waiting.map(({ entity }) => entity)).toEqual(['commitment', 'commitment']);
});

test('what the Commission writes comes down: a region’s list to that region, a change of leader to everybody', async () => {
  const { commission, wang } = await enrolled();
  promise(commission, changyi, '区里要办的');
  promise(commission, longtan, '别区的事');
  write(commission, 'assignment', { scope: 'city', region: changyi, leader: '周平', since: '2018-09-10' });
  const { written } = await writeReturns(commission, {
    device: wang.journal.device,
    file: place(commission, '下发.wubao', Buffer.of()),
    full: false,
  });
  await takeOne(wang, written[0]?.file as string, commission.journal.device);
  expect(matters(wang)).toEqual(['昌邑区 区里要办的']);
  expect(wang.database.prepare('SELECT count(*) FROM commitment').pluck().get()).toBe(1);
  expect(loadLeaders(wang.database, '2018-09-16')(changyi)).toBe('周平');
  expect(loadLeaders(wang.database, '2018-09-09')(changyi)).toBe('谢义');
});
