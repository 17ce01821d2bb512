import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import {
  createDeviceKey,
  deviceKeyWarning,
  fingerprint,
  namesKey,
  openDeviceKey,
  verifySignature,
} from '../../src-main/ledger/sync/device-key';
import { listDevices } from '../../src-main/ledger/sync/device-list';
import {
  decideDevice,
  enrolDevice,
  enrolmentName,
  writeEnrolment,
  writeOwnEnrolment,
} from '../../src-main/ledger/sync/enrolment';
import type { KeyProtection } from '../../src-main/ledger/sync/key-protection';
import type { Device } from '../../src-shared/contract/trust-methods';
import { fingerprintWords } from '../../src-shared/terms/fingerprint-words';
import {
  Author,
  addProject,
  approve,
  digest,
  Ledgers,
  place,
  report,
  revise,
  rewrite,
  take,
  takeOne,
} from '../support/sync-ledgers';

const ledgers = new Ledgers();
const find = async (context: LedgerContext, id: string) =>
  (await listDevices(context, {})).find((entry: Device) => entry.id === id) as Device;

describe('the device key', () => {
  it('is made once, is private to its owner, and is the device id', () => {
    const folder = ledgers.folder('钥匙 夹');
    const key = createDeviceKey(folder);
    const file = path.join(folder, 'device.key');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    const stored = readFileSync(file, 'utf8');
    expect(createDeviceKey(folder).id).toBe(key.id);
    expect(readFileSync(file, 'utf8')).toBe(stored);
    expect(key.id).toMatch(/^[0-9a-f]{16}$/);
    expect(key.fingerprint.hex.replaceAll(' ', '')).toBe(key.id);
    const message = Buffer.from('上报');
    expect(verifySignature(key.publicKey, message, openDeviceKey(folder).sign(message))).toBe(true);
    expect(verifySignature(key.publicKey, Buffer.from('上抱'), key.sign(message))).toBe(false);
    expect(deviceKeyWarning(folder)).toContain('没有操作系统保护');
  });

  it('is refused with a sentence where it is gone, damaged or wrapped by another system', () => {
    const folder = ledgers.folder();
    const code = () => {
      try {
        openDeviceKey(folder);
      } catch (error) {
        return (error as { failure: { code: string } }).failure.code;
      }
      return 'opened';
    };
    expect(code()).toBe('device_key_missing');
    expect(deviceKeyWarning(folder)).toContain('device.key');
    for (const damage of ['', '{}', '{"format":"wubao-device-key/1","protection":"none","key":"AAAA"}']) {
      writeFileSync(path.join(folder, 'device.key'), damage);
      expect(code()).toBe('device_key_missing');
    }
    writeFileSync(
      path.join(folder, 'device.key'),
      '{"format":"wubao-device-key/1","protection":"system","key":"AAAA"}',
    );
    expect(code()).toBe('device_key_protected');
  });

  it('can be wrapped by the system, and then does not lie open', () => {
    const flip = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
    const protection: KeyProtection = { name: 'system', wrap: flip, unwrap: flip };
    const folder = ledgers.folder();
    const key = createDeviceKey(folder, protection);
    expect(openDeviceKey(folder, protection).id).toBe(key.id);
    expect(deviceKeyWarning(folder, protection)).toBeNull();
    expect(() => openDeviceKey(folder)).toThrow('device.key');
  });

  it('carries an age identity that the age format itself understands, and gives one to a key of before', async () => {
    const folder = ledgers.folder();
    const key = createDeviceKey(folder);
    const [identity = ''] = key.ageIdentities;
    expect(await identityToRecipient(identity)).toBe(key.recipient);
    const sealed = new Encrypter();
    sealed.addRecipient(key.recipient);
    const opened = new Decrypter();
    opened.addIdentity(openDeviceKey(folder).ageIdentities[0] ?? '');
    expect(await opened.decrypt(await sealed.encrypt('一句话'), 'text')).toBe('一句话');

    const earlier = ledgers.folder('从前');
    const signing = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });
    writeFileSync(
      path.join(earlier, 'device.key'),
      JSON.stringify({ format: 'wubao-device-key/1', protection: 'none', key: signing.toString('base64') }),
    );
    const first = openDeviceKey(earlier);
    expect(first.recipient).toMatch(/^age1[0-9a-z]{58}$/);
    expect(openDeviceKey(earlier)).toMatchObject({ id: first.id, recipient: first.recipient });
  });

  it('keeps its mode when a copy lost it', () => {
    if (process.platform === 'win32') return;
    const folder = ledgers.folder();
    createDeviceKey(folder);
    chmodSync(path.join(folder, 'device.key'), 0o644);
    openDeviceKey(folder);
    expect(statSync(path.join(folder, 'device.key')).mode & 0o777).toBe(0o600);
  });
});

