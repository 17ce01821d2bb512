import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { ownKey } from '../../src-main/ledger/sync/device-key';
import { readReceipt, readReceiptCode, writeReceipt, writeReceiptCode } from '../../src-main/ledger/sync/receipt-code';
import { Roster } from '../../src-main/ledger/sync/roster';
import { Refusal } from '../../src-shared/terms/errors';
import { addProject, Ledgers, report, takeOne } from '../support/sync-ledgers';
import { mutual } from '../support/trust';

const ledgers = new Ledgers();

async function city(): Promise<{ secretary: LedgerContext; commission: LedgerContext }> {
  const secretary = ledgers.make();
  const commission = ledgers.commission();
  await mutual(secretary, commission);
  addProject(secretary, '甲');
  await takeOne(commission, await report(secretary, '昌邑-王-0001.wubao'));
  return { secretary, commission };
}

const write = async (commission: LedgerContext, secretary: LedgerContext) =>
  writeReceipt(commission, { device: secretary.journal.device });
const mark = (context: LedgerContext) => new Roster(context.database).own();

/** The code of the refusal; nothing may have moved. */
async function refused(secretary: LedgerContext, text: string): Promise<string> {
  const before = mark(secretary);
  try {
    await readReceipt(secretary, { text });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(mark(secretary)).toEqual(before);
    return error.failure.code;
  }
  return 'not refused';
}

describe('a receipt as a code', () => {
  it('is short, and moves the mark as a receipt package does, however it is typed', async () => {
    const { secretary, commission } = await city();
    const { text, digits, seq } = await write(commission, secretary);
    expect(text).toBe(`wubao-receipt/1 ${digits}`);
    expect(digits).toMatch(/^\d+$/);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1000);
    expect(seq).toBe(mark(secretary).high_water);
    const taken = await readReceipt(secretary, { text });
    expect(taken).toMatchObject({ outcome: 'taken', seq });
    expect(mark(secretary).receipt).toBe(seq);
    addProject(secretary, '乙');
    // The next report begins behind it.
    expect(await takeOne(commission, await report(secretary, '昌邑-王-0002.wubao'))).toMatchObject({
      outcome: 'merged',
      applied: 1,
    });

    for (const typed of [
      digits,
      `  ${digits}\r\n`,
      digits.replace(/(.{60})/g, '$1\n'),
      digits.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit))),
      `WUBAO-RECEIPT/1 ${digits}`,
      `回执：wubao-receipt/1 ${digits}`,
    ])
      expect(await readReceipt(secretary, { text: typed })).toMatchObject({ outcome: 'older', seq });
    const newer = await write(commission, secretary);
    expect(await readReceipt(secretary, { text: newer.digits })).toMatchObject({ outcome: 'taken', seq: seq + 1 });
    expect((await readReceipt(secretary, { text })).outcome).toBe('older');
    expect(mark(secretary).receipt).toBe(seq + 1);
  });

  it('that is damaged anywhere, cut off or something else is asked for again', async () => {
    const { secretary, commission } = await city();
    const { digits } = await write(commission, secretary);
    for (let at = 0; at < digits.length; at += 7) {
      const wrong = `${digits.slice(0, at)}${(Number(digits[at]) + 1) % 10}${digits.slice(at + 1)}`;
      expect(await refused(secretary, wrong)).toBe('receipt_unreadable');
    }
    for (const text of [
      '',
      '1',
      digits.slice(1),
      digits.slice(0, -1),
      `${digits}0`,
      digits + digits,
      '今天下雨',
      '9'.repeat(400),
    ])
      expect(await refused(secretary, text)).toBe('receipt_unreadable');
  });

  it('that is forged, of a commission nobody vouched for, or for another device is refused', async () => {
    const { secretary, commission } = await city();
    const { digits } = await write(commission, secretary);
    const { receipt } = readReceiptCode(digits) ?? {};
    if (!receipt) throw new Error('the code does not read back');
    expect(
      await refused(
        secretary,
        writeReceiptCode(receipt, () => randomBytes(64)),
      ),
    ).toBe('receipt_forged');
    // Signed by the machine itself, in the name of the commission.
    expect(await refused(secretary, writeReceiptCode(receipt, ownKey(secretary).sign))).toBe('receipt_forged');
    const stranger = ledgers.commission();
    const own = { ...receipt, commission: stranger.journal.device };
    expect(await refused(secretary, writeReceiptCode(own, ownKey(stranger).sign))).toBe('receipt_unknown_commission');
    const other = ledgers.make({ person: '李秘书' });
    await mutual(other, commission);
    expect(await refused(other, digits)).toBe('receipt_other_device');
    secretary.database.prepare("UPDATE device SET state = 'revoked' WHERE role = 'commission'").run();
    expect(await refused(secretary, digits)).toBe('receipt_unknown_commission');
  });

  it('for a stream that parted moves nothing, and says so', async () => {
    const { secretary, commission } = await city();
    const { digits } = await write(commission, secretary);
    const { receipt } = readReceiptCode(digits) ?? {};
    if (!receipt) throw new Error('the code does not read back');
    const parted = writeReceiptCode({ ...receipt, chain: randomBytes(32) }, ownKey(commission).sign);
    const answer = await readReceipt(secretary, { text: parted });
    expect(answer.outcome).toBe('fork');
    expect(answer.message).toContain('分成了两支');
    expect(mark(secretary)).toMatchObject({ receipt: 0, enrol_again: 1 });
  });

  it('is written by the Commission alone, and for a device from which something came', async () => {
    const { secretary, commission } = await city();
    const code = async (work: () => unknown) => {
      try {
        await work();
      } catch (error) {
        if (error instanceof Refusal) return error.failure.code;
        throw error;
      }
      return 'not refused';
    };
    expect(await code(() => write(secretary, commission))).toBe('not_commission');
    expect(await code(() => writeReceipt(commission, { device: 'ffffffffffffffff' }))).toBe('unknown_device');
    const silent = ledgers.make({ person: '李秘书' });
    await mutual(silent, commission);
    expect(await code(() => write(commission, silent))).toBe('receipt_nothing');
  });
});
