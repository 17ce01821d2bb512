import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { addAttachments, listAttachments } from '../../src-main/ledger/attachments/attachments';
import { BlobStore } from '../../src-main/ledger/attachments/blob-store';
import type { LedgerContext } from '../../src-main/ledger/context';
import { listHandovers } from '../../src-main/ledger/queries/handovers';
import { awaitedFiles } from '../../src-main/ledger/sync/attachment-volumes';
import { writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import { packagesSummary, writeReport } from '../../src-main/ledger/sync/export-package';
import { writeReturns } from '../../src-main/ledger/sync/return-package';
import { noisePdf, sha256, writeFile } from '../support/attachment-files';
import { addProject, approve, digest, Ledgers, take } from '../support/sync-ledgers';

const ledgers = new Ledgers();
const megabyte = 1024 * 1024;

async function attach(context: LedgerContext, project: string, name: string, bytes: Buffer): Promise<string> {
  const file = writeFile(path.join(context.folder, '来源 夹'), name, bytes);
  await addAttachments(context, { entity: 'project', id: project, files: [file] });
  return sha256(bytes);
}
function out(context: LedgerContext, name: string): string {
  const folder = path.join(context.folder, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
async function up(context: LedgerContext, name: string): Promise<string[]> {
  return (await writeReport(context, out(context, name))).files.map(({ file }) => file);
}
async function down(commission: LedgerContext, other: LedgerContext, name: string): Promise<string[]> {
  const { written } = await writeReturns(commission, {
    device: other.journal.device,
    file: out(commission, name),
    full: false,
  });
  return written.flatMap(({ files }) => files.map(({ file }) => file));
}
const statesOf = async (context: LedgerContext, project: string) =>
  (await listAttachments(context, { entity: 'project', id: project, related: true })).attachments.map(
    ({ name, state }) => `${name} ${state}`,
  );

describe('attachments on both ways', () => {
  it('come down in volumes behind the changes; what was lost on the way is asked for and brought by the next package', async () => {
    const commission = ledgers.commission();
    const secretary = ledgers.make({ person: '王秘书' });
    await approve(commission, secretary, await writeOwnEnrolment(secretary));
    const project = addProject(secretary, '江澜碳纤维');
    const own = await attach(secretary, project, '现场.pdf', noisePdf(9000));
    await take(commission, await up(secretary, '一'));
    const blobs = [30, 30].map((size) => noisePdf(size * megabyte));
    for (const [index, bytes] of blobs.entries()) await attach(commission, project, `批文${index + 1}.pdf`, bytes);

    const first = await down(commission, secretary, '返还 一');
    expect(first).toHaveLength(2);
    const handed = (await listHandovers(commission, {})).entries.filter(({ direction }) => direction === 'out');
    expect(handed.map(({ peer, receipt }) => [peer.endsWith('王秘书'), receipt])).toEqual([
      [true, 'part'],
      [true, 'waiting'],
    ]);
    // The further volume was forgotten on the desk.
    const [outcome] = await take(secretary, first.slice(0, 1), { trust: commission.journal.device });
    expect(outcome?.outcome).toBe('merged');
    expect(outcome?.message).toContain('还有 1 个附件的文件没到');
    expect(digest(secretary)).toBe(digest(commission));
    expect((await statesOf(secretary, project)).filter((state) => state.endsWith('awaiting'))).toHaveLength(1);

    // The Commission lost one too; each says so with its next package, and each gets what it lacks.
    rmSync(new BlobStore(commission.folder).fileOf(own));
    await take(secretary, await down(commission, secretary, '返还 二'));
    expect((await packagesSummary(secretary, {})).files).toBe(1);
    await take(commission, await up(secretary, '二'));
    expect(awaitedFiles(commission)).toEqual([]);
    await take(secretary, await down(commission, secretary, '返还 三'));
    expect(awaitedFiles(secretary)).toEqual([]);
    for (const context of [secretary, commission])
      expect((await statesOf(context, project)).every((state) => state.endsWith('here'))).toBe(true);
    expect(digest(secretary)).toBe(digest(commission));
  });
});
