import { expect, it } from 'vitest';
import { bundleChild } from '../support/child-bundle';
import { runKills } from '../support/kill-steps';
import { Ledgers } from '../support/sync-ledgers';
import { countOf, deadline, options, say } from './options';

const ledgers = new Ledgers();

it('kills at named steps', async () => {
  const child = await bundleChild('step-child');
  const { kills, byStep, before, complete } = await runKills(ledgers, child, countOf(1000), options.seed, deadline());
  say('kills', { kills, ...byStep, 'left as before': before, 'left complete': complete });
  expect(kills).toBeGreaterThan(0);
});
