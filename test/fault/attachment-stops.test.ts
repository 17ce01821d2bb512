import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { addAttachments, listAttachments } from '../../src-main/ledger/attachments/attachments';
import { backupBlobs, restoreBlobs } from '../../src-main/ledger/attachments/backup-blobs';
import { BlobStore, type TakeStep } from '../../src-main/ledger/attachments/blob-store';
import { maximumBlobBytes, takeFile } from '../../src-main/ledger/attachments/intake';
import { keepFiles } from '../../src-main/ledger/sync/attachment-volumes';
import { Refusal } from '../../src-shared/terms/errors';
import { noise, noisePdf, sha256, writeFile } from '../support/attachment-files';
import { bundleChild } from '../support/child-bundle';
import { makeLedger, temporaryFolder } from '../support/ledger';
import { addProject } from '../support/sync-ledgers';

const storeIn = (folder: string) => new BlobStore(folder);
const incoming = (folder: string) => {
  const place = path.join(folder, 'attachments', 'incoming');
  return existsSync(place) ? readdirSync(place) : [];
};
const refusalOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refusal) return error.failure.code;
    throw error;
  }
  throw new Error('nothing was refused');
};

class Stopped extends Error {}
const stopAt = (wanted: TakeStep) => (step: TakeStep) => {
  if (step === wanted) throw new Stopped(step);
};

describe('taking a file', () => {
  it.each<TakeStep>(['opened', 'written', 'flushed'])(
    'that is stopped when it is %s leaves no blob, and the next try brings it',
    async (step) => {
      const folder = temporaryFolder();
      const bytes = noisePdf(3_000_000);
      const file = writeFile(folder, '来源/批复.pdf', bytes);
      await expect(takeFile(storeIn(folder), file, stopAt(step))).rejects.toThrow(Stopped);
      expect(storeIn(folder).list()).toEqual([]);
      expect(incoming(folder)).toEqual([]);
      await takeFile(storeIn(folder), file);
      expect(await storeIn(folder).look(sha256(bytes))).toBe('whole');
    },
  );

  it('that a power cut ended between file and rename: what lies half-written is cleared by a later one, never served', async () => {
    const folder = temporaryFolder();
    const place = path.join(folder, 'attachments', 'incoming');
    mkdirSync(place, { recursive: true });
    const old = path.join(place, 'old.partial');
    const fresh = path.join(place, 'fresh.partial');
    writeFileSync(old, noise(1000));
    writeFileSync(fresh, noise(1000));
    utimesSync(old, new Date(0), new Date(0));
    expect(storeIn(folder).list()).toEqual([]);
    await takeFile(storeIn(folder), writeFile(folder, '来源/甲.pdf', noisePdf(10)));
    expect(incoming(folder)).toEqual(['fresh.partial']);
    expect(storeIn(folder).list()).toHaveLength(1);
  });

  it('replaces a damaged copy, and leaves a whole one alone', async () => {
    const folder = temporaryFolder();
    const bytes = noisePdf(5000);
    const file = writeFile(folder, '来源/甲.pdf', bytes);
    const store = storeIn(folder);
    const blob = store.fileOf((await takeFile(store, file)).sha256);
    for (const damage of [noise(5000), bytes.subarray(0, 4000), Buffer.concat([bytes, noise(1)])]) {
      writeFileSync(blob, damage);
      expect(await store.look(sha256(bytes))).toBe('damaged');
      await takeFile(store, file);
      expect(readFileSync(blob)).toEqual(bytes);
      writeFileSync(blob, damage);
      store.put(bytes);
      expect(readFileSync(blob)).toEqual(bytes);
    }
    utimesSync(blob, new Date(0), new Date(0));
    await takeFile(store, file);
    store.put(bytes);
    expect(readFileSync(blob)).toEqual(bytes);
    expect(store.list()).toHaveLength(1);
  });

  it('of the greatest size is taken, of one byte more it is refused before a byte is copied', async () => {
    const folder = temporaryFolder();
    const most = noisePdf(maximumBlobBytes);
    const file = writeFile(folder, '来源/大.pdf', most);
    expect((await takeFile(storeIn(folder), file)).bytes).toBe(maximumBlobBytes);
    writeFileSync(file, Buffer.concat([most, Buffer.alloc(1)]));
    expect(await refusalOf(takeFile(storeIn(folder), file))).toBe('attachment_refused');
    expect(incoming(folder)).toEqual([]);
    expect(storeIn(folder).list()).toHaveLength(1);
  });

  it.runIf(process.platform === 'linux')(
    'that grows, is a pipe, a folder, a device, or leads nowhere ends in a sentence',
    async () => {
      const folder = temporaryFolder();
      const source = path.join(folder, '来源 夹');
      mkdirSync(source);
      const at = (name: string) => path.join(source, name);
      spawnSync('mkfifo', [at('管道.pdf')]);
      symlinkSync('/dev/zero', at('无尽.pdf'));
      symlinkSync(at('没有'), at('断了.pdf'));
      symlinkSync(at('自己.pdf'), at('自己.pdf'));
      mkdirSync(at('夹.pdf'));
      const codes = [];
      for (const name of ['管道.pdf', '无尽.pdf', '断了.pdf', '自己.pdf', '夹.pdf', `${'长'.repeat(90)}.pdf`])
        codes.push([name.slice(0, 6), await refusalOf(takeFile(storeIn(folder), at(name)))]);
      expect(codes).toEqual([
        ['管道.pdf', 'attachment_refused'],
        ['无尽.pdf', 'attachment_refused'],
        ['断了.pdf', 'no_file'],
        ['自己.pdf', 'file_unreadable'],
        ['夹.pdf', 'attachment_refused'],
        ['长长长长长长', 'file_unreadable'],
      ]);
      expect(storeIn(folder).list()).toEqual([]);
    },
  );

  it('where the store cannot be made ends in a sentence, and the record is not there', async () => {
    const ledger = await makeLedger();
    const project = addProject(ledger.context, '江澜');
    writeFileSync(path.join(ledger.folder, 'attachments'), 'a file stands where the store should');
    const file = writeFile(ledger.folder, '来源/甲.pdf', noisePdf(100));
    const answer = await addAttachments(ledger.context, { entity: 'project', id: project, files: [file] });
    expect(answer.added).toEqual([]);
    expect(answer.refused).toMatchObject([{ code: 'folder_unwritable' }]);
    expect(
      (await listAttachments(ledger.context, { entity: 'project', id: project, related: true })).attachments,
    ).toEqual([]);
  });

  it.each(['writeFile', 'sync'] as const)(
    'on a full disk, met at %s, takes nothing in and stops the rest',
    async (place) => {
      const ledger = await makeLedger();
      const project = addProject(ledger.context, '江澜');
      const files = ['甲.pdf', '乙.pdf'].map((name) => writeFile(ledger.folder, `来源/${name}`, noisePdf(100)));
      const handle = await open(files[0] as string);
      const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      const spy = vi.spyOn(Object.getPrototypeOf(handle), place).mockRejectedValue(full);
      await handle.close();
      try {
        expect(await ledger.refused('attachments.add', { entity: 'project', id: project, files })).toBe('disk_full');
        expect(spy).toHaveBeenCalledTimes(1);
      } finally {
        spy.mockRestore();
      }
      expect(storeIn(ledger.folder).list()).toEqual([]);
      expect(incoming(ledger.folder)).toEqual([]);
      expect((await ledger.call('attachments.add', { entity: 'project', id: project, files })).added).toHaveLength(2);
    },
  );
});

