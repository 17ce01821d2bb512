import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { ContentStore, sha256Of } from '../../src-main/ledger/sync/content-store';
import { ownKey } from '../../src-main/ledger/sync/device-key';
import { writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import { closeEnvelope, isEnvelope, openEnvelope } from '../../src-main/ledger/sync/envelope';
import type { ClosingWish } from '../../src-main/ledger/sync/envelope-closing';
import { writeReport } from '../../src-main/ledger/sync/export-package';
import { listPackages } from '../../src-main/ledger/sync/import-methods';
import { PackageImport } from '../../src-main/ledger/sync/import-packages';
import { readPackage } from '../../src-main/ledger/sync/package-file';
import { writeReturns } from '../../src-main/ledger/sync/return-package';
import { Refusal } from '../../src-shared/terms/errors';
import { addProject, approve, digest, Ledgers, place, report, takeOne, wholeState } from '../support/sync-ledgers';
import { mutual } from '../support/trust';

const ledgers = new Ledgers();
const hasAge = spawnSync('age', ['--version']).status === 0;
if (!hasAge) process.stdout.write('The tool `age` is not installed: closing and opening with it is not tried here.\n');

interface City {
  readonly secretary: LedgerContext;
  readonly commission: LedgerContext;
}

/** A secretary whom the Commission knows; `joined`: she knows the Commission too, and belongs to its dataset. */
async function city(joined = true): Promise<City> {
  const secretary = ledgers.make();
  const commission = ledgers.commission();
  if (joined) await mutual(secretary, commission);
  else await approve(commission, secretary, await writeOwnEnrolment(secretary));
  addProject(secretary, '大口钦现代物流园');
  return { secretary, commission };
}

async function closed(context: LedgerContext, name: string, wish: ClosingWish): Promise<string> {
  const folder = path.join(context.folder, 'test-out');
  mkdirSync(folder, { recursive: true });
  return (await writeReport(context, path.join(folder, name), undefined, wish)).file;
}

const toKey = (context: LedgerContext): ClosingWish => ({ for: [ownKey(context).recipient] });
const toCommission = ({ commission }: City): ClosingWish => ({ for: [commission.journal.device] });

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refusal) return error.failure.code;
    throw error;
  }
  return 'not refused';
}

/** Drops a file that must not change anything but the registers; answers its sentence. */
async function refusedAt(context: LedgerContext, file: string): Promise<string> {
  const before = wholeState(context);
  const outcome = await takeOne(context, file);
  expect(outcome).toMatchObject({ outcome: 'rejected', applied: 0 });
  expect(wholeState(context)).toBe(before);
  expect(outcome.message).toMatch(/没有并入任何内容/);
  return outcome.message;
}

/** What is inside an envelope to the commission. */
const inside = (commission: LedgerContext, file: string) =>
  openEnvelope(readFileSync(file), '包', { identities: ownKey(commission).ageIdentities });