describe('a fingerprint', () => {
  it('has 256 words of two characters that sound unlike each other', () => {
    expect(fingerprintWords).toHaveLength(256);
    expect(fingerprintWords.every((word) => /^\p{Script=Han}{2}$/u.test(word))).toBe(true);
    expect(new Set(fingerprintWords.map((word) => pinyin(word, { toneType: 'none' }))).size).toBe(256);
  });

  it('stays what it is for a key: printed cards must go on being right', () => {
    // RFC 8032, test 1.
    const publicKey = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
    expect(fingerprint(publicKey)).toEqual({ hex: '21fe 31df a154 a261', words: ['枸杞', '杨树', '面条', '草莓'] });
  });

  it('is recognised however a person writes it, and never by a part of it', () => {
    const { publicKey } = new Author();
    const { hex, words } = fingerprint(publicKey);
    for (const text of [
      hex,
      hex.replaceAll(' ', ''),
      hex.toUpperCase(),
      hex.replaceAll(' ', ':'),
      words.join(' '),
      words.join('　'),
      `${hex} ${words.join(' ')}`,
    ]) {
      expect(namesKey(text, publicKey)).toBe(true);
    }
    for (const text of ['', hex.slice(0, 14), words.slice(0, 3).join(' '), words.toReversed().join(' '), `${hex}0`])
      expect(namesKey(text, publicKey)).toBe(false);
  });
});

