import type { Handover } from '../../../src-shared/contract/handover-methods';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { readOuterFile } from './envelope-opening';
import { nextHandover, reviseHandoverRow } from './handover-record';
import { whoOf } from './messages';

const codeStart = 'wubao-handover/1';
/** Fewer digits of a check sum are no comparison: 16 stand on the strip and are read aloud. */
const leastDigits = 16;

interface Row {
  readonly package: number;
  readonly name: string;
  readonly direction: 'in' | 'out';
  readonly kind: string;
  readonly state: string;
  readonly medium: string;
  readonly handler: string;
  readonly purpose: string;
  readonly at: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly changes: number;
  readonly to_seq: number | null;
  readonly envelope: Handover['envelope'];
  readonly receipted_at: string | null;
  readonly signer_person: string | null;
  readonly signer_unit: string | null;
  readonly recipient_person: string | null;
  readonly recipient_unit: string | null;
}

function receiptOf({ direction, state, kind, to_seq, receipted_at }: Row): Handover['receipt'] {
  if (direction === 'out') {
    if (receipted_at !== null) return 'receipted';
    return kind === 'report' && to_seq === null ? 'part' : 'waiting';
  }
  return state === 'merged' || state === 'held' || state === 'quarantined' || state === 'rejected' ? state : 'held';
}

/** The Commission as this machine knows it: to whom reports go. */
function superiorOf({ database }: LedgerContext): string {
  const trusted = database
    .prepare(
      "SELECT person, unit FROM device WHERE state = 'approved' AND role = 'commission' ORDER BY enrolled_at DESC LIMIT 1",
    )
    .get() as { person: string; unit: string } | undefined;
  return trusted ? whoOf(trusted) : '';
}

/** All entries, or one, newest first. */
export function loadHandovers(context: LedgerContext, number?: number): Handover[] {
  const rows = context.database
    .prepare(
      `SELECT h.package, h.name, p.direction, p.kind, p.state, h.medium, h.handler, h.purpose, h.at, h.sha256, h.bytes, p.changes, p.to_seq,
         h.envelope, h.receipted_at, s.person AS signer_person, s.unit AS signer_unit, r.person AS recipient_person, r.unit AS recipient_unit
       FROM handover h JOIN package p ON p.number = h.package LEFT JOIN device s ON s.id = p.device
       LEFT JOIN delivery y ON y.package = p.number LEFT JOIN device r ON r.number = y.recipient
       WHERE @number IS NULL OR h.package = @number ORDER BY h.package DESC`,
    )
    .all({ number: number ?? null }) as Row[];
  const superior = superiorOf(context);
  return rows.map((row): Handover => {
    const { package: id, name, direction, kind, medium, handler, purpose, at, sha256, bytes, changes, envelope } = row;
    const [person, unit] =
      direction === 'in' ? [row.signer_person, row.signer_unit] : [row.recipient_person, row.recipient_unit];
    const named = person ? whoOf({ person, unit: unit ?? '' }) : '';
    const peer = named || (direction === 'out' && kind !== 'return' && kind !== 'receipt' ? superior : '');
    const about = { package: id, name, direction, kind, peer, medium, handler, purpose, at, sha256, bytes, changes };
    const receipt = receiptOf(row);
    return { ...about, envelope, receipt, receiptedAt: row.receipted_at, code: `${codeStart} ${sha256} ${name}` };
  });
}

/** One entry. Throws Refusal no_record. */
export function loadHandover(context: LedgerContext, number: number): Handover {
  const [entry] = loadHandovers(context, number);
  if (!entry) throw new Refusal('no_record', { entity: '交接登记', id: String(number) });
  return entry;
}

const distinct = (texts: readonly string[]) => [...new Set(texts.filter(Boolean))].slice(0, 20);

/** See `handovers.list`. */
export const listHandovers: Handler<'handovers.list'> = (context) => {
  const entries = loadHandovers(context);
  return {
    entries,
    next: nextHandover(context.database, context.clock.today()),
    media: distinct(entries.map(({ medium }) => medium)),
    handlers: distinct(entries.map(({ handler }) => handler)),
  };
};

/** See `handovers.revise`. Throws Refusal no_record. */
export const reviseHandover: Handler<'handovers.revise'> = (context, { package: number, ...change }) => {
  reviseHandoverRow(context.database, number, change);
  return {};
};

/**
 * The digits of a check sum in what was scanned, pasted or typed: behind the start of a code, else the hex digits alone, in groups or
 * not, full-width ones of an input method too. Undefined where there are too few.
 */
export function checkSumIn(text: string): string | undefined {
  const plain = text.normalize('NFKC').toLowerCase();
  const coded = new RegExp(`${codeStart}\\s+([0-9a-f]{64})`).exec(plain)?.[1] ?? /\b[0-9a-f]{64}\b/.exec(plain)?.[0];
  if (coded) return coded;
  const digits = plain.replace(/[\s:：，,-]/g, '');
  return new RegExp(`^[0-9a-f]{${leastDigits},64}$`).test(digits) ? digits : undefined;
}

/** The file name in a code, or undefined. */
function nameIn(text: string): string | undefined {
  return new RegExp(`${codeStart}\\s+[0-9a-f]{64}\\s+(.+)$`, 'i').exec(text.normalize('NFKC').trim())?.[1];
}

/** See `handovers.compare`. Throws Refusal invalid_input, no_file, file_unreadable, not_a_package (a file too large to be one). */
export const compareHandover: Handler<'handovers.compare'> = async ({ database }, { text, file }) => {
  const digits = checkSumIn(text);
  if (digits === undefined)
    throw new Refusal('invalid_input', { detail: '没有认出校验码，请重新扫，或键入交接单上至少前 16 位' });
  if (file !== undefined) {
    const { outer } = await readOuterFile(file);
    return outer.sha256.startsWith(digits)
      ? { verdict: 'equal', message: `一致：“${outer.name}”与交接单上的校验相同，途中没有变。` }
      : {
          verdict: 'different',
          message: `不一致：“${outer.name}”不是交接单上的那个文件，或途中变了。先不要导入，请找交来的人核对。`,
        };
  }
  const found = database
    .prepare(
      `SELECT name FROM handover WHERE substr(sha256, 1, length(@digits)) = @digits
       UNION ALL SELECT name FROM import_log WHERE substr(sha256, 1, length(@digits)) = @digits
       UNION ALL SELECT name FROM package WHERE substr(sha256, 1, length(@digits)) = @digits LIMIT 1`,
    )
    .pluck()
    .get({ digits }) as string | undefined;
  if (found !== undefined)
    return { verdict: 'equal', message: `一致：本机收到的“${found}”与交接单上的校验相同，途中没有变。` };
  const name = nameIn(text);
  const namesake =
    name !== undefined &&
    database
      .prepare('SELECT 1 FROM handover WHERE name = @name UNION ALL SELECT 1 FROM import_log WHERE name = @name')
      .get({ name });
  return namesake
    ? {
        verdict: 'different',
        message: `不一致：本机收到过同名的“${name}”，但校验不同，不是交接单上的那个文件。请找交来的人核对。`,
      }
    : { verdict: 'unknown', message: '本机还没有收到过校验相同的文件。文件在手上的，选中它再比一次。' };
};
