import { expect, it } from 'vitest';
import { runMutations } from '../support/mutation-run';
import { packing, packingMethods } from '../support/packings';
import { Ledgers } from '../support/sync-ledgers';
import { countOf, deadline, options, say } from './options';

const ledgers = new Ledgers();
const portion = 500;

it('mutated packages', async () => {
  const isLate = deadline();
  const wanted = countOf(10_000);
  const total: Record<string, number> = { packages: 0, applied: 0 };
  // A seed for each portion, so that one that fails can be repeated without the others.
  for (let done = 0; done < wanted && !isLate(); done += portion) {
    packing.method = packingMethods[(done / portion) % 2] ?? 8;
    const { packages, applied, outcomes, kinds } = await runMutations(
      ledgers,
      Math.min(portion, wanted - done),
      options.seed + done,
    );
    for (const [name, count] of Object.entries({ packages, applied, ...kinds, ...outcomes }))
      total[name] = (total[name] ?? 0) + count;
  }
  say('mutations', total);
  expect(total.applied).toBe(0);
});
