import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { conflictsOf } from '../../src-main/ledger/journal/conflicts';
import { writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import { listPackages } from '../../src-main/ledger/sync/import-methods';
import {
  Author,
  addProject,
  approve,
  authorOf,
  digest,
  Ledgers,
  place,
  report,
  revise,
  take,
  takeOne,
  unzip,
} from '../support/sync-ledgers';

const ledgers = new Ledgers();

function linesOf(file: string): Buffer[] {
  const text = String(unzip(readFileSync(file)).get('changes.ndjson'));
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => Buffer.from(line));
}

/** Three secretaries who saw some of each other's work and contradict each other; their streams cut into packages with overlaps. */
async function history(): Promise<{
  packages: Buffer[];
  secretaries: LedgerContext[];
  reports: string[];
  enrolments: string[];
}> {
  const secretaries = ['王秘书', '孙秘书', '杜秘书'].map((person) => ledgers.make({ person }));
  const [first, second, third] = secretaries as [LedgerContext, LedgerContext, LedgerContext];
  const id = addProject(first, '大口钦现代物流园', { owner: '甲公司', annual_plan: { 2018: 240_000_000 } });
  for (const other of [second, third]) await takeOne(other, await report(first, 'seen.wubao'), first.journal.device);
  revise(second, id, { owner: '乙公司', annual_plan: { 2018: 250_000_000, 2019: 10_000_000 } });
  revise(third, id, { owner: '丙公司' });
  revise(first, id, { address: '松江东路 1 号' });
  await takeOne(third, await report(second, 'seen.wubao'), second.journal.device);
  // Settles one conflict, while the first goes on without knowing.
  revise(third, id, { owner: '乙公司' });
  revise(first, id, { owner: '甲有限公司' });
  for (const [index, context] of secretaries.entries())
    for (let n = 0; n < 6; n += 1) revise(context, addProject(context, `项目 ${index}-${n}`), { note: `第 ${n}` });
  third.journal.commit([{ entity: 'project', id, set: {}, deleted: true }]);
  const packages: Buffer[] = [];
  const reports: string[] = [];
  for (const context of secretaries) {
    const file = await report(context, 'all.wubao');
    reports.push(file);
    const lines = linesOf(file);
    const author = authorOf(context);
    const end = lines.length;
    for (const [from, to] of [
      [1, 3],
      [2, 6],
      [5, 9],
      [7, end],
      [10, end],
    ] as const)
      packages.push(author.package(lines.slice(0, to), from));
  }
  return {
    packages,
    secretaries,
    reports,
    enrolments: await Promise.all(secretaries.map((context) => writeOwnEnrolment(context))),
  };
}

describe('packages of three machines', () => {
  it('in any order, in any drops, any number of times, give one ledger', async () => {
    const { packages, secretaries, reports, enrolments } = await history();
    const reference = ledgers.commission();
    for (const [index, secretary] of secretaries.entries())
      await approve(reference, secretary, enrolments[index] as string);
    await take(reference, reports);
    const wanted = digest(reference);
    const open = conflictsOf(reference.journal.core).map(({ field, heads }) => [
      field,
      heads.map(({ value }) => value),
    ]);
    expect(open.length).toBeGreaterThan(0);

    const deliveries = fc
      .tuple(
        fc.shuffledSubarray([...packages.keys()], { minLength: packages.length }),
        fc.array(fc.nat({ max: packages.length - 1 }), { maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 30, maxLength: 30 }),
      )
      .map(([all, again, sizes]) => {
        const order = [...all, ...again]
          .map((number, index) => ({ number, key: index < all.length ? index : (number * 7 + index * 5) % all.length }))
          .sort((a, b) => a.key - b.key);
        const drops: number[][] = [];
        for (let at = 0; at < order.length; ) {
          const size = sizes[drops.length] ?? 1;
          drops.push(order.slice(at, at + size).map(({ number }) => number));
          at += size;
        }
        return drops;
      });
    await fc.assert(
      fc.asyncProperty(deliveries, fc.nat({ max: 6 }), async (drops, approvedAfter) => {
        const commission = ledgers.commission();
        const files = packages.map((bytes, index) => place(commission, `${index}.wubao`, bytes));
        for (const [index, drop] of drops.entries()) {
          // Approval comes at some time, before or after packages.
          if (index === Math.min(approvedAfter, drops.length - 1))
            for (const [number, secretary] of secretaries.entries())
              await approve(commission, secretary, enrolments[number] as string);
          const outcomes = await take(
            commission,
            drop.map((number) => files[number] as string),
          );
          for (const { outcome } of outcomes) expect(outcome).not.toBe('rejected');
        }
        expect(digest(commission)).toBe(wanted);
        expect(
          conflictsOf(commission.journal.core).map(({ field, heads }) => [field, heads.map(({ value }) => value)]),
        ).toEqual(open);
        expect((await listPackages(commission, {})).every(({ state }) => state === 'merged')).toBe(true);
        commission.database.close();
      }),
      { numRuns: 20 },
    );
    // And the secretaries, when each takes the others' reports, stand where the Commission stands.
    for (const secretary of secretaries) {
      for (const [index, other] of secretaries.entries())
        if (other !== secretary) await takeOne(secretary, reports[index] as string, other.journal.device);
      expect(digest(secretary)).toBe(wanted);
    }
  });

  it('whatever bytes are dropped, no import throws and nothing unsigned comes in', async () => {
    const author = new Author();
    const commission = ledgers.commission();
    const whole = author.package(author.lines(3));
    await takeOne(commission, place(commission, 'a.wubao', author.package(author.lines(1))), author.id);
    const before = digest(commission);
    const other = ledgers.commission();
    await takeOne(other, place(other, 'a.wubao', whole), author.id);
    const wanted = digest(other);
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .tuple(fc.nat({ max: whole.length }), fc.nat({ max: whole.length }), fc.uint8Array({ maxLength: 40 }))
        .map(([from, to, middle]) =>
          Buffer.concat([whole.subarray(0, Math.min(from, to)), middle, whole.subarray(Math.max(from, to))]),
        ),
    );
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        fc.pre(!Buffer.from(content).equals(whole));
        const outcome = await takeOne(commission, place(commission, 'x.wubao', content));
        expect(outcome.message.length).toBeGreaterThan(10);
        if (outcome.applied === 0) return;
        // Only bytes that nobody signs and nobody reads were touched: what came in is the honest package, whole.
        expect(outcome).toMatchObject({ outcome: 'merged', applied: 2 });
        expect(digest(commission)).toBe(wanted);
      }),
      { numRuns: 150 },
    );
    expect([before, wanted]).toContain(digest(commission));
  });
});
