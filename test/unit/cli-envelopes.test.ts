import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDeviceKey } from '../../src-main/ledger/sync/device-key';
import { isEnvelope } from '../../src-main/ledger/sync/envelope';
import { Terminal, temporaryFolder } from '../support/terminal';

const hasAge = spawnSync('age', ['--version']).status === 0;
if (!hasAge) process.stdout.write('The tool `age` is not installed: opening with it is not tried here.\n');

/** A secretary's ledger 甲 with one project, whose device the Commission 市 has approved. */
async function city(): Promise<Terminal> {
  const terminal = new Terminal(temporaryFolder());
  const secretary = ['--role', 'secretary', '--person', '王秘书', '--unit', '昌邑区发改局', '--region', '昌邑区'];
  await terminal.json('init', '--ledger', '甲', ...secretary);
  await terminal.json('init', '--ledger', '市', '--role', 'commission', '--person', '周科长', '--unit', '市发改委');
  await terminal.json('enrol', '甲/enrolment.wubao', '--approve', '--ledger', '市');
  await terminal.json('add', 'project', 'name=大口钦现代物流园', 'region=昌邑区', '--ledger', '甲');
  return terminal;
}

const recipientOf = (terminal: Terminal, ledger: string) => openDeviceKey(path.join(terminal.folder, ledger)).recipient;

describe('envelopes from the command line', () => {
  test('export-package --for takes age recipients and device ids, one or several', async () => {
    const terminal = await city();
    const [own, commission] = [recipientOf(terminal, '甲'), recipientOf(terminal, '市')];
    const written = await terminal.json('export-package', '--for', commission, own, '--ledger', '甲');
    expect(written.file).toMatch(/\.wubao\.age$/);
    expect(isEnvelope(readFileSync(written.file))).toBe(true);
    expect(written.bytes).toBe(readFileSync(written.file).length);
    const [merged] = await terminal.json('import-package', written.file, '--ledger', '市');
    expect(merged).toMatchObject({ outcome: 'merged', applied: 1 });

    // Down again, to the device by its id.
    const { deviceId } = await terminal.json('enrol', '甲/enrolment.wubao', '--ledger', '市');
    const down = await terminal.json(
      'export-package',
      '--device',
      deviceId,
      '--for',
      deviceId,
      '--to',
      '下.wubao.age',
      '--ledger',
      '市',
    );
    expect(isEnvelope(readFileSync(path.join(terminal.folder, '下.wubao.age')))).toBe(true);
    expect(down).toBeTruthy();
    const other = ['--role', 'secretary', '--person', '李秘书', '--unit', '龙潭区发改局'];
    await terminal.json('init', '--ledger', '乙', ...other);
    const refused = await terminal.run('import-package', '下.wubao.age', '--ledger', '乙', '--json');
    expect(refused.status).toBe(1);
    expect(JSON.parse(refused.out)[0]).toMatchObject({ outcome: 'rejected', applied: 0 });
    expect(JSON.parse(refused.out)[0].message).toContain('是加密给别人的');
  });

  test('what cannot be closed is refused before anything is written', async () => {
    const terminal = await city();
    const refused = async (...words: string[]) => {
      const run = await terminal.run('export-package', '--to', 'x.wubao.age', ...words, '--ledger', '甲', '--json');
      expect(run.status).toBe(1);
      return JSON.parse(run.out).error.code;
    };
    expect(await refused('--for', 'ffffffffffffffff')).toBe('unknown_device');
    expect(await refused('--for', 'age1xyz')).toBe('invalid_input');
    writeFileSync(path.join(terminal.folder, '短.txt'), '123456\n');
    expect(await refused('--passphrase-file', '短.txt')).toBe('weak_passphrase');
    expect((await terminal.run('export-package', '--passphrase-file', '没有.txt', '--ledger', '甲')).status).toBe(2);
    expect((await terminal.run('export-package', '多余', '--ledger', '甲')).status).toBe(2);
  });

  test('a passphrase stands in a file, both ways', async () => {
    const terminal = await city();
    writeFileSync(path.join(terminal.folder, '口令.txt'), '松花江边七棵老白桦树\r\n第二行不算\n');
    const closing = ['--passphrase-file', '口令.txt'];
    const { file } = await terminal.json('export-package', '--to', 'p.wubao.age', ...closing, '--ledger', '甲');
    const without = await terminal.run('import-package', file, '--ledger', '市', '--json');
    expect(without.status).toBe(1);
    expect(JSON.parse(without.out)[0]).toMatchObject({ outcome: 'rejected', passphrase: 'needed' });
    const [merged] = await terminal.json('import-package', file, ...closing, '--ledger', '市');
    expect(merged).toMatchObject({ outcome: 'merged', applied: 1 });
  });

  test.skipIf(!hasAge)('the tool age opens what is written for its key', async () => {
    const terminal = await city();
    const at = (name: string) => path.join(terminal.folder, name);
    const made = spawnSync('age-keygen', ['-o', at('钥匙.txt')]);
    const recipient = /age1[0-9a-z]+/.exec(String(made.stderr))?.[0] ?? '';
    await terminal.json('export-package', '--for', recipient, '--to', 'a.wubao.age', '--ledger', '甲');
    expect(spawnSync('age', ['-d', '-i', at('钥匙.txt'), '-o', at('a.wubao'), at('a.wubao.age')]).status).toBe(0);
    const manifest = spawnSync('unzip', ['-p', at('a.wubao'), 'manifest.json']);
    expect(JSON.parse(String(manifest.stdout)).recipients).toEqual([recipient]);
  });
});
