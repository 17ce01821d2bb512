import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { sha256Of } from '../../src-main/ledger/sync/content-store';
import { listPackages } from '../../src-main/ledger/sync/import-methods';
import { resumeImport } from '../../src-main/ledger/sync/import-packages';
import {
  Author,
  addProject,
  digest,
  Ledgers,
  place,
  report,
  revise,
  take,
  takeOne,
  wholeState,
} from '../support/sync-ledgers';

const ledgers = new Ledgers();

interface Scene {
  readonly commission: LedgerContext;
  readonly files: string[];
}

/** A drop with everything in it: two secretaries in conflict, a gap that is filled, a held package of an earlier day, damage, a stranger. */
async function scene(author: Author, conflicting: Author): Promise<Scene> {
  const commission = ledgers.commission();
  const lines = author.lines(8);
  await takeOne(commission, place(commission, 'one.wubao', author.package(lines.slice(0, 1))), author.id);
  await takeOne(commission, place(commission, 'held.wubao', author.package(lines, 6)));
  const other = conflicting
    .lines(2, 1, () => ({ name: '另一个名字', owner: '另一家' }))
    .map((line) => Buffer.from(String(line).replaceAll(`0190-${conflicting.id}`, `0190-${author.id}`)));
  await takeOne(commission, place(commission, 'other-1.wubao', conflicting.package(other.slice(0, 1))), conflicting.id);
  const files = [
    place(commission, 'other.wubao', conflicting.package(other)),
    place(commission, 'damaged.wubao', Buffer.from('PK damaged')),
    place(commission, 'stranger.wubao', new Author().package(lines)),
    place(commission, 'middle.wubao', author.package(lines.slice(0, 5), 2)),
  ];
  return { commission, files };
}

function stopAt(stop: string, times: number) {
  let seen = 0;
  return (step: string) => {
    if (step !== stop) return;
    seen += 1;
    if (seen === times) throw new Error('power cut');
  };
}

describe('an import that stops', () => {
  // The same two in every scene: which value wins depends on the device ids.
  const author = new Author();
  const conflicting = new Author();

  it.each([
    ['read', 1],
    ['read', 3],
    ['stored', 1],
    ['received', 1],
    ['merging', 1],
    ['merged', 1],
    ['merging', 2],
    ['continued', 1],
  ])(
    'at step %s (%i) leaves the ledger as before or complete, and the same drop again finishes it',
    async (stop, times) => {
      const undisturbed = await scene(author, conflicting);
      const complete = await take(undisturbed.commission, undisturbed.files);
      expect(complete.map(({ outcome }) => outcome)).toEqual(['merged', 'rejected', 'quarantined', 'merged']);

      const { commission, files } = await scene(author, conflicting);
      const before = digest(commission);
      const stateBefore = wholeState(commission);
      await expect(take(commission, files, { step: stopAt(stop, times) })).rejects.toThrow('power cut');
      commission.database.close();

      const again = ledgers.open(commission.folder);
      const afterCommit = stop === 'merged' || stop === 'continued' || times === 2;
      if (afterCommit) expect(digest(again)).not.toBe(before);
      else expect(wholeState(again)).toBe(stateBefore);
      // What the register calls merged is here whole, what it does not call so is not here at all.
      const merged = (await listPackages(again, {})).filter(({ state }) => state === 'merged');
      const lines = merged.reduce((sum, { changes }) => sum + changes, 0);
      expect(again.database.prepare("SELECT sum(high_water) FROM device WHERE state <> 'own'").pluck().get()).toBe(
        lines,
      );

      await resumeImport(again);
      await take(again, files);
      expect(digest(again)).toBe(digest(undisturbed.commission));
      expect((await listPackages(again, {})).map(({ name, state }) => `${name} ${state}`).sort()).toEqual(
        (await listPackages(undisturbed.commission, {})).map(({ name, state }) => `${name} ${state}`).sort(),
      );
    },
  );
});

describe('a store that fails', () => {
  it('before anything is entered changes nothing', async () => {
    const author = new Author();
    const commission = ledgers.commission();
    const file = place(commission, 'a.wubao', author.package(author.lines(2)));
    // Where the store should be lies a file: as with a full or write-protected disk no copy can be kept.
    writeFileSync(path.join(commission.folder, 'packages'), '');
    const before = wholeState(commission);
    await expect(take(commission, [file], { trust: author.id })).rejects.toThrow(/不能写入|写不了/);
    expect(wholeState(commission)).toBe(before);
    expect(await listPackages(commission, {})).toEqual([]);
    rmSync(path.join(commission.folder, 'packages'));
    expect(await takeOne(commission, file, author.id)).toMatchObject({ outcome: 'merged', applied: 2 });
  });

  it('and loses a held package says so, and takes the file again', async () => {
    const author = new Author();
    const commission = ledgers.commission();
    const lines = author.lines(6);
    await takeOne(commission, place(commission, 'a.wubao', author.package(lines.slice(0, 1))), author.id);
    const late = author.package(lines, 4);
    const file = place(commission, 'late.wubao', late);
    expect((await takeOne(commission, file)).outcome).toBe('held');
    rmSync(path.join(commission.folder, 'packages', `${sha256Of(late)}.wubao`));
    expect(
      (await takeOne(commission, place(commission, 'b.wubao', author.package(lines.slice(0, 3), 2)))).outcome,
    ).toBe('merged');
    expect((await listPackages(commission, {})).find(({ name }) => name === 'late.wubao')).toMatchObject({
      state: 'rejected',
      message: expect.stringContaining('再导入一次'),
    });
    expect(await takeOne(commission, file)).toMatchObject({ outcome: 'merged', applied: 3 });
  });
});

describe('a restored backup', () => {
  it('gets its own later changes back from its own package, and goes on without a fork', async () => {
    const secretary = ledgers.make();
    const commission = ledgers.commission();
    const id = addProject(secretary, '甲');
    secretary.database.prepare('VACUUM INTO @file').run({ file: path.join(secretary.folder, 'backup.sqlite') });
    revise(secretary, id, { owner: '江城公司' });
    addProject(secretary, '乙');
    const sent = await report(secretary, 'sent.wubao');
    await takeOne(commission, sent, secretary.journal.device);
    secretary.database.close();
    for (const name of ['ledger.sqlite-wal', 'ledger.sqlite-shm'])
      rmSync(path.join(secretary.folder, name), { force: true });
    copyFileSync(path.join(secretary.folder, 'backup.sqlite'), path.join(secretary.folder, 'ledger.sqlite'));
    const restored = ledgers.open(secretary.folder, '2018-09-16T12:00:00+08:00');
    expect(await takeOne(restored, sent)).toMatchObject({ outcome: 'merged', applied: 2 });
    expect(digest(restored)).toBe(digest(commission));
    addProject(restored, '丙');
    const next = await takeOne(commission, await report(restored, 'next.wubao'));
    expect(next).toMatchObject({ outcome: 'merged', applied: 1 });
    expect(next.message).not.toContain('两支');
    expect(digest(restored)).toBe(digest(commission));
  });
});
