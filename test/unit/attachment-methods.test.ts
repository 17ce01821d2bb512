import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { BlobStore } from '../../src-main/ledger/attachments/blob-store';
import { noise, noisePdf, officeFile, photo, sha256, writeFile } from '../support/attachment-files';
import { makeLedger, type TestLedger, temporaryFolder } from '../support/ledger';

async function ledgerWithProject(): Promise<{ ledger: TestLedger; project: string; source: string }> {
  const ledger = await makeLedger();
  const { id: project } = await ledger.call('records.create', { entity: 'project', set: { name: '江澜碳纤维' } });
  return { ledger, project, source: temporaryFolder() };
}
const blobsOf = (ledger: TestLedger) => new BlobStore(ledger.folder).list().map((blob) => blob.sha256);

describe('attaching', () => {
  it('keeps the bytes by their hash and what is known of them in a record', async () => {
    const { ledger, project, source } = await ledgerWithProject();
    const bytes = await photo('jpeg', { moment: '2018:09:14 08:30:05' });
    const file = writeFile(source, '现场 一.JPG', bytes);
    const { added, refused } = await ledger.call('attachments.add', { entity: 'project', id: project, files: [file] });
    expect(refused).toEqual([]);
    expect(added).toMatchObject([
      {
        project,
        owner_entity: 'project',
        owner: project,
        owner_title: '江澜碳纤维',
        sha256: sha256(bytes),
        name: '现场 一.JPG',
        type: 'image/jpeg',
        bytes: bytes.length,
        taken_at: '2018-09-14T08:30:05',
        state: 'here',
        lie: null,
        person: '王秘书',
        at: expect.stringMatching(/^2018-09-16T/),
      },
    ]);
    expect(readFileSync(new BlobStore(ledger.folder).fileOf(sha256(bytes)))).toEqual(bytes);
    expect(readFileSync(file)).toEqual(bytes);
    expect((await ledger.call('ledger.verify', {})).ok).toBe(true);
  });

  it('of the same bytes twice makes one blob; at one record one, at two records two', async () => {
    const { ledger, project, source } = await ledgerWithProject();
    const { id: permit } = await ledger.call('records.create', {
      entity: 'permit',
      set: { project, name: '施工许可证' },
    });
    const bytes = noisePdf(4000);
    const files = [writeFile(source, '一.pdf', bytes), writeFile(source, '二.pdf', bytes)];
    const first = await ledger.call('attachments.add', { entity: 'project', id: project, files });
    const again = await ledger.call('attachments.add', { entity: 'project', id: project, files });
    const other = await ledger.call('attachments.add', { entity: 'permit', id: permit, files });
    expect(first.added).toHaveLength(1);
    expect(again.added.map(({ id }) => id)).toEqual(first.added.map(({ id }) => id));
    expect(other.added).toMatchObject([{ project, owner_title: '施工许可证', sha256: sha256(bytes) }]);
    expect(blobsOf(ledger)).toEqual([sha256(bytes)]);
    const all = await ledger.call('attachments.list', { entity: 'project', id: project, related: true });
    expect(all.attachments.map(({ name, owner_entity }) => [name, owner_entity])).toEqual([
      ['一.pdf', 'project'],
      ['一.pdf', 'permit'],
    ]);
    expect(
      (await ledger.call('attachments.list', { entity: 'project', id: project })).attachments.map(({ id }) => id),
    ).toEqual(first.added.map(({ id }) => id));
  });

  it('with the same key is done once', async () => {
    const { ledger, project, source } = await ledgerWithProject();
    const input = { entity: 'project' as const, id: project, files: [writeFile(source, 'a.txt', '文字')] };
    const first = await ledger.call('attachments.add', input, { key: 'k' });
    expect(await ledger.call('attachments.add', input, { key: 'k' })).toEqual(first);
  });

  it('refuses one file without stopping the others', async () => {
    const { ledger, project, source } = await ledgerWithProject();
    mkdirSync(path.join(source, '文件夹.pdf'));
    const files = [
      writeFile(source, '空的.pdf', ''),
      path.join(source, '文件夹.pdf'),
      path.join(source, '没有.pdf'),
      writeFile(source, '绝密.pdf', noisePdf(100)),
      writeFile(source, '好的.pdf', noisePdf(100)),
    ];
    const { added, refused } = await ledger.call('attachments.add', { entity: 'project', id: project, files });
    expect(added.map(({ name }) => name)).toEqual(['好的.pdf']);
    expect(refused.map(({ name, message }) => [name, message.split(/[。，]/)[0]])).toEqual([
      ['空的.pdf', '“空的.pdf”没有添加：文件是空的'],
      ['文件夹.pdf', '“文件夹.pdf”没有添加：这不是一个文件'],
      ['没有.pdf', '文件不见了'],
      ['绝密.pdf', '内容带有密级标志“绝密”'],
    ]);
    expect(blobsOf(ledger)).toHaveLength(1);
    expect(readdirSync(path.join(ledger.folder, 'attachments', 'incoming'))).toEqual([]);
  });

  it('tells a name whose ending lies, and never opens a program', async () => {
    const { ledger, project, source } = await ledgerWithProject();
    const files = [
      writeFile(source, '现场.jpg', `MZ${'x'.repeat(100)}`),
      writeFile(source, '批复.pdf', await photo('png')),
    ];
    const { added } = await ledger.call('attachments.add', { entity: 'project', id: project, files });
    expect(added.map(({ type, lie }) => [type, lie])).toEqual([
      ['application/x-msdownload', '内容是可执行程序，名字却以 .jpg 结尾'],
      ['image/png', '名字以 .pdf 结尾，内容却是 PNG 图片'],
    ]);
    expect(await ledger.refused('attachments.lend', { id: added[0]?.id ?? '' })).toBe('attachment_unsafe');
    const { place } = await ledger.call('attachments.lend', { id: added[1]?.id ?? '' });
    expect(path.basename(place)).toBe('批复.pdf.png');
    expect(statSync(place).mode & 0o222).toBe(0);
    // Lent again, over the read-only copy.
    expect((await ledger.call('attachments.lend', { id: added[1]?.id ?? '' })).place).toBe(place);
  });

  it('belongs to records that are here', async () => {
    const { ledger, project, source } = await ledgerWithProject();
    const files = [writeFile(source, 'a.txt', '文字')];
    expect(await ledger.refused('attachments.add', { entity: 'project', id: 'nobody', files })).toBe('no_record');
    const { added } = await ledger.call('attachments.add', { entity: 'project', id: project, files });
    expect(await ledger.refused('attachments.add', { entity: 'attachment', id: added[0]?.id ?? '', files })).toBe(
      'no_record',
    );
    await ledger.call('records.withdraw', { entity: 'project', id: project });
    expect(await ledger.refused('attachments.add', { entity: 'project', id: project, files })).toBe('no_record');
  });

  it('takes a picture out of the clipboard, and nothing but a picture', async () => {
    const { ledger, project } = await ledgerWithProject();
    const bytes = await photo('png');
    const input = { entity: 'project' as const, id: project, name: '截图.png', data: bytes.toString('base64') };
    expect(await ledger.call('attachments.addPicture', input)).toMatchObject({
      sha256: sha256(bytes),
      type: 'image/png',
      state: 'here',
    });
    const words = Buffer.from('不是图片').toString('base64');
    expect(await ledger.refused('attachments.addPicture', { ...input, data: words })).toBe('attachment_refused');
    expect((await ledger.call('attachments.list', { entity: 'project', id: project })).attachments).toHaveLength(1);
  });

  it('is one step that can be undone; a note and a withdrawal are ordinary edits, and the blob stays', async () => {
    const { ledger, project, source } = await ledgerWithProject();
    const files = [writeFile(source, 'a.txt', '文字'), writeFile(source, 'b.txt', '别的')];
    const { added } = await ledger.call('attachments.add', { entity: 'project', id: project, files });
    const [first] = added;
    await ledger.call('records.revise', { entity: 'attachment', id: first?.id ?? '', set: { note: '正本' } });
    await ledger.call('records.withdraw', { entity: 'attachment', id: first?.id ?? '' });
    const names = async () =>
      (await ledger.call('attachments.list', { entity: 'project', id: project })).attachments.map(({ name }) => name);
    expect(await names()).toEqual(['b.txt']);
    expect(blobsOf(ledger)).toHaveLength(2);
    await ledger.call('records.undo', {});
    expect(await names()).toEqual(['a.txt', 'b.txt']);
  });
});

