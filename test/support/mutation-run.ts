import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { expect } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { type MutationKind, mutant, mutationKinds, randomOf, seededAuthor } from './package-mutations';
import { digest, type Ledgers, place, take, takeOne } from './sync-ledgers';

export interface MutationCounts {
  readonly packages: number;
  readonly applied: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly kinds: Readonly<Record<MutationKind, number>>;
}

/** Everything that an import could change in what people keep: rows, heads, history. Register and roster may grow. */
function kept(context: LedgerContext): string {
  const tables = ['project', 'change', 'segment', 'posting', 'seen', 'fields', 'head', 'early', 'unapplied', 'review'];
  const sum = createHash('sha256');
  for (const table of tables)
    sum.update(JSON.stringify(context.database.prepare(`SELECT * FROM "${table}" ORDER BY 1, 2`).raw().all()));
  return sum.digest('hex');
}

const drop = 50;

/**
 * Drops `count` mutated packages of two approved devices on a Commission that has the beginning of both streams: nothing of them may
 * come in, every one of them is answered with a sentence, and the honest packages come in whole afterwards.
 */
export async function runMutations(ledgers: Ledgers, count: number, seed: number): Promise<MutationCounts> {
  const random = randomOf(seed);
  const one = seededAuthor(`${seed} one`);
  const two = seededAuthor(`${seed} two`);
  const stranger = seededAuthor(`${seed} stranger`);
  const commission = ledgers.commission();
  const originals: Buffer[] = [];
  for (const author of [one, two]) {
    const lines = author.lines(6);
    await takeOne(commission, place(commission, 'first.wubao', author.package(lines.slice(0, 1))), author.id);
    originals.push(author.package(lines), author.package(lines.slice(0, 4), 2), author.package(lines, 3));
  }
  const before = kept(commission);
  const outcomes: Record<string, number> = {};
  const kinds = Object.fromEntries(mutationKinds.map((kind) => [kind, 0])) as Record<MutationKind, number>;
  let applied = 0;
  for (let done = 0; done < count; done += drop) {
    const files = Array.from({ length: Math.min(drop, count - done) }, (_, index) => {
      const { kind, bytes } = mutant(originals, stranger, random);
      kinds[kind] += 1;
      return place(commission, `${done + index}.wubao`, bytes);
    });
    for (const outcome of await take(commission, files)) {
      applied += outcome.applied;
      outcomes[outcome.outcome] = (outcomes[outcome.outcome] ?? 0) + 1;
      expect(outcome.message).toMatch(/没有并入任何内容|台账没有变化/);
    }
    for (const file of files) rmSync(file);
  }
  expect(kept(commission)).toBe(before);
  // What was refused has not barred the way of the honest ones.
  const honest = await take(
    commission,
    originals.map((bytes, index) => place(commission, `honest-${index}.wubao`, bytes)),
  );
  expect(honest.reduce((sum, outcome) => sum + outcome.applied, 0)).toBe(10);
  const witness = ledgers.commission();
  for (const author of [one, two])
    await takeOne(witness, place(witness, 'whole.wubao', author.package(author.lines(6))), author.id);
  expect(digest(commission)).toBe(digest(witness));
  commission.database.close();
  witness.database.close();
  return { packages: count, applied, outcomes, kinds };
}
