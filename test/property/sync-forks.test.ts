import { cpSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { conflictsOf } from '../../src-main/ledger/journal/conflicts';
import { resolveConflict } from '../../src-main/ledger/queries/conflicts';
import { writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import { addProject, approve, digest, Ledgers, report, revise, take, takeOne } from '../support/sync-ledgers';

const ledgers = new Ledgers();

function cloned(context: LedgerContext): LedgerContext {
  context.database.pragma('wal_checkpoint(TRUNCATE)');
  const folder = ledgers.folder('克隆的 台账');
  cpSync(context.folder, folder, { recursive: true });
  return ledgers.open(folder, '2018-09-16T09:20:00+08:00');
}

/** A secretary whose disk was cloned; both copies wrote the same field, and each its own record. */
async function fork() {
  const first = ledgers.make({ person: '王秘书', region: null });
  const enrolment = await writeOwnEnrolment(first);
  const id = addProject(first, '大口钦现代物流园', { owner: '原公司' });
  const second = cloned(first);
  revise(first, id, { owner: '甲公司' });
  addProject(first, '只在甲');
  revise(second, id, { owner: '乙公司' });
  addProject(second, '只在乙');
  return { first, second, id, enrolment, files: [await report(first, 'a.wubao'), await report(second, 'b.wubao')] };
}

async function settle(ledger: LedgerContext, value: string) {
  const [open] = conflictsOf(ledger.journal.core);
  await resolveConflict(ledger, { id: open?.id ?? '', value, reason: '核实' });
}

describe('a cloned disk whose conflict was settled', () => {
  it('stands everywhere as at the Commission that settled it, whichever branch came first there', async () => {
    const { first, second, id, enrolment, files } = await fork();
    const [one, two] = [ledgers.commission(), ledgers.commission()];
    for (const ledger of [one, two]) await approve(ledger, first, enrolment);
    await take(one, [files[0] as string]);
    await take(one, [files[1] as string]);
    await take(two, [files[1] as string]);
    await take(two, [files[0] as string]);
    expect(digest(one)).toBe(digest(two));
    await settle(one, '丙公司');
    revise(one, id, { note: '已核' });
    const down = await report(one, 'down.wubao');
    // One city: the dataset is the same, as a countersigned enrolment would make it.
    two.database
      .prepare("UPDATE setting SET value = @value WHERE key = 'dataset'")
      .run({ value: one.database.prepare("SELECT value FROM setting WHERE key = 'dataset'").pluck().get() });
    expect(await takeOne(two, down, one.journal.device)).toMatchObject({ outcome: 'merged', applied: 2 });
    expect(conflictsOf(two.journal.core)).toEqual([]);
    expect(digest(two)).toBe(digest(one));
    // The two copies, too, whether they know of each other before or after.
    await takeOne(first, files[1] as string);
    for (const copy of [first, second])
      expect(await takeOne(copy, down, one.journal.device)).toMatchObject({ outcome: 'merged', applied: 2 });
    await takeOne(second, files[0] as string);
    for (const copy of [first, second]) {
      expect(conflictsOf(copy.journal.core)).toEqual([]);
      expect(digest(copy)).toBe(digest(one));
    }
  });
});
