import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { closeEnvelope, isEnvelope, openEnvelope } from '../../src-main/ledger/sync/envelope';
import { Refusal } from '../../src-shared/terms/errors';

const inside = randomBytes(200_000);

const hasAge = spawnSync('age', ['--version']).status === 0;
if (!hasAge)
  process.stdout.write(
    'The tool `age` is not installed: opening its files and having it open ours is not tried here.\n',
  );

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refusal) return error.failure.code;
    throw error;
  }
  return 'not refused';
}

describe('an envelope', () => {
  it('is opened by each of its recipients and by nobody else', async () => {
    const [first, second, stranger] = await Promise.all([0, 1, 2].map(() => generateX25519Identity()));
    const recipients = await Promise.all([first, second].map((identity) => identityToRecipient(identity as string)));
    const closed = await closeEnvelope(inside, { recipients });
    expect(isEnvelope(closed)).toBe(true);
    expect(isEnvelope(inside)).toBe(false);
    for (const identity of [first, second])
      expect((await openEnvelope(closed, '包', { identities: [stranger, identity] as string[] })).equals(inside)).toBe(
        true,
      );
    expect(await refusal(openEnvelope(closed, '包', { identities: [stranger as string] }))).toBe('wrong_recipient');
    expect(await refusal(openEnvelope(closed, '包', { identities: [] }))).toBe('wrong_recipient');
  });

  it('says so where a bit is flipped or the end is missing, wherever that is', async () => {
    const identity = await generateX25519Identity();
    const closed = await closeEnvelope(inside, { recipients: [await identityToRecipient(identity)] });
    for (const at of [30, 60, 100, 190, 230, 5_000, 100_000, closed.length - 1]) {
      const flipped = Buffer.from(closed);
      flipped[at] = (flipped[at] ?? 0) ^ 1;
      expect(['not_a_package', 'wrong_recipient']).toContain(
        await refusal(openEnvelope(flipped, '包', { identities: [identity] })),
      );
    }
    for (const length of [25, 100, 5_000, closed.length - 1])
      expect(await refusal(openEnvelope(closed.subarray(0, length), '包', { identities: [identity] }))).toBe(
        'not_a_package',
      );
  });

  it('is opened by a passphrase, asks for it, and tells a wrong one', async () => {
    const closed = await closeEnvelope(inside, { passphrase: '松花江边七棵老白桦树' });
    expect(await refusal(openEnvelope(closed, '包', { identities: [] }))).toBe('passphrase_needed');
    expect(await refusal(openEnvelope(closed, '包', { identities: [], passphrase: '松花江边七棵小白桦树' }))).toBe(
      'wrong_passphrase',
    );
    expect(
      (await openEnvelope(closed, '包', { identities: [], passphrase: '松花江边七棵老白桦树' })).equals(inside),
    ).toBe(true);
    expect(await refusal(closeEnvelope(inside, { passphrase: '123456' }))).toBe('weak_passphrase');
  });

  it.skipIf(!hasAge)('is opened by the tool `age`, and opens what that has written', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), '外封 测试-'));
    try {
      const identity = await generateX25519Identity();
      const recipient = await identityToRecipient(identity);
      const place = (name: string) => path.join(folder, name);
      writeFileSync(place('key.txt'), `${identity}\n`);
      writeFileSync(place('ours.age'), await closeEnvelope(inside, { recipients: [recipient] }));
      expect(spawnSync('age', ['-d', '-i', place('key.txt'), '-o', place('ours'), place('ours.age')]).status).toBe(0);
      expect(readFileSync(place('ours')).equals(inside)).toBe(true);
      writeFileSync(place('theirs'), inside);
      expect(spawnSync('age', ['-r', recipient, '-o', place('theirs.age'), place('theirs')]).status).toBe(0);
      const opened = await openEnvelope(readFileSync(place('theirs.age')), '包', { identities: [identity] });
      expect(opened.equals(inside)).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