describe('what lies in the store', () => {
  it('is found missing or damaged, and a whole copy takes the place of a damaged one', async () => {
    const { ledger, project, source } = await ledgerWithProject();
    const bytes = noisePdf(3000);
    const file = writeFile(source, '批复.pdf', bytes);
    const { added } = await ledger.call('attachments.add', { entity: 'project', id: project, files: [file] });
    const id = added[0]?.id ?? '';
    const store = new BlobStore(ledger.folder);
    const blob = store.fileOf(sha256(bytes));
    // The size is right, the bytes are not: found when it is used, and set aside.
    writeFileSync(blob, noisePdf(3000));
    const broken = await ledger.call('ledger.verify', {});
    expect(broken.ok).toBe(false);
    expect(broken.checks.find(({ name }) => name.includes('附件'))?.detail).toContain('批复.pdf');
    expect(await ledger.refused('attachments.lend', { id })).toBe('attachment_awaiting');
    expect(await ledger.refused('attachments.save', { id, file: path.join(source, '副本.pdf') })).toBe(
      'attachment_awaiting',
    );
    expect(existsSync(path.join(source, '副本.pdf'))).toBe(false);
    const states = async () =>
      (await ledger.call('attachments.list', { entity: 'project', id: project })).attachments.map(({ state }) => state);
    expect(await states()).toEqual(['awaiting']);
    await ledger.call('attachments.add', { entity: 'project', id: project, files: [file] });
    expect(await states()).toEqual(['here']);
    expect(readFileSync(blob)).toEqual(bytes);
    expect((await ledger.call('ledger.verify', {})).ok).toBe(true);
  });

  it('is saved as a copy, one or all, never over another file', async () => {
    const { ledger, project, source } = await ledgerWithProject();
    const files = [writeFile(source, 'a/现场.jpg', await photo()), writeFile(source, 'b/现场.jpg', await photo('png'))];
    const { added } = await ledger.call('attachments.add', { entity: 'project', id: project, files });
    const target = path.join(source, '另存 为.jpg');
    await ledger.call('attachments.save', { id: added[0]?.id ?? '', file: target });
    expect(readFileSync(target)).toEqual(readFileSync(files[0] ?? ''));
    const folder = path.join(source, '导出');
    mkdirSync(folder);
    writeFileSync(path.join(folder, '现场.jpg'), '原来的');
    const saved = await ledger.call('attachments.saveAll', { ids: added.map(({ id }) => id), folder });
    expect(saved).toEqual({ names: ['现场(2).jpg', '现场(3).jpg'], missing: [] });
    expect(readFileSync(path.join(folder, '现场.jpg'), 'utf8')).toBe('原来的');
    expect(readFileSync(path.join(folder, '现场(3).jpg'))).toEqual(readFileSync(files[1] ?? ''));
  });

  it('is purged only where nobody living names it, and the list says what that is', async () => {
    const { ledger, project, source } = await ledgerWithProject();
    const bytes = { one: noisePdf(1000), two: noisePdf(2000), three: noisePdf(3000) };
    const files = Object.entries(bytes).map(([name, content]) => writeFile(source, `${name}.pdf`, content));
    const { added } = await ledger.call('attachments.add', { entity: 'project', id: project, files });
    for (const index of [0, 1])
      await ledger.call('records.withdraw', { entity: 'attachment', id: added[index]?.id ?? '' });
    const stray = new BlobStore(ledger.folder).put(noise(500));
    const list = await ledger.call('attachments.leftovers', {});
    expect(list.files.map(({ names, bytes: size }) => [names, size])).toEqual([
      [['two.pdf'], 2000],
      [['one.pdf'], 1000],
      [[], 500],
    ]);
    // One comes back between the list and the word.
    await ledger.call('records.restore', { entity: 'attachment', id: added[1]?.id ?? '' });
    const purged = await ledger.call('attachments.purge', {
      sha256: [...list.files.map((file) => file.sha256), sha256(bytes.three)],
    });
    expect(purged).toEqual({ removed: 2, bytes: 1500, kept: 2 });
    expect(blobsOf(ledger).sort()).toEqual([sha256(bytes.two), sha256(bytes.three)].sort());
    expect(blobsOf(ledger)).not.toContain(stray.sha256);
    expect((await ledger.call('ledger.verify', {})).ok).toBe(true);
  });
});

