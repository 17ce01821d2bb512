import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { noisePdf, sha256, writeFile } from '../support/attachment-files';
import { Terminal, temporaryFolder } from '../support/terminal';

async function made(): Promise<{ terminal: Terminal; folder: string; project: string }> {
  const folder = temporaryFolder();
  const terminal = new Terminal(folder);
  const who = ['--role', 'secretary', '--person', '王秘书', '--unit', '昌邑区发改局', '--region', '昌邑区'];
  await terminal.json('init', '--ledger', '甲', ...who);
  const { id } = (await terminal.json('add', 'project', 'name=江澜碳纤维', '--ledger', '甲')) as { id: string };
  return { terminal, folder, project: id };
}

describe('attach', () => {
  test('answers id, hash, size and type, and show lists the file', async () => {
    const { terminal, folder, project } = await made();
    const bytes = noisePdf(3000);
    writeFile(folder, path.join('来源 夹', '批复.pdf'), bytes);
    const attached = await terminal.json('attach', '来源 夹/批复.pdf', '--to', project, '--ledger', '甲');
    expect(attached).toEqual({
      id: expect.any(String),
      sha256: sha256(bytes),
      bytes: 3000,
      type: 'application/pdf',
    });
    // Once more: the same record, whatever names the project.
    expect(await terminal.json('attach', '来源 夹/批复.pdf', '--to', '江澜碳纤维', '--ledger', '甲')).toEqual(attached);
    const { id: permit } = (await terminal.json(
      'add',
      'permit',
      `project=${project}`,
      'name=施工许可证',
      '--ledger',
      '甲',
    )) as { id: string };
    await terminal.json('attach', '来源 夹/批复.pdf', '--to', permit, '--ledger', '甲');
    await terminal.json('attach', '来源 夹/批复.pdf', '--to', 'permit/施工许可证', '--ledger', '甲');
    const shown = (await terminal.json('show', project, '--ledger', '甲')) as { attachments: { owner: string }[] };
    expect(shown.attachments.map(({ owner }) => owner)).toEqual([project, permit]);
    const other = (await terminal.json('show', 'permit', permit, '--ledger', '甲')) as { attachments: unknown[] };
    expect(other.attachments).toMatchObject([{ name: '批复.pdf', state: 'here', person: '王秘书' }]);
  });

  test('refuses with the code and the sentence of the reason, and changes nothing', async () => {
    const { terminal, folder, project } = await made();
    writeFile(folder, '空.pdf', '');
    writeFile(folder, '绝密.pdf', noisePdf(100));
    for (const [file, code] of [
      ['空.pdf', 'attachment_refused'],
      ['绝密.pdf', 'secret_mark'],
      ['没有.pdf', 'no_file'],
      ['甲', 'attachment_refused'],
    ] as const) {
      const { status, out } = await terminal.run('attach', file, '--to', project, '--ledger', '甲', '--json');
      expect([file, status, JSON.parse(out).error.code]).toEqual([file, 1, code]);
    }
    const shown = (await terminal.json('show', project, '--ledger', '甲')) as { attachments: unknown[] };
    expect(shown.attachments).toEqual([]);
  });
});
