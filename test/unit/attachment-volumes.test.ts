import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addAttachments, listAttachments } from '../../src-main/ledger/attachments/attachments';
import { BlobStore } from '../../src-main/ledger/attachments/blob-store';
import type { LedgerContext } from '../../src-main/ledger/context';
import {
  awaitedFiles,
  buildPackages,
  filesAskedBy,
  filesAskedByCommission,
  noteAwaiting,
  planVolumes,
  volumeBytes,
} from '../../src-main/ledger/sync/attachment-volumes';
import { ownKey } from '../../src-main/ledger/sync/device-key';
import { packagesSummary, writeReport } from '../../src-main/ledger/sync/export-package';
import { packageDraft } from '../../src-main/ledger/sync/package-draft';
import { readPackage } from '../../src-main/ledger/sync/package-file';
import { noise, noisePdf, sha256, writeFile } from '../support/attachment-files';
import {
  Author,
  addProject,
  approve,
  digest,
  Ledgers,
  ndjson,
  place,
  rewrite,
  take,
  takeOne,
  unzip,
  zip,
} from '../support/sync-ledgers';

const ledgers = new Ledgers();
const megabyte = 1024 * 1024;

async function attach(context: LedgerContext, project: string, name: string, bytes: Buffer): Promise<string> {
  const file = writeFile(path.join(context.folder, '来源 夹'), name, bytes);
  await addAttachments(context, { entity: 'project', id: project, files: [file] });
  return sha256(bytes);
}
const statesOf = async (context: LedgerContext, project: string) =>
  (await listAttachments(context, { entity: 'project', id: project, related: true })).attachments.map(
    ({ name, state }) => `${name} ${state}`,
  );
/** A report with all its volumes, into a folder of its own. */
async function exportAll(context: LedgerContext, name = '上报 包'): Promise<string[]> {
  const folder = path.join(context.folder, name);
  mkdirSync(folder, { recursive: true });
  return (await writeReport(context, folder)).files.map(({ file }) => file);
}
async function pair(): Promise<{ secretary: LedgerContext; commission: LedgerContext; project: string }> {
  const secretary = ledgers.make();
  const commission = ledgers.commission();
  const project = addProject(secretary, '江澜碳纤维');
  const enrolment = path.join(secretary.folder, 'enrolment.wubao');
  if (!existsSync(enrolment)) {
    const { writeOwnEnrolment } = await import('../../src-main/ledger/sync/enrolment');
    await writeOwnEnrolment(secretary);
  }
  await approve(commission, secretary, enrolment);
  return { secretary, commission, project };
}