describe('pictures', () => {
  it('have thumbnails of the size of the list, turned as the camera was held, kept on the disk', async () => {
    const { ledger, project, source } = await ledgerWithProject();
    const turned = await sharp(await photo('jpeg', { width: 1200, height: 600 }))
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { added } = await ledger.call('attachments.add', {
      entity: 'project',
      id: project,
      files: [writeFile(source, '竖.jpg', turned)],
    });
    const wanted = { sha256: added[0]?.sha256 ?? '', size: 'thumbnail' as const };
    const [found, again] = await Promise.all([
      ledger.call('attachments.picture', wanted),
      ledger.call('attachments.picture', wanted),
    ]);
    expect(found).toEqual(again);
    expect(found?.type).toBe('image/jpeg');
    const about = await sharp(found?.place).metadata();
    expect([about.format, about.width, about.height]).toEqual(['jpeg', 160, 320]);
    const made = statSync(found?.place ?? '').mtimeMs;
    await ledger.call('attachments.picture', wanted);
    expect(statSync(found?.place ?? '').mtimeMs).toBe(made);
    expect(await ledger.call('attachments.picture', { ...wanted, size: 'whole' })).toEqual({
      place: new BlobStore(ledger.folder).fileOf(wanted.sha256),
      type: 'image/jpeg',
    });
  });

  it('are what their bytes are: nothing else is given out, nor what is not here or damaged', async () => {
    const { ledger, project, source } = await ledgerWithProject();
    const files = [
      writeFile(source, '像图片.jpg', '<svg onload="alert(1)">'),
      writeFile(source, '表.png', officeFile('xl')),
      writeFile(source, '半张.jpg', (await photo('jpeg')).subarray(0, 200)),
    ];
    const { added } = await ledger.call('attachments.add', { entity: 'project', id: project, files });
    for (const { sha256: hash, name } of added.slice(0, 2))
      for (const size of ['whole', 'thumbnail'] as const)
        expect([name, size, await ledger.call('attachments.picture', { sha256: hash, size })]).toEqual([
          name,
          size,
          null,
        ]);
    expect(await ledger.call('attachments.picture', { sha256: '0'.repeat(64), size: 'whole' })).toBeNull();
    const half = added[2]?.sha256 ?? '';
    writeFileSync(new BlobStore(ledger.folder).fileOf(half), (await photo('jpeg')).subarray(0, 201));
    expect(await ledger.call('attachments.picture', { sha256: half, size: 'whole' })).toBeNull();
  });
});