describe('kill -9 while a file is taken', () => {
  let child = '';
  beforeAll(async () => {
    child = await bundleChild('take-child');
  }, 120_000);

  it.each<[TakeStep, boolean]>([
    ['opened', false],
    ['written', false],
    ['flushed', false],
    ['placed', true],
  ])('when it is %s: the blob is whole or not there, and the next try brings the attachment', async (step, placed) => {
    const ledger = await makeLedger();
    const project = addProject(ledger.context, '江澜');
    const bytes = noisePdf(2_500_000);
    const file = writeFile(ledger.folder, '来源/批复.pdf', bytes);
    const run = spawnSync(process.execPath, [child, ledger.folder, file, step], { encoding: 'utf8' });
    expect([run.stderr, run.signal]).toEqual(['', 'SIGKILL']);
    const store = storeIn(ledger.folder);
    expect(await store.look(sha256(bytes))).toBe(placed ? 'whole' : 'missing');
    expect((await ledger.call('ledger.verify', {})).ok).toBe(true);
    const { added } = await ledger.call('attachments.add', { entity: 'project', id: project, files: [file] });
    expect(added).toMatchObject([{ sha256: sha256(bytes), state: 'here' }]);
    expect(await store.look(sha256(bytes))).toBe('whole');
    expect(readFileSync(file)).toEqual(bytes);
  });
});

