import { expect, test } from 'vitest';
import { writtenVersion } from '../../src-main/ledger/database/written';
import { makeLedger, TestLedger } from '../support/ledger';

test('what was written is told by every change of a record, from here and elsewhere, and by nothing else', async () => {
  const ledger = await makeLedger();
  const { database } = ledger.context;
  const { id } = await ledger.call('records.create', { entity: 'project', set: { name: '铸衡精铸技改' } });
  const version = writtenVersion(database);

  // The figures of the grid are made in the connection's own memory, and the answer of a command is kept for its repeat.
  await ledger.call('projects.page', {});
  expect(await ledger.call('problems.escalate', {}, { key: 'a' })).toEqual({ problems: 0, steps: 0 });
  expect(writtenVersion(database)).toBe(version);

  await ledger.call('records.revise', { entity: 'project', id, set: { note: '一' } }, { key: 'b' });
  const second = writtenVersion(database);
  expect(second).not.toBe(version);

  const elsewhere = new TestLedger(ledger.folder);
  await elsewhere.call('records.revise', { entity: 'project', id, set: { note: '二' } });
  expect(writtenVersion(database)).not.toBe(second);
});
