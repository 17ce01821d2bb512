import { it } from 'vitest';
import { histories } from '../support/histories';
import { Ledgers } from '../support/sync-ledgers';
import { countOf, deadline, options, say } from './options';

const ledgers = new Ledgers();
const portion = 20;

it('random histories', async () => {
  const isLate = deadline();
  const wanted = countOf(400);
  let done = 0;
  // A seed for each portion, so that one that fails can be repeated without the others.
  for (; done < wanted && !isLate(); done += portion) await histories(ledgers, portion, options.seed + done);
  say('histories', { histories: done, 'differing from section 1': 0 });
});
