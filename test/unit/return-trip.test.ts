import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { listConflicts, resolveConflict } from '../../src-main/ledger/queries/conflicts';
import { writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import { packagesSummary, writeReport } from '../../src-main/ledger/sync/export-package';
import { cancelReturns, listRecipients, writeReturns } from '../../src-main/ledger/sync/return-package';
import { showReturned } from '../../src-main/ledger/sync/returned';
import { decideReview, listReviews } from '../../src-main/ledger/sync/review';
import { Roster } from '../../src-main/ledger/sync/roster';
import type { WrittenReturn } from '../../src-shared/contract/return-methods';
import {
  addProject,
  approve,
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

function manifestOf(file: string): {
  have: Record<string, { n: number }>;
  kind: string;
  inReplyTo: string | null;
  range: { from: number; to: number } | null;
  scope: { sections: { device: string; lines: number }[] };
} {
  return JSON.parse(String(unzip(readFileSync(file)).get('manifest.json')));
}

function outFolder(context: LedgerContext): string {
  const folder = path.join(context.folder, '返还 出');
  mkdirSync(folder, { recursive: true });
  return folder;
}

async function back(commission: LedgerContext, other: LedgerContext, full = false): Promise<WrittenReturn> {
  const { written } = await writeReturns(commission, {
    device: other.journal.device,
    file: outFolder(commission),
    full,
  });
  return written[0] as WrittenReturn;
}

/** A secretary and the Commission that know each other; the first package down has been merged. */
async function pair(person = '王秘书', region: string | null = '220202', commission = ledgers.commission()) {
  const secretary = ledgers.make({ person, region });
  await approve(commission, secretary, await writeOwnEnrolment(secretary));
  return { secretary, commission };
}

const receiptOf = (context: LedgerContext) => new Roster(context.database).own().receipt;

describe('the way back', () => {
  it('an edit of the Commission comes down, the receipt moves the mark, and the next report is small', async () => {
    const { secretary, commission } = await pair();
    const id = addProject(secretary, '大口钦现代物流园', { owner: '甲公司' });
    for (let n = 0; n < 20; n += 1) addProject(secretary, `项目 ${n}`);
    await takeOne(commission, await report(secretary, '昌邑-王-0001.wubao'));
    revise(commission, id, { owner: '乙公司' });
    const down = await back(commission, secretary);
    expect(path.basename(down.file)).toBe('市-返-0001-昌邑王.wubao');
    expect(down.kind).toBe('return');
    // Nothing of hers goes back to her.
    expect(manifestOf(down.file).scope.sections.map(({ device }) => device)).toEqual([commission.journal.device]);

    // The first one waits for a person to compare the fingerprint.
    expect(await takeOne(secretary, down.file)).toMatchObject({ outcome: 'quarantined', applied: 0 });
    expect(receiptOf(secretary)).toBe(0);
    const merged = await takeOne(secretary, down.file, commission.journal.device);
    expect(merged).toMatchObject({ outcome: 'merged', applied: down.changes, conflicts: 0 });
    expect(digest(secretary)).toBe(digest(commission));
    expect(receiptOf(secretary)).toBe(21);
    expect(await packagesSummary(secretary, {})).toMatchObject({
      changes: 0,
      from: 22,
      receiptName: '昌邑-王-0001.wubao',
    });

    revise(secretary, id, { address: '松江东路 1 号' });
    const next = await report(secretary, '昌邑-王-0002.wubao');
    expect(manifestOf(next)).toMatchObject({ range: { from: 22, to: 22 } });
    expect(await takeOne(commission, next)).toMatchObject({ outcome: 'merged', applied: 1 });
    expect((await listRecipients(commission, {}))[0]).toMatchObject({ unreceipted: 1, last: { confirmed: true } });
    // All there is to say now is that it came.
    const receipt = await back(commission, secretary);
    expect(receipt).toMatchObject({ kind: 'receipt', changes: 0 });
    expect(await takeOne(secretary, receipt.file)).toMatchObject({ outcome: 'merged', applied: 0 });
    expect(receiptOf(secretary)).toBe(22);
    expect(digest(secretary)).toBe(digest(commission));
    // With everything once more, nothing is taken twice.
    const full = await back(commission, secretary, true);
    expect(full.changes).toBe(down.changes);
    expect(await takeOne(secretary, full.file)).toMatchObject({ outcome: 'duplicate' });
    const whole = await writeReport(secretary, place(secretary, 'x.wubao', Buffer.from('')), undefined, { full: true });
    expect(whole).toMatchObject({ from: 1, to: 22 });
  });

  it('what was not answered is repeated, and only that', async () => {
    const { secretary, commission } = await pair();
    const id = addProject(secretary, '大口钦现代物流园');
    await takeOne(commission, await report(secretary, '一.wubao'));
    revise(commission, id, { owner: '甲公司' });
    const first = await back(commission, secretary);
    revise(commission, id, { owner: '乙公司' });
    const second = await back(commission, secretary);
    expect(second.changes).toBe(first.changes + 1);
    // The first is lost. The second carries all of it; answering it settles both.
    await takeOne(secretary, second.file, commission.journal.device);
    expect(digest(secretary)).toBe(digest(commission));
    revise(secretary, id, { note: '收到' });
    await takeOne(commission, await report(secretary, '二.wubao'));
    expect(commission.database.prepare('SELECT confirmed FROM delivery').pluck().all()).toEqual([1, 1]);
    revise(commission, id, { owner: '丙公司' });
    expect((await back(commission, secretary)).changes).toBe(1);
    // The late one brings nothing, and does not take back what is settled.
    expect(await takeOne(secretary, first.file)).toMatchObject({ outcome: 'duplicate' });
  });

  it('each gets what concerns her, in one run over all', async () => {
    const { secretary: wang, commission } = await pair();
    const { secretary: sun } = await pair('孙秘书', '220203', commission);
    const mine = addProject(wang, '昌邑项目');
    const hers = addProject(sun, '龙潭项目', { region: '220203' });
    sun.journal.commit([{ entity: 'work_log', id: null, set: { date: '2018-09-14', matter: '只给自己看' } }]);
    await take(commission, [await report(wang, '王.wubao'), await report(sun, '孙.wubao')]);
    revise(commission, mine, { note: '给王' });
    revise(commission, hers, { note: '给孙' });
    const { written, cancelled } = await writeReturns(commission, { file: outFolder(commission), full: false });
    expect(cancelled).toBe(false);
    expect(written.map(({ file }) => path.basename(file))).toEqual([
      '市-返-0001-昌邑王.wubao',
      '市-返-0001-龙潭孙.wubao',
    ]);
    await takeOne(wang, (written[0] as WrittenReturn).file, commission.journal.device);
    await takeOne(sun, (written[1] as WrittenReturn).file, commission.journal.device);
    expect(wang.database.prepare('SELECT name, note FROM project').all()).toEqual([{ name: '昌邑项目', note: '给王' }]);
    expect(sun.database.prepare('SELECT name, note FROM project').all()).toEqual([{ name: '龙潭项目', note: '给孙' }]);
    // Somebody else's package is not for her.
    expect(await takeOne(wang, (written[1] as WrittenReturn).file)).toMatchObject({ outcome: 'rejected' });
    // A project that is moved over to the other: the one learns that it went, the other gets all of it.
    revise(commission, mine, { region: '220203' });
    for (const [other, file] of [
      [wang, (await back(commission, wang)).file],
      [sun, (await back(commission, sun)).file],
    ] as const)
      expect(await takeOne(other, file)).toMatchObject({ outcome: 'merged' });
    expect(wang.database.prepare('SELECT region FROM project WHERE id = ?').pluck().get(mine)).toBe('220203');
    expect(sun.database.prepare('SELECT name, note FROM project WHERE id = ?').get(mine)).toEqual({
      name: '昌邑项目',
      note: '给王',
    });
  });

  it('a gap is filled by the next report without being asked for', async () => {
    const { secretary, commission } = await pair();
    addProject(secretary, '第一个');
    await takeOne(commission, await report(secretary, '昌邑-王-0001.wubao'));
    await takeOne(secretary, (await back(commission, secretary)).file, commission.journal.device);
    addProject(secretary, '第二个');
    await report(secretary, '昌邑-王-0002.wubao');
    addProject(secretary, '第三个');
    const next = await report(secretary, '昌邑-王-0003.wubao');
    expect(manifestOf(next).range).toMatchObject({ from: 2, to: 3 });
    expect(await takeOne(commission, next)).toMatchObject({ outcome: 'merged', applied: 2 });
    expect(digest(secretary)).toBe(digest(commission));
  });

  it('a receipt for a stream that parted moves nothing and asks for a new key', async () => {
    const { secretary, commission } = await pair();
    addProject(secretary, '第一个');
    await takeOne(commission, await report(secretary, '一.wubao'));
    const down = await back(commission, secretary);
    // As if a backup of before had been restored, and work had gone on.
    secretary.database.prepare('UPDATE change SET chain = zeroblob(32) WHERE seq = 1').run();
    secretary.database.prepare("UPDATE device SET chain = zeroblob(32) WHERE state = 'own'").run();
    await takeOne(secretary, down.file, commission.journal.device);
    const own = new Roster(secretary.database).own();
    expect(own).toMatchObject({ receipt: 0, enrol_again: 1 });
  });

  it('what came back is shown: a conflict of hers that was settled, a correction, a slip that waits for an answer', async () => {
    const { secretary, commission } = await pair();
    const id = addProject(secretary, '铸衡精铸技改', { owner: '甲公司', actual_start: '2018-06-20' });
    await takeOne(commission, await report(secretary, '一.wubao'));
    await takeOne(secretary, (await back(commission, secretary)).file, commission.journal.device);
    revise(secretary, id, { actual_start: '2018-06-21' });
    revise(commission, id, { actual_start: '2018-06-29' });
    await takeOne(commission, await report(secretary, '二.wubao'));
    const [open] = await listConflicts(commission, {});
    await resolveConflict(commission, { id: open?.id ?? '', value: '2018-06-29', reason: '依踏查照片' });
    commission.journal.commit([{ entity: 'project', id, set: { industry: '5211' }, source: '按分工补' }]);
    const [problem] = commission.journal.commit([
      { entity: 'problem', id: null, set: { project: id, description: '用电', level: 'city' } },
    ]);
    commission.journal.commit([
      {
        entity: 'slip',
        id: null,
        set: {
          project: id,
          problem: problem?.id ?? '',
          kind: 'supervision',
          number: '昌邑督〔2018〕6号',
          issued_on: '2018-09-01',
          reply_due: '2018-09-10',
        },
      },
    ]);
    await takeOne(secretary, (await back(commission, secretary)).file);
    const shown = await showReturned(secretary, {});
    expect(shown.last).toMatchObject({ name: '市-返-0002-昌邑王.wubao', person: '周科长' });
    expect(shown.settled).toEqual([
      expect.objectContaining({
        title: '铸衡精铸技改',
        field: 'actual_start',
        mine: '2018-06-21',
        theirs: '2018-06-29',
        adopted: 'theirs',
        person: '周科长',
        reason: '依踏查照片',
        to: `/projects/${id}`,
      }),
    ]);
    expect(shown.corrected).toEqual([
      expect.objectContaining({ field: 'industry', mine: null, theirs: '5211', reason: '按分工补' }),
    ]);
    expect(shown.todos).toEqual([
      expect.objectContaining({ kind: '督办单回复', text: '昌邑督〔2018〕6号未见回复，请补', label: '写回复' }),
    ]);
    expect(shown.receipted).toMatchObject({ name: '二.wubao', seq: 2 });
  });

  it('a change outside the scope that was refused is shown: what stands instead, and why', async () => {
    const { secretary, commission } = await pair();
    const id = addProject(secretary, '新地号雨污分流', { total_investment: 66_000_000 });
    await takeOne(commission, await report(secretary, '一.wubao'));
    await takeOne(secretary, (await back(commission, secretary)).file, commission.journal.device);
    // The Commission gives the project to another region; she does not know yet.
    revise(commission, id, { region: '220203' });
    revise(secretary, id, { total_investment: 70_000_000 });
    await takeOne(commission, await report(secretary, '二.wubao'));
    const ids = (await listReviews(commission, { decided: false })).map((change) => change.id);
    await decideReview(commission, { ids, accept: false, reason: '项目已划归龙潭区' });
    await takeOne(secretary, (await back(commission, secretary)).file);
    const { settled, corrected } = await showReturned(secretary, {});
    expect(settled).toEqual([]);
    expect(corrected).toContainEqual(
      expect.objectContaining({
        field: 'total_investment',
        mine: 70_000_000,
        theirs: 66_000_000,
        reason: '不采纳：项目已划归龙潭区',
      }),
    );
  });

  it('a change that was refused is taken back at its author, though it is none of her region', async () => {
    const { secretary, commission } = await pair();
    const foreign = addProject(secretary, '龙潭的项目', { region: '220203' });
    await takeOne(commission, await report(secretary, '一.wubao'));
    const open = await listReviews(commission, { decided: false });
    expect(open).toHaveLength(1);
    await decideReview(commission, { ids: open.map(({ id }) => id), accept: false, reason: '不在昌邑' });
    await takeOne(secretary, (await back(commission, secretary)).file, commission.journal.device);
    expect(secretary.database.prepare('SELECT deleted FROM project WHERE id = ?').pluck().get(foreign)).toBe(1);
    expect(digest(secretary)).toBe(digest(commission));
  });

  it('both machines of a copied folder get what the other wrote under the same numbers', async () => {
    const { secretary, commission } = await pair();
    const shared = addProject(secretary, '共有的');
    await takeOne(commission, await report(secretary, '一.wubao'));
    secretary.database.pragma('wal_checkpoint(TRUNCATE)');
    const folder = path.join(ledgers.folder(), '副本');
    cpSync(secretary.folder, folder, { recursive: true });
    const copy = ledgers.open(folder);
    for (const [machine, name] of [
      [secretary, '原件'],
      [copy, '副本'],
    ] as const) {
      addProject(machine, `${name}的项目`);
      revise(machine, shared, { note: name });
      revise(machine, addProject(machine, `${name}的第二个`), { owner: `${name}公司` });
      await takeOne(commission, await report(machine, `${name}.wubao`));
    }
    const down = await back(commission, secretary);
    for (const machine of [secretary, copy]) {
      await takeOne(machine, down.file, commission.journal.device);
      expect(digest(machine)).toBe(digest(commission));
      expect(new Roster(machine.database).own().enrol_again).toBe(1);
    }
    // Once more with everything: nothing comes twice.
    const full = await back(commission, secretary, true);
    for (const machine of [secretary, copy]) {
      await takeOne(machine, full.file);
      expect(digest(machine)).toBe(digest(commission));
    }
  });

  it('a run over all is ended when a person says so; what was written is whole', async () => {
    const commission = ledgers.commission();
    for (const person of ['王秘书', '孙秘书', '杜秘书']) await pair(person, '220202', commission);
    const folder = outFolder(commission);
    const run = writeReturns(commission, { file: folder, full: false });
    expect(await cancelReturns(commission, {})).toEqual({ cancelled: true });
    const { written, cancelled } = await run;
    expect(cancelled).toBe(true);
    expect(written.length).toBeLessThan(3);
    expect(await cancelReturns(commission, {})).toEqual({ cancelled: false });
  });
});
