import { beforeAll, describe, expect, it } from 'vitest';
import { bundleChild } from '../support/child-bundle';
import { runMachines } from '../support/machines';
import { Ledgers } from '../support/sync-ledgers';

const ledgers = new Ledgers();
const seed = 20_180_916;
let child = '';

beforeAll(async () => {
  child = await bundleChild('machine-child');
}, 120_000);

describe(`three machines, seed ${seed}`, () => {
  it('that edit the same projects, hand packages around and are killed end equal, with nothing lost', async () => {
    const counts = await runMachines(ledgers, child, 120, seed);
    expect(counts.lost).toBe(0);
    expect(counts.edits).toBeGreaterThan(100);
    expect(counts.kills).toBeGreaterThan(3);
    expect(counts.forks).toBe(2);
    expect(counts.packages).toBeGreaterThan(10);
  }, 240_000);
});