describe('attachments on their way up', () => {
  it('stand behind the changes, unchanged, under their hashes', async () => {
    const { secretary, commission, project } = await pair();
    const bytes = noisePdf(20_000);
    const hash = await attach(secretary, project, '批复.pdf', bytes);
    const [file = '', ...further] = await exportAll(secretary);
    expect(further).toEqual([]);
    const contents = unzip(readFileSync(file));
    expect([...contents.keys()]).toEqual(['manifest.json', 'manifest.sig', 'changes.ndjson', `attachments/${hash}`]);
    expect(contents.get(`attachments/${hash}`)).toEqual(bytes);
    const outcome = await takeOne(commission, file);
    expect(outcome).toMatchObject({ outcome: 'merged', applied: 2 });
    expect(outcome.message).toContain('收下了 1 个附件（20 KB）');
    expect(await statesOf(commission, project)).toEqual(['批复.pdf here']);
    expect(readFileSync(new BlobStore(commission.folder).fileOf(hash))).toEqual(bytes);
    expect(digest(commission)).toBe(digest(secretary));
  });

  it('beyond 50 MB go in further signed packages; in any order, all of them arrive', async () => {
    const { secretary, commission, project } = await pair();
    const sizes = [30, 30, 30, 15].map((size) => size * megabyte);
    const blobs = sizes.map((size) => noisePdf(size));
    for (const [index, bytes] of blobs.entries()) await attach(secretary, project, `图纸${index + 1}.pdf`, bytes);
    const written = await writeReport(secretary, path.join(secretary.folder, '上报.wubao'));
    expect(written).toMatchObject({ attachments: 4, lacking: 0 });
    const files = written.files.map(({ file }) => file);
    expect(files.map((file) => path.basename(file))).toEqual(['上报.wubao', '上报-附件1.wubao', '上报-附件2.wubao']);
    for (const file of files) expect(statSync(file).size).toBeLessThanOrEqual(volumeBytes);
    const manifests = await Promise.all(files.map((file) => readPackage(readFileSync(file), path.basename(file))));
    expect(manifests.map((read) => read.readable && [read.manifest.range !== null, read.files.length])).toEqual([
      [true, 2],
      [false, 1],
      [false, 1],
    ]);
    // The last first: files before anybody has named them.
    const [third] = await take(commission, [files[2] ?? '']);
    expect(third).toMatchObject({ outcome: 'merged', applied: 0 });
    const first = await takeOne(commission, files[0] ?? '');
    expect(first.message).toContain('还有 1 个附件的文件没到');
    expect((await statesOf(commission, project)).filter((state) => state.endsWith('awaiting'))).toHaveLength(1);
    const last = await takeOne(commission, files[1] ?? '');
    expect(last).toMatchObject({ outcome: 'merged' });
    expect(last.message).not.toContain('没到');
    expect((await statesOf(commission, project)).every((state) => state.endsWith('here'))).toBe(true);
    expect(awaitedFiles(commission)).toEqual([]);
    for (const bytes of blobs) expect(await new BlobStore(commission.folder).look(sha256(bytes))).toBe('whole');
    // A second time: nothing new, and the next report takes the next number.
    expect((await take(commission, files)).map(({ outcome }) => outcome)).toEqual(Array(3).fill('duplicate'));
  });

  it('that went missing are brought again by the same package, and by nothing else of it', async () => {
    const { secretary, commission, project } = await pair();
    const hash = await attach(secretary, project, '批复.pdf', noisePdf(5000));
    const [file = ''] = await exportAll(secretary);
    await takeOne(commission, file);
    const store = new BlobStore(commission.folder);
    rmSync(store.fileOf(hash));
    expect(await statesOf(commission, project)).toEqual(['批复.pdf awaiting']);
    const before = commission.database.prepare('SELECT * FROM package').all();
    const outcome = await takeOne(commission, file);
    expect(outcome.outcome).toBe('duplicate');
    expect(outcome.message).toContain('收下了 1 个附件');
    expect(await statesOf(commission, project)).toEqual(['批复.pdf here']);
    expect(commission.database.prepare('SELECT * FROM package').all()).toEqual(before);
  });

  it('of records that were withdrawn stay at home', async () => {
    const { secretary, project } = await pair();
    const hash = await attach(secretary, project, '错传.pdf', noisePdf(5000));
    const id = secretary.database.prepare('SELECT id FROM attachment').pluck().get() as string;
    secretary.journal.commit([{ entity: 'attachment', id, set: {}, deleted: true }]);
    const [file = ''] = await exportAll(secretary);
    expect([...unzip(readFileSync(file)).keys()]).not.toContain(`attachments/${hash}`);
  });

  it('that are damaged or gone here are not sent, are counted, and are asked for', async () => {
    const { secretary, commission, project } = await pair();
    const good = await attach(secretary, project, '好.pdf', noisePdf(4000));
    const bad = await attach(secretary, project, '坏.pdf', noisePdf(5000));
    const gone = await attach(secretary, project, '没.pdf', noisePdf(6000));
    const store = new BlobStore(secretary.folder);
    writeFileSync(store.fileOf(bad), noise(5000));
    rmSync(store.fileOf(gone));
    const written = await writeReport(secretary, path.join(secretary.folder, '上报.wubao'));
    expect(written).toMatchObject({ attachments: 1, lacking: 2 });
    expect([...unzip(readFileSync(written.file)).keys()].filter((name) => name.startsWith('attachments/'))).toEqual([
      `attachments/${good}`,
    ]);
    // The damaged one was set aside: from now on it is known to be missing.
    expect(awaitedFiles(secretary).sort()).toEqual([bad, gone].sort());
    await takeOne(commission, (await writeReport(secretary, path.join(secretary.folder, '再报.wubao'))).file);
    expect(filesAskedBy(commission.database, secretary.journal.device).sort()).toEqual([bad, gone].sort());
  });
});

