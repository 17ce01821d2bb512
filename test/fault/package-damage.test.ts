import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ForgedPackage, readPackage } from '../../src-main/ledger/sync/package-file';
import { Refusal } from '../../src-shared/terms/errors';
import { describePackings, packing } from '../support/packings';
import {
  addProject,
  authorOf,
  Ledgers,
  place,
  report,
  rewrite,
  take,
  takeOne,
  unzip,
  wholeState,
} from '../support/sync-ledgers';

const ledgers = new Ledgers();

type Verdict = 'rejected' | 'forged' | 'unchanged' | 'CHANGED';

/** Reads a damaged package: refused, or in all that is signed the honest one. Anything else thrown is a crash and fails the test. */
async function verdictOn(bytes: Buffer, honest: { manifest: unknown; changes: Buffer }): Promise<Verdict> {
  try {
    const read = await readPackage(bytes, 'x.wubao');
    const same =
      read.readable &&
      read.changes.equals(honest.changes) &&
      JSON.stringify(read.manifest) === JSON.stringify(honest.manifest);
    return same ? 'unchanged' : 'CHANGED';
  } catch (error) {
    if (error instanceof ForgedPackage) return 'forged';
    if (error instanceof Refusal) return 'rejected';
    throw error;
  }
}

async function honestPackage() {
  const secretary = ledgers.make();
  addProject(secretary, '大口钦现代物流园', { total_investment: 99_990_000 });
  addProject(secretary, '翼川通航零部件', { owner: '翼川公司' });
  const written = readFileSync(await report(secretary, '昌邑-王-0001.wubao'));
  // Its own, which has Zstandard, or as an older program would have written it.
  const bytes = packing.method === 93 ? written : rewrite(written, (manifest) => manifest, authorOf(secretary));
  const read = await readPackage(bytes, 'x.wubao');
  if (!read.readable) throw new Error('not readable');
  return { secretary, bytes, honest: read };
}

describePackings('a damaged package', () => {
  it('with any single bit flipped, at every byte, is refused or says exactly what was signed', async () => {
    const { bytes, honest } = await honestPackage();
    const counts = { rejected: 0, forged: 0, unchanged: 0, CHANGED: 0 };
    for (let at = 0; at < bytes.length; at += 1) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      const verdict = await verdictOn(damaged, honest);
      counts[verdict] += 1;
    }
    expect(counts.CHANGED).toBe(0);
    // What may be flipped unnoticed: notes of the zip's directory that nobody reads (who made it, file modes), idle bits after deflate's end.
    expect(counts.unchanged).toBeLessThan(50);
    expect(counts.rejected + counts.forged).toBeGreaterThan(1000);
  });

  it('cut off at any length, or with any run of bytes zeroed, is refused', async () => {
    const { bytes, honest } = await honestPackage();
    for (let length = 0; length < bytes.length; length += 3)
      expect(await verdictOn(bytes.subarray(0, length), honest)).toBe('rejected');
    for (let at = 0; at + 64 <= bytes.length; at += 16) {
      const damaged = Buffer.from(bytes).fill(0, at, at + 64);
      expect(['rejected', 'forged']).toContain(await verdictOn(damaged, honest));
    }
  });

  it('brings nothing into the ledger, and the honest one still comes in afterwards', async () => {
    const { secretary, bytes, honest } = await honestPackage();
    const commission = ledgers.commission();
    const author = authorOf(secretary);
    await takeOne(commission, place(commission, 'first.wubao', author.package([firstLine(bytes)])), author.id);
    const before = wholeState(commission);
    const files: string[] = [];
    const directory = bytes.indexOf('PK\x01\x02', 0, 'latin1');
    for (let at = 0; at < directory; at += 5) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      if ((await verdictOn(damaged, honest)) !== 'unchanged')
        files.push(place(commission, `flip-${at}.wubao`, damaged));
    }
    for (let length = 0; length < bytes.length; length += 41)
      files.push(place(commission, `cut-${length}.wubao`, bytes.subarray(0, length)));
    const outcomes = await take(commission, files);
    expect(outcomes.length).toBeGreaterThan(200);
    expect(outcomes.filter(({ applied }) => applied !== 0)).toEqual([]);
    expect([...new Set(outcomes.map(({ outcome }) => outcome))].sort()).toEqual(['rejected']);
    for (const { message } of outcomes) expect(message).toMatch(/没有并入任何内容/);
    expect(wholeState(commission)).toBe(before);
    expect(await takeOne(commission, place(commission, 'honest.wubao', bytes))).toMatchObject({
      outcome: 'merged',
      applied: 1,
    });
  });
});

function firstLine(bytes: Buffer): Buffer {
  const text = String(unzip(bytes).get('changes.ndjson'));
  return Buffer.from(text.slice(0, text.indexOf('\n')));
}