describe('enrolment by file', () => {
  it('is left by a new ledger, seen at the Commission, approved, and what waited is merged', async () => {
    const secretary = ledgers.make();
    const commission = ledgers.commission();
    addProject(secretary, '甲');
    const enrolment = await writeOwnEnrolment(secretary);
    expect(enrolment).toBe(path.join(secretary.folder, enrolmentName));
    const waiting = await takeOne(commission, await report(secretary, 'a.wubao'));
    expect(waiting.outcome).toBe('quarantined');
    const id = secretary.journal.device;
    expect(await enrolDevice(commission, { file: enrolment, approve: false })).toEqual({
      deviceId: id,
      fingerprint: (await find(secretary, id)).fingerprint.hex,
      state: 'pending',
    });
    expect(await find(commission, id)).toMatchObject({
      person: '王秘书',
      unit: '昌邑区重点项目服务中心',
      region: '220202',
      role: 'secretary',
      state: 'pending',
      severity: 'attention',
    });
    expect(await enrolDevice(commission, { file: enrolment, approve: true })).toMatchObject({
      deviceId: id,
      state: 'approved',
    });
    expect(digest(commission)).toBe(digest(secretary));
    expect(await find(commission, id)).toMatchObject({
      state: 'approved',
      changes: 1,
      lastPackage: 'a.wubao',
      lastReport: '2018-09-16',
      note: '已合并，待回执',
      severity: 'ok',
    });
  });

  it('may be dropped among packages, and lets them in when its fingerprint is named', async () => {
    const secretary = ledgers.make({ role: 'field', person: '踏查二组', region: null });
    const commission = ledgers.commission();
    addProject(secretary, '甲');
    const files = [await report(secretary, 'a.wubao'), await writeOwnEnrolment(secretary)];
    const before = digest(commission);
    const unknown = await take(commission, files);
    expect(unknown.map(({ outcome }) => outcome)).toEqual(['quarantined', 'quarantined']);
    expect(unknown[1]?.message).toContain('登记申请：昌邑区重点项目服务中心踏查二组，指纹');
    expect(unknown[1]?.message).toContain('待批准');
    expect(digest(commission)).toBe(before);
    const named = await take(commission, files, {
      trust: (await find(secretary, secretary.journal.device)).fingerprint.words.join(' '),
    });
    expect(named.map(({ outcome }) => outcome)).toEqual(['merged', 'merged']);
    expect(await find(commission, secretary.journal.device)).toMatchObject({
      role: 'field',
      region: null,
      state: 'approved',
    });
    expect((await take(commission, files)).map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate']);
  });

  it('cannot be edited, and speaks for its own key alone', async () => {
    const secretary = ledgers.make();
    const commission = ledgers.commission();
    const enrolment = readFileSync(await writeOwnEnrolment(secretary));
    const edited = rewrite(enrolment, (manifest) => ({ ...manifest, region: null, person: '周科长' }));
    await expect(
      Promise.resolve(enrolDevice(commission, { file: place(commission, 'e.wubao', edited), approve: true })),
    ).rejects.toThrow('签名不对');
    const stolen = rewrite(enrolment, (manifest) => manifest, new Author());
    await expect(
      Promise.resolve(enrolDevice(commission, { file: place(commission, 's.wubao', stolen), approve: true })),
    ).rejects.toThrow('签名不对');
    expect((await listDevices(commission, {})).map(({ state }: Device) => state)).toEqual(['own']);
  });

  it('does not change what was approved until somebody approves again', async () => {
    const author = new Author();
    const commission = ledgers.commission();
    const enrol = (region: string) =>
      place(
        commission,
        `${region}.wubao`,
        author.seal(
          author.manifest([], 1, { kind: 'enrolment', range: null, entries: [], role: 'secretary', region }),
          null,
        ),
      );
    await enrolDevice(commission, { file: enrol('220202'), approve: true });
    await enrolDevice(commission, { file: enrol('220203'), approve: false });
    expect((await find(commission, author.id)).region).toBe('220202');
    await enrolDevice(commission, { file: enrol('220203'), approve: true });
    expect((await find(commission, author.id)).region).toBe('220203');
  });

  it('is for the Commission; reports, other files and strangers are refused', async () => {
    const secretary = ledgers.make();
    const commission = ledgers.commission();
    addProject(secretary, '甲');
    const enrolment = await writeOwnEnrolment(secretary);
    const code = (work: unknown) =>
      Promise.resolve(work).then(
        () => 'done',
        (error: { failure?: { code: string } }) => error.failure?.code,
      );
    expect(await code(enrolDevice(ledgers.make(), { file: enrolment, approve: true }))).toBe('not_commission');
    expect(await code(decideDevice(secretary, { device: secretary.journal.device, decision: 'approve' }))).toBe(
      'not_commission',
    );
    expect(await code(enrolDevice(commission, { file: await report(secretary, 'a.wubao'), approve: true }))).toBe(
      'not_an_enrolment',
    );
    const newer = rewrite(readFileSync(enrolment), (manifest) => ({ ...manifest, reader: 99 }));
    expect(await code(enrolDevice(commission, { file: place(commission, 'n.wubao', newer), approve: true }))).toBe(
      'package_newer',
    );
    expect(
      await code(enrolDevice(commission, { file: place(commission, 'x', Buffer.from('hello')), approve: true })),
    ).toBe('not_a_package');
    expect(await code(enrolDevice(commission, { file: path.join(commission.folder, 'no'), approve: true }))).toBe(
      'no_file',
    );
    expect(await code(decideDevice(commission, { device: 'feedfacefeedface', decision: 'approve' }))).toBe(
      'unknown_device',
    );
    expect(await code(decideDevice(commission, { device: commission.journal.device, decision: 'revoke' }))).toBe(
      'invalid_input',
    );
  });

  it('is written where a person wants it, and stops with a sentence where the key is gone', async () => {
    const secretary = ledgers.make();
    const folder = ledgers.folder('U 盘');
    expect(await writeEnrolment(secretary, { file: folder })).toEqual({ file: path.join(folder, 'enrolment.wubao') });
    expect(await writeEnrolment(secretary, { file: path.join(folder, '我.wubao') })).toEqual({
      file: path.join(folder, '我.wubao'),
    });
    await expect(
      Promise.resolve(writeEnrolment(secretary, { file: path.join(folder, 'no', 'x.wubao') })),
    ).rejects.toThrow('文件夹不在了');
    rmSync(path.join(secretary.folder, 'device.key'));
    await expect(writeOwnEnrolment(secretary)).rejects.toThrow('device.key');
    expect(existsSync(path.join(secretary.folder, 'enrolment.wubao'))).toBe(false);
  });
});

describe('the words of the sync page', () => {
  it('say who is late, who never reported, and who conflicts', async () => {
    const [late, silent, first, second] = [
      ledgers.make({ person: '高秘书' }, '2018-08-29T08:00:00+08:00'),
      ledgers.make({ person: '白秘书' }),
      ledgers.make({ person: '杜秘书' }),
      ledgers.make({ person: '孙秘书' }),
    ];
    const commission = ledgers.commission('2018-08-29T09:00:00+08:00');
    for (const other of [late, silent, first, second]) await approve(commission, other, await writeOwnEnrolment(other));
    addProject(late, '甲');
    await takeOne(commission, await report(late, '舒兰-高-0019.wubao'));
    commission.database.close();
    const now = ledgers.open(commission.folder, '2018-09-16T15:00:00+08:00');
    const id = addProject(first, '共同');
    await takeOne(now, await report(first, 'a.wubao'));
    await takeOne(second, await report(first, 'b.wubao'), first.journal.device);
    revise(first, id, { owner: '甲公司', address: '同一条街' });
    revise(second, id, { owner: '乙公司', address: '同一条街' });
    await take(now, [await report(first, 'c.wubao'), await report(second, 'd.wubao')]);
    const notes = Object.fromEntries(
      (await listDevices(now, {})).map(({ person, note, severity }: Device) => [person, [note, severity]]),
    );
    expect(notes).toEqual({
      周科长: ['本机', 'ok'],
      高秘书: ['18 天未报', 'attention'],
      白秘书: ['还没有报过', 'info'],
      杜秘书: ['冲突 1 处', 'info'],
      孙秘书: ['冲突 1 处', 'info'],
    });
  });
});