describe('what the other side lacks', () => {
  it('is brought by the next report, also where there is nothing else to say', async () => {
    const { secretary, commission, project } = await pair();
    const bytes = noisePdf(7000);
    const hash = await attach(secretary, project, '批复.pdf', bytes);
    const device = commission.journal.device;
    secretary.database
      .prepare(
        "INSERT INTO device (id, person, unit, role, state) VALUES (@device, '周科长', '市发改委', 'commission', 'approved')",
      )
      .run({ device });
    const ask = (awaiting: string[], createdAt: string) =>
      noteAwaiting(secretary.database, { ...packageDraft(commission, 'return'), device, awaiting, createdAt } as never);
    ask([hash, 'f'.repeat(64)], '2018-09-16T10:00:00+08:00');
    expect(filesAskedByCommission(secretary.database).sort()).toEqual([hash, 'f'.repeat(64)].sort());
    expect((await packagesSummary(secretary, {})).files).toBe(2);
    const plan = planVolumes(secretary, filesAskedByCommission(secretary.database), null);
    expect(plan).toMatchObject({ first: [], further: [[{ sha256: hash, bytes: 7000 }]], lacking: ['f'.repeat(64)] });
    const built: Buffer[] = [];
    for await (const one of buildPackages(
      secretary,
      packageDraft(secretary, 'report'),
      null,
      plan,
      ownKey(secretary),
      new Date(),
    ))
      built.push(one.bytes);
    const outcome = await takeOne(commission, place(commission, '附件.wubao', built[0] ?? Buffer.alloc(0)));
    expect(outcome).toMatchObject({ outcome: 'merged', applied: 0 });
    expect(new BlobStore(commission.folder).sizeOf(hash)).toBe(7000);
    // An older package does not bring back what a newer one no longer asks for.
    ask([], '2018-09-16T11:00:00+08:00');
    ask([hash], '2018-09-16T10:30:00+08:00');
    expect(filesAskedByCommission(secretary.database)).toEqual([]);
    ask([hash], '2018-09-16T12:00:00+08:00');
    expect(filesAskedByCommission(secretary.database)).toEqual([hash]);
    expect(filesAskedBy(secretary.database, device)).toEqual([hash]);
  });
});

describe('a package that lies about its files', () => {
  it('is not taken: other bytes, another name, a file that the list does not know', async () => {
    const { secretary, commission, project } = await pair();
    const hash = await attach(secretary, project, '批复.pdf', noisePdf(3000));
    const [file = ''] = await exportAll(secretary);
    const bytes = readFileSync(file);
    const swapped = Buffer.from(bytes);
    const at = swapped.indexOf('%PDF-1.7');
    swapped.write('%PDF-1.8', at, 'latin1');
    const lies: [string, Buffer][] = [
      ['字节变了.wubao', swapped],
      ['签名旧.wubao', rewrite(bytes, (manifest) => ({ ...manifest, entries: [] }))],
    ];
    for (const [name, content] of lies) {
      const outcome = await takeOne(commission, place(commission, name, content));
      expect([name, outcome.outcome]).toEqual([name, expect.stringMatching(/rejected|quarantined/)]);
    }
    expect(new BlobStore(commission.folder).sizeOf(hash)).toBeUndefined();
  });

  it('is quarantined with all its files while its device is unknown, and brings them once it is approved', async () => {
    const stranger = ledgers.make({ person: '李秘书' });
    const commission = ledgers.commission();
    const project = addProject(stranger, '陌生项目');
    const hash = await attach(stranger, project, '批复.pdf', noisePdf(3000));
    const [file = ''] = await exportAll(stranger);
    expect(await takeOne(commission, file)).toMatchObject({ outcome: 'quarantined' });
    expect(new BlobStore(commission.folder).list()).toEqual([]);
    const { writeOwnEnrolment } = await import('../../src-main/ledger/sync/enrolment');
    await writeOwnEnrolment(stranger);
    await approve(commission, stranger, path.join(stranger.folder, 'enrolment.wubao'));
    expect(new BlobStore(commission.folder).sizeOf(hash)).toBe(3000);
    expect(await statesOf(commission, project)).toEqual(['批复.pdf here']);
  });

  it('is refused where a name says another hash than the list', async () => {
    const author = new Author();
    const lines = author.lines(1);
    const content = Buffer.from('内容');
    const manifest = author.manifest(lines, 1) as { entries: unknown[] };
    const name = `attachments/${'a'.repeat(64)}`;
    manifest.entries.push({ name, size: content.length, sha256: sha256(content) });
    const stored = Buffer.from(JSON.stringify(manifest));
    const lying = zip([
      { name: 'manifest.json', content: stored },
      { name: 'manifest.sig', content: author.sign(stored) },
      { name: 'changes.ndjson', content: ndjson(lines) },
      { name, content },
    ]);
    await expect(readPackage(lying, '假.wubao')).rejects.toThrow(/名字与清单里的校验不一致/);
  });
});
