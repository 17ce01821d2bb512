import { z } from 'zod';
import { paperChoices } from '../entities/paper';
import { file, id, isoDate, nothing, period } from './common';
import { command, query } from './method';
import { paperSchema } from './paper-values';

export const paperKind = z.enum(paperChoices.map(({ code }) => code));

/** Which paper: one of a kind made now, or, with `issued`, the one that went out, as it was then. */
const which = {
  kind: paperKind,
  /** A period, a month, a leader, or the id of the record that the paper is about. */
  subject: z.string().min(1).max(64),
  /** What else it needs: the period of a leader's sheet. */
  about: z.string().max(64).default(''),
  issued: id.optional(),
};

const written = z.strictObject({ files: z.array(z.string()) });

const issuedPaper = z.strictObject({
  id: z.string(),
  kind: paperKind,
  subject: z.string(),
  about: z.string(),
  title: z.string(),
  number: z.string(),
  year: z.number(),
  serial: z.number(),
  issuedOn: isoDate,
  signer: z.string(),
  note: z.string(),
});
export type IssuedPaper = z.infer<typeof issuedPaper>;

export const paperMethods = {
  /** The paper as content. */
  'papers.show': query('ledger', z.strictObject(which), paperSchema),
  /** Writes it into a folder: .docx, and .xlsx where it has tables. */
  'papers.write': command(
    'ledger',
    z.strictObject({ ...which, folder: file, forms: z.array(z.enum(['docx', 'xlsx'])).min(1) }),
    written,
    ['folder'],
  ),
  /** Writes its PDF into a folder, from the pages that the screen shows. */
  'papers.print': command('shell', z.strictObject({ ...which, folder: file }), written, ['folder']),
  /** Kinds that can be drawn up here, in the order of the register. */
  'papers.kinds': query('ledger', nothing, z.array(paperKind)),
  /** What a kind can be drawn up about now, the nearest first; `text` looks for words where there are many. */
  'papers.subjects': query(
    'ledger',
    z.strictObject({ kind: paperKind, text: z.string().max(60).default('') }),
    z.array(z.strictObject({ subject: z.string(), about: z.string(), label: z.string(), note: z.string() })),
  ),
  /** Writes the sheet of every leader who is in charge of a region in a period (包保领导调度单), a .docx each. */
  'papers.writeLeaders': command('ledger', z.strictObject({ period, folder: file }), written, ['folder']),
  /** The number that comes next in a kind and year. */
  'papers.nextNumber': query(
    'ledger',
    z.strictObject({ kind: paperKind, year: z.number().int().min(2000).max(2100).optional() }),
    z.strictObject({ year: z.number(), serial: z.number(), number: z.string() }),
  ),
  /** 发文登记: keeps the paper as it is under its number. Refused while it is a draft, and for a number that was given before. */
  'papers.issue': command(
    'ledger',
    z.strictObject({
      kind: which.kind,
      subject: which.subject,
      about: which.about,
      serial: z.number().int().min(1).max(99_999).optional(),
      /** As the office that registers papers gives it; proposed where it is not named. */
      number: z.string().trim().min(1).max(60).optional(),
      issuedOn: isoDate.optional(),
      signer: z.string().trim().max(40).optional(),
      note: z.string().trim().max(500).optional(),
    }),
    z.strictObject({ id: z.string(), number: z.string() }),
  ),
  /** What was issued, the newest first. */
  'papers.list': query('ledger', z.strictObject({ kind: paperKind.optional() }), z.array(issuedPaper)),
} as const;
