import { spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { historyOf } from '../../src-main/ledger/journal/history';
import { signedBytes } from '../../src-main/ledger/sync/package-file';
import { Author, addProject, Ledgers, place, report, revise, rewrite, unzip } from '../support/sync-ledgers';

const ledgers = new Ledgers();
const reader = fileURLToPath(new URL('../reader/read-package.mjs', import.meta.url));

const read = (file: string) => spawnSync(process.execPath, [reader, file], { encoding: 'utf8' });

async function written() {
  const ledger = ledgers.make();
  const id = addProject(ledger, '大口钦现代物流园', {
    total_investment: 99_990_000,
    annual_plan: { 2018: 240_000_000 },
  });
  revise(ledger, id, { owner: '江城公司\t“物流”' });
  ledger.journal.commit([{ entity: 'project', id, set: { owner: null } }], { source: '导入 8月调度表.xlsx' });
  return { ledger, id, file: await report(ledger, '昌邑-王-0001.wubao') };
}

describe('a reader of fifty lines, written from README alone', () => {
  it('has no more than fifty lines', () => {
    const lines = readFileSync(reader, 'utf8').trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(50);
    expect(lines.filter((line) => line.includes('import')).join('')).not.toMatch(/src-|node_modules/);
  });

  it('prints exactly the changes that the ledger has', async () => {
    const { ledger, id, file } = await written();
    const { status, stdout, stderr } = read(file);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    const [title, ...lines] = stdout.trimEnd().split('\n');
    expect(title).toBe(`report of 昌邑区重点项目服务中心 王秘书, device ${ledger.journal.device}, 3 changes`);
    const told = lines.map((line) => {
      const [dot, at, person, entity, record, field, value] = line.split('\t');
      return { dot, at, person, entity, record, field, to: JSON.parse(value ?? '') };
    });
    const known = historyOf(ledger.journal.core, 'project', id).map((entry) => ({
      dot: entry.dot,
      at: entry.at,
      person: entry.person,
      entity: entry.entity,
      record: entry.record,
      field: entry.field,
      to: entry.to,
    }));
    const inOrder = (entries: readonly object[]) => entries.map((entry) => JSON.stringify(entry)).sort();
    expect(inOrder(told)).toEqual(inOrder(known));
  });

  it('refuses every package that the program refuses, too', async () => {
    const { ledger, file } = await written();
    const bytes = readFileSync(file);
    const thief = new Author();
    const faults = {
      edited: rewrite(bytes, (manifest) => ({ ...manifest, person: '李秘书' })),
      resigned: rewrite(bytes, (manifest) => manifest, thief),
      renamed: rewrite(
        bytes,
        (manifest) => ({
          ...manifest,
          key: { id: thief.keyId, algorithm: 'Ed25519', public: thief.publicKey.toString('base64') },
        }),
        thief,
      ),
      newer: thief.seal({ ...thief.manifest(thief.lines(1)), reader: 2 }, null),
      chain: thief.package(thief.lines(3), 1, {
        range: { from: 1, to: 3, before: '0'.repeat(64), after: 'f'.repeat(64) },
      }),
    };
    const says = {
      edited: 'the signature does not hold',
      resigned: 'the signature does not hold',
      renamed: 'the key is not that of the device',
      newer: 'needs a newer reader',
      chain: 'the chain does not hold',
    };
    for (const [name, fault] of Object.entries(faults)) {
      const { status, stdout, stderr } = read(place(ledger, `${name}.wubao`, fault));
      expect(status).not.toBe(0);
      expect(stdout).toBe('');
      expect(stderr).toContain(says[name as keyof typeof says]);
    }
  });

  it('is not needed where there are unzip and openssl', async () => {
    if (spawnSync('unzip', ['-v']).status !== 0 || spawnSync('openssl', ['version']).status !== 0) {
      process.stderr.write('unzip or openssl is not installed here: the commands of README are not tried\n');
      return;
    }
    const { ledger, file } = await written();
    const entry = (name: string) => spawnSync('unzip', ['-p', file, name]).stdout;
    expect(entry('manifest.json')).toEqual(unzip(readFileSync(file)).get('manifest.json'));
    const manifest = JSON.parse(String(entry('manifest.json')));
    const x = Buffer.from(manifest.key.public, 'base64').toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const at = (name: string) => path.join(ledger.folder, name);
    writeFileSync(at('key.pem'), key.export({ type: 'spki', format: 'pem' }));
    writeFileSync(at('signed'), signedBytes(entry('manifest.json')));
    writeFileSync(at('manifest.sig'), entry('manifest.sig'));
    const words = ['pkeyutl', '-verify', '-pubin', '-inkey', at('key.pem'), '-rawin', '-in', at('signed')];
    const checked = spawnSync('openssl', [...words, '-sigfile', at('manifest.sig')], { encoding: 'utf8' });
    expect(checked.stdout + checked.stderr).toContain('Verified Successfully');
  });
});
