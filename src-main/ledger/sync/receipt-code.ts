import { crc32 } from 'node:zlib';
import { Refusal } from '../../../src-shared/terms/errors';
import { beijingTimestamp } from '../clock';
import type { Handler } from '../handler';
import { ownKey, verifySignature } from './device-key';
import { noteReceipts } from './handover-record';
import { noteReceipt, takeReceipt } from './receipt';
import { Roster } from './roster';
import { requireCommission } from './trust-countersign';

/**
 * A receipt as digits. The number is written in decimal because that is all that passes an input method unchanged when a hand scanner types
 * it; as bytes it is: version 1 (one byte) ‖ device id of the recipient (8) ‖ last seq (8, big-endian) ‖ h of it (32) ‖ time in seconds since 1970
 * (8) ‖ device id of the commission, the first 8 bytes of its key id (8) ‖ Ed25519 signature (64) ‖ CRC-32 of all before (4).
 */
const version = 1;
const textStart = 'wubao-receipt/1';
const bodyLength = 1 + 8 + 8 + 32 + 8 + 8;
const signedLength = bodyLength + 64;
const wholeLength = signedLength + 4;
const prefix = Buffer.from('wubao-receipt-v1\0');

/** What a receipt says: this commission's device has `device`'s stream up to `seq`, whose chain is `chain` there. */
export interface ReceiptCode {
  readonly device: string;
  readonly seq: number;
  readonly chain: Buffer;
  /** Milliseconds since 1970, whole seconds. */
  readonly time: number;
  readonly commission: string;
}

function bodyOf({ device, seq, chain, time, commission }: ReceiptCode): Buffer {
  const body = Buffer.alloc(bodyLength);
  body[0] = version;
  body.write(device, 1, 'hex');
  body.writeBigUInt64BE(BigInt(seq), 9);
  chain.copy(body, 17);
  body.writeBigUInt64BE(BigInt(Math.floor(time / 1000)), 49);
  body.write(commission, 57, 'hex');
  return body;
}

/** Digits of a signed receipt. */
export function writeReceiptCode(receipt: ReceiptCode, sign: (message: Uint8Array) => Buffer): string {
  const body = bodyOf(receipt);
  const signed = Buffer.concat([body, sign(Buffer.concat([prefix, body]))]);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(signed));
  return BigInt(`0x${Buffer.concat([signed, check]).toString('hex')}`).toString();
}

/**
 * Reads digits however they came: with the start of the copied text or without, in lines, as full-width digits. Undefined where a digit is
 * missing or wrong; what the signature is worth is for the caller.
 */
export function readReceiptCode(
  text: string,
): { receipt: ReceiptCode; message: Buffer; signature: Buffer } | undefined {
  const plain = text.normalize('NFKC').toLowerCase();
  const start = plain.indexOf(textStart);
  const digits = plain.slice(start < 0 ? 0 : start + textStart.length).replace(/[\s.,;]/g, '');
  if (!/^\d{300,400}$/.test(digits)) return undefined;
  const bytes = Buffer.from(
    BigInt(digits)
      .toString(16)
      .padStart(wholeLength * 2, '0'),
    'hex',
  );
  if (bytes.length !== wholeLength || bytes[0] !== version) return undefined;
  if (crc32(bytes.subarray(0, signedLength)) !== bytes.readUInt32BE(signedLength)) return undefined;
  const body = bytes.subarray(0, bodyLength);
  const seq = Number(body.readBigUInt64BE(9));
  const seconds = Number(body.readBigUInt64BE(49));
  // What no honest commission writes: beyond all seqs and years that a machine can name.
  if (!Number.isSafeInteger(seq) || seq < 1 || seconds > 2 ** 36) return undefined;
  return {
    receipt: {
      device: body.toString('hex', 1, 9),
      seq,
      chain: Buffer.from(body.subarray(17, 49)),
      time: seconds * 1000,
      commission: body.toString('hex', 57, 65),
    },
    message: Buffer.concat([prefix, body]),
    signature: Buffer.from(bytes.subarray(bodyLength, signedLength)),
  };
}

/** See `receipts.write`. Throws Refusal not_commission, unknown_device, device_not_approved, receipt_nothing, device_key_missing. */
export const writeReceipt: Handler<'receipts.write'> = (context, { device }) => {
  requireCommission(context);
  const roster = new Roster(context.database);
  const entry = roster.resolve(device);
  const { id, person, unit, state, high_water: seq, chain } = entry;
  if (state !== 'approved') throw new Refusal('device_not_approved', { person });
  if (seq === 0) throw new Refusal('receipt_nothing', { person });
  const key = ownKey(context);
  const now = context.clock.now();
  const at = beijingTimestamp(now);
  const digits = writeReceiptCode({ device: id, seq, chain, time: now.getTime(), commission: key.id }, key.sign);
  context.journal.transaction(() => noteReceipt(context, entry, seq, at));
  return { person, unit, seq, at, text: `${textStart} ${digits}`, digits };
};

/** See `receipts.read`. Throws Refusal receipt_unreadable, receipt_other_device, receipt_forged; then nothing has changed. */
export const readReceipt: Handler<'receipts.read'> = (context, { text }) => {
  const read = readReceiptCode(text);
  if (!read) throw new Refusal('receipt_unreadable');
  const { receipt, message, signature } = read;
  const { seq, chain } = receipt;
  const { database, journal } = context;
  return journal.transaction(() => {
    const roster = new Roster(database);
    const commission = roster.find(receipt.commission);
    if (!commission?.public_key || commission.state !== 'approved' || commission.role !== 'commission')
      throw new Refusal('receipt_unknown_commission');
    if (!verifySignature(commission.public_key, message, signature)) throw new Refusal('receipt_forged');
    const own = roster.own();
    if (receipt.device !== own.id) throw new Refusal('receipt_other_device');
    takeReceipt(context, {
      have: { [own.id]: { n: seq, h: chain.toString('hex') } },
      createdAt: beijingTimestamp(new Date(receipt.time)),
    });
    const after = roster.own();
    if (after.enrol_again !== 0 && after.receipt === own.receipt)
      return {
        outcome: 'fork' as const,
        seq,
        message:
          '回执是真的，但对方手里的改动与本机的分成了两支，多半是复制过台账文件夹，或恢复过旧备份。两支的改动都在，一条没丢；请重新登记本机。',
      };
    noteReceipts(database, beijingTimestamp(context.clock.now()));
    if (after.receipt === own.receipt)
      return {
        outcome: 'older' as const,
        seq,
        message: `这张回执管到第 ${seq} 处改动，本机早有管到第 ${own.receipt} 处的回执，不用再收。`,
      };
    return {
      outcome: 'taken' as const,
      seq,
      message: `回执已收：第 ${seq} 处改动及以前的都已到${commission.unit || '市发改委'}，下次上报从后面接着报。`,
    };
  });
};
