import { expect, it } from 'vitest';
import { bundleChild } from '../support/child-bundle';
import { runMachines } from '../support/machines';
import { Ledgers } from '../support/sync-ledgers';
import { countOf, deadline, options, say } from './options';

const ledgers = new Ledgers();

/** Rounds that come to more than 10,000 edits, imports and settlements. */
const full = 3500;

it('three machines', async () => {
  const child = await bundleChild('machine-child');
  const counts = await runMachines(ledgers, child, countOf(full), options.seed, deadline());
  say('machines', { ...counts });
  expect(counts.lost).toBe(0);
});
