import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { ownKey, publicHalf } from '../../src-main/ledger/sync/device-key';
import { closeEnvelope, openEnvelope } from '../../src-main/ledger/sync/envelope';
import { writeReport } from '../../src-main/ledger/sync/export-package';
import { importPackages } from '../../src-main/ledger/sync/import-methods';
import { Author, addProject, digest, Ledgers, place, takeOne } from '../support/sync-ledgers';

const ledgers = new Ledgers();

function recipientOf({ folder }: LedgerContext): string {
  const recipient = publicHalf(folder)?.recipient;
  if (!recipient) throw new Error('no age recipient');
  return recipient;
}

function kept({ database }: LedgerContext): string {
  const tables = ['project', 'change', 'segment', 'posting', 'seen', 'fields', 'head', 'early', 'unapplied'];
  const rows = tables.map((table) => database.prepare(`SELECT * FROM "${table}" ORDER BY 1, 2`).raw().all());
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}

/** Two Commissions that both trust one author; her package names the first as its recipient, in the signed manifest. */
async function scene() {
  const author = new Author();
  const lines = author.lines(3);
  const [commission, other] = [ledgers.commission(), ledgers.commission()];
  for (const ledger of [commission, other])
    await takeOne(ledger, place(ledger, 'first.wubao', author.package(lines.slice(0, 1))), author.id);
  const inner = author.package(lines, 1, { recipients: [recipientOf(commission)] });
  const sealed = await closeEnvelope(inner, { recipients: [recipientOf(commission)] });
  return { author, commission, other, inner, sealed };
}

async function expectRefused(ledger: LedgerContext, bytes: Buffer, says: RegExp, name = '昌邑-王-0001.wubao.age') {
  const before = kept(ledger);
  const found = await takeOne(ledger, place(ledger, name, bytes));
  expect(['rejected', 'quarantined']).toContain(found.outcome);
  expect(found.applied).toBe(0);
  expect(found.message).toMatch(says);
  expect(found.message).toMatch(/没有并入任何内容|台账没有变化/);
  expect(kept(ledger)).toBe(before);
}

describe('an envelope', () => {
  it('for somebody else is not opened; for this machine it is, under whatever name', async () => {
    const { commission, other, sealed, inner } = await scene();
    await expectRefused(other, sealed, /加密给别人的/);
    expect(await takeOne(commission, place(commission, '改了名.zip', sealed))).toMatchObject({
      outcome: 'merged',
      applied: 2,
    });
    // The same package without its envelope brings nothing new.
    expect(await takeOne(commission, place(commission, 'open.wubao', inner))).toMatchObject({ outcome: 'duplicate' });
  });

  it('with any part of it flipped or cut off brings nothing, and the whole one still comes in', async () => {
    const { commission, sealed } = await scene();
    for (let at = 0; at < sealed.length; at += Math.ceil(sealed.length / 60)) {
      const flipped = Buffer.from(sealed);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      await expectRefused(commission, flipped, /损坏|不是上报包|加密给别人的|不完整/);
    }
    for (let length = 0; length < sealed.length; length += Math.ceil(sealed.length / 20))
      await expectRefused(commission, sealed.subarray(0, length), /损坏|不是上报包|不完整/);
    expect(await takeOne(commission, place(commission, 'whole.wubao.age', sealed))).toMatchObject({
      outcome: 'merged',
      applied: 2,
    });
  });

  it('that its recipient opened and closed again for a third party is no letter to that one', async () => {
    const { commission, other, sealed, author, inner } = await scene();
    const { ageIdentities } = ownKey(commission);
    const opened = await openEnvelope(sealed, 'x', { identities: ageIdentities });
    expect(opened.equals(inner)).toBe(true);
    const again = await closeEnvelope(opened, { recipients: [recipientOf(other)] });
    await expectRefused(other, again, /别的|别人|收件/);
    // What its author herself writes to that one comes in.
    const own = author.package(author.lines(3), 1, { recipients: [recipientOf(commission), recipientOf(other)] });
    const both = await closeEnvelope(own, { recipients: [recipientOf(other)] });
    expect(await takeOne(other, place(other, 'both.wubao.age', both))).toMatchObject({ outcome: 'merged', applied: 2 });
  });

  it('vouches for nobody: what a stranger or a forger puts in is judged by its signature', async () => {
    const { commission, author } = await scene();
    const stranger = new Author();
    const close = (bytes: Buffer) => closeEnvelope(bytes, { recipients: [recipientOf(commission)] });
    await expectRefused(commission, await close(stranger.package(stranger.lines(2))), /还没有登记批准/);
    const manifest = author.manifest(author.lines(3));
    const forged = stranger.seal(manifest, Buffer.from(`${author.lines(3).join('\n')}\n`));
    await expectRefused(commission, await close(forged), /签名不对/);
    await expectRefused(commission, await close(Buffer.from('not a package')), /不是上报包|不完整/);
    await expectRefused(commission, await close(Buffer.alloc(0)), /不是上报包|不完整/);
    await expectRefused(commission, await close(await close(author.package(author.lines(3)))), /外封/);
  });

  it('by passphrase asks for it, tells a wrong one, and is opened by the right one', async () => {
    const secretary = ledgers.make({ region: null });
    const commission = ledgers.commission();
    addProject(secretary, '大口钦现代物流园');
    const plain = readFileSync((await writeReport(secretary, undefined)).file);
    await takeOne(commission, place(commission, 'first.wubao', plain), secretary.journal.device);
    addProject(secretary, '翼川通航零部件');
    const inner = readFileSync((await writeReport(secretary, undefined)).file);
    const sealed = await closeEnvelope(inner, { passphrase: '春江潮水连海平海上明月' });
    await expectRefused(commission, sealed, /用口令加密的/);
    const file = place(commission, 'sealed.wubao.age', sealed);
    const before = kept(commission);
    const [wrong] = await importPackages(commission, { files: [file], passphrase: '春江潮水连海平海上明日' });
    expect(wrong).toMatchObject({ outcome: 'rejected', applied: 0 });
    expect(wrong?.message).toMatch(/口令不对.*没有并入任何内容/);
    expect(kept(commission)).toBe(before);
    const [right] = await importPackages(commission, { files: [file], passphrase: '春江潮水连海平海上明月' });
    expect(right).toMatchObject({ outcome: 'merged' });
    expect(digest(commission)).toBe(digest(secretary));
  });
});
