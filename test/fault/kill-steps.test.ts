import { beforeAll, describe, expect, it } from 'vitest';
import { bundleChild } from '../support/child-bundle';
import { runKills } from '../support/kill-steps';
import { Ledgers } from '../support/sync-ledgers';

const ledgers = new Ledgers();
const seed = 20_180_916;
let child = '';

beforeAll(async () => {
  child = await bundleChild('step-child');
}, 120_000);

describe(`kill -9 at a named step, seed ${seed}`, () => {
  it('of an import or an export: what was acknowledged stays, nothing is there by halves, and the work can go on', async () => {
    const { kills, byStep, before, complete } = await runKills(ledgers, child, 14, seed);
    expect(kills).toBeGreaterThanOrEqual(14);
    expect(Object.keys(byStep).sort()).toEqual([
      'export built',
      'export placed',
      'export stored',
      'import continued',
      'import merged',
      'import merging',
      'import read',
      'import received',
      'import stored',
    ]);
    expect(before).toBeGreaterThan(3);
    expect(complete).toBeGreaterThan(2);
  }, 240_000);
});
