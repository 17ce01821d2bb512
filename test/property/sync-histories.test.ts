import { describe, it } from 'vitest';
import { histories } from '../support/histories';
import { Ledgers } from '../support/sync-ledgers';

const ledgers = new Ledgers();

describe('histories of three machines with wrong clocks, withdrawals, settlements and packages between them', () => {
  it('end, through a county and a city up to the province, in what section 1 says, whatever way the packages took', async () => {
    await histories(ledgers, 6);
  }, 240_000);
});
