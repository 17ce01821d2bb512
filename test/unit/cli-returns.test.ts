import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { Terminal, temporaryFolder } from '../support/terminal';

const commission = ['--role', 'commission', '--person', '周科长', '--unit', '市发改委'];
const secretary = ['--role', 'secretary', '--person', '王秘书', '--unit', '昌邑区发改局', '--region', '昌邑'];

describe('export-package --device', () => {
  test('goes from the Commission to a machine and back, and the next report begins behind the receipt', async () => {
    const terminal = new Terminal(temporaryFolder());
    const city = await terminal.json('init', '--ledger', '市', ...commission);
    const own = await terminal.json('init', '--ledger', '甲', ...secretary);
    const { id } = await terminal.json('add', 'project', 'name=江澜碳纤维', 'region=昌邑', '--ledger', '甲');
    await terminal.json('export-package', '--to', '甲一.wubao', '--ledger', '甲');
    await terminal.json('enrol', '甲/enrolment.wubao', '--approve', '--ledger', '市');
    await terminal.json('import-package', '甲一.wubao', '--ledger', '市');
    await terminal.json('set', 'project', id, 'total_investment=6亿', '--ledger', '市');

    const down = await terminal.json('export-package', '--device', own.deviceId, '--to', '返.wubao', '--ledger', '市');
    expect(down).toMatchObject({ from: null, to: null, file: path.join(terminal.folder, '返.wubao'), kind: 'return' });
    expect(down.bytes).toBe(readFileSync(down.file).length);

    const waiting = await terminal.run('import-package', '返.wubao', '--ledger', '甲', '--json');
    expect(waiting.status).toBe(1);
    expect(JSON.parse(waiting.out)).toMatchObject([{ outcome: 'quarantined' }]);
    const [merged] = await terminal.json('import-package', '返.wubao', '--trust', city.fingerprint, '--ledger', '甲');
    expect(merged).toMatchObject({ outcome: 'merged', applied: down.changes });
    expect((await terminal.json('show', id, '--ledger', '甲')).project.total_investment).toBe(600_000_000);
    expect((await terminal.json('digest', '--ledger', '甲')).digest).toBe(
      (await terminal.json('digest', '--ledger', '市')).digest,
    );

    await terminal.json('set', 'project', id, 'note=收到', '--ledger', '甲');
    expect(await terminal.json('export-package', '--to', '甲二.wubao', '--ledger', '甲')).toMatchObject({
      changes: 1,
      from: 2,
    });
    expect(await terminal.json('export-package', '--full', '--to', '甲三.wubao', '--ledger', '甲')).toMatchObject({
      changes: 2,
      from: 1,
    });
    await terminal.json('import-package', '甲二.wubao', '--ledger', '市');
    const all = await terminal.json('export-package', '--device', 'all', '--to', terminal.folder, '--ledger', '市');
    expect(all).toMatchObject([{ kind: 'receipt', changes: 0, person: '王秘书' }]);
    expect((await terminal.json('verify', '--ledger', '甲')).ok).toBe(true);

    const refused = await terminal.run('export-package', '--device', own.deviceId, '--ledger', '甲', '--json');
    expect(refused.status).toBe(1);
    expect(JSON.parse(refused.out).error.code).toBe('not_commission');
  });
});
