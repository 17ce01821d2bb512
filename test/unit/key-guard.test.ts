import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openDoor } from '../../src-main/ledger/door';
import { ownKey } from '../../src-main/ledger/sync/device-key';
import { sealedBy } from '../../src-main/ledger/sync/key-protection';
import { keySecret, type SystemSafe } from '../../src-main/shell/key-guard';
import type { OwnDevice } from '../../src-shared/contract/trust-methods';

const root = mkdtempSync(path.join(tmpdir(), '密钥 保管-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const fresh = (name: string) => path.join(root, `${name} ${Math.random()}`);

/** A system that really keeps something: what another one sealed it does not open. */
function system(backend = 'gnome_libsecret', password = 'p'): SystemSafe {
  return {
    isEncryptionAvailable: () => true,
    getSelectedStorageBackend: () => backend,
    encryptString: (text) => Buffer.from(`${password}:${Buffer.from(text).toString('hex')}`),
    decryptString: (sealed) => {
      const [mark, text] = sealed.toString().split(':');
      if (mark !== password) throw new Error('sealed by somebody else');
      return Buffer.from(text ?? '', 'hex').toString();
    },
  };
}

const quiet = () => undefined;
const identity = { role: 'secretary' as const, person: '王秘书', unit: '昌邑区', region: '220202', phone: '' };
const migrations = path.resolve('migrations');
const own = async (door: ReturnType<typeof openDoor>): Promise<OwnDevice> => {
  const answer = await door.call('devices.own', {});
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
};

describe('the secret that the system guards', () => {
  it('is made once, is not readable where it lies, and comes back', () => {
    const folder = fresh('程序');
    const first = keySecret(folder, system(), quiet);
    expect(Buffer.from(first?.secret ?? '', 'base64')).toHaveLength(32);
    expect(keySecret(folder, system(), quiet)).toEqual(first);
    const file = path.join(folder, 'key-guard.json');
    expect(readFileSync(file, 'utf8')).not.toContain(first?.secret);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is not made where the system guards nothing', () => {
    const folder = fresh('程序');
    expect(keySecret(folder, { ...system(), isEncryptionAvailable: () => false }, quiet)).toBeUndefined();
    if (process.platform === 'linux') {
      expect(keySecret(folder, system('basic_text'), quiet)).toBeUndefined();
      expect(keySecret(folder, system('unknown'), quiet)).toBeUndefined();
    }
    expect(existsSync(path.join(folder, 'key-guard.json'))).toBe(false);
  });

  it('is never replaced where the system does not give it out', () => {
    const folder = fresh('程序');
    keySecret(folder, system(), quiet);
    const kept = readFileSync(path.join(folder, 'key-guard.json'), 'utf8');
    const told: string[] = [];
    expect(keySecret(folder, system('gnome_libsecret', 'another user'), (line) => told.push(line))).toBeUndefined();
    expect(told).toHaveLength(1);
    writeFileSync(path.join(folder, 'key-guard.json'), kept);
    expect(keySecret(folder, system(), quiet)).toBeDefined();
  });
});

describe('a device key under protection', () => {
  const secret = () => {
    const given = keySecret(fresh('程序'), system(), quiet);
    if (!given) throw new Error('no secret');
    return given;
  };

  it('is wrapped in the ledger that the window makes; the command line works on it, but signs nothing and says why', async () => {
    const folder = fresh('台账');
    const keyProtection = sealedBy(secret());
    const window = openDoor(folder, { migrations, keyProtection });
    expect((await window.call('ledger.initialize', identity)).ok).toBe(true);
    expect(await own(window)).toMatchObject({ isProtected: true, canProtect: false, warning: null, trust: 'waiting' });
    expect(
      await window.call('records.create', { entity: 'project', set: { name: '甲', region: '220202' } }),
    ).toMatchObject({ ok: true });
    expect(await window.call('packages.export', {})).toMatchObject({ ok: true });
    const id = (await own(window)).id;
    window.close();
    const stored = readFileSync(path.join(folder, 'device.key'), 'utf8');
    expect(JSON.parse(stored)).toMatchObject({ protection: 'system' });
    expect(Buffer.from(JSON.parse(stored).secret, 'base64').toString('latin1')).not.toContain('AGE-SECRET-KEY');

    const line = openDoor(folder, { migrations });
    expect(
      await line.call('records.create', { entity: 'project', set: { name: '乙', region: '220202' } }),
    ).toMatchObject({ ok: true });
    const refused = await line.call('packages.export', {});
    expect(refused).toMatchObject({ ok: false, error: { code: 'device_key_protected' } });
    expect((await own(line)).warning).toContain('请在建台账的那台电脑上');
    line.close();
    expect(readFileSync(path.join(folder, 'device.key'), 'utf8')).toBe(stored);

    // The folder alone, on another computer, is worth nothing to a thief either.
    const elsewhere = openDoor(folder, { migrations, keyProtection: sealedBy(secret()) });
    expect(await elsewhere.call('packages.export', {})).toMatchObject({
      ok: false,
      error: { code: 'device_key_protected' },
    });
    const renewed = await elsewhere.call('devices.renewKey', {});
    expect(renewed).toMatchObject({ ok: true, value: { signed: false } });
    expect((await own(elsewhere)).id).not.toBe(id);
    elsewhere.close();
  });

  it('is told where it lies open, and wrapped when the person asks', async () => {
    const folder = fresh('台账');
    const line = openDoor(folder, { migrations });
    await line.call('ledger.initialize', identity);
    const plain = await own(line);
    expect(plain).toMatchObject({ isProtected: false, canProtect: false });
    expect(plain.warning).toContain('没有操作系统保护');
    expect(plain.warning).toContain('设开机密码');
    expect(await line.call('devices.protectKey', {})).toMatchObject({
      ok: false,
      error: { code: 'no_key_protection' },
    });
    line.close();

    const keyProtection = sealedBy(secret());
    const window = openDoor(folder, { migrations, keyProtection });
    expect(await own(window)).toMatchObject({ id: plain.id, isProtected: false, canProtect: true });
    expect((await window.call('devices.protectKey', {})).ok).toBe(true);
    expect(await own(window)).toMatchObject({
      id: plain.id,
      recipient: plain.recipient,
      isProtected: true,
      warning: null,
    });
    window.close();
    expect(ownKey({ folder, keyProtection }).id).toBe(plain.id);
    expect(() => ownKey({ folder })).toThrow('操作系统保护');
  });

  it('does not open when a byte of it was changed', () => {
    const protection = sealedBy(secret());
    const wrapped = protection.wrap(Buffer.from('钥匙'));
    expect(protection.unwrap(wrapped).toString()).toBe('钥匙');
    for (let at = 0; at < wrapped.length; at += 1) {
      const damaged = Buffer.from(wrapped);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(() => protection.unwrap(damaged)).toThrow();
    }
  });
});