describe('names of blobs', () => {
  it.each(['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(63)}/`, `${'a'.repeat(64)}\0`, 'a'.repeat(65)])(
    '%j leads nowhere',
    (name) => {
      expect(() => storeIn('/nowhere').fileOf(name)).toThrow(RangeError);
    },
  );

  it('that a record of another machine makes up are waited for, never looked for', async () => {
    const ledger = await makeLedger();
    const project = addProject(ledger.context, '江澜');
    ledger.context.journal.commit([
      {
        entity: 'attachment',
        id: null,
        set: {
          project,
          owner_entity: 'project',
          owner: project,
          sha256: '../../ledger.sqlite',
          name: '../x.pdf',
          bytes: 1,
        },
      },
      {
        entity: 'attachment',
        id: null,
        set: { project, owner_entity: 'no_such_entity', owner: 'x', sha256: 'f'.repeat(64), name: 'y.pdf' },
      },
    ]);
    const { attachments } = await listAttachments(ledger.context, { entity: 'project', id: project, related: true });
    expect(attachments.map(({ state, name }) => [state, name])).toEqual([
      ['awaiting', '../x.pdf'],
      ['awaiting', 'y.pdf'],
    ]);
    for (const { id } of attachments)
      expect(await ledger.refused('attachments.lend', { id })).toBe('attachment_awaiting');
    expect((await ledger.call('ledger.verify', {})).checks.length).toBeGreaterThan(5);
    expect((await ledger.call('packages.export', { file: temporaryFolder() })).lacking).toBe(2);
  });
});

describe('files of a package', () => {
  it('are kept one by one: what was kept before a stop is there, the rest comes with the next try', () => {
    const folder = temporaryFolder();
    const blobs = [noise(2000), noise(3000), noise(4000)];
    const packed = blobs.map((bytes, index) => ({
      sha256: sha256(bytes),
      bytes: bytes.length,
      read: () => {
        if (index === 2) throw new Stopped();
        return bytes;
      },
    }));
    expect(() => keepFiles(folder, packed)).toThrow(Stopped);
    expect(storeIn(folder).list()).toHaveLength(2);
    const whole = packed.map((file, index) => ({ ...file, read: () => blobs[index] as Buffer }));
    expect(keepFiles(folder, whole)).toEqual({ fresh: 1, bytes: 4000 });
    expect(keepFiles(folder, whole)).toEqual({ fresh: 0, bytes: 0 });
  });
});

describe('backup and restore', () => {
  it('carry the files; what was lost since comes back, what is here stays, a damaged copy is told and left', async () => {
    const ledger = await makeLedger();
    const project = addProject(ledger.context, '江澜');
    const bytes = [noisePdf(1000), noisePdf(2000), noisePdf(3000)];
    const files = bytes.map((content, index) => writeFile(ledger.folder, `来源/${index}.pdf`, content));
    await ledger.call('attachments.add', { entity: 'project', id: project, files });
    const backup = path.join(temporaryFolder(), '备份 一.sqlite');
    expect((await ledger.call('backups.create', { file: backup })).ok).toBe(true);
    const store = storeIn(ledger.folder);
    const [first, second, third] = bytes.map(sha256) as [string, string, string];
    rmSync(store.fileOf(first));
    rmSync(store.fileOf(second));
    const copy = path.join(`${backup}.attachments`, second.slice(0, 2), second);
    chmodSync(copy, 0o644);
    writeFileSync(copy, noise(2000));
    const restored = await ledger.call('backups.restore', { file: backup });
    expect(restored.checks.find(({ name }) => name === '附件已带回')).toMatchObject({
      ok: false,
      detail: expect.stringContaining('1 个，另有 1 个已损坏'),
    });
    expect(await store.look(first)).toBe('whole');
    expect(await store.look(second)).toBe('missing');
    expect(await store.look(third)).toBe('whole');
    const { attachments } = await ledger.call('attachments.list', { entity: 'project', id: project });
    expect(attachments.map(({ state }) => state)).toEqual(['here', 'awaiting', 'here']);
  });

  it('takes no room for what lies on the same disk, and survives a purge there', async () => {
    const folder = temporaryFolder();
    const store = storeIn(folder);
    const { sha256: name } = store.put(noise(5000));
    const backup = path.join(folder, 'backups', 'manual-1.sqlite');
    expect(backupBlobs(folder, backup)).toEqual({ files: 1, bytes: 5000 });
    expect(backupBlobs(folder, backup)).toEqual({ files: 1, bytes: 5000 });
    store.remove(name);
    expect(restoreBlobs(backup, folder)).toEqual([{ name: '附件已带回', ok: true, detail: '1 个' }]);
    expect(await store.look(name)).toBe('whole');
  });
});