describe('a report in an envelope', () => {
  it('names its recipients in the signed manifest, is opened by them, and the store keeps what was signed', async () => {
    const { secretary, commission } = await city();
    const file = await closed(secretary, '昌邑-王-0001.wubao.age', toCommission({ secretary, commission }));
    expect(isEnvelope(readFileSync(file))).toBe(true);
    const merged = await takeOne(commission, file);
    expect(merged).toMatchObject({ outcome: 'merged', applied: 1 });
    expect(digest(commission)).toBe(digest(secretary));
    const inner = await inside(commission, file);
    const content = await readPackage(inner, '包');
    expect(content.readable && content.manifest.recipients).toEqual([ownKey(commission).recipient]);
    for (const context of [secretary, commission])
      expect(new ContentStore(context.folder).get(sha256Of(inner))?.equals(inner)).toBe(true);
    expect((await listPackages(commission, {}))[0]).toMatchObject({ name: '昌邑-王-0001.wubao', state: 'merged' });

    // The same package once more: in another envelope, and as it is, under names that say the opposite.
    const again = await closeEnvelope(inner, { recipients: [ownKey(commission).recipient] });
    expect((await takeOne(commission, place(commission, '又.wubao', again))).outcome).toBe('duplicate');
    expect((await takeOne(commission, place(commission, '又.wubao.age', inner))).outcome).toBe('duplicate');
    expect((await takeOne(secretary, file)).outcome).toBe('rejected');
  });

  it('under a plain name is opened, and a plain one under the name of an envelope is read', async () => {
    const { secretary, commission } = await city(false);
    const file = await closed(secretary, '昌邑-王-0001.wubao.age', toKey(commission));
    const plain = path.join(path.dirname(file), '昌邑-王-0001 副本.wubao');
    renameSync(file, plain);
    expect((await takeOne(commission, plain)).outcome).toBe('merged');
    const other = ledgers.commission();
    await approve(other, secretary, await writeOwnEnrolment(secretary));
    const open = await report(secretary, '昌邑-王-0002.wubao.age');
    expect(isEnvelope(readFileSync(open))).toBe(false);
    expect((await takeOne(other, open)).outcome).toBe('merged');
  });

  it('gets the ending of an envelope where nobody named the file, and does not spoil what lies there', async () => {
    const { secretary, commission } = await city();
    const written = await writeReport(secretary, undefined, undefined, toCommission({ secretary, commission }));
    expect(path.basename(written.file)).toMatch(/^昌邑-王-\d{4}\.wubao\.age$/);
    const foreign = path.join(path.dirname(written.file), '昌邑-王-0099.wubao.age');
    writeFileSync(foreign, '别人的');
    addProject(secretary, '甲');
    const next = await writeReport(secretary, foreign, undefined, toCommission({ secretary, commission }));
    expect(path.basename(next.file)).toBe('昌邑-王-0100.wubao.age');
    expect(readFileSync(foreign, 'utf8')).toBe('别人的');
    addProject(secretary, '乙');
    // One that was written here may be replaced: what is in it is kept.
    const once = await writeReport(secretary, written.file, undefined, toCommission({ secretary, commission }));
    expect(once.file).toBe(written.file);
  });

  it('for another recipient is refused, and says what to do', async () => {
    const both = await city();
    const stranger = await identityToRecipient(await generateX25519Identity());
    const file = await closed(both.secretary, 'a.wubao.age', { for: [stranger] });
    expect(await refusedAt(both.commission, file)).toContain('是加密给别人的');
  });

  it('that is damaged or cut off anywhere is refused', async () => {
    const both = await city();
    const bytes = readFileSync(await closed(both.secretary, 'a.wubao.age', toCommission(both)));
    for (const at of [30, 90, 150, 190, Math.floor(bytes.length / 2), bytes.length - 1]) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 0x10;
      expect(await refusedAt(both.commission, place(both.commission, `翻 ${at}.wubao.age`, flipped))).toMatch(
        /损坏|是加密给别人的/,
      );
    }
    for (const length of [25, 120, 200, bytes.length - 1])
      expect(
        await refusedAt(both.commission, place(both.commission, `短 ${length}.wubao.age`, bytes.subarray(0, length))),
      ).toContain('损坏');
    // Nothing of all that stands in the way of the whole file.
    expect((await takeOne(both.commission, place(both.commission, '好.wubao.age', bytes))).outcome).toBe('merged');
  });

  it('that its recipient closed anew for somebody else, or handed on open, is refused there', async () => {
    const both = await city(false);
    const third = ledgers.commission();
    await approve(third, both.secretary, await writeOwnEnrolment(both.secretary));
    const inner = await inside(both.commission, await closed(both.secretary, 'a.wubao.age', toKey(both.commission)));
    const anew = await closeEnvelope(inner, { recipients: [ownKey(third).recipient] });
    const sentence = await refusedAt(third, place(third, 'a.wubao.age', anew));
    expect(sentence).toContain('只给别的收件方');
    expect(sentence).toContain('另外加密给了本机');
    const byPassphrase = await closeEnvelope(inner, { passphrase: '松花江边七棵老白桦树' });
    const file = place(third, '口令.wubao.age', byPassphrase);
    const [outcome] = await new PackageImport(third, undefined).run([file], '松花江边七棵老白桦树');
    expect(outcome).toMatchObject({ outcome: 'rejected', applied: 0 });
    const neighbour = ledgers.make({ person: '李秘书' });
    expect(await refusedAt(neighbour, place(neighbour, 'a.wubao', inner))).toContain('只给别的收件方');
    // Originals go up open, from commission to commission: the author's signature speaks for them.
    expect((await takeOne(third, place(third, 'a.wubao', inner))).outcome).toBe('merged');
  });

  it('inside another envelope is refused', async () => {
    const both = await city();
    const once = readFileSync(await closed(both.secretary, 'a.wubao.age', toCommission(both)));
    const twice = await closeEnvelope(once, { recipients: [ownKey(both.commission).recipient] });
    expect(await refusedAt(both.commission, place(both.commission, '两层.wubao.age', twice))).toContain(
      '外封里还套着一层外封',
    );
  });

  it('by passphrase asks for it, tells a wrong one, and is merged with the right one', async () => {
    const { secretary, commission } = await city();
    const file = await closed(secretary, 'a.wubao.age', { passphrase: '松花江边七棵老白桦树' });
    const run = async (passphrase?: string) =>
      (await new PackageImport(commission, undefined).run([file], passphrase))[0];
    const before = wholeState(commission);
    expect(await run()).toMatchObject({ outcome: 'rejected', passphrase: 'needed' });
    expect(await run('松花江边七棵小白桦树')).toMatchObject({ outcome: 'rejected', passphrase: 'wrong' });
    expect(wholeState(commission)).toBe(before);
    expect(await run('松花江边七棵老白桦树')).toMatchObject({ outcome: 'merged', applied: 1 });
  });

  it('is not written for whom it cannot be closed', async () => {
    const both = await city();
    const write = (wish: ClosingWish) => refusal(closed(both.secretary, 'x.wubao.age', wish));
    expect(await write({ for: ['ffffffffffffffff'] })).toBe('unknown_device');
    expect(await write({ for: ['age1abc'] })).toBe('invalid_input');
    expect(await write({ passphrase: '123456' })).toBe('weak_passphrase');
    expect(await write({ passphrase: '松花江边七棵老白桦树', ...toCommission(both) })).toBe('invalid_input');
    both.secretary.database.prepare("UPDATE device SET recipient = NULL WHERE role = 'commission'").run();
    expect(await write(toCommission(both))).toBe('no_recipient');
    both.secretary.database.prepare("UPDATE device SET state = 'revoked' WHERE role = 'commission'").run();
    expect(await write(toCommission(both))).toBe('recipient_revoked');
    expect(await listPackages(both.secretary, {})).not.toContainEqual(expect.objectContaining({ direction: 'out' }));
  });

  it.skipIf(!hasAge)(
    'is opened by the tool `age` with the machine’s identity, and what that closes comes in',
    async () => {
      const both = await city();
      const folder = path.join(both.commission.folder, '工具');
      mkdirSync(folder);
      const at = (name: string) => path.join(folder, name);
      writeFileSync(at('key.txt'), `${ownKey(both.commission).ageIdentities[0]}\n`);
      const file = await closed(both.secretary, 'a.wubao.age', toCommission(both));
      expect(spawnSync('age', ['-d', '-i', at('key.txt'), '-o', at('a.wubao'), file]).status).toBe(0);
      expect((await readPackage(readFileSync(at('a.wubao')), 'a')).readable).toBe(true);
      const recipient = ownKey(both.commission).recipient;
      expect(spawnSync('age', ['-r', recipient, '-o', at('b.wubao.age'), at('a.wubao')]).status).toBe(0);
      expect((await takeOne(both.commission, at('b.wubao.age'))).outcome).toBe('merged');
    },
  );
});

describe('return packages in envelopes', () => {
  it('are closed each for its own device, and open where its key is not known', async () => {
    const { secretary, commission } = await city();
    const other = ledgers.make({ person: '李秘书', region: '220203' });
    await approve(commission, other, await writeOwnEnrolment(other));
    commission.database.prepare('UPDATE device SET recipient = NULL WHERE id = @id').run({ id: other.journal.device });
    addProject(commission, '市里加的');
    const { written } = await writeReturns(commission, { full: false, encrypt: true });
    const to = (context: LedgerContext) => written.find(({ device }) => device === context.journal.device);
    expect(to(other)).toMatchObject({ envelope: 'none' });
    expect(to(secretary)).toMatchObject({ envelope: 'recipients' });
    const file = to(secretary)?.file ?? '';
    expect(file).toMatch(/\.wubao\.age$/);
    expect((await takeOne(secretary, file)).outcome).toBe('merged');
    expect(await refusedAt(other, file)).toContain('是加密给别人的');
  });
});
