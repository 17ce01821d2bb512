import { readFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import jsQR from 'jsqr';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { exportHandovers, exportImportLog, writeHandoverSlip } from '../../src-main/ledger/office/handover-files';
import { listHandovers } from '../../src-main/ledger/queries/handovers';
import { listImportLog } from '../../src-main/ledger/queries/import-log';
import { sha256Of } from '../../src-main/ledger/sync/content-store';
import { compareHandover, reviseHandover } from '../../src-main/ledger/sync/handover';
import { cancelImport } from '../../src-main/ledger/sync/import-cancel';
import { listPackages } from '../../src-main/ledger/sync/import-methods';
import { resumeImport } from '../../src-main/ledger/sync/import-packages';
import { writeReturns } from '../../src-main/ledger/sync/return-package';
import { addProject, Ledgers, place, report, take, takeOne, unzip } from '../support/sync-ledgers';
import { mutual } from '../support/trust';

const ledgers = new Ledgers();
const outside = () => ledgers.folder('交接');

async function city(): Promise<{ secretary: LedgerContext; commission: LedgerContext }> {
  const secretary = ledgers.make();
  const commission = ledgers.commission();
  await mutual(secretary, commission);
  return { secretary, commission };
}

describe('the hand-over register', () => {
  it('has every package that went or came, filled in as the last one, and tells its receipt', async () => {
    const { secretary, commission } = await city();
    addProject(secretary, '大口钦现代物流园');
    const first = await report(secretary, '昌邑-王-0001.wubao');
    const [out] = (await listHandovers(secretary, {})).entries;
    expect(out).toMatchObject({
      name: '昌邑-王-0001.wubao',
      direction: 'out',
      kind: 'report',
      peer: '市发改委周科长',
      purpose: '9月上半月上报',
      medium: '',
      receipt: 'waiting',
      sha256: sha256Of(readFileSync(first)),
    });
    reviseHandover(secretary, { package: out?.package ?? 0, medium: 'U盘 07', handler: '李姝', purpose: '九月上半月' });
    addProject(secretary, '乙');
    await report(secretary, '昌邑-王-0002.wubao');
    const { entries, next, media, handlers } = await listHandovers(secretary, {});
    expect(entries[0]).toMatchObject({ medium: 'U盘 07', handler: '李姝', purpose: '9月上半月上报' });
    expect(entries[1]).toMatchObject({ medium: 'U盘 07', handler: '李姝', purpose: '九月上半月' });
    expect(next).toEqual({ medium: 'U盘 07', handler: '李姝', purpose: '9月上半月上报' });
    expect([media, handlers]).toEqual([['U盘 07'], ['李姝']]);

    await takeOne(commission, first);
    expect((await listHandovers(commission, {})).entries[0]).toMatchObject({
      direction: 'in',
      peer: '昌邑区重点项目服务中心王秘书',
      receipt: 'merged',
    });
    const { written } = await writeReturns(commission, { full: false });
    await takeOne(secretary, written[0]?.file ?? '');
    const after = (await listHandovers(secretary, {})).entries.filter(({ direction }) => direction === 'out');
    expect(after.map(({ name, receipt }) => [name, receipt])).toEqual([
      ['昌邑-王-0002.wubao', 'waiting'],
      ['昌邑-王-0001.wubao', 'receipted'],
    ]);
    expect(() => reviseHandover(secretary, { package: 9999, medium: 'x' })).toThrow('交接登记');
  });

  it('compares what a slip says with a file and with what came', async () => {
    const { secretary, commission } = await city();
    addProject(secretary, '甲');
    const file = await report(secretary, '昌邑-王-0001.wubao');
    const { code = '', sha256 = '' } = (await listHandovers(secretary, {})).entries[0] ?? {};
    const verdict = async (text: string, chosen?: string) =>
      (await compareHandover(commission, { text, ...(chosen ? { file: chosen } : {}) })).verdict;
    expect(await verdict(code)).toBe('unknown');
    expect(await verdict(code, file)).toBe('equal');
    const other = place(commission, '昌邑-王-0001.wubao', Buffer.concat([readFileSync(file), Buffer.from('x')]));
    expect(await verdict(code, other)).toBe('different');
    await takeOne(commission, other);
    expect(await verdict(code)).toBe('different');
    await takeOne(commission, file);
    expect(await verdict(code)).toBe('equal');
    // Read aloud, typed in groups, in full width, by a scanner that drops what is not a digit.
    expect(
      await verdict(`${sha256.slice(0, 4)} ${sha256.slice(4, 8)} ${sha256.slice(8, 12)} ${sha256.slice(12, 16)}`),
    ).toBe('equal');
    expect(
      await verdict(sha256.toUpperCase().replace(/[0-9A-F]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))),
    ).toBe('equal');
    await expect(async () => verdict('6f3a')).rejects.toThrow('没有认出校验码');
  });

  it('writes a slip whose QR code says what the register says, and the register as a workbook', async () => {
    const { secretary } = await city();
    addProject(secretary, '甲');
    await report(secretary, '昌邑-王-0001.wubao');
    const [entry] = (await listHandovers(secretary, {})).entries;
    const folder = outside();
    const slip = await writeHandoverSlip(secretary, { package: entry?.package ?? 0, folder });
    expect(slip.files.map((file) => path.basename(file))).toEqual(['交接单 昌邑-王-0001.docx']);
    const parts = unzipDocument(slip.files[0] ?? '');
    const text = parts.text.replace(/<[^>]+>/g, '');
    for (const words of [
      '数据包交接单',
      '昌邑-王-0001.wubao',
      '昌邑区重点项目服务中心王秘书',
      '市发改委周科长',
      '9月上半月上报',
    ])
      expect(text).toContain(words);
    expect(text).toContain(entry?.sha256.slice(0, 4));
    const { data, info } = await sharp(parts.picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    expect(jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(entry?.code);

    const { files } = await exportHandovers(secretary, { folder });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(files[0] ?? '');
    const sheet = workbook.worksheets[0];
    expect(sheet?.getRow(3).getCell(1).value).toBe('包名');
    expect(sheet?.lastRow?.getCell(1).value).toBe('昌邑-王-0001.wubao');
  });
});

describe('the import log', () => {
  it('has every file of every import with its end, in the words that were told', async () => {
    const { secretary, commission } = await city();
    addProject(secretary, '甲');
    const file = await report(secretary, '昌邑-王-0001.wubao');
    const rubbish = place(commission, '杂.wubao', Buffer.from('不是包'));
    const before = (await listImportLog(commission, {})).runs.length;
    const outcomes = await take(commission, [file, rubbish, file]);
    await take(commission, [file]);
    const { runs } = await listImportLog(commission, {});
    expect(runs).toHaveLength(before + 2);
    expect(runs[0]?.files.map(({ outcome }) => outcome)).toEqual(['duplicate']);
    expect(runs[1]).toMatchObject({ person: '周科长' });
    const told = (list: readonly { outcome: string; message: string }[] | undefined) =>
      list?.map(({ outcome, message }) => `${outcome} ${message}`).sort();
    expect(told(runs[1]?.files)).toEqual(told(outcomes));
    const { files } = await exportImportLog(commission, { folder: outside() });
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(files[0] ?? '');
    const names = workbook.worksheets[0]?.getColumn(4).values;
    expect(names).toContain('杂.wubao');
  });

  it('tells what waited and went on later', async () => {
    const secretary = ledgers.make();
    const commission = ledgers.commission();
    addProject(secretary, '甲');
    const file = await report(secretary, '昌邑-王-0001.wubao');
    expect((await takeOne(commission, file)).outcome).toBe('quarantined');
    await mutual(secretary, commission);
    const rows = (await listImportLog(commission, {})).runs
      .flatMap(({ files }) => files)
      .filter(({ name }) => name === '昌邑-王-0001.wubao');
    expect(rows.map(({ outcome }) => outcome)).toEqual(['merged', 'quarantined']);
  });
});

describe('an import that is stopped', () => {
  it('leaves no word in the log of what was not merged, and tells it when it goes on', async () => {
    const { secretary, commission } = await city();
    addProject(secretary, '甲');
    const file = await report(secretary, '昌邑-王-0001.wubao');
    const rows = async () =>
      (await listImportLog(commission, {})).runs
        .flatMap(({ files }) => files)
        .filter(({ name }) => name.includes('0001'));
    const stop = (at: string) => (step: string) => {
      if (step === at) throw new Error('stopped');
    };
    const earlier = (await rows()).length;
    await expect(take(commission, [file], { step: stop('merging') })).rejects.toThrow('stopped');
    expect(await rows()).toHaveLength(earlier);
    await resumeImport(commission);
    expect((await rows()).slice(0, -earlier || undefined).map(({ outcome }) => outcome)).toEqual(['merged']);
    // Stopped right behind the commit: the row is there already.
    addProject(secretary, '乙');
    const next = await report(secretary, '昌邑-王-00012.wubao');
    await expect(take(commission, [next], { step: stop('merged') })).rejects.toThrow('stopped');
    expect((await rows())[0]).toMatchObject({ name: '昌邑-王-00012.wubao', outcome: 'merged' });
  });
});

describe('cancelling an import', () => {
  it('leaves what is merged, and tells the rest as not taken; nothing stands in its way later', async () => {
    const { secretary, commission } = await city();
    addProject(secretary, '甲');
    const files = [await report(secretary, '一.wubao')];
    addProject(secretary, '乙');
    files.push(await report(secretary, '二.wubao'));
    let steps = 0;
    const outcomes = await take(commission, files, {
      step: (step) => {
        if (step === 'read' && ++steps === 1) cancelImport(commission, {});
      },
    });
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['cancelled', 'cancelled']);
    // The second file was not even read.
    expect(steps).toBe(1);
    expect(outcomes[0]?.message).toContain('已取消');
    expect((await listImportLog(commission, {})).runs[0]?.files.map(({ outcome }) => outcome)).toEqual([
      'cancelled',
      'cancelled',
    ]);
    expect((await listPackages(commission, {})).filter(({ name }) => /^[一二]/.test(name))).toEqual([]);
    const tooLate = await take(commission, [files[0] ?? ''], {
      step: (step) => {
        if (step === 'merging') cancelImport(commission, {});
      },
    });
    expect(tooLate.map(({ outcome }) => outcome)).toEqual(['merged']);
    expect((await take(commission, files)).map(({ outcome }) => outcome)).toEqual(['duplicate', 'merged']);
    expect(await cancelImport(commission, {})).toEqual({ cancelled: false });
  });
});

/** Text and the one picture of a .docx. */
function unzipDocument(file: string): { text: string; picture: Buffer } {
  const parts = unzip(readFileSync(file));
  const picture = [...parts].find(([name]) => name.startsWith('word/media/') && name.endsWith('.png'))?.[1];
  return { text: String(parts.get('word/document.xml')), picture: picture ?? Buffer.alloc(0) };
}
