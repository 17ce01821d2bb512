import { z } from 'zod';
import { file, nothing, timestamp } from './common';
import { command, query } from './method';

const text = z.string().trim().max(200);

const handover = z.strictObject({
  /** Number of the package in this ledger. */
  package: z.number(),
  /** Name of the file as it was handed over. */
  name: z.string(),
  direction: z.enum(['in', 'out']),
  /** report, return, receipt, snapshot, enrolment, or unknown. */
  kind: z.string(),
  /** Who signed what came, whom what went is for; empty where it is not known. */
  peer: z.string(),
  medium: z.string(),
  handler: z.string(),
  purpose: z.string(),
  at: timestamp,
  /** Of the file as it was handed over, 64 hex digits. */
  sha256: z.string(),
  bytes: z.number(),
  changes: z.number(),
  envelope: z.enum(['none', 'recipients', 'passphrase']),
  /** receipted (`receiptedAt` says when), waiting, part (a further volume), merged, held, quarantined, rejected. */
  receipt: z.enum(['receipted', 'waiting', 'part', 'merged', 'held', 'quarantined', 'rejected']),
  receiptedAt: timestamp.nullable(),
  /** What the QR code on slip and screen says; `handovers.compare` reads it. */
  code: z.string(),
});
export type Handover = z.infer<typeof handover>;

const logEntry = z.strictObject({
  name: z.string(),
  at: timestamp,
  outcome: z.enum(['merged', 'duplicate', 'held', 'quarantined', 'rejected', 'cancelled']),
  applied: z.number(),
  conflicts: z.number(),
  review: z.number(),
  message: z.string(),
});
export type ImportLogEntry = z.infer<typeof logEntry>;

const importRun = z.strictObject({
  run: z.number(),
  from: timestamp,
  to: timestamp,
  person: z.string(),
  files: z.array(logEntry),
});
export type ImportRun = z.infer<typeof importRun>;

const documents = z.strictObject({ files: z.array(z.string()) });

export const handoverMethods = {
  /** The hand-over register, newest first, and what it would say of the next report of this machine. */
  'handovers.list': query(
    'ledger',
    nothing,
    z.strictObject({
      entries: z.array(handover),
      next: z.strictObject({ medium: z.string(), handler: z.string(), purpose: z.string() }),
      /** Media and handlers that stand in it, the newest first. */
      media: z.array(z.string()),
      handlers: z.array(z.string()),
    }),
  ),
  'handovers.revise': command(
    'ledger',
    z.strictObject({
      package: z.int(),
      medium: text.optional(),
      handler: text.optional(),
      purpose: text.optional(),
    }),
    nothing,
  ),
  /** Writes the slip of one package (.docx) into a folder. */
  'handovers.writeSlip': command('ledger', z.strictObject({ package: z.int(), folder: file }), documents, ['folder']),
  /** Writes the whole register (.xlsx) into a folder. */
  'handovers.export': command('ledger', z.strictObject({ folder: file }), documents, ['folder']),
  /**
   * Compares what a slip says (the text of its QR code, or at least 16 digits of its check sum) with a file, or without one with all
   * that came or went here.
   */
  'handovers.compare': query(
    'ledger',
    z.strictObject({ text: z.string().max(1000), file: file.optional() }),
    z.strictObject({ verdict: z.enum(['equal', 'different', 'unknown']), message: z.string() }),
    ['file'],
  ),

  /** At the Commission: a signed receipt for what is here of a device, short enough for a QR code. Counts as a written receipt. */
  'receipts.write': command(
    'ledger',
    z.strictObject({ device: z.string().max(200) }),
    z.strictObject({
      person: z.string(),
      unit: z.string(),
      /** The last change of its stream that the receipt covers. */
      seq: z.number(),
      at: timestamp,
      /** `wubao-receipt/1 …`, to be copied. */
      text: z.string(),
      /** The digits alone, for the QR code: what a scanner types goes past an input method. */
      digits: z.string(),
    }),
  ),
  /** On any other machine: reads such a receipt, however it came in, and moves the mark from which reports begin. */
  'receipts.read': command(
    'ledger',
    z.strictObject({ text: z.string().max(4000) }),
    z.strictObject({
      outcome: z.enum(['taken', 'older', 'fork']),
      seq: z.number(),
      message: z.string(),
    }),
  ),

  /** Imports, newest first, each with its files; `earlier` counts those that are not in the answer. */
  'importLog.list': query('ledger', nothing, z.strictObject({ runs: z.array(importRun), earlier: z.number() })),
  /** Writes the whole log (.xlsx) into a folder. */
  'importLog.export': command('ledger', z.strictObject({ folder: file }), documents, ['folder']),
} as const;
